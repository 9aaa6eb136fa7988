"""From candidates to the quotes that stay: extents are taken, and overlaps fall to one total order.

Of the heads that lead to the same content one stays:

    forwards           a head before its content, rather than an adjunct after it
    nearest cue        the cue next to the content
    with its source    then the head that names who speaks
    priority           then the rule with the higher one; then length, start and rule id

Of contents that overlap:

    forwards           a head before its content beats an adjunct that looks back over it
    what it frames     an adjunct before a report with a cue of its own only says where it was found
    outermost          a report inside a report, or a fragment inside a head, is no quote of its own
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import regex

from quotes.engine import Candidate
from quotes.extents import Extent, Layout
from quotes.later import later
from quotes.ruleset.compile import Reading

_JOINT: Final = 2  # characters between content and its closing mark
_CLOSE: Final = 5  # words between a head and a complementizer with a preposition that is not its own
_TURNS: Final = 2  # turns that make an interview; one line `X: …` is a headline
_BARE: Final = frozenset(("ان", "بان"))
# a complementizer as written, to the form that lemmas name: إلى أنها -> إلى أن
_COMPLEMENTIZER: Final = later(regex.compile, r"(?:(\w+)\s+)?و?(ب?ان)\w*")


class Speech(NamedTuple):
    """A candidate with the content it leads to."""

    candidate: Candidate
    extent: Extent

    @property
    def backwards(self) -> bool:
        """Whether the content stands before the cue."""
        return self.extent.start < self.candidate.anchor


class Loss(NamedTuple):
    """Why a candidate did not become a quote."""

    candidate: Candidate
    reason: str
    winner: Speech | None = None


def resolve(
    candidates: Iterable[Candidate], layout: Layout, readings: Mapping[str, tuple[Reading, ...]]
) -> tuple[list[Speech], list[Loss]]:
    """The quotes of a text in order, and what was lost on the way."""
    losses: list[Loss] = []
    found: list[Speech] = []
    for candidate in candidates:
        extent = content(candidate, layout)
        if extent is None:
            losses.append(Loss(candidate, "no content"))
        elif not governs(candidate, layout.text, readings):
            losses.append(Loss(candidate, "a complementizer that the cue does not take"))
        else:
            found.append(Speech(candidate, extent))
    if sum(speech.candidate.rule.content == "turn" for speech in found) < _TURNS:
        losses += [Loss(each.candidate, "one turn is no interview") for each in found if _is_turn(each)]
        found = [each for each in found if not _is_turn(each)]
    best: dict[int, Speech] = {}
    for speech in sorted(found, key=lambda each: (_aside(each, layout.text), *_order(each))):
        before = best.setdefault(speech.extent.start, speech)
        if before is not speech:
            losses.append(Loss(speech.candidate, "another head of the same content", before))
    for speech in _framed(list(best.values())):
        del best[speech.extent.start]
        losses.append(Loss(speech.candidate, "its content is a report with a cue of its own"))
    kept: list[Speech] = []
    sorted_kept: list[Speech] = []  # by their contents, which do not overlap
    # heads before their content first, in text order, so that what is inside a report is known as such
    for speech in sorted(best.values(), key=_turn):
        whole = speech
        if speech.candidate.rule.content == "joined":
            if (joined := _joined(speech, kept[-2:], layout)) is None:
                losses.append(Loss(speech.candidate, "joined to no quote"))
                continue
            whole = joined
        winner = next((other for other in _neighbours(whole, sorted_kept) if _conflict(whole, other)), None)
        if winner is None:
            kept.append(whole)
            insort(sorted_kept, whole, key=_start)
        else:
            losses.append(Loss(speech.candidate, "inside or across another quote", winner))
    return sorted_kept, losses


def governs(candidate: Candidate, text: str, readings: Mapping[str, tuple[Reading, ...]]) -> bool:
    """Whether the cue's lemma takes the complementizer found; where a preposition is due, bare أن will do."""
    cue, that = candidate.groups.get("cue"), candidate.groups.get("that")
    if cue is None or that is None:
        return True
    takes = [reading.takes for reading in readings.get(text[slice(*cue)], ())]
    if not takes or not all(takes):
        return True
    match = _COMPLEMENTIZER.fullmatch(text, *that)
    if match is None:
        return True
    allowed = frozenset[str]().union(*takes)
    written = f"{match[1]} {match[2]}" if match[1] else match[2]
    # newspapers write bare أن, and بأن, for إلى أن and على أن; and على أن for أن, where it is close
    if written in allowed or (written in _BARE and any(" " in each for each in allowed)):
        return True
    head = candidate.groups.get("speaker", cue)
    return match[2] in allowed and (match[1] is None or len(text[head[1] : that[0]].split()) <= _CLOSE)


def _aside(speech: Speech, text: str) -> bool:
    """Whether the cue stands in an aside between commas: `وقال مسؤول، طلب عدم ذكر اسمه، إن`."""
    candidate = speech.candidate
    that = candidate.groups.get("that")
    if that is None:
        return False
    before = text[max(0, candidate.anchor - 2) : candidate.anchor]
    return before in ("، ", ", ") and text[max(0, that[0] - 3) : that[0]].rstrip()[-1:] in ("،", ",")


def _order(speech: Speech) -> tuple[bool, bool, int, bool, int, int, int, str]:
    candidate, extent = speech.candidate, speech.extent
    gap = abs(extent.start - candidate.anchor)
    length = extent.end - extent.start
    nameless = "speaker" not in candidate.groups
    return (
        candidate.rule.family == "headline",
        speech.backwards,
        gap,
        nameless,
        -candidate.rule.priority,
        -length,
        extent.start,
        candidate.rule.id,
    )


def _turn(speech: Speech) -> tuple[bool, int, int, int]:
    """When a quote is looked at: forwards by its cue, the higher priority first."""
    return (speech.backwards, speech.candidate.anchor, -speech.candidate.rule.priority, speech.extent.start)


def _framed(speeches: Iterable[Speech]) -> list[Speech]:
    """Adjuncts that only say where a report was found: `بحسب الوكالة، أكد الوزير أن …`."""
    heads = [each.candidate for each in speeches if not each.backwards and each.candidate.rule.content == "clause"]
    cues = {head.anchor if "that" in head.groups else head.start for head in heads}
    return [
        each for each in speeches
        if not each.backwards
        and each.extent.kind != "direct"
        and each.candidate.rule.content == "clause"
        and not {"that", "open"} & each.candidate.groups.keys()
        and each.extent.start in cues
    ]  # fmt: skip


def _is_turn(speech: Speech) -> bool:
    return speech.candidate.rule.content == "turn"


def _joined(speech: Speech, kept: Iterable[Speech], layout: Layout) -> Speech | None:
    """Speech that goes on with the quote before it: with a fragment as a fragment, with others where it is no name."""
    for other in kept:
        if 0 <= speech.candidate.start - other.extent.end <= _JOINT:
            if other.extent.kind == "partial":
                return speech._replace(extent=speech.extent._replace(kind="partial"))
            words = layout.text[speech.extent.start : speech.extent.end].split()
            return speech if len(words) > 1 else None
    return None


def _start(speech: Speech) -> int:
    return speech.extent.start


def _neighbours(speech: Speech, kept: Sequence[Speech]) -> Iterator[Speech]:
    """The quotes that may be in a quote's way: those around its content and around its cue."""
    for at in (speech.extent.start, speech.candidate.anchor):
        index = bisect_right(kept, at, key=_start)
        yield from kept[max(0, index - 1) : index + 1]


def _conflict(speech: Speech, other: Speech) -> bool:
    """Whether the contents overlap, or one stands inside the other's head or content."""
    a, b = speech.extent, other.extent
    if a.start < b.end and b.start < a.end:
        return True
    if speech.candidate.rule.family == "partial" and other.candidate.anchor <= a.start < b.start:
        return True
    return b.start <= speech.candidate.anchor < b.end


def content(candidate: Candidate, layout: Layout) -> Extent | None:
    """The content a candidate's rule leads to; None where there is none."""
    mode, end = candidate.rule.content, candidate.end
    match candidate.rule.family:
        case "headline":
            extent = layout.line(end)
            return extent and (extent if extent.kind == "direct" else extent._replace(kind="headline"))
        case "partial":
            extent = layout.quoted(candidate.groups["open"][0])
            return extent._replace(kind="partial") if extent is not None and extent.closed else None
    match mode:
        case "marked":
            return layout.quoted(candidate.groups["open"][0], from_cue=candidate.anchor)
        case "joined":
            return layout.quoted(candidate.groups["open"][0])
        case "before":
            return layout.before(candidate.start, end)
        case "speech":
            return layout.speech(end)
        case "line":
            return layout.line(end)
        case "turn":
            return layout.turn(end)
    return layout.clause(end)
