"""What a rule makes of the numeral it matched at: an amount of a unit, a count of a noun, or nothing."""

import re
from decimal import Decimal

from quotes.amounts import Unit, Units
from quotes.around import Around, Lines, Words, known
from quotes.draft import Draft, Place
from quotes.engine import Candidate
from quotes.exclusions import Exclusions
from quotes.fold import Folded
from quotes.later import later
from quotes.nouns import Nouns
from quotes.numbers import Numeral

_YEAR = later(re.compile, r" (?:19|20)\d\d(?!\d)")
_SIGN_WINDOW = 12
_DEGREES = frozenset(("°", "°C", "°F"))
_UPTO = frozenset(("الي", "بنسبة", "بمقدار", "بواقع", "عن"))
_MANY = 10  # up to here a noun is plural and may carry a pronoun: أبوابه الأربعة


def is_minus(text: str, start: int) -> bool:
    """Whether a sign that a space keeps off its number stands before it: (- 18 إلى - 20)."""
    before = text[max(0, start - _SIGN_WINDOW) : start]
    if not before.endswith(("- ", "− ")):
        return False
    rest = before[:-2].rstrip(" ")
    return rest.endswith(("(", " الي")) or (not rest and start < _SIGN_WINDOW)


class Readings:
    """Reads candidates by the kind of their rule."""

    def __init__(self, words: Words, units: Units, nouns: Nouns, exclusions: Exclusions) -> None:
        self.words, self.units, self.nouns, self.exclusions = words, units, nouns, exclusions
        self.fractions = words.maps.get("fractions", {})
        self.stages, self.ranked = words.named("fraction_stages"), words.named("ranked")
        self.these = words.named("demonstratives")
        self.contracts = words.named("contract_words")

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
                return self.ratio(folded, candidate, numeral, near)
            case "count":
                return self.count(folded, candidate, numeral, near)
        return None

    def percent(self, text: str, candidate: Candidate, numeral: Numeral, near: Around) -> Draft | None:
        """10%, %10, بنسبة 15."""
        unit = candidate.groups.get("unit")
        symbol = candidate.groups.get("symbol")
        if (
            unit is None
            and symbol is None
            and (numeral.scale > 1 or numeral.part or self.followed(text, numeral, near))
        ):
            return None
        draft = self.amount(candidate, numeral, near, self.units.percent(text[slice(*unit)] if unit else "%"), unit)
        if symbol:
            draft.start = symbol[0]
            draft.near = near.near(draft.start, draft.end)
        if numeral.other is not None:
            draft.value = min(numeral.value, numeral.other)
        return draft

    def followed(self, text: str, numeral: Numeral, near: Around) -> bool:
        """Whether a sign, a digit or a noun follows, so that a bare rate is no percentage (نسبة 3:1)."""
        following = near.after[0] if near.after else ""
        ratio = text[numeral.end : numeral.end + 1] in (":", "/", "-") or following in ("الي", "ل")
        return ratio or (following[:1].isalpha() and following not in self.nouns.not_counted)

    def money(self, folded: Folded, candidate: Candidate, numeral: Numeral, near: Around) -> Draft | None:
        """40 مليار دولار أمريكي, $5bn."""
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
        if place[0] < draft.start:
            draft.start = place[0]
            draft.near = near.near(draft.start, draft.end)
        return draft

    def qualifier(self, text: str, groups: dict[str, Place]) -> Place | None:
        """The adjective of a country after a currency."""
        place = groups.get("qualifier")
        return place if place and self.units.country(text[slice(*place)]) else None

    def measure(self, text: str, candidate: Candidate, numeral: Numeral, near: Around) -> Draft | None:
        """60 ألف طن, 4.5 مليار متر مكعب, ثلاث سنوات ونصف."""
        groups = candidate.groups
        words = {name: text[slice(*place)] for name, place in groups.items()}
        if candidate.rule.kind == "duration":
            unit = self.units.duration(words["unit"])
            if unit and unit.times == 10 and self.is_contract(numeral, near):
                return None
            if _YEAR.match(text, groups["unit"][1]):
                return None  # قتل 84 عام 2013
        else:
            unit = self.units.measure(words["unit"], words.get("power"), words.get("rate"))
            if words["unit"] == "م" and 1000 <= numeral.value <= 2100:
                return None  # 2020م, a year
        if unit is None or (numeral.part and numeral.definite):
            return None
        rate = groups.get("rate")
        if rate and not self.units.is_rate(words["unit"], words["rate"], words.get("power")):
            rate = None
        draft = self.amount(
            candidate, numeral, near, unit, groups["unit"], groups.get("power"), rate, groups.get("fraction")
        )
        if "fraction" in groups and draft.value is not None:
            draft.value += self.part(words["fraction"])
        return self.below_zero(text, draft)

    def below_zero(self, text: str, draft: Draft) -> Draft:
        """درجتان تحت الصفر; a sign that a space keeps off its degrees."""
        if draft.unit in _DEGREES and draft.value is not None and draft.value > 0:
            if text.startswith(" تحت الصفر", draft.end):
                draft.value, draft.end = -draft.value, draft.end + len(" تحت الصفر")
            elif is_minus(text, draft.start):
                draft.value, draft.start = -draft.value, draft.start - 2
        return draft

    def is_contract(self, numeral: Numeral, near: Around) -> bool:
        """Whether عقد is a contract here, not ten years."""
        return numeral.scale > 1 or numeral.value > _MANY or any(known(word, self.contracts) for word in near.words(4))

    def noun_dual(self, text: str, candidate: Candidate, numeral: Numeral, near: Around) -> Draft | None:
        """يومين, دولارين أمريكيين, عام ونصف."""
        noun = numeral.noun or ""
        if noun == "نقطة":
            points = self.units.percent(f"نقطة {self.singular(text, candidate)}")
            return (
                self.amount(candidate, numeral, near, points, candidate.groups["qualifier"])
                if points.code == "pp"
                else None
            )
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

    def singular(self, text: str, candidate: Candidate) -> str:
        """The adjective after a dual noun without its dual ending: مئويتين."""
        place = candidate.groups.get("qualifier")
        word = text[slice(*place)] if place else ""
        return word[:-3] + "ة" if word.endswith(("تين", "تان")) else word

    def ratio(self, folded: Folded, candidate: Candidate, numeral: Numeral, near: Around) -> Draft | None:
        """ثلاثة أضعاف, نصف الأصوات."""
        unit, counted = candidate.groups.get("unit"), candidate.groups.get("counted")
        if unit is not None:
            return self.amount(candidate, numeral, near, Unit("ratio", "x"), unit)
        if not numeral.part or counted is None:
            return None
        text = folded.text
        noun = text[slice(*counted)]
        if noun in self.these:  # ثلث هذا المبلغ
            following = [at for word, at in near.ahead if word.isalpha()][1:2]
            word = next((word for word, at in near.ahead if following and at == following[0]), "")
            place = (counted[0], following[0] + len(word)) if following else counted
            return self.amount(candidate, numeral, near, Unit("ratio", "1"), place)
        if known(noun, self.stages) or text.startswith("نص ", numeral.start):
            return None  # نصف النهائي, نص القانون
        if folded.has_fathatan(*counted):
            return None  # نصف شخصًا: we describe someone
        if known(noun, self.nouns.not_counted) or (numeral.definite and text[counted[0] - 3 : counted[0]] != "من "):
            return None
        draft = self.amount(candidate, numeral, near, Unit("ratio", "1"), counted)
        draft.counted = None
        return draft

    def double(self, lines: Lines, candidate: Candidate) -> Draft | None:
        """ضعف السعر."""
        unit = candidate.groups["unit"]
        start, end = unit[0], candidate.groups.get("counted", unit)[1]
        near = Around(lines, start, end)
        return Draft(
            candidate.rule,
            "ratio",
            start,
            end,
            (start, end),
            Decimal(2),
            near,
            unit="x",
            confidence=candidate.rule.confidence,
        )

    def count(self, folded: Folded, candidate: Candidate, numeral: Numeral, near: Around) -> Draft | None:
        """300 ألف عقد, البلدان الثلاثة, ارتفع إلى تسعة."""
        text, counted = folded.text, candidate.groups.get("counted")
        if numeral.part:
            return self.part_alone(text, candidate, numeral, near) if counted is None else None
        if counted is not None and counted[0] < numeral.start:
            return self.postposed(text, candidate, numeral, near, counted)
        noun = text[slice(*counted)] if counted else None
        nunated = not numeral.vague and text[numeral.end - 1] == "ا"  # 65 ألفا العام الماضي
        unit = self.units.definite(noun) if noun and not nunated and (numeral.vague or numeral.scale > 1) else None
        if unit is not None and noun is not None and counted is not None:
            rate = self.units.rate(noun, text, counted[1]) if unit.kind == "measure" else None
            if rate is None:
                return self.amount(candidate, numeral, near, unit, counted)
            unit = self.units.measure(noun, rate=rate)
            return self.amount(candidate, numeral, near, unit, (counted[0], counted[1] + 1 + len(rate)))
        if noun is not None and self.nouns.is_age(noun, near):
            return self.amount(candidate, numeral, near, Unit("duration", "year"), None)
        written = folded.slice(*counted) if counted else ""
        if noun is not None and not self.nouns.is_noun(noun, written, numeral, of="of" in candidate.groups):
            return None
        ranked = near.clitic == "ال" and not numeral.spelled and ("of" in candidate.groups or noun is None)
        if ranked or ((numeral.definite or near.clitic == "ال") and known(near.last, self.nouns.groups)):
            return None  # المرحلة الـ11 من البرنامج, دور الثمانية
        if self.exclusions.without_unit(text, numeral, near, noun):
            return None
        if noun is None and not self.nouns.stands_alone(folded, numeral, near):
            return None
        if noun is None and numeral.spelled and numeral.value >= 200 and text[numeral.end - 1] == "ي":
            return None  # ألفي, مئتي: a construct with nothing to count is another word
        if noun is None and near.last in self.nouns.ages:
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
        if known(following, self.stages) or (text.startswith("نص", numeral.start) and numeral.end - numeral.start == 2):
            return None
        if following[:1].isalpha() and not known(following, self.nouns.not_counted):
            return None
        if numeral.spelled and text[numeral.start : numeral.end].endswith(("ها", "هم", "هن")):
            return self.amount(candidate, numeral, near, Unit("ratio", "1"), None)
        if numeral.spelled and " " not in text[numeral.start : numeral.end]:
            told = near.clitic == "ب" or near.last in _UPTO or self.words.right_before(near) is not None
            if not told and near.before:
                return None  # ذلك الربع, a quarter of the year
        return self.amount(candidate, numeral, near, Unit("ratio", "1"), None)

    def postposed(
        self, text: str, candidate: Candidate, numeral: Numeral, near: Around, counted: Place
    ) -> Draft | None:
        """البلدان الثلاثة, أبوابه الأربعة, الدول الأعضاء الـ27."""
        if text[counted[1] : numeral.start] not in (" ال", " ال ") or numeral.vague or numeral.value < 2:
            return None
        first = text[slice(*counted)].split(" ", maxsplit=1)[0]
        stem = self.nouns.article(first)
        words = text[slice(*counted)].split(" ")
        stray = len(words) > 1 and self.nouns.is_plural(words[1]) and not self.nouns.is_plural(first)
        if (stem is None or stray) and len(words) > 1:  # جنوب السودان والصومال المراكز الأربعة
            counted = (counted[0] + len(first) + 1, counted[1])
            first = text[slice(*counted)]
            stem = self.nouns.article(first)
        if stem is None:
            if not first.endswith(("ه", "ها", "هم", "هن", "نا")) or numeral.value > _MANY or len(first) < 5:
                return None
            stem = counted[0] + (first[0] == "و" or (first[0] in "بل" and self.nouns.is_owned_plural(first[1:])))
        else:
            stem = counted[0] + stem
        last = text[slice(*counted)].rsplit(" ", 1)[-1]
        if known(first, self.ranked) or known(last, self.ranked) or known(first, self.nouns.groups):
            return None
        if (numeral.value > _MANY or not numeral.spelled) and not self.nouns.is_plural(first):
            return None  # ranks a singular: النسخة العشرين, اللقب الـ12
        if numeral.value == 2 and numeral.spelled:
            return None  # يوم الاثنين, البلدان الاثنان
        head = text[stem : counted[1]]
        unit = self.units.duration(head) if " " not in head else None
        draft = self.amount(candidate, numeral, near, unit, None)
        draft.start = stem
        draft.near = near.near(stem, numeral.end)
        if unit is None:
            draft.counted = (stem, counted[1])
        return draft

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

    def part(self, words: str) -> Decimal:
        """ونصف: the part it adds."""
        said = words.split()
        return next(
            (Decimal(1) / int(value) for word, value in self.fractions.items() if f"و{word}" in said), Decimal(0)
        )
