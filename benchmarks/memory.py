"""Peak memory, which may grow with the longest document but not with their number."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.clocks import quotes
from benchmarks.markdown import note, row, section
from benchmarks.texts import made, write

_TEXT = """
The peak of a whole process that reads and writes JSON Lines. The goals: ten times the documents take no more
than 10 % above the memory, and articles of 100,000 characters no more than 64 MB.
"""
_HEADLINE, _REPORT = 60, 100_000  # characters


def memory(folder: Path, *, full: bool) -> Iterator[str]:
    """The section, with files made in `folder`; ten times the documents when `full`."""
    yield from section("Memory", _TEXT, "Input", "Peak")
    few = 10_000 if full else 1_000
    peaks = []
    for count, length in ((few, _HEADLINE), (10 * few, _HEADLINE), (5, _REPORT)):
        file = folder / "documents.jsonl"
        write(file, islice(made(length), count))
        peaks.append(quotes("extract", str(file), "--format", "jsonl").peak)
        yield row(f"{count:,} documents of {length:,} characters", f"{peaks[-1]:.0f} MB")
    yield from note(f"Ten times the documents take {peaks[1] / peaks[0] - 1:+.1%}.")
