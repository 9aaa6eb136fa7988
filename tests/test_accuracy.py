"""How near the rules come to the annotated articles of this project must only get better."""

from pathlib import Path

import pytest

from quotes import extract, load_rules
from quotes.gold import Floors, digest, read_gold
from quotes.score import score

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "fixtures" / "gold.jsonl"
FLOORS = Floors.read(ROOT / "tests" / "floors.toml")


@pytest.fixture(scope="module")
def figures():
    rules = load_rules()
    golds = read_gold([GOLD])
    return score(golds, {row["id"]: extract(row["text"], rules=rules).to_dict() for row in golds}).figures()


def test_floors_are_those_of_this_gold():
    assert digest([GOLD]) == FLOORS.gold, (
        "quotes score fixtures/gold.jsonl --floor tests/floors.toml --update --allow-regression"
    )


def test_nothing_fell(figures):
    """To raise the floors: quotes score fixtures/gold.jsonl --floor tests/floors.toml --update."""
    assert FLOORS.broken(figures) == []


def test_every_part_has_a_floor(figures):
    parts = {
        name for name in figures if name.split(".")[1] in {"detected", "exact", "attributed", "quantity", "said_by"}
    }
    assert parts <= FLOORS.least.keys()
