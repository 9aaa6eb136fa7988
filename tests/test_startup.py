"""What a start costs: not in time, which varies, but in what is imported."""

import hashlib
import json
import os
import subprocess
import sys
from importlib import reload
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import quotes
from quotes import digest, shortcut
from quotes import job as jobs
from quotes.cli import app
from quotes.cli_group import ELSEWHERE
from quotes.errors import Exit, RulesError

ROOT = Path(__file__).parents[1]
ARTICLE = "fixtures/agency-flood.txt"
CODE = "import json, os, sys; from quotes.__main__ import main; sys.argv[0] = 'quotes'; os._exit = sys.exit\n"
CODE += "try: main()\nfinally: sys.stderr.write('\\n' + json.dumps(sorted(sys.modules)))"

FRAMEWORK = {"typer", "rich", "inspect"}
ENGINE = {"regex", "orjson", "quotes.pipeline", "quotes.ruleset", "pyarabic"}
SELDOM = {"tomllib", "tempfile", "csv", "html.parser", "charset_normalizer", "importlib.metadata", "hashlib"}
COMPILER = {f"quotes.ruleset.{name}" for name in ("load", "patterns", "inflect", "edges", "trees", "tokens")}


READ = f"extract {ARTICLE} --format json"
UNWANTED = {
    "--version": FRAMEWORK | ENGINE | SELDOM | {"dataclasses", "pathlib"},
    "--help": {"rich"} | ENGINE | SELDOM,
    "extract --help": {"rich"} | ENGINE | SELDOM,
    READ: {"typer", "rich", "difflib"} | SELDOM | COMPILER,
    f"{READ} --with-text": {"rich"} | SELDOM | COMPILER,
}


@pytest.mark.parametrize(("line", "unwanted"), UNWANTED.items(), ids=UNWANTED)
def test_only_what_is_needed_is_imported(line, unwanted):
    env = {name: value for name, value in os.environ.items() if name != "QUOTES_NO_CACHE"}
    if ARTICLE in line:  # so that the rules are kept
        subprocess.run(
            [sys.executable, "-m", "quotes", *line.split()], cwd=ROOT, env=env, capture_output=True, check=True
        )
    command = [sys.executable, "-c", CODE, *line.split()]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True)
    assert unwanted.isdisjoint(json.loads(done.stderr.splitlines()[-1]))


def test_the_list_of_commands_says_what_their_own_help_says():
    group = typer.main.get_command(app)
    for name, (_, begins) in ELSEWHERE.items():
        assert " ".join(group.get_command(typer.Context(group), name).help.split()).startswith(begins)


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """A folder without a quotes.toml, and what the command line was asked for there."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("وقال بوتين: «نعم».", encoding="utf-8")
    found = []
    monkeypatch.setattr(jobs, "run", lambda job: found.append(job) or Exit.OK)
    return found


PLAIN = ["extract a.txt", "speech a.txt -", "claims --json a.txt", "extract -f csv a.txt b", "extract a --format jsonl"]
OTHERS = ["", "--help", "extract", "extract --help", "schema", "--no-config extract a.txt", "extract a.txt -o b",
          "extract a.txt --json --format json", "extract a.txt -f", "extract a.txt -f exe", "extract -- a.txt",
          "extract a.txt -fjson", "extract a.txt --forma json"]  # fmt: skip


@pytest.mark.parametrize("line", PLAIN)
def test_the_shortcut_leads_where_the_command_line_does(asked, line):
    assert CliRunner().invoke(app, line.split()).exit_code == 0
    assert asked == [shortcut.job(line.split())]


@pytest.mark.parametrize("line", OTHERS)
def test_what_is_not_plain_is_left_to_the_command_line(asked, line):
    assert shortcut.job(line.split()) is None


def test_a_project_has_its_defaults(asked, tmp_path):
    (tmp_path / "quotes.toml").write_text('defaults = {format = "csv"}', encoding="utf-8")
    assert shortcut.job(["extract", "a.txt"]) is None


def test_errors_are_the_same(tmp_path, monkeypatch, capsys):
    def broken(*_, **__):
        raise RulesError("broken", where="a.toml:1", hint="mend it")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(quotes, "load_rules", broken)
    told = CliRunner().invoke(app, ["extract", "a.txt"])
    assert shortcut.run(["extract", "a.txt"]) == told.exit_code == Exit.RULES
    assert capsys.readouterr().err == told.stderr


@pytest.mark.parametrize("lean", [True, False], ids=["lean", "as a Python without the small modules has it"])
def test_hashes_are_those_of_hashlib(lean, monkeypatch):
    if not lean:
        monkeypatch.setitem(sys.modules, "_blake2", None)
    try:
        reload(digest)
        assert digest.sha256(b"x").hexdigest() == hashlib.sha256(b"x").hexdigest()
        assert digest.blake2b(b"x", digest_size=4).digest() == hashlib.blake2b(b"x", digest_size=4).digest()
        assert (digest.sha256 is hashlib.sha256) is not lean
    finally:
        monkeypatch.undo()
        reload(digest)
