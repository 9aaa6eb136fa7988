"""Processes, what they cost, and the best of several rounds."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from benchmarks.texts import ROOT

T = TypeVar("T")
_PATIENCE = 30.0  # seconds of rounds, after which the one under way is the last


@dataclass(frozen=True)
class Usage:
    """What a process took: seconds of CPU and on the wall, peak memory in MB."""

    cpu: float
    wall: float
    peak: float


def usage(*command: str, **env: str) -> Usage:
    """Run a command in the checkout, its output thrown away.

    Peak memory is the process's own only while this one is smaller: what forks starts with the peak of its parent.

    Raises:
        SystemExit: It failed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, cwd=ROOT, env=os.environ | {"PYTHONDONTWRITEBYTECODE": ""} | env
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"this failed with exit code {process.returncode}: {' '.join(command)[:200]}")
    return Usage(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3))


def quotes(*arguments: str, **env: str) -> Usage:
    """Run our own command line."""
    return usage(sys.executable, "-m", "quotes", *arguments, **env)


def best(jobs: Mapping[str, Callable[[], T]], rounds: int, key: Callable[[T], float]) -> dict[str, T]:
    """Each job's best round by `key`: all take turns, and whatever else the machine does only ever adds time."""
    start = time.perf_counter()
    found: dict[str, T] = {}
    for _ in range(rounds):
        for name, job in jobs.items():
            result = job()
            if name not in found or key(result) < key(found[name]):
                found[name] = result
        if time.perf_counter() - start > _PATIENCE:
            break
    return found
