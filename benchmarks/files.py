"""Whole runs over a large file: against ripgrep, and in two processes."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.clocks import best, quotes, usage
from benchmarks.markdown import note, ratio, row, section
from benchmarks.texts import ROOT

CUES = ROOT / "benchmarks" / "cues.txt"
_TEXT = """
One JSON Lines file, whole processes, with start-up, reading and writing. ripgrep, about the fastest there is at finding
words, only counts {count} cue words, frozen in `benchmarks/cues.txt`, in one thread: `rg '\\b(…)\\b' --count-matches`.
`quotes` looks for many more words, then reads what stands around each. In the third column, more than 1 is slower than
ripgrep; the goal is 2. In the last, two processes would at best halve the time.
"""
_QUOTES, _RIPGREP, _TWO = "`quotes extract`", "ripgrep, counting words", "`quotes extract --jobs 2`"


def files(file: Path, megabytes: float, rg: str, rounds: int) -> Iterator[str]:
    """The section, over `file` with that many megabytes of text; `rg` is ripgrep's command."""
    cues = CUES.read_text(encoding="utf-8").split()
    title, text = f"A file of {megabytes:.1f} MB", _TEXT.format(count=len(cues))
    yield from section(title, text, "Command", "CPU", "CPU : ripgrep's", "Time", "Time : one process's")
    extract = ("extract", str(file), "--format", "jsonl")
    jobs = {_QUOTES: partial(quotes, *extract)}
    if command := shutil.which(rg):
        words = rf"\b({'|'.join(cues)})\b"
        jobs[_RIPGREP] = partial(usage, command, "--no-config", "--threads=1", "--count-matches", words, str(file))
    if in_parallel := "--jobs" in _help():
        jobs[_TWO] = partial(quotes, *extract, "--jobs", "2")
    results = best(jobs, rounds, key=lambda used: used.wall)
    for name, used in results.items():
        ripgrep = ratio(used.cpu / results[_RIPGREP].cpu) if command else ""
        alone = "" if name == _RIPGREP else f"{used.wall / results[_QUOTES].wall:.2f}"
        yield row(name, f"{used.cpu:.2f} s", ripgrep, f"{used.wall:.2f} s", alone)
    if not command:
        yield from note("Left out, not installed: ripgrep.")
    if not in_parallel:
        yield from note("Left out, not yet there: `--jobs`.")


def _help() -> str:
    return subprocess.check_output([sys.executable, "-m", "quotes", "extract", "--help"], cwd=ROOT, text=True)
