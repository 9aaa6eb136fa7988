"""Where a word or a part of one stands in a stretch of text."""

from collections.abc import Iterator


def occurrences(text: str, part: str, start: int, end: int) -> Iterator[int]:
    """The offsets at which a part begins that lies in [start, end), in order; plain search is fast in long texts."""
    at = start - 1
    while (at := text.find(part, at + 1, end)) >= 0:
        yield at
