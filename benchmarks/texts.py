"""Texts to measure with: articles of one's own, or made of the fixtures' paragraphs in random order."""

import json
import random
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
ARTICLE = 3_000  # characters, about what an article of a newspaper has
_SEED = 20


@cache
def paragraphs() -> tuple[str, ...]:
    """Every paragraph of the fixtures."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "fixtures").glob("*.txt")))
    return tuple(line for text in texts for line in text.splitlines() if line.strip())


def made(characters: int) -> Iterator[str]:
    """Texts of that length, each of other paragraphs, without end."""
    rng = random.Random(_SEED)
    while True:
        lines, length = [], 0
        while length < characters:
            lines.append(rng.choice(paragraphs()))
            length += len(lines[-1]) + 1
        yield "\n".join(lines)[:characters]


def articles(corpus: Path | None) -> Iterator[str]:
    """The `text` of every line of a JSON Lines file; without one articles are made, without end."""
    if corpus is None:
        yield from made(ARTICLE)
        return
    with corpus.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def sized(texts: Iterable[str], megabytes: float) -> Iterator[str]:
    """The first of them, to that size in UTF-8 together."""
    size = 0.0
    for text in texts:
        yield text
        size += len(text.encode()) / 1e6
        if size >= megabytes:
            return


def write(file: Path, texts: Iterable[str]) -> float:
    """Write them as JSON Lines, one at a time so that what measures stays small; give their megabytes of UTF-8."""
    size = 0
    with file.open("w", encoding="utf-8") as lines:
        for number, text in enumerate(texts):
            lines.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")
            size += len(text.encode())
    return size / 1e6


def read(file: Path) -> list[str]:
    """What `write` wrote."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]
