"""Whether cost stays in proportion to the length of a document."""

import math
import sys
from collections.abc import Iterator
from functools import partial
from itertools import chain, islice
from pathlib import Path
from statistics import linear_regression

from benchmarks.clocks import best
from benchmarks.markdown import note, row, section
from benchmarks.texts import ROOT, made, write
from benchmarks.throughput import timed

_TEXT = """
One document in memory, longer and longer: the seconds a megabyte takes should stay the same. Below that are texts of
`fixtures/hard`, repeated, which hold nothing but what rules begin with. Four times the length should take 4
times as long; 16 times would be quadratic.
"""
_BYTES = 1.8  # of UTF-8 for a character of Arabic text
_LEAST = 100_000  # bytes to time together; shorter documents are repeated with other words
_HARD = ("cue-words", "number-words", "only-digits", "nested-marks", "unclosed-marks")
_HARD_SIZE = 10_000  # characters


def lengths(folder: Path, rounds: int, *, full: bool) -> Iterator[str]:
    """The section, with files made in `folder`; up to 10 MB when `full`."""
    yield from section("Length of a document", _TEXT, "Text", "CPU", "Seconds a MB", "Four times the length")
    file, points = folder / "length.jsonl", []
    for size in (10**power for power in range(3, 8 if full else 7)):
        count = max(1, _LEAST // size)
        pace = _pace(file, islice(made(round(size / _BYTES)), count), rounds)
        points.append((math.log(size), math.log(pace * size)))
        yield row(f"news, {size / 1000:,.0f} kB", f"{pace * size / 1e6:.3f} s", f"{pace:.2f}", "")
    for name in _HARD:
        text = (ROOT / "fixtures" / "hard" / f"{name}.txt").read_text(encoding="utf-8")
        short, long = (_repeated(text, size) for size in (_HARD_SIZE, 4 * _HARD_SIZE))
        before, pace = _pace(file, [short], rounds), _pace(file, [long], rounds)
        seconds = pace * len(long.encode()) / 1e6
        yield row(
            f"`{name}`, {len(long):,} characters", f"{seconds:.3f} s", f"{pace:.2f}", f"× {4 * pace / before:.1f}"
        )
    slope = linear_regression(*zip(*points, strict=True)).slope
    yield from note(f"Over news, time grows with length to the power of {slope:.2f}; 1 is linear.")


def _repeated(text: str, size: int) -> str:
    return (text * (size // len(text) + 1))[:size]


def _pace(file: Path, texts: Iterator[str] | list[str], rounds: int) -> float:
    """Seconds a megabyte, after a text to warm up."""
    write(file, chain(islice(made(_HARD_SIZE), 1), texts))
    job = partial(timed, "quotes", file, sys.executable)
    return best({"quotes": job}, rounds, key=lambda result: result.pace)["quotes"].pace
