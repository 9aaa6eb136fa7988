"""Who relayed a quote, or was told it: `نقلت «آر تي» عن مصدر`, `قال لوكالة كذا`, `…، بحسب صحيفة كذا`."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from quotes.engine import Candidate
from quotes.extents import Layout
from quotes.mention import Attribution
from quotes.names import Names
from quotes.resolve import Loss, Speech

_FRAME: Final = 120  # characters from the head of a relay to the outlet's name
_AFTERWORD: Final = 20  # characters between content and an outlet named after it: ، وفق ما نقلته
_FRAME_WORDS: Final = 16  # characters that hold the words before a verb in an adjunct: بحسب ما قال
_RELAYING: Final = ("media", "document", "organisation")  # what passes on another's words
_ADJUNCT: Final = -1  # below every rule that names an outlet


class Relay(NamedTuple):
    """A relayer that the text names, in folded offsets: its name, where its phrase begins, how it ranks, what frames it."""

    name: tuple[int, int]
    start: int
    priority: int
    frame: tuple[int, int] = (0, 0)


class Relays:
    """The relayers of one text."""

    def __init__(self, layout: Layout, speeches: Iterable[Speech], relays: Iterable[Relay]) -> None:
        self._layout = layout
        self._relays = sorted(relays)
        self._ends = sorted(speech.extent.end for speech in speeches)

    def of(self, speech: Speech, said: Attribution) -> tuple[int, int] | None:
        """The name of who relayed a quote or was told it: in its head, or right after it."""
        groups = speech.candidate.groups
        if (group := groups.get("via")) is not None:
            return self._named(*group) if "speaker" in groups else None
        found = [
            (-relay.priority, relay.start, name)
            for relay in self._near(speech)
            if not self._speaks(name := self._named(*relay.name), said)
        ]
        return min(found)[2] if found else None

    def _near(self, speech: Speech) -> Iterator[Relay]:
        anchor, extent = speech.candidate.anchor, speech.extent
        layout = self._layout
        first = max(layout.sentence_start(min(anchor, extent.start)), self._content_before(extent.start))
        last = max(extent.start, speech.candidate.end if speech.backwards else 0)
        afterwards = min(extent.end + _AFTERWORD, layout.sentence_end(extent.end))
        low = bisect_left(self._relays, first, key=_place)
        high = bisect_left(self._relays, max(last, extent.end + _AFTERWORD + _FRAME), key=_place)
        for relay in self._relays[low:high]:
            at = relay.name[0]
            if (first <= at < last and not extent.start <= at < extent.end) or extent.end <= relay.start <= afterwards:
                yield relay

    def _named(self, start: int, end: int) -> tuple[int, int]:
        """A relayer's name: what stands in marks, where some do (`صحيفة «كذا» المحلية`)."""
        pair = next(self._layout.marks.within(start, end), None)
        return (start, end) if pair is None or not pair.closed or pair.close > end else (pair.open, pair.close)

    def _speaks(self, name: tuple[int, int], said: Attribution) -> bool:
        """Whether the relayer is the one who is quoted."""
        text = self._layout.text
        if said.speaker is not None and name[0] < said.speaker[1] and said.speaker[0] < name[1]:
            return True
        return said.name is not None and text[slice(*name)] == said.name

    def _content_before(self, at: int) -> int:
        """Where the content of the quote before `at` ends."""
        index = bisect_right(self._ends, at)
        return self._ends[index - 1] if index else 0


def outlets(candidates: Iterable[Candidate]) -> Iterator[Relay]:
    """The outlets that rules of their own find."""
    for candidate in candidates:
        if candidate.rule.family == "via":
            groups = candidate.groups
            name = groups["via"] if "via" in groups else (groups["frame"][0], groups["tail"][1])
            yield Relay(name, candidate.start, candidate.rule.priority, groups.get("frame", (0, 0)))


def adjuncts(losses: Iterable[Loss], text: str, lists: Mapping[str, frozenset[str]], names: Names) -> Iterator[Relay]:
    """Those whom an adjunct names beside a report with a cue of its own: `قال فلان إن …، بحسب صحيفة كذا`."""
    for candidate, _, _ in losses:
        groups = candidate.groups
        if "speaker" not in groups or "cue" not in groups or not _is_adjunct(candidate, text, lists):
            continue
        if names.read(text, *groups["speaker"]).kind in _RELAYING:
            yield Relay(groups["speaker"], candidate.start, _ADJUNCT)


def _is_adjunct(candidate: Candidate, text: str, lists: Mapping[str, frozenset[str]]) -> bool:
    start, end = candidate.groups["cue"]
    if text[start:end] in lists.get("cue_adjuncts", ()):
        return True
    before = text[max(0, start - _FRAME_WORDS) : start].split()
    frames = lists.get("adjunct_frames", frozenset())
    return candidate.rule.content == "before" and not frames.isdisjoint((" ".join(before[-1:]), " ".join(before[-2:])))


def _place(relay: Relay) -> int:
    return relay.name[0]
