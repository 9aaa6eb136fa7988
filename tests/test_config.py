"""`quotes.toml` names packs and defaults; the command line wins, and nothing is ignored."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quotes import config
from quotes.cli import app
from quotes.errors import UsageError

GOOD = Path(__file__).parent / "bad_rules" / "good.toml"


def run(*args):
    return CliRunner().invoke(app, args, prog_name="quotes")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with a pack of its own, entered from a folder inside it."""
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "mine.toml").write_text(GOOD.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "news" / "today").mkdir(parents=True)
    (tmp_path / "news" / "today" / "a.txt").write_text("قال سليم: «عدنا».", encoding="utf-8")
    (tmp_path / "quotes.toml").write_text(
        'rules = ["packs"]\ndefault-rules = false\n[defaults]\nformat = "jsonl"\n', encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path / "news" / "today")
    return tmp_path


def test_packs_and_defaults_of_a_folder_above(project):
    result = run("extract", "a.txt")
    assert result.exit_code == 0, result.stderr
    (document,) = map(json.loads, result.stdout.splitlines())
    assert list(document["tool"]["packs"]) == ["mine"]
    assert [quote["rule"] for quote in document["quotes"]] == ["mine-said"]


def test_every_command_has_the_packs(project):
    assert run("rules", "list").stdout.splitlines()[1].startswith("mine-said")
    assert run("rules", "show", "mine-said").exit_code == 0
    assert "mine-said" in run("explain", "a.txt").stdout


def test_the_command_line_wins(project):
    assert json.loads(run("extract", "a.txt", "--format", "json").stdout)[0]["path"] == "a.txt"


def test_no_config(project):
    assert "mine-said" not in run("--no-config", "rules", "list").stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('ruels = ["packs"]', "unknown key 'ruels'; did you mean 'rules'?"),
        ('[defaults]\nfromat = "csv"', "unknown key 'fromat'; did you mean 'format'?"),
        ('rules = "packs"', "rules must be an array of paths"),
        ("rules = [", "not TOML"),
        ("default-rules = 1", "default-rules must be true or false"),
        ('defaults = "csv"', "defaults must be a table"),
    ],
)
def test_what_it_cannot_mean(project, text, message):
    (project / "quotes.toml").write_text(text, encoding="utf-8")
    result = run("extract", "a.txt")
    assert result.exit_code == 2
    assert str(project / "quotes.toml") in result.stderr
    assert message in result.stderr


def test_a_pack_that_is_not_there(project):
    (project / "quotes.toml").write_text('rules = ["pakcs"]', encoding="utf-8")
    result = run("extract", "a.txt")
    assert result.exit_code == 4
    assert "pakcs" in result.stderr


def test_no_file_is_no_error(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="cannot be read"):
        config.read(tmp_path / "quotes.toml", [])
