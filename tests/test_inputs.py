"""Every kind of input, and every way in which one can be broken."""

import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from quotes.errors import InputError, UsageError
from quotes.inputs import Article, Kind, Reading, read
from quotes.inputs.decode import checked

TEXT = "وقال بوتين\r\n«نعم»"
LONG = "وقال وزير الخارجية إن المفاوضات مستمرة في جنيف، وإن الجانبين يقتربان من اتفاق شامل. " * 5


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def texts(*names, **how):
    return [each.text for each in read(names, Reading(**how)) if isinstance(each, Article)]


def problems(*names, **how):
    return [str(each) for each in read(names, Reading(**how)) if isinstance(each, InputError)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_is_decoded_by_its_mark_and_newlines_stay(here, encoding):
    (here / "a.txt").write_bytes(TEXT.encode(encoding))
    assert texts("a.txt") == [TEXT]


def test_an_encoding_is_that_of_input_that_is_not_utf_8(here):
    (here / "a.txt").write_bytes(TEXT.encode("cp1256"))
    assert texts("a.txt", encoding="cp1256") == [TEXT]
    assert "byte 0x" in problems("a.txt", encoding="utf-8")[0]
    (here / "b.txt").write_text(TEXT, encoding="utf-8", newline="")
    (here / "b.jsonl").write_text('{"text": "نعم"}', encoding="utf-8")
    (here / "b.csv").write_text("text\nنعم\n", encoding="utf-8")
    notes = []
    assert texts("b.txt", "b.jsonl", "b.csv", encoding="cp1256", note=notes.append) == [TEXT, "نعم", "نعم"]
    assert notes == [
        f"{name}: this is UTF-8, and read as such, not as cp1256" for name in ("b.txt", "b.jsonl", "b.csv")
    ]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["a.txt", "a"])
def test_utf_16_without_a_mark_is_told_by_its_letters(here, encoding, name):
    (here / name).write_bytes(LONG.encode(encoding))
    notes = []
    assert texts(name, note=notes.append) == [LONG]
    assert notes == [f"{name}: read as {encoding} (it has no byte order mark; --encoding says otherwise)"]
    assert texts(name, encoding=encoding) == [LONG]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_records_in_utf_16(here, encoding):
    (here / "a.jsonl").write_bytes('{"text": "نعم"}\n{"text": "لا"}\n'.encode(encoding))
    (here / "a.csv").write_bytes("text\nنعم\nلا\n".encode(encoding))
    (here / "a.json").write_bytes('[{"text": "نعم"},\n{"text": "لا"}]'.encode(encoding))
    assert texts("a.jsonl", "a.csv", "a.json") == ["نعم", "لا"] * 3


@pytest.mark.parametrize("data", [b"\0" * 500, LONG.encode("utf-32-le"), b"text\n\0a\0b\n"])
def test_nul_bytes_that_are_no_letters_are_refused(here, data):
    for name in ("a.txt", "a", "a.csv"):
        (here / name).write_bytes(data)
        assert texts(name) == []
        assert "binary data, not text" in problems(name)[0]


def test_a_guessed_encoding_is_told(here):
    (here / "a.txt").write_bytes(LONG.encode("cp1256"))
    notes = []
    assert texts("a.txt", note=notes.append) == [LONG]
    assert "a.txt: not UTF-8, read as cp1256" in notes[0]


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:40] + b"\xff" + data[40:]])
def test_damaged_utf_8_is_not_taken_for_another_encoding(here, damage):
    (here / "a.txt").write_bytes(damage(LONG.strip().encode()[:-1]))
    assert "damaged UTF-8" in problems("a.txt")[0]
    assert "iconv -c" in problems("a.txt")[0]


def test_without_a_guesser_the_message_says_what_to_do(here, monkeypatch):
    (here / "a.txt").write_bytes(LONG.encode("cp1256"))
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    assert "--encoding windows-1256" in problems("a.txt")[0]


def test_an_unknown_encoding_is_a_usage_error():
    with pytest.raises(UsageError, match="unknown encoding"):
        checked("utf-9")


def test_gzip_is_read_through(here):
    (here / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (here / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n'))
    assert texts("a.txt.gz", "b.jsonl.gz") == [TEXT, "x"]
    (here / "c.gz").write_bytes(gzip.compress(TEXT.encode())[:-9])
    assert "broken gzip data" in problems("c.gz")[0]


def test_folders_are_walked_in_order_without_hidden_and_foreign_files(here):
    for name in ("b/2.txt", "b/1.html", "a.txt", ".hidden.txt", ".git/x.txt", "b/photo.jpg", "c.csv"):
        path = here / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"<p>{name}", encoding="utf-8")
    notes = []
    found = [each.id for each in read(["."], Reading(note=notes.append))]
    assert found == ["a.txt", "b/1.html", "b/2.txt"]
    assert notes == [".: 2 files of other kinds passed over (.csv 1, .jpg 1); name a file to have it read"]
    assert list(read(["b"], Reading(note=notes.append)))
    assert "b: 1 file of other kinds passed over (.jpg 1)" in notes[1]


def test_an_empty_folder_is_told(here):
    (here / "empty").mkdir()
    assert "no readable file" in problems("empty")[0]


def test_globs_that_the_shell_left_alone(here):
    for name in ("1.txt", "2.txt"):
        (here / name).write_text(name, encoding="utf-8")
    assert texts("*.txt") == ["1.txt", "2.txt"]
    assert "nothing matches" in problems("*.md")[0]
    (here / "[x].txt").write_text("literal", encoding="utf-8")
    assert texts("[x].txt") == ["literal"]


@pytest.mark.parametrize(
    ("start", "says"),
    [(b"%PDF-1.7", "PDF"), (b"PK\x03\x04", "docx"), (b"ab\0cd", "binary"), (b"\xd0\xcf\x11\xe0", "Office")],
)
def test_what_is_no_text_is_named(here, start, says):
    (here / "a").write_bytes(start)
    assert says in problems("a")[0]


def test_one_bad_input_stops_only_itself(here):
    (here / "a.txt").write_text("x", encoding="utf-8")
    found = list(read(["missing.txt", "a.txt"]))
    assert isinstance(found[0], InputError)
    assert found[0].where == "missing.txt"
    assert found[1].text == "x"


def test_json_lines_keep_metadata_and_line(here):
    (here / "a.jsonl").write_text(
        '{"id": "x", "text": "1", "title": "t", "date": 20230101, "url": "u", "outlet": "o"}\n'
        "\n"
        '{"id": 7, "text": "2", "title": ["t"]}\n',
        encoding="utf-8-sig",
    )
    notes = []
    first, second = read(["a.jsonl"], Reading(note=notes.append))
    assert first == Article("1", "x", "a.jsonl", 1, "t", "20230101", "u", "o")
    assert second == Article("2", "a.jsonl:3", "a.jsonl", 3)
    assert notes == [
        "a.jsonl:3: the id is not a string, so the document is called a.jsonl:3",
        "a.jsonl:3: title is not text, and left out",
    ]


@pytest.mark.parametrize("indent", [None, 2])
def test_an_array_is_read_as_the_lines_of_its_objects(here, indent):
    rows = [{"id": "x", "text": "1"}, {"body": "2"}, 3, {"text": "4"}]
    for name in ("a.json", "a.jsonl", "a"):
        (here / name).write_text(json.dumps(rows, indent=indent), encoding="utf-8")
        found = list(read([name]))
        assert [each.where if isinstance(each, InputError) else each.id for each in found] == [
            "x",
            f"{name}:2",
            f"{name}:3",
            f"{name}:4",
        ]
    (here / "a.json").write_text('[{"text": "1"},\n{"text"', encoding="utf-8")
    (problem,) = problems("a.json")
    assert problem.startswith("a.json: not JSON")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("bad", "not JSON"),
        ("{", "jq -c"),
        ("[1]", "a list, not an object"),
        ("3", "a number, not an object"),
        ('{"body": "x", "n": 1}', "fields that hold text: body"),
        ('{"text": null}', "is null, not text"),
        ('{"text": {}}', "is an object, not text"),
        ('{"text": null, "quotes": [], "tool": {}}', "a result of this program"),
    ],
)
def test_a_bad_line_is_named_and_the_next_one_read(here, line, says):
    (here / "a.jsonl").write_text(f'{line}\n{{"text": "good"}}\n', encoding="utf-8")
    bad, good = read(["a.jsonl"])
    assert bad.where == "a.jsonl:1"
    assert says in str(bad)
    assert good.text == "good"


def test_a_line_that_cannot_be_decoded_is_named_and_the_next_one_read(here):
    (here / "a.jsonl").write_bytes(b'{"text": "\xc8"}\n{"text": "good"}\n')
    bad, good = read(["a.jsonl"])
    assert str(bad).startswith("a.jsonl:1: not utf-8: byte 0xc8")
    assert good.text == "good"


@pytest.mark.parametrize("encoding", ["utf-16", "cp1256"])
def test_json_lines_in_other_encodings(here, encoding):
    (here / "a.jsonl").write_bytes('{"text": "نعم"}\n{"text": "لا"}\n'.encode(encoding))
    assert texts("a.jsonl", encoding=encoding) == ["نعم", "لا"]


def test_nested_fields(here):
    (here / "a.jsonl").write_text('{"article": {"body": "x"}, "a.b": "y"}\n', encoding="utf-8")
    assert texts("a.jsonl", field="article.body") == ["x"]
    assert texts("a.jsonl", field="a.b") == ["y"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("An article in English about a minister.", "0 of 32 letters"),
        (LONG.encode("cp1256").decode("latin-1"), "letters"),  # the wrong encoding
        (f"{LONG} BBC News, Reuters", None),
        ("12.5% GDP", None),
        ("", None),
    ],
)
def test_a_text_that_is_hardly_arabic_is_told(here, text, told):
    (here / "a.txt").write_text(text, encoding="utf-8")
    notes = []
    assert [each.text for each in read(["a.txt"], Reading(note=notes.append))] == [text]
    found = [note for note in notes if "hardly any Arabic" in note]
    assert len(found) == bool(told)
    assert not told or told in found[0]


def test_a_lone_surrogate_becomes_one_replacement_character(here):
    (here / "a.jsonl").write_text('{"text": "a\\ud800b", "id": "\\udfff"}\n', encoding="ascii")
    notes = []
    (article,) = read(["a.jsonl"], Reading(note=notes.append))
    assert article.text == "a\ufffdb"
    assert len(notes) == 1
    assert "a.jsonl:1: half of a surrogate pair became U+FFFD" in notes[0]
    assert article.id == "\ufffd"


def test_rows_are_counted_as_an_editor_counts_lines(here):
    (here / "a.csv").write_text('text,title\n"قال\n\nنعم",t\n\nلا,u\n', encoding="utf-8")
    assert [(each.record, each.id) for each in read(["a.csv"])] == [(2, "a.csv:2"), (6, "a.csv:6")]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.tsv", "a"])
def test_an_empty_file_is_told_and_no_error(here, name):
    (here / name).write_bytes(b"")
    notes = []
    found = list(read([name], Reading(note=notes.append)))
    assert notes == [f"{name}: empty"]
    assert [each.text for each in found] == ([] if Path(name).suffix in {".jsonl", ".json", ".csv", ".tsv"} else [""])


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables(here, separator):
    rows = [["id", "text", "title"], ["1", '"قال\nنعم"', "t"], ["2"]]
    (here / "a.csv").write_text("\n".join(separator.join(row) for row in rows), encoding="utf-8-sig")
    first, second = read(["a.csv"])
    assert first == Article("قال\nنعم", "1", "a.csv", 2, "t")
    assert "a.csv:4" in str(second)  # as an editor counts: the row before has two lines
    assert "columns: id, text, title" in problems("a.csv", field="body")[0]


def test_a_table_in_another_encoding(here):
    (here / "a.csv").write_bytes("text\nنعم\n".encode("cp1256"))
    assert texts("a.csv", encoding="cp1256") == ["نعم"]
    assert "name the encoding" in problems("a.csv")[0]


PAGE = """<!doctype html><html><head><title>عنوان | وكالة</title>
<meta property="og:title" content="عنوان"><meta property="og:site_name" content="وكالة">
<meta property="article:published_time" content="2024-05-01"><link rel="canonical" href="https://example.org/1">
<script>var x = "<p>no</p>";</script></head>
<body><nav><p>قائمة</p></nav><article><h1>عنوان كبير</h1><p>وقال&nbsp;<b>بو</b>تين:<br>
«نعم»<p>فقرة&amp;ثانية</p><ul><li><a href="/2">رابط طويل إلى خبر آخر</a></li></ul></article>
<article><p>خبر آخر</p></article><footer><p>حقوق</p></footer></body></html>"""


def test_a_page_gives_its_article_and_metadata(here):
    (here / "a.html").write_text(PAGE, encoding="utf-8")
    (article,) = read(["a.html"])
    assert article.text == "عنوان كبير\nوقال\u00a0بوتين:\n«نعم»\nفقرة&ثانية"
    assert (article.title, article.outlet) == ("عنوان", "وكالة")
    assert (article.date, article.url) == ("2024-05-01", "https://example.org/1")


def test_a_page_may_declare_its_encoding(here):
    page = f'<html><meta charset="windows-1256"><p>{LONG}</p></html>'
    (here / "a.html").write_bytes(page.encode("cp1256"))
    assert texts("a.html") == [LONG.strip()]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>one<p>two", "one\ntwo"),
        ("<main><p>in</p></main><p>out</p>", "in"),
        ("<form><p>all there is</p>", "all there is"),
        ("<nav><a>x</a><p>y</p></nav><div>body <a>link</a> and words</div>", "body link and words"),
        ("<svg><title>no</title></svg><p>x</p></div></p>", "x"),
    ],
)
def test_pages_as_they_come(here, page, text):
    (here / "a.html").write_text(page, encoding="utf-8")
    assert texts("a.html") == [text]


def test_a_page_without_text_is_an_error(here):
    (here / "a.html").write_text("<html><script>1</script></html>", encoding="utf-8")
    assert "no article text" in problems("a.html")[0]


@pytest.mark.parametrize(
    ("start", "kind", "text"),
    [('{"text": "x"}', None, "x"), ("<html><p>x", None, "x"), ("{x}", None, "{x}"), ("text\nx\n", Kind.CSV, "x")],
)
def test_standard_input_is_told_by_its_first_bytes(monkeypatch, start, kind, text):
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(start.encode())))
    monkeypatch.setattr(sys, "stdin", stdin)
    (article,) = read(["-"], Reading(kind=kind))
    assert article.text == text
    assert article.path == "-"
