"""The guide to rules, followed to the letter: its files are written, its commands run, its output comes."""

import json
import re
import shlex
from pathlib import Path

import pytest
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


class TestConflicts:
    """How the guide says that conflicts are settled, criterion by criterion, the priority against each before it."""

    FAR = ("speech", r"(?P<cue>\L<say>) [ ] (?P<speaker>\w{2,20}) [ ] \w{2,20} : [ ] (?P<open>«)")
    NEAR = ("speech", r"(?P<cue>\L<add>) : [ ] (?P<open>«)")
    NAMED = ("speech", r"(?P<speaker>\w{2,20}) [ ] (?P<cue>\L<add>) : [ ] (?P<open>«)")
    HEADLINE = ("headline", r"(?P<speaker>\w{2,20} (?:[ ]\w{2,20}){0,3}) [ ]? (?P<colon>:) [ ]")

    def winner(self, folder, **rules):
        text = 'schema = 1\npack = "x"\n[list.say]\nitems = ["قال"]\n[list.add]\nitems = ["مضيفا"]\n'
        for name, ((family, pattern), priority) in rules.items():
            content = "" if family == "headline" else 'content = "marked"\n'
            text += f'[[rule]]\nid = "x-{name}"\nfamily = "{family}"\ntitle = "x"\npriority = {priority}\n{content}'
            text += f"pattern = '''{pattern}'''\n"
            text += "[[rule.accept]]\ntext = 'قال سليم مضيفا: «عدنا أمس».'\nquote = 'عدنا أمس'\n"
            text += "[[rule.reject]]\ntext = 'قال سليم مضيفا.'\nwhy = 'no marks'\n"
        (folder / "x.toml").write_text(text, encoding="utf-8")
        (folder / "x.txt").write_text("قال سليم مضيفا: «عدنا أمس».\n", encoding="utf-8")
        arguments = ["speech", str(folder / "x.txt"), "--rules", str(folder / "x.toml"), "--no-default-rules", "--json"]
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, result.output
        (quote,) = json.loads(result.stdout)[0]["quotes"]
        return quote["rule"]

    def test_headline_yields_to_a_cue(self, tmp_path):
        assert self.winner(tmp_path, far=(self.FAR, 10), headline=(self.HEADLINE, 90)) == "x-far"

    def test_nearer_cue(self, tmp_path):
        assert self.winner(tmp_path, far=(self.FAR, 90), near=(self.NEAR, 10)) == "x-near"

    def test_named_source(self, tmp_path):
        assert self.winner(tmp_path, named=(self.NAMED, 10), near=(self.NEAR, 90)) == "x-named"

    def test_priority(self, tmp_path):
        assert self.winner(tmp_path, one=(self.NEAR, 10), other=(self.NEAR, 90)) == "x-other"

    def test_rule_id(self, tmp_path):
        assert self.winner(tmp_path, b=(self.NEAR, 50), a=(self.NEAR, 50)) == "x-a"


@pytest.mark.parametrize(("before", "holds"), [("", True), ("عدنا.\n", True), ("عدنا أمس. ", False), ("أمس، ", False)])
def test_a_source_left_of_the_anchor(tmp_path, before, holds):
    """Why the guide warns of (?&SOURCE) there; mend the guide when it holds everywhere."""
    text = (
        'schema = 1\npack = "x"\n[list.frames]\nitems = ["على حسابه"]\n'
        '[[rule]]\nid = "x-post"\nfamily = "speech"\ntitle = "x"\ncontent = "marked"\n'
        "pattern = '''(?P<speaker>(?&SOURCE)) [ ] (?P<cue>\\L<frames>) : [ ] (?P<open>«)'''\n"
        "[[rule.accept]]\ntext = 'المدرب سعيد على حسابه: «سنفوز غدا».'\nquote = 'سنفوز غدا'\n"
        "[[rule.reject]]\ntext = 'على حسابه كل يوم.'\nwhy = 'no speech'\n"
    )
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    (tmp_path / "x.txt").write_text(f"{before}المدرب سعيد على حسابه: «سنفوز غدا».\n", encoding="utf-8")
    arguments = ["speech", str(tmp_path / "x.txt"), "--rules", str(tmp_path / "x.toml"), "--json"]
    quotes = json.loads(CliRunner().invoke(app, arguments).stdout)[0]["quotes"]
    assert ("x-post" in {quote["rule"] for quote in quotes}) == holds
