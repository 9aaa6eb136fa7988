"""The annotated articles are well formed: spans, vocabularies, and text that agrees with the `.txt` files."""

import json
import re
from collections.abc import Set as AbstractSet
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from quotes.model import Change, ClaimKind, Modifier, QuoteKind

FIXTURES = Path(__file__).parent.parent / "fixtures"
QUOTE_KEYS = {"kind", "start", "end", "text", "speaker", "name", "cue", "via"}
CLAIM_KEYS = {
    *("kind", "start", "end", "text", "value", "low", "high", "unit"),
    *("modifier", "counted", "about", "change", "said_by"),
}
DURATIONS = {"year", "month", "week", "day", "hour", "minute", "second"}
MEASURES = set(
    "m km cm mm mi ft in m2 km2 ha dunam m3 l ml g kg mg t oz lb bbl bbl/d W kW MW GW kWh MWh GWh km/h m/s m3/s kn "
    "°C °F ° B KB MB GB TB Hz V A pp bp ‰ px ly".split()
)
UNITS: dict[str, AbstractSet[str | None]] = {
    "percent": {"%"},
    "measure": MEASURES,
    "duration": DURATIONS,
    "count": {None},
    "ratio": {"x", "1"},
}

DOCUMENTS: list[dict[str, Any]] = [
    json.loads(line) for line in (FIXTURES / "gold.jsonl").read_text(encoding="utf-8").splitlines()
]


def test_every_article_is_annotated_once() -> None:
    assert [document["id"] for document in DOCUMENTS] == sorted(path.stem for path in FIXTURES.glob("*.txt"))


@pytest.fixture(params=DOCUMENTS, ids=lambda document: document["id"])
def document(request: pytest.FixtureRequest) -> dict[str, Any]:
    return request.param  # type: ignore[no-any-return]


def test_the_text_is_that_of_the_file(document: dict[str, Any]) -> None:
    assert document["text"] == (FIXTURES / f"{document['id']}.txt").read_bytes().decode("utf-8")


@pytest.mark.parametrize("items", ["quotes", "claims"])
def test_spans_match_in_order_and_apart(document: dict[str, Any], items: str) -> None:
    text = document["text"]
    for item in document[items]:
        assert 0 <= item["start"] < item["end"] <= len(text)
        assert text[item["start"] : item["end"]] == item["text"] == item["text"].strip()
    for before, after in pairwise(document[items]):
        assert before["end"] <= after["start"], (before["text"], after["text"])


def test_quotes_hold_legal_values(document: dict[str, Any]) -> None:
    for quote in document["quotes"]:
        assert set(quote) == QUOTE_KEYS
        assert quote["kind"] in get_args(QuoteKind)
        for key in ("speaker", "cue", "via"):
            assert quote[key] is None or (quote[key] and quote[key] in document["text"]), (key, quote)
        assert quote["name"] is None or quote["name"].strip()
        if quote["kind"] in {"mixed", "indirect"}:
            assert quote["text"][-1] not in "،؛؟.,;:!?", quote["text"]


def test_claims_hold_legal_values(document: dict[str, Any]) -> None:
    for claim in document["claims"]:
        assert set(claim) == CLAIM_KEYS
        assert claim["kind"] in get_args(ClaimKind)
        if claim["kind"] == "money":
            assert re.fullmatch("[A-Z]{3}", claim["unit"]), claim
        else:
            assert claim["unit"] in UNITS[claim["kind"]], claim
        assert claim["modifier"] is None or claim["modifier"] in get_args(Modifier)
        assert claim["change"] is None or claim["change"] in get_args(Change)
        low, high = claim["low"], claim["high"]
        assert (claim["value"] is None) == (low is not None) == (high is not None), claim
        assert low is None or low < high
        assert claim["counted"] is None or claim["kind"] == "count", claim
        assert claim["about"] is None or 1 <= len(claim["about"].split()) <= 5, claim["about"]
        for key in ("counted", "about", "said_by"):
            assert claim[key] is None or claim[key].strip(), claim


def test_a_claim_inside_a_quote_is_said_by_its_speaker(document: dict[str, Any]) -> None:
    for claim in document["claims"]:
        around = [q["name"] for q in document["quotes"] if q["start"] <= claim["start"] and claim["end"] <= q["end"]]
        assert around in ([], [claim["said_by"]]), claim


def test_the_articles_cover_the_task() -> None:
    quotes = [quote for document in DOCUMENTS for quote in document["quotes"]]
    claims = [claim for document in DOCUMENTS for claim in document["claims"]]
    assert {quote["kind"] for quote in quotes} == set(get_args(QuoteKind))
    assert {claim["kind"] for claim in claims} == set(get_args(ClaimKind))
    assert {claim["modifier"] for claim in claims} == {None, *get_args(Modifier)}
    assert {claim["change"] for claim in claims} == {None, *get_args(Change)}
    assert any(claim["low"] is not None for claim in claims)
    assert all(any(quote[key] is None for quote in quotes) for key in ("speaker", "cue", "via"))


def hard(name: str) -> bytes:
    return (FIXTURES / "hard" / name).read_bytes()


def test_every_hard_input_is_listed() -> None:
    listed = re.findall(r"^\| `(\S+)` \|", (FIXTURES / "hard" / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(path.name for path in (FIXTURES / "hard").glob("*.txt"))


@pytest.mark.parametrize(
    ("name", "encoding", "newline"),
    [
        ("old-mac.txt", "utf-8", "\r"),
        ("utf-8-bom.txt", "utf-8-sig", "\n"),
        ("windows-1256.txt", "cp1256", "\n"),
        ("utf-16.txt", "utf-16", "\n"),
        ("utf-16-be.txt", "utf-16", "\n"),
    ],
)
def test_one_article_in_every_encoding(name: str, encoding: str, newline: str) -> None:
    """An editor or a checkout that converts files would empty these inputs of their point."""
    article = hard("crlf.txt").decode("utf-8")
    assert "\r\n" in article
    assert hard(name).decode(encoding) == article.replace("\r\n", newline)


@pytest.mark.parametrize("name", ["one-byte.txt", "cut-utf-8.txt", "broken-utf-8.txt", "windows-1256.txt"])
def test_broken_inputs_are_broken(name: str) -> None:
    with pytest.raises(UnicodeDecodeError):
        hard(name).decode("utf-8")
