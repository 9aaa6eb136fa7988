"""Hard inputs through the whole program: a result or a message, in good time, spans that fit the text."""

import hashlib
import json
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from quotes.cli import app
from quotes.inputs import Article, read
from quotes.render import Format
from quotes.schema import text as schema

HARD = Path(__file__).parents[1] / "fixtures" / "hard"
FILES = sorted(HARD.glob("*.txt"))
DAMAGED = {"broken-utf-8.txt", "cut-utf-8.txt", "one-byte.txt"}
PARK = ["crlf.txt", "old-mac.txt", "utf-8-bom.txt", "windows-1256.txt", "utf-16.txt", "utf-16-be.txt"]
SCHEMA = jsonschema.Draft202012Validator(json.loads(schema()))


def extract(path, format="jsonl", *options):
    return CliRunner().invoke(app, ["extract", str(path), "--format", format, *options], prog_name="quotes")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_result_or_a_message(path):
    result = extract(path, "jsonl", "--with-text")
    if path.name in DAMAGED:
        assert result.exit_code == 3
        assert not result.stdout
        assert result.stderr.startswith(f"error: {path}: damaged UTF-8")
        return
    assert result.exit_code == 0, result.stderr
    document = json.loads(result.stdout)
    SCHEMA.validate(document)
    text = document["text"]
    assert document["chars"] == len(text)
    assert document["sha256"] == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    for item in document["quotes"] + document["claims"]:
        spans = [item, *(item[key] for key in ("cue", "speaker", "via") if item.get(key))]
        assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)
        assert item["line"] == text.count("\n", 0, item["start"]) + 1
    ids = [item["id"] for item in document["quotes"] + document["claims"]]
    assert len(ids) == len(set(ids))
    assert {claim["quote"] for claim in document["claims"]} - {None} <= set(ids)


@pytest.mark.parametrize("format", [each for each in Format if each is not Format.JSONL])
def test_every_format_takes_them(format):
    result = extract(HARD, format, "-o", "/dev/null")
    assert result.exit_code == 3  # for the damaged ones
    assert "could not be processed" not in result.stderr


@pytest.mark.parametrize("name", PARK)
def test_the_same_article_gives_the_same_items(name):
    def items(path):
        document = json.loads(extract(path).stdout)
        return [(item["kind"], item["text"]) for item in document["quotes"] + document["claims"]]

    assert items(HARD / name) == items(HARD / "crlf.txt") != []


def test_encodings_and_marks_give_the_same_text():
    texts = [each.text for each in read([str(HARD / name) for name in PARK]) if isinstance(each, Article)]
    assert len({" ".join(text.split()) for text in texts}) == 1
