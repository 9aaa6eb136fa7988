"""A compiled rule, and the steps its pattern is cut into."""

import pickle
from typing import Any, Final, NamedTuple

import regex

from quotes.ruleset.kept import apart
from quotes.ruleset.rule import Rule

STOPS: Final = frozenset(".:؛؟!«»“”„‟‹\"'<(")  # marks that part sentences and open quotes
THAT: Final = "\x01"  # stands for a complementizer among the stops


class Piece:
    """A compiled part of a pattern, and the groups in it; equal to itself only, since it may stand in many rules.

    Attributes:
        pattern: The part, compiled; where it was kept from another run, read when it is first asked for.
        groups: The name of each group and its number.
    """

    __slots__ = ("_kept", "groups", "pattern")

    _kept: bytes
    pattern: regex.Pattern[str]
    groups: tuple[tuple[str, int], ...]

    def __init__(self, pattern: regex.Pattern[str]) -> None:
        self.pattern = pattern
        self.groups = tuple(pattern.groupindex.items())

    def __getattr__(self, name: str) -> Any:
        """What a slot is asked for that is still empty."""
        if name != "pattern":
            raise AttributeError(name)
        if kept := self._kept:
            self.pattern = pickle.loads(kept)  # noqa: S301 - whoever unpickled the piece trusted it
            self._kept = b""  # only now: another thread must find the one or the other
        return self.pattern

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        """The compiled pattern in a pickle of its own."""
        return _again, (apart(pickle.dumps(self.pattern, protocol=5), protocol), self.groups)

    @property
    def written(self) -> str:
        """Its pattern."""
        return str(self.pattern.pattern)


def _again(kept: bytes, groups: tuple[tuple[str, int], ...]) -> Piece:
    """A piece of another run."""
    piece = Piece.__new__(Piece)
    piece._kept, piece.groups = kept, groups  # noqa: SLF001 - a way to make one, of its own module
    return piece


class Choice:
    """A group of a pattern that is matched step by step, for the sake of a piece in it that rules share.

    The first branch that matches is taken for good. As a piece, it is equal to itself only.

    Attributes:
        branches: The alternatives.
        name: The group they make up, where it has a name.
        optional: Whether nothing will do.
    """

    __slots__ = ("branches", "name", "optional")

    def __init__(self, branches: "tuple[Ahead, ...]", name: str | None, *, optional: bool) -> None:
        self.branches, self.name, self.optional = branches, name, optional

    @property
    def written(self) -> str:
        """Its pattern."""
        opening = "(?>" if self.name is None else f"(?P<{self.name}>"
        return f"{opening}{'|'.join(branch.written for branch in self.branches)}){'?+' * self.optional}"


Step = Piece | Choice


class Ahead(NamedTuple):
    """What stands after an anchor, or in a branch of a choice.

    It is cut where what comes first gives nothing back once it has matched, so that rules which begin
    alike share the step, and it is matched once for all of them.

    Attributes:
        steps: Matched one after the other, each from where the one before it ends.
        first: The marked characters of which one must be the next visible one; None where that is not known.
        stops: The stops of which one must be the next one; None where that is not known.
    """

    steps: tuple[Step, ...]
    first: str | None = None
    stops: str | None = None

    @property
    def written(self) -> str:
        """Its pattern."""
        return "".join(step.written for step in self.steps)

    def whole(self) -> regex.Pattern[str]:
        """All steps compiled as one."""
        return regex.compile(self.written)


class Behind(NamedTuple):
    """What stands before an anchor, matched backwards from it.

    Attributes:
        piece: All of it.
        first: The marked characters of which one must be the visible one before; None where that is not known.
    """

    piece: Piece
    first: str | None = None

    def whole(self) -> regex.Pattern[str]:
        """The pattern."""
        return self.piece.pattern


class Matcher:
    """A compiled rule; equal to itself only, since it is looked up at every anchor.

    Attributes:
        rule: As written.
        lists: The lists its anchor is of.
        marks: Or anchor characters.
        before: What stands before the anchor.
        after: What stands after it.
        unless: What may not stand in the match.
        limit: Seconds a match may take, in a pack that is not ours.
    """

    __slots__ = ("after", "before", "limit", "lists", "marks", "rule", "unless")

    def __init__(
        self,
        rule: Rule,
        lists: tuple[str, ...],
        marks: str,
        before: Behind | None,
        after: Ahead | None,
        unless: regex.Pattern[str] | None,
        limit: float | None = None,
    ) -> None:
        self.rule, self.lists, self.marks = rule, lists, marks
        self.before, self.after, self.unless, self.limit = before, after, unless, limit

    def __reduce__(self) -> tuple[Any, ...]:
        """What is kept between runs: the rule without its examples."""
        rule = self.rule._replace(accept=(), reject=())
        return type(self), (rule, self.lists, self.marks, self.before, self.after, self.unless, self.limit)

    def may(self, last: str, following: str, stops: str) -> bool:
        """Whether it can match between these: the visible characters around its anchor, the next stops after it."""
        before, after = self.before, self.after
        return (before is None or before.first is None or last in before.first) and (
            after is None
            or (
                (after.first is None or following in after.first)
                and (after.stops is None or any(stop in after.stops for stop in stops))
            )
        )

    @property
    def numeral(self) -> bool:
        """Whether the anchor is a numeral as `quotes.numbers` reads it."""
        return not self.lists and not self.marks
