"""Which items of a result are wanted: by source, kind, rule, confidence, words."""

from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import get_args

from quotes.errors import UsageError
from quotes.fold import fold
from quotes.model import Claim, ClaimKind, Confidence, Document, Quote, QuoteKind

KINDS: tuple[str, ...] = (*get_args(QuoteKind), *get_args(ClaimKind))
CONFIDENCES: tuple[str, ...] = get_args(Confidence)  # from the highest down


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions an item must meet, all of them; of the values of one condition any will do.

    Words are compared folded, so that spelling, tashkeel and digits of another script do not matter.

    Attributes:
        speakers: Parts of the name, or of the source as written.
        kinds: Kinds of quotes and claims.
        confidence: The least confidence.
        only: Rule ids, `*` stands for anything.
        skip: Rule ids that are not wanted.
        contains: Words in the item's text, or in what a claim is about.

    Raises:
        UsageError: No such kind or confidence.
    """

    speakers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    confidence: str | None = None
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for kind in self.kinds:
            if kind not in KINDS:
                raise UsageError(f"unknown kind {kind!r}", hint=f"the kinds are {', '.join(KINDS)}")
        if self.confidence is not None and self.confidence not in CONFIDENCES:
            raise UsageError(f"unknown confidence {self.confidence!r}", hint=f"one of {', '.join(CONFIDENCES)}")

    def apply(self, document: Document) -> Document:
        """The document with the wanted items only; ids that items name of each other stay as they are."""
        if self == Selection():
            return document
        return replace(
            document,
            quotes=tuple(filter(self._wants, document.quotes)),
            claims=tuple(filter(self._wants, document.claims)),
        )

    def _wants(self, item: Quote | Claim) -> bool:
        if isinstance(item, Quote):
            names = (item.name, item.speaker.text if item.speaker else None)
            words: tuple[str, ...] = (item.text,)
        else:
            names = (item.said_by, None)
            words = (item.text, item.about or "", item.counted or "")
        return (
            _any(self.speakers, names)
            and (not self.kinds or item.kind in self.kinds)
            and (self.confidence is None or CONFIDENCES.index(item.confidence) <= CONFIDENCES.index(self.confidence))
            and (not self.only or any(fnmatchcase(item.rule, each) for each in self.only))
            and not any(fnmatchcase(item.rule, each) for each in self.skip)
            and _any(self.contains, words)
        )


def _any(sought: tuple[str, ...], texts: tuple[str | None, ...]) -> bool:
    """Whether one of the sought words stands in one of the texts; nothing sought is always found."""
    return not sought or any(fold(each) in fold(text) for text in texts if text for each in sought)
