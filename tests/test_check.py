"""Every complaint about rule files: a bad file for each code, and what its author is told, word for word.

`tests/bad_rules/CODE-what.toml` is the file, `.txt` beside it the complaint. After a deliberate change of
wording, `UPDATE_GOLDEN=1 pytest tests/test_check.py` writes the complaints anew; read the diff.
"""

import os
import shutil
from pathlib import Path

import pytest

from quotes.errors import RulesError
from quotes.report import one_line
from quotes.ruleset import load_rules
from quotes.ruleset.check import lint, refuse
from quotes.ruleset.check_compiled import slow, vetoes
from quotes.ruleset.check_patterns import missing_groups
from quotes.ruleset.codes import CODES
from quotes.ruleset.compile import compile_rules
from quotes.ruleset.home import default_folder
from quotes.ruleset.load import load
from quotes.ruleset.schema import EXAMPLE_KEYS, EXAMPLE_SETTING, FAMILIES, GROUPS

BAD = Path(__file__).parent / "bad_rules"
FILES = sorted(BAD.glob("[EW]*.toml"))
GOOD = BAD / "good.toml"


def complaints(file: Path, folder: Path) -> str:
    """What is said about a rule file, as `rules check` prints it."""
    shutil.copy(file, folder / "rules.toml")
    try:
        source = load([Path("rules.toml")])
        ruleset = compile_rules(source)
    except RulesError as error:
        return one_line(error) + "\n"
    return "".join(f"{finding}\n" for finding in [*lint(source), *vetoes(ruleset), *slow(ruleset)])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_bad_rules(file, tmp_path, monkeypatch):
    """Each bad file gets its code, the place and a hint, and no other complaint."""
    monkeypatch.chdir(tmp_path)
    said = complaints(file, tmp_path)
    golden = file.with_suffix(".txt")
    if "UPDATE_GOLDEN" in os.environ:
        golden.write_text(said, encoding="utf-8")
    assert f"{file.stem[:4]} " in said
    assert "rules.toml:" in said
    assert said == golden.read_text(encoding="utf-8")


def test_good_rules(tmp_path, monkeypatch):
    """The file that the bad ones were made from is beyond reproach."""
    monkeypatch.chdir(tmp_path)
    assert complaints(GOOD, tmp_path) == ""


def test_every_code_has_a_bad_file():
    """E001 is about files that cannot be read, and tested below."""
    assert {file.stem[:4] for file in FILES} == CODES.keys() - {"E001"}


def test_no_stray_golden():
    assert {file.stem for file in BAD.glob("*.txt")} == {file.stem for file in FILES}


def test_every_group_and_key_is_documented():
    assert set(GROUPS) == set().union(*(family.allowed for family in FAMILIES.values()))
    stated = set().union(*(family.example for family in FAMILIES.values())) | EXAMPLE_SETTING | {"clause"}
    assert set(EXAMPLE_KEYS) == stated
    for family in FAMILIES.values():
        assert family.required <= family.allowed


class TestReading:
    def test_absent_folder(self, tmp_path):
        with pytest.raises(RulesError, match="cannot be read") as caught:
            load([tmp_path / "absent"])
        assert caught.value.code == "E001"

    def test_empty_folder(self, tmp_path):
        with pytest.raises(RulesError, match="no rule files here") as caught:
            load([tmp_path])
        assert caught.value.code == "E001"

    def test_other_encoding(self, tmp_path):
        (tmp_path / "a.toml").write_bytes('pack = "ar" # مرحبا'.encode("cp1256"))
        with pytest.raises(RulesError, match="not UTF-8") as caught:
            load([tmp_path])
        assert caught.value.code == "E001"


class TestRefusal:
    """What `rules check` calls an error is refused in packs that are not ours even without it."""

    @pytest.mark.parametrize("code", ["E014", "E015", "E020-marked", "E026", "E027", "E030", "E031", "E060"])
    def test_added_pack(self, code):
        file = next(file for file in FILES if file.stem.startswith(code))
        with pytest.raises(RulesError) as caught:
            load_rules(file, default=False)
        assert caught.value.code == code[:4]

    def test_other_packs_do_not_stop_it(self):
        source = load([next(file for file in FILES if file.stem.startswith("E027"))])
        refuse(source, [GOOD])

    def test_warnings_do_not_stop_it(self):
        for file in FILES:
            if file.stem.startswith("W"):
                assert load_rules(file, default=False).matchers


class TestGroupsThatAreNeeded:
    """What a rule's content or number is read from stands in each of its matches."""

    @pytest.mark.parametrize(
        "opener",
        [
            "(?P<open>[«“])",
            "(?: (?P<open>«) | (?P<open>“) )",
            "(?: قائلا (?: : (?P<open>«) | [ ] (?P<open>“) )){1,2}",
            "(?=(?P<open>«))",
            "(?P<open>«) # or (?P<open>“)?",
        ],
    )
    def test_always(self, opener):
        assert not list(missing_groups(self.source(opener)))

    @pytest.mark.parametrize(
        "opener",
        [
            "[«“]",
            "(?P<open>«)?",
            "(?P<open>«){0,1}",
            "(?: (?P<open>«) )?+",
            "(?: (?P<open>«) | “ )",
            "(?! (?P<open>«) )",
            "« # (?P<open>«)",
        ],
    )
    def test_not_always(self, opener):
        assert [finding.code for finding in missing_groups(self.source(opener))] == ["E020"]

    def source(self, opener):
        source = load([GOOD])
        pattern = f"(?P<cue>\\L<say>) [ ] {opener}\n"
        source.rules = [rule._replace(pattern=pattern) for rule in source.rules]
        return source

    def test_ours(self):
        assert not list(missing_groups(load([default_folder()])))
