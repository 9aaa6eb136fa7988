"""Compiled rules are kept, and never wrongly."""

import os
import pickle

import pytest
import samples

import quotes
from quotes import rulecache, ruleset
from quotes.errors import RulesError

TEXT = "وقال بوتين: «نعم»."


@pytest.fixture
def pack(tmp_path, monkeypatch):
    """A pack of one rule, and an empty cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("QUOTES_NO_CACHE", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "test.toml").write_text(samples.PACK, encoding="utf-8")
    return folder


@pytest.fixture
def compiled(monkeypatch):
    """How often rules were compiled."""
    times = []
    real = ruleset.load_rules
    monkeypatch.setattr(ruleset, "load_rules", lambda *args, **how: times.append(args) or real(*args, **how))
    return times


def load(pack):
    return rulecache.load_rules(pack, default=False)


def found(rules):
    return [quote.text for quote in quotes.extract(TEXT, rules=rules).quotes]


def files(pack):
    return sorted((pack.parent / "cache" / "quotes-ar").glob("*"))


def test_the_second_time_nothing_is_compiled(pack, compiled):
    assert found(load(pack)) == found(load(pack)) == ["نعم"]
    assert len(compiled) == 1
    assert len(files(pack)) == 1


def test_a_changed_rule_file_is_compiled_anew(pack, compiled):
    load(pack)
    (pack / "test.toml").write_text(samples.PACK.replace('"قال"', '"صاح"').replace("قال", "صاح"), encoding="utf-8")
    assert found(load(pack)) == []
    assert len(compiled) == 2


def test_a_changed_module_is_compiled_for_anew(pack, compiled, monkeypatch):
    load(pack)
    monkeypatch.setattr(rulecache, "_code", lambda: iter([b"other"]))
    load(pack)
    assert len(compiled) == 2


@pytest.mark.parametrize("damage", [b"", b"garbage", pickle.dumps({"not": "rules"})])
def test_a_damaged_file_is_written_anew(pack, compiled, damage):
    load(pack)
    (file,) = files(pack)
    file.write_bytes(damage)
    assert found(load(pack)) == ["نعم"]
    load(pack)
    assert len(compiled) == 2


@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
def test_half_a_file_is_written_anew(pack, compiled, share):
    load(pack)
    (file,) = files(pack)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    assert found(load(pack)) == ["نعم"]
    assert len(compiled) == 2
    assert len(file.read_bytes()) == len(whole)


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no file modes here")
def test_a_file_that_others_could_have_written_is_not_read(pack, compiled):
    load(pack)
    (file,) = files(pack)
    file.chmod(0o666)
    load(pack)
    assert len(compiled) == 2
    file.parent.chmod(0o777)
    load(pack)
    assert len(compiled) == 3


def test_no_cache_when_asked(pack, compiled, monkeypatch):
    monkeypatch.setenv("QUOTES_NO_CACHE", "1")
    load(pack)
    assert files(pack) == []


def test_a_home_that_cannot_be_written_costs_only_time(pack, compiled, monkeypatch):
    (pack.parent / "cache").write_text("a file", encoding="utf-8")
    assert found(load(pack)) == ["نعم"]


def test_errors_are_those_of_the_loader(pack):
    (pack / "test.toml").write_text("schema = 1\npack = 'x'\nnonsense = 1\n", encoding="utf-8")
    with pytest.raises(RulesError, match="nonsense"):
        load(pack)
    with pytest.raises(RulesError):
        load(pack / "missing")


def test_only_a_few_files_are_kept(pack, monkeypatch):
    for number in range(rulecache._KEPT + 3):
        monkeypatch.setattr(rulecache, "_code", lambda number=number: iter([str(number).encode()]))
        load(pack)
    assert len(files(pack)) == rulecache._KEPT
