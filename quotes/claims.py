"""Number candidates -> claims: what is counted or measured, and how much.

At each numeral the rules of all kinds are candidates; the first, by priority, whose reading holds
makes a draft. Drafts are then joined (ranges, `ساعة و20 دقيقة`), and those that leave their noun or
currency out take it from a neighbour or from the article. Offsets are folded throughout.
"""

from collections.abc import Iterable
from itertools import groupby

from quotes.about import About
from quotes.amounts import Units
from quotes.around import Around, Lines, Words
from quotes.draft import Draft, Place, plain
from quotes.engine import Candidate
from quotes.exclusions import Exclusions
from quotes.fold import Folded
from quotes.gaps import Gaps
from quotes.joins import Joins
from quotes.nouns import Nouns
from quotes.numbers import Lexicon
from quotes.readings import Readings
from quotes.ruleset.compile import RuleSet

__all__ = ["Claims", "Draft", "plain"]

_AMOUNTS = frozenset(("money", "percent", "measure", "ratio"))
_LENGTHS = frozenset(("m", "km", "cm", "mm", "ft", "in", "mi"))
_SAME_SENTENCE = 80  # characters


class Claims:
    """Finds the claims of texts for one rule set."""

    def __init__(self, ruleset: RuleSet, lexicon: Lexicon) -> None:
        self.words = Words(ruleset.maps, ruleset.lists)
        units = Units(ruleset.maps)
        nouns = Nouns(self.words, lexicon)
        self.exclusions = Exclusions(self.words)
        self.readings = Readings(self.words, units, nouns, self.exclusions)
        self.joins = Joins(self.words, units)
        self.gaps = Gaps(self.words, units)
        self.about = About(self.words)

    def find(self, folded: Folded, candidates: Iterable[Candidate]) -> list[Draft]:
        """The claims of a text, in text order."""
        drafts: list[Draft] = []
        lines = Lines(folded.text)
        refused: list[Place] = []
        for _, group in groupby(candidates, key=lambda each: id(each.numeral) if each.numeral else -each.anchor - 1):
            same = list(group)
            numeral, taken = same[0].numeral, drafts[-1].end if drafts else 0
            if numeral is not None and numeral.start < taken:
                continue  # the hundred of بالمئة
            draft = self.draft(folded, lines, same)
            if draft is None and numeral is not None:
                refused.append((numeral.start, numeral.end))
            elif draft is not None and draft.start >= taken:
                drafts.append(draft)
        drafts = self.joins.join(folded.text, self.joins.without_company(folded.text, drafts, refused))
        self.gaps.countries(folded.text, drafts)
        self.gaps.fill(folded.text, drafts)
        previous: Draft | None = None
        for draft in drafts:
            self.describe(folded.text, draft, previous)
            previous = draft
        return drafts

    def draft(self, folded: Folded, lines: Lines, group: list[Candidate]) -> Draft | None:
        """The reading that holds of the rule with the highest priority."""
        text, numeral = folded.text, group[0].numeral
        if numeral is None:
            return self.readings.double(lines, group[0])
        near = Around(lines, numeral.start, numeral.end)
        if self.exclusions.always(text, numeral, near):
            return None
        for candidate in sorted(group, key=lambda each: -each.rule.priority):
            draft = self.readings.reading(folded, candidate, numeral, near)
            if draft is not None:
                return draft
        return None

    def describe(self, text: str, draft: Draft, previous: Draft | None) -> None:
        """Modifier, rate, change and topic."""
        near = draft.near
        if near.end != draft.end:
            near.move(draft.end)
        if draft.numeral is not None and draft.numeral.vague:
            draft.modifier = "vague"
        else:
            draft.modifier = self.words.modifier(near)
        draft.per = self.words.per(text, near)
        if draft.per is not None and previous is not None and previous.per == draft.per:
            draft.per = None
        draft.change = self.words.change(
            near,
            duration=draft.kind == "duration",
            amount=draft.kind in _AMOUNTS,
            times=draft.unit == "x",
            length=draft.unit in _LENGTHS,
        )
        if draft.change is None and previous is not None and draft.start - previous.end < _SAME_SENTENCE:
            alternative = text[previous.end : draft.start] == " او "  # 1.2 دولار أو 1.5 في المئة
            draft.change = previous.change if alternative or self.words.arrives(near) else None
        draft.about = self.about.of(draft, previous)
