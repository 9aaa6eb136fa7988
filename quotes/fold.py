"""The folded copy of a text that rules are matched on, and the way back.

Folding drops what does not change a word (tashkeel, tatweel, bidi controls, zero-width joiners),
resolves presentation forms, and unifies spellings that newspapers mix freely:

    أ إ آ ٱ -> ا      ى ی ې -> ي      ک ڪ -> ك      ٠-٩ ۰-۹ -> 0-9      ٫ ٬ ٪ -> . , %

A tatweel after a digit is printed for a dash and folds to one: `2015ـ2025`, `3ـ`.
A hashtag of Arabic words is folded to the words: `#صندوق_النقد` to `صندوق النقد`.

ة/ه and ؤ/ئ stay apart, because folding them merges different words. So does one pair of words that
ى -> ي would merge, the preposition على and the name علي: the preposition folds to علا, also in texts
that write every final ى as ي. Character classes are
pyarabic's; its own normalisers are not used, because they map ى to ا and a detached hamza to a
letter.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property

from pyarabic import araby_const as araby  # the constants alone: no patterns to compile

from quotes.later import later

_FORMATS = (
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
# pyarabic's tashkeel, and the combining marks beside it: hamza and madda as marks, Quranic signs
_MARKS = "".join({*araby.TASHKEEL, *map(chr, range(0x0610, 0x061B)), *map(chr, range(0x064B, 0x0660))})
_MARKS += "\u0670" + "".join(map(chr, (*range(0x06D6, 0x06DD), *range(0x06DF, 0x06E5), 0x06E7, 0x06E8)))
_MARKS += "".join(map(chr, range(0x06EA, 0x06EE)))
_DROPPED = _FORMATS + _MARKS + araby.TATWEEL

_LETTERS = {
    **dict.fromkeys((araby.ALEF_HAMZA_ABOVE, araby.ALEF_HAMZA_BELOW, araby.ALEF_MADDA, araby.ALEF_WASLA), araby.ALEF),
    **dict.fromkeys(("\u06cc", "\u06d0"), araby.YEH),  # Persian ye, Pashto e
    **dict.fromkeys(("\u06a9", "\u06aa"), araby.KAF),  # keheh, swash kaf
    **{chr(base + digit): str(digit) for base in (0x0660, 0x06F0) for digit in range(10)},
    araby.DECIMAL: ".",
    araby.THOUSANDS: ",",
    araby.PERCENT: "%",
    **dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "
    ),
    **dict.fromkeys("\v\f\x85\u2028\u2029", "\n"),
}
_FOLDED: dict[str, str] = {**dict.fromkeys(_DROPPED, ""), **_LETTERS}  # nothing on the right stands on the left
_PRESENTATION = "\ufb50-\ufdfd\ufe70-\ufefc"  # the forms of letters as they join, and ligatures
_UNFOLDED = later(re.compile, "[" + re.escape("".join(_FOLDED)) + _PRESENTATION + "]")
_TAG = r"(?<![\u0621-\u064a]{2})#(?=[\u0621-\u063a\u0641-\u064a])"  # after a proclitic or no letter
_HASHTAG = later(re.compile, r"#(?=[\u0621-\u063a\u0641-\u064a])(\w*)")
_DASH = later(re.compile, rf"{araby.TATWEEL}(?:(?<=\d.)|(?<=\d[ _].))")
_TATWEEL = rf"{araby.TATWEEL}(?<!\d.)(?<!\d[ _].)"  # one that is no dash
_RETURN = later(re.compile, r"\r(?!\n)")  # alone it ends a line, as on old Macs
_TRAILING = frozenset(_MARKS + araby.TATWEEL)  # belongs to the letter before it


# not before or after an Arabic letter; a rule's pattern may have a Latin one before it (\bعلى)
# what stands before it is looked at last: a literal that comes first is searched for at the speed of memory
_ALONE = r"(?![\u0621-\u064a])(?:(?<![\u0621-\u064a]{0})|(?<=[وف]{0})(?<![\u0621-\u064a][وف]{0}))"
_ON = later(re.compile, "على" + _ALONE.format("على"))
_ON_OR_ALI = later(re.compile, "علي" + _ALONE.format("علي"))
_HABIT = 3  # times a text without ى writes علي, from which on it means على


def fold(text: str) -> str:
    """Fold a text or a literal of a rule file; folding twice changes nothing."""
    return _fold(text)[0]


def _fold(text: str) -> tuple[str, tuple[str, ...]]:
    """The folded text, and the characters of the text whose offsets it moves: what they fold to is no single one."""
    if araby.TATWEEL in text:
        text = _DASH.sub("-", text)
    at, uneven = 0, []
    while (match := _UNFOLDED.search(text, at)) is not None:  # a few kinds in any one text, each replaced at once
        at, char = match.start(), match[0]
        plain = _plain(char)
        text = text.replace(char, plain)
        if len(plain) != 1:
            uneven.append(char)
        elif plain == char:  # no character stands here in Unicode
            at += 1
    return _spelled(text), tuple(uneven)


def _plain(char: str) -> str:
    """What a character folds to."""
    if char in _FOLDED:
        return _FOLDED[char]
    return "".join(_FOLDED.get(each, each) for each in unicodedata.normalize("NFKC", char))


def _spelled(text: str) -> str:
    """One spelling of على, of ى and of the ends of lines."""
    if "\r" in text:
        text = _RETURN.sub("\n", text)
    if araby.ALEF_MAKSURA in text:
        return _ON.sub("علا", text).replace(araby.ALEF_MAKSURA, araby.YEH)
    if text.count("علي") >= _HABIT and "علا" not in text and len(_ON_OR_ALI.findall(text)) >= _HABIT:
        return _ON_OR_ALI.sub("علا", text)
    return text


def _untagged(match: re.Match[str]) -> str:
    """The words of a hashtag; a space where it is joined to a word that is no proclitic."""
    glued = match.string[max(0, match.start() - 2) : match.start()]
    apart = len(glued) > 1 and all("\u0621" <= letter <= "\u064a" for letter in glued)
    return " " * apart + match[1].replace("_", " ")


class Folded:
    """A folded text with its map to the original.

    Attributes:
        original: The text as given.
        text: The folded text; match on this.
    """

    __slots__ = ("__dict__", "_uneven", "original", "text")

    def __init__(self, original: str) -> None:
        self.original = original
        self.text, self._uneven = _fold(_HASHTAG.sub(_untagged, original) if "#" in original else original)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original offsets of a folded span, with the marks on its last letter."""
        if start >= end:
            at = self.offset(start)
            return at, at
        first = self.offset(start)
        if self.original[max(0, first - 1) : first] == "#" and self.text[max(0, start - 1) : start] != "#":
            first -= 1
        last = self.offset(end - 1) + 1
        if self.original[last : last + 1] in _TRAILING:
            following = self.offset(end)  # a tatweel that is a dash is a character of its own
            while last < following and self.original[last] in _TRAILING:
                last += 1
        return first, last

    def slice(self, start: int, end: int) -> str:
        """The original words of a folded span."""
        first, last = self.span(start, end)
        return self.original[first:last]

    def words(self, start: int, end: int) -> str:
        """The original words of a folded span, hashtags as words."""
        return self.slice(start, end).replace("#", "").replace("_", " ")

    def offset(self, at: int) -> int:
        """The original offset of the folded character at `at`."""
        folded, original = self._steps
        step = bisect_right(folded, at) - 1
        return min(original[step] + at - folded[step], len(self.original))

    def has_fathatan(self, start: int, end: int) -> bool:
        """Whether the word is written with tanwin of fatha, which folding drops (ألفًا: one thousand)."""
        return araby.FATHATAN in self.slice(start, end)

    @cached_property
    def _steps(self) -> tuple[list[int], list[int]]:
        """Folded and original offsets from which on both run evenly again, ascending, from 0."""
        folded, original, shift = [0], [0], 0
        for at in self._moved():
            width = 0 if self.original[at] == "#" else len(_plain(self.original[at]))
            # each letter of a ligature but the first maps to the ligature itself
            for extra in range(1, width):
                folded.append(at + shift + extra)
                original.append(at)
            shift += width - 1
            if folded[-1] == at + 1 + shift:
                original[-1] = at + 1
            else:
                folded.append(at + 1 + shift)
                original.append(at + 1)
        return folded, original

    def _moved(self) -> list[int]:
        """Where a character stands that folds to none or to several, ascending: one literal is found faster than a class."""
        patterns = [_TATWEEL if char == araby.TATWEEL else re.escape(char) for char in self._uneven]
        patterns += [_TAG] * ("#" in self.original)
        return sorted(match.start() for each in patterns for match in re.finditer(each, self.original))
