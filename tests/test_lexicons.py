"""The cue lexicon: it loads, nothing in it is doubled or idle, and its forms are cues and not everyday words."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import regex

from quotes.fold import fold
from quotes.ruleset.inflect import inflect

FOLDER = Path(__file__).parents[1] / "rules" / "ar"
TEXT = (FOLDER / "cues.toml").read_text(encoding="utf-8")
CUES: dict[str, Any] = tomllib.loads(TEXT)
LEMMAS: list[dict[str, Any]] = CUES["lemma"]
ACTS = set(regex.findall(r"[a-z]+", TEXT.split("`act` is one of")[1].split("\n\n")[0]))
LISTS = {"cues_say", "cues_that", "cues_mark", "relay_verbs"}
COMPLEMENTIZER = r"(?:(?:إلى|على|من|عن|في) )?ب?أن|هل|عما إذا|ما إذا|إن كان|لماذا|كيف|لو"


def forms(verb: str) -> set[str]:
    return {form.text for row in LEMMAS if row["verb"] == verb for form in inflect(row)}


@pytest.mark.parametrize("name", CUES["list"])
def test_no_item_is_doubled_in_its_list(name: str) -> None:
    items = Counter(map(fold, CUES["list"][name]["items"]))
    assert [item for item, count in items.items() if count > 1] == []


@pytest.mark.parametrize("kind", ["list", "map"])
def test_every_list_says_what_it_is_for(kind: str) -> None:
    for name in CUES[kind]:
        line = TEXT[: TEXT.index(f"[{kind}.{name}]")].rstrip("\n").rsplit("\n", 1)[-1]
        assert line.startswith("# "), name


def test_every_verb_is_a_lemma_of_a_list_once() -> None:
    doubled = [verb for verb, count in Counter(fold(row["verb"]) for row in LEMMAS).items() if count > 1]
    assert set(doubled) <= {fold("ذكر"), fold("أبلغ")}  # ذكر and ذكّر are two verbs
    assert len({row["verb"] for row in LEMMAS}) == len(LEMMAS) >= 190


@pytest.mark.parametrize("row", LEMMAS, ids=lambda row: row["verb"])
def test_lemma_rows(row: dict[str, Any]) -> None:
    assert row["list"] in LISTS
    assert row["act"] in ACTS
    assert all(regex.fullmatch(COMPLEMENTIZER, each) for each in row.get("takes", []))
    assert row["list"] != "cues_that" or row["takes"]
    every = {form.text for form in inflect({**row, "skip": []})}
    assert {fold(skipped) for skipped in row.get("skip", [])} <= every, "a form that is never made is skipped"


def test_every_act_is_in_use() -> None:
    assert {row["act"] for row in LEMMAS} == ACTS


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("قال", "قال قالت قالوا يقول تقول يقولون قائلا قائلة قائلين قوله قولها بقوله بالقول سيقول قيل"),
        ("أكّد", "أكد أكدت أكدوا يؤكد تؤكد مؤكدا مؤكدة مؤكدين تأكيده التأكيد"),
        ("أضاف", "أضاف أضافت يضيف مضيفا مضيفة مضيفين"),
        ("أشار", "أشار أشارت يشير تشير مشيرا مشيرة مشيرين"),
        ("رأى", "رأى رأوا يرى يرون"),
        ("وصف", "وصف وصفه وصفها وصفته يصفه تصفها واصفا واصفة واصفين"),
        ("نفى", "نفى نفت ينفي نافيا نافية"),
        ("بيّن", "بينت مبينا مبينة"),
        ("ادّعى", "ادعى ادعت مدعيا"),
    ],
)
def test_forms_that_must_be_cues(verb: str, expected: str) -> None:
    assert set(map(fold, expected.split())) <= forms(verb)


EVERYDAY = (
    "هنا منه بين عند نصف يوما إضافة بالإضافة يعد تعد مدينة المدينة ماض يبلغ تبلغ سموه نحو أمر قدر يقدر حدث "
    "علم إعلام مصر نصر حيث حين اثنين متابعة مواصلة مذكرة جوهر نادي تشاد عدد متحدث كاتب طالب"
)


def test_everyday_words_are_no_cues() -> None:
    cues = {
        form.text
        for row in LEMMAS
        for form in inflect(row)
        if form.part not in {"agent", "masdar"} or (form.part == "masdar" and row["list"] == "cues_say")
    }
    assert cues & {fold(word) for word in EVERYDAY.split()} <= {fold("طالب")}
