"""Marks are paired as a reader would pair them, however many there are."""

import time

import pytest

from quotes.marks import Marks


def pairs(text):
    return [(text[p.open : p.close], p.closed, p.depth) for p in Marks(text).pairs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال «نعم» ثم «لا»", [("نعم", True, 0), ("لا", True, 0)]),
        ('قال «كتاب "الأيام" هنا»', [('كتاب "الأيام" هنا', True, 0), ("الأيام", True, 1)]),
        ("قال «نعم\nوخرج", [("نعم", False, 0)]),
        ("قال «أول “ثان» ثم", [("أول “ثان", True, 0), ("ثان» ثم", False, 1)]),
        ("قال نعم» ثم", []),
        ('قال:" نعم ولا". ثم', [(" نعم ولا", True, 0)]),
        ('قال:" نعم ولا. ثم', [(" نعم ولا. ثم", False, 0)]),
        ('شاشة 15" عريضة', []),
        ("قال “ نعم “ ولا “ .\nوأضاف “ لا “ .", [(" نعم ", True, 0), (" .", False, 0), (" لا ", True, 0)]),
    ],
)
def test_pairs(text, expected):
    assert pairs(text) == expected


def test_a_mark_long_open_counts_as_never_closed():
    text = "«" + "كلمة " * 1000 + "» ثم «نعم»"
    assert [(closed, depth) for _, closed, depth in pairs(text)] == [(False, 0), (True, 0)]


@pytest.mark.parametrize("part", ["«", "«’", "“«’", "«\n", '" '])
def test_time_grows_with_the_text(part):
    def seconds(size):
        text = (part * size)[:size]
        start = time.process_time()
        Marks(text)
        return time.process_time() - start

    short = min(seconds(5_000) for _ in range(3))
    assert seconds(40_000) < 8 * short * 4  # were it quadratic, 64 times
