"""A source as the text mentions it, and whom it stands for."""

from typing import NamedTuple

from quotes.model import Source


class Mention(NamedTuple):
    """A source as written, in folded offsets.

    Attributes:
        name: The proper name within it, None where there is only a role or a common noun.
        role: The title or description before or after the name.
        head: Its first noun, without the article: what a later `المصدر` takes up.
        words: All its words without articles: what a later shorter mention is a part of.
    """

    start: int
    end: int
    name: tuple[int, int] | None
    role: tuple[int, int] | None
    kind: Source
    gender: str | None
    number: str | None
    head: str
    words: tuple[str, ...]
    definite: bool


class Attribution(NamedTuple):
    """The source of one quote.

    Attributes:
        speaker: The mention at this quote in folded offsets; None where the subject is dropped.
        name: Whom it stands for, in the text's own spelling.
        how: Which step of resolution gave the name.
    """

    speaker: tuple[int, int] | None
    name: str | None
    role: str | None
    source: Source | None
    how: str
