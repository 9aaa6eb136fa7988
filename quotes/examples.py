"""The accept and reject examples of rules: each is run through the rule alone, then among all rules.

Alone, a rule must find in an accept what the accept states and nothing in a reject. Among all rules,
another one may win; that is no failure, but its author should know.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from quotes.engine import Candidate, Findings
from quotes.fold import fold
from quotes.model import Claim, Quote, Span, number
from quotes.pipeline import Run, pipeline
from quotes.ruleset import RuleSet
from quotes.ruleset.rule import Example, Rule
from quotes.trace import reach, tried

Sort = Literal["accept", "reject"]
Verdict = Literal["ok", "missing", "wrong", "noisy", "todo", "passes"]
FAILURES = frozenset({"missing", "wrong", "noisy", "passes"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an example came to.

    Args:
        rule: The rule it belongs to.
        sort: accept or reject.
        example: The example.
        verdict: `missing`: an accept in which nothing was found; `wrong`: something else was found;
            `noisy`: something was found in a reject; `todo`: a known gap, which still fails;
            `passes`: a known gap that is none any more.
        note: What was found instead, or how far the rule got.
        winner: For an accept that is right alone: the rule that wins among all rules, if another does.
        idle: A reject that proves nothing: no anchor of the rule stands in it.
    """

    rule: Rule
    sort: Sort
    example: Example
    verdict: Verdict
    note: str = ""
    winner: str | None = None
    idle: bool = False

    @property
    def failed(self) -> bool:
        """Whether the rule or the example wants mending."""
        return self.verdict in FAILURES


def run_examples(ruleset: RuleSet, rules: Iterable[Rule] | None = None) -> Iterator[Outcome]:
    """Run the examples of enabled rules, or of those given."""
    for rule in ruleset.source.rules if rules is None else rules:
        if rule.enabled:
            for sort, example in _examples(rule):
                yield run_example(ruleset, rule, sort, example)


def _examples(rule: Rule) -> Iterator[tuple[Sort, Example]]:
    for example in rule.accept:
        yield "accept", example
    for example in rule.reject:
        yield "reject", example


def alone(ruleset: RuleSet, rule: Rule, example: Example) -> Run:
    """A text with what one rule alone finds in it; boundaries stay, because they say where its content ends."""
    run = pipeline(ruleset).run(example.text)
    kept = {rule.id, *example.beside}
    found = run.findings

    def own(candidates: list[Candidate]) -> list[Candidate]:
        return [candidate for candidate in candidates if candidate.rule.id in kept]

    boundaries = own(found.boundaries) if _is_boundary(rule) else found.boundaries
    # rules are tried independently of each other, so that leaving candidates out is leaving rules out
    run.findings = Findings(own(found.candidates), own(found.numbers), boundaries)
    return run


def run_example(ruleset: RuleSet, rule: Rule, sort: Sort, example: Example) -> Outcome:
    """Run one example of an enabled rule."""
    run = alone(ruleset, rule, example)
    found = _found(run, rule, example)
    verdict: Verdict = "ok"
    note = ""
    if sort == "reject" and found:
        verdict, note = "noisy", "; ".join(map(_shown, found))
    elif sort == "accept" and not found:
        verdict, note = "missing", reach(run, rule)
    elif sort == "accept":
        best = min((_differences(example.expected, item) for item in found), key=len)
        verdict, note = ("wrong" if best else "ok"), "; ".join(best)
    if example.todo:
        return Outcome(rule, sort, example, "passes" if verdict == "ok" else "todo", note)
    if verdict != "ok":
        return Outcome(rule, sort, example, verdict, note)
    if sort == "reject":
        return Outcome(rule, sort, example, verdict, idle=not tried(run, rule))
    return Outcome(rule, sort, example, verdict, winner=_winner(ruleset, rule, example))


def _is_boundary(rule: Rule) -> bool:
    return rule.family == "boundary"


def _found(run: Run, rule: Rule, example: Example) -> list[dict[str, Any]]:
    """What the rule found, as the keys of an accept."""
    if rule.family == "boundary":
        return _clauses(run, example)
    if rule.family in ("topic", "via"):
        groups = (candidate.groups for candidate in run.findings.candidates if candidate.rule.id == rule.id)
        return [_words(run, each) for each in groups]
    if rule.family == "number":
        return [_claim(claim) for claim in run.claims if claim.rule == rule.id]
    return [_quote(quote) for quote in run.quotes if quote.rule == rule.id]


def _words(run: Run, groups: Mapping[str, tuple[int, int]]) -> dict[str, Any]:
    """What the groups of a rule hold; an outlet without marks is its noun and the rest of its name."""
    if "via" not in groups and {"frame", "tail"} <= groups.keys():
        groups = {**groups, "via": (groups["frame"][0], groups["tail"][1])}
    return {name: run.folded.slice(*span) for name, span in groups.items()}


def _clauses(run: Run, example: Example) -> list[dict[str, Any]]:
    """The clause that ends at the first boundary; it starts where the expected one does."""
    clause = fold(example.expected.get("clause", ""))
    start = max(run.folded.text.find(clause), 0)
    if not any(boundary.start > start for boundary in run.findings.boundaries):
        return []
    extent = run.layout.clause(start)
    return [{"clause": run.folded.slice(extent.start, extent.end)}] if extent else []


def _quote(quote: Quote) -> dict[str, Any]:
    spans = {"cue": quote.cue, "speaker": quote.speaker, "via": quote.via}
    return {"quote": quote.text, "kind": quote.kind, **{key: _text(span) for key, span in spans.items()}}


def _claim(claim: Claim) -> dict[str, Any]:
    numbers = {"value": claim.value, "low": claim.low, "high": claim.high}
    texts = {key: getattr(claim, key) for key in ("kind", "unit", "per", "modifier", "counted", "change")}
    return {"claim": claim.text, **texts, **{key: _number(value) for key, value in numbers.items()}}


def _text(span: Span | None) -> str | None:
    return span.text if span else None


def _number(value: Decimal | None) -> int | float | None:
    return None if value is None else number(value)


def _differences(expected: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    return [
        f"{key}: expected {value!r}, found {found.get(key)!r}"
        for key, value in expected.items()
        if found.get(key) != value
    ]


def _shown(item: Mapping[str, Any]) -> str:
    return ", ".join(f"{key} {value!r}" for key, value in item.items() if value is not None)


def _winner(ruleset: RuleSet, rule: Rule, example: Example) -> str | None:
    """Another rule that gives what the example's rule gives alone; None where the rule itself does."""
    run = pipeline(ruleset).run(example.text)
    if rule.family in ("boundary", "topic", "via"):
        return None
    items = run.claims if rule.family == "number" else run.quotes
    if any(item.rule == rule.id for item in items):
        return None
    return next((item.rule for item in items), "(nothing is found)")
