"""Throws bytes at the program, led by what they reach in it, and stops at the first that it does not bear.

    pip install -e '.[fuzz]'
    python tools/fuzz.py                    a minute for each target
    python tools/fuzz.py rules --seconds 600

Targets: `inputs` reads bytes as each kind of input, `rules` reads them as a rule pack, `text` extracts from them.
Only errors of our own are borne. What was found stays in the folder .fuzz, one file a find; `--again FILE` repeats
one. Every find becomes a test.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOUND = ROOT / ".fuzz"
SEEDS = {
    "inputs": [*(ROOT / "fixtures" / "hard").glob("*"), ROOT / "fixtures" / "gold.jsonl"],
    "rules": [*(ROOT / "tests" / "bad_rules").glob("*.toml")],
    "text": [*(ROOT / "fixtures").glob("*.txt"), *(ROOT / "fixtures" / "hard").glob("*.txt")],
}


def inputs() -> Callable[[bytes], None]:
    """Bytes as text, page, JSON Lines and table."""
    from quotes.inputs import Article, Kind, Reading, read

    folder = Path(tempfile.mkdtemp())

    def one(data: bytes) -> None:
        path = folder / "input"
        path.write_bytes(data)
        for kind in (None, *Kind):
            for found in read([str(path)], Reading(kind=kind)):
                if isinstance(found, Article):
                    found.text.encode()

    return one


def rules() -> Callable[[bytes], None]:
    """Bytes as the only file of a pack."""
    from quotes.errors import RulesError
    from quotes.ruleset import load_rules

    pack = Path(tempfile.mkdtemp())

    def one(data: bytes) -> None:
        (pack / "rules.toml").write_bytes(data)
        try:
            load_rules(pack, default=False)
        except RulesError:
            return

    return one


def text() -> Callable[[bytes], None]:
    """Bytes as an article; each item must be what stands at its place."""
    from quotes import extract, load_rules

    ours = load_rules()

    def one(data: bytes) -> None:
        article = data.decode("utf-8", "replace")
        document = extract(article, rules=ours)
        for item in (*document.quotes, *document.claims):
            if article[item.start : item.end] != item.text:
                raise AssertionError(f"not what stands at {item.start}: {item.text!r}")

    return one


TARGETS = {"inputs": inputs, "rules": rules, "text": text}


def fuzz(target: str, options: list[str]) -> None:
    """Run one target in this process, which the fuzzer ends."""
    import atheris

    with atheris.instrument_imports(include=["quotes"]):
        one = TARGETS[target]()
    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()


def main() -> None:
    """Run targets one after the other, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--again", type=Path, metavar="FILE", help="only this find")
    parser.add_argument("--run", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if unknown := set(options.targets) - set(TARGETS):
        parser.error(f"no target {unknown.pop()!r}: there are {', '.join(TARGETS)}")
    if options.run:
        fuzz(options.targets[0], options.run)
        return
    FOUND.mkdir(exist_ok=True)
    failed = 0
    for target in options.targets or TARGETS:
        print(f"== {target}", flush=True)
        with tempfile.TemporaryDirectory() as corpus:
            for number, seed in enumerate(SEEDS[target]):
                Path(corpus, str(number)).write_bytes(seed.read_bytes()[:4096])
            limits = [f"-max_total_time={options.seconds}", "-timeout=20", "-max_len=4096", "-rss_limit_mb=2048"]
            quiet = ["-print_final_stats=1", "-verbosity=0", f"-artifact_prefix={FOUND / target}-"]
            what = [str(options.again)] if options.again else [corpus]
            command = [sys.executable, __file__, target, "--run", *limits, *quiet, *what]
            failed += subprocess.run(command, cwd=ROOT, check=False).returncode != 0
    sys.exit(failed != 0)


if __name__ == "__main__":
    main()
