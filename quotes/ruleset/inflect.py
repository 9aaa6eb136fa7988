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

from collections.abc import Iterator, Mapping
from functools import cache

from quotes.fold import fold
from quotes.ruleset.forms import Form, Gender, Number, Part
from quotes.ruleset.spelling import attach, settle, spellings, transcribe
from quotes.ruleset.verb import Verb, analyse

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
    verb, radicals = analyse(lemma, str(row.get("present", "")))
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
    yield from (form for form in forms if form.text not in skip)


def _form(reading: _Reading, lemma: str, letters: Mapping[int, str]) -> Form:
    text, part, gender, number, person, pronoun = reading
    return Form(text.translate(letters), lemma, part, gender, number, person, pronoun)


def _several(value: object) -> tuple[str, ...]:
    """The strings of a key that takes one or several."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(map(str, value))  # type: ignore[call-overload]


@cache
def _finite(verb: Verb, *, objects: bool) -> tuple[_Reading, ...]:
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
    past, present = verb.fill(measure.passive_past), verb.fill(measure.passive_present)
    for word, part, gender, number, person, _ in (*_past(past, third=True), *_present(present, third=True)):
        texts = spellings(word) if part != "future" else ()
        readings += [
            (text, "passive", gender, number, person, None) for text in texts if (text, gender, number) not in shown
        ]
    return tuple(dict.fromkeys(readings))


def _past(stem: str, *, third: bool = False) -> Iterator[_Reading]:
    for ending, gender, number, person in _PAST:
        if person == 3 or not third:
            yield settle(stem + ending), "past", gender, number, person, None


def _present(stem: str, *, third: bool = False) -> Iterator[_Reading]:
    """Present and future; a future is the indicative after س."""
    for prefix, endings, gender, number, person in _PRESENT:
        if third and person != 3:
            continue
        # لم يردد is hardly printed, and لم يرد reads as يرد
        kept = endings if stem[-3] != stem[-1] else filter(None, endings)
        # settled with the prefix y, since no rule turns on which prefix it is
        words = [prefix + settle(stem + ending)[1:] for ending in kept]
        yield from ((word, "present", gender, number, person, None) for word in words)
        yield words[0], "future", gender, number, person, None


@cache
def _participles(stem: str) -> tuple[_Reading, ...]:
    """Participles of the active, and the nouns they make."""
    readings: list[_Reading] = []
    for ending, gender, number, definite in _PARTICIPLE:
        for text in spellings(settle(stem + ending)):
            part: Part = "agent" if ending in ("N", "u") else "participle"
            readings.append((text, part, gender, number, None, None))
            if definite:
                readings.append(("ال" + text, "agent", gender, number, None, None))
    return tuple(dict.fromkeys(readings))


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
    return tuple(dict.fromkeys(readings))
