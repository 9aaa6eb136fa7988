"""What is timed in one process: ourselves, what an engine saves, and other people's libraries.

    python -m benchmarks.contestants NAME FILE

reads JSON Lines, warms up on a tenth of the texts, goes over the rest once and prints, as JSON, how many CPU
seconds that took for how many megabytes of UTF-8. Each text is seen once: some libraries remember words.
A library may live in another environment than ours, therefore nothing is imported before it is needed.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.texts import read

Job = Callable[[str], object]


@dataclass(frozen=True)
class Contestant:
    """Who is timed.

    Attributes:
        does: What it gives for a text, in a few words.
        prepare: Makes the job that is timed; what it does itself is not.
        package: Where it is on PyPI; none for our own.
        share: It gets one text in so many, because it is that slow.
        folds: It gets texts already folded.
    """

    does: str
    prepare: Callable[[], Job]
    package: str | None = None
    share: int = 1
    folds: bool = False


def _quotes() -> Job:
    from quotes import extract, load_rules

    rules = load_rules()
    return lambda text: extract(text, rules=rules)


def _anchors() -> Job:
    from benchmarks.naive import anchors
    from quotes import load_rules

    pattern = anchors(load_rules())
    return lambda text: sum(1 for _ in pattern.finditer(text))


def _finditer() -> Job:
    from benchmarks.naive import whole_rules
    from quotes import load_rules

    patterns = whole_rules(load_rules())
    return lambda text: [sum(1 for _ in pattern.finditer(text)) for pattern in patterns]


def _pyarabic() -> Job:
    from pyarabic.number import extract_number_phrases

    return extract_number_phrases


def _mahad() -> Job:
    from maha.parsers.functions import parse_dimension

    return lambda text: parse_dimension(text, numeral=True)


def _arabic_itn() -> Job:
    from arabic_itn import normalize

    return normalize


def _spacy() -> Job:
    import spacy

    return spacy.blank("ar").make_doc


CONTESTANTS = {
    "quotes": Contestant("quotes, speakers, numbers with value and unit, links", _quotes),
    "anchors": Contestant(
        "one pass of `regex` with a trie of all anchors; finds places, extracts nothing", _anchors, folds=True
    ),
    "finditer": Contestant("`finditer` of every rule over every text; matches only", _finditer, share=50, folds=True),
    "pyarabic": Contestant(
        "`extract_number_phrases`: number phrases as text; no values, units or places", _pyarabic, "pyarabic"
    ),
    "mahad": Contestant(
        "`parse_dimension(numeral=True)`: numbers in words and digits, with value and place", _mahad, "mahad"
    ),
    "arabic-itn": Contestant(
        "`normalize`: numbers, money, times, phones; made for transcripts of speech", _arabic_itn, "arabic-itn"
    ),
    "spacy": Contestant('`blank("ar")`: tokens, nothing else', _spacy, "spacy"),
}


def timed(contestant: Contestant, texts: list[str]) -> dict[str, object]:
    """Its CPU seconds, megabytes and version; nothing where its package is not installed."""
    try:
        release = version(contestant.package) if contestant.package else ""
    except PackageNotFoundError:
        return {}
    job = contestant.prepare()
    texts = texts[: max(2, len(texts) // contestant.share)]
    warm = max(1, len(texts) // 10)
    megabytes = sum(len(text.encode()) for text in texts[warm:]) / 1e6
    if contestant.folds:
        from quotes.fold import fold

        texts = [fold(text) for text in texts]
    for text in texts[:warm]:
        job(text)
    start = time.process_time()
    for text in texts[warm:]:
        job(text)
    seconds = time.process_time() - start
    return {"seconds": seconds, "megabytes": megabytes, "version": release}


if __name__ == "__main__":
    print(json.dumps(timed(CONTESTANTS[sys.argv[1]], read(Path(sys.argv[2])))))
