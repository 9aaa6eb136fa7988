"""Scoring: the figures, their agreement with an independent scorer, and what counts as the same."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from quotes.likeness import same_name, same_number, words
from quotes.score import pair, score

# An independent scorer and its gold, kept beside the checkout and not part of it.
BESIDE = Path(__file__).resolve().parents[2] / "shared"
REFERENCE = BESIDE / "tools" / "score.py"
GOLD = BESIDE / "gold" / "dev.jsonl"

TEXT = "وقال مدير المتحف سليم الرائد: «أعدنا القطعة إلى مكانها»، وبلغ عدد الزوار 300 زائر."
QUOTE = "أعدنا القطعة إلى مكانها"
COUNT = "300 زائر"


def quote(**fields):
    start = TEXT.index(QUOTE)
    item = {"kind": "direct", "start": start, "end": start + len(QUOTE), "text": QUOTE, "name": "سليم الرائد"}
    return item | {"speaker": "مدير المتحف سليم الرائد", "cue": "قال", "via": None, "rule": "r-quote"} | fields


def claim(**fields):
    start = TEXT.index(COUNT)
    item = {"kind": "count", "start": start, "end": start + len(COUNT), "text": COUNT, "value": 300, "unit": None}
    return item | {"counted": "زائر", "about": "عدد الزوار", "modifier": None, "rule": "r-count"} | fields


def document(quotes=(), claims=()):
    return {"id": "a", "text": TEXT, "quotes": list(quotes), "claims": list(claims)}


def figures(gold, predicted):
    return score([gold], {"a": predicted}).figures()


class TestFigures:
    def test_perfect(self):
        """A document scored against itself has every figure at 1."""
        gold = document([quote()], [claim()])
        for name, figure in figures(gold, gold).items():
            if name in {"quotes.via", "claims.modifier", "claims.change", "claims.said_by"}:
                assert figure["gold"] == figure["pred"] == 0, name
            else:
                assert figure.get("f1", figure.get("accuracy")) == 1, name

    def test_nothing_predicted(self):
        """No prediction is no precision and no recall, not an error."""
        report = score([document([quote()], [claim()])], {})
        assert report.figures()["quotes.detected"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "gold": 1, "pred": 0}
        assert [miss.sort for miss in report.misses] == ["missed direct", "missed count"]

    @pytest.mark.parametrize(
        ("fields", "name", "sort"),
        [
            ({"name": "نادر الحلو"}, "quotes.attributed", "quotes attributed"),
            ({"kind": "mixed"}, "quotes.kind.direct", "quotes kind"),
            ({"end": quote()["end"] - 7}, "quotes.exact", "quotes exact"),
            ({"cue": "مضيفا"}, "quotes.cue", "quotes cue"),
            ({"speaker": None}, "quotes.speaker_mention", "quotes speaker"),
            ({"via": "رويترز"}, "quotes.via", "quotes via"),
        ],
    )
    def test_one_wrong_field_of_a_quote(self, fields, name, sort):
        """Each wrong field costs its own figure and is listed once."""
        report = score([document([quote()])], {"a": document([quote(**fields)])})
        figure = report.figures()[name]
        assert figure.get("f1", figure.get("accuracy")) == 0
        assert [miss.sort for miss in report.misses] == [sort]
        assert report.figures()["quotes.detected"]["f1"] == 1

    @pytest.mark.parametrize(
        ("fields", "name"),
        [
            ({"value": 3000}, "claims.quantity"),
            ({"unit": "USD"}, "claims.quantity"),
            ({"value": None, "low": 300, "high": 400}, "claims.quantity"),
            ({"modifier": "approx"}, "claims.modifier"),
            ({"about": None}, "claims.about"),
            ({"counted": "قطعة"}, "claims.counted"),
        ],
    )
    def test_one_wrong_field_of_a_claim(self, fields, name):
        """Each wrong field of a claim costs its own figure."""
        assert figures(document([], [claim()]), document([], [claim(**fields)]))[name]["f1"] == 0

    def test_edge_punctuation_is_no_error(self):
        """A span that differs by its marks alone is exact."""
        item = quote()
        wider = item | {"start": item["start"] - 1, "end": item["end"] + 1}
        assert figures(document([item]), document([wider]))["quotes.exact"]["f1"] == 1

    def test_a_span_outside_the_text_is_a_false_alarm(self):
        """A prediction with an impossible span counts against precision and never pairs."""
        report = score([document([quote()])], {"a": document([quote(start=-4, end=9000)])})
        assert report.figures()["quotes.detected"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "gold": 1, "pred": 1}

    def test_rules_are_charged_worst_first(self):
        """The rule with the most wrong predictions stands first; its recall is its share of all gold."""
        noise = [quote(start=0, end=4, rule="r-noise"), quote(start=5, end=9, rule="r-noise")]
        rules = score([document([quote()])], {"a": document([quote(), *noise])}).by_rule()
        assert [(row["rule"], row["pred"], row["p"], row["r"]) for row in rules] == [
            ("r-noise", 2, 0.0, 0.0),
            ("r-quote", 1, 1.0, 1.0),
        ]


class TestPairing:
    def test_best_overlap_wins(self):
        """Two predictions over one gold item: the closer one is its partner, the other is spurious."""
        gold = [{"start": 0, "end": 10, "kind": "direct"}]
        wide, close = {"start": 0, "end": 18, "kind": "direct"}, {"start": 0, "end": 11, "kind": "mixed"}
        assert pair(gold, [wide, close], 0.5) == [(gold[0], close)]

    def test_equal_overlap_prefers_the_same_kind(self):
        """Of two equal overlaps the one of the same kind is the partner."""
        gold = [{"start": 0, "end": 10, "kind": "mixed"}]
        rows = [{"start": 0, "end": 10, "kind": kind} for kind in ("direct", "mixed", "indirect")]
        assert pair(gold, rows, 0.5) == [(gold[0], rows[1])]


class TestLikeness:
    @pytest.mark.parametrize(
        ("one", "other", "same"),
        [
            ("سليم الرائد", "مدير المتحف سليم الرائد", True),
            ("سليم الرائد", "سليم نادر الحلو", False),
            ("سليم الرائد", "المدير سليم الرائد", True),
            ("عبد الله الرائد", "عبدالله الرائد", True),
            ("أسامة", "اسامه", True),
            ("الوزير", "وزير", True),
            ("الوزير", "الرئيس", False),
            (None, None, True),
            (None, "سليم", False),
        ],
    )
    def test_same_name(self, one, other, same):
        """Titles and spelling do not matter, other words do; the relation is symmetric."""
        assert same_name(one, other) is same
        assert same_name(other, one) is same

    @pytest.mark.parametrize(
        ("one", "other", "same"),
        [(1, 1.0, True), (40e9, 40000000001, True), (0.6667, 2 / 3, True), (10, 11, False), (None, 0, False)],
    )
    def test_same_number(self, one, other, same):
        """Numbers agree to six digits, small fractions to three decimals; null is not zero."""
        assert same_number(one, other) is same

    def test_words_drop_marks(self):
        """Tashkeel, tatweel and bidi controls are not part of a word."""
        assert words("أَكَّدَ \u200fالـوزيرُ") == ["اكد", "الوزير"]


@pytest.mark.skipif(not (REFERENCE.exists() and GOLD.exists()), reason="the reference scorer is not here")
class TestReference:
    """Every figure equals that of an independent scorer, to the last digit."""

    @pytest.mark.parametrize("seed", range(4))
    def test_damaged_gold(self, tmp_path, seed):
        """Gold with items dropped, moved, renamed and doubled scores the same in both."""
        rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
        damaged = [_damaged(row, random.Random(f"{seed}{row['id']}")) for row in rows]
        file = tmp_path / "damaged.jsonl"
        file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in damaged), encoding="utf-8")
        command = [sys.executable, str(REFERENCE), str(GOLD), str(file), "--json"]
        reference = subprocess.run(command, capture_output=True, text=True, check=True)
        assert score(rows, {row["id"]: row for row in damaged}).figures() == json.loads(reference.stdout)


def _damaged(row, random):
    """A copy of a gold row with random faults of every sort."""
    length = len(row["text"])
    faults = [
        lambda item: {"start": max(0, item["start"] - random.randrange(30))},
        lambda item: {"end": min(length, (item["end"] or 0) + random.randrange(30))},
        lambda item: {"kind": random.choice(["direct", "mixed", "indirect", "count", "money", None])},
        lambda item: {
            random.choice(["name", "said_by", "about", "counted", "via"]): random.choice([None, "", "الوزير"])
        },
        lambda item: {"value": random.choice([None, 1, 0.3333, (item.get("value") or 0) * 1.0000001])},
        lambda _: {"unit": random.choice([None, "", "USD"])},
        lambda _: {"speaker": {"text": random.choice(["الوزير", row["text"][:20]])}},
        lambda item: {"end": random.choice([item["start"], length + 5, None])},
    ]

    def spoilt(item):
        for fault in random.choices(faults, k=random.randrange(3)):
            item = item | fault(item)
        return item

    def several(items):
        kept = [item for item in items if random.random() > 0.1]
        doubled = [item for item in items if random.random() > 0.9]
        return [spoilt(item) for item in kept + doubled]

    return row | {"quotes": several(row["quotes"]), "claims": several(row["claims"])}
