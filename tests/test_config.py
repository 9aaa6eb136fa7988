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


@pytest.mark.parametrize(
    ("defaults", "args", "starts"),
    [
        ('format = "jsonl"\nitems = true', ("--format", "table"), "a.txt"),
        ('format = "jsonl"\nitems = true', ("--json",), "["),
        ('format = "jsonl"\nitems = true', ("-f", "html"), "<!"),
        ('format = "jsonl"\nitems = true', ("--with-text",), '{"schema'),
        ('format = "jsonl"', ("--group-by", "speaker"), "سليم"),
        ("json = true", ("-f", "csv"), "document,"),
        ('format = "html"', ("--json",), "["),
        ("bom = true\nwith-text = true\ncontext = 9", (), "a.txt"),
        ('kind = "direct"', ("-f", "csv"), "document,"),
    ],
)
def test_defaults_that_do_not_go_with_the_command_line_are_dropped(project, defaults, args, starts):
    path = project / "quotes.toml"
    path.write_text(f'rules = ["packs"]\ndefault-rules = false\n[defaults]\n{defaults}\n', encoding="utf-8")
    result = run("extract", "a.txt", *args)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.lstrip().startswith(starts)


def test_explain_reads_as_the_others_do(project):
    path = project / "quotes.toml"
    path.write_text(path.read_text(encoding="utf-8") + 'field = "body"\n', encoding="utf-8")
    Path("b.jsonl").write_text('{"body": "قال سليم: «عدنا»."}', encoding="utf-8")
    assert "mine-said" in run("explain", "b.jsonl").stdout


def test_options_of_the_command_line_still_clash(project):
    result = run("extract", "a.txt", "--items", "--format", "html")
    assert result.exit_code == 2
    assert "--items does not go with --format html" in result.stderr


def test_a_kind_is_for_the_commands_that_know_it(project):
    path = project / "quotes.toml"
    path.write_text(path.read_text(encoding="utf-8") + 'kind = ["direct", "percent"]\n', encoding="utf-8")
    for name in ("extract", "speech", "claims"):
        assert run(name, "a.txt").exit_code == 0


def test_no_config(project):
    assert "mine-said" not in run("--no-config", "rules", "list").stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('ruels = ["packs"]', "unknown key 'ruels'; did you mean 'rules'?"),
        ('[defaults]\nfromat = "csv"', "unknown key 'fromat'; did you mean 'format'?"),
        ('rules = "packs"', "rules must be an array of paths"),
        ("rules = [", "not TOML"),
        ("rules = " + "[" * 5000 + "]" * 5000, "not TOML that can be read; shorten its numbers"),
        ("rules = " + "1" * 5000, "not TOML that can be read"),
        ("default-rules = 1", "default-rules must be true or false"),
        ('defaults = "csv"', "defaults must be a table"),
        ('[defaults]\nformat = "jsno"', "format: 'jsno' is not one of"),
        ("[defaults]\nformat = ['json']", "format: one value is needed"),
        ("[defaults]\ncontext = -1", "context: -1 is not in the range"),
        ('[defaults]\nkind = "drect"', "unknown kind 'drect'"),
        ('[defaults]\nmin-confidence = "most"', "unknown confidence 'most'"),
        ('[defaults]\nencoding = "utf-9"', "unknown encoding 'utf-9'"),
        ('[defaults]\nhtml-reader = "lynx"', "unknown HTML reader 'lynx'"),
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
