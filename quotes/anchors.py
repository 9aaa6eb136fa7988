"""What each token of a text means to the rules: which of them are tried at it, and with which word.

Nothing is worked out before a text asks for it. A token met for the first time is looked up in the lists
that the rules' anchors name; from then on it is one entry of a dictionary.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from quotes.fold import fold
from quotes.later import later
from quotes.numbers import Lexicon
from quotes.ruleset.classes import Entry
from quotes.ruleset.compile import RuleSet
from quotes.ruleset.matcher import Matcher

_KEPT: Final = 40_000  # tokens met before: some seven megabytes at most
_WORD: Final = later(re.compile, r"\w+")


class Trials:
    """The rules that are tried at one kind of anchor.

    What the rules must find around their anchor is known before they are tried (`first` and `stops` of their
    sides), and there are few different surroundings: which rules are worth a try is worked out once for each.
    """

    __slots__ = ("_worth", "all")

    def __init__(self, matchers: tuple[Matcher, ...]) -> None:
        self.all = matchers
        self._worth: dict[tuple[str, str, str], tuple[Matcher, ...]] = {}

    def worth(self, last: str, following: str, stops: str) -> tuple[Matcher, ...]:
        """Those that can match at an anchor.

        Args:
            last: The visible character before the anchor.
            following: The one after it.
            stops: The next mark after it that is a stop, and the complementizer where one comes before it.
        """
        key = last, following, stops
        found = self._worth.get(key)
        if found is None:
            found = self._worth[key] = tuple(each for each in self.all if each.may(*key))
        return found


class Anchor(NamedTuple):
    """An anchor item that may begin at a word, and who wants it."""

    proclitic: int  # letters before the item
    item: str
    open: bool  # ends in a proclitic (`وفقا ل`), so that a word goes on without a space
    trials: Trials


class Anchors:
    """The anchor items that may begin at a word, the longest first."""

    __slots__ = ("_after", "_always")

    def __init__(self, anchors: list[Anchor]) -> None:
        anchors.sort(key=lambda anchor: (anchor.proclitic, -len(anchor.item)))
        seconds = [_second(anchor) for anchor in anchors]
        self._always = tuple(anchor for anchor, second in zip(anchors, seconds, strict=True) if second is None)
        self._after: Mapping[str, tuple[Anchor, ...]] = {
            word: tuple(anchor for anchor, second in zip(anchors, seconds, strict=True) if second in (None, word))
            for word in filter(None, seconds)
        }

    def at(self, text: str, end: int) -> tuple[Anchor, ...]:
        """Those worth a look at a word that ends at `end`, by the word that follows it."""
        if not self._after or text[end : end + 1] != " " or (second := _WORD.match(text, end + 1)) is None:
            return self._always
        return self._after.get(second.group(), self._always)


def _second(anchor: Anchor) -> str | None:
    """The word that must follow the first one; None where there need not be one."""
    words = anchor.item.split(" ", 2)
    return words[1] if len(words) > 1 and not anchor.open and _WORD.fullmatch(words[1]) else None


class Known(NamedTuple):
    """What a token means to the rules.

    Attributes:
        classes: What of it is marked for the patterns.
        anchors: The anchor items it begins.
        trials: The rules tried at it where it is a mark.
        starts: Where in it a numeral may begin.
        tried: Whether any rule is tried at it.
    """

    classes: Entry
    anchors: Anchors | None
    trials: Trials | None
    starts: tuple[int, ...]
    tried: bool


class Vocabulary(dict[str, Known | None]):
    """Token -> what it means, None where it means nothing; filled as texts come along."""

    def __init__(self, ruleset: RuleSet, lexicon: Lexicon) -> None:
        super().__init__()
        self._ruleset = ruleset
        self._lexicon = lexicon
        self._numerals = any(matcher.numeral for matcher in ruleset.matchers)
        self._whole = ruleset.lists.get("whole_words", frozenset())
        self._proclitics: dict[str, list[tuple[str, str]]] = {}  # first letter -> folded and as written
        for written in {each for matcher in ruleset.matchers for each in matcher.rule.proclitics} - {""}:
            folded = fold(written)
            self._proclitics.setdefault(folded[0], []).append((folded, written))
        self._trials: dict[tuple[Matcher, ...], Trials] = {}  # one for all anchors with the same rules
        self._wanted: dict[tuple[int, str], Trials | None] = {}  # by the matchers' group and a proclitic
        self._marks = {
            mark: self._tried(each for each in ruleset.matchers if mark in each.marks) for mark in self.marks
        }

    @property
    def marks(self) -> str:
        """All characters that are anchors."""
        return "".join(sorted({char for matcher in self._ruleset.matchers for char in matcher.marks}))

    def __missing__(self, token: str) -> Known | None:
        """Look a token up for the first time."""
        if len(self) >= _KEPT:
            self.clear()
        classes = self._ruleset.classes.entry(token)
        found = self._anchors(token)
        anchors = Anchors(found) if found else None
        trials = None if found else self._marks.get(token)
        starts = self._lexicon.starts(token) if self._numerals else ()
        tried = bool(found or trials or starts)
        known = self[token] = Known(classes, anchors, trials, starts, tried) if classes or tried else None
        return known

    def _anchors(self, token: str) -> list[Anchor]:
        words = self._ruleset.anchors.words
        found = self._items(words.get(token, ()), 0, "")
        if token not in self._whole:
            for folded, written in self._proclitics.get(token[0], ()):
                if token.startswith(folded):
                    found += self._items(words.get(token[len(folded) :], ()), len(folded), written)
        return found

    def _items(self, items: Iterable[tuple[str, int]], skipped: int, proclitic: str) -> list[Anchor]:
        found = []
        for item, group in items:
            if (group, proclitic) not in self._wanted:
                matchers = map(self._ruleset.matchers.__getitem__, self._ruleset.anchors.groups[group])
                self._wanted[group, proclitic] = self._tried(
                    each for each in matchers if proclitic in each.rule.proclitics
                )
            if (trials := self._wanted[group, proclitic]) is not None:
                is_open = " " in item and len(item.rsplit(" ", 1)[1]) == 1
                found.append(Anchor(skipped, item, is_open, trials))
        return found

    def _tried(self, matchers: Iterable[Matcher]) -> Trials | None:
        together = tuple(matchers)
        if together and together not in self._trials:
            self._trials[together] = Trials(together)
        return self._trials.get(together)
