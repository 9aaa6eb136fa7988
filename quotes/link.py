"""Claims to quotes: a number inside reported content is its source's, with the cue's act and polarity."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Said(NamedTuple):
    """Who vouches for what stands at [start, end), in folded offsets.

    Attributes:
        quote: Index of the quote in whose content the place stands; None for a report without a quote.
    """

    start: int
    end: int
    name: str | None
    act: str | None
    negated: bool
    quote: int | None = None


class Links:
    """Looks up who said what stands at a place.

    Args:
        quotes: One for each quote; they do not overlap.
        reports: Nominal reports (`أعلنت الشرطة مقتل خمسة`), which count where no quote does.
    """

    def __init__(self, quotes: Sequence[Said], reports: Sequence[Said] = ()) -> None:
        self._tiers = [sorted(tier, key=lambda said: said.start) for tier in (quotes, reports)]
        self._starts = [[said.start for said in tier] for tier in self._tiers]

    def at(self, place: int) -> Said | None:
        """Who says what stands at a folded offset; None for the writer."""
        for tier, starts in zip(self._tiers, self._starts, strict=True):
            index = bisect_right(starts, place) - 1
            if index >= 0 and place < tier[index].end:
                return tier[index]
        return None
