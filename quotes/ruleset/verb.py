"""A verb's measure, root and vowels, read off its dictionary form; see `inflect` for the notation."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quotes.errors import RulesError


@dataclass(frozen=True, slots=True)
class Measure:
    """The patterns of one measure (Wright § 35 ff.); 1-4 stand for the radicals.

    In the active of measure I `v` and `w` are the vowels that the dictionary tells.
    """

    lemma: str
    past: str
    present: str
    passive_past: str
    passive_present: str
    participle: str
    masdar: str | None


# The order matters where a dictionary form fits two: انتقد is VIII of نقد, not VII of تقد.
_MEASURES = (
    Measure("است123", "ista12a3", "yasta12i3", "ustu12i3", "yusta12a3", "musta12i3", "isti12A3"),
    Measure("ا1ت23", "i1ta2a3", "ya1ta2i3", "u1tu2i3", "yu1ta2a3", "mu1ta2i3", "i1ti2A3"),
    Measure("ان123", "in1a2a3", "yan1a2i3", "un1u2i3", "yun1a2a3", "mun1a2i3", "in1i2A3"),
    Measure("ت12ّ3", "ta1a22a3", "yata1a22a3", "tu1u22i3", "yuta1a22a3", "muta1a22i3", "ta1a22u3"),
    Measure("ت1ا23", "ta1A2a3", "yata1A2a3", "tu1U2i3", "yuta1A2a3", "muta1A2i3", "ta1A2u3"),
    Measure("12ّ3", "1a22a3", "yu1a22i3", "1u22i3", "yu1a22a3", "mu1a22i3", "ta12I3"),
    Measure("1ا23", "1A2a3", "yu1A2i3", "1U2i3", "yu1A2a3", "mu1A2i3", "mu1A2a3aT"),
    Measure("'123", "'a12a3", "yu12i3", "'u12i3", "yu12a3", "mu12i3", "'i12A3"),
    Measure("123", "1a2v3", "ya12w3", "1u2i3", "yu12a3", "1A2i3", None),
    Measure("ت1234", "ta1a23a4", "yata1a23a4", "tu1u23i4", "yuta1a23a4", "muta1a23i4", "ta1a23u4"),
    Measure("1234", "1a23a4", "yu1a23i4", "1u23i4", "yu1a23a4", "mu1a23i4", "1a23a4aT"),
)

_RADICALS = "بت-غف-هwy'"
# The radicals that change or cause a change: anywhere, before the t of measure VIII, before a like ending
_WEAK, _FIRST, _LAST = "HYWwy'", "دطصضز", "تن"
_LONG = {"و": "u", "ي": "i", "ى": "a", "ا": "a"}


@dataclass(frozen=True, slots=True)
class Verb:
    """What a paradigm depends on: measure, radicals and vowels.

    Radicals that no rule looks at are left open, as the digits 1-4, so that verbs of one kind share one paradigm.
    """

    measure: Measure
    root: tuple[str, ...]
    past_vowel: str
    present_vowel: str

    def fill(self, pattern: str) -> str:
        """Put the radicals and the vowels of the verb into a pattern."""
        pattern = pattern.replace("w", self.present_vowel).replace("v", self.past_vowel)
        return "".join(self.root[int(char) - 1] if char.isdigit() else char for char in pattern)


def _skeletons(measure: Measure) -> Iterator[re.Pattern[str]]:
    """How the dictionary form of a measure is spelled: sound, hollow (ا for the second radical), doubled."""
    spelled = [measure.lemma]
    if measure.lemma.endswith("23"):
        stem = measure.lemma.removesuffix("23")
        spelled += [f"{stem}ا3", f"{stem}2ّ"]
    for form in spelled:
        pattern = re.sub(r"(\d)", rf"(?P<r\1>[{_RADICALS}])", form[:-1])
        pattern += f"(?P<r{form[-1]}>[{_RADICALS}YW])" if form[-1].isdigit() else form[-1]
        yield re.compile(pattern)


_SKELETONS = tuple((measure, pattern) for measure in _MEASURES for pattern in _skeletons(measure))


def analyse(lemma: str, present: str) -> tuple[Verb, dict[int, str]]:
    """The verb of a dictionary form and, for measure I, its present; and the radicals left open in it."""
    spelled = _canonical(lemma)
    for measure, skeleton in _SKELETONS:
        if match := skeleton.fullmatch(spelled):
            return _verb(measure, match.groupdict(), present)
    raise RulesError(
        f"«{lemma}» is not the past, third person masculine singular, of an Arabic verb",
        hint="write it with its shadda where it has one: صرّح",
    )


def _canonical(lemma: str) -> str:
    """A dictionary form in the notation, its t of measure VIII restored: اتّهم -> اwتهم."""
    word = re.sub(r"[\u064b-\u0650\u0652]", "", lemma).replace("آ", "''")  # آثر is IV: 'a'ثara
    word = re.sub("[أإؤئء]", "'", word)
    word = re.sub("ى$", "Y", re.sub("(?<=..)ا$", "W", word)).translate({ord("و"): "w", ord("ي"): "y"})
    # only measure I keeps w apart from y as last radical
    if len(word) > 3:
        word = re.sub("W$", "Y", word)
    for spelled, restored in (("^اتّ", "اwت"), ("^ا([دط])ّ", r"ا\1ت"), ("^ا([صض])ط", r"ا\1ت"), ("^ازد", "ازت")):
        word = re.sub(spelled, restored, word)
    return word


def _verb(measure: Measure, found: Mapping[str, str | None], present: str) -> tuple[Verb, dict[int, str]]:
    first, second = found["r1"] or "", found.get("r2") or "H"
    third = found.get("r3") or second
    past_vowel = "a"
    if measure.masdar is None and third == "y":  # رضي: the weak radical of a past in i
        third, past_vowel = "Y", "i"
    root = (first, second, third, *filter(None, [found.get("r4")]))
    vowel = _present_vowel(root, present, past_vowel)
    watched = {0: _FIRST if second != "'" else _FIRST + "ر", 1: _LAST if second == third else "", len(root) - 1: _LAST}
    opened = tuple(
        radical if radical in _WEAK + watched.get(at, "") else str(root.index(radical) + 1)
        for at, radical in enumerate(root)
    )
    return Verb(measure, opened, past_vowel, vowel), {ord(str(at)): radical for at, radical in enumerate(root, 1)}


def _present_vowel(root: tuple[str, ...], present: str, past_vowel: str) -> str:
    """The vowel of the present of measure I; only weak letters and hamzas show it in writing."""
    if present:
        long = present[-1] if root[2] in "YW" else present[-2]
        if long in _LONG:
            return _LONG[long]
    if past_vowel == "i" or "'" in root[1:]:
        return "a"  # beside a guttural a is the rule (Wright § 91): يسأل، يقرأ
    if root[0] == "w" or root[2] == "Y":
        return "i"
    return "u"
