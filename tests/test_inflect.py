"""The conjugator against paradigms of every verb class, and properties that hold for all of them."""

import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import RulesError
from quotes.fold import fold
from quotes.ruleset.inflect import Form, inflect

VERBS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "inflect.toml").read_text(encoding="utf-8")
)["verb"]
PAST = (("m", "s", 3), ("f", "s", 3), ("m", "p", 3), ("f", "p", 3), (None, "s", 1))
PRESENT = (("m", "s", 3), ("f", "s", 3), ("m", "p", 3), ("m", "p", 3), ("f", "p", 3), (None, "s", 1))
PARTICIPLE = (("m", "s"), ("f", "s"), ("m", "s"), ("m", "p"), ("f", "p"))
RADICALS = "بتثجحخدذرزسشصضطظعغفقكلمه"


def readings(case: dict[str, Any]) -> set[tuple[object, ...]]:
    return {(form.part, form.text, form.gender, form.number, form.person) for form in inflect(case["row"])}


def expected(case: dict[str, Any]) -> list[tuple[object, ...]]:
    past, present = (
        [(part, fold(text), *features) for text, features in zip(case[part], order, strict=True)]
        for part, order in (("past", PAST), ("present", PRESENT))
    )
    future = [("future", "س" + text, *features) for _, text, *features in (present[0], present[2], present[-1])]
    parts = ("agent", *["participle"] * 4)
    agreeing = zip(parts, case["participle"], PARTICIPLE, strict=True)
    participle = [(part, fold(text), *features, None) for part, text, features in agreeing]
    bare, definite, possessed = map(fold, case["masdar"])
    masdar: list[tuple[object, ...]] = [("masdar", text, None, None, None) for text in (bare, definite, "ب" + definite)]
    masdar += [("masdar", text, "m", "s", 3) for text in (possessed, "ب" + possessed)]
    jussive = ("present", fold(case["jussive"]), "m", "s", 3)
    return [*past, *present, jussive, *future, *participle, *masdar]


@pytest.mark.parametrize("case", VERBS, ids=lambda case: case["row"]["verb"])
def test_paradigm(case: dict[str, Any]) -> None:
    found = readings(case)
    assert [form for form in expected(case) if form not in found] == []


@pytest.mark.parametrize("case", [case for case in VERBS if "passive" in case], ids=lambda case: case["row"]["verb"])
def test_the_passive_is_listed_where_it_is_written_unlike_the_active(case: dict[str, Any]) -> None:
    past, present = map(fold, case["passive"])
    active = (fold(case["past"][0]), fold(case["present"][0]))
    listed = {form.text for form in inflect(case["row"]) if form.part == "passive"}
    for text, like in zip((past, present), active, strict=True):
        assert (text in listed) == (text != like)


@pytest.mark.parametrize(
    ("row", "forms"),
    [
        ({"verb": "وصف"}, "وصفه وصفها وصفته وصفوه يصفه تصفها يصفونه يصفوه سيصفها وصفهم وصفني وصفنا"),
        ({"verb": "أبلغ"}, "أبلغهم أبلغته أبلغوها يبلغهم سيبلغها"),
        ({"verb": "سمّى"}, "سمّاه سمّتها سمّوه يسميه يسمونها"),
        ({"verb": "دعا"}, "دعاه دعته دعوه يدعوه يدعونهم"),
        ({"verb": "أنبأ"}, "أنبأه أنبأته ينبئه ينبئها"),
        ({"verb": "رأى"}, "رآه رأته يراه تراها يرونه"),
    ],
)
def test_object_pronouns(row: dict[str, str], forms: str) -> None:
    attached = {form.text for form in inflect({**row, "object": True}) if form.pronoun}
    assert set(map(fold, forms.split())) - attached == set()
    assert not any(form.pronoun for form in inflect(row) if form.part != "masdar")


@pytest.mark.parametrize(
    ("row", "form"),
    [
        ({"verb": "أكّد"}, Form("تاكيدها", "أكّد", "masdar", "f", "s", 3, "ها")),
        ({"verb": "قال", "masdar": ["قول"]}, Form("بقولهم", "قال", "masdar", "m", "p", 3, "هم")),
        ({"verb": "ادّعى"}, Form("ادعاؤه", "ادّعى", "masdar", "m", "s", 3, "ه")),
        ({"verb": "ادّعى"}, Form("ادعاءها", "ادّعى", "masdar", "f", "s", 3, "ها")),
        ({"verb": "قال"}, Form("القائل", "قال", "agent", "m", "s")),
        ({"verb": "أكّد"}, Form("مؤكدتين", "أكّد", "participle", "f", "d")),
        ({"verb": "أكّد"}, Form("مؤكدان", "أكّد", "participle", "m", "d")),
        ({"verb": "قال"}, Form("يقولا", "قال", "present", "m", "d", 3)),
        ({"verb": "قال"}, Form("قلنا", "قال", "past", None, "p", 1)),
        ({"verb": "قال"}, Form("قيلت", "قال", "passive", "f", "s", 3)),
        ({"verb": "وصف", "object": True}, Form("يصفونه", "وصف", "present", "m", "p", 3, "ه")),
    ],
)
def test_features(row: dict[str, Any], form: Form) -> None:
    assert form in set(inflect(row))


def test_keys_of_a_row_win() -> None:
    forms = list(inflect({"verb": "قال", "participle": "قوّال", "masdar": ["قول", "مقولة"], "skip": ["قالا", "يقل"]}))
    by_part = {part: {form.text for form in forms if form.part == part} for part in ("participle", "agent", "masdar")}
    assert "قوالا" in by_part["participle"]
    assert "القوال" in by_part["agent"]
    assert "قائلا" not in by_part["participle"]
    assert {"قوله", "مقولة", "مقولته"} <= by_part["masdar"]
    assert {"قالا", "يقل"}.isdisjoint(form.text for form in forms)


def test_both_spellings_where_printers_differ() -> None:
    texts = {form.text for form in inflect({"verb": "بدأ"})}
    assert {"بدؤوا", "بداوا", "يبدؤون", "يبداون"} <= texts


@pytest.mark.parametrize("verb", ["", "في", "قالوها", "استنتاجات", "said", "ا", "ّّّ"])
def test_what_is_no_verb_is_refused(verb: str) -> None:
    with pytest.raises(RulesError, match="Arabic verb"):
        list(inflect({"verb": verb}))


@pytest.mark.parametrize("case", VERBS, ids=lambda case: case["row"]["verb"])
def test_every_form_is_folded_and_listed_once(case: dict[str, Any]) -> None:
    forms = list(inflect(case["row"]))
    assert len(forms) == len(set(forms))
    assert all(form.text == fold(form.text) and form.text.isalpha() and form.text.isprintable() for form in forms)
    assert all("\u0621" <= char <= "\u064a" for form in forms for char in form.text)


@given(st.text(RADICALS, min_size=3, max_size=3).filter(lambda root: len(set(root)) == 3))
def test_a_sound_verb_keeps_its_radicals_in_order(root: str) -> None:
    first, second, third = list(root)
    for verb in (root, f"{first}{second}ّ{third}", f"أ{root}", f"{first}ا{second}{third}", f"ت{first}{second}ّ{third}"):
        for form in inflect({"verb": verb}):
            letters = iter(form.text)
            assert all(radical in letters for radical in root), (verb, form)


@given(st.sampled_from(VERBS))
def test_the_future_is_the_indicative_with_its_particle(case: dict[str, Any]) -> None:
    forms = list(inflect({**case["row"], "object": True}))
    present = {
        (form.text, form.gender, form.number, form.person, form.pronoun) for form in forms if form.part == "present"
    }
    future = [form for form in forms if form.part == "future"]
    assert future
    for form in future:
        assert (form.text.removeprefix("س"), form.gender, form.number, form.person, form.pronoun) in present


def test_the_case_table_is_large() -> None:
    assert len({text for case in VERBS for text in chain(case["past"], case["present"], case["participle"])}) > 120
