"""Number candidates -> claims: what is counted or measured, and how much.

At each numeral the rules of all kinds are candidates; the first, by priority, whose reading holds
makes a draft. Drafts are then joined (ranges, `ساعة و20 دقيقة`), and those that leave their noun or
currency out take it from a neighbour or from the article. Offsets are folded throughout.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from quotes.about import About
from quotes.amounts import Unit, Units
from quotes.around import Around, Words, known
from quotes.engine import Candidate
from quotes.exclusions import Exclusions
from quotes.fold import Folded
from quotes.joins import Joins
from quotes.model import Change, ClaimKind, Confidence, Modifier
from quotes.numbers import Lexicon, Numeral
from quotes.ruleset.compile import RuleSet
from quotes.ruleset.schema import Rule

Place = tuple[int, int]
_DEGREES = frozenset(("°", "°C", "°F"))
_SAME_SENTENCE = 80  # characters
_MANY = 10  # up to here a noun is plural and may carry a pronoun: أبوابه الأربعة


@dataclass(slots=True)
class Draft:
    """A claim in the making.

    Attributes:
        number: Where the numeral stands, without its unit.
        counted: Where the counted noun stands, not always inside the claim.
        open: The currency's name while its country is not known.
    """

    rule: Rule
    kind: ClaimKind
    start: int
    end: int
    number: Place
    value: Decimal | None
    near: Around
    numeral: Numeral | None = None
    unit: str | None = None
    times: Decimal = Decimal(1)
    open: str = ""
    counted: Place | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    per: Place | None = None
    modifier: Modifier | None = None
    change: Change | None = None
    about: Place | None = None
    confidence: Confidence = "medium"

    @property
    def bare(self) -> bool:
        """Whether it names neither unit nor noun."""
        return self.kind == "count" and self.counted is None

    def take(self, unit: Unit) -> None:
        """Make it an amount of a unit."""
        self.kind, self.unit, self.open = unit.kind, unit.code, unit.name
        self.times = unit.times
        self.counted = None


class Claims:
    """Finds the claims of texts for one rule set."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.words = Words(ruleset.maps, ruleset.lists)
        self.units = Units(ruleset.maps)
        self.exclusions = Exclusions(self.words)
        self.about = About(self.words)
        self.joins = Joins(self.words, self.units)
        lists = self.words.named
        self.not_counted, self.like_others = lists("not_counted"), lists("counted_like_others")
        self.ages, self.plurals = lists("age_words"), lists("postposed_plurals")
        self.stages, self.ranked = lists("fraction_stages"), lists("ranked")
        self.contracts, self.groups = lists("contract_words"), lists("number_groups")
        self.lexicon = Lexicon.of(ruleset.maps, ruleset.lists)

    def find(self, folded: Folded, candidates: Iterable[Candidate]) -> list[Draft]:
        """The claims of a text, in text order."""
        drafts: list[Draft] = []
        refused: list[Place] = []
        for _, group in groupby(candidates, key=lambda each: id(each.numeral) if each.numeral else -each.anchor - 1):
            same = list(group)
            draft = self.draft(folded, same)
            if draft is None and same[0].numeral is not None:
                refused.append((same[0].numeral.start, same[0].numeral.end))
            elif draft is not None and (not drafts or draft.start >= drafts[-1].end):
                drafts.append(draft)
        drafts = self.joins.join(folded.text, self.joins.without_company(folded.text, drafts, refused))
        previous: Draft | None = None
        for draft in drafts:
            self.describe(folded.text, draft, previous)
            previous = draft
        return drafts

    # -- one numeral ------------------------------------------------------------------------------

    def draft(self, folded: Folded, group: list[Candidate]) -> Draft | None:
        """The reading that holds of the rule with the highest priority."""
        text, numeral = folded.text, group[0].numeral
        if numeral is None:
            return self.double(text, group[0])
        near = Around(text, numeral.start, numeral.end)
        if self.exclusions.always(text, numeral, near):
            return None
        for candidate in sorted(group, key=lambda each: -each.rule.priority):
            draft = self.reading(folded, candidate, numeral, near)
            if draft is not None:
                return draft
        return None

    def reading(self, folded: Folded, candidate: Candidate, numeral: Numeral, near: Around) -> Draft | None:
        """What a rule makes of a numeral."""
        text = folded.text
        if numeral.noun is not None:
            return self.noun_dual(text, candidate, numeral, near) if candidate.rule.kind is None else None
        match candidate.rule.kind:
            case "percent":
                return self.percent(text, candidate, numeral, near)
            case "money":
                return self.money(folded, candidate, numeral, near)
            case "duration" | "measure":
                return self.measure(text, candidate, numeral, near)
            case "ratio":
                return self.ratio(text, candidate, numeral, near)
            case "count":
                return self.count(text, candidate, numeral, near)
        return None

    def percent(self, text: str, candidate: Candidate, numeral: Numeral, near: Around) -> Draft | None:
        unit = candidate.groups.get("unit")
        symbol = candidate.groups.get("symbol")
        if unit is None and symbol is None and (numeral.scale > 1 or numeral.part or self.followed(text, numeral, near)):
            return None
        draft = self.amount(candidate, numeral, near, self.units.percent(text[slice(*unit)] if unit else "%"), unit)
        if symbol:
            draft.start = symbol[0]
        if numeral.other is not None:
            draft.value = min(numeral.value, numeral.other)
        return draft

    def followed(self, text: str, numeral: Numeral, near: Around) -> bool:
        """Whether a sign, a digit or a noun follows, so that a bare rate is no percentage (نسبة 3:1)."""
        following = near.after[0] if near.after else ""
        ratio = text[numeral.end : numeral.end + 1] in (":", "/", "-") or following in ("الي", "ل")
        return ratio or (following[:1].isalpha() and following not in self.not_counted)

    def money(self, folded: Folded, candidate: Candidate, numeral: Numeral, near: Around) -> Draft | None:
        text, groups = folded.text, candidate.groups
        place = groups.get("unit") or groups.get("symbol")
        if place is None or (numeral.part and numeral.definite):
            return None
        qualifier = self.qualifier(text, groups)
        adjective = text[slice(*qualifier)] if qualifier else None
        unit = self.units.currency(text[slice(*place)], adjective, folded.slice(*place))
        if unit is None:
            return None
        draft = self.amount(candidate, numeral, near, unit, groups.get("unit"), qualifier)
        draft.start = min(draft.start, place[0])
        return draft

    def qualifier(self, text: str, groups: dict[str, Place]) -> Place | None:
        """The adjective of a country after a currency."""
        place = groups.get("qualifier")
        return place if place and self.units.country(text[slice(*place)]) else None

    def measure(self, text: str, candidate: Candidate, numeral: Numeral, near: Around) -> Draft | None:
        groups = candidate.groups
        words = {name: text[slice(*place)] for name, place in groups.items()}
        if candidate.rule.kind == "duration":
            unit = self.units.duration(words["unit"])
            if unit and unit.times == 10 and self.is_contract(numeral, near):
                return None
        else:
            unit = self.units.measure(words["unit"], words.get("power"), words.get("rate"))
            if words["unit"] == "م" and 1000 <= numeral.value <= 2100:
                return None  # 2020م, a year
        if unit is None or (numeral.part and numeral.definite):
            return None
        rate = groups.get("rate")
        if rate and not self.units.is_rate(words["unit"], words["rate"]):
            rate = None
        draft = self.amount(candidate, numeral, near, unit, groups["unit"], groups.get("power"), rate, groups.get("fraction"))
        if "fraction" in groups and draft.value is not None:
            draft.value += self.joins.part(words["fraction"])
        return self.below_zero(text, draft)

    def below_zero(self, text: str, draft: Draft) -> Draft:
        """درجتان تحت الصفر; a sign that a space keeps off its degrees."""
        if draft.unit in _DEGREES and draft.value is not None and draft.value > 0:
            if text.startswith(" تحت الصفر", draft.end):
                draft.value, draft.end = -draft.value, draft.end + len(" تحت الصفر")
            elif text[: draft.start].endswith(("- ", "− ")) and text[: draft.start - 2].strip(" ") == "":
                draft.value, draft.start = -draft.value, draft.start - 2
        return draft

    def is_contract(self, numeral: Numeral, near: Around) -> bool:
        return numeral.scale > 1 or numeral.value > _MANY or any(known(word, self.contracts) for word in near.words(4))

    def noun_dual(self, text: str, candidate: Candidate, numeral: Numeral, near: Around) -> Draft | None:
        noun = numeral.noun or ""
        if noun == "ضعف":
            return self.amount(candidate, numeral, near, Unit("ratio", "x"), None)
        if numeral.definite and near.after and near.after[0].isdigit():
            return None  # الدقيقتين 78 و93
        qualifier = self.qualifier(text, candidate.groups)
        unit = self.units.currency(noun, text[slice(*qualifier)] if qualifier else None)
        if unit is not None:
            return self.amount(candidate, numeral, near, unit, qualifier)
        unit = self.units.duration(noun) or self.units.measure(noun)
        if unit is None:
            return None
        power = candidate.groups.get("qualifier")
        squared = self.units.measure(noun, text[slice(*power)]) if power and unit.kind == "measure" else None
        draft = self.amount(candidate, numeral, near, squared or unit, power if squared else None)
        return self.below_zero(text, draft)

    def ratio(self, text: str, candidate: Candidate, numeral: Numeral, near: Around) -> Draft | None:
        unit, counted = candidate.groups.get("unit"), candidate.groups.get("counted")
        if unit is not None:
            return self.amount(candidate, numeral, near, Unit("ratio", "x"), unit)
        if not numeral.part or counted is None:
            return None
        noun = text[slice(*counted)]
        if known(noun, self.stages) or text.startswith("نص ", numeral.start):
            return None  # نصف النهائي, نص القانون
        if known(noun, self.not_counted) or (numeral.definite and text[counted[0] - 3 : counted[0]] != "من "):
            return None
        draft = self.amount(candidate, numeral, near, Unit("ratio", "1"), counted)
        draft.counted = None
        return draft

    def double(self, text: str, candidate: Candidate) -> Draft | None:
        start, end = candidate.groups["unit"][0], candidate.groups["counted"][1]
        near = Around(text, start, end)
        return Draft(
            candidate.rule, "ratio", start, end, (start, end), Decimal(2), near, unit="x", confidence=candidate.rule.confidence
        )

    def count(self, text: str, candidate: Candidate, numeral: Numeral, near: Around) -> Draft | None:
        counted = candidate.groups.get("counted")
        if numeral.part:
            return self.part_alone(text, candidate, numeral, near) if counted is None else None
        if counted is not None and counted[0] < numeral.start:
            return self.postposed(text, candidate, numeral, near, counted)
        noun = text[slice(*counted)] if counted else None
        unit = self.units.definite(noun) if noun and (numeral.vague or numeral.scale > 1) else None
        if unit is not None:
            return self.amount(candidate, numeral, near, unit, counted)
        if noun is not None and self.is_age(noun, near):
            return self.amount(candidate, numeral, near, Unit("duration", "year"), None)
        if noun is not None and not self.is_noun(noun, numeral, of="of" in candidate.groups):
            return None
        if self.exclusions.without_unit(text, numeral, near, noun):
            return None
        if noun is None and not self.stands_alone(text, numeral, near):
            return None
        if noun is None and numeral.spelled and numeral.value >= 200 and text[numeral.end - 1] == "ي":
            return None  # ألفي, مئتي: a construct with nothing to count is another word
        if noun is None and near.last in self.ages:
            return self.amount(candidate, numeral, near, Unit("duration", "year"), None)
        if noun is None and text.startswith(" تحت الصفر", numeral.end):
            return self.below_zero(text, self.amount(candidate, numeral, near, Unit("measure", "°"), None))
        draft = self.amount(candidate, numeral, near, None, counted)
        draft.counted = counted
        return draft

    def part_alone(self, text: str, candidate: Candidate, numeral: Numeral, near: Around) -> Draft | None:
        """A fraction of nothing named: ثلاثة أرباع, 3/4, إلى النصف."""
        following = near.after[0] if near.after else ""
        if not numeral.spelled and following and following != "من":
            return None  # a score or a date
        if known(following, self.stages) or text.startswith("نص", numeral.start) and numeral.end - numeral.start == 2:
            return None
        if following[:1].isalpha() and not known(following, self.not_counted):
            return None
        if numeral.spelled and " " not in text[numeral.start : numeral.end] and not (numeral.definite or following == ""):
            return None
        return self.amount(candidate, numeral, near, Unit("ratio", "1"), None)

    def is_age(self, noun: str, near: Around) -> bool:
        """الثمانين من عمره."""
        return noun in self.ages or (noun == "من" and len(near.after) > 1 and near.after[1] in self.ages)

    def is_noun(self, noun: str, numeral: Numeral, *, of: bool) -> bool:
        if noun in self.like_others:
            return True
        if known(noun, self.not_counted) or noun[self.lexicon.heads.get(noun, len(noun)) :] in self.lexicon.table:
            return False
        if numeral.vague and numeral.definite and not of and not noun.startswith("ال"):
            return False  # لقي العشرات مصرعهم
        if noun.startswith("ال"):
            return of or numeral.vague or (numeral.scale > 1 and numeral.definite)
        if noun[0] in "وي" or noun[:3] in ("بال", "فال", "كال") or noun[:2] in ("لل", "تت"):
            return False  # a conjunction, a verb or a proclitic
        if noun[:2] in ("سي", "ست", "لي", "لت") and len(noun) > 4:
            return False  # a verb of the future
        if 3 <= numeral.value <= _MANY and numeral.scale == 1 and not of and noun.endswith(("ية", "يه")):
            return False  # an adjective: 4 مدن كندية و3 مكسيكية
        return not of or len(noun) > 3 or not noun.startswith("ه")

    def stands_alone(self, text: str, numeral: Numeral, near: Around) -> bool:
        """Whether a numeral with no noun after it may be a claim."""
        if numeral.definite and numeral.spelled and numeral.scale == 1:
            return False  # الثلاثة: the three, الاثنين: Monday
        if numeral.vague and numeral.value in (10, 100) and not numeral.definite:
            return True
        return not known(near.last, self.groups) or not numeral.definite

    def postposed(self, text: str, candidate: Candidate, numeral: Numeral, near: Around, counted: Place) -> Draft | None:
        """البلدان الثلاثة, أبوابه الأربعة, الدول الأعضاء الـ27."""
        if text[counted[1] : numeral.start] not in (" ال", " ال ") or numeral.vague or numeral.value < 2:
            return None
        first = text[slice(*counted)].split(" ")[0]
        stem = self.article(first)
        if stem is None and " " in text[slice(*counted)]:
            counted = (counted[0] + len(first) + 1, counted[1])
            first = text[slice(*counted)]
            stem = self.article(first)
        if stem is None:
            if not first.endswith(("ه", "ها", "هم", "هن", "نا")) or numeral.value > _MANY or len(first) < 5:
                return None
            stem = counted[0] + (first[0] == "و" or (first[0] == "ب" and first.endswith(("اته", "اتها"))))
        else:
            stem = counted[0] + stem
        last = text[slice(*counted)].rsplit(" ", 1)[-1]
        if known(first, self.ranked) or known(last, self.ranked) or known(first, self.groups):
            return None
        if (numeral.value > _MANY or not numeral.spelled) and not self.is_plural(first):
            return None  # ranks a singular: النسخة العشرين, اللقب الـ12
        if numeral.value == 2 and numeral.spelled:
            return None  # يوم الاثنين, البلدان الاثنان
        head = text[stem : counted[1]]
        unit = self.units.duration(head) if " " not in head else None
        draft = self.amount(candidate, numeral, near, unit, None)
        draft.start = stem
        draft.near = Around(text, stem, numeral.end)
        if unit is None:
            draft.counted = (stem, counted[1])
        return draft

    def is_plural(self, noun: str) -> bool:
        """Whether a definite noun looks like a plural: sound endings, أفعال, مفاعل, or a known one."""
        stem = noun[noun.find("ال") + 2 :] if "ال" in noun[:4] else noun[1:]
        if noun.endswith(("ات", "ين", "ون", "اء")) or stem in self.plurals:
            return True
        return len(stem) > 3 and (stem[0] == "ا" or (len(stem) > 4 and stem[2] == "ا" and stem[0] in "مفعتقطسر"))

    def article(self, word: str) -> int | None:
        """Letters before the article of a definite noun; None where it has none."""
        for clitic in ("", "و", "ف", "ب", "ك", "وب"):
            if word.startswith(clitic + "ال") and len(word) > len(clitic) + 4:
                return len(clitic)
        return 0 if word.startswith("لل") and len(word) > 4 else None

    def amount(
        self, candidate: Candidate, numeral: Numeral, near: Around, unit: Unit | None, *places: Place | None
    ) -> Draft:
        """A draft from the numeral to the last of the places."""
        end = max((place[1] for place in places if place), default=numeral.end)
        start = numeral.start - 2 if numeral.definite and numeral.spelled else numeral.start
        draft = Draft(
            candidate.rule,
            unit.kind if unit else "count",
            start,
            max(end, numeral.end),
            (numeral.start, numeral.end),
            numeral.value,
            near,
            numeral,
            confidence=candidate.rule.confidence,
        )
        if unit is not None:
            draft.take(unit)
        return draft

    # -- what the text says of it -----------------------------------------------------------------

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
        draft.change = self.words.change(near, duration=draft.kind == "duration")
        if draft.change is None and previous is not None and draft.start - previous.end < _SAME_SENTENCE:
            draft.change = previous.change if self.words.arrives(near) else None
        draft.about = self.about.of(text, draft, previous)


def plain(draft: Draft) -> dict[str, Any]:
    """The draft's numbers in base units."""
    return {name: None if (value := getattr(draft, name)) is None else value * draft.times for name in ("value", "low", "high")}
