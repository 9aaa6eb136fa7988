"""The lexicons of sources: nothing doubled, every code known, and no word that ends a mention begins one."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import regex

from quotes.fold import fold

TEXT = (Path(__file__).parents[1] / "rules" / "ar" / "names.toml").read_text(encoding="utf-8")
NAMES: dict[str, Any] = tomllib.loads(TEXT)
MAPS: dict[str, dict[str, str]] = NAMES["map"]
LISTS: dict[str, list[str]] = {name: table["items"] for name, table in NAMES["list"].items()}
AGREEMENT = ("titles", "groups", "organisations", "organisation_names", "media", "documents")


def folded(name: str) -> set[str]:
    return {fold(item) for item in LISTS.get(name) or MAPS[name]}


@pytest.mark.parametrize("name", [*LISTS, *MAPS])
def test_nothing_is_doubled(name: str) -> None:
    items = Counter(map(fold, LISTS.get(name) or MAPS[name]))
    assert [item for item, count in items.items() if count > 1] == []


@pytest.mark.parametrize("name", [*LISTS, *MAPS])
def test_every_item_is_trimmed_arabic_or_latin(name: str) -> None:
    strange = [item for item in LISTS.get(name) or MAPS[name] if not regex.fullmatch(r"[\p{Arabic}A-Z\d.+\- ]++", item)]
    assert strange == []
    assert [item for item in LISTS.get(name) or MAPS[name] if item != " ".join(item.split())] == []


@pytest.mark.parametrize("name", AGREEMENT)
def test_agreement_codes(name: str) -> None:
    assert set(MAPS[name].values()) <= {"ms", "fs", "md", "fd", "mp", "fp"}


def test_genders_and_country_codes() -> None:
    assert set(MAPS["given_names"].values()) == {"m", "f"}
    assert all(
        regex.fullmatch("[A-Z]{2}", code) for code in (*MAPS["states"].values(), *MAPS["nationalities"].values())
    )
    assert set(MAPS["nationalities"].values()) <= set(MAPS["states"].values())


@pytest.mark.parametrize(
    ("part", "whole"), [("common_word_names", "given_names"), ("masculine_states", "states")], ids=lambda name: name
)
def test_a_list_that_marks_another_lies_within_it(part: str, whole: str) -> None:
    assert folded(part) <= folded(whole)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("outlets", "outlets_marked"),
        ("cities", "common_word_cities"),
        ("groups", "organisations"),
        ("documents", "organisations"),
        ("media", "documents"),
    ],
)
def test_lists_that_exclude_each_other(one: str, other: str) -> None:
    assert folded(one) & folded(other) == set()


# على is also علي and أمام also إمام once folded: a stop that begins a mention would cut it to nothing
@pytest.mark.parametrize(
    "name", ["titles", "honorifics", "given_names", "organisations", "media", "documents", "states"]
)
def test_no_word_that_ends_a_mention_begins_one(name: str) -> None:
    firsts = {item.split()[0] for item in folded(name)}
    assert firsts & folded("speaker_stops") == set()


@pytest.mark.parametrize(
    ("form", "country"),
    [("روسي", "RU"), ("روسية", "RU"), ("روس", "RU"), ("أميركي", "US"), ("أمريكيون", "US"), ("أتراك", "TR"),
     ("سعوديين", "SA"), ("تونسيات", "TN"), ("كوري جنوبي", "KR"), ("كورية شمالية", "KP")],
)  # fmt: skip
def test_forms_of_nationalities(form: str, country: str) -> None:
    assert MAPS["nationalities"][form] == country
