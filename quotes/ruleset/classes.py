r"""Word classes: one dictionary look-up per word makes every list in every rule one character test.

A list of two thousand titles in a pattern would be tried word by word at every place where the
pattern asks for one. Instead each text is *marked* once: the first letter of a word that stands in any
list is replaced by a stand-in that tells the letter and all the lists the word is in. In the patterns
`\L<titles>` then becomes the class of stand-ins of that list and the letters after it, and a literal letter
becomes the class of itself and its stand-ins. Phrases are marked at their first word, and the spaces inside
them by a space of their own. Offsets are those of the unmarked text.

Stand-ins are Hangul syllables: letters, so that `\w` and `\b` hold, and a contiguous block for each
Arabic letter, so that a class is one range. Hangul in a text is moved out of the way.
"""

import re
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import regex

from quotes.later import later
from quotes.ruleset.kept import Kept

FIRST, LAST = 0xAC00, 0xD7A3
INNER: Final = "\u2007"  # the space inside a phrase; white space to a pattern, and never in a folded text
JOINED: Final = "وفل"  # a listed word may follow these letters without a space
TO_THE: Final = "لل"  # with the article
TO: Final = "ل"  # and this one even where both together are listed: لصحيفة
WORD: Final = later(re.compile, r"[^\W\d_]+")  # letters: a unit may be glued to its digits (20دولار)
REGULAR: Final = later(regex.compile, r"\p{L}++(?:[ ]\p{L}++)*+(?<![ ]\p{L})")  # what can be marked, not `وفقا ل`
_INNER: Final = ord(INNER)
_TOKEN: Final = later(re.compile, r"\w+")
_HANGUL: Final = later(regex.compile, r"[\uAC00-\uD7A3]")
_CODES: Final = f"utf-32-{sys.byteorder[0]}e"  # four bytes a character, as they stand in memory

# a list's name, and whether a phrase of it begins with the word or the word itself is in it
Member = tuple[str, bool]
# second word -> phrases and their stand-ins, the longest first
Phrases = Mapping[str, tuple[tuple[str, int], ...]]
# where in a token a word begins and ends, its stand-in, 0 where it has none, and the phrases it begins
One = tuple[int, int, int, Phrases | None]
Entry = tuple[One, ...]  # what is marked in a token


class WordClasses:
    """The classes of all words in the lists that patterns use.

    Args:
        lists: Folded items by list name.
        unions: Which lists patterns ask for together, once for each place: stand-ins are ordered so that
            what is asked for often has few ranges.
    """

    def __init__(self, lists: Mapping[str, frozenset[str]], unions: Iterable[frozenset[str]] = ()) -> None:
        self.lists: Mapping[str, frozenset[str]] = Kept.of(lists)
        self._odd: dict[str, frozenset[str]] = {}  # what of a list cannot be marked
        words: dict[str, set[str]] = {}  # word -> lists it is in
        phrases: dict[str, dict[str, set[str]]] = {}  # first word -> phrase that begins with it -> lists
        for name, items in lists.items():
            for item in filter(REGULAR.fullmatch, items):
                first, _, rest = item.partition(" ")
                if rest:
                    phrases.setdefault(first, {}).setdefault(item, set()).add(name)
                else:
                    words.setdefault(first, set()).add(name)
        alone = {word: frozenset((name, False) for name in names) for word, names in words.items()}
        begun = {
            phrase: alone.get(word, frozenset()) | {(name, True) for name in names}
            for word, found in phrases.items()
            for phrase, names in found.items()
        }
        wanted: dict[str, set[frozenset[Member]]] = {}  # letter -> combinations
        for text, combination in (*alone.items(), *begun.items()):
            wanted.setdefault(text[0], set()).add(combination)
        stand_in: dict[tuple[str, frozenset[Member]], int] = {}
        members: dict[Member, set[int]] = {}
        self.blocks: dict[str, str] = {}  # letter -> the range of its stand-ins, for a class
        code = FIRST
        order = _Order(unions)
        for letter in sorted(wanted):
            start = code
            for combination in sorted(wanted[letter], key=order):
                stand_in[letter, combination] = code
                for member in combination:
                    members.setdefault(member, set()).add(code)
                code += 1
            self.blocks[letter] = f"{chr(start)}-{chr(code - 1)}"
        if code > LAST:
            raise ValueError(f"{code - FIRST} combinations of lists")
        self.members = {member: frozenset(codes) for member, codes in members.items()}  # the stand-ins of each list
        following: dict[str, Phrases] = {}
        for word, found in phrases.items():
            seconds: dict[str, list[tuple[str, int]]] = {}
            for phrase in sorted(found, key=lambda each: (-len(each), each)):
                char = stand_in[word[0], begun[phrase]]
                seconds.setdefault(phrase.split(" ", 2)[1], []).append((phrase, char))
            following[word] = {each: tuple(ways) for each, ways in seconds.items()}
        codes = {word: stand_in[word[0], combination] for word, combination in alone.items()}
        # word -> its stand-in, 0 where it has none; of the few that begin phrases, these as well
        begin = {word: (codes.get(word, 0), phrases) for word, phrases in following.items()}
        self._words: Mapping[str, int | tuple[int, Phrases]] = Kept.of({**codes, **begin})

    def irregular(self, names: Iterable[str]) -> list[str]:
        """What cannot be marked of these lists, the longest first: `وفقا ل`, `د.`."""
        items = frozenset[str]().union(*map(self._irregular_of, names))
        return sorted(items, key=lambda item: (-len(item), item))

    def _irregular_of(self, name: str) -> frozenset[str]:
        if name not in self._odd:
            self._odd[name] = frozenset(item for item in self.lists[name] if not REGULAR.fullmatch(item))
        return self._odd[name]

    def entry(self, token: str) -> Entry:
        """What is to be marked in a token, a run of letters, digits and underscores."""
        if token.isalpha():
            return tuple(self._word(token, 0))
        return tuple(entry for match in WORD.finditer(token) for entry in self._word(match.group(), match.start()))

    def _word(self, word: str, start: int) -> Iterator[One]:
        known = self._words.get(word)
        if known is not None:
            yield _one(start, start + len(word), known)
        skip = 2 if word.startswith(TO_THE) else 1
        if word[0] in (JOINED if known is None else TO) and (rest := self._words.get(word[skip:])) is not None:
            yield _one(start + skip, start + len(word), rest)

    def mark(self, text: str) -> str:
        """The text with the first letter of each listed word replaced; offsets stay."""
        marking = Marking(text)
        for match in _TOKEN.finditer(marking.text):
            marking.add(match.start(), self.entry(match.group()))
        return marking.done()


def _one(start: int, end: int, known: int | tuple[int, Phrases]) -> One:
    char, phrases = (known, None) if isinstance(known, int) else known
    return start, end, char, phrases


class Marking:
    """A text that is being marked."""

    def __init__(self, text: str) -> None:
        self.text = _HANGUL.sub("\u4e00", text) if _HANGUL.search(text) else text
        self._codes = array("I", self.text.encode(_CODES, "surrogatepass"))

    def add(self, at: int, entry: Entry) -> None:
        """Mark what the token at `at` holds."""
        for start, end, char, phrases in entry:
            if phrases and (phrase := self._phrase(at + start, at + end, phrases)):
                self._codes[at + start] = phrase
            elif char:
                self._codes[at + start] = char

    def _phrase(self, start: int, end: int, phrases: Phrases) -> int:
        """The stand-in of the longest listed phrase that begins here, its spaces marked; 0 where none does."""
        text = self.text
        if text[end : end + 1] != " " or (second := WORD.match(text, end + 1)) is None:
            return 0
        for phrase, char in phrases.get(second.group(), ()):
            last = start + len(phrase)
            if text.startswith(phrase, start) and not text[last : last + 1].isalnum():
                for at in range(end, last):
                    if text[at] == " ":
                        self._codes[at] = _INNER
                return char
        return 0

    def done(self) -> str:
        """The marked text."""
        return self._codes.tobytes().decode(_CODES, "surrogatepass")


class _Order:
    """Orders combinations so that each of the unions asked for is few runs of them.

    In a Gray code neighbours differ in few bits; a bit is a union, the one asked for most often the highest.
    """

    def __init__(self, unions: Iterable[frozenset[str]]) -> None:
        asked = [union for union, _ in sorted(Counter(unions).items(), key=lambda each: (-each[1], sorted(each[0])))]
        bits = [(union, as_phrase) for union in asked for as_phrase in (False, True)]
        self._bits: dict[Member, int] = {}
        for shift, (union, as_phrase) in enumerate(reversed(bits)):
            for name in union:
                self._bits[name, as_phrase] = self._bits.get((name, as_phrase), 0) | 1 << shift
        self._shifts = [1 << power for power in range(len(bits).bit_length())]

    def __call__(self, combination: frozenset[Member]) -> tuple[int, list[Member]]:
        rank = 0
        for member in combination:
            rank |= self._bits.get(member, 0)
        for shift in self._shifts:
            rank ^= rank >> shift
        return rank, sorted(combination)
