"""What the pages say is what the program does: generated parts are fresh, every command runs."""

import doctest
import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

import quotes
from quotes.cli import app
from quotes.errors import Exit

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
_EXAMPLE = re.compile(r"^    (quotes [a-z].*)$", re.MULTILINE)  # in the help of a command
_PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def _generator():
    spec = importlib.util.spec_from_file_location("docs", ROOT / "tools" / "docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def commands():
    """Every line of shell and every example of a help text, but those that install, which .ci/run does."""
    for page in PAGES:
        for block in _SHELL.findall(page.read_text(encoding="utf-8")):
            for line in block.splitlines():
                if line and not line.startswith(("#", "python3 -m venv", "pip ")):
                    yield pytest.param(line, id=f"{page.stem}: {line}")
        for line in _EXAMPLE.findall(page.read_text(encoding="utf-8")):
            yield pytest.param(line, id=f"{page.stem}: {line}")


def snippets():
    for page in PAGES:
        for number, code in enumerate(_PYTHON.findall(page.read_text(encoding="utf-8")), 1):
            yield pytest.param(code, id=f"{page.stem} {number}")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with what the pages speak of, and `quotes` on the path."""
    here = tmp_path_factory.mktemp("desk")
    articles = sorted((ROOT / "fixtures").glob("*.txt"))
    (here / "articles").mkdir()
    for path in articles[:2]:
        shutil.copy(path, here / "articles")
    shutil.copy(articles[0], here / "article.txt")
    text = articles[0].read_text(encoding="utf-8")
    (here / "page.html").write_text(f"<html><body><article><p>{text}</p></article></body></html>", encoding="utf-8")
    row = {
        "id": "1",
        "text": text,
        "body": text,
        "url": "https://example.org/1",
        "outlet": "وكالة",
        "date": "2024-05-01",
    }
    (here / "news.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (here / "old.txt").write_bytes(text.encode("cp1256", "replace"))
    (here / "gold.jsonl").write_text((ROOT / "fixtures" / "gold.jsonl").read_text(encoding="utf-8"), encoding="utf-8")
    (here / "my-rules").mkdir()
    (here / "my-rules" / "mine.toml").write_text('schema = 1\npack = "mine"\n', encoding="utf-8")
    (here / "bin").mkdir()
    shim = here / "bin" / "quotes"
    shim.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m quotes "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    return here


@pytest.fixture(scope="module")
def rules():
    """`load_rules` that reads each set of packs once."""
    return cache(quotes.load_rules)


@pytest.mark.parametrize("line", list(commands()))
def test_every_command_in_the_pages_runs(desk, rules, monkeypatch, line):
    for tool in ("jq", "sqlite3", "duckdb"):
        if re.search(rf"[|&] {tool}\b", line) and not shutil.which(tool):
            pytest.skip(f"{tool} is not installed")
    monkeypatch.chdir(desk)
    if re.search(r"[|>&]", line):
        path = f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line],
            env=os.environ | {"PATH": path},
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            check=False,
        )
        code, errors = done.returncode, done.stderr
    else:  # without a shell it need not be a process, and loads the rules once
        monkeypatch.setattr(quotes, "load_rules", rules)
        name, *arguments = shlex.split(line)
        assert name == "quotes"
        result = CliRunner().invoke(app, arguments, prog_name="quotes")
        code, errors = result.exit_code, result.stderr
    assert code == 0, errors
    assert not re.search("^error|Traceback", errors, re.MULTILINE), errors


@pytest.mark.parametrize("code", list(snippets()))
def test_every_snippet_in_the_pages_runs(code, capsys):
    exec(compile(code, "snippet", "exec"), {})
    assert capsys.readouterr().out


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in (ROOT / "quotes").glob("*.py") if ">>>" in path.read_text())
)
def test_examples_in_docstrings_run(name):
    module = importlib.import_module("quotes" if name == "__init__" else f"quotes.{name}")
    done = doctest.testmod(module)
    assert done.attempted
    assert not done.failed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_generated_parts_are_fresh(page):
    text = page.read_text(encoding="utf-8")
    assert _generator().updated(text) == text, "run: python tools/docs.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_exit_code_is_explained():
    page = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    for code in Exit:
        assert f"| {code.value} |" in page


def test_every_command_has_its_help_on_a_page():
    from typer.main import get_command

    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    for name in get_command(app).list_commands(None):
        if name not in {"speech", "claims"}:  # the options of extract
            assert f"<!-- docs: help {name}" in pages
