"""`quotes rules` and `quotes explain` as a user meets them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quotes.cli import app

BAD = Path(__file__).parent / "bad_rules"
PACK = BAD / "good.toml"
ONLY = ("--rules", str(PACK), "--no-default-rules")


def run(*args, stdin=""):
    return CliRunner().invoke(app, args, input=stdin, prog_name="quotes")


def pack(folder, *changes):
    """The good pack with parts of it replaced, in a folder."""
    text = PACK.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "rules.toml").write_text(text, encoding="utf-8")
    return str(folder)


class TestList:
    def test_table(self):
        lines = run("rules", "list", *ONLY).stdout.splitlines()
        assert lines[0].split() == ["id", "family", "kind", "pack", "priority", "confidence", "examples", "title"]
        assert lines[1].split()[:5] == ["mine-said", "speech", "mine", "50", "medium"]

    def test_json(self):
        (rule,) = json.loads(run("rules", "list", *ONLY, "--json").stdout)
        assert (rule["id"], rule["accepts"], rule["rejects"]) == ("mine-said", 1, 1)
        assert rule["origin"] == f"{PACK}:8"

    @pytest.mark.parametrize(("option", "count"), [("speech", 1), ("number", 0)])
    def test_filter_by_family(self, option, count):
        assert len(json.loads(run("rules", "list", *ONLY, "--family", option, "--json").stdout)) == count


class TestShow:
    def test_as_written_and_as_matched(self):
        out = run("rules", "show", "mine-said", *ONLY).stdout
        assert r"(?P<cue>\L<say>)" in out
        assert "as matched: macros put in, folded" in out
        assert "cue: قال، قالت" in out

    def test_unknown_id(self):
        result = run("rules", "show", "mine-sayd", *ONLY)
        assert result.exit_code == 2
        assert "did you mean 'mine-said'?" in result.stderr


class TestCheck:
    def test_good(self):
        result = run("rules", "check", str(PACK), "--no-default-rules")
        assert (result.exit_code, result.stdout) == (0, f"{PACK}: no complaints\n")

    def test_warnings_do_not_fail(self):
        result = run("rules", "check", str(BAD / "W103-unnamed-group.toml"), "--no-default-rules")
        assert result.exit_code == 0
        assert "0 errors, 1 warnings" in result.stdout

    @pytest.mark.parametrize("name", ["E027-endless-repeat", "E021-not-a-pattern"])
    def test_errors_do(self, name):
        result = run("rules", "check", str(BAD / f"{name}.toml"), "--no-default-rules")
        assert result.exit_code == 4
        assert name[:4] in result.output

    def test_json(self):
        (found,) = json.loads(
            run("rules", "check", str(BAD / "E014-no-reject.toml"), "--no-default-rules", "--json").stdout
        )
        assert found["code"] == "E014"
        assert found["where"].endswith("E014-no-reject.toml:8:1")


class TestExamples:
    def outcome(self, folder, *changes):
        return run("rules", "test", pack(folder, *changes), "--no-default-rules")

    def test_right(self, tmp_path):
        result = self.outcome(tmp_path)
        assert result.exit_code == 0
        assert result.stdout.splitlines()[0] == "ok    mine-said  .."
        assert "1 rules, 2 examples: 2 ok" in result.stdout

    def test_missing_says_how_far_it_got(self, tmp_path):
        result = self.outcome(tmp_path, ("'قال سليم: «عدنا».'", "'قال سليم أمس: «عدنا».'"))
        assert result.exit_code == 1
        assert "FAIL  mine-said  M." in result.stdout
        assert "at «قال»: after the anchor «سليم» fits, then : does not" in result.stdout

    def test_wrong_says_what_was_found(self, tmp_path):
        result = self.outcome(tmp_path, ("speaker = 'سليم'", "speaker = 'سلي'"))
        assert result.exit_code == 1
        assert "speaker: expected 'سلي', found 'سليم'" in result.stdout

    def test_noisy_says_what_was_found(self, tmp_path):
        result = self.outcome(tmp_path, ("'عرض سليم «عدنا» أمس.'", "'قال سليم: «عدنا» أمس.'"))
        assert result.exit_code == 1
        assert "FAIL  mine-said  .N" in result.stdout
        assert "quote 'عدنا'" in result.stdout

    def test_every_failure_is_shown(self, tmp_path):
        changes = [("speaker = 'سليم'", "speaker = 'سلي'"), ("'عرض سليم «عدنا» أمس.'", "'قال سليم: «عدنا» أمس.'")]
        result = self.outcome(tmp_path, *changes)
        assert "WN" in result.stdout
        assert "noisy" in result.stdout
        assert "wrong" in result.stdout

    def test_known_gap(self, tmp_path):
        result = self.outcome(tmp_path, ("speaker = 'سليم'", "speaker = 'سلي'\ntodo = true"))
        assert result.exit_code == 0
        assert "mine-said  t." in result.stdout

    def test_known_gap_that_passes(self, tmp_path):
        result = self.outcome(tmp_path, ("speaker = 'سليم'", "speaker = 'سليم'\ntodo = true"))
        assert result.exit_code == 1
        assert "a known gap that passes now" in result.stdout

    def test_a_reject_that_proves_nothing(self, tmp_path):
        assert "proves nothing" in self.outcome(tmp_path).stdout
        changed = self.outcome(tmp_path, ("'عرض سليم «عدنا» أمس.'", "'قال سليم كلمته «عدنا» أمس.'"))
        assert "proves nothing" not in changed.stdout

    def test_another_rule_wins(self, tmp_path):
        text = PACK.read_text(encoding="utf-8")
        start = text.index("[[rule]]")
        rival = text[start:].replace("mine-said", "mine-rival").replace("content =", "priority = 90\ncontent =")
        (tmp_path / "rules.toml").write_text(text + "\n" + rival, encoding="utf-8")
        result = run("rules", "test", str(tmp_path), "--no-default-rules")
        assert result.exit_code == 0
        assert f"mine-said, {tmp_path}/rules.toml:14: mine-rival" in result.stdout

    def test_invalid_rules_are_no_failed_test(self):
        assert run("rules", "test", str(BAD / "E021-not-a-pattern.toml"), "--no-default-rules").exit_code == 4

    def test_one_rule_and_json(self):
        result = run("rules", "test", str(PACK), "--no-default-rules", "--rule", "mine-said", "--json")
        assert [row["verdict"] for row in json.loads(result.stdout)] == ["ok", "ok"]


class TestNew:
    def test_passes_check_and_test(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        assert run("rules", "new", "packs/news-room").stdout == "packs/news-room/rules.toml\n"
        check = run("rules", "check", "packs/news-room")
        assert (check.exit_code, check.stdout) == (0, "packs/news-room: no complaints\n")
        test = run("rules", "test", "packs/news-room").stdout
        assert "ok    news-room-on-the-tongue-of" in test

    def test_keeps_what_is_there(self, tmp_path):
        (tmp_path / "a.toml").write_text("", encoding="utf-8")
        result = run("rules", "new", str(tmp_path))
        assert result.exit_code == 2
        assert "there are files here already" in result.stderr


class TestTimeLimit:
    def test_a_slow_rule_costs_one_article_only(self, tmp_path, monkeypatch):
        monkeypatch.setattr("quotes.ruleset.patterns.TIME_LIMIT", 0.05)
        monkeypatch.chdir(tmp_path)
        Path("a.txt").write_text("قال " + "ا " * 60 + "- : «", encoding="utf-8")
        Path("b.txt").write_text("قال سليم: «عدنا».", encoding="utf-8")
        slow = BAD / "W107-slow.toml"
        result = run("extract", "a.txt", "b.txt", "--rules", str(slow), "--no-default-rules", "-f", "jsonl")
        assert result.exit_code == 3
        assert "a.txt: rule mine-said takes longer than 0.05 s" in result.stderr
        (document,) = map(json.loads, result.stdout.splitlines())
        assert [quote["text"] for quote in document["quotes"]] == ["عدنا"]


class TestExplain:
    def test_a_quote(self):
        out = run("explain", "-", *ONLY, stdin="قال سليم: «عدنا».").stdout
        assert "mine-said (speech, priority 50): quote" in out
        assert "content   عدنا (direct)" in out

    def test_why_not(self):
        out = run("explain", "-", *ONLY, "--at", "2", stdin="قال سليم: «عدنا».\nقال سليم أمس: «عدنا».").stdout
        assert "line 1" not in out
        assert "no match" in out
        assert "after the anchor «سليم» fits, then : does not" in out

    def test_nothing_to_try(self):
        out = run("explain", "-", *ONLY, "--find", "ذهب", stdin="ذهب سليم.").stdout
        assert "nothing was tried here" in out

    def test_json_spans_are_those_of_the_text(self):
        text = "قَالَ سليم: «عدنا»."
        (passage,) = json.loads(run("explain", "-", *ONLY, "--json", stdin=text).stdout)["passages"]
        (anchor,) = passage["anchors"]
        for span in (anchor, *anchor["rules"][0]["groups"].values(), anchor["rules"][0]["content"]):
            assert text[span["start"] : span["end"]] == span["text"]

    @pytest.mark.parametrize(
        ("args", "message"),
        [
            (("--find", "لوحة"), "does not occur"),
            (("--at", "7"), "no line 7"),
            (("--at", "1", "--find", "لوحة"), "does not occur in line 1"),
            (("--rule", "mine-sayd"), "did you mean 'mine-said'?"),
        ],
    )
    def test_what_there_is_not(self, args, message):
        result = run("explain", "-", *ONLY, *args, stdin="قال سليم.")
        assert result.exit_code == 2
        assert message in result.stderr

    def test_it_reads_what_the_other_commands_read(self, tmp_path):
        path = tmp_path / "a.jsonl"
        path.write_bytes('{"id": 7, "body": "قال سليم: «عدنا»."}\n'.encode("cp1256"))
        result = run("explain", str(path), *ONLY, "--field", "body", "--encoding", "windows-1256")
        assert "mine-said (speech, priority 50): quote" in result.stdout
        assert "the id is not a string" in result.stderr
        result = run("explain", "-", *ONLY, "--from", "csv", stdin="text\nقال سليم: «عدنا».\n")
        assert "mine-said (speech, priority 50): quote" in result.stdout


class TestOverOurs:
    """A pack that breaks an example of ours is told so; what fails without it is not held against it."""

    def test_what_it_breaks(self, tmp_path):
        text = 'schema = 1\npack = "mine"\n[extend.map.currencies]\n"دولار" = "XTS"\n'
        (tmp_path / "rules.toml").write_text(text, encoding="utf-8")
        result = run("rules", "test", str(tmp_path))
        assert result.exit_code == 1
        assert "FAIL  ar-number-money" in result.stdout
        assert "unit: expected 'USD', found 'XTS'" in result.stdout


@pytest.mark.parametrize(("option", "name"), [("--family", "spech"), ("--pack", "aar")])
def test_a_list_of_what_there_is_not_is_refused(option, name):
    result = run("rules", "list", option, name)
    assert result.exit_code == 2
    assert f"{name!r}; did you mean" in result.stderr
