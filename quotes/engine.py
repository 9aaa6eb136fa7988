"""One anchor pass over the folded text; rules are tried only at the anchors it finds.

Words are looked up in the dictionary that the rules' own lexicons make, marks and digits are found
by one character class. A rule whose surroundings cannot do is not tried at all. At an anchor a rule is,
where it says what stands before, one bounded match backwards from the anchor's start, and forwards from
its end the steps that it shares with other rules, each matched once. The cost of a text is therefore that
of its anchors, not that of its rules times its length.
"""

import re
from collections.abc import Callable, Container
from typing import Final, Literal, NamedTuple

import regex

from quotes.anchors import Anchors, Known, Trials, Vocabulary
from quotes.errors import InputError
from quotes.fold import Folded
from quotes.later import later
from quotes.numbers import Lexicon, Numeral, read
from quotes.ruleset.classes import Marking
from quotes.ruleset.compile import RuleSet
from quotes.ruleset.matcher import STOPS, THAT, Matcher, Piece, Step
from quotes.ruleset.rule import Rule

AHEAD = 600  # characters a rule may look forwards from its anchor
BEHIND = 400  # and backwards

_STOP: Final = later(regex.compile, f"[{re.escape(''.join(sorted(STOPS)))}]")

Side = Literal["before", "after", "unless"]
_Groups = dict[str, tuple[int, int]]
_Came = tuple[int, _Groups]  # where a step ended, or -1, and its groups
_NOTHING: Final[_Groups] = {}
_NOWHERE: Final[_Came] = (-1, _NOTHING)
# called where a rule was tried and did not match: the rule, its anchor's folded start and end (with a
# proclitic where the part before it is at issue), and which part of it said no
Refusal = Callable[[Matcher, int, int, Side], None]


class Candidate(NamedTuple):
    """A rule that matched at an anchor; all offsets are folded.

    Attributes:
        start: Where the match begins, with what stands before the anchor.
        end: Where it ends.
        anchor: Where the anchor word or mark begins, after any proclitic.
        groups: The named groups that took part.
        numeral: The numeral a number rule is anchored at.
    """

    rule: Rule
    start: int
    end: int
    anchor: int
    groups: dict[str, tuple[int, int]]
    numeral: Numeral | None = None


class Findings(NamedTuple):
    """What one pass found, each in text order."""

    candidates: list[Candidate]
    numbers: list[Candidate]
    boundaries: list[Candidate]


class Engine:
    """The anchor pass for one rule set."""

    def __init__(self, ruleset: RuleSet, lexicon: Lexicon) -> None:
        self.ruleset, self.lexicon = ruleset, lexicon
        self._numerals = Trials(tuple(matcher for matcher in ruleset.matchers if matcher.numeral))
        self._vocabulary = Vocabulary(ruleset, self.lexicon)
        marks = re.escape(self._vocabulary.marks)
        # stdlib re: three times faster than regex on a pattern this simple
        self._token = re.compile(rf"\w+|[{marks}]" if marks else r"\w+")

    def scan(self, folded: Folded, refused: Refusal | None = None) -> Findings:
        """Find every rule's matches in a text."""
        marking = Marking(folded.text)
        vocabulary = self._vocabulary
        places: list[tuple[int, int, Known]] = []
        for token in self._token.finditer(folded.text):
            known = vocabulary[token.group()]
            if known is not None:
                start, end = token.span()
                if known.classes:
                    marking.add(start, known.classes)
                if known.tried:
                    places.append((start, end, known))
        scan = _Scan(folded.text, marking.done(), self.ruleset.complementizer, refused)
        read_to = 0  # number words inside a numeral already read start no other
        for start, end, known in places:
            if known.anchors is not None:
                scan.at_word(start, end, known.anchors)
            if known.trials is not None:
                scan.at(known.trials, start, start, end)
            if start >= read_to:
                for skip in known.starts:
                    numeral = read(folded, start + skip, self.lexicon)
                    if numeral is not None:
                        read_to = numeral.end
                        scan.at(self._numerals, start, numeral.start, numeral.end, numeral)
                        break
        return scan.found


class _Scan:
    """One text, its marked copy and what was found in it."""

    def __init__(self, text: str, marked: str, complementizer: regex.Pattern[str], refused: Refusal | None) -> None:
        self.text = text
        self.marked = marked
        self.complementizer = complementizer
        self.refused = refused
        self.found = Findings([], [], [])
        # what each step came to at each place, for the rules that share it; kept for one anchor's end,
        # since that says how far a rule may look, and for one start
        self._ahead: dict[tuple[Step, int], _Came] = {}
        self._end = self._start = -1
        self._clear = self._next_that = self._next_stop = -1  # the next of each from `_clear` on
        self._behind: dict[Piece, _Came] = {}

    def at_word(self, start: int, end: int, anchors: Anchors) -> None:
        """Try the rules of the items that begin with the word at [start, end)."""
        text = self.text
        taken: set[Matcher] = set()  # a rule is tried with its longest item only
        for anchor in anchors.at(text, end):
            first = start + anchor.proclitic
            last = first + len(anchor.item)
            if last > end and not text.startswith(anchor.item, first):
                continue
            if last > end and not anchor.open and last < len(text) and (text[last].isalnum() or text[last] == "_"):
                continue
            self.at(anchor.trials, start, first, last, taken=taken)
            taken.update(anchor.trials.all)

    def at(
        self,
        trials: Trials,
        left: int,
        start: int,
        end: int,
        numeral: Numeral | None = None,
        taken: Container[Matcher] = (),
    ) -> None:
        """Try rules at one anchor: `left` is before its proclitic, [start, end) the anchor itself."""
        if end != self._end:
            self._ahead.clear()
            self._end = end
        if left != self._start:
            self._behind.clear()
            self._start = left
        matchers = trials.all
        if self.refused is None:
            matchers = trials.worth(
                _visible(self.marked, left - 1, -1), _visible(self.marked, end, 1), self._stops(end)
            )
        for matcher in matchers:
            if matcher not in taken:
                self._try(matcher, left, start, end, numeral)

    def _try(self, matcher: Matcher, left: int, start: int, end: int, numeral: Numeral | None) -> None:
        after, before, rule = matcher.after, matcher.before, matcher.rule
        groups: _Groups = {}
        if numeral is None and rule.anchor is not None:
            groups[rule.anchor] = (start, end)
        first, last = left, end
        said_no: Side | None = None
        try:
            # one match, which says no more often than the many on the other side
            if before is not None and (first := self._backwards(before.piece, left, groups, matcher.limit)) < 0:
                said_no = "before"
            elif after is not None and (last := self._forwards(after.steps, end, groups, matcher.limit)) < 0:
                said_no = "after"
            elif matcher.unless is not None and matcher.unless.search(self.marked, first, last, timeout=matcher.limit):
                said_no = "unless"
        except TimeoutError:
            raise _too_slow(rule, matcher.limit) from None
        if said_no is not None:
            if self.refused is not None:
                self.refused(matcher, left if said_no == "before" else start, end, said_no)
            return
        candidate = Candidate(rule, first, last, start, groups or _NOTHING, numeral)
        if rule.family == "number":
            self.found.numbers.append(candidate)
        elif rule.family == "boundary":
            self.found.boundaries.append(candidate)
        else:
            self.found.candidates.append(candidate)

    def _stops(self, at: int) -> str:
        """The first mark from an offset on that is a stop, NUL where a rule sees none; with a complementizer before it."""
        if not self._clear <= at <= self._next_stop:
            match = _STOP.search(self.text, at)
            self._next_stop = match.start() if match else len(self.text)
            self._next_that = -1
        if not self._clear <= at <= self._next_that:
            that = self.complementizer.search(self.marked, at, self._next_stop)
            self._next_that = that.start() if that else self._next_stop
            self._clear = at
        seen = min(at + AHEAD, len(self.text))
        mark = self.text[self._next_stop] if self._next_stop < seen else "\0"
        return mark + THAT if self._next_that < min(self._next_stop, seen) else mark

    def _forwards(self, steps: tuple[Step, ...], at: int, groups: _Groups, limit: float | None) -> int:
        """Where steps end that begin at `at`, one after the other; -1 where one does not match."""
        for step in steps:
            came = self._ahead.get((step, at))
            if came is None:
                came = self._ahead[step, at] = self._step(step, at, limit)
            at, found = came
            if at < 0:
                return -1
            if found:
                groups.update(found)
        return at

    def _step(self, step: Step, at: int, limit: float | None) -> _Came:
        if isinstance(step, Piece):
            match = _match(step, self.marked, at, self._end + AHEAD, limit)
            return _NOWHERE if match is None else (match.end(), _groups(step, match))
        following = _visible(self.marked, at, 1)
        for branch in step.branches:
            if branch.first is not None and following not in branch.first:
                continue
            groups: _Groups = {}
            end = self._forwards(branch.steps, at, groups, limit)
            if end >= 0:
                if step.name is not None:
                    groups[step.name] = (at, end)
                return end, groups
        return (at, _NOTHING) if step.optional else _NOWHERE

    def _backwards(self, piece: Piece, left: int, groups: _Groups, limit: float | None) -> int:
        """Where a piece begins that ends at `left`; -1 where it does not match."""
        came = self._behind.get(piece)
        if came is None:
            match = _match(piece, self.marked, max(0, left - BEHIND), left, limit)
            came = _NOWHERE if match is None else (match.start(), _groups(piece, match))
            self._behind[piece] = came
        groups.update(came[1])
        return came[0]


def _visible(text: str, at: int, step: int) -> str:
    """The first character from an offset on, or back from it, that is no white space; a NUL where there is none."""
    while 0 <= at < len(text):
        if not text[at].isspace():
            return text[at]
        at += step
    return "\0"


def _match(piece: Piece, text: str, start: int, end: int, limit: float | None) -> regex.Match[str] | None:
    if limit is None:  # watching the clock takes longer than most matches
        return piece.pattern.match(text, start, end)
    return piece.pattern.match(text, start, end, timeout=limit)


def _groups(piece: Piece, match: regex.Match[str]) -> _Groups:
    if not piece.groups:
        return _NOTHING
    spans = match.regs
    return {name: spans[number] for name, number in piece.groups if spans[number][0] >= 0}


def _too_slow(rule: Rule, limit: float | None) -> InputError:
    return InputError(
        f"rule {rule.id} takes longer than {limit} s at one place of this text",
        hint=f"it stands in {rule.origin}; `quotes rules check` shows what slows it",
    )
