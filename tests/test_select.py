"""Filters, and what shows around an item."""

import pytest
import samples

from quotes.errors import UsageError
from quotes.render.context import around
from quotes.select import Selection


@pytest.mark.parametrize(
    ("how", "left"),
    [
        ({}, (1, 1)),
        ({"speakers": ("بُوتِين",)}, (1, 0)),
        ({"speakers": ("لافروف", "بوت")}, (1, 0)),
        ({"kinds": ("percent",)}, (0, 1)),
        ({"kinds": ("direct", "percent")}, (1, 1)),
        ({"confidence": "high"}, (1, 0)),
        ({"confidence": "medium"}, (1, 1)),
        ({"only": ("ar-test-said",)}, (1, 0)),
        ({"only": ("ar-*",)}, (1, 1)),
        ({"skip": ("*-said",)}, (0, 1)),
        ({"only": ("ar-*",), "skip": ("ar-*",)}, (0, 0)),
        ({"contains": ("المفاوضــات",)}, (1, 0)),
        ({"contains": ("١٠",)}, (0, 1)),
        ({"contains": ("صادرات",)}, (0, 1)),
        ({"speakers": ("بوتين",), "contains": ("غير هذا",)}, (0, 0)),
    ],
)
def test_what_is_left(how, left):
    doc = samples.with_claim(samples.document(), about="الصادرات")
    found = Selection(**how).apply(doc)
    assert (len(found.quotes), len(found.claims)) == left


@pytest.mark.parametrize("how", [{"kinds": ("nothing",)}, {"confidence": "most"}])
def test_unknown_values_are_told(how):
    with pytest.raises(UsageError, match="unknown"):
        Selection(**how)


def test_rules_and_kinds_that_fit_nothing_are_told():
    Selection(only=("ar-*",), skip=("ar-said",)).check_rules(["ar-said"])
    with pytest.raises(UsageError, match="no rule 'ar-siad'") as caught:
        Selection(skip=("ar-siad",)).check_rules(["ar-said"])
    assert caught.value.hint == "did you mean 'ar-said'?"
    Selection(kinds=("direct", "percent")).check_kinds(quotes=True, claims=True)
    with pytest.raises(UsageError, match="no kind 'percent' here"):
        Selection(kinds=("direct", "percent")).check_kinds(quotes=True, claims=False)


@pytest.mark.parametrize(
    ("size", "before", "after"),
    [
        (200, "وقال بوتين: «", "». وارتفعت الصادرات بنسبة 10%. "),
        (9, " بوتين: «", "»."),
        (7, "«", "»."),
        (1, "«", ""),
    ],
)
def test_context_is_cut_at_words(size, before, after):
    doc = samples.document()
    assert around(doc, doc.quotes[0], size) == (before, after)


def test_context_needs_the_text():
    doc = samples.document(with_text=False)
    assert around(doc, doc.quotes[0], 9) == ("", "")
