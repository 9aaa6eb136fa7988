"""Gold files are read strictly; floors only rise."""

import json

import pytest

from quotes.errors import InputError, UsageError
from quotes.gold import Floors, digest, read_gold, read_predictions

GOOD = {"id": "a", "text": "بلغ العدد 300 زائر.", "quotes": [], "claims": []}
ITEM = {"start": 10, "end": 18, "text": "300 زائر", "kind": "count"}
FIGURES = {"quotes.exact": {"f1": 0.75, "p": 1.0, "r": 0.6}, "quotes.cue": {"accuracy": 0.5, "of": 4}}


def write(path, *rows):
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


class TestReading:
    def test_good_gold(self, tmp_path):
        rows = read_gold([write(tmp_path / "g.jsonl", GOOD | {"claims": [ITEM]}, "", GOOD | {"id": "b"})])
        assert [row["id"] for row in rows] == ["a", "b"]

    @pytest.mark.parametrize(
        ("row", "message"),
        [
            ("{", r"g\.jsonl:2: not JSON"),
            ("[]", r"g\.jsonl:2: not a document"),
            ({"id": "b", "text": "", "quotes": []}, r"g\.jsonl:2: gold has no usable 'claims'"),
            (GOOD, "occurs twice"),
            (GOOD | {"id": "b", "claims": [ITEM | {"start": 9}]}, r"g\.jsonl:2: text\[9:18\] is not"),
            (GOOD | {"id": "b", "claims": [{"text": "300"}]}, "no usable 'start'"),
        ],
    )
    def test_bad_gold(self, tmp_path, row, message):
        with pytest.raises(InputError, match=message):
            read_gold([write(tmp_path / "g.jsonl", GOOD, row)])

    def test_absent_file(self, tmp_path):
        with pytest.raises(InputError, match="cannot be read"):
            read_gold([tmp_path / "absent.jsonl"])

    def test_predictions_by_id(self, tmp_path):
        assert read_predictions(write(tmp_path / "p.jsonl", {"id": 7})) == {"7": {"id": 7}}

    def test_digest_changes_with_the_gold(self, tmp_path):
        file = write(tmp_path / "g.jsonl", GOOD)
        before = digest([file])
        assert digest([write(file, GOOD | {"id": "b"})]) != before


class TestFloors:
    def test_written_and_read(self, tmp_path):
        floors = Floors("abc", {"quotes.exact": 0.5, "quotes.cue": 0.25})
        floors.write(tmp_path / "f.toml")
        assert Floors.read(tmp_path / "f.toml") == floors

    def test_broken(self):
        assert Floors("abc", {"quotes.exact": 0.7501, "quotes.cue": 0.5}).broken(FIGURES) == [
            ("quotes.exact", 0.7501, 0.75)
        ]

    def test_only_rise(self):
        floors = Floors("abc", {"quotes.exact": 0.5, "quotes.cue": 0.9})
        assert floors.moved(FIGURES, "abc").least == {"quotes.exact": 0.75, "quotes.cue": 0.9}
        assert floors.moved(FIGURES, "abc", down=True).least == {"quotes.exact": 0.75, "quotes.cue": 0.5}

    def test_unknown_figure(self):
        with pytest.raises(UsageError, match=r"no such figure: quotes\.exakt"):
            Floors("abc", {"quotes.exakt": 0.5}).broken(FIGURES)

    @pytest.mark.parametrize(
        "text",
        ["", 'gold = "a"', 'gold = "a"\n[floor]\n"x" = 2', "[", "x = " + "[" * 5000, 'gold = "a"\n[floor]\n"x" = true'],
    )
    def test_bad_file(self, tmp_path, text):
        with pytest.raises(UsageError):
            Floors.read(write(tmp_path / "f.toml", text))
