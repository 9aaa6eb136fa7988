"""A text cut where anything begins or ends, so that marks may overlap without nesting."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to show.

    Attributes:
        start: Its first code point.
        end: One behind its last.
        role: As what it is shown: `quote direct`, `claim`, `cue`, `speaker`, `via`.
        item: The item it belongs to.
        who: The item's source.
        opens: Whether links to the item lead here.
    """

    start: int
    end: int
    role: str
    item: str
    who: str | None = None
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of one line, the marks that lie over all of it, and those of them that links lead to here."""

    text: str
    marks: tuple[Mark, ...] = ()
    begins: tuple[Mark, ...] = ()


def lines(text: str, marks: list[Mark]) -> Iterator[list[Segment]]:
    """The segments of each line that is not blank, in order; together they hold the line's text."""
    waiting = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    open_marks: list[Mark] = []
    at = 0
    for line in text.splitlines(keepends=True):
        end = at + len(line)
        while waiting and waiting[0].start < end:
            open_marks.append(waiting.pop(0))
        content = line.rstrip()
        if content:
            yield list(_cut(content, at, open_marks))
        at = end
        open_marks = [mark for mark in open_marks if mark.end > at]


def _cut(line: str, at: int, marks: list[Mark]) -> Iterator[Segment]:
    edges = {0, len(line)}
    for mark in marks:
        edges |= {min(max(mark.start - at, 0), len(line)), min(max(mark.end - at, 0), len(line))}
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        over = tuple(mark for mark in marks if mark.start - at <= start and mark.end - at >= end)
        begins = tuple(mark for mark in over if mark.opens and mark.start - at == start)
        yield Segment(line[start:end], over, begins)
