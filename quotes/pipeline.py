"""One text through all stages: fold, anchors, rules, extents, resolution, speakers, claims, links."""

from bisect import bisect_right
from functools import cached_property
from hashlib import blake2b
from weakref import WeakKeyDictionary

import regex

from quotes.engine import Candidate, Engine, Findings
from quotes.extents import Layout
from quotes.fold import Folded
from quotes.model import Claim, Quote, Span
from quotes.names import Names
from quotes.resolve import Loss, Speech, resolve
from quotes.ruleset.compile import RuleSet
from quotes.speakers import Attribution, Speakers


class Pipeline:
    """The stages, set up once for a rule set."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset
        self.engine = Engine(ruleset)
        self.names = Names(ruleset.lists, ruleset.maps)

    def run(self, text: str) -> "Run":
        """Set one text up; its stages run when asked for."""
        return Run(self, text)


class Run:
    """The stages for one text, each done once and open to `explain`."""

    def __init__(self, pipeline: Pipeline, text: str) -> None:
        self.pipeline = pipeline
        self.folded = Folded(text)

    @cached_property
    def findings(self) -> Findings:
        """What the anchor pass found."""
        return self.pipeline.engine.scan(self.folded)

    @cached_property
    def layout(self) -> Layout:
        """Marks, sentences and boundaries."""
        return Layout(self.folded.text, self.findings.boundaries)

    @cached_property
    def resolved(self) -> tuple[list[Speech], list[Loss]]:
        """The quotes that stay, and the candidates that were lost."""
        candidates = [
            each for each in self.findings.candidates if each.rule.family in ("speech", "partial", "headline")
        ]
        return resolve(candidates, self.layout)

    @cached_property
    def attributions(self) -> list[Attribution]:
        """The source of each quote."""
        topics = [each.groups["speaker"] for each in self.findings.candidates if each.rule.family == "topic"]
        speakers = Speakers(self.folded, self.layout, self.pipeline.ruleset, self.pipeline.names)
        return speakers.attribute(self.resolved[0], topics)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes of the text, claims not yet linked."""
        ids = _Ids("q")
        return tuple(
            self._quote(speech, said, ids) for speech, said in zip(self.resolved[0], self.attributions, strict=True)
        )

    def _quote(self, speech: Speech, said: Attribution, ids: "_Ids") -> Quote:
        candidate, extent = speech.candidate, speech.extent
        start, end = self.folded.span(extent.start, extent.end)
        text = self.folded.original[start:end]
        cue = candidate.groups.get("cue")
        act, negated = self._act(candidate)
        return Quote(
            id=ids.of(extent.kind, text),
            kind=extent.kind,
            start=start,
            end=end,
            line=self.line(start),
            text=text,
            cue=self.span(cue),
            act=act,
            negated=negated,
            speaker=self.span(said.speaker),
            name=said.name,
            role=said.role,
            source=said.source,
            via=self.span(self._via(speech)),
            rule=candidate.rule.id,
            confidence=candidate.rule.confidence,
        )

    def _act(self, candidate: Candidate) -> tuple[str | None, bool]:
        cue = candidate.groups.get("cue")
        if cue is None:
            return candidate.rule.act, False
        text = self.folded.text
        readings = self.pipeline.ruleset.readings.get(text[slice(*cue)], ())
        act = candidate.rule.act or next((reading.act for reading in readings if reading.act), None)
        before = text[max(0, cue[0] - 12) : cue[0]].split()
        negators = self.pipeline.ruleset.lists.get("negators", frozenset())
        return act, bool(before) and before[-1].lstrip("وف") in negators

    def _via(self, speech: Speech) -> tuple[int, int] | None:
        if (group := speech.candidate.groups.get("via")) is not None:
            return group
        first = min(speech.candidate.start, speech.extent.end)
        last = max(speech.extent.start, speech.candidate.end)
        after = self.layout.sentence_end(speech.extent.end)
        for each in self.findings.candidates:
            if each.rule.family != "via":
                continue
            span = each.groups["via"]
            if first <= span[0] < last or (speech.extent.end <= each.start <= min(after, speech.extent.end + 3)):
                return span
        return None

    # -- places -----------------------------------------------------------------------------------

    @cached_property
    def _lines(self) -> list[int]:
        return [match.start() for match in regex.finditer("\n", self.folded.original)]

    def line(self, at: int) -> int:
        """The 1-based line of an original offset."""
        return bisect_right(self._lines, at - 1) + 1

    def span(self, folded: tuple[int, int] | None) -> Span | None:
        """A folded span as a `Span` of the original."""
        if folded is None:
            return None
        start, end = self.folded.span(*folded)
        return Span(self.folded.original[start:end], start, end)


class _Ids:
    """Stable ids: from kind, text and occurrence, so that they do not shift when other items come or go."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.seen: dict[tuple[str, str], int] = {}

    def of(self, kind: str, text: str) -> str:
        occurrence = self.seen[kind, text] = self.seen.get((kind, text), 0) + 1
        digest = blake2b(f"{kind}\0{text}\0{occurrence}".encode("utf-8", "surrogatepass"), digest_size=4)
        return f"{self.prefix}-{digest.hexdigest()}"


_pipelines: WeakKeyDictionary[RuleSet, Pipeline] = WeakKeyDictionary()


def pipeline(ruleset: RuleSet) -> Pipeline:
    """The pipeline of a rule set, set up once."""
    found = _pipelines.get(ruleset)
    if found is None:
        found = _pipelines[ruleset] = Pipeline(ruleset)
    return found


def extract(
    text: str, ruleset: RuleSet, *, speech: bool = True, claims: bool = True
) -> tuple[tuple[Quote, ...], tuple[Claim, ...]]:
    """The quotes and the claims of one text, in text order."""
    run = pipeline(ruleset).run(text)
    return (run.quotes if speech else ()), ()
