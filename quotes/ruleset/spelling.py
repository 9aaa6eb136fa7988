"""From root and pattern to Arabic spelling: weak letters, doubled letters, and the seat of hamza.

Words are handled in the notation of `inflect`, where vowels are written out, because what becomes of a
weak letter or a hamza depends on the vowels beside it. Rules run once, in order, each on what the ones
before it left. Sections are those of W. Wright, *A Grammar of the Arabic Language*, 3rd ed., vol. I.
"""

import re
from functools import cache

from quotes.fold import fold

_C = "[^aiuAIUTENا]"  # a consonant, weak ones included
_V = "[aiuAIU]"


def _rules(*rules: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern.replace("C", _C).replace("V", _V)), to) for pattern, to in rules)


# In these patterns C is any consonant and V any vowel.
_ALWAYS = _rules(
    # The t of measure VIII after certain first radicals: ittahama, iddaعA, ittalaعa, iضtarra (§ 66-68)
    (r"^(i|u|y[au]|mu)wt(?=[aiu])", r"\1tt"),
    (r"^(i|u|y[au]|mu)([دط])t(?=[aiu])", r"\1\2\2"),
    (r"^(i|u|y[au]|mu)([صض])t(?=[aiu])", r"\1\2ط"),
    (r"^(i|u|y[au]|mu)زt(?=[aiu])", r"\1زد"),
    # The present of رأى has lost its hamza: yara (§ 176)
    (r"^(y[au])ر'(?=aY)", r"\1ر"),
    # A first radical w drops in the present of measure I: yaصifu (§ 142)
    (r"^yaw(?=Ci)", "ya"),
    # A vowel between two like radicals drops, or moves before them, where a vowel follows (§ 120)
    (r"(?<=[aiuA])(C)[aiu]\1(?=V|N)", r"\1\1"),
    (r"(?<=(C))(?!\1)(C)([aiu])\2(?=V|N)", r"\3\2\2"),
    # The masdar of II from a weak or hamzated root: tasmiyaT, tahni'aT (§ 202)
    (r"^(ta..)I([Y'])", r"\1i\2aT"),
)
_HOLLOW = _rules(
    # Radical and vowels become one long vowel (§ 149-157), a glide or hamza after a long one
    (r"uHi", "I"),
    (r"aH[aiu]", "A"),
    (r"AHi", "A'i"),
    (r"iHA", "iyA"),
    (r"(?<=C)HA(C)(?=[aiuN])", r"A\1aT"),  # masdar of IV and X: 'iضAfaT (§ 206)
    (r"(?<=C)Ha", "A"),
    (r"(?<=C)Hi", "I"),
    (r"(?<=C)Hu", "U"),
    (r"[AI](?='(?:C|$))", "i"),  # جئت، لم يجئ
    # A long vowel shortens in a closed syllable: qultu, yaقulna (§ 150)
    (r"[AIU](?=(C)(?:(?!\1)C|$))", ""),
)
_DEFECTIVE = _rules(
    # After i, and in derived measures, the radical is y (§ 164-170)
    (r"iW", "iY"),
    (r"^(y.*)aW", r"\1aY"),
    (r"uY", "iY"),  # masdar of V and VI: tamanniy
    (r"AY|AW", "A'"),  # masdar of III-X: 'ilqA'
    (r"a[YW]aT", "AT"),
    (r"a[YW]at", "at"),
    (r"a[YW]U", "aw"),
    (r"[iu][YW]U", "U"),
    (r"iYI", "I"),
    (r"iYu$", "I"),
    (r"uWu$", "U"),
    (r"([aiu])[YW](N?)$", r"\1\2"),  # jussive, and the indefinite participle: nAfin
    (r"aWa$", "A"),
    (r"aY[au]$", "E"),
    (r"yE$", "yA"),  # no ى after ي: حيّا
    (r"Y", "y"),
    (r"W", "w"),
)
_GLIDES = _rules(
    # A glide is absorbed by its own kind of vowel or by the stronger one (§ 143-144)
    (r"i[wy](?=C)(?![wy])", "I"),
    (r"u[wy](?=C)(?![wy])", "U"),
)
_NOUN_ENDINGS = (("ة", "aT"), ("ى", "E"), ("اء", "A'"), ("وء", "U'"), ("يء", "I'"))
_STEPS = (("", _ALWAYS), ("H", _HOLLOW), ("YW", _DEFECTIVE), ("wy", _GLIDES))  # and the letters they are about
_ENDING = re.compile("[aiu]?N?$")
_ALEF_ENDING = re.compile("(?<=A)'aا$")  # ادعاء has no ا of tanwin
_INITIAL = re.compile("^'A?")
_FINAL_E = re.compile("E[aiu]?$")
_TWO_HAMZAS = re.compile(f"^'([aiu])'(?={_C})")
_SEATLESS = re.compile("'")
_DOUBLED = re.compile(r"([^aiuAIU])\1")
_LETTERS = str.maketrans({"t": "ت", "n": "ن", "m": "م", "s": "س", "y": "ي", "w": "و", "h": "ه", "T": "ت"})
_VOWELS = str.maketrans({"a": "", "i": "", "u": "", "A": "ا", "I": "ي", "U": "و", "N": ""})
_FOLDED = _VOWELS | {ord(letter): ord(fold(letter)) for letter in "أآ"} | {ord("E"): ord(fold("ى"))}
_LONG = {"a": "A", "i": "I", "u": "U"}


@cache  # the persons of a tense share their stems
def settle(word: str) -> str:
    """Apply the rules of weak, doubled and assimilated letters to a pattern filled with a root."""
    for letters, rules in _STEPS:
        if not letters or any(letter in word for letter in letters):
            for pattern, to in rules:
                if pattern.search(word):  # dearer only where it matches: `sub` reads its template each time
                    word = pattern.sub(to, word)
    return word


def attach(word: str, pronoun: str) -> str:
    """A word with an attached pronoun: no silent ا before it, ا for a final ى (Wright § 187)."""
    return _FINAL_E.sub("A", word.removesuffix("ا")) + pronoun


def transcribe(printed: str) -> tuple[str, str]:
    """A printed noun as its folded stem and, in the notation, its ending as far as other endings change it."""
    for ending, noted in _NOUN_ENDINGS:
        if printed.endswith(ending):
            return fold(printed.removesuffix(ending)), noted
    return fold(printed), ""


def spellings(word: str) -> tuple[str, ...]:
    """The folded spellings of a word in the notation; more than one where printers differ (قرؤوا، قرأوا)."""
    if "'" not in word:
        return (_letters(_ENDING.sub("", word)),)
    word = _ENDING.sub("", _TWO_HAMZAS.sub(lambda match: "'" + _LONG[match[1]], word))
    word = _INITIAL.sub("ا", _ALEF_ENDING.sub("'", word))
    seats = [_seat(word[at.start() - 1], word[at.end() :][:1]) for at in _SEATLESS.finditer(word)]
    printed = [word]
    for choices in seats:
        printed = [re.sub("'A?" if seat == "آ" else "'", seat, one, count=1) for one in printed for seat in choices]
    return tuple(map(_letters, printed))


def _seat(before: str, after: str) -> str:
    """The letters that may carry a hamza between two letters of the notation (Wright § 16-18)."""
    if not after:
        return {"a": "أ", "i": "ئ", "u": "ؤ"}.get(before, "ء")
    if before in "iIy" or after in "iI":
        return "ئ"
    if after == "U":
        return {"a": "ؤأ", "A": "ؤء"}.get(before, "ؤ")
    if before == "u" or after == "u":
        return "ؤ"
    if before in "AU":
        return "ء"
    return "آ" if after == "A" else "أ"


def _letters(word: str) -> str:
    if word.endswith("T"):
        word = word[:-1] + "ة"
    word = _DOUBLED.sub(r"\1", word.translate(_LETTERS))
    return ("ا" + word if word[0] in "aiu" else word).translate(_FOLDED)
