"""Claims that belong together: ranges, compounds of one measure, and numbers that leave their noun out."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import regex

from quotes.amounts import Units
from quotes.around import Words, known
from quotes.draft import Draft
from quotes.later import later
from quotes.readings import is_minus

_HYPHEN = later(regex.compile, r"[ ]?[-–—~][ ]?")
_AND = later(regex.compile, r"[ ]?(?:و|او|أو)[ ]?(?:ال)?")
_LINK_BEFORE = later(regex.compile, r"[ ]?(?:[-–/]|و|او|الي|حتي|ل|من)[ ]?(?:ال)?[ ]?$")
_LINK_AFTER = later(regex.compile, r"[ ]?(?:[-–/]|و|او|الي|حتي|ل)[ ]?(?:ال)?[ ]?")
_SENTENCE = later(regex.compile, r"[\n.؟!?؛](?!\d)")
_NEAR = 40  # characters between the two ends of a range
_REACH = 260  # and back to the noun that a number leaves out
_BOUND_WORDS = 6
_YEARS = (1000, 2100)  # a bare pair in here is a stretch of years: 1877-1878
_GOALS = 50
_SCORE = 20
# the smaller units that a compound may add to, with how many make one
_PARTS = {
    ("hour", "minute"): 60, ("minute", "second"): 60, ("day", "hour"): 24, ("year", "month"): 12, ("month", "day"): 30,
    ("week", "day"): 7, ("m", "cm"): 100, ("km", "m"): 1000, ("kg", "g"): 1000, ("t", "kg"): 1000, ("cm", "mm"): 10,
    ("ft", "in"): 12, ("hour", "second"): 3600,
}  # fmt: skip


class Joins:
    """Joins the drafts of a text."""

    def __init__(self, words: Words, units: Units) -> None:
        self.words = words
        self.units = units
        self.links = words.named("range_links")
        self.heads = words.named("range_heads")

    def join(self, text: str, drafts: list[Draft]) -> list[Draft]:
        """Ranges and compounds made one."""
        self.read_marks(drafts)
        joined: list[Draft] = []
        skip = False
        for at, draft in enumerate(drafts):
            if skip:
                skip = False
                continue
            following = drafts[at + 1] if at + 1 < len(drafts) else None
            previous = joined[-1] if joined else None
            if following is not None and following.start - draft.end <= _NEAR:
                if self.is_score(text, draft, following):
                    skip = True
                    continue
                both = self.range(text, draft, following) or self.each(text, draft, following)
                if both is not None:
                    joined.append(both)
                    skip = True
                    continue
            if previous is not None and self.compound(text, previous, draft):
                continue
            joined.append(draft)
        # one is a claim with a unit only: واحد من كل خمسة is read by now
        joined = [d for d in joined if not (d.kind == "count" and d.value is not None and d.value == 1)]
        self.single_low(joined)
        self.single_high(joined)
        return joined

    def without_company(self, text: str, drafts: list[Draft], refused: list[tuple[int, int]]) -> list[Draft]:
        """Bare numbers joined to a date, year or label are none either: عامي 2012 و2013, من 13 إلى 15 تموز."""
        if not refused:
            return drafts
        starts, ends = {start for start, _ in refused}, {end for _, end in refused}
        dropped: set[int] = set()
        for order in (drafts, drafts[::-1]):  # a chain is followed to both sides
            for draft in order:
                if (
                    draft.bare
                    and draft.numeral
                    and draft.numeral.scale == 1
                    and self.in_company(text, draft, starts, ends)
                ):
                    dropped.add(id(draft))
                    starts.add(draft.number[0])
                    ends.add(draft.number[1])
        return [draft for draft in drafts if id(draft) not in dropped]

    def in_company(self, text: str, draft: Draft, starts: set[int], ends: set[int]) -> bool:
        """Whether a link ties the number to one that was refused."""
        first, last = draft.number
        before = _LINK_BEFORE.search(text[max(0, first - 12) : first])
        if before and first - len(before[0]) in ends:
            return True
        after = _LINK_AFTER.match(text, last)
        return after is not None and after.end() in starts

    def single_high(self, drafts: list[Draft]) -> None:
        """ساعة و20 دقيقة: the larger unit is a noun with no number."""
        for draft in drafts:
            if draft.near.clitic != "و" or draft.value is None or not draft.near.before:
                continue
            unit = self.units.duration(draft.near.before[0])
            size = _PARTS.get((unit.code, draft.unit or "")) if unit else None
            if (
                unit is None
                or size is None
                or draft.value >= size
                or draft.near.before[0] in self.words.named("plural_units")
            ):
                continue
            draft.value = 1 + draft.value / size
            draft.unit, draft.start = unit.code, draft.near.behind[0][1]
            draft.near = draft.near.near(draft.start, draft.end)

    # -- marks ------------------------------------------------------------------------------------

    def read_marks(self, drafts: list[Draft]) -> None:
        """Whether this article's 12.345 is decimal: decided by its other numbers."""
        marks = Counter(d.numeral.mark for d in drafts if d.numeral and d.numeral.mark and d.numeral.other is None)
        for draft in drafts:
            numeral = draft.numeral
            if numeral is None or numeral.other is None or draft.kind == "percent" or draft.counted:
                continue
            decimal = min(numeral.value, numeral.other)
            if marks[numeral.mark] and (numeral.scale > 1 or decimal * 10 != int(decimal * 10)):
                draft.value = decimal if draft.kind != "money" or numeral.scale > 1 else draft.value

    # -- two numbers that are one claim -----------------------------------------------------------

    def is_score(self, text: str, low: Draft, high: Draft) -> bool:
        """2-1; seasons and years are not here any more."""
        between = text[low.end : high.number[0]]
        if not low.bare or not (_HYPHEN.fullmatch(between) or (between.isspace() and high.bare)):
            return False
        if between.isspace():
            return True
        a, b = low.value, high.value
        if a is None or b is None or (high.kind != "count" and (a < b or a > _GOALS)):
            return False  # 4 - 1 يوم السبت is a score all the same
        return a >= b or (high.bare and (b <= _SCORE or _YEARS[0] <= a < b <= _YEARS[1]))

    def range(self, text: str, low: Draft, high: Draft) -> Draft | None:
        """بين 3 و5 أيام, من 10 إلى 20 دولارا, 85-90%, خمسة أو ستة."""
        if low.value is None or high.value is None or low.low is not None or not self.same(low, high):
            return None
        between = text[low.end : high.start]
        words = low.near.words(5)
        if (bounded := self.bounds(text, low, high)) is not None:
            return bounded
        if _HYPHEN.fullmatch(between) or (between.strip() in ("و", "و ال", "وال") and self.headed(words)):
            pass
        elif between.strip() in ("او", "او ال"):
            if low.value >= high.value:
                return None
        elif not self.linked(between) or (
            high.bare and not low.bare and words[:1] != ["من"] and not self.headed(words)
        ):
            return None  # 0.3 بالمئة إلى 96.17
        elif not self.headed(words) and self.words.change(high.near):
            return None  # ارتفع من 20 إلى 30: where it began and where it came to
        first = low.value * low.times
        last = high.value
        scale = high.numeral.scale if high.numeral else 1
        if low.bare or low.unit is None:
            first = low.value
            if scale > 1 and low.numeral and low.numeral.scale == 1 and first <= last / scale:
                first *= scale
        elif high.times != 1:
            first = low.value
        start, near = low.start, low.near
        if last < 0 < first and is_minus(text, start):  # (- 18 إلى - 20) درجة
            start -= 2
            first, last = sorted((-first, last))
            near = near.near(start, low.end)
        if first >= last and high.times == 1:
            return None
        return replace(
            high if not (high.bare and not low.bare) else low,
            start=start,
            end=max(low.end, high.end),
            number=(low.number[0], high.number[1]),
            value=None,
            low=first,
            high=last,
            near=near,
        )

    def bounds(self, text: str, first: Draft, second: Draft) -> Draft | None:
        """أكثر من 10 وأقل من 20; على الأكثر 100 وعلى الأقل 20."""
        between = text[first.end : second.start].lstrip(" ،,")
        if (
            not between.startswith("و")
            or len(between.split()) > _BOUND_WORDS
            or first.value is None
            or second.value is None
        ):
            return None
        lower = self.words.right_before(first.near)
        upper = self.words.right_before(second.near)
        low, high = (first.value, second.value) if lower == "min" else (second.value, first.value)
        if {lower, upper} != {"min", "max"} or low >= high:
            return None
        whole = first if second.bare else second
        return replace(
            whole,
            start=first.start,
            end=second.end,
            number=(first.number[0], second.number[1]),
            value=None,
            low=low,
            high=high,
            near=first.near,
        )

    def same(self, low: Draft, high: Draft) -> bool:
        """Whether two numbers may be the ends of one range."""
        if low.bare or high.bare:
            return True
        if low.kind != high.kind:
            return False
        return low.unit == high.unit

    def headed(self, words: list[str]) -> bool:
        """Whether a word that opens a range stands before it: بين, تتراوح."""
        return any(known(word, self.heads) for word in words[:1]) or (len(words) > 1 and known(words[1], self.heads))

    def linked(self, between: str) -> bool:
        """Whether a word that closes a range stands between: إلى, حتى."""
        return between.strip() in self.links

    def each(self, text: str, part: Draft, whole: Draft) -> Draft | None:
        """واحد من كل خمسة, 3 من كل 10."""
        between = " ".join(text[part.number[1] : whole.number[0]].split())
        if not part.value or not whole.value or part.value >= whole.value:
            return None
        alone = between == "من" and part.value == 1 and whole.bare  # واحد من أربعة
        if between not in ("من كل", "من بين كل", "في كل", "من اصل كل") and not alone:
            return None
        share = part.value / whole.value
        return replace(
            part, kind="ratio", unit="1", value=share, counted=None, start=part.start, end=whole.end, near=part.near
        )

    def compound(self, text: str, first: Draft, second: Draft) -> bool:
        """ساعتان و20 دقيقة; 3 دولارات و42 سنتا."""
        between = text[first.end : second.start]
        if (
            not (_AND.fullmatch(between) or (between == " " and second.times < 1))
            or first.value is None
            or second.value is None
        ):
            return False
        size = _PARTS.get((first.unit or "", second.unit or ""))
        if size is not None and second.value < size:
            first.value += second.value / size
        elif first.kind == second.kind == "money" and second.times < 1 <= first.times:
            first.value += second.value * second.times
        else:
            return False
        first.end = second.end
        first.number = (first.number[0], second.number[1])
        return True

    def single_low(self, drafts: list[Draft]) -> None:
        """بين أسبوع وثلاثة أسابيع: the low end is a noun with no number."""
        for at, draft in enumerate(drafts):
            words = draft.near.words(4)
            if draft.kind != "duration" or draft.low is not None or len(words) < 3:
                continue
            link = draft.near.clitic == "و" and known(words[1], self.heads)
            noun = words[0] if link else words[1]
            if not link and words[0] not in self.links:
                continue
            unit = self.units.duration(noun)
            if unit is not None and unit.code == draft.unit and draft.value is not None:
                start = next(start for word, start in draft.near.behind if word == noun)
                if at and start < drafts[at - 1].end:
                    continue  # 18 شهرا إلى 4 أشهر
                draft.start = start
                draft.low, draft.high, draft.value = Decimal(1), draft.value, None
