"""When an item of a prediction is the same as one of gold: spans, names, words, numbers.

These definitions fix what every recorded figure means. They fold more than the extractor does
(ة to ه, ؤ to و, ئ to ي), so that a spelling is never what a score measures.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from quotes.later import later

_INVISIBLE = later(re.compile, "[\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_LETTERS = str.maketrans("أإآٱىةؤئ", "ااااي\u0647وي")
_SERVANT_OF = later(re.compile, r"\bعبد (?=ال)")  # عبد الله is one name


def words(text: str | None) -> list[str]:
    """The words of a text in their most forgiving spelling."""
    return re.findall(r"\w+", _INVISIBLE.sub("", text or "").translate(_LETTERS))


# Part of the metric, not of the lexicon: what may be missing from a name without making it another.
_TITLES = frozenset(
    words(
        "رئيس وزير متحدث متحدثة باسم ناطق سيد سيدة دكتور د أمين عام نائب مدير شيخ ملك أمير سمو فريق "
        "لواء عميد مهندس سفير وكالة صحيفة شبكة قناة"
    )
)


def name_words(name: str | None) -> Counter[str]:
    """The words of a name without articles and titles; the titles alone where there is nothing else."""
    bare = [
        word[2:] if word.startswith("ال") and len(word) > 4 else word  # الحق, but not الله
        for word in _SERVANT_OF.sub("عبد", " ".join(words(name))).split()
    ]
    return Counter([word for word in bare if word not in _TITLES] or bare)


def same_name(gold: str | None, got: str | None) -> bool:
    """Whether two names stand for one source: both absent, or an F1 of their words of at least 0.6."""
    return _f1(name_words(gold), name_words(got)) >= 0.6


def words_in_common(gold: str | None, got: str | None) -> float:
    """F1 of the words of two texts; 1 where both are empty."""
    return _f1(Counter(words(gold)), Counter(words(got)))


def same_words(gold: str | None, got: str | None) -> bool:
    """Whether two texts share at least half of their words."""
    return words_in_common(gold, got) >= 0.5


def same_number(gold: object, got: object) -> bool:
    """Whether two numbers agree: to six digits, or to three decimals for a small fraction; null only with null."""
    if not isinstance(gold, int | float) or not isinstance(got, int | float):
        return gold is None and got is None
    # 2/3 may be printed as 0.667
    if abs(gold - got) <= 1e-6 * max(abs(gold), abs(got)):
        return True
    return abs(gold) < 10 and gold != int(gold) and abs(gold - got) < 1e-3


def overlap(gold: Mapping[str, Any], got: Mapping[str, Any]) -> float:
    """Intersection over union of two spans."""
    shared = min(gold["end"], got["end"]) - max(gold["start"], got["start"])
    if shared <= 0:
        return 0.0
    return float(shared / (max(gold["end"], got["end"]) - min(gold["start"], got["start"])))


def trimmed(text: str, item: Mapping[str, Any]) -> tuple[int, int]:
    """The item's span without punctuation and space at its edges."""
    start, end = item["start"], item["end"]
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _f1(gold: Counter[str], got: Counter[str]) -> float:
    if not gold or not got:
        return 0.0 if gold or got else 1.0
    return 2 * (gold & got).total() / (gold.total() + got.total())
