"""The loader says what is wrong with any file: never a traceback, always a place that exists."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.errors import RulesError
from quotes.ruleset import schema
from quotes.ruleset.check import lint
from quotes.ruleset.compile import compile_rules
from quotes.ruleset.home import default_folder
from quotes.ruleset.load import load
from quotes.ruleset.offsets import offsets
from quotes.ruleset.places import place

GOOD = (Path(__file__).parent / "bad_rules" / "good.toml").read_text(encoding="utf-8")
# one of each table, so that every key can be hurt
RICH = (
    GOOD
    + """
[map.scale]
"ألف" = 1000
[pattern]
NAME = \'\'\'\\w{2,9}\'\'\'
[[lemma]]
verb = "أكّد"
list = "says"
takes = ["أن"]
[[boundary]]
id = "mine-stop"
title = "، وقال"
pattern = \'\'\'\\s?(?P<cue>\\L<say>)\'\'\'
[[boundary.accept]]
text = 'عدنا قال'
clause = 'عدنا'
[extend.list.say]
items = ["أضاف"]
[extend.map.scale]
"مليون" = 1000000
[override.mine-said]
priority = 70
why = "first"
"""
)
LINES = RICH.splitlines()
VALUES = st.sampled_from(
    [
        '""',
        "0",
        "-1",
        "true",
        "[]",
        "[1]",
        '["", ""]',
        "{}",
        "{a = 1}",
        "1979-05-27",
        "nan",
        '"«"',
        "'('",
        "'(?P<x>'",
        "[[]]",
    ]
)


def told(folder: Path, text: str) -> str | None:
    """What is said about a text as a rule file; None where it is sound."""
    file = folder / "rules.toml"
    file.write_text(text, encoding="utf-8")
    try:
        source = load([file])
        compile_rules(source)
    except RulesError as caught:
        error = caught
    else:
        list(map(str, lint(source)))
        return None
    at = re.search(r"rules\.toml:(\d+):(\d+)$", error.where or "")
    if at is None:
        assert error.code in {"E001", "E007"}
    else:
        lines = text.split("\n")
        assert 1 <= int(at[1]) <= len(lines)
        assert 1 <= int(at[2]) <= len(lines[int(at[1]) - 1]) + 1
    return error.code


def test_the_rich_file_is_sound(tmp_path):
    assert told(tmp_path, RICH) is None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=st.integers(0, len(LINES) - 1), value=VALUES)
def test_any_value_of_another_type(tmp_path, line, value):
    key, equals, _ = LINES[line].partition(" = ")
    if equals:
        told(tmp_path, "\n".join([*LINES[:line], f"{key} = {value}", *LINES[line + 1 :]]))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(RICH)), length=st.integers(0, 12), put=st.text("()[]{}'\"\\|*+?<>=#.«قـ\n ", max_size=3))
def test_any_slip_of_the_hand(tmp_path, at, length, put):
    told(tmp_path, RICH[:at] + put + RICH[at + length :])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.permutations(range(4)), gone=st.integers(0, len(LINES) - 1))
def test_any_line_missing(tmp_path, lines, gone):
    told(tmp_path, "\n".join(LINES[:gone] + LINES[gone + 1 + lines[0] :]))


class TestPlaces:
    def test_every_key_and_table(self):
        written = offsets(RICH)
        for path, start in written.items():
            name = next((key for key in reversed(path) if isinstance(key, str)), None)
            assert name in RICH[start : start + 80].split("\n")[0], path

    @pytest.mark.parametrize(
        ("path", "line"),
        [
            (("list", "say", "items"), 'items = ["قال", "قالت"]'),
            (("rule", 0, "pattern"), "pattern = "),
            (("rule", 0, "reject", 0, "why"), 'why = "nobody speaks"'),
            (("override", "mine-said", "why"), 'why = "first"'),
        ],
    )
    def test_places(self, path, line):
        assert place("x", RICH, offsets(RICH)[path]).written.startswith(line)

    def test_a_table_inside_a_pattern_is_none(self):
        text = "[pattern]\nA = '''\n[list.x]\n'''\n[list.y]\nitems = [\n  \"a\",  # [\n  \"b]\"\n]\n"
        assert set(offsets(text)) == {("pattern",), ("pattern", "A"), ("list", "y"), ("list", "y", "items")}

    def test_columns_of_a_caret_leave_out_marks(self):
        *_, caret = place("x", "قَالَ = 1", 6).excerpt.split("\n")
        assert caret == "  " + " " * 4 + "^"  # three letters and a space before it; tashkeel takes no column


class TestMaps:
    """The maps that the program reads hold what it takes their values for."""

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("units", "5"),
            ("units", '{ unit = "km" }'),
            ("units", "true"),
            ("currencies", "5"),
            ("currencies", '""'),
            ("currencies", "[]"),
            ("currencies", '{ AO = "AOA" }'),
            ("currencies", "{ default = 5 }"),
            ("currencies", '{ default = "AOA", times = "hundredth" }'),
            ("currencies", '{ default = "AOA", AO = 5 }'),
            ("currencies", '{ default = "AOA", AO = { code = "AOA" } }'),
            ("currencies", '{ default = "AOA", AO = { times = 2 } }'),
            ("currency_forms", "5"),
            ("currency_symbols", '{ default = "AOA", written = "AOA" }'),
            ("durations", "{ times = 10 }"),
            ("scales", '"1000"'),
            ("scales", "true"),
            ("scales", "1.5"),
            ("fractions", "0"),
            ("modifiers_before", '"about"'),
            ("titles", '"m"'),
        ],
    )
    @pytest.mark.parametrize("table", ["map", "extend.map"])
    def test_refused(self, tmp_path, table, name, value):
        mine = tmp_path / "mine.toml"
        text = f'schema = 1\npack = "mine"\n\n[{table}.{name}]\n"صواب" = 1\n"فرسخ" = {value}\n'
        if name not in ("scales", "fractions"):
            text = text.replace('"صواب" = 1\n', "\n")
        mine.write_text(text, encoding="utf-8")
        with pytest.raises(RulesError) as caught:
            load([mine] if table == "map" else [default_folder(), mine])
        assert caught.value.code in ("E004", "E012")
        assert caught.value.where == f"{mine}:6:1"

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("units", '"km"'),
            ("currencies", '"AOA"'),
            ("currencies", '{ default = "AOA", times = "0.01", AO = { code = "AOA", times = 2 } }'),
            ("durations", '{ unit = "year", times = 1000 }'),
            ("scales", "100_000"),
            ("mine", "1.5"),
        ],
    )
    def test_taken(self, tmp_path, name, value):
        file = tmp_path / "mine.toml"
        file.write_text(f'schema = 1\npack = "mine"\n[map.{name}]\n"فرسخ" = {value}\n', encoding="utf-8")
        assert "فرسخ" in load([file]).maps[name]

    def test_all_of_ours_are_known(self):
        known = schema.TEXT_MAPS | schema.NUMBER_MAPS | schema.UNIT_MAPS.keys()
        assert load([default_folder()]).maps.keys() <= known
        assert schema.MAP_CHOICES.keys() <= known


class TestAdditions:
    """What a pack adds to ours is held against what is there."""

    def said(self, tmp_path, text):
        mine = tmp_path / "mine.toml"
        mine.write_text(f'schema = 1\npack = "mine"\n{text}', encoding="utf-8")
        found = lint(load([default_folder(), mine]))
        return [
            (each.code, each.place.line, each.place.column, each.hint) for each in found if each.place.path == str(mine)
        ]

    def test_lemma_for_an_unknown_list(self, tmp_path):
        said = self.said(tmp_path, '[[lemma]]\nverb = "غرّد"\nlist = "cues_sya"\n')
        assert said == [("E022", 5, 1, "did you mean 'cues_say'?")]

    def test_lemma_for_a_list_of_the_pack(self, tmp_path):
        text = '[[lemma]]\nverb = "غرّد"\nlist = "posts"\n[pattern]\nPOST = "\\\\L<posts>"\n'
        assert [code for code, *_ in self.said(tmp_path, text)] == ["W104"]  # nobody calls the macro

    @pytest.mark.parametrize("table", ["lemma", "rule"])
    def test_unknown_act(self, tmp_path, table):
        mine = tmp_path / "mine.toml"
        row = 'verb = "غرّد"\nlist = "cues_say"' if table == "lemma" else 'id = "mine-x"\nfamily = "speech"'
        mine.write_text(f'schema = 1\npack = "mine"\n[[{table}]]\n{row}\nact = "demnad"\n', encoding="utf-8")
        with pytest.raises(RulesError, match="unknown act 'demnad'") as caught:
            load([mine])
        assert (caught.value.code, caught.value.where) == ("E012", f"{mine}:6:1")
        assert caught.value.hint == "did you mean 'demand'?"

    def test_form_of_no_currency(self, tmp_path):
        said = self.said(tmp_path, '[extend.map.currency_forms]\n"دولارين" = "دولارر"\n')
        assert [each[:3] for each in said] == [("E033", 4, 1)]
        assert said[0][3] == "did you mean 'دولار'?"

    def test_form_of_a_currency_of_the_pack(self, tmp_path):
        forms = '[extend.map.currency_forms]\n"كوانزات" = "كوانزا"\n'
        assert not self.said(tmp_path, forms + '[extend.map.currencies]\n"كوانزا" = "AOA"\n')

    @pytest.mark.parametrize(
        ("text", "column"),
        [
            ('[extend.list.hearers]\nitems = ["لمريديه", "لمريديه"]', 10),
            ('[extend.list.cues_say]\nitems = ["استدرك كذا", "قالت"]', 24),  # a form of a lemma
            ('[extend.list.cues_say_participle]\nitems = ["قائلا"]', 10),
            ('[extend.map.currencies]\n"اليورو " = "XYZ"\n"يُورو" = "EUR"', None),
        ],
    )
    def test_added_twice(self, tmp_path, text, column):
        (said,) = self.said(tmp_path, text + "\n")
        assert said[0] == "W105"
        assert said[1:3] == ((4, column) if column else (5, 1))

    def test_another_value_is_no_double(self, tmp_path):
        assert not self.said(tmp_path, '[extend.map.currencies]\n"يورو" = "XEU"\n')

    def test_added_marks(self, tmp_path):
        assert [each[:3] for each in self.said(tmp_path, '[extend.list.hearers]\nitems = ["ـ"]\n')] == [("E030", 4, 10)]

    def test_acts_of_ours_are_all_that_are_known(self):
        source = load([default_folder()])
        acts = {row.get("act") for row in source.lemmas} | {rule.act for rule in source.rules}
        assert acts - {None} == set(schema.ACTS)
