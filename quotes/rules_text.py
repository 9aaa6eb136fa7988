"""What `quotes rules` prints: a rule as a page, the outcomes of examples as a list."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import typer

from quotes.examples import Outcome
from quotes.ruleset.rule import Rule


def print_rule(rule: Rule, expanded: dict[str, str], anchors: list[str]) -> None:
    """Print a rule, as written and as matched."""
    some = f"{'، '.join(anchors[:12])} … ({len(anchors)})" if len(anchors) > 12 else "، ".join(anchors)
    facts = {
        "title": rule.title,
        "family": f"{rule.family} {rule.kind or ''}".strip(),
        "content": rule.content,
        "pack": f"{rule.pack}, {rule.origin}",
        "priority": rule.priority,
        "confidence": rule.confidence,
        "enabled": None if rule.enabled else "no",
        "why": rule.why,
        "problems": rule.known_problems,
        "anchor": f"{rule.anchor or 'numeral'}: {some}",
    }
    typer.echo(rule.id)
    for name, value in facts.items():
        if value is not None:
            typer.echo(f"  {name:<11} {value}")
    typer.echo(f"\nas written\n{_indented(rule.pattern)}")
    typer.echo(f"\nas matched: macros put in, folded\n  {expanded['pattern']}")
    if expanded["unless"]:
        typer.echo(f"\nunless\n  {expanded['unless']}")
    for name, examples in (("accepts", rule.accept), ("rejects", rule.reject)):
        typer.echo(f"\n{name}")
        for example in examples:
            said = ", ".join(f"{key} {value}" for key, value in example.expected.items()) or example.why
            typer.echo(f"{_indented(example.text)}\n    {said}{' (known gap)' if example.todo else ''}")


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.strip("\n").split("\n"))


_SIGNS = {"ok": ".", "missing": "M", "wrong": "W", "noisy": "N", "todo": "t", "passes": "P"}
_VERDICTS = {
    "missing": "missing: nothing is found",
    "wrong": "wrong: something else is found",
    "noisy": "noisy: something is found in a reject",
    "passes": "a known gap that passes now: take out todo",
}


def print_outcomes(outcomes: Iterable[Outcome], shown: list[Outcome]) -> None:
    """A line a rule, then every failure with what was expected and found, then what is worth knowing.

    Args:
        outcomes: All of them.
        shown: Those to show where they are right, too.
    """
    by_rule: dict[str, list[Outcome]] = {}
    listed = {outcome.rule.id for outcome in shown}
    for outcome in outcomes:
        by_rule.setdefault(outcome.rule.id, []).append(outcome)
    width = max((len(name) for name in by_rule), default=0)
    for name, found in by_rule.items():
        failed = any(outcome.failed for outcome in found)
        if failed or name in listed:
            signs = "".join(_SIGNS[outcome.verdict] for outcome in found)
            typer.echo(f"{'FAIL' if failed else 'ok  '}  {name:<{width}}  {signs}")
    every = [outcome for found in by_rule.values() for outcome in found]
    for outcome in every:
        if outcome.failed:
            typer.echo(f"\n{outcome.rule.id}, {outcome.sort} in {outcome.example.origin}: {_VERDICTS[outcome.verdict]}")
            facts = {"text": outcome.example.text, "why": outcome.example.why, "because": outcome.note}
            for fact, value in facts.items():
                if value:
                    typer.echo(f"  {fact:<8} {value}")
    won = [outcome for outcome in shown if outcome.winner]
    if won:
        typer.echo("\nwarning: right alone, but among all rules another wins")
        for outcome in won:
            typer.echo(f"  {outcome.rule.id}, {outcome.example.origin}: {outcome.winner}")
    idle = [outcome for outcome in shown if outcome.idle]
    if idle:
        typer.echo("\nwarning: a reject that proves nothing, as no anchor of its rule stands in it")
        for outcome in idle:
            typer.echo(f"  {outcome.rule.id}, {outcome.example.origin}")
    count: Counter[str] = Counter(outcome.verdict for outcome in every)
    told = ", ".join(f"{count[verdict]} {verdict}" for verdict in _SIGNS if count[verdict])
    typer.echo(f"\n{len(by_rule)} rules, {len(every)} examples: {told}" if every else "no rule, no example")


def outcome_row(outcome: Outcome) -> dict[str, Any]:
    """An outcome as JSON types."""
    return {
        "rule": outcome.rule.id,
        "sort": outcome.sort,
        "where": str(outcome.example.origin),
        "text": outcome.example.text,
        "verdict": outcome.verdict,
        "note": outcome.note,
        "winner": outcome.winner,
        "idle": outcome.idle,
    }


def summary(rule: Rule) -> dict[str, Any]:
    """A rule as JSON types, without its pattern."""
    keys = (
        "id",
        "family",
        "kind",
        "title",
        "pack",
        "priority",
        "confidence",
        "content",
        "enabled",
        "why",
        "known_problems",
    )
    examples = {"accepts": len(rule.accept), "rejects": len(rule.reject)}
    return {key: getattr(rule, key) for key in keys} | examples | {"origin": str(rule.origin)}
