"""Each format: what it prints, what it leaves alone, and what a hostile text cannot do to it."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from decimal import Decimal

import jsonschema
import pytest
import samples

from quotes.model import Claim
from quotes.render import Bidi, Format, GroupBy, View, renderer
from quotes.render.textlink import passage_link
from quotes.render.wording import value
from quotes.schema import text as schema

SCHEMA = jsonschema.Draft202012Validator(json.loads(schema()))
HUGE = Decimal(10) ** 30


def rendered(format, *documents, **view):
    return b"".join(renderer(format)(documents, View(**view))).decode("utf-8")


TEXTS = [format for format in Format if format is not Format.XLSX]


@pytest.mark.parametrize("format", TEXTS)
def test_every_format_streams_and_takes_nothing_at_all(format):
    rendered(format)
    seen = []

    def documents():
        for number in range(3):
            seen.append(number)
            yield samples.document()

    chunks = renderer(format)(documents(), View())
    next(chunks)
    assert len(seen) <= 1


def test_json_is_one_valid_array():
    doc = samples.document()
    found = json.loads(rendered(Format.JSON, doc, doc))
    assert found == [doc.to_dict()] * 2
    for each in found:
        SCHEMA.validate(each)
    assert json.loads(rendered(Format.JSON)) == []


def test_json_lines_are_valid_objects_with_arabic_unescaped():
    lines = rendered(Format.JSONL, samples.document(), samples.document()).splitlines()
    assert len(lines) == 2
    assert "المفاوضات" in lines[0]
    SCHEMA.validate(json.loads(lines[0]))


def test_json_takes_what_orjson_refuses():
    doc = samples.with_claim(samples.with_quote(samples.document(), text="\ud800نعم"), value=HUGE)
    found = json.loads(rendered(Format.JSONL, doc))
    assert found["quotes"][0]["text"] == "\ufffdنعم"
    assert found["claims"][0]["value"] == 10**30
    SCHEMA.validate(found)


@pytest.mark.parametrize("format", list(Format))
def test_no_text_breaks_a_format(format):
    nasty = "\ud800\x1b[31m\u202e<script>=1+1\x00\n\u2067"
    doc = samples.with_quote(samples.document(text=samples.ARTICLE + nasty), text=nasty, name=nasty)
    assert b"".join(renderer(format)([samples.with_claim(doc, value=HUGE, said_by=nasty)], View(terminal=True)))


def test_csv_has_a_row_for_each_item():
    doc = samples.document(title="t", outlet="o", record=7)
    rows = list(csv.DictReader(io.StringIO(rendered(Format.CSV, doc))))
    assert [row["item"] for row in rows] == ["quote", "claim"]
    assert rows[0] | {"document": "a.txt", "record": "7", "title": "t", "name": "بوتين", "cue": "قال"} == rows[0]
    assert rows[1]["value"] == "10"
    assert rows[1]["negated"] == "false"


def test_csv_columns_follow_what_was_looked_for():
    header = rendered(Format.CSV, claims=False).split(",")
    assert "speaker" in header
    assert "value" not in header


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_neutralises_formulas(start):
    doc = samples.with_quote(samples.document(), text=f"{start}1+1")
    row = next(csv.DictReader(io.StringIO(rendered(Format.CSV, doc), newline="")))
    assert row["text"] == f"'{start}1+1"


def test_a_negative_number_stays_a_number():
    doc = samples.with_claim(samples.document(), value=Decimal(-3))
    assert list(csv.DictReader(io.StringIO(rendered(Format.CSV, doc))))[1]["value"] == "-3"


def test_table_shows_items_and_what_they_come_to():
    text = rendered(Format.TABLE, samples.document())
    assert "بوتين" in text
    assert "10 %" in text
    assert "1 document: 1 quote, 1 claim" in text


def test_a_denied_cue_is_marked_in_the_table():
    assert "✗ قال" in rendered(Format.TABLE, samples.with_quote(samples.document(), negated=True))


def test_isolates_reach_only_a_terminal():
    doc = samples.document()
    for format in TEXTS:
        assert not set("\u2066\u2067\u2068\u2069") & set(rendered(format, doc))
    assert "\u2067" in rendered(Format.TABLE, doc, terminal=True)


@pytest.mark.parametrize("width", [40, 60, 100])
def test_every_line_of_a_wrapped_cell_is_isolated_and_lines_stay_equally_wide(width):
    from rich.cells import cell_len

    long = "المفاوضات مستمرة مع جميع الأطراف " * 12
    doc = samples.with_quote(samples.document(), text=f"{long}\nسطر\u2067 ثان", name=long)
    lines = rendered(Format.TABLE, doc, terminal=True, width=width).splitlines()
    cells = [line for line in lines if "\u2067" in line]
    assert len(cells) > 10
    for line in cells:
        depth = 0
        for char in line:
            depth += (char in "\u2066\u2067\u2068") - (char == "\u2069")
            assert 0 <= depth <= 1
        assert depth == 0
    plain = renderer(Format.TABLE)([doc], View(width=width))
    assert all(cell_len(line) <= width for line in b"".join(plain).decode().splitlines())


@pytest.mark.parametrize("isolated", [True, False])
def test_columns_keep_their_places_on_a_terminal_that_knows_bidi(isolated):
    """The bidi algorithm, run over each line, moves nothing across the edge of a cell; without isolates it would."""
    from bidi import get_display

    doc = samples.with_quote(samples.document(), text="14 قتيلا (أ) و«ب» 5% ثم abc قال", name="علي 2")
    table = rendered(Format.TABLE, samples.with_claim(doc, per="للبرميل"), terminal=True)
    cells = re.compile("[\u2066\u2067](.*?)\u2069")
    rows = [line for line in re.sub("\x1b[^m]*m", "", table).splitlines() if len(cells.findall(line)) > 1]
    assert len(rows) == 2

    def kept(line):
        shown = get_display(line if isolated else re.sub("[\u2066-\u2069]", "", line), base_dir="L")
        shown = re.sub("[\u2066-\u2069]", "", shown)
        at = 0
        for cell in cells.finditer(line):
            start = cell.start() - len(re.findall("[\u2066-\u2069]", line[: cell.start()]))
            at = start + len(cell[1])
            if sorted(shown[start:at]) != sorted(get_display(cell[1])):
                return False
        return bool(at)

    assert all(map(kept, rows)) == isolated


@pytest.mark.parametrize("width", [20, 30, 40, 60, 80])
@pytest.mark.parametrize("by", [None, GroupBy.SPEAKER])
def test_nothing_is_cut_off_in_a_narrow_terminal(width, by):
    long = "المفاوضات مستمرة مع جميع الأطراف"
    doc = samples.with_claim(samples.with_quote(samples.document(), text=long, name=long[:20]), about=long)
    for terminal in (True, False):
        shown = rendered(Format.TABLE, doc, terminal=terminal, width=width, group_by=by)
        missing = Counter(f"{long}{long[:20]}قال 10% 10 % {long}".replace(" ", "")) - Counter(shown)
        assert not missing


def test_control_characters_do_not_reach_the_terminal():
    doc = samples.with_quote(samples.document(), text="a\x1b]0;x\x07b\x9bc", name="\x1b[2J")
    shown = rendered(Format.TABLE, doc, terminal=True)
    assert "\x1b]" not in shown
    assert "\x1b[2J" not in shown
    assert "\x9b" not in shown


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        ({"value": Decimal(40000000000), "unit": "USD", "modifier": "approx"}, "≈ 40,000,000,000 USD"),
        ({"value": None, "low": Decimal(85), "high": Decimal(90)}, "85 – 90 %"),
        ({"value": None, "low": Decimal(3), "high": None}, "3 – … %"),
        ({"value": Decimal("0.66666"), "unit": "1"}, "0.6667"),
        ({"value": Decimal(10), "change": "fall", "modifier": "min"}, "↓ ≥ 10 %"),
        ({"value": Decimal(70), "unit": "USD", "per": "للبرميل"}, "70 USD للبرميل"),
        ({"value": None}, ""),
        ({"value": HUGE, "unit": None}, f"{10**30:,}"),
    ],
)
def test_values_for_people(fields, written):
    claim = samples.with_claim(samples.document(), **fields).claims[0]
    assert isinstance(claim, Claim)
    assert value(claim) == written


def test_the_schema_is_valid_and_knows_exactly_the_fields_of_the_model():
    from typing import get_args

    from quotes import model

    jsonschema.Draft202012Validator.check_schema(SCHEMA.schema)
    for name, part in (("Quote", "quote"), ("Claim", "claim"), ("Span", "span")):
        definition = SCHEMA.schema["$defs"][part]
        assert list(definition["properties"]) == list(getattr(model, name)._fields)
        assert definition["required"] == list(definition["properties"])
    assert set(SCHEMA.schema["properties"]) == set(model.Document._fields)
    quote, claim = (SCHEMA.schema["$defs"][each]["properties"] for each in ("quote", "claim"))
    for literal, declared in (
        (model.QuoteKind, quote["kind"]),
        (model.ClaimKind, claim["kind"]),
        (model.Confidence, quote["confidence"]),
        (model.Source, quote["source"]),
        (model.Modifier, claim["modifier"]),
        (model.Change, claim["change"]),
    ):
        assert {each for each in declared["enum"] if each} == set(get_args(literal))


def test_items_one_a_line():
    lines = [json.loads(line) for line in rendered(Format.JSONL, samples.document(), items=True).splitlines()]
    assert [line["item"] for line in lines] == ["quote", "claim"]
    assert lines[0].keys() == lines[1].keys()
    assert lines[1]["value"] == 10


def test_flat_rows_show_the_context_when_asked():
    row = next(csv.DictReader(io.StringIO(rendered(Format.CSV, samples.document(), context=200))))
    assert row["before"].endswith("بوتين: «")
    assert row["after"].startswith("».")


def test_a_byte_order_mark_only_when_asked():
    assert not rendered(Format.CSV).startswith("\ufeff")
    assert rendered(Format.CSV, bom=True).startswith("\ufeffdocument,")


@pytest.mark.parametrize(
    ("by", "heads"),
    [
        ("speaker", ["بوتين", "—"]),
        ("kind", ["direct", "percent"]),
        ("file", ["a.txt"]),
        ("rule", ["ar-test-percent", "ar-test-said"]),
    ],
)
def test_groups_go_over_all_documents(by, heads):
    text = rendered(Format.TABLE, samples.document(), samples.document(id="b.txt"), group_by=GroupBy(by))
    found = [line.split("  ")[0] for line in text.splitlines() if re.match(r"\S.*  \d quote", line)]
    assert sorted(found) == sorted(heads)
    assert "b.txt" in text


def test_the_context_stands_round_the_item_in_a_table():
    assert "«[المفاوضات مستمرة]»" in rendered(Format.TABLE, samples.document(), context=20)


def test_visual_order_is_painted_here():
    text = rendered(Format.TABLE, samples.document(), terminal=True, bidi=Bidi.VISUAL)
    assert "\u2067" not in text
    assert "ﻦﻴﺗﻮﺑ" in text  # بوتين, shaped and reversed


def test_a_workbook_is_right_to_left_and_typed():
    doc = samples.with_quote(samples.document(), text="=1+1")
    doc = samples.with_claim(doc, value=HUGE, said_by="بوتين")
    data = b"".join(renderer(Format.XLSX)([samples.document(), doc], View()))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheets = [book.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2, 3)]
        strings = book.read("xl/sharedStrings.xml").decode()
    assert all('rightToLeft="1"' in sheet for sheet in sheets)
    assert not any("<f>" in sheet for sheet in sheets)
    assert "<v>10</v>" in sheets[1]
    assert ">=1+1<" in strings
    assert str(10**30) in strings
    assert "<v>2</v>" in sheets[2]  # quotes of the one speaker


def test_a_workbook_is_read_back():
    from openpyxl import load_workbook

    url = "https://example.org/1"
    docs = [
        samples.document(date="2024-05-01", url=url, title="@SUM(A1)"),
        samples.document(date="2024-05-01T10:30:00+03:00", url="javascript:alert(1)"),
        samples.document(date="1 May 2024", url=f"{url}?{'x' * 3000}"),
        samples.with_claim(samples.document(date="1800-01-01"), value=Decimal("0.5"), about="-2+3"),
    ]
    book = load_workbook(io.BytesIO(b"".join(renderer(Format.XLSX)(docs, View()))))
    assert book.sheetnames == ["quotes", "claims", "speakers"]
    for sheet in book:
        assert sheet.sheet_view.rightToLeft
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "d", "b"}  # none is a formula
    quotes, claims = (list(book[name].iter_rows()) for name in ("quotes", "claims"))
    heads = [cell.value for cell in quotes[0]]
    dates = [row[heads.index("date")] for row in quotes[1:]]
    assert [each.data_type for each in dates] == ["d", "d", "s", "s"]
    assert [str(each.value) for each in dates] == [
        "2024-05-01 00:00:00",
        "2024-05-01 10:30:00",
        "1 May 2024",
        "1800-01-01",
    ]
    assert quotes[1][heads.index("title")].value == "@SUM(A1)"
    quote = docs[0].quotes[0]
    links = [row[heads.index("url")].hyperlink for row in quotes[1:]]
    assert links[0].target + "#" + links[0].location == passage_link(url, docs[0].text, quote.start, quote.end)
    assert links[1:] == [None, None, None]
    heads = [cell.value for cell in claims[0]]
    assert [row[heads.index("value")].value for row in claims[1:]] == [10, 10, 10, 0.5]
    assert claims[4][heads.index("about")].value == "-2+3"
    assert [cell.value for cell in book["speakers"][2]] == ["بوتين", 4, 0]
