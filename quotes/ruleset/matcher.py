"""A compiled rule, and the parts its pattern is cut into."""

import pickle
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import regex

from quotes.ruleset.rule import Rule

_SHORT = 40  # characters of a part that is matched again sooner than looked up
_LONG = 400  # characters of a part that is worth a piece of its own


class Piece:
    """A compiled part of a pattern, and the groups in it; equal to itself only, since it may stand in many rules.

    Attributes:
        pattern: The part, compiled; where it was kept from another run, read when it is first asked for.
        groups: The name of each group and its number.
    """

    __slots__ = ("_kept", "groups", "pattern")

    pattern: regex.Pattern[str]
    groups: tuple[tuple[str, int], ...]

    def __init__(self, pattern: regex.Pattern[str]) -> None:
        self.pattern = pattern
        self.groups = tuple(pattern.groupindex.items())

    def __getattr__(self, name: str) -> Any:
        """What a slot is asked for that is still empty."""
        if name != "pattern":
            raise AttributeError(name)
        self.pattern = pickle.loads(self._kept)  # noqa: S301 - whoever unpickled the piece trusted it
        return self.pattern

    def __getstate__(self) -> tuple[bytes, tuple[tuple[str, int], ...]]:
        """The compiled pattern in a pickle of its own."""
        return pickle.dumps(self.pattern, protocol=5), self.groups

    def __setstate__(self, state: tuple[bytes, tuple[tuple[str, int], ...]]) -> None:
        self._kept, self.groups = state


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """What stands on one side of an anchor.

    It is cut where what comes first gives nothing back once it has matched, so that rules which begin
    alike share the piece, and it is matched once for all of them.

    Attributes:
        pieces: Matched one after the other, each from where the one before it ends.
        first: The marked characters of which one must be the next visible one; None where that is not known.
    """

    pieces: tuple[Piece, ...]
    first: str | None = None

    @property
    def pattern(self) -> str:
        """All pieces as one pattern."""
        return "".join(piece.pattern.pattern for piece in self.pieces)

    def whole(self) -> regex.Pattern[str]:
        """All pieces compiled as one."""
        return regex.compile(self.pattern, self.pieces[0].pattern.flags & regex.REVERSE)


@dataclass(frozen=True, slots=True, eq=False)  # by identity: looked up at every anchor
class Matcher:
    """A compiled rule."""

    rule: Rule
    lists: tuple[str, ...]  # the lists its anchor is of
    marks: str  # or anchor characters
    before: Expression | None  # matched backwards from the anchor
    after: Expression | None  # matched forwards from its end
    unless: regex.Pattern[str] | None
    limit: float | None = None  # seconds a match may take, in a pack that is not ours

    def __getstate__(self) -> tuple[Any, ...]:
        """What is kept between runs: the rule without its examples."""
        rule = replace(self.rule, accept=(), reject=())
        return (rule, self.lists, self.marks, self.before, self.after, self.unless, self.limit)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        for name, value in zip(self.__slots__, state, strict=True):
            object.__setattr__(self, name, value)

    @property
    def numeral(self) -> bool:
        """Whether the anchor is a numeral as `quotes.numbers` reads it."""
        return not self.lists and not self.marks


def cuts(parts: Iterable[tuple[tuple[str, ...], int]]) -> list[tuple[str, ...]]:
    """Cut patterns so that what several of them share is a piece of its own.

    That is what they begin with, and any long part wherever it stands.

    Args:
        parts: Of each pattern its parts, and after how many of them it may be cut at most.

    Returns:
        The pieces of each pattern.
    """
    given = list(parts)
    following: dict[tuple[str, ...], set[tuple[str, ...]]] = {}  # a beginning -> what follows it
    long: Counter[str] = Counter()
    for texts, limit in given:
        long.update({text for text in texts[:limit] if len(text) >= _LONG})
        for index in range(1, limit + 1):
            rest = texts[index : index + 1] if index < limit else ("", *texts[index:])
            following.setdefault(texts[:index], set()).add(rest)
    shared = {text for text, times in long.items() if times > 1}
    out = []
    for texts, limit in given:
        places: list[int] = []
        for at in range(1, limit + 1):
            length = sum(map(len, texts[places[-1] if places else 0 : at]))
            forks = len(following[texts[:at]]) > 1 and length >= _SHORT
            if forks or texts[at - 1] in shared or (at < limit and texts[at] in shared):
                places.append(at)
        pieces = ("".join(texts[a:b]) for a, b in pairwise([0, *places, len(texts)]))
        out.append(tuple(filter(None, pieces)))
    return out
