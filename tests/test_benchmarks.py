"""The parts of the benchmarks that can be wrong without anybody seeing it in the figures."""

import tomllib
from itertools import islice

import pytest
import regex

from benchmarks import instructions, texts
from benchmarks.contestants import CONTESTANTS, Contestant, timed
from benchmarks.files import CUES
from benchmarks.naive import trie


@pytest.mark.parametrize("words", [["a"], ["a", "ab"], ["ab", "ac", "b"], ["ab", "abcd", "abce"], ["a.b", "a*"]])
def test_a_trie_finds_its_words_and_no_others(words):
    pattern = regex.compile(trie(words))
    assert [word for word in words if pattern.fullmatch(word)] == words
    assert not any(pattern.fullmatch(other) for other in ("", "abc", "c", "axb", "aa"))


def test_made_texts_are_long_as_asked_and_always_the_same():
    first, second = ([*islice(texts.made(5_000), 3)] for _ in range(2))
    assert first == second
    assert [len(text) for text in first] == [5_000] * 3
    assert len(set(first)) == 3


def test_what_is_written_is_read(tmp_path):
    articles = list(texts.sized(texts.articles(None), 0.02))
    size = texts.write(tmp_path / "a.jsonl", articles)
    assert texts.read(tmp_path / "a.jsonl") == articles == list(texts.articles(tmp_path / "a.jsonl"))
    assert 0.02 <= size < 0.03


def test_a_contestant_is_timed():
    result = timed(CONTESTANTS["pyarabic"], list(islice(texts.made(300), 3)))
    assert result["seconds"] > 0
    assert 0.0008 < result["megabytes"] < 0.0012  # the first text only warms up
    assert result["version"]


def test_a_library_that_is_not_installed_takes_no_part():
    assert timed(Contestant("nothing", pytest.fail, "no-such-package-anywhere"), ["a", "b"]) == {}


def test_the_words_to_count_are_words():
    words = CUES.read_text(encoding="utf-8").splitlines()
    assert words == sorted(set(words))
    assert all(word.isalpha() for word in words)


def test_a_ceiling_says_what_is_above_it():
    measured = {"startup": 1_000_000, "work": 2_000_000}
    ceiling = tomllib.loads(instructions.written(measured, {"python": "3.11", "regex": "2026"}))
    assert ceiling == {"python": "3.11", "regex": "2026", "startup": 1_050_000, "work": 2_100_000}
    assert instructions.exceeded(measured, ceiling) == []
    assert instructions.exceeded({"startup": 1_050_001, "work": 0}, ceiling) == ["startup"]
