"""One text through all stages: fold, anchors, rules, extents, resolution, speakers, claims, links."""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Any, Final
from weakref import WeakKeyDictionary

from quotes.claims import Claims, Draft, plain
from quotes.digest import blake2b
from quotes.engine import Candidate, Engine, Findings
from quotes.extents import EdgeWords, Layout
from quotes.fold import Folded
from quotes.link import Links, Said
from quotes.mention import Attribution
from quotes.model import Claim, Quote, Span
from quotes.names import Names
from quotes.numbers import Lexicon
from quotes.relays import Relay, Relays, adjuncts, outlets
from quotes.resolve import Loss, Speech, resolve
from quotes.ruleset.compile import RuleSet
from quotes.speakers import Speakers

_BESIDE: Final = 12  # characters after a source that tell whether a relative clause goes on with it
_NAME: Final = 20  # characters of a family name


class Pipeline:
    """The stages, set up once for a rule set; kept with it between runs."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset
        self.lexicon = Lexicon.of(ruleset.maps, ruleset.lists)
        self.names = Names(ruleset.lists, ruleset.maps, _finite(ruleset))
        self.edge_words = EdgeWords.of(ruleset.lists)
        self.claims = Claims(ruleset, self.lexicon)

    @cached_property
    def engine(self) -> Engine:
        """The anchor pass."""
        return Engine(self.ruleset, self.lexicon)

    def __getstate__(self) -> dict[str, Any]:
        """What is kept between runs: what is made of lexicons, but no tokens met."""
        return {name: value for name, value in self.__dict__.items() if name != "engine"}

    def run(self, text: str) -> "Run":
        """Set one text up; its stages run when asked for."""
        return Run(self, text)


def _finite(ruleset: RuleSet) -> frozenset[str]:
    """The forms of cues that are finite verbs or circumstances (`قائلا`); other participles may be titles (`المدعي`)."""
    finite = ("past", "present", "future")
    return frozenset(
        text
        for text, found in ruleset.readings.items()
        if any(each.form.part in finite or (each.form.part == "participle" and text[-1] == "ا") for each in found)
    )


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
        return Layout(self.folded.text, self.findings.boundaries, self.pipeline.edge_words)

    @cached_property
    def resolved(self) -> tuple[list[Speech], list[Loss]]:
        """The quotes that stay, and the candidates that were lost."""
        own: list[Candidate] = []
        said: list[Candidate] = []
        for each in self.findings.candidates:
            if each.rule.family in ("speech", "partial", "headline"):
                (own if self._first_person(each) else said).append(each)
        found, losses = resolve(said, self.layout, self.pipeline.ruleset.readings)
        kept: list[Speech] = []
        names: list[Speech] = []
        for speech in found:
            (names if self._name_in_marks(speech) else kept).append(speech)
        return kept, [
            *(Loss(each, "the writer's own opinion") for each in own),
            *(Loss(speech.candidate, "the speaker's name in marks") for speech in names),
            *losses,
        ]

    def _name_in_marks(self, speech: Speech) -> bool:
        """Whether what a cue seems to give is the name of who speaks: `حث "الراشد" الحاضرين`."""
        start, end = speech.extent.start, speech.extent.end
        short = end - start <= _NAME and speech.extent.kind in ("partial", "direct")
        return short and self.speakers.people.firsts.follows_one(self.folded.text[start:end], start)

    def _first_person(self, candidate: Candidate) -> bool:
        """Whether the writer speaks: أعتقد, whose hamza is folded away; اعتقد is a third person."""
        cue = candidate.groups.get("cue")
        own = self.pipeline.ruleset.lists.get("first_person", frozenset())
        if cue is None or self.folded.text[slice(*cue)] not in own:
            return False
        return self.folded.slice(*cue)[0] != "ا" and self.layout.marks.around(cue[0]) is None

    @cached_property
    def topics(self) -> list[Candidate]:
        """Subjects of reporting verbs, with or without a quote."""
        return [each for each in self.findings.candidates if each.rule.family == "topic"]

    @cached_property
    def speakers(self) -> Speakers:
        """The resolution of sources in this text."""
        return Speakers(self.folded, self.layout, self.pipeline.ruleset, self.pipeline.names)

    @cached_property
    def attributions(self) -> list[Attribution]:
        """The source of each quote."""
        topics = [each.groups["speaker"] for each in self.topics if "speaker" in each.groups]
        lists = self.pipeline.ruleset.lists
        published = lists.get("made_by", frozenset()) | lists.get("relayed_by", frozenset())
        text = self.folded.text
        hearers = [each.name[0] for each in self._outlets if text[slice(*each.frame)] not in published]
        return self.speakers.attribute(self.resolved[0], topics, hearers)

    @cached_property
    def drafts(self) -> list[Draft]:
        """The numeric claims in folded offsets, not yet linked."""
        return self.pipeline.claims.find(self.folded, self.findings.numbers)

    @cached_property
    def links(self) -> Links:
        """Who vouches for each place of the text."""
        said = []
        for index, (speech, by) in enumerate(zip(self.resolved[0], self.attributions, strict=True)):
            act, negated = self._act(speech.candidate)
            said.append(Said(speech.extent.start, speech.extent.end, by.name, act, negated, index))
        return Links(said, self._reports(said))

    def _reports(self, said: list[Said]) -> list[Said]:
        """What is told without a clause: أعلنت الشرطة مقتل خمسة, not what a cue with a quote has beside it."""
        telling = self.pipeline.ruleset.lists.get("report_acts", ())
        quoting = {speech.candidate.groups.get("cue") for speech in self.resolved[0] if speech.extent.kind != "partial"}
        told: list[Said] = []  # in text order, as are those of quotes
        for topic in self.topics:
            act, negated = self._act(topic)
            if act not in telling or topic.groups["cue"] in quoting:
                continue
            place = self._told(topic) if "speaker" in topic.groups else self._told_further(topic, said, told)
            if place is not None:
                told.append(Said(*place, act, negated))
        return told

    def _told(self, topic: Candidate) -> tuple[int, int, str | None] | None:
        """Where what a subject tells begins and ends, and its name."""
        subject = self.speakers.subject(*topic.groups["speaker"])
        if subject is None:
            return None
        start, name = subject
        end = self.layout.clause_end(start)
        following = self.folded.text[start : start + _BESIDE].strip(" ،,").partition(" ")[0]
        if following in self.pipeline.ruleset.lists.get("about_relatives", ()):  # الأردن، الذي يستضيف مليونا
            start = self.folded.text.find("،", start + _BESIDE, end)
        return (start, end, name) if start >= 0 else None

    def _told_further(self, topic: Candidate, said: list[Said], told: list[Said]) -> tuple[int, int, str | None] | None:
        """The same of a participle, whose source is that of the report it goes on with: …، متوقعا عودة مليون نازح."""
        start, end = topic.groups["cue"]
        quoted = bisect_left(said, start, key=lambda each: each.start)
        before = [*said[max(0, quoted - 1) : quoted], *[each for each in told[-2:] if each.start < start]]
        last = max(before, key=lambda each: each.start, default=None)
        if last is None or self.layout.sentence_end(last.start) < start:
            return None
        return end, self.layout.clause_end(end), last.name

    @cached_property
    def _quotes(self) -> tuple[Quote, ...]:
        ids = _Ids("q")
        return tuple(
            self._quote(speech, said, ids) for speech, said in zip(self.resolved[0], self.attributions, strict=True)
        )

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes of the text, with the ids of the claims in them."""
        inside: dict[str, list[str]] = {}
        for claim in self.claims:
            if claim.quote is not None:
                inside.setdefault(claim.quote, []).append(claim.id)
        return tuple(
            quote._replace(claims=tuple(inside[quote.id])) if quote.id in inside else quote for quote in self._quotes
        )

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of the text, each with who said it."""
        ids = _Ids("c")
        return tuple(self._claim(draft, ids) for draft in self.drafts)

    def _claim(self, draft: Draft, ids: "_Ids") -> Claim:
        start, end = self.folded.span(draft.start, draft.end)
        text = self.folded.original[start:end]
        said = self.links.at(draft.start)
        numbers = plain(draft)
        return Claim(
            id=ids.of(draft.kind, text),
            kind=draft.kind,
            start=start,
            end=end,
            line=self.line(start),
            text=text,
            value=numbers["value"],
            low=numbers["low"],
            high=numbers["high"],
            unit=draft.unit,
            per=self._words(draft.per),
            counted=self._words(draft.counted),
            modifier=draft.modifier,
            about=self._words(draft.about),
            change=draft.change,
            said_by=said.name if said else None,
            act=said.act if said else None,
            negated=said.negated if said else False,
            quote=self._quotes[said.quote].id if said and said.quote is not None else None,
            rule=draft.rule.id,
            confidence=draft.confidence,
        )

    def _words(self, span: tuple[int, int] | None) -> str | None:
        return self.folded.slice(*span) if span is not None else None

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
            via=self.span(self._relays.of(speech, said)),
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
        lists = self.pipeline.ruleset.lists
        before = text[max(0, cue[0] - 12) : cue[0]].split()
        frame = " ".join(before[-2:])  # بحسب ما أعلن: ما is “what” here
        framed = not {frame, frame.removeprefix("و")}.isdisjoint(lists.get("adjunct_frames", ()))
        framed = framed or text[slice(*cue)] in lists.get("said_it", ())
        return act, bool(before) and not framed and before[-1].lstrip("وف") in lists.get("negators", ())

    @cached_property
    def _outlets(self) -> list[Relay]:
        return sorted(outlets(self.findings.candidates))

    @cached_property
    def _relays(self) -> Relays:
        kept, losses = self.resolved
        lists = self.pipeline.ruleset.lists
        return Relays(
            self.layout, kept, [*self._outlets, *adjuncts(losses, self.folded.text, lists, self.pipeline.names)]
        )

    # -- places -----------------------------------------------------------------------------------

    @cached_property
    def _lines(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.folded.original)]

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


def adopt(kept: Pipeline) -> RuleSet:
    """The rule set of a pipeline that was set up in another run; from now on they go together."""
    _pipelines[kept.ruleset] = kept
    return kept.ruleset


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
    return (run.quotes if speech else ()), (run.claims if claims else ())
