"""Claims of whole texts: kinds, values, units, and what the text says of them."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.pipeline import extract
from quotes.ruleset import load_rules

CASES = tomllib.loads((Path(__file__).parent / "cases" / "claims.toml").read_text(encoding="utf-8"))["case"]
RULES = load_rules()


def found(text):
    return extract(text, RULES, speech=False)[1]


def shown(claim, field):
    value = getattr(claim, field)
    return "@none" if value is None else round(float(value), 4) if field in ("value", "low", "high") else value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_claims(case):
    claims = found(case["text"])
    assert [claim.text for claim in claims if len(claims) != len(case["claims"])] == []
    for claim, wanted in zip(claims, case["claims"], strict=True):
        assert {field: shown(claim, field) for field in wanted} == wanted


@given(st.text(alphabet="0123 456.,،/-:()%$«»\nوبلـألفمليوندسةت", max_size=120))
def test_any_text_gives_claims_inside_it_in_order(text):
    last = 0
    for claim in found(text):
        assert claim.text == text[claim.start : claim.end]
        assert last <= claim.start < claim.end
        assert (claim.value is None) == (claim.low is not None and claim.high is not None)
        last = claim.end
