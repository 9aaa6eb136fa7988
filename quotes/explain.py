"""Why a text gave what it gave: anchors, the rules tried at them, what won, what lost, what said no.

The explanation is plain data, by anchor in text order; `cli_explain` draws it as a tree. Offsets are
those of the result: code points of the original.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quotes.engine import Candidate
from quotes.fold import fold
from quotes.model import number
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
    quotes, claims = _quotes(run), _claims(run)
    found = [(each.anchor, _said(run, each, quotes)) for each in run.findings.candidates]
    found += [(each.anchor, _rule(run, each) | {"verdict": "boundary"}) for each in run.findings.boundaries]
    found += [(each.anchor, _counted(run, each, claims)) for each in run.findings.numbers]
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


def _claims(run: Run) -> dict[tuple[str, int], dict[str, Any]]:
    """Each claim by its rule and by where its number begins or its text does."""
    return {
        (claim.rule, claim.start): {
            "verdict": "claim",
            "kind": claim.kind,
            "text": claim.text,
            **{
                key: None if value is None else number(value)
                for key, value in (("value", claim.value), ("low", claim.low), ("high", claim.high))
            },
            "unit": claim.unit,
            "modifier": claim.modifier,
        }
        for claim in run.claims
    }


def _counted(run: Run, candidate: Candidate, claims: dict[tuple[str, int], dict[str, Any]]) -> dict[str, Any]:
    numeral = candidate.numeral
    assert numeral is not None  # the engine gives every number rule one
    read = {
        "text": run.folded.slice(numeral.start, numeral.end),
        "value": number(numeral.value),
        "scale": numeral.scale,
        "otherwise": None if numeral.other is None else number(numeral.other),
        "vague": numeral.vague,
    }
    starts = {run.folded.span(at, at + 1)[0] for at in (candidate.start, numeral.start)}
    claim = next((claims[key] for key in claims if key[0] == candidate.rule.id and key[1] in starts), None)
    outcome = claim or {"verdict": "lost", "because": "another rule won here, or it is no quantity", "winner": None}
    return _rule(run, candidate) | {"numeral": read} | outcome


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
