"""Arabic numerals: digits in every house style, and number words, read to a `Decimal`.

`read` takes the longest numeral that begins at an offset of the folded text: `1,337.19`, `407ر7`,
`12 ألفا و500`, `ثلاثمئة وخمسة وعشرون مليونا`, `مليون ونصف المليون`, `ثلثي`, `عشرات الآلاف`. The words are
the rule files' (`rules/ar/numbers.toml`); what is here is their grammar. Clitics before the first word
are the caller's to skip; what stands around a numeral (units, ranges, dates) is `claims`'.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import regex
from pyarabic import araby_const as araby  # the constants alone: no patterns to compile

from quotes.digits import read_digits
from quotes.fold import Folded
from quotes.later import later
from quotes.numberwords import Kind, Lexicon

__all__ = ["Lexicon", "Numeral", "read"]

_WORD = later(re.compile, r"[^\W\d_]+")
_GAP = later(regex.compile, r"[ ]{0,2}")
_PER = ("في ال", "بال", "من ال")
_SMALL = 1_000  # the smallest scale


class Numeral(NamedTuple):
    """A numeral of the folded text.

    Attributes:
        start: Folded offset of the first digit, sign or number word, its clitics and article excluded.
        end: Folded offset after the last one.
        value: What it amounts to.
        other: The value with its mark read the other way, where grouping alone cannot tell (`10.500`).
        mark: That mark, or the one that certainly separates decimals, else empty.
        scale: The last scale word's value, 1 where there is none.
        vague: A plural scale with no number before it (`آلاف`, `عشرات الملايين`).
        part: A fraction with no scale (`نصف`, `ثلاثة أرباع`).
        definite: The article stands before it.
        spelled: It begins with a number word.
        noun: The noun that is counted, where one word says both (`يومين`), in the singular.
    """

    start: int
    end: int
    value: Decimal
    other: Decimal | None = None
    mark: str = ""
    scale: int = 1
    vague: bool = False
    part: bool = False
    definite: bool = False
    spelled: bool = True
    noun: str | None = None


def read(folded: Folded, at: int, lexicon: Lexicon) -> Numeral | None:
    """The longest numeral beginning at a folded offset, a digit or the first letter of a number word."""
    text = folded.text
    first = text[at]
    definite = text[at - 2 : at] in ("ال", "لل") and (at < 3 or not text[at - 3].isalpha() or text[at - 3] in "وفبك")
    reader = _Reader(folded, lexicon, definite=definite)
    if first.isdigit():
        found = reader.numeral(at)
    else:
        match = _WORD.match(text, at)
        if match is None:
            return None
        if definite and lexicon.is_hundred(match[0]) and text.endswith(_PER, 0, at):
            return None  # 50 في المئة و20: no hundred and twenty
        if match[0] in lexicon.minus:
            gap = _GAP.match(text, match.end())
            found = reader.numeral(gap.end()) if gap else None
            found = found and found._replace(start=at, value=-found.value)
        else:
            found = reader.numeral(at) if match[0] in lexicon.table else reader.noun(at, match.end(), match[0])
    if found is None or text[at : found.end] in lexicon.not_alone:
        return None
    return found._replace(definite=True) if definite else found


class _Token(NamedTuple):
    """A number word or a run of digits that follows what was read."""

    start: int
    end: int
    joined: bool  # by و
    kind: Kind | None  # None for digits
    value: int
    word: str


@dataclass(slots=True, eq=False, repr=False)
class _Group:
    """A number below a thousand, or of digits, and its scales."""

    end: int
    value: Decimal
    scale: int = 1
    other: Decimal | None = None
    mark: str = ""
    vague: bool = False
    part: bool = False


class _Reader:
    """Reads groups and joins them, from left to right, with one token of look-ahead."""

    __slots__ = ("definite", "folded", "lexicon", "table", "text")

    def __init__(self, folded: Folded, lexicon: Lexicon, *, definite: bool = False) -> None:
        self.definite = definite  # السنوات الخمس الماضية: no fifth of the past
        self.folded, self.text = folded, folded.text
        self.lexicon, self.table = lexicon, lexicon.table

    def numeral(self, at: int) -> Numeral | None:
        """Groups joined by و, each smaller than the scale before it; then a fraction of the last scale."""
        start = at
        if self.text[at : at + 1].isdigit():
            digits = read_digits(self.text, at)
            if digits is None:
                return None
            start = digits.start
            first = self.point(digits.value, digits.end) if not digits.mark else _Group(digits.end, digits.value)
            first.other, first.mark = digits.other, digits.mark
            first = self.scaled(first)
            if digits.decimal_before_scale and first.scale > 1 and first.other is not None:
                first.value, first.other = first.other, first.value
        else:
            group = self.words(at)
            if group is None:
                return None
            first = group
        total, end, scale = first.value, first.end, first.scale
        while scale >= _SMALL and not first.vague:
            token = self.token(end)
            more = token and token.joined and self.group(token)
            if not more or more.scale >= scale or more.value >= scale or more.part or more.vague:
                break
            total, end = total + more.value, more.end
            if more.scale == 1:
                break
            scale = more.scale
        if not first.vague and not first.part:
            total, end, scale = self.and_fraction(total, end, scale)
        return Numeral(
            start,
            end,
            total,
            other=first.other if end == first.end else None,
            mark=first.mark,
            scale=scale,
            vague=first.vague,
            part=first.part or (scale == 1 and total < 1 and "/" in self.text[start:end]),
            spelled=not self.text[at].isdigit(),
        )

    def noun(self, at: int, end: int, word: str) -> Numeral | None:
        """عامين [ونصف العام]; عام ونصف: a noun that says its number."""
        noun = self.lexicon.duals.get(word)
        value = Decimal(2 if noun else 1)
        token = self.token(end)
        if token and token.joined and token.kind is Kind.FRACTION:
            name = noun or self.lexicon.singles[word]
            again = next((each for each in (f" ال{name}", f" {name}") if self.text.startswith(each, token.end)), "")
            if again or not self.before_definite(token.end):
                value += Decimal(1) / token.value
                end = token.end + len(again)
        if noun is None and value == 1:
            return None
        return Numeral(at, end, value, noun=noun or self.lexicon.singles[word])

    def token(self, at: int) -> _Token | None:
        """The number word or digits at or after a gap, و and the article skipped."""
        gap = _GAP.match(self.text, at)
        at = gap.end() if gap else at
        match = _WORD.match(self.text, at)
        if match is None:
            return self.digits(at, joined=False)
        word = match[0]
        entry, start = self.entry(word, at)
        if entry and not self.is_and_eleven(word, match.end()):
            return _Token(start, match.end(), False, *entry, word)
        if word[0] != "و":
            return None
        if word == "و":
            gap = _GAP.match(self.text, match.end())
            at = gap.end() if gap else match.end()
            match = _WORD.match(self.text, at)
            if match is None:
                return self.digits(at, joined=True)
            word = "و" + match[0]
            at -= 1
        entry, start = self.entry(word[1:], at + 1)
        return _Token(start, match.end(), True, *entry, word[1:]) if entry else None

    def is_and_eleven(self, word: str, end: int) -> bool:
        """Whether folded واحد is وأحد, and eleven: مليون وأحد عشر ألفا."""
        inner = self.table.get(word[1:]) if word[0] == "و" else None
        match = _WORD.match(self.text, end + 1) if inner and inner[0] is Kind.TEEN_ONE else None
        following = self.table.get(match[0]) if match else None
        return following is not None and following[0] is Kind.TEN

    def digits(self, at: int, *, joined: bool) -> _Token | None:
        if not self.text[at : at + 1].isdigit():
            return None
        digits = read_digits(self.text, at)
        if digits is None or digits.value != digits.value.to_integral_value():
            return None
        return _Token(digits.start, digits.end, joined, None, int(digits.value), "")

    def entry(self, word: str, at: int) -> tuple[tuple[Kind, int] | None, int]:
        entry = self.table.get(word)
        if entry is None and word.startswith("ال"):
            return self.table.get(word[2:]), at + 2
        return entry, at

    def group(self, token: _Token) -> _Group | None:
        if token.kind is None:
            return self.scaled(_Group(token.end, Decimal(token.value)))
        return self.words(token.start)

    def words(self, at: int) -> _Group | None:
        """A group that begins with a number word."""
        match = _WORD.match(self.text, at)
        entry = match and self.table.get(match[0])
        if not match or not entry:
            return None
        kind, value = entry
        end = match.end()
        if kind in (Kind.SCALE, Kind.DUAL, Kind.ACCUSATIVE):
            scale = value // 2 if kind is Kind.DUAL else value
            if kind is Kind.ACCUSATIVE and self.is_dual(at, end):
                value *= 2
            return self.scaled(_Group(end, Decimal(value), scale))
        if kind is Kind.PLURAL:
            return self.scaled(_Group(end, Decimal(value), value, vague=True))
        if kind in (Kind.FRACTION, Kind.FRACTION_DUAL):
            return self.fraction(kind, value, end)
        damma = kind is Kind.ONES and self.folded.slice(at, at + 2)[1:2] == araby.DAMMA  # خُمس, not خمس
        if kind is Kind.ONES and match[0] in self.lexicon.fractions and (damma or self.before_definite(end)):
            part = Decimal(1) / self.lexicon.fractions[match[0]]
            return _Group(end, part, part=True)
        small = self.small(kind, value, end)
        if small is None:
            return None
        if kind is Kind.ONES and small[1] == end:
            parts = self.token(end)
            if parts and not parts.joined and parts.kind is Kind.PARTS and value > 1:
                return self.scaled(_Group(parts.end, Decimal(value) / parts.value, part=True))
        if kind is Kind.TEN and small[1] == end and match[0] in self.lexicon.fractions and self.before_definite(end):
            return _Group(end, Decimal(1) / value, part=True)
        total, end = Decimal(small[0]), small[1]
        return self.scaled(self.point(total, end))

    def fraction(self, kind: Kind, value: int, end: int) -> _Group:
        """نصف, ثلثي, نصف مليون."""
        following = self.token(end)
        if following and not following.joined and following.kind is Kind.HUNDRED and value > 2:
            total, end = self.and_tens(value * following.value, following.end)  # dialect: ربع مية is four hundred
            return self.scaled(_Group(end, Decimal(total)))
        part = Decimal(2 if kind is Kind.FRACTION_DUAL else 1) / value
        return self.scaled(_Group(end, part, part=True))

    def small(self, kind: Kind, value: int, end: int) -> tuple[int, int] | None:
        """A number below a thousand and where it ends."""
        following = self.token(end)
        if kind is Kind.TEEN_ONE:
            if following and not following.joined and following.kind is Kind.TEN:
                return value + 10, following.end
            if following and following.joined and following.kind is Kind.TENS and value == 1:
                return following.value + value, following.end
            return None
        if kind is Kind.ONES and following:
            if not following.joined and following.kind is Kind.TEN:
                return value + 10, following.end
            if following.joined and following.kind is Kind.TENS:
                return value + following.value, following.end
            if (
                not following.joined
                and value > 2
                and following.kind in (Kind.HUNDRED, Kind.PLURAL)
                and (following.value == 100)
            ):
                return self.and_tens(value * 100, following.end)
        if kind in (Kind.HUNDRED, Kind.HUNDREDS):
            return self.and_tens(value, end)
        return value, end

    def and_tens(self, hundreds: int, end: int) -> tuple[int, int]:
        token = self.token(end)
        if token is None:
            return hundreds, end
        if token.kind is None:
            joins = token.joined and token.value < 100 and token.end - token.start <= 2
            return (hundreds + token.value, token.end) if joins else (hundreds, end)
        if Kind.ONES <= token.kind <= Kind.TENS:
            rest = self.small(token.kind, token.value, token.end)
            if rest and rest[0] < 100:
                parts = self.token(rest[1]) if token.kind is Kind.ONES else None
                if parts is None or parts.kind is not Kind.PARTS:
                    return hundreds + rest[0], rest[1]
        return hundreds, end

    def point(self, total: Decimal, end: int) -> _Group:
        """ثلاثة فاصلة صفر خمسة: the digits of the decimals as words."""
        match = _WORD.match(self.text, end + 1) if self.text[end : end + 1] == " " else None
        if match is None or match[0] not in self.lexicon.points:
            return _Group(end, total)
        decimals, at = "", match.end()
        while True:
            token = self.token(at)
            if token is None or token.joined:
                break
            if token.kind is None:
                decimals, at = decimals + str(token.value), token.end
                break
            small = self.small(token.kind, token.value, token.end) if token.kind < Kind.SCALE else None
            if small is None:
                break
            decimals, at = decimals + str(small[0]), small[1]
        return _Group(at, Decimal(f"{total}.{decimals}")) if decimals else _Group(end, total)

    def scaled(self, group: _Group) -> _Group:
        """The group times the scale words that follow: ألفا, آلاف, ألف مليون, المليون."""
        for _ in range(3):
            token = self.token(group.end)
            if token is None or token.joined:
                return self.latin(group) if token is None else group
            hundred = token.kind is Kind.HUNDRED and group.scale == 1 and not group.part
            if token.kind not in (Kind.SCALE, Kind.ACCUSATIVE, Kind.PLURAL) and not hundred:
                return group
            if token.value < group.scale and not group.part:
                return group
            if token.kind is Kind.PLURAL and token.value in (10, 100):
                return group
            if hundred:
                total, end = self.and_tens(int(group.value * token.value), token.end)
                group.value, group.end = Decimal(total), end
                continue
            group.value *= token.value
            group.other = group.other * token.value if group.other is not None else None
            group.scale, group.end, group.part = token.value, token.end, False
        return group

    def latin(self, group: _Group) -> _Group:
        gap = _GAP.match(self.text, group.end)
        match = _WORD.match(self.text, gap.end() if gap else group.end)
        scale = match and self.lexicon.latin.get(match[0])
        if match and scale and group.scale == 1:
            group.value, group.scale, group.end = group.value * scale, scale, match.end()
        return group

    def and_fraction(self, total: Decimal, end: int, scale: int) -> tuple[Decimal, int, int]:
        """مليون ونصف [المليون]; ثلاثة ونصف [مليون]."""
        token = self.token(end)
        if not token or not token.joined or token.kind not in (Kind.FRACTION, Kind.FRACTION_DUAL, Kind.ONES):
            return total, end, scale
        if token.kind is Kind.ONES:
            parts = self.token(token.end)
            if not parts or parts.joined or parts.kind is not Kind.PARTS:
                return total, end, scale
            part, at = Decimal(token.value) / parts.value, parts.end
        else:
            part = Decimal(2 if token.kind is Kind.FRACTION_DUAL else 1) / token.value
            at = token.end
        following = self.token(at)
        if following and not following.joined and following.kind in (Kind.SCALE, Kind.PLURAL, Kind.ACCUSATIVE):
            if scale == following.value:
                return total + part * scale, following.end, scale
            if scale == 1 and total < _SMALL:
                return (total + part) * following.value, following.end, following.value
        if self.before_definite(at) or (scale == 1 and total >= _SMALL):
            return total, end, scale
        return total + part * scale, at, scale

    def is_dual(self, at: int, end: int) -> bool:
        """Whether ألفا, with no numeral before it, is two thousand: a construct before its noun."""
        if self.folded.has_fathatan(at, end):
            return False
        match = _WORD.match(self.text, end + 1) if self.text[end : end + 1] == " " else None
        return (
            match is not None and match[0] not in self.lexicon.particles and (match[0][0] != "و" or len(match[0]) < 3)
        )

    def before_definite(self, end: int) -> bool:
        """Whether a definite noun follows, which makes خمس a fifth."""
        return not self.definite and self.text.startswith(" ال", end) and self.text[end + 3 : end + 4] not in ("", " ")
