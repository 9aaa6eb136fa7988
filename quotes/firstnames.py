"""The given name before a family name that stands alone, looked for where the text prints both.

قال بويلز … البريطاني داني بويلز        a name that no lexicon knows, after an adjective of nation, a title or a verb
أضاف شاهين … رئيس اللجنة، قانصو شاهين،    or set off by commas
"""

from collections.abc import Iterable, Iterator
from typing import Final

import regex

from quotes.article import bare, definite
from quotes.later import later
from quotes.names import Names
from quotes.namewords import PLURAL
from quotes.occurrences import occurrences

Place = tuple[int, int]

_BEFORE: Final = later(regex.compile, r"(?r)\b(\w++)[ ]")
_APPOSED: Final = later(regex.compile, r"(?r)[،,][ ]?(\w{3,})[ ]")
_COMMA: Final = later(regex.compile, r"[»”\"]?[ ]?[،,]")
_REACH: Final = 40  # characters of a given name and the word before it
_LONGEST: Final = 3  # words before a family name
_JOINED: Final = 5  # letters of a given name with a proclitic
_AROUND: Final = 100_000  # characters on both sides of a family name, at least: an article, but not a whole archive


class FirstNames:
    """The given names that one folded text prints before family names."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.names = names
        self._found: dict[tuple[str, int], Place | None] = {}

    def of(self, last: str, at: int) -> Place | None:
        """Where the family name at a place stands with a given name before it; None where it does nowhere around."""
        stretch = at // _AROUND
        if (last, stretch) not in self._found:
            places = list(self._places(last, stretch))
            known = next(self._known(places), None)
            self._found[last, stretch] = known or next(self._unknown(places), None)
        return self._found[last, stretch]

    def follows_one(self, last: str, at: int) -> bool:
        """Whether some place around prints a known given name before a word or two."""
        return next(self._known(self._places(last, at // _AROUND)), None) is not None

    def is_one(self, word: str, at: int) -> bool:
        """Whether a given name before a family name is one there, and no verb or noun: not so in `قبل سفر ترامب`."""
        before = self._before(at)
        governed = before is not None and before[1] in self.names.prepositions
        return word not in self.names.verbs and not (governed and word in self.names.everyday)

    def _before(self, at: int) -> regex.Match[str] | None:
        return _BEFORE.match(self.text, max(0, at - _REACH), at)

    def _places(self, last: str, stretch: int) -> Iterator[Place]:
        """Where a family name stands, with its article and without the word's other letters."""
        for at in occurrences(self.text, last, max(0, stretch - 1) * _AROUND, (stretch + 2) * _AROUND):
            yield at - 2 if self.text.startswith("ال", max(0, at - 2)) else at, at + len(last)

    def _known(self, places: Iterable[Place]) -> Iterator[Place]:
        for start, end in places:
            before = self._before(start)
            if before is None:
                continue
            given = self.names.given
            joined = before[1] not in given and len(before[1]) > _JOINED and before[1][0] in "ولب"  # لسيرجيو راموس
            if before[1][joined:] in given and self.is_one(before[1], before.start(1)):
                yield before.start(1) + joined, end

    def _unknown(self, places: Iterable[Place]) -> Iterator[Place]:
        """Names whose first word no lexicon knows, by what stands before them."""
        for start, end in places:
            if self.text[end : end + 1].isalpha():
                continue
            apposed = _APPOSED.match(self.text, max(0, start - _REACH), start)
            if apposed is not None and _COMMA.match(self.text, end):
                if self._may_be_one(apposed[1]):
                    yield apposed.start(1), end
                continue
            first = start
            for _ in range(_LONGEST):
                before = self._before(first)
                if before is None or definite(before[1]):
                    break
                if not self._may_be_one(before[1]) and not self._after_nation(before):
                    break
                first = before.start(1)
            if first < start and before is not None and self._leads(before[1]):
                yield first, end

    def _after_nation(self, word: regex.Match[str]) -> bool:
        """Whether a word that has the form of a verbal noun is a name after an adjective of nation: `الإسباني أوناي`."""
        nation = self._before(word.start(1))
        odd = self.names.common(word[1]) or self.names.verb(word[1])
        return not odd and nation is not None and definite(nation[1]) and bare(nation[1]) in self.names.nationalities

    def _may_be_one(self, word: str) -> bool:
        """Whether a word that no lexicon knows may be a given name; foreign ones may end like a plural."""
        names = self.names
        plural = PLURAL.fullmatch(word) is not None and not (names.common(word) or names.verb(word) or definite(word))
        return (plural or names.foreign(word)) and not names.kin_word(word) and word[-1] not in "ةت"

    def _leads(self, word: str) -> bool:
        """Whether a word directly before a name shows that one begins: قالت, البلجيكي, الممثلة."""
        names = self.names
        if definite(word):
            return bare(word) in names.nationalities or names.is_title(word)
        return word in names.verbs or word.removeprefix("و") in names.verbs
