"""What starting costs, in multiples of a Python that does nothing."""

import sys
from collections.abc import Iterator
from functools import partial

from benchmarks.clocks import best, quotes, usage
from benchmarks.markdown import ratio, row, section

_TEXT = """
Whole processes against a Python that does nothing. `quotes extract` reads one article and prints JSON; its rules come
out of the cache, as in every run but the first. The last row is that first run.
"""
_ARTICLE = ("extract", "fixtures/egypt-bread.txt", "--json")


def startup(rounds: int) -> Iterator[str]:
    """The section."""
    yield from section("Start-up", _TEXT, "Command", "CPU", "× `python -c pass`")
    jobs = {
        "`python -c pass`": partial(usage, sys.executable, "-c", "pass"),
        "`quotes --version`": partial(quotes, "--version"),
        "`quotes --help`": partial(quotes, "--help"),
        "`quotes extract article.txt --json`": partial(quotes, *_ARTICLE),
    }
    results = best(jobs, 3 * rounds, key=lambda used: used.cpu)
    empty = results["`python -c pass`"].cpu
    results["the same, rules compiled anew"] = quotes(*_ARTICLE, QUOTES_NO_CACHE="1")
    for name, used in results.items():
        yield row(name, f"{1000 * used.cpu:.0f} ms", ratio(used.cpu / empty))
