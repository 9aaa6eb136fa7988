"""`quotes score` as a user meets it: figures, errors, floors and exit codes."""

import json

import pytest
from typer.testing import CliRunner

from quotes.cli import app
from quotes.gold import digest

TEXT = "قال سليم: «عدنا»."
QUOTE = {"kind": "direct", "start": 11, "end": 15, "text": "عدنا", "name": "سليم", "speaker": "سليم", "cue": "قال"}


def run(*args):
    return CliRunner().invoke(app, ["score", *args], prog_name="quotes")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Gold with one quote; a prediction that finds it and a second one that is none."""
    monkeypatch.chdir(tmp_path)
    gold = {"id": "a", "text": TEXT, "quotes": [QUOTE], "claims": []}
    noise = QUOTE | {"start": 0, "end": 3, "text": "قال", "rule": "r-noise"}
    found = {"id": "a", "quotes": [QUOTE | {"rule": "r-said"}, noise], "claims": []}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold, ensure_ascii=False) + "\n", encoding="utf-8")
    (tmp_path / "found.jsonl").write_text(json.dumps(found, ensure_ascii=False) + "\n", encoding="utf-8")
    return tmp_path


def floors(desk, **least):
    rows = [f'gold = "{digest([desk / "gold.jsonl"])}"', "[floor]"]
    rows += [f'"{name.replace("_", ".")}" = {value}' for name, value in least.items()]
    (desk / "floors.toml").write_text("\n".join(rows), encoding="utf-8")


def test_figures_and_rules(desk):
    result = run("gold.jsonl", "--predicted", "found.jsonl")
    assert result.exit_code == 0
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["quotes.detected", "0.667", "0.500", "1.000", "1", "2"] in rows
    assert rows.index(["r-noise", "1", "1", "0.000", "0.000"]) < rows.index(["r-said", "1", "0", "1.000", "1.000"])


def test_errors_name_the_rule(desk):
    out = run("gold.jsonl", "--predicted", "found.jsonl", "--errors", "3").stdout
    assert "spurious direct: 1" in out
    assert "a  r-noise" in out
    assert "spurious" not in run("gold.jsonl", "--predicted", "found.jsonl", "--errors", "3", "--only", "r-said").stdout


def test_json(desk):
    result = json.loads(run("gold.jsonl", "--predicted", "found.jsonl", "--json", "--errors", "1").stdout)
    assert result["figures"]["quotes.detected"] == {"p": 0.5, "r": 1.0, "f1": 0.6667, "gold": 1, "pred": 2}
    assert [row["rule"] for row in result["rules"]] == ["r-noise", "r-said"]
    assert [row["sort"] for row in result["errors"]] == ["spurious direct"]


def test_a_fresh_run(desk, monkeypatch):
    monkeypatch.chdir(desk)
    out = json.loads(run("gold.jsonl", "--json").stdout)
    assert out["figures"]["quotes.exact"]["f1"] == 1.0


class TestFloors:
    def test_held(self, desk):
        floors(desk, quotes_detected=0.6667)
        assert run("gold.jsonl", "--predicted", "found.jsonl", "--floor", "floors.toml").exit_code == 0

    def test_broken(self, desk):
        floors(desk, quotes_detected=0.7, quotes_exact=0.1)
        result = run("gold.jsonl", "--predicted", "found.jsonl", "--floor", "floors.toml")
        assert result.exit_code == 1
        assert result.stderr == "quotes.detected fell to 0.6667, its floor is 0.7000\n"

    def test_update_raises(self, desk):
        floors(desk, quotes_detected=0.1)
        assert run("gold.jsonl", "--predicted", "found.jsonl", "--floor", "floors.toml", "--update").exit_code == 0
        assert '"quotes.detected" = 0.6667' in (desk / "floors.toml").read_text(encoding="utf-8")

    def test_update_lowers_nothing(self, desk):
        floors(desk, quotes_detected=0.9, quotes_exact=0.1)
        before = (desk / "floors.toml").read_text(encoding="utf-8")
        assert run("gold.jsonl", "--predicted", "found.jsonl", "--floor", "floors.toml", "--update").exit_code == 1
        assert (desk / "floors.toml").read_text(encoding="utf-8") == before

    def test_lowering_is_asked_for(self, desk):
        floors(desk, quotes_detected=0.9)
        args = ("gold.jsonl", "--predicted", "found.jsonl", "--floor", "floors.toml", "--update", "--allow-regression")
        assert run(*args).exit_code == 0
        assert '"quotes.detected" = 0.6667' in (desk / "floors.toml").read_text(encoding="utf-8")

    def test_other_gold(self, desk):
        floors(desk, quotes_detected=0.1)
        with (desk / "gold.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps({"id": "b", "text": "", "quotes": [], "claims": []}) + "\n")
        result = run("gold.jsonl", "--predicted", "found.jsonl", "--floor", "floors.toml")
        assert result.exit_code == 2
        assert "measured on other gold" in result.stderr

    def test_a_new_file_holds_what_was_measured(self, desk):
        run("gold.jsonl", "--predicted", "found.jsonl", "--floor", "new.toml", "--update")
        text = (desk / "new.toml").read_text(encoding="utf-8")
        assert '"quotes.detected" = 0.6667' in text
        assert "claims" not in text


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (("absent.jsonl",), 3, "absent.jsonl: cannot be read"),
        (("gold.jsonl", "--update"), 2, "--update needs --floor FILE"),
        (("gold.jsonl", "--allow-regression"), 2, "--allow-regression needs --update"),
        (("gold.jsonl", "--predicted", "found.jsonl", "--floor", "absent.toml"), 2, "absent.toml: cannot be read"),
    ],
)
def test_what_cannot_be_done(desk, args, code, message):
    result = run(*args)
    assert result.exit_code == code
    assert message in result.stderr
