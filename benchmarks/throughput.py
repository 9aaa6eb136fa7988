"""How fast one process is once it runs, against what an engine saves and against other libraries."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.clocks import best
from benchmarks.contestants import CONTESTANTS
from benchmarks.markdown import note, ratio, row, section
from benchmarks.texts import ROOT

_TEXT = """
Texts in memory, everything loaded: `quotes.extract()`, then what one would do without its engine of anchors, then
what else there is for Arabic on PyPI. The peers do less or something else, as the table says; what is compared is the
time that the same articles take. Each process sees a text once, after a tenth of the texts to warm up. In the
last column, more than 1 is slower than `quotes` and less than 1 is faster.
"""


@dataclass(frozen=True)
class Result:
    """What a process of `benchmarks.contestants` printed; without seconds it took no part."""

    seconds: float = 0
    megabytes: float = 1
    version: str = ""

    @property
    def pace(self) -> float:
        """CPU seconds a megabyte of UTF-8."""
        return self.seconds / self.megabytes


def throughput(file: Path, mahad: str, rounds: int, *, full: bool) -> Iterator[str]:
    """The section, over the texts of `file`; `mahad` is the Python that has mahad; with `finditer` when `full`."""
    yield from section("Throughput on one core", _TEXT, "What", "It gives", "MB/s", "Its time : ours")
    jobs = {name: partial(timed, name, file, mahad if name == "mahad" else sys.executable) for name in CONTESTANTS}
    slow = jobs.pop("finditer")
    results = best(jobs, rounds, key=lambda result: result.pace)
    if full:
        results["finditer"] = slow()
    for name, result in results.items():
        if result.seconds:
            times = ratio(result.pace / results["quotes"].pace)
            yield row(f"{name} {result.version}".strip(), CONTESTANTS[name].does, ratio(1 / result.pace), times)
    if not full:
        yield from note(
            "Left out without `--full`, since whole rules take minutes to compile: `finditer` of every rule."
        )
    if absent := [name for name, result in results.items() if not result.seconds]:
        yield from note(f"Left out, not installed: {', '.join(absent)}.")


def timed(name: str, file: Path, python: str) -> Result:
    """Time a contestant over the texts of a file, in a process of its own."""
    command = [python, "-m", "benchmarks.contestants", name, str(file)]
    return Result(**json.loads(subprocess.check_output(command, cwd=ROOT)))
