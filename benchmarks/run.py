"""Measures speed, start-up and memory, as ratios, and writes them to docs/performance.md.

    python -m benchmarks.run                        a corpus made of the fixtures' paragraphs
    python -m benchmarks.run --corpus news.jsonl    texts of your own, one JSON object a line with a `text`

Times are CPU times of processes on whatever machine runs this, so that only ratios within one run mean
anything: what is compared takes turns, and the median of its rounds counts.
"""

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import regex

from quotes import extract
from quotes.fold import fold
from quotes.pipeline import pipeline
from quotes.ruleset import RuleSet, load_rules
from quotes.ruleset.patterns import Patterns, strip_comments
from quotes.ruleset.schema import NUMBER

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "performance.md"
ARTICLE = 3_000  # characters, about what an article of a newspaper has
SEED = 20
Row = tuple[str, ...]


# -- texts ----------------------------------------------------------------------------------------


def paragraphs() -> list[str]:
    """Every paragraph of the fixtures."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "fixtures").glob("*.txt")))
    return [line for text in texts for line in text.splitlines() if line.strip()]


def made(size: int) -> str:
    """A text of that many characters, of paragraphs in random order."""
    rng, lines, out, length = random.Random(SEED), paragraphs(), [], 0
    while length < size:
        line = rng.choice(lines)
        out.append(line)
        length += len(line) + 1
    return "\n".join(out)[:size]


def corpus(file: Path | None, size: int) -> list[str]:
    """Articles of `size` characters together."""
    if file is None:
        text = made(size)
        return [text[at : at + ARTICLE] for at in range(0, len(text), ARTICLE)]
    out, length = [], 0
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            out.append(json.loads(line)["text"])
            length += len(out[-1])
            if length >= size:
                break
    return out


def megabytes(texts: Iterable[str]) -> float:
    """Their size in UTF-8."""
    return sum(len(text.encode()) for text in texts) / 1e6


# -- clocks ---------------------------------------------------------------------------------------


def cpu(job: Callable[[], object]) -> float:
    """CPU seconds of this process."""
    start = time.process_time()
    job()
    return time.process_time() - start


def child(*command: str, **env: str) -> tuple[float, float]:
    """CPU seconds and peak megabytes of a process."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT, env=os.environ | env)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


# -- what we are compared with --------------------------------------------------------------------


def trie(words: Iterable[str]) -> str:
    """A pattern that finds any of the words, letters they begin with factored out."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}

    def written(node: dict[str, Any]) -> str:
        ways = [regex.escape(char) + written(below) for char, below in node.items() if char]
        body = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})" if ways else ""
        return f"(?:{body})?" if "" in node and ways else body

    return written(tree)


def anchors(rules: RuleSet) -> regex.Pattern[str]:
    """One pattern for all places at which rules are tried."""
    lexicon = pipeline(rules).engine.lexicon
    words = {item for matcher in rules.matchers for item in matcher.items} | lexicon.words
    marks = regex.escape("".join({char for matcher in rules.matchers for char in matcher.marks}))
    return regex.compile(rf"\b[وفبلك]?(?:{trie(sorted(words))})\b|[\d{marks}]")


def whole_rules(rules: RuleSet) -> list[regex.Pattern[str]]:
    """Each rule as one pattern, as one would write it without an engine."""
    patterns = Patterns(rules.source, rules.lists)
    number = rf"(?:\d[\d.,]*+|(?:{trie(sorted(pipeline(rules).engine.lexicon.words))})\b)"
    out = []
    for rule in rules.source.rules:
        text = patterns.expand(fold(strip_comments(rule.pattern))).replace(NUMBER, number)
        # unless a list is named it may not be given
        names = set(regex.findall(r"\\L<(\w+)>", text))
        out.append(regex.compile(text, regex.VERBOSE, **{name: rules.lists[name] for name in names}))
    return out


# -- measurements ---------------------------------------------------------------------------------


def throughput(rules: RuleSet, texts: list[str], rounds: int) -> Iterator[Row]:
    """Extraction against one pass that only looks for the anchors, and against every rule over every text."""
    pattern, every = anchors(rules), whole_rules(rules)
    folded = [fold(text) for text in texts]
    few = folded[: max(1, len(folded) // 100)]  # the slow way needs no more
    share = megabytes(few) / megabytes(folded)
    jobs: dict[str, Callable[[], object]] = {
        "extract": lambda: [extract(text, rules=rules) for text in texts],
        "one pass of `regex` for all anchors, as a trie": lambda: [len(pattern.findall(text)) for text in folded],
        "`finditer` of every rule": lambda: [sum(1 for _ in each.finditer(text)) for text in few for each in every],
    }
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(rounds + 1):
        for name, job in jobs.items():
            taken = cpu(job)
            if number:  # the first round warms up
                times[name].append(taken / share if "finditer" in name else taken)
    size = megabytes(texts)
    ours = median(times.pop("extract"))
    yield "extract: quotes and claims", f"{size / ours:.2f} MB/s", "1"
    for name, seconds in times.items():
        yield name, f"{size / median(seconds):.2g} MB/s", f"{median(seconds) / ours:.2f}"


def start_up(rounds: int) -> Iterator[Row]:
    """Whole processes, in multiples of an empty one."""
    python = sys.executable
    article = str(ROOT / "fixtures" / "egypt-bread.txt")
    jobs: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
        "`python -c pass`": ((python, "-c", "pass"), {}),
        "`quotes --version`": ((python, "-m", "quotes", "--version"), {}),
        "`quotes --help`": ((python, "-m", "quotes", "--help"), {}),
        "`quotes extract` of one article to JSON": ((python, "-m", "quotes", "extract", article, "--json"), {}),
        "the same, rules compiled anew": (
            (python, "-m", "quotes", "extract", article, "--json"),
            {"QUOTES_NO_CACHE": "1"},
        ),
    }
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(rounds + 1):
        for name, (command, env) in jobs.items():
            taken, _ = child(*command, **env)
            if number:
                times[name].append(taken)
    empty = median(times["`python -c pass`"])
    for name, seconds in times.items():
        yield name, f"{1000 * median(seconds):.0f} ms", f"{median(seconds) / empty:.1f}"


def memory(sizes: Iterable[int]) -> Iterator[Row]:
    """Peak memory over JSON Lines of growing length."""
    for size in sizes:
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            for number, text in enumerate(corpus(None, size)):
                file.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")
            file.flush()
            bytes_ = Path(file.name).stat().st_size
            _, peak = child(sys.executable, "-m", "quotes", "extract", file.name, "--format", "jsonl")
        yield f"{bytes_ / 1e6:.1f} MB of JSON Lines", f"{peak:.0f} MB", ""


def lengths(rules: RuleSet, sizes: Iterable[int]) -> Iterator[Row]:
    """One document of growing length, and texts made to provoke; seconds a megabyte should stay the same."""
    longest = 0
    for size in sizes:
        text, longest = made(size), size
        times = max(1, 30_000 // size)
        seconds = cpu(lambda text=text, times=times: [extract(text, rules=rules) for _ in range(times)])  # type: ignore[misc]
        yield f"news, {size:,} characters", f"{seconds / times:.3f} s", f"{seconds / megabytes([text]) / times:.2f}"
    for name, part in {"opening marks": "«", "quotation marks": '" ', "cues": "قال ", "digits": "5 "}.items():
        text = (part * longest)[: min(longest, 1_000_000)]
        seconds = cpu(lambda text=text: extract(text, rules=rules))  # type: ignore[misc]
        yield f"only {name}, {len(text):,} characters", f"{seconds:.3f} s", f"{seconds / megabytes([text]):.2f}"


# -- the page -------------------------------------------------------------------------------------


def machine() -> str:
    """What this was measured on."""
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        name = next(
            (line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if "model name" in line), name
        )
    return f"{name}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, regex {regex.__version__}"


def table(head: Row, rows: Iterable[Row]) -> Iterator[str]:
    """A table in Markdown, printed as it grows."""
    for row in (head, tuple("---" for _ in head), *rows):
        line = f"| {' | '.join(row[: len(head)])} |"
        print(line, flush=True)
        yield line


def page(options: argparse.Namespace) -> Iterator[str]:
    """Everything measured, line by line."""
    texts = corpus(options.corpus, options.size)
    source = "paragraphs of the fixtures, shuffled" if options.corpus is None else "real news"
    yield from ("# Speed", "", "Written by `python -m benchmarks.run`; do not edit.", "", f"Machine: {machine()}.")
    yield "CPU times; only the ratios carry over to another machine."
    # whole processes first: what they take from this one when they start counts as theirs
    yield from ("", "## Start-up, whole processes", "")
    yield from table(("Command", "CPU", "× `python -c pass`"), start_up(options.rounds))
    yield from ("", "## Memory", "")
    yield from table(("Input", "Peak"), memory((300_000, 1_200_000)))
    rules = load_rules()
    yield from ("", f"## Throughput, one core, {megabytes(texts):.1f} MB ({source})", "")
    yield from table(("What", "Speed", "Its time : ours"), throughput(rules, texts, options.rounds))
    yield from ("", "## Length of a document", "")
    sizes = [10**power for power in range(3, 8 if options.full else 6)]
    yield from table(("Text", "CPU", "Seconds a MB"), lengths(rules, sizes))


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="JSON Lines with a text each; the fixtures when not given")
    parser.add_argument("--size", type=int, default=500_000, help="characters to measure throughput on")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--full", action="store_true", help="documents up to 10 million characters")
    parser.add_argument("--no-page", action="store_true", help="only print")
    options = parser.parse_args()
    text = "\n".join(page(options)) + "\n"
    if not options.no_page:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
