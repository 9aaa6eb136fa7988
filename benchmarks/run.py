"""Measures speed, start-up and memory, as ratios, and writes them to docs/performance.md.

    python -m benchmarks.run                        articles made of the fixtures' paragraphs
    python -m benchmarks.run --corpus news.jsonl    articles of your own, one JSON object a line with a `text`

Seconds are those of the machine that runs this; ratios are what carries over. What is compared takes turns
within one run, and the best of its rounds counts, since whatever else the machine does only ever adds time.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from benchmarks.clocks import quotes
from benchmarks.files import files
from benchmarks.lengths import lengths
from benchmarks.memory import memory
from benchmarks.startup import startup
from benchmarks.texts import ROOT, articles, sized, write
from benchmarks.throughput import throughput

PAGE = ROOT / "docs" / "performance.md"
_TEXT = """
Seconds are seconds of CPU on that machine, the best of several rounds; the ratios carry over to others. A MB is a million
bytes of UTF-8, some 550,000 characters of Arabic text. The articles are {source}.
"""
_AGAIN = """
## To measure it again

`python -m benchmarks.run` in a checkout, with `--corpus FILE` for articles of your own, one JSON object a line with a
`text`. What is compared with is measured where it is there:

- spaCy and arabic-itn: `pip install -e '.[bench]'`
- mahad, which needs a `regex` of 2021 with which neither we nor spaCy run: `python3 -m venv mahad`,
  `mahad/bin/pip install mahad`, and `--mahad mahad/bin/python`
- ripgrep 15: `npm install @vscode/ripgrep`, and its `rg` on the path or named by `--rg`

Whether a change makes the program slower is asked of `python -m benchmarks.instructions`, which counts the machine's
instructions for one extraction under valgrind and fails above the ceiling in `benchmarks/ceiling.toml`.
"""
_MADE = """made of the fixtures' paragraphs in random order: few words that come again and again, which favours whoever
remembers words"""
_NEWS = "real news, which is not part of the project"


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, metavar="FILE", help="JSON Lines with a text each")
    parser.add_argument("--size", type=float, default=1, metavar="MB", help="for throughput in memory (1)")
    parser.add_argument("--file", type=float, default=10, metavar="MB", help="for runs over a file (10)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="of which the best counts (3)")
    parser.add_argument(
        "--full", action="store_true", help="every rule by finditer, documents up to 10 MB, and 100,000 of them"
    )
    parser.add_argument("--mahad", default=sys.executable, metavar="PYTHON", help="where mahad is installed")
    parser.add_argument("--rg", default="rg", metavar="COMMAND", help="ripgrep 15")
    parser.add_argument("--no-page", action="store_true", help="only print")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = []
        for line in page(options, Path(folder)):
            print(line, flush=True)
            lines.append(line)
    if not options.no_page:
        PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def page(options: argparse.Namespace, folder: Path) -> Iterator[str]:
    """Everything measured, line by line, with files made in `folder`."""
    few, many = folder / "few.jsonl", folder / "many.jsonl"
    write(few, sized(articles(options.corpus), options.size))
    megabytes = write(many, sized(articles(options.corpus), options.file))
    yield from ("# Speed", "", f"Written by `{command(options)}`; do not edit.", "", f"Machine: {machine()}.", "")
    source = _NEWS if options.corpus else _MADE
    yield _TEXT.format(source=source).strip()
    quotes("extract", str(ROOT / "fixtures" / "egypt-bread.txt"))  # fills the cache of rules
    yield from throughput(few, options.mahad, options.rounds, full=options.full)
    yield from files(many, megabytes, options.rg, options.rounds)
    yield from startup(options.rounds)
    yield from memory(folder, full=options.full)
    yield from lengths(folder, options.rounds, full=options.full)
    yield _AGAIN.rstrip()


def command(options: argparse.Namespace) -> str:
    """How to get this page again; where files are is for everyone else to say."""
    given = {"--corpus FILE": options.corpus, "--full": options.full}
    return " ".join(["python -m benchmarks.run", *(words for words, value in given.items() if value)])


def machine() -> str:
    """What this was measured on."""
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        models = (line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if "model name" in line)
        name = next(models, name)
    python, regex = platform.python_version(), version("regex")
    return f"{name}, {os.cpu_count()} cores, {platform.system()}, Python {python}, regex {regex}"


if __name__ == "__main__":
    main()
