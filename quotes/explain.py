"""Why a text gave what it gave: anchors, the rules tried at them, what won, what lost, what said no.

The explanation is plain data, by anchor in text order; `cli_explain` draws it as a tree. Offsets are
those of the result: code points of the original.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quotes.around import Around, Lines
from quotes.engine import Candidate
from quotes.fold import fold
from quotes.model import Claim, number
from quotes.numbers import Numeral
from quotes.pipeline import Run
from quotes.resolve import Speech
from quotes.trace import Refused, refusals

Folded = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Focus:
    """What an explanation is about.

    Attributes:
        line: A line of the text, from 1.
        words: Words in it; folded before they are looked for.
        rule: A rule id.
    """

    line: int | None = None
    words: str | None = None
    rule: str | None = None

    @property
    def narrow(self) -> bool:
        """Whether it is about a part of the text, so that rules that said no are worth listing."""
        return self.line is not None or self.words is not None or self.rule is not None


def explain(run: Run, focus: Focus | None = None) -> dict[str, Any]:
    """Explain a text, or the part of it in focus.

    Returns:
        `passages`: each with `line`, `start`, `text`, `folded` and `anchors`; an anchor has its `text`, `start`,
        `end`, and `rules`: what became of each rule tried there. Passages without anchors are listed only
        where the focus asks for them.
    """
    focus = focus or Focus()
    spans = list(_passages(run, focus))
    entries = list(_entries(run, focus, spans))
    passages = []
    for start, end in spans:
        inside = [entry for at, entry in entries if start <= at < end]
        if not inside and not (focus.line or focus.words):
            continue
        first, last = run.folded.span(start, end)
        passages.append(
            {
                "line": run.line(first),
                "start": first,
                "text": run.folded.original[first:last].strip(),
                "folded": run.folded.text[start:end].strip(),
                "anchors": _by_anchor(inside),
            }
        )
    return {"schema": 1, "chars": len(run.folded.original), "passages": passages}


def _passages(run: Run, focus: Focus) -> Iterator[Folded]:
    """The lines of the text in focus, folded."""
    text = run.folded.text
    words = fold(focus.words) if focus.words else None
    start = 0
    for number_, line in enumerate(text.split("\n"), 1):
        end = start + len(line)
        if line.strip() and focus.line in (None, number_):
            found = line.find(words) if words else 0
            while words and found >= 0:  # the sentence around each occurrence, as far as it stands on this line
                first = max(start, run.layout.sentence_start(start + found))
                last = max(run.layout.sentence_end(start + found), start + found + len(words))
                yield first, min(end, last)
                found = line.find(words, min(end, last) - start)
            if not words:
                yield start, end
        start = end + 1


def _entries(run: Run, focus: Focus, spans: list[Folded]) -> Iterator[tuple[int, dict[str, Any]]]:
    """What became of each rule at each anchor, with the anchor's folded offset."""
    quotes = _quotes(run)
    found = [(each.anchor, _said(run, each, quotes)) for each in run.findings.candidates]
    found += [(each.anchor, _rule(run, each) | {"verdict": "boundary"}) for each in run.findings.boundaries]
    found += [(each.anchor, _counted(run, each)) for each in run.findings.numbers]
    if focus.narrow:
        for span in spans:
            found += [(each.start, _refused(run, each)) for each in refusals(run, focus.rule, span)]
    for at, entry in sorted(found, key=lambda each: each[0]):
        if focus.rule in (None, entry["rule"]):
            yield at, entry


def _by_anchor(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    anchors: dict[tuple[int, int], dict[str, Any]] = {}
    for entry in entries:
        anchor = entry.pop("anchor")
        anchors.setdefault((anchor["start"], anchor["end"]), anchor | {"rules": []})["rules"].append(entry)
    return list(anchors.values())


# -- speech ---------------------------------------------------------------------------------------


def _quotes(run: Run) -> dict[int, dict[str, Any]]:
    """What became of each speech candidate, by its identity."""
    speeches, losses = run.resolved
    found: dict[int, dict[str, Any]] = {}
    for speech, said in zip(speeches, run.attributions, strict=True):
        content = run.span((speech.extent.start, speech.extent.end))
        found[id(speech.candidate)] = {
            "verdict": "quote",
            "kind": speech.extent.kind,
            "content": _plain(content),
            "speaker": {"name": said.name, "role": said.role, "source": said.source, "how": said.how},
        }
    for loss in losses:
        winner = _winner(run, loss.winner) if loss.winner else None
        found[id(loss.candidate)] = {"verdict": "lost", "because": loss.reason, "winner": winner}
    return found


def _winner(run: Run, speech: Speech) -> dict[str, Any]:
    content = run.span((speech.extent.start, speech.extent.end))
    return {"rule": speech.candidate.rule.id, "content": _plain(content)}


def _said(run: Run, candidate: Candidate, quotes: dict[int, dict[str, Any]]) -> dict[str, Any]:
    return _rule(run, candidate) | quotes.get(id(candidate), {"verdict": candidate.rule.family})


# -- numbers --------------------------------------------------------------------------------------


def _counted(run: Run, candidate: Candidate) -> dict[str, Any]:
    entry = _rule(run, candidate) | {"numeral": _numeral(run, candidate.numeral) if candidate.numeral else None}
    at = candidate.numeral.start if candidate.numeral else candidate.anchor
    for draft, claim in zip(run.drafts, run.claims, strict=True):
        if not draft.start <= at < draft.end:
            continue
        if draft.rule is candidate.rule:
            return entry | {"verdict": "claim"} | _claim(claim)
        because = "this number belongs to the claim of another rule"
        winner = {"rule": draft.rule.id, "content": {"text": claim.text, "start": claim.start, "end": claim.end}}
        return entry | {"verdict": "lost", "because": because, "winner": winner}
    return entry | {"verdict": "lost", "because": _no_claim(run, candidate), "winner": None}


def _numeral(run: Run, numeral: Numeral) -> dict[str, Any]:
    return {
        "text": run.folded.slice(numeral.start, numeral.end),
        "value": number(numeral.value),
        "scale": numeral.scale,
        "otherwise": None if numeral.other is None else number(numeral.other),
        "vague": numeral.vague,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    numbers = {"value": claim.value, "low": claim.low, "high": claim.high}
    return {
        "kind": claim.kind,
        "text": claim.text,
        **{key: None if value is None else number(value) for key, value in numbers.items()},
        "unit": claim.unit,
        "modifier": claim.modifier,
        "said_by": claim.said_by,
    }


def _no_claim(run: Run, candidate: Candidate) -> str:
    """Why a number rule that matched led to no claim."""
    numeral, text = candidate.numeral, run.folded.text
    if numeral is None:
        return "it asserts no quantity here"
    near = Around(Lines(text), numeral.start, numeral.end)
    claims = run.pipeline.claims
    reason = claims.exclusions.always(text, numeral, near)
    refused = claims.draft(run.folded, near.lines, [candidate]) is None
    if refused:
        reason = reason or claims.exclusions.without_unit(text, numeral, near, None)
    if reason:
        return f"the number asserts no quantity: {reason}"
    if refused:
        return "what stands around the number does not allow this reading"
    return "the number was taken back when neighbours were joined"


# -- parts ----------------------------------------------------------------------------------------


def _rule(run: Run, candidate: Candidate) -> dict[str, Any]:
    rule = candidate.rule
    groups = {name: _plain(run.span(span)) for name, span in sorted(candidate.groups.items(), key=lambda g: g[1])}
    end = candidate.numeral.end if candidate.numeral else _anchor_end(candidate)
    return {
        "rule": rule.id,
        "family": rule.family,
        "priority": rule.priority,
        "anchor": _plain(run.span((candidate.anchor, end))),
        "match": _plain(run.span((candidate.start, candidate.end))),
        "groups": groups,
    }


def _anchor_end(candidate: Candidate) -> int:
    group = candidate.groups.get(candidate.rule.anchor or "")
    return group[1] if group else candidate.anchor + 1


def _refused(run: Run, refused: Refused) -> dict[str, Any]:
    return {
        "rule": refused.rule.id,
        "family": refused.rule.family,
        "priority": refused.rule.priority,
        "anchor": _plain(run.span((refused.start, refused.end))),
        "verdict": "no match",
        "because": str(refused),
    }


def _plain(span: Any) -> dict[str, Any]:
    return {"text": span.text, "start": span.start, "end": span.end}
