"""From candidates to the quotes that stay: extents are taken, and overlaps fall to one total order.

nearest cue        of two heads that lead to the same content, the cue next to it
outermost          a report inside a report is not a quote of its own
forwards           a head before its content beats an adjunct that looks back over it
priority, length, start, rule id
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from quotes.engine import Candidate
from quotes.extents import Extent, Layout

_JOINT = 2  # characters between content and its closing mark


@dataclass(frozen=True, slots=True)
class Speech:
    """A candidate with the content it leads to."""

    candidate: Candidate
    extent: Extent

    @property
    def backwards(self) -> bool:
        """Whether the content stands before the cue."""
        return self.extent.start < self.candidate.anchor


@dataclass(frozen=True, slots=True)
class Loss:
    """Why a candidate did not become a quote."""

    candidate: Candidate
    reason: str
    winner: Speech | None = None


def resolve(candidates: Iterable[Candidate], layout: Layout) -> tuple[list[Speech], list[Loss]]:
    """The quotes of a text in order, and what was lost on the way."""
    losses: list[Loss] = []
    found: list[Speech] = []
    for candidate in candidates:
        extent = content(candidate, layout)
        if extent is None:
            losses.append(Loss(candidate, "no content"))
        else:
            found.append(Speech(candidate, extent))
    best: dict[int, Speech] = {}
    for speech in sorted(found, key=_order):
        before = best.setdefault(speech.extent.start, speech)
        if before is not speech:
            losses.append(Loss(speech.candidate, "another head of the same content", before))
    kept: list[Speech] = []
    # heads before their content first, in text order, so that what is inside a report is known as such
    for speech in sorted(best.values(), key=lambda s: (s.backwards, s.candidate.anchor, *_order(s))):
        if speech.candidate.rule.content == "joined" and not _goes_on(speech, kept):
            losses.append(Loss(speech.candidate, "joined to no quote"))
            continue
        winner = next((other for other in reversed(kept) if _conflict(speech, other)), None)
        if winner is None:
            kept.append(speech)
        else:
            losses.append(Loss(speech.candidate, "inside or across another quote", winner))
    return sorted(kept, key=lambda s: (s.extent.start, s.extent.end)), losses


def _order(speech: Speech) -> tuple[int, bool, int, int, int, str]:
    candidate, extent = speech.candidate, speech.extent
    gap = abs(extent.start - candidate.anchor)
    length = extent.end - extent.start
    nameless = "speaker" not in candidate.groups
    return (gap, nameless, -candidate.rule.priority, -length, extent.start, candidate.rule.id)


def _goes_on(speech: Speech, kept: list[Speech]) -> bool:
    """Whether the marks before these held a quote."""
    return any(0 <= speech.candidate.start - other.extent.end <= _JOINT for other in kept[-2:])


def _conflict(speech: Speech, other: Speech) -> bool:
    """Whether the contents overlap, or the cue stands inside the other's content."""
    a, b = speech.extent, other.extent
    if a.start < b.end and b.start < a.end:
        return True
    return b.start <= speech.candidate.anchor < b.end


def content(candidate: Candidate, layout: Layout) -> Extent | None:
    """The content a candidate's rule leads to; None where there is none."""
    mode, end = candidate.rule.content, candidate.end
    match candidate.rule.family:
        case "headline":
            extent = layout.line(end)
            return extent and (extent if extent.kind == "direct" else replace(extent, kind="headline"))
        case "partial":
            extent = layout.quoted(candidate.groups["open"][0])
            return extent and replace(extent, kind="partial")
    match mode:
        case "marked" | "joined":
            return layout.quoted(candidate.groups["open"][0], from_cue=candidate.anchor)
        case "before":
            return layout.before(candidate.start, end)
        case "speech":
            return layout.speech(end)
        case "line":
            return layout.line(end)
    return layout.clause(end)
