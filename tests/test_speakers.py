"""Mentions and their resolution, by the cases in `cases/speakers.toml`."""

import tomllib
from pathlib import Path

import pytest

from quotes import extract, load_rules
from quotes.fold import Folded
from quotes.pipeline import pipeline

CASES = tomllib.loads((Path(__file__).parent / "cases" / "speakers.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["mention"], ids=lambda case: case["text"])
def test_the_name_in_a_mention(case):
    folded = Folded(case["text"])
    mention = pipeline(load_rules()).names.read(folded.text, 0, len(folded.text))
    assert (folded.slice(*mention.name) if mention.name else None) == case.get("name"), case["why"]


@pytest.mark.parametrize("case", CASES["text"], ids=lambda case: case["text"].strip()[:50])
def test_who_speaks(case):
    quotes = extract(case["text"]).quotes
    found = {
        "names": [quote.name for quote in quotes],
        "cues": [quote.cue and quote.cue.text for quote in quotes],
        "texts": [quote.text for quote in quotes],
        "kinds": [quote.kind for quote in quotes],
        "negated": [quote.negated for quote in quotes],
        "vias": [quote.via.text if quote.via else False for quote in quotes],
    }
    assert found | {key: case[key] for key in found if key in case} == found, case["why"]
