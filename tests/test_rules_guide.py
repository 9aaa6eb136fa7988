"""The guide to rules, followed to the letter: its files are written, its commands run, its output comes."""

import re
import shlex
from pathlib import Path

from typer.testing import CliRunner

from quotes.cli import app
from quotes.engine import AHEAD, BEHIND
from quotes.ruleset.schema import RULE_KEYS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
_STEP = re.compile(r"(?:<!-- file: (\S+) -->\n)?```(\w+)\n(.*?)```", re.DOTALL)
_EXIT = re.compile(r"  +# exit (\d)$")


def test_the_guide_works(tmp_path, monkeypatch):
    """Each line of output that the guide shows is part of what the command prints, in this order."""
    (tmp_path / "gold.jsonl").write_bytes((ROOT / "fixtures" / "gold.jsonl").read_bytes())
    monkeypatch.chdir(tmp_path)
    ran = 0
    for name, language, text in _STEP.findall((DOCS / "rules.md").read_text(encoding="utf-8")):
        if name:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, encoding="utf-8")
        elif language == "console":
            for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
                follow(command, shown.splitlines())
                ran += 1
    assert ran > 8


def follow(command: str, shown: list[str]) -> None:
    wanted = _EXIT.search(command)
    _, *arguments = shlex.split(_EXIT.sub("", command))
    result = CliRunner().invoke(app, arguments, prog_name="quotes")
    assert result.exit_code == int(wanted[1] if wanted else 0), f"{command}\n{result.output}"
    rest = result.output
    for line in shown:
        assert line in rest, f"{command}\nshows no {line!r} in\n{result.output}"
        rest = rest[rest.index(line) + len(line) :]


def test_every_way_content_runs_is_told():
    text = (DOCS / "rules.md").read_text(encoding="utf-8")
    for content in RULE_KEYS["content"].choices:
        assert f"`{content}`" in text
    assert f"up to {AHEAD} characters" in text
    assert f"up to {BEHIND}" in text


def test_links_inside_the_pages():
    """Every link to a heading leads to one."""
    for page in ("rules.md", "rule-format.md"):
        for target, anchor in re.findall(r"\]\(([\w.-]*)#([\w-]+)\)", (DOCS / page).read_text(encoding="utf-8")):
            headings = re.findall(r"^#+ (.*)$", (DOCS / (target or page)).read_text(encoding="utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}
            assert anchor in slugs, (page, anchor)
