"""A rule and its examples as written."""

from typing import Any, Final, NamedTuple

from quotes.model import Confidence
from quotes.ruleset.places import Origin

PROCLITICS: Final = ("", "و", "ف")  # before an anchor word where a rule does not say: و and, ف so


class Example(NamedTuple):
    """An accept or reject example: a text, and what must (not) come out of it."""

    text: str
    expected: dict[str, Any]
    why: str | None = None
    todo: bool = False
    beside: tuple[str, ...] = ()
    origin: Origin | None = None


class Rule(NamedTuple):
    """A rule as written."""

    id: str
    family: str
    title: str
    pack: str
    origin: Origin
    pattern: str
    anchor: str | None
    priority: int = 50
    confidence: Confidence = "medium"
    content: str | None = None
    kind: str | None = None
    act: str | None = None
    proclitics: tuple[str, ...] = PROCLITICS
    unless: str | None = None
    why: str | None = None
    known_problems: str | None = None
    enabled: bool = True
    accept: tuple[Example, ...] = ()
    reject: tuple[Example, ...] = ()
