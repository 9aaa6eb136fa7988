"""Conjugates Arabic verbs: from a lemma row of a rule file to the forms that newspapers print.

A verb is given by its dictionary form, the past of the third person masculine singular, with the
shadda where it tells the measure (`صرّح`). Its root is read off that form; every other form is the
pattern of the measure filled with the root, its weak letters and hamzas then settled by ordered rules:

    قال  ->  root ق H ل, measure I  ->  yaقHuل + na  ->  yaقUلna  ->  yaقuلna  ->  يقلن

Sources, cited by section: W. Wright, *A Grammar of the Arabic Language*, 3rd ed., vol. I (measures
§ 35 ff., strong verb § 92 ff., doubled § 120, hamza § 130 ff., weak § 137 ff.); K. Ryding,
*A Reference Grammar of Modern Standard Arabic*, ch. 21-33.

Notation between root and spelling: `a i u` are short vowels and `A I U` long ones; `'` is hamza
without a seat, `T` the feminine ending ة, `E` a final ى. Weak radicals are `H` (hollow, the second)
and `Y` or `W` (defective, the last); any other و or ي is a plain consonant, `w` or `y`. The letters
`t n m s` belong to patterns and endings. What is Arabic is itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from quotes.errors import RulesError
from quotes.fold import fold
from quotes.ruleset.spelling import attach, settle, spellings, transcribe

Part = Literal["past", "present", "future", "passive", "participle", "agent", "masdar"]
Gender = Literal["m", "f"]
Number = Literal["s", "d", "p"]


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a surface form; the same text may have several.

    Attributes:
        text: Folded surface form, without a proclitic و or ف.
        lemma: The dictionary form as the row gives it.
        part: `participle` is the one that goes with a verb (مؤكدا، مؤكدة); `agent` the one that stands as a noun,
            definite or in the nominative singular (القائل، مؤكد), where it is often an everyday word (المتحدث).
            `passive` is listed only where it is written unlike the active.
        gender, number, person: What the form agrees with; for a masdar, its possessive pronoun.
            None where the form does not tell.
        pronoun: Folded pronoun attached: the object of a verb (`وصفه`), the source of a masdar (`قوله`).
    """

    text: str
    lemma: str
    part: Part
    gender: Gender | None = None
    number: Number | None = None
    person: int | None = None
    pronoun: str | None = None


@dataclass(frozen=True, slots=True)
class _Measure:
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
    _Measure("است123", "ista12a3", "yasta12i3", "ustu12i3", "yusta12a3", "musta12i3", "isti12A3"),
    _Measure("ا1ت23", "i1ta2a3", "ya1ta2i3", "u1tu2i3", "yu1ta2a3", "mu1ta2i3", "i1ti2A3"),
    _Measure("ان123", "in1a2a3", "yan1a2i3", "un1u2i3", "yun1a2a3", "mun1a2i3", "in1i2A3"),
    _Measure("ت12ّ3", "ta1a22a3", "yata1a22a3", "tu1u22i3", "yuta1a22a3", "muta1a22i3", "ta1a22u3"),
    _Measure("ت1ا23", "ta1A2a3", "yata1A2a3", "tu1U2i3", "yuta1A2a3", "muta1A2i3", "ta1A2u3"),
    _Measure("12ّ3", "1a22a3", "yu1a22i3", "1u22i3", "yu1a22a3", "mu1a22i3", "ta12I3"),
    _Measure("1ا23", "1A2a3", "yu1A2i3", "1U2i3", "yu1A2a3", "mu1A2i3", "mu1A2a3aT"),
    _Measure("'123", "'a12a3", "yu12i3", "'u12i3", "yu12a3", "mu12i3", "'i12A3"),
    _Measure("123", "1a2v3", "ya12w3", "1u2i3", "yu12a3", "1A2i3", None),
    _Measure("ت1234", "ta1a23a4", "yata1a23a4", "tu1u23i4", "yuta1a23a4", "muta1a23i4", "ta1a23u4"),
    _Measure("1234", "1a23a4", "yu1a23i4", "1u23i4", "yu1a23a4", "mu1a23i4", "1a23a4aT"),
)

# Endings of the past (Wright § 92). The silent ا of -ū is spelling, so it is written as it is.
_PAST: tuple[tuple[str, Gender | None, Number, int], ...] = (
    ("a", "m", "s", 3),
    ("at", "f", "s", 3),
    ("A", "m", "d", 3),
    ("atA", "f", "d", 3),
    ("Uا", "m", "p", 3),
    ("na", "f", "p", 3),
    ("tu", None, "s", 1),
    ("nA", None, "p", 1),
    ("tum", "m", "p", 2),
)
# Prefix and endings of the present: indicative, then the subjunctive or jussive that is written otherwise
# (Wright § 93-97). The second person singular reads like the third feminine and is left to it.
_PRESENT: tuple[tuple[str, tuple[str, ...], Gender | None, Number, int], ...] = (
    ("y", ("u", ""), "m", "s", 3),
    ("t", ("u", ""), "f", "s", 3),
    ("y", ("Ani", "A"), "m", "d", 3),
    ("t", ("Ani", "A"), "f", "d", 3),
    ("y", ("Una", "Uا"), "m", "p", 3),
    ("y", ("na",), "f", "p", 3),
    ("'", ("u",), None, "s", 1),
    ("n", ("u",), None, "p", 1),
    ("t", ("Una", "Uا"), "m", "p", 2),
)
# Participles: nominative and accusative/genitive, and which of them also stand with the article.
_PARTICIPLE: tuple[tuple[str, Gender, Number, bool], ...] = (
    ("N", "m", "s", False),
    ("u", "m", "s", True),
    ("aا", "m", "s", False),
    ("aT", "f", "s", True),
    ("Ani", "m", "d", True),
    ("ayni", "m", "d", True),
    ("aTAni", "f", "d", True),
    ("aTayni", "f", "d", True),
    ("Una", "m", "p", True),
    ("Ina", "m", "p", True),
    ("Ati", "f", "p", True),
)
_HOSTS = {("m", "s"), ("f", "s"), ("m", "p")}  # the third persons that take an object pronoun in print
_PRONOUNS: tuple[tuple[str, Gender | None, Number, int], ...] = (
    ("hu", "m", "s", 3),
    ("hA", "f", "s", 3),
    ("humA", None, "d", 3),
    ("hum", "m", "p", 3),
    ("hunna", "f", "p", 3),
    ("nA", None, "p", 1),
)
_OBJECTS = ("hu", "hA", "humA", "hum", "nI", "nA")
_RADICALS = "بت-غف-هwy'"
_WATCHED = frozenset("HYWwy'تنردطصضز")  # radicals that rules look at, or that meet their like in an ending
_LONG = {"و": "u", "ي": "i", "ى": "a", "ا": "a"}


@dataclass(frozen=True, slots=True)
class _Verb:
    """What a paradigm depends on: measure, radicals and vowels.

    Radicals that no rule looks at are left open, as the digits 1-4, so that verbs of one kind share one paradigm.
    """

    measure: _Measure
    root: tuple[str, ...]
    past_vowel: str
    present_vowel: str

    def fill(self, pattern: str) -> str:
        """Put the radicals and the vowels of the verb into a pattern."""
        pattern = pattern.replace("w", self.present_vowel).replace("v", self.past_vowel)
        return "".join(self.root[int(char) - 1] if char.isdigit() else char for char in pattern)


# text (radicals open), part, gender, number, person, pronoun
_Reading = tuple[str, Part, Gender | None, Number | None, int | None, str | None]


def inflect(row: Mapping[str, object]) -> Iterator[Form]:
    """All forms of a lemma row, each once, without those in `skip`.

    Args:
        row: `verb` (past, 3rd person masculine singular, with its shadda) and, where the rules cannot know:
            `present` (يزيد), `participle` and `masdar` (one or several), as printed;
            `object = true` for forms with an object pronoun (وصفه، أبلغهم);
            `skip`, surface forms to leave out because another word is written like them.

    Raises:
        RulesError: The verb fits no measure of the Arabic verb.
    """
    lemma = str(row["verb"])
    verb, radicals = _analyse(lemma, str(row.get("present", "")))
    skip = {fold(form) for form in _several(row.get("skip"))}
    finite = _finite(verb, objects=bool(row.get("object", False)))
    forms = [_form(reading, lemma, radicals) for reading in finite]
    for key, pattern, nouns in (
        ("participle", verb.measure.participle, _participles),
        ("masdar", verb.measure.masdar, _masdars),
    ):
        if key in row:
            for printed in _several(row[key]):
                stem, ending = transcribe(printed)
                forms += [_form(reading, lemma, {ord("1"): stem}) for reading in nouns("1" + ending)]
        elif pattern is not None:
            forms += [_form(reading, lemma, radicals) for reading in nouns(verb.fill(pattern))]
    yield from (form for form in dict.fromkeys(forms) if form.text not in skip)


def _form(reading: _Reading, lemma: str, letters: Mapping[int, str]) -> Form:
    text, part, gender, number, person, pronoun = reading
    return Form(text.translate(letters), lemma, part, gender, number, person, pronoun)


def _several(value: object) -> tuple[str, ...]:
    """The strings of a key that takes one or several."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(map(str, value))  # type: ignore[call-overload]


def _skeletons(measure: _Measure) -> Iterator[re.Pattern[str]]:
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


def _analyse(lemma: str, present: str) -> tuple[_Verb, dict[int, str]]:
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


def _verb(measure: _Measure, found: Mapping[str, str | None], present: str) -> tuple[_Verb, dict[int, str]]:
    first, second = found["r1"] or "", found.get("r2") or "H"
    third = found.get("r3") or second
    past_vowel = "a"
    if measure.masdar is None and third == "y":  # رضي: the weak radical of a past in i
        third, past_vowel = "Y", "i"
    root = (first, second, third, *filter(None, [found.get("r4")]))
    vowel = _present_vowel(root, present, past_vowel)
    opened = tuple(radical if radical in _WATCHED else str(root.index(radical) + 1) for radical in root)
    return _Verb(measure, opened, past_vowel, vowel), {ord(str(at)): radical for at, radical in enumerate(root, 1)}


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


@cache
def _finite(verb: _Verb, *, objects: bool) -> tuple[_Reading, ...]:
    """Past, present and future, with object pronouns if asked for, and the passive where it shows."""
    measure = verb.measure
    active = [*_past(verb.fill(measure.past)), *_present(verb.fill(measure.present))]
    readings: list[_Reading] = []
    for word, part, gender, number, person, _ in active:
        particle = "س" if part == "future" else ""
        hosts = objects and person == 3 and (gender, number) in _HOSTS
        for pronoun in ("", *_OBJECTS) if hosts else ("",):
            suffix = spellings(pronoun)[0] if pronoun else None
            texts = spellings(attach(word, pronoun) if pronoun else word)
            readings += [(particle + text, part, gender, number, person, suffix) for text in texts]
    shown = {(text, gender, number) for text, _, gender, number, *_ in readings}
    passive = [*_past(verb.fill(measure.passive_past)), *_present(verb.fill(measure.passive_present))]
    for word, part, gender, number, person, _ in passive:
        if person == 3 and part != "future":
            readings += [
                (text, "passive", gender, number, person, None)
                for text in spellings(word)
                if (text, gender, number) not in shown
            ]
    return tuple(readings)


def _past(stem: str) -> Iterator[_Reading]:
    for ending, gender, number, person in _PAST:
        yield settle(stem + ending), "past", gender, number, person, None


def _present(stem: str) -> Iterator[_Reading]:
    """Present and future; a future is the indicative after س."""
    for prefix, endings, gender, number, person in _PRESENT:
        # settled with the prefix y, since no rule turns on which prefix it is
        if stem[-3] == stem[-1]:
            endings = tuple(ending for ending in endings if ending)  # لم يردد is hardly printed; لم يرد reads as يرد
        words = [prefix + settle(stem + ending)[1:] for ending in endings]
        yield from ((word, "present", gender, number, person, None) for word in words)
        yield words[0], "future", gender, number, person, None


@cache
def _participles(stem: str) -> tuple[_Reading, ...]:
    """Participles of the active, and the nouns they make."""
    return tuple(
        (article + text, "agent" if article or ending in ("N", "u") else "participle", gender, number, None, None)
        for ending, gender, number, definite in _PARTICIPLE
        for text in spellings(settle(stem + ending))
        for article in (("", "ال") if definite else ("",))
    )


@cache
def _masdars(stem: str) -> tuple[_Reading, ...]:
    """The masdar bare, with the article, and with its source as a possessive: القول، بالقول، قوله، بقوله."""
    words = [settle(stem + ending) for ending in ("u", "N", "aا")]
    texts = [text for word in words if not word.endswith("Taا") for text in spellings(word)]  # no ا after ة
    texts += [article + texts[0] for article in ("ال", "بال", "لل")]
    readings: list[_Reading] = [(text, "masdar", None, None, None, None) for text in texts]
    for pronoun, gender, number, person in _PRONOUNS:
        suffix = spellings(pronoun)[0]
        # the case vowel shows only in the seat of a final hamza: ادعاؤه، ادعاءه، ادعائه
        for case in "uai":
            for text in spellings(attach(settle(stem + case), pronoun)):
                readings += [(p + text, "masdar", gender, number, person, suffix) for p in ("", "ب")]
    return tuple(readings)
