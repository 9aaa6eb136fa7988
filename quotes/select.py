"""Which items of a result are wanted: by source, kind, rule, confidence, words."""

from collections.abc import Collection
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import get_args

from quotes.errors import UsageError
from quotes.model import Claim, ClaimKind, Confidence, Document, Quote, QuoteKind

CONFIDENCES: tuple[str, ...] = get_args(Confidence)  # from the highest down


def kinds(*, quotes: bool, claims: bool) -> tuple[str, ...]:
    """The kinds of what is looked for."""
    return get_args(QuoteKind) * quotes + get_args(ClaimKind) * claims


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
            if kind not in kinds(quotes=True, claims=True):
                raise UsageError(
                    f"unknown kind {kind!r}", hint=f"the kinds are {', '.join(kinds(quotes=True, claims=True))}"
                )
        if self.confidence is not None and self.confidence not in CONFIDENCES:
            raise UsageError(f"unknown confidence {self.confidence!r}", hint=f"one of {', '.join(CONFIDENCES)}")

    def __bool__(self) -> bool:
        """Whether there is any condition."""
        return self != Selection()

    def check_kinds(self, *, quotes: bool, claims: bool) -> None:
        """Refuse kinds that what is looked for does not have.

        Raises:
            UsageError: A kind of claims where only quotes are looked for, or the other way round.
        """
        known = kinds(quotes=quotes, claims=claims)
        for kind in self.kinds:
            if kind not in known:
                raise UsageError(f"there is no kind {kind!r} here", hint=f"the kinds are {', '.join(known)}")

    def check_rules(self, known: Collection[str]) -> None:
        """Refuse ids and patterns that fit no rule.

        Raises:
            UsageError: No rule is called so.
        """
        for each in (*self.only, *self.skip):
            if not any(fnmatchcase(id, each) for id in known):
                raise UsageError(f"no rule {each!r}", hint=_guess(each, known))

    def apply(self, document: Document) -> Document:
        """The document with the wanted items only; ids that items name of each other stay as they are."""
        return document._replace(
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
    if not sought:
        return True
    from quotes.fold import fold

    return any(fold(each) in fold(text) for text in texts if text for each in sought)


def _guess(id: str, known: Collection[str]) -> str:
    from difflib import get_close_matches  # needed on errors only

    close = get_close_matches(id, sorted(known), n=1)
    return f"did you mean {close[0]!r}?" if close else "`quotes rules list` shows them all; * stands for anything"
