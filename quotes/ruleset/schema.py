"""What a rule file may say: the tables, their keys, and the groups of each rule family.

A pack is a folder of TOML files that share their lists, maps and macros. `load.py` reads them into
the classes below; `compile.py` turns those into a `RuleSet`.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from quotes.model import Confidence

SCHEMA: Final = 1

FILE_KEYS: Final = frozenset(
    {"schema", "pack", "list", "map", "pattern", "lemma", "boundary", "rule", "extend", "override"}
)
LEMMA_KEYS: Final = frozenset(
    {"verb", "list", "takes", "act", "present", "participle", "masdar", "passive", "skip", "object", "note"}
)
BOUNDARY_KEYS: Final = frozenset({"id", "title", "pattern", "anchor", "accept", "reject", "why", "enabled"})
RULE_KEYS: Final = frozenset(
    {
        "id",
        "family",
        "kind",
        "title",
        "priority",
        "confidence",
        "content",
        "pattern",
        "anchor",
        "unless",
        "act",
        "why",
        "known_problems",
        "enabled",
        "accept",
        "reject",
    }
)
OVERRIDE_KEYS: Final = frozenset({"enabled", "priority", "confidence", "why"})
CONFIDENCES: Final[frozenset[Confidence]] = frozenset({"high", "medium", "low"})
CONTENTS: Final = frozenset({"marked", "clause", "line", "before", "speech"})
NUMBER: Final = "(?&NUMBER)"  # the one macro that is Python: a numeral as `quotes.numbers` reads it


@dataclass(frozen=True, slots=True)
class Family:
    """The groups a rule of one family must and may name, and the keys its examples may state."""

    required: frozenset[str]
    allowed: frozenset[str]
    example: frozenset[str]
    anchor: str | None = None  # the group a rule is tried at, where it names none itself


FAMILIES: Final[dict[str, Family]] = {
    "speech": Family(
        required=frozenset(),
        allowed=frozenset({"cue", "speaker", "via", "that", "open", "colon", "aside", "content", "relay"}),
        example=frozenset({"cue", "speaker", "via", "quote", "kind"}),
        anchor="cue",
    ),
    "partial": Family(
        required=frozenset({"cue"}),
        allowed=frozenset({"cue", "speaker", "via", "open", "aside"}),
        example=frozenset({"cue", "speaker", "via", "quote", "kind"}),
        anchor="cue",
    ),
    "headline": Family(
        required=frozenset({"speaker"}),
        allowed=frozenset({"speaker", "via", "colon", "open"}),
        example=frozenset({"speaker", "via", "quote", "kind"}),
        anchor="colon",
    ),
    "number": Family(
        required=frozenset(),
        allowed=frozenset(
            {"unit", "symbol", "per", "approx", "min", "max", "counted", "scale", "number", "low", "high", "fraction"}
        ),
        example=frozenset({"claim", "kind", "value", "low", "high", "unit", "per", "modifier", "counted", "change"}),
    ),
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something was written: a file of a pack, and its line where known."""

    path: str
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Example:
    """An accept or reject example: a text, and what must (not) come out of it."""

    text: str
    expected: dict[str, Any]
    why: str | None = None
    todo: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
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
    unless: str | None = None
    why: str | None = None
    known_problems: str | None = None
    enabled: bool = True
    accept: tuple[Example, ...] = ()
    reject: tuple[Example, ...] = ()


@dataclass(slots=True)
class Source:
    """All that the files of the packs say, merged, before compilation."""

    lists: dict[str, list[str]] = field(default_factory=dict)
    maps: dict[str, dict[str, Any]] = field(default_factory=dict)
    macros: dict[str, str] = field(default_factory=dict)
    lemmas: list[dict[str, Any]] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    origins: dict[tuple[str, str], Origin] = field(default_factory=dict)  # ("list", name) -> where
    packs: dict[str, str] = field(default_factory=dict)  # name -> hash of its files
    files: dict[str, str] = field(default_factory=dict)  # path -> text, for carets in errors
    folders: list[Path] = field(default_factory=list)
