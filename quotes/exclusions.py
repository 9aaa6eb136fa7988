"""Numbers that claim nothing: years, dates, clock times, ordinals, scores, labels, phones, list numbers."""

import re

from quotes.around import Around, Words, known
from quotes.numbers import Numeral

_YEARS = range(1900, 2101)
_HIJRI = range(1300, 1500)
_PHONE = 7  # digits
_LIST = re.compile(r"[ ]?[-–.):][ ]?(?!\d)")


class Exclusions:
    """Tells whether what stands around a number keeps it from being a claim."""

    def __init__(self, words: Words) -> None:
        self.months = words.list("date_months")
        self.weekdays = words.list("date_weekdays")
        self.year_words = words.list("year_words")
        self.year_heads = words.list("year_heads")
        self.labels = words.list("label_heads")
        self.clock_heads = words.list("clock_heads")
        self.clock_tails = words.list("clock_tails")
        self.ordinals = words.list("ordinal_words")

    def always(self, text: str, numeral: Numeral, near: Around) -> str | None:
        """Why the number is no quantity whatever unit seems to follow; None where it may be one."""
        start, end = numeral.start, numeral.end
        before, after = text[start - 1 : start], text[end : end + 1]
        if numeral.spelled:
            if known(near.last, self.ordinals) and near.last not in ("ثانية", "الثانية"):
                return "ordinal"
            return None
        if before and (before in "#@_\\" or (before.isascii() and before.isalpha())):
            return "code"
        if before in ("-", "–") and text[start - 2 : start - 1].isalpha():
            return "name"
        if after == ":" and text[end + 1 : end + 2].isdigit():
            return "clock time"
        if after in ("/", "\\") and text[end + 1 : end + 2].isdigit():
            return "date"
        if numeral.scale == 1 and self._is_date(numeral, near):
            return "date"
        return None

    def without_unit(self, text: str, numeral: Numeral, near: Around, noun: str | None) -> str | None:
        """Why a number that has no unit, but perhaps a noun, is no quantity."""
        start, end = numeral.start, numeral.end
        digits = text[start:end]
        if numeral.scale > 1 or numeral.vague:
            return None
        if self._is_year(text, numeral, near, noun):
            return "year"
        last = near.last
        if not near.clitic and known(last, self.labels) and not (noun and numeral.spelled):
            return "label"
        if last in ("#", "№") or (last == "." and noun is None and near.before[1:2] and near.before[1][0] in "رص"):
            return "label"
        if self._is_clock(near):
            return "clock time"
        if known(last, self.weekdays) and noun is None:
            return "date"
        if digits.isdigit() and noun is None:
            if len(digits) >= _PHONE and (len(digits) > _PHONE + 1 or digits[0] == "0") and not digits.endswith("000"):
                return "phone"
            if digits[0] == "0" and len(digits) > 1:
                return "code"
            if len(digits) <= 3 and text[start - 1 : start] in ("(", "[") and text[end : end + 1] in (")", "]"):
                return "reference"
        if digits.isdigit() and len(digits) <= 3 and text[:start].rpartition("\n")[2].strip(" *-•") == "":
            if _LIST.match(text, end) and text[end : end + 2].strip(" "):
                return "list number"
        return None

    def _is_date(self, numeral: Numeral, near: Around) -> bool:
        after = [word for word, _ in near.after[:3]]
        if after and (after[0] in self.months or (after[0] == "من" and after[1:2] and after[1] in self.months)):
            return not numeral.spelled
        before = [word for word, _ in near.before[:3] if word not in ("(", ")", "/", ",", "،")]
        return bool(before) and before[0] in self.months and numeral.value < 2200

    def _is_year(self, text: str, numeral: Numeral, near: Around, noun: str | None) -> bool:
        value = numeral.value
        after = text[numeral.end : numeral.end + 3].lstrip()
        if numeral.spelled:
            return False
        digits = text[numeral.start : numeral.end]
        if not digits.isdigit():
            return False
        headed = known(near.last, self.year_words)
        if headed and (value in _YEARS or value in _HIJRI or (len(digits) == 2 and noun is None)):
            return True
        if value in _HIJRI and after[:1] == "ه" and not after[1:2].isalpha():
            return True
        if value not in _YEARS:
            return headed and len(digits) >= 3 and noun is None
        if noun is None or known(near.last, self.year_heads):
            return True
        return not noun.endswith(("ا", "ة", "ه"))

    def _is_clock(self, near: Around) -> bool:
        if known(near.last, self.clock_heads):
            return True
        return bool(near.after) and near.after[0][0] in self.clock_tails
