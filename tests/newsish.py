"""Texts that look like news, for properties: everything rules look at, in any order; and fixtures with faults."""

from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from quotes import load_rules

FIXTURES = Path(__file__).parents[1] / "fixtures"

SPEAKERS = (
    "الوزير|وزير الخارجية سامح شكري|رئيس الوزراء|فلاديمير بوتين|المتحدث باسم الجيش|وكالة «رويترز»|مصدر أمني|"
    'الأمم المتحدة|محمد بن سلمان|السيدة ليلى حداد|مصادر مطلعة|هو|عضو اللجنة د. علي الحسن|صحيفة "نيويورك تايمز"'
).split("|")
JOINS = 'إن|أن|بأن|أنه|إنها|:|: |، |على أن|إلى أن|عن|بشأن|في حديث لـ"العربية"|، في بيان، '.split("|")
CLAUSES = (
    "المفاوضات مستمرة|الوضع صعب جدا|لن نقبل بذلك|ارتفعت الأسعار|الهجوم أسفر عن مقتل|بلغت الصادرات|نحو|أكثر من|"
    "يوم الثلاثاء|في القاهرة|وهو ما نفته الحكومة|من جهته|بدوره|التي|بينما|ولكن|بحسب|وفقا لما|على حد قوله|لم|ما|لا"
).split("|")
NUMBERS = (
    "5|14|2024|3.5|1,000,000|٤٠|٣٫٥|1/2|مليون|ثلاثة آلاف|خمسة وعشرين|مئتي ألف|نصف|10-12|بين 5 و 7|19:30|"
    "1.2.3|+7|-3|99999999999999999999|0|ألفا|مليارين"
).split("|")
UNITS = "دولار|%|في المئة|بالمائة|كيلومترا|شخصا|قتيلا|جنيه مصري|درجة مئوية|عاما|ساعات|$|طن|برميل يوميا".split("|")
MARKS = [*'«»""“”„‟‘’\'()[]{}،؛:.؟!…-–—*_/\\|', "...", " - ", "''", "<<", ">>"]
BLANKS = [" ", " ", " ", " ", "  ", "\n", "\n\n", "\r\n", "\r", "\t", "\u00a0", "\u2028", ""]
ODD = [
    "\u200f",
    "\u202b",
    "\u202c",
    "\u0640",
    "\u064b",
    "\u064f",
    "\ufefb",
    "\ufdf2",
    "\0",
    "\x1b[31m",
    "😀",
    "é",
    "\ud800",
]
"""Marks of direction, tatweel, tashkeel, ligatures, control characters, half a surrogate pair."""


@cache
def cues():
    """The rules' own verbs, nouns and frames, some of each list."""
    lists = load_rules().lists
    return [item for name in sorted(lists) for item in sorted(lists[name])[:40]]


def texts():
    """News as it might be, with a word from anywhere in the rules at any place."""
    said = st.tuples(
        st.deferred(lambda: st.sampled_from(cues())),
        st.sampled_from(SPEAKERS),
        st.sampled_from(JOINS),
        st.sampled_from(["«", '"', "“", ""]),
        st.sampled_from(CLAUSES),
        st.sampled_from(["»", '"', "”", ""]),
    ).map(" ".join)
    counted = st.tuples(st.sampled_from(CLAUSES), st.sampled_from(NUMBERS), st.sampled_from(UNITS)).map(" ".join)
    loose = st.sampled_from([*SPEAKERS, *JOINS, *CLAUSES, *NUMBERS, *UNITS, *MARKS, *ODD])
    words = st.one_of(said, counted, loose, st.deferred(lambda: st.sampled_from(cues())))
    return st.lists(st.tuples(words, st.sampled_from(BLANKS)).map("".join), max_size=25).map("".join)


@st.composite
def damaged(draw):
    """A stretch of a fixture with characters lost, doubled, swapped, and marks put elsewhere."""
    path = draw(st.sampled_from(sorted(FIXTURES.glob("*.txt"))))
    whole = path.read_text(encoding="utf-8")
    start = draw(st.integers(0, max(0, len(whole) - 400)))
    chars = list(whole[start : start + draw(st.integers(1, 700))])
    for _ in range(draw(st.integers(0, 8))):
        at = draw(st.integers(0, len(chars) - 1))
        match draw(st.sampled_from(["lose", "double", "swap", "mark", "cut"])):
            case "lose" if len(chars) > 1:
                del chars[at]
            case "double":
                chars.insert(at, chars[at])
            case "swap":
                other = draw(st.integers(0, len(chars) - 1))
                chars[at], chars[other] = chars[other], chars[at]
            case "mark":
                chars.insert(at, draw(st.sampled_from([*MARKS, *ODD, "\n"])))
            case "cut":
                del chars[at + 1 :]
    return "".join(chars)
