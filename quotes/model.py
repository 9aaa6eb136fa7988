"""The result: one immutable `Document` with its quotes and claims.

Named tuples, since five frozen dataclasses of this width take longer to define than an article to read. Offsets are 0-based, half-open code points of the decoded input, so that `text[start:end]` is the
item's `text`. Field meanings and unit codes are documented in `docs/json.md`.
"""

from decimal import Decimal
from typing import Any, Literal, NamedTuple

SCHEMA = 1  # raised when a key of the result changes its meaning

QuoteKind = Literal["direct", "mixed", "indirect", "partial", "headline"]
ClaimKind = Literal["money", "percent", "measure", "duration", "count", "ratio"]
Modifier = Literal["approx", "min", "max", "vague"]
Change = Literal["rise", "fall"]
Confidence = Literal["high", "medium", "low"]
Source = Literal["person", "organisation", "state", "document", "media", "group", "unnamed"]


class Span(NamedTuple):
    """A stretch of the original text."""

    text: str
    start: int
    end: int


class Quote(NamedTuple):
    """A stretch of reported content, with the cue and the source that the text gives it."""

    id: str
    kind: QuoteKind
    start: int
    end: int
    line: int
    text: str
    cue: Span | None
    act: str | None
    negated: bool
    speaker: Span | None
    name: str | None
    role: str | None
    source: Source | None
    via: Span | None
    rule: str
    confidence: Confidence
    claims: tuple[str, ...] = ()


class Claim(NamedTuple):
    """A numeric expression that asserts a quantity, and what the text says about it."""

    id: str
    kind: ClaimKind
    start: int
    end: int
    line: int
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    per: str | None
    counted: str | None
    modifier: Modifier | None
    about: str | None
    change: Change | None
    said_by: str | None
    act: str | None
    negated: bool
    quote: str | None
    rule: str
    confidence: Confidence


class Tool(NamedTuple):
    """What made a result: version and the hash of each rule pack."""

    version: str
    packs: dict[str, str]


class Document(NamedTuple):
    """One input text and what was found in it."""

    id: str | None
    path: str | None
    record: int | None
    title: str | None
    date: str | None
    url: str | None
    outlet: str | None
    chars: int
    sha256: str
    text: str | None
    quotes: tuple[Quote, ...]
    claims: tuple[Claim, ...]
    tool: Tool
    schema: int = SCHEMA

    def to_dict(self) -> dict[str, Any]:
        """The document as plain JSON types; no key is ever absent, null means looked for and not found."""
        return {"schema": self.schema} | _plain(self)


def number(value: Decimal) -> int | float:
    """A JSON number: integral values as integers, fractions to four decimals."""
    return int(value) if value == value.to_integral_value() else float(round(value, 4))


def _plain(item: Document | Quote | Claim | Span | Tool) -> dict[str, Any]:
    return {name: _value(value) for name, value in zip(item._fields, item, strict=True)}


def _value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, (Span, Quote, Claim, Tool)):
        return _plain(value)
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    return value
