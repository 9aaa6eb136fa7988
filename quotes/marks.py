"""Quotation marks in a folded text, paired as a reader would pair them.

Arabic newspapers print « », “ ”, ASCII ", doubled apostrophes and mixtures of them; some store
guillemets mirrored (` » … « `); some forget to close. Spacing tells an opening mark from a closing
one better than its shape does, so each mark is read by what stands beside it, then by the
document's habit, then by its shape, and last by whether one is open already.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final, Literal, NamedTuple

import regex

from quotes.later import later

Role = Literal["open", "close", "either"]

_MARK: Final = later(regex.compile, r"""[«»“”„‟"‹›‘’]|''|<<|>>|\(\(|\)\)""")
_FAMILY: Final = {
    **dict.fromkeys(("«", "»", "<<", ">>"), "guillemets"),
    **dict.fromkeys(("“", "”", "„", "‟", '"', "''"), "double"),
    **dict.fromkeys(("‹", "›", "‘", "’"), "single"),
    **dict.fromkeys(("((", "))"), "brackets"),
}
_SHAPE: Final[dict[str, Role]] = {
    **dict.fromkeys(("«", "<<", "“", "„", "‹", "‘", "(("), "open"),
    **dict.fromkeys(("»", ">>", "”", "›", "’", "))"), "close"),
}
_MIRRORED: Final[dict[str, Role]] = {"«": "close", "»": "open"}
# letters that stand before a word without a space, and so before its opening mark: بـ«…»
_PROCLITIC: Final = later(regex.compile, r"(?r)(?<!\w)[وف]?(?:[بلك]|ال|لل|بال|كال)?")
_REACH: Final = 4000  # characters after which an open mark counts as never closed


class Pair(NamedTuple):
    """A pair of marks in folded offsets: marks at [start, open) and [close, end)."""

    start: int
    open: int
    close: int
    end: int
    closed: bool = True  # False: never closed; ends with its paragraph
    depth: int = 0

    @property
    def width(self) -> int:
        """Characters inside the marks."""
        return self.close - self.open


class Marks:
    """All pairs of a text, by where they open."""

    def __init__(self, text: str) -> None:
        self.pairs = tuple(sorted(_pairs(text), key=lambda pair: (pair.start, -pair.end)))
        self._starts = [pair.start for pair in self.pairs]
        self.outer = tuple(pair for pair in self.pairs if pair.depth == 0)
        self._outer_starts = [pair.start for pair in self.outer]

    def at(self, start: int) -> Pair | None:
        """The pair whose opening mark is at `start`."""
        index = bisect_left(self._starts, start)
        return self.pairs[index] if index < len(self.pairs) and self._starts[index] == start else None

    def around(self, at: int) -> Pair | None:
        """The outermost pair in whose content `at` stands."""
        index = bisect_right(self._outer_starts, at) - 1
        if index < 0:
            return None
        pair = self.outer[index]
        return pair if pair.open <= at < pair.close else None

    def within(self, start: int, end: int) -> Iterator[Pair]:
        """The outermost pairs that open in [start, end)."""
        for index in range(bisect_left(self._outer_starts, start), len(self.outer)):
            pair = self.outer[index]
            if pair.start >= end:
                return
            yield pair


class _Seen(NamedTuple):
    """A mark and how its neighbours read it."""

    start: int
    end: int
    text: str
    spacing: Role


def _spacing(text: str, start: int, end: int) -> Role:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isalnum():
        clitic = _PROCLITIC.match(text, max(0, start - 5), start)
        attached = bool(clitic and clitic.end() - clitic.start())
    else:
        attached = False
    led_in = before == ":" and after.isspace()  # قال:" العمل بدأ": typed before its space
    opens = led_in or ((before.isspace() or before in '([:،؛,-–—/_«“"' or attached) and not after.isspace())
    closes = not led_in and not before.isspace() and (not after.isalnum())
    if opens and closes:  # between two punctuation marks: `:".` tells nothing
        return "either"
    if attached and before.isalnum() and not after.isspace():
        return "open"
    return "open" if opens else "close" if closes else "either"


def _pairs(text: str) -> Iterator[Pair]:
    seen = [_Seen(m.start(), m.end(), m[0], _spacing(text, m.start(), m.end())) for m in _MARK.finditer(text)]
    if not seen:
        return
    mirrored = _mirrored(seen)
    stack = _Stack(text)
    for mark, following in zip_longest(seen, seen[1:]):
        yield from stack.give_up(before=mark.start - _REACH)
        below = stack.top(mark)
        is_open = below is not None and not _starts_anew(text, stack.marks[below], mark)
        if _role(mark, mirrored=mirrored, is_open=is_open) == "close":
            if below is None:
                if _misplaced(text, mark, following):
                    stack.push(mark)
                continue  # a closing mark with nothing open
            depth, opener = stack.depth(below), stack.marks[below]
            yield from stack.drop(below + 1)
            stack.cut(below)
            yield Pair(opener.start, opener.end, mark.start, mark.end, depth=depth)
        elif below is not None and "\n" in text[stack.marks[below].end : mark.start]:
            if _reopens(text, mark):
                continue  # speech over several paragraphs: a mark re-opened at each
            yield from stack.drop(below)
            stack.push(mark)
        elif below is not None and _goes_on(text, stack.marks[below], mark):
            continue  # the same where the paragraphs were run together
        else:
            stack.push(mark)
    yield from stack.rest()


class _Stack:
    """The marks that are open; every step takes the same time, however many there are."""

    def __init__(self, text: str) -> None:
        self.marks: list[_Seen] = []
        self._text = text
        self._bottom = 0  # what is below was given up
        self._places: dict[str, list[int]] = {family: [] for family in _FAMILY.values()}
        self._line = (0, -1)  # from the first offset to the second there is no line end

    def push(self, mark: _Seen) -> None:
        """Open a mark."""
        self._places[_FAMILY[mark.text]].append(len(self.marks))
        self.marks.append(mark)

    def top(self, mark: _Seen) -> int | None:
        """The place of the last open mark of the same family."""
        places = self._places[_FAMILY[mark.text]]
        return places[-1] if places and places[-1] >= self._bottom else None

    def depth(self, place: int) -> int:
        """How many marks are open around the one at a place."""
        return place - self._bottom

    def cut(self, place: int) -> None:
        """Forget the marks from a place on."""
        for mark in self.marks[place:]:
            self._places[_FAMILY[mark.text]].pop()
        del self.marks[place:]

    def drop(self, place: int) -> Iterator[Pair]:
        """Forget the marks from a place on: they were never closed."""
        depth = self.depth(place)
        yield from (self._unclosed(mark, depth) for mark in self.marks[place:])
        self.cut(place)

    def give_up(self, *, before: int) -> Iterator[Pair]:
        """Count the marks that opened too long ago as never closed."""
        while self._bottom < len(self.marks) and self.marks[self._bottom].start < before:
            self._bottom += 1
            yield self._unclosed(self.marks[self._bottom - 1], len(self.marks) - self._bottom)

    def rest(self) -> Iterator[Pair]:
        """What is open at the end of the text."""
        for depth, mark in enumerate(self.marks[self._bottom :]):
            yield self._unclosed(mark, depth)

    def _unclosed(self, mark: _Seen, depth: int) -> Pair:
        first, last = self._line
        if not first <= mark.end <= last:
            last = self._text.find("\n", mark.end)
            last = len(self._text) if last < 0 else last
            self._line = mark.end, last
        return Pair(mark.start, mark.end, last, last, closed=False, depth=depth)


def _mirrored(seen: list[_Seen]) -> bool:
    """Whether the document stores its guillemets mirrored: by spacing, or else by the first one."""
    guillemets = [mark for mark in seen if mark.text in _MIRRORED]
    against = sum(mark.spacing == _MIRRORED[mark.text] for mark in guillemets)
    along = sum(mark.spacing == _SHAPE[mark.text] for mark in guillemets)
    return against > along or (against == along and bool(guillemets) and guillemets[0].text == "»")


def _role(mark: _Seen, *, mirrored: bool, is_open: bool) -> Role:
    shape = _MIRRORED[mark.text] if mirrored and mark.text in _MIRRORED else _SHAPE.get(mark.text)
    if mark.text in "«»" and shape:
        # guillemets have a direction; spacing only overrules it where it speaks plainly
        return mark.spacing if mark.spacing != "either" and (mark.spacing == "open") != is_open else shape
    if mark.spacing != "either":
        return mark.spacing if mark.spacing == "open" or is_open else "close"
    if shape and (shape == "close") == is_open:
        return shape
    return "close" if is_open else "open"


def _misplaced(text: str, mark: _Seen, following: _Seen | None) -> bool:
    """Whether a mark typed as if it closed opens: `قال إن" العمل بدأ".`, as the next of its kind closes."""
    if following is None or mark.text != '"' or following.text != '"' or following.spacing != "close":
        return False
    return text[mark.end : mark.end + 1] == " " and "\n" not in text[mark.end : following.start]


def _starts_anew(text: str, opener: _Seen, mark: _Seen) -> bool:
    """Whether a mark with space on both sides opens, though one is open since an earlier paragraph."""
    if mark.spacing != "either" or _SHAPE.get(mark.text) == "close" or "\n" not in text[opener.end : mark.start]:
        return False
    return text[mark.end : mark.end + 3].lstrip(" ")[:1].isalnum()


def _reopens(text: str, mark: _Seen) -> bool:
    """Whether a mark at the head of a paragraph goes on with speech left open by the one before."""
    head = text.rfind("\n", 0, mark.start) + 1
    return mark.text in "«“" and not text[head : mark.start].strip()


def _goes_on(text: str, opener: _Seen, mark: _Seen) -> bool:
    """Whether a plain mark after a full stop re-opens the speech that one opened, as in `"كذا. "وكذا".`."""
    return mark.text == opener.text == '"' and text[max(0, mark.start - 2) : mark.start] == ". "
