"""One anchor pass over the folded text; rules are tried only at the anchors it finds.

Words are looked up in the dictionary that the rules' own lexicons make, marks and digits are found
by one character class. At an anchor a rule is one bounded match forwards from the anchor's end and,
where the rule says what stands before its anchor, one backwards from the anchor's start. The cost of
a text is therefore that of its anchors, not that of its rules times its length.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from quotes.errors import InputError
from quotes.fold import Folded
from quotes.numbers import Lexicon, Numeral, read
from quotes.ruleset.compile import Anchor, Matcher, RuleSet
from quotes.ruleset.schema import Rule

AHEAD = 600  # characters a rule may look forwards from its anchor
BEHIND = 400  # and backwards

Side = Literal["before", "after", "unless"]
# called where a rule was tried and did not match: the rule, its anchor's folded start and end (with a
# proclitic where the part before it is at issue), and which part of it said no
Refusal = Callable[[Matcher, int, int, Side], None]


@dataclass(frozen=True, slots=True)
class Candidate:
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


@dataclass(frozen=True, slots=True)
class Findings:
    """What one pass found, each in text order."""

    candidates: list[Candidate] = field(default_factory=list)
    numbers: list[Candidate] = field(default_factory=list)
    boundaries: list[Candidate] = field(default_factory=list)


class Engine:
    """The anchor pass for one rule set."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset
        self.words = ruleset.words
        self.marks = ruleset.marks
        self.numerals = ruleset.numerals
        self.lexicon = Lexicon.of(ruleset.maps, ruleset.lists)
        anchors = "".join(map(re.escape, self.marks))
        # stdlib re: three times faster than regex on a pattern this simple
        self._token = re.compile(rf"\w+|[{anchors}]" if anchors else r"\w+")

    def scan(self, folded: Folded, refused: Refusal | None = None) -> Findings:
        """Find every rule's matches in a text."""
        found = Findings()
        marked = self.ruleset.classes.mark(folded.text)
        read_to = 0  # number words inside a numeral already read start no other
        for token in self._token.finditer(folded.text):
            word = token.group()
            start = token.start()
            anchors = self.words.get(word)
            if anchors is not None:
                self._at_word(folded.text, marked, start, token.end(), anchors, found, refused)
            elif (matchers := self.marks.get(word)) is not None:
                for matcher in matchers:
                    self._try(matcher, marked, start, start, token.end(), found, refused)
            if self.numerals and start >= read_to:
                numeral = self._numeral(folded, word, start)
                if numeral is not None:
                    read_to = numeral.end
                    self._at_numeral(marked, start, numeral, found, refused)
        return found

    def _numeral(self, folded: Folded, word: str, start: int) -> Numeral | None:
        for skip in self.lexicon.starts(word):
            numeral = read(folded, start + skip, self.lexicon)
            if numeral is not None:
                return numeral
        return None

    def _at_numeral(self, text: str, start: int, numeral: Numeral, found: Findings, refused: Refusal | None) -> None:
        for matcher in self.numerals:
            self._try(matcher, text, start, numeral.start, numeral.end, found, refused, numeral)

    def _at_word(
        self,
        text: str,
        marked: str,
        start: int,
        end: int,
        anchors: tuple[Anchor, ...],
        found: Findings,
        refused: Refusal | None,
    ) -> None:
        taken: set[Matcher] = set()  # a rule is tried with its longest item only
        for anchor in anchors:
            first = start + anchor.proclitic
            last = first + len(anchor.item)
            if last > end and not text.startswith(anchor.item, first):
                continue
            if last > end and not anchor.open and last < len(text) and (text[last].isalnum() or text[last] == "_"):
                continue
            for matcher in anchor.matchers:
                if matcher not in taken:
                    taken.add(matcher)
                    self._try(matcher, marked, start, first, last, found, refused)

    def _try(
        self,
        matcher: Matcher,
        text: str,
        left: int,
        start: int,
        end: int,
        found: Findings,
        refused: Refusal | None,
        numeral: Numeral | None = None,
    ) -> None:
        """Try one rule at one anchor: `left` is before its proclitic, [start, end) the anchor itself."""
        rule = matcher.rule
        groups: dict[str, tuple[int, int]] = {}
        if numeral is None and rule.anchor is not None:
            groups[rule.anchor] = (start, end)
        first, last = left, end
        limit = matcher.limit
        said_no: Side | None = None
        try:
            if matcher.after is not None:
                after = matcher.after.match(text, end, min(len(text), end + AHEAD), timeout=limit)
                if after is None:
                    said_no = "after"
                else:
                    last = after.end()
                    groups.update(_groups(after))
            if said_no is None and matcher.before is not None:
                before = matcher.before.match(text, max(0, left - BEHIND), left, timeout=limit)
                if before is None:
                    said_no = "before"
                else:
                    first = before.start()
                    groups.update(_groups(before))
            if said_no is None and matcher.unless is not None:
                said_no = "unless" if matcher.unless.search(text, first, last, timeout=limit) else None
        except TimeoutError:
            raise _too_slow(rule, limit) from None
        if said_no is not None:
            if refused is not None:
                refused(matcher, left if said_no == "before" else start, end, said_no)
            return
        candidate = Candidate(rule, first, last, start, groups, numeral)
        if rule.family == "number":
            found.numbers.append(candidate)
        elif rule.family == "boundary":
            found.boundaries.append(candidate)
        else:
            found.candidates.append(candidate)


def _groups(match: re.Match[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    for name in match.re.groupindex:
        span = match.span(name)
        if span[0] >= 0:
            yield name, span


def _too_slow(rule: Rule, limit: float | None) -> InputError:
    return InputError(
        f"rule {rule.id} takes longer than {limit} s at one place of this text",
        hint=f"it stands in {rule.origin}; `quotes rules check` shows what slows it",
    )
