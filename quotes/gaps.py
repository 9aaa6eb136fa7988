"""What a number leaves out: the noun that a neighbour names, the currency that the article tells."""

from collections import Counter

import regex

from quotes.amounts import Unit, Units
from quotes.around import Words, known
from quotes.draft import Draft
from quotes.later import later

_AND = later(regex.compile, r"[ ]?(?:و|او)[ ]?(?:ال)?|[ ]من[ ](?:اصل|بين|مجموع)[ ]|[ ]الي[ ]")
_SENTENCE = later(regex.compile, r"[\n.؟!؛](?!\d)")
_BACK = 4  # numbers back
_REACH = 260  # characters back to the noun that a number leaves out


class Gaps:
    """Fills the gaps of the drafts of a text."""

    def __init__(self, words: Words, units: Units) -> None:
        self.units = units
        self.relatives = words.named("relatives")
        self.count_heads = words.named("count_heads")
        self.again = words.named("again_words")
        self.money_heads = words.named("money_heads")

    def fill(self, text: str, drafts: list[Draft]) -> None:
        """Nouns and currencies that a neighbour or the clause tells."""
        for at, draft in enumerate(drafts):
            if not draft.bare:
                continue
            following = drafts[at + 1] if at + 1 < len(drafts) else None
            if following is not None and not following.bare and self.shares_noun(text, draft, following):
                self.copy(draft, following)
                scale = following.numeral.scale if following.numeral else 1
                if scale > 1 and draft.numeral and draft.numeral.scale == 1 and draft.value and draft.value < 1_000:
                    draft.value *= scale  # من 10 إلى 15 ألفا
            elif (place := self.count_head(draft)) is not None:
                draft.counted = place
            else:
                self.from_before(text, draft, drafts[max(0, at - _BACK) : at])
            if draft.bare and draft.numeral and draft.numeral.scale > 1 and self.is_money(draft):
                money = next((d for d in drafts if d.kind == "money" and not d.open), None)
                draft.take(Unit("money", money.unit if money and money.unit else "USD"))
                draft.confidence = "low"

    def is_money(self, draft: Draft) -> bool:
        """Whether the words before it make an amount with no currency money: بقيمة 40 مليارا."""
        return any(known(word, self.money_heads) for word in draft.near.words(4))

    def shares_noun(self, text: str, first: Draft, second: Draft) -> bool:
        """12 و13 عاما."""
        return bool(_AND.fullmatch(text[first.end : second.start])) and second.counted != second.number

    def copy(self, draft: Draft, other: Draft) -> None:
        """Take kind, unit and noun over."""
        draft.kind, draft.unit, draft.times, draft.open = other.kind, other.unit, other.times, other.open
        draft.counted = other.counted
        draft.confidence = "medium"

    def from_before(self, text: str, draft: Draft, before: list[Draft]) -> None:
        """Take them from a number before: 40 ألف ريال و30 ألفا; 207 أعضاء من أصل 211."""
        for previous in reversed(before):
            if not self.same_sentence(text, previous.end, draft.start):
                return
            if previous.bare or previous.kind == "percent" or previous.near.before[:1] == ["("]:
                continue  # in brackets stands another currency's worth of the same amount
            if self.fits(draft, previous):
                self.copy(draft, previous)
                return
            if previous.kind != "duration":
                return

    def fits(self, draft: Draft, previous: Draft) -> bool:
        """Whether a bare number may be of the kind of one before it."""
        numeral = draft.numeral
        scaled = numeral is not None and numeral.scale > 1
        if previous.kind == "money":
            return scaled or (numeral is not None and numeral.mark == ".")
        if previous.kind == "duration":
            return draft.near.last in self.again
        if previous.kind == "measure":
            return scaled
        return previous.kind == "count" and (
            not scaled or (previous.numeral is not None and previous.numeral.scale > 1)
        )

    def count_head(self, draft: Draft) -> tuple[int, int] | None:
        """عدد المراكز الصحية 6951; عدد القتلى إلى تسعة."""
        before = draft.near.behind[:9]
        if [word for word, _ in before[:3:2]] == ["الا", "من"] and len(before[1][0]) > 3:
            return before[1][1], before[1][1] + len(before[1][0])  # لم يبق من المقاتلين إلا 7
        for index, (word, _) in enumerate(before):
            if word in ".؟!؛":
                return None
            if known(word, self.count_heads) and index > 0:
                noun, start = before[index - 1]
                if noun in ("من", "هم", "ها"):
                    return None
                end = start + len(noun)
                if (
                    index > 1
                    and len(before[index - 2][0]) > 4
                    and before[index - 2][0].startswith("ال")
                    and before[index - 2][0] not in self.relatives
                    and before[index - 2][1] == end + 1
                ):
                    end = before[index - 2][1] + len(before[index - 2][0])
                return start, end
        return None

    def same_sentence(self, text: str, start: int, end: int) -> bool:
        """Whether no sentence ends between two offsets."""
        return end - start <= _REACH and _SENTENCE.search(text, start, end) is None

    def countries(self, text: str, drafts: list[Draft]) -> None:
        """Which country's ريال: a joined number's, another mention's, the article's, the default."""
        pending = [draft for draft in drafts if draft.open]
        if not pending:
            return
        # whole units first: the fils of an article on dirhams is theirs
        for name in sorted(
            {draft.open for draft in pending}, key=lambda each: self.units.of_country(each, None).times, reverse=True
        ):
            certain = Counter(draft.unit for draft in drafts if draft.kind == "money" and not draft.open)
            mentioned = next(
                (code for code, _ in certain.most_common() if code and self.units.shares(name, code)), None
            )
            unit = self.units.of_code(name, mentioned) if mentioned else self.of_article(text, name)
            for draft in pending:
                if draft.open == name:
                    draft.unit, draft.times = unit.code, unit.times
                    draft.confidence = "low" if unit.name else "medium"
                    draft.open = ""

    def of_article(self, text: str, name: str) -> Unit:
        """The currency of the country that the article names most."""
        for country, _ in self.units.countries(text).most_common():
            unit = self.units.of_country(name, country)
            if not unit.name:
                return unit
        return self.units.of_country(name, None)
