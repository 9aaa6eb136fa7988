"""Mappings that are kept in parts are mappings like any other."""

import pickle
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from quotes.ruleset.kept import Kept

TABLE = {f"كلمة{number}": number for number in range(100)} | {"\ud800": None}


def test_what_was_kept_is_what_it_was():
    kept = Kept.of(TABLE)
    again = pickle.loads(pickle.dumps(kept))
    for each in (kept, again):
        assert each["كلمة7"] == 7
        assert "\ud800" in each
        assert each.get("\ud800", 1) is None
        assert len(each) == len(TABLE)
        assert dict(each) == TABLE
    assert dict(pickle.loads(pickle.dumps(again))) == TABLE  # read parts are kept like the others


def test_what_is_not_there_is_not_there():
    for kept in (Kept.of(TABLE), Kept.of({})):
        assert "كلمات" not in kept
        assert 7 not in kept
        assert kept.get("كلمات") is None
        with pytest.raises(KeyError, match="كلمات"):
            kept["كلمات"]


def test_only_the_part_that_is_asked_for_is_read():
    kept = Kept.of(TABLE)
    assert kept["كلمة7"] == 7
    assert 0 < len(kept._read) < 50


def test_threads_that_read_at_once_find_everything():
    def missing(kept):
        return [key for key, value in TABLE.items() if key not in kept or kept.get(key, "") != value]

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            for _ in range(50):
                assert [*pool.map(missing, [Kept.of(TABLE)] * 8)] == [[]] * 8
    finally:
        sys.setswitchinterval(interval)
