"""Numerals: what they amount to, where they end, and what is none."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.fold import Folded, fold
from quotes.numbers import Lexicon, read
from quotes.ruleset import load_rules

CASES = tomllib.loads((Path(__file__).parent / "cases" / "numbers.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def lexicon():
    rules = load_rules()
    return Lexicon.of(rules.maps, rules.lists)


def first(text, lexicon):
    """The numeral that begins at the first letter or digit, as the engine would ask for it."""
    folded = Folded(text)
    at = next(i for i, char in enumerate(folded.text) if char.isalnum())
    word = folded.text[at:].split(" ")[0]
    starts = lexicon.starts(word) if word.isalpha() else (at,)
    return folded, read(folded, at + starts[0] if word.isalpha() else at, lexicon) if starts else None


@pytest.mark.parametrize(("text", "value"), CASES["values"].items())
def test_a_numeral_is_read_whole(text, value, lexicon):
    folded, numeral = first(text, lexicon)
    assert numeral is not None
    assert round(numeral.value, 4) == round(Decimal(str(value)), 4)
    assert numeral.end == len(folded.text)


@pytest.mark.parametrize("case", CASES["left"], ids=lambda case: case["text"])
def test_a_numeral_ends_where_its_grammar_does(case, lexicon):
    folded, numeral = first(case["text"], lexicon)
    assert float(numeral.value) == case["value"], case["why"]
    assert folded.text[numeral.end :].strip() == fold(case["rest"])


@pytest.mark.parametrize("text", CASES["nothing"]["items"])
def test_what_is_no_numeral(text, lexicon):
    assert first(text, lexicon)[1] is None


ONES = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
TENS = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]


def below_thousand(number):
    """The words of a number from 1 to 999."""
    rest = number % 100
    if rest == 10:
        low = ["عشرة"]
    elif 10 < rest < 20:
        low = [{11: "أحد", 12: "اثنا"}.get(rest, ONES[rest - 10]) + " عشر"]
    else:
        low = [ONES[rest % 10], TENS[rest // 10]]
    return " و".join(word for word in [HUNDREDS[number // 100], *low] if word)


def spelled(number):
    """The words of a number from 1 to 999,999,999, in the singular of every scale."""
    parts = []
    for scale, name in ((1_000_000, "مليون"), (1_000, "ألف")):
        count, number = divmod(number, scale)
        if count:
            parts.append(name if count == 1 else f"{below_thousand(count)} {name}")
    return " و".join([*parts, *([below_thousand(number)] if number else [])])


@given(st.integers(1, 999_999_999))
def test_every_spelled_number_is_read_back(number):
    text = spelled(number)
    folded, numeral = first(text, _LEXICON)
    assert (numeral.value, numeral.end) == (number, len(folded.text)), text


@given(st.integers(0, 10**12), st.sampled_from(["{:,}", "{}"]))
def test_every_number_in_digits_is_read_back(number, style):
    text = style.format(number)
    _, numeral = first(text, _LEXICON)
    assert numeral.value == number
    assert numeral.end == len(text)


@given(st.text(alphabet="0123456789.,،/-ر %وأل فمئةنثخستعبي", max_size=40))
def test_any_run_of_signs_gives_a_numeral_inside_it_or_none(text):
    folded = Folded(text)
    for at, char in enumerate(folded.text):
        if char.isalnum():
            numeral = read(folded, at, _LEXICON)
            assert numeral is None or (
                numeral.start <= at < numeral.end <= len(folded.text) and numeral.value.is_finite()
            )


_RULES = load_rules()
_LEXICON = Lexicon.of(_RULES.maps, _RULES.lists)
