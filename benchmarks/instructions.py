"""A ceiling on the machine instructions of one fixed extraction: what no other measure shows on a busy machine.

    python -m benchmarks.instructions            fails above the ceiling in benchmarks/ceiling.toml
    python -m benchmarks.instructions --update   writes the ceiling anew, 5 % above what is measured

Valgrind counts them the same to a thousandth, however busy the machine is. Its cachegrind counts what callgrind does,
three times as fast. Start-up is an extraction from one paragraph, work what all fixtures take beyond that.
"""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

from benchmarks.texts import ROOT, paragraphs

CEILING = ROOT / "benchmarks" / "ceiling.toml"
_HEADROOM = 1.05
_COUNT = re.compile(r"I\s+refs:\s+([\d,]+)")
_VALGRIND = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")


def main() -> None:
    """Measure, then compare or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="write the ceiling anew")
    update = parser.parse_args().update
    if not shutil.which("valgrind"):
        print("skipped: valgrind is not installed (apt-get install valgrind)")
        return
    counts, here = measured(), made_by()
    if update:
        CEILING.write_text(written(counts, here), encoding="utf-8")
    ceiling = tomllib.loads(CEILING.read_text(encoding="utf-8"))
    for name, count in counts.items():
        print(f"{name}: {count / 1e6:,.0f} million instructions, {count / ceiling[name]:.0%} of the ceiling")
    if other := [f"{name} {ceiling[name]}" for name in ("machine", "python") if here[name] != ceiling[name]]:
        print(f"not judged: the ceiling is that of {' and '.join(other)}")
    elif over := exceeded(counts, ceiling):
        hint = f"it was set with regex {ceiling['regex']}, this is {here['regex']}; --update if the change is worth it"
        sys.exit(f"more instructions than benchmarks/ceiling.toml allows for {' and '.join(over)} ({hint})")


def made_by() -> dict[str, str]:
    """What counts depend on beside our own code."""
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return {"machine": platform.machine(), "python": python, "regex": version("regex")}


def exceeded(counts: dict[str, int], ceiling: dict[str, int]) -> list[str]:
    """The names of the counts above their ceiling."""
    return [name for name, count in counts.items() if count > ceiling[name]]


def written(counts: dict[str, int], here: dict[str, str]) -> str:
    """The file of ceilings, in TOML."""
    lines = ["# instructions allowed; written by `python -m benchmarks.instructions --update`"]
    lines += [f'{name} = "{value}"' for name, value in here.items()]
    lines += [f"{name} = {round(count * _HEADROOM):_}" for name, count in counts.items()]
    return "\n".join(lines) + "\n"


def measured() -> dict[str, int]:
    """Instructions of start-up and of work, with a rules cache of their own that is warm."""
    with tempfile.TemporaryDirectory() as folder:
        paragraph = Path(folder) / "paragraph.txt"
        paragraph.write_text(paragraphs()[0], encoding="utf-8")
        articles = sorted(str(path) for path in (ROOT / "fixtures").glob("*.txt"))
        env = {"PATH": os.environ["PATH"], "HOME": folder, "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"}
        _run((), [str(paragraph)], env)
        with ThreadPoolExecutor(2) as both:
            startup, everything = both.map(lambda paths: _counted(paths, env), ([str(paragraph)], articles))
    return {"startup": startup, "work": everything - startup}


def _counted(paths: list[str], env: dict[str, str]) -> int:
    found = _COUNT.search(_run(_VALGRIND, paths, env))
    if not found:
        sys.exit("valgrind printed no count of instructions: is its cachegrind there?")
    return int(found[1].replace(",", ""))


def _run(before: tuple[str, ...], paths: list[str], env: dict[str, str]) -> str:
    """What `quotes extract` under that command prints on stderr."""
    command = [*before, sys.executable, "-m", "quotes", "--no-config", "extract", *paths, "--format", "jsonl"]
    done = subprocess.run(command, cwd=ROOT, env=env, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"this failed with exit code {done.returncode}: {' '.join(command)[:200]}\n{done.stderr}")
    return done.stderr


if __name__ == "__main__":
    main()
