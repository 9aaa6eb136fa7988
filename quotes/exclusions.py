"""Numbers that claim nothing: years, dates, clock times, ordinals, scores, labels, phones, list numbers."""

import re

import regex

from quotes.around import QUIET, Around, Words, known
from quotes.later import later
from quotes.numbers import Numeral

_TENS = (11, 99)
_YEARS = range(1900, 2101)  # of ints: a Decimal in a range is looked for one by one
_HIJRI = range(1300, 1500)
_PHONE = 7  # digits
_LIST = later(regex.compile, r"[ ]?[-–.):/](?:[ ]|$)")
_HYPHEN_AFTER = later(regex.compile, r"[ ]?[-–][ ]?(\d{2,4})(?!\d)")
_HYPHEN_BEFORE = later(regex.compile, r"(?<!\d)(\d{2,4})[ ]?[-–][ ]?$")
_MORE_AFTER = later(
    regex.compile, r"[ ]?(?:[/\\+][ ]?\d|[-–][ ]?\d+[ ]?[-–/][ ]?\d|[×*xX]\d|[-–][ ]?[A-Za-z])|[.,]{2,}\d|:\d"
)
_MORE_BEFORE = later(regex.compile, r"\d[ ]?(?:[/\\+][ ]?|[-–][ ]?\d+[ ]?[-–/][ ]?|[.,]{2,}|:)$")
# three or more groups of digits with nothing but space and hyphens between
_GROUPS = later(regex.compile, r"(?:\(?\+?\d+\)?[ .-]{1,4}){2,}\d+|\(?\+\d+\)?[ -]{0,2}\d{5,}")
_BRACKET_BEFORE = later(regex.compile, r"[(\[][\d ،,و+-]*$")
_BRACKET_AFTER = later(regex.compile, r"[\d ،,و+-]*[)\]]")
_RANGE_AFTER = later(regex.compile, r"[ ](?:الي|او|حتي)[ ]\d|[ ]?[-–][ ]?\d")
_MODEL_BEFORE = later(regex.compile, r"[(\[«“\"][^\W\d_]{1,4}[ ][-–][ ]?$")  # (سو – 57)
_DIGITS = later(regex.compile, r"\d{4}(?!\d)")
_NETWORK = later(re.compile, r"[ ]?[-–]?[ ]?([^\W\d_]+)")
_CODE_DIGITS = 5
_EVENT_TAIL = 5  # letters of the shortest place with its ب: ببيروت
_WINDOW = 30
_MONTH_NUMBERS = frozenset(("الاول", "الثاني", "الاخر", "الاولي", "الثانية", "القعدة", "الحجة"))
_MONTH = range(1, 32)
_DAYS = 31
_CLOSING_ALL = frozenset(')]»”"')
_CLOSING = frozenset('»”"')
_OPENING = frozenset('«“"')
_CODE = 2  # letters glued to a number that are no proclitic: تي72
_LINE_START = ' \t*-•«“"('


class Exclusions:
    """Tells whether what stands around a number keeps it from being a claim."""

    def __init__(self, words: Words) -> None:
        self.months = words.named("date_months")
        self.weekdays = words.named("date_weekdays")
        self.date_heads = words.named("date_heads")
        self.date_tails = words.named("date_tails")
        self.year_words = words.named("year_words")
        self.year_heads = words.named("year_heads")
        self.labels = words.named("label_heads")
        self.clock_heads = words.named("clock_heads")
        self.bodies = words.named("label_bodies")
        self.numbered = words.named("label_tails")
        self.clock_tails = words.named("clock_tails")
        self.count_heads = words.named("count_heads")
        self.singulars = words.named("counted_singulars")
        self.counts = words.named("number_leads")
        self.contacts = words.named("contact_words")
        self.contact_tails = words.named("contact_tails")
        self.bare_labels = words.named("bare_label_heads")
        self.ordinals = words.named("ordinal_words")
        self.particles = words.named("not_counted")
        self.names = tuple(sorted(words.named("number_names")))
        self.leads = frozenset().union(
            self.particles, words.named("about_links"), words.named("number_leads"), words.before
        )

    def always(self, text: str, numeral: Numeral, near: Around) -> str | None:
        """Why the number is no quantity whatever unit seems to follow; None where it may be one."""
        start, end = numeral.start, numeral.end
        if near.last.startswith("ال") and near.last in self.clock_heads and near.clitic in ("", "ال"):
            return "clock time"  # الساعة الثانية والنصف
        if numeral.spelled:
            teen = text.startswith("عشر", start)
            if known(near.last, self.ordinals) and (teen or near.last not in ("ثانية", "الثانية")):
                return "ordinal"
            if numeral.value == 0 and near.before[:1] in (["-"], ["–"]):
                return "score"  # 4-صفر
            if any(text.startswith(name, start) for name in self.names):
                return "name"
            if numeral.definite and numeral.value == 1:
                return "one"
            if numeral.definite and numeral.value == 2 and numeral.noun is None and numeral.scale == 1:
                return "date"  # الاثنين is Monday, or both
            return None
        before = text[start - 1 : start]
        if before and (before in "#@_\\" or (before.isascii() and before.isalpha()) or self._in_address(text, start)):
            return "code"
        glued = near.before[0] if near.before and before.isalpha() and not near.clitic else ""
        if glued.isalpha() and self._is_code(glued, text[end : end + 1]):
            return "code"
        if before in ("-", "–") and text[start - 2 : start - 1].isalpha():
            return "name"
        if _MODEL_BEFORE.search(text[max(0, start - 10) : start]) and text[end : end + 2].strip()[:1] in _CLOSING_ALL:
            return "name"  # (سو – 57)
        if numeral.scale > 1 and near.clitic == "و" and self._follows_years(text, numeral, near):
            return "year"  # للأعوام 2016 و2017 و2018 مليار يورو
        if self._is_dialled(text, numeral):
            return "phone"
        if text[start] == "." and text[start + 1 : end].isdigit() and int(text[start + 1 : end]) in _YEARS:
            return "year"  # a full stop typed before it: موسم .2014
        if numeral.scale == 1:
            hour = [word for word in near.before[:3] if word not in QUIET] if near.clitic == "و" else []
            told = hour and (hour[0].isdigit() or hour[0] in self.ordinals)
            if told and any(known(word, self.clock_heads) for word in hour[1:2]):
                return "clock time"  # الساعة 15 و40 دقيقة
            if text[end : end + 1] not in ("", " ") or before in (" ", "/", "-", "+", ".", ",", ":"):
                window = text[max(0, start - 12) : start]
                if _MORE_AFTER.match(text, end) or _MORE_BEFORE.search(window):
                    return "date"
            if self._is_date(numeral, near):
                return "date"
        return None

    def without_unit(self, text: str, numeral: Numeral, near: Around, noun: str | None) -> str | None:
        """Why a number that has no unit, but perhaps a noun, is no quantity."""
        start, end = numeral.start, numeral.end
        digits = text[start:end]
        if numeral.scale > 1 or numeral.vague:
            return None
        if noun is None and not numeral.spelled and self._is_phone(text, start, end):
            return "phone"
        if self._alone(text, start, end):
            return None
        if numeral.value == 0 and noun is None and near.last:
            return "nothing"  # a name, or a full stop typed as 0
        if text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING:
            return "name"  # القضية «4000»
        if self._is_year(text, numeral, near, noun):
            return "year"
        last = near.last
        if not near.clitic and known(last, self.labels) and not self._counts(numeral, noun, last):
            return "label"
        if last in ("#", "№") or (last == "." and noun is None and near.before[1:2] and near.before[1] in "رص"):
            return "label"
        if near.before and near.before[0].isascii() and near.before[0].isalpha() and not near.clitic:
            return "label"  # ISO 14001
        if self._is_clock(near):
            return "clock time"
        if numeral.scale == 1 and not numeral.spelled and self._is_date(numeral, near, without_unit=True):
            return "date"
        if noun is None and (known(last, self.weekdays) or known(last, self.date_heads)):
            return "date"
        if noun is None and self._is_rank(text, numeral, near):
            return "label"
        following = near.after[1:2] if near.after[:1] == ["من"] else near.after[:1]
        if noun in self.date_tails or (noun is None and following and following[0] in self.date_tails):
            return "date"
        if noun is None and (last in self.bare_labels or (not numeral.spelled and self._is_contact(near))):
            return "label"
        if digits.isdigit() and noun is None:
            if digits[0] == "0":
                return "code" if len(digits) > 1 else "full stop"  # old keyboards type one as 0
            told = known(near.last, self.counts)  # بلغ (425601)
            if (
                not told
                and _BRACKET_BEFORE.search(text[max(0, start - 24) : start])
                and _BRACKET_AFTER.match(text, end)
            ):
                return "reference"
        if len(digits) <= 3 and digits.isdigit() and _LIST.match(text, end) and self._opens(text, start):
            return "list number"
        return None

    def _is_code(self, word: str, after: str) -> bool:
        """Whether a word glued to a number makes a name of both: تي72, «القصبة3»; not منذ32."""
        if len(word) == 1 or known(word, self.labels):
            return True
        return word not in self.particles and (len(word) <= _CODE or after in _CLOSING)

    def _follows_years(self, text: str, numeral: Numeral, near: Around) -> bool:
        """Whether a year follows others before the scale word of an amount that leaves out its one."""
        digits = _DIGITS.match(text, numeral.start)
        before = near.before[0] if near.before else ""
        return bool(digits and int(digits[0]) in _YEARS and before.isdigit() and int(before) in _YEARS)

    def _is_dialled(self, text: str, numeral: Numeral) -> bool:
        """Whether the name of a network stands after it: 88591 - Stc."""
        digits = text[numeral.start : numeral.end]
        found = _NETWORK.match(text, numeral.end) if len(digits) >= _CODE_DIGITS and digits.isdigit() else None
        return found is not None and found[1].lower() in self.contact_tails

    def _is_contact(self, near: Around) -> bool:
        return any(word in self.contacts for word in near.words(6))

    def _is_rank(self, text: str, numeral: Numeral, near: Around) -> bool:
        """Whether a number right after a noun numbers it: مهرجان جدة 36, البطولة الـ13."""
        if numeral.spelled or not text[numeral.start : numeral.end].isdigit():
            return False
        if near.clitic == "ال":
            return True
        if _RANGE_AFTER.match(text, numeral.end):
            return False  # حل 12 إلى 13 شكوى
        last = near.before[0] if near.before else ""
        if near.clitic or last in self.particles:
            return False
        if last.isalpha() and text[numeral.start - 1].isalpha():
            return True
        if not last.isalpha() or known(last, self.leads) or last.isascii():
            return False
        return not any(known(word, self.count_heads) for word in near.words(6))

    def _is_phone(self, text: str, start: int, end: int) -> bool:
        digits = text[start:end].replace(" ", "").lstrip("+(")
        if not digits.isdigit():
            return False
        if len(digits) >= _PHONE and (len(digits) in range(9, 13) or digits[0] == "0") and not digits.endswith("000"):
            return True
        if text[end : end + 1] not in (" ", "-", ".", ")") and text[start - 1 : start] not in (" ", "-", ".", "+", "("):
            return False
        first = max(0, start - _WINDOW)
        return any(
            match.start() <= start - first < match.end() for match in _GROUPS.finditer(text[first : end + _WINDOW])
        )

    def _alone(self, text: str, start: int, end: int) -> bool:
        """Whether the number is all that its line holds, such as a cell of a table."""
        last = text.find("\n", end)
        rest = text[end : last if last >= 0 else len(text)]
        return not rest.strip() and not text[text.rfind("\n", 0, start) + 1 : start].strip()

    def _opens(self, text: str, start: int) -> bool:
        """Whether the number is the first thing of its line or sentence."""
        head = text[max(0, start - 6) : start].rstrip(_LINE_START)
        return head == "" or head[-1] in "\n.:؛!؟"

    def _in_address(self, text: str, start: int) -> bool:
        """Whether the number stands in a web address."""
        if text[start - 1 : start] in (" ", "\n", "(", "و", "ب", "ل", "ـ"):
            return False
        chunk = text[max(0, start - 400) : start].rsplit(" ", 1)[-1].rsplit("\n", 1)[-1]
        return "://" in chunk or "www." in chunk or "=" in chunk.lstrip("<>=")

    def _is_date(self, numeral: Numeral, near: Around, *, without_unit: bool = False) -> bool:
        after = [word for word in near.after[:3] if word not in ("/", "(")]
        if (
            after
            and numeral.value <= _DAYS
            and (after[0] in self.months or (after[0] == "من" and after[1:2] and after[1] in self.months))
        ):
            return True
        before = [word for word in near.before[:4] if word not in ("(", ")", "/", ",", "،", "-")]
        if before and before[0] in _MONTH_NUMBERS:
            del before[0]  # كانون الثاني
        if not before or before[0] not in self.months:
            return False
        value = _whole(numeral)
        return value in _YEARS or value in _HIJRI or (without_unit and value in _MONTH)

    def _is_year(self, text: str, numeral: Numeral, near: Around, noun: str | None) -> bool:
        value = _whole(numeral)
        if numeral.spelled:
            return value > 1000 and known(near.last, self.year_words)
        digits = text[numeral.start : numeral.end]
        if not digits.isdigit():
            return False
        if near.clitic in ("", "و") and len(digits) in (2, 4):
            pair = _HYPHEN_AFTER.match(text, numeral.end) or _HYPHEN_BEFORE.search(
                text[max(0, numeral.start - 8) : numeral.start]
            )
            other = int(pair[1]) if pair else 0
            if (other in _YEARS or other in _HIJRI) and (value in _YEARS or value in _HIJRI or len(digits) == 2):
                return True
        headed = known(near.last, self.year_words)
        if headed and (value in _YEARS or value in _HIJRI or (len(digits) == 2 and noun is None)):
            return True
        after = text[numeral.end : numeral.end + 3].lstrip()
        if value in _HIJRI and after[:1] == "ه" and not after[1:2].isalpha():
            return True
        if value not in _YEARS:
            return headed and len(digits) >= 3 and noun is None
        if text[numeral.end : numeral.end + 1] == ")" and value % 100:
            return True  # الإحصاء الأول (1962) كان ناقصا
        if noun in self.singulars and not headed:
            return False
        if noun is None or known(near.last, self.year_heads):
            return True
        if noun[0] == "ب" and len(noun) > _EVENT_TAIL and near.last.isalpha() and not known(near.last, self.leads):
            return True  # معرض كذا 2015 بماليزيا
        return not noun.endswith(("ا", "ة", "ه"))

    def _counts(self, numeral: Numeral, noun: str | None, last: str) -> bool:
        """Whether a noun is counted whatever stands before: المركز 60 متدربا, an accusative that 11 to 99 govern."""
        if noun is None or numeral.spelled:
            return noun is not None
        governed = noun.endswith("ا") and not noun.startswith("ال") and noun not in self.numbered
        return governed and last in self.bodies and _TENS[0] <= numeral.value <= _TENS[1]

    def _is_clock(self, near: Around) -> bool:
        if known(near.last, self.clock_heads):
            return True
        return bool(near.after) and near.after[0] in self.clock_tails


def _whole(numeral: Numeral) -> int:
    """The value as an int, -1 where it is none."""
    return int(numeral.value) if numeral.value == numeral.value.to_integral_value() else -1
