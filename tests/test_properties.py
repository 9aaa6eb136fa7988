"""What holds of every text, news or not."""

import json
from functools import cache

import jsonschema
import newsish
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import quotes
from quotes.fold import Folded
from quotes.model import Document
from quotes.pipeline import Run, pipeline
from quotes.render import Format, View, renderer
from quotes.render.json import dumps
from quotes.schema import text as schema

SCHEMA = jsonschema.Draft202012Validator(json.loads(schema()))
ANY = st.one_of(newsish.texts(), newsish.damaged())
slow = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@cache
def rules():
    return quotes.load_rules()


def extract(text):
    return quotes.extract(text, rules=rules(), id="a.txt", path="a.txt", with_text=True)


def spans(item):
    yield item
    yield from (item[key] for key in ("cue", "speaker", "via") if item.get(key))


@given(ANY)
@slow
def test_results_fit_their_text_and_the_schema(text):
    document = extract(text).to_dict()
    SCHEMA.validate(json.loads(dumps(document)))
    items = document["quotes"] + document["claims"]
    for item in items:
        for span in spans(item):
            assert 0 <= span["start"] <= span["end"] <= len(text)
            assert text[span["start"] : span["end"]] == span["text"]
        assert item["text"].strip()
        assert item["line"] == text.count("\n", 0, item["start"]) + 1
    ids = [item["id"] for item in items]
    assert len(ids) == len(set(ids))
    assert {claim["quote"] for claim in document["claims"]} - {None} <= {quote["id"] for quote in document["quotes"]}
    for kind in ("quotes", "claims"):
        starts = [item["start"] for item in document[kind]]
        assert starts == sorted(starts)


@given(ANY)
@slow
def test_the_same_text_gives_the_same_result(text):
    first = extract(text)
    extract(text[::-1])  # whatever was met in between
    assert extract(text) == first
    assert isinstance(first, Document)


@given(ANY, st.sampled_from(list(Format)))
@slow
def test_every_format_takes_every_result(text, format):
    for view in (View(), View(terminal=True, width=40, context=10 if format in {Format.TABLE, Format.CSV} else 0)):
        b"".join(renderer(format)([extract(text)], view)).decode("latin-1" if format is Format.XLSX else "utf-8")


@given(ANY)
@slow
def test_folded_offsets_lead_back(text):
    folded = Folded(text)
    offsets = [folded.offset(at) for at in range(len(folded.text) + 1)]
    assert offsets == sorted(offsets)
    assert offsets[-1] <= len(text)


@given(ANY)
@settings(slow, max_examples=25)
def test_the_work_grows_with_the_text(text):
    """Rules are tried at anchors: twice the text gives about twice the tries, never the square of them."""

    def tries(many):
        run = Run(pipeline(rules()), "\n".join([text] * many))
        found = []
        pipeline(rules()).engine.scan(run.folded, lambda *refused: found.append(None))
        return len(found) + len(run.findings.candidates) + len(run.findings.numbers) + len(run.findings.boundaries)

    assert tries(8) <= 3 * tries(4) + 200
