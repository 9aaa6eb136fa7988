"""Explanations hold for whole articles: every span is the text's, every result is explained."""

import json
from pathlib import Path

import pytest

from quotes import load_rules
from quotes.explain import Focus, explain
from quotes.pipeline import pipeline

ARTICLES = sorted((Path(__file__).parents[1] / "fixtures").glob("*.txt"))


@pytest.fixture(scope="module")
def finder():
    return pipeline(load_rules())


def entries(found):
    for passage in found["passages"]:
        for anchor in passage["anchors"]:
            for rule in anchor["rules"]:
                yield anchor, rule


def spans(value):
    if isinstance(value, dict):
        if value.keys() >= {"text", "start", "end"}:
            yield value
        for each in value.values():
            yield from spans(each)
    elif isinstance(value, list):
        for each in value:
            yield from spans(each)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_articles(finder, path):
    run = finder.run(path.read_text(encoding="utf-8"))
    found = explain(run)
    json.dumps(found)
    for span in spans(found):
        assert run.folded.original[span["start"] : span["end"]] == span["text"]
    won = [rule for _, rule in entries(found)]
    for verdict, items, text in (("quote", run.quotes, "content"), ("claim", run.claims, None)):
        # the two numbers of a range lead to one claim
        shown = {each[text]["text"] if text else each["text"] for each in won if each["verdict"] == verdict}
        assert shown == {item.text for item in items}


def test_a_line_in_focus(finder):
    run = finder.run(ARTICLES[0].read_text(encoding="utf-8"))
    found = explain(run, Focus(line=5))
    assert {passage["line"] for passage in found["passages"]} == {5}
    assert any(rule["verdict"] == "no match" for _, rule in entries(found))


def test_words_are_folded_before_they_are_looked_for(finder):
    found = explain(finder.run("ذهب أحمدُ إلى البيت."), Focus(words="احمد"))
    assert [passage["text"] for passage in found["passages"]] == ["ذهب أحمدُ إلى البيت"]
