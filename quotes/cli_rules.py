"""`quotes rules`: what the rules are, whether they are sound, and whether they do what they say."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from quotes.cli_group import LEAN
from quotes.errors import Exit, UsageError
from quotes.ruleset import RuleSet, load_rules
from quotes.ruleset.schema import Rule

app = typer.Typer(**LEAN, help="List, show, check, test and document rules, or start a pack of your own.")

Packs = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[DIR]...", help="Rule packs beside ours: folders or files.", show_default=False),
]
Added = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="DIR", help="A further rule pack; may be repeated.", show_default=False),
]
Ours = Annotated[bool, typer.Option("--default-rules/--no-default-rules", help="Use our rules.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of text.")]


@app.command("list")
def list_rules(
    *,
    family: Annotated[str | None, typer.Option(help="Only this family or kind.", show_default=False)] = None,
    pack: Annotated[str | None, typer.Option(help="Only this pack.", show_default=False)] = None,
    rules: Added = None,
    default_rules: Ours = True,
    as_json: AsJson = False,
) -> None:
    """The rules in force, in the order of their files."""
    found = [
        rule
        for rule in load_rules(*(rules or ()), default=default_rules).source.rules
        if family in (None, rule.family, rule.kind) and pack in (None, rule.pack)
    ]
    if as_json:
        _json([_summary(rule) for rule in found])
        return
    from quotes.console import table

    headings = ("id", "family", "kind", "pack", "priority", "confidence", "examples", "title")
    rows = [
        (
            rule.id if rule.enabled else f"{rule.id} (off)",
            rule.family,
            rule.kind or "",
            rule.pack,
            rule.priority,
            rule.confidence,
            f"{len(rule.accept)}+{len(rule.reject)}",
            rule.title,
        )
        for rule in found
    ]
    table(headings, rows, arabic=frozenset({"title"}))


@app.command()
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="The rule's id.", show_default=False)],
    *,
    rules: Added = None,
    default_rules: Ours = True,
    as_json: AsJson = False,
) -> None:
    """One rule: as written, and as it is matched."""
    from quotes.fold import fold
    from quotes.ruleset.codes import suggest
    from quotes.ruleset.compile import Patterns, strip_comments

    ruleset = load_rules(*(rules or ()), default=default_rules)
    rule = next((rule for rule in ruleset.source.rules if rule.id == id), None)
    if rule is None:
        raise UsageError(f"no rule {id!r}", hint=suggest(id, [rule.id for rule in ruleset.source.rules]))
    matcher = next((matcher for matcher in ruleset.matchers if matcher.rule is rule), None)
    patterns = Patterns(ruleset.source, ruleset.lists)
    written = {"pattern": rule.pattern, "unless": rule.unless or ""}
    expanded = {
        part: " ".join(patterns.expand(rule, fold(strip_comments(text))).split()) for part, text in written.items()
    }
    anchors = sorted(matcher.items or matcher.marks) if matcher else []
    if as_json:
        _json(_summary(rule) | {"pattern": rule.pattern, "expanded": expanded, "anchors": anchors})
        return
    _show(rule, expanded, anchors or ["a numeral"])


def _show(rule: Rule, expanded: dict[str, str], anchors: list[str]) -> None:
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


@app.command()
def check(packs: Packs = None, *, default_rules: Ours = True, as_json: AsJson = False) -> None:
    """Look for what rule files cannot mean, or what would be slow or unsafe; exit 4 on an error.

    Of packs that are named, or else of ours.
    Errors (E…) make a pack unusable, warnings (W…) do not; docs/rules.md lists them all.
    """
    from quotes.ruleset.check import lint, slow
    from quotes.ruleset.compile import compile_rules
    from quotes.ruleset.load import default_folder, load

    source = load([*([default_folder()] if default_rules else []), *(packs or ())])
    folders = {str(pack) for pack in packs or ()}
    findings = [finding for finding in lint(source) if not folders or _in(finding.place.path, folders)]
    if not any(finding.is_error for finding in findings):
        chosen = [rule for rule in source.rules if not folders or _in(rule.origin.path, folders)]
        findings += slow(compile_rules(source), chosen)
    if as_json:
        _json([asdict(finding) | {"where": str(finding.place)} for finding in findings])
    else:
        for finding in findings:
            typer.echo(finding)
        count = Counter("errors" if finding.is_error else "warnings" for finding in findings)
        told = f"{count['errors']} errors, {count['warnings']} warnings" if findings else "no complaints"
        typer.echo(f"{', '.join(map(str, packs or source.packs))}: {told}")
    if any(finding.is_error for finding in findings):
        raise typer.Exit(Exit.RULES)


@app.command("test")
def run(
    packs: Packs = None,
    *,
    only: Annotated[
        str | None, typer.Option("--rule", metavar="ID", help="Only this rule.", show_default=False)
    ] = None,
    default_rules: Ours = True,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Failures only.")] = False,
    as_json: AsJson = False,
) -> None:
    """Run every accept and reject of every rule, alone and then among all rules; exit 1 on a failure.

    Packs that are named are listed rule by rule; of ours only what they break.

    \b
    .  right        M  missing: an accept in which nothing is found
    N  noisy: something is found in a reject
    W  wrong: an accept in which something else is found
    t  a known gap (todo), P a known gap that passes now
    """  # noqa: D301 - the backspace keeps these lines apart
    from quotes.examples import run_examples

    ruleset = load_rules(*(packs or ()), default=default_rules)
    chosen = _chosen(ruleset, only)
    outcomes = list(run_examples(ruleset, chosen))
    if as_json:
        _json([_outcome(outcome) for outcome in outcomes])
    else:
        folders = {str(pack) for pack in packs or ()}
        named = [each for each in outcomes if not folders or _in(each.rule.origin.path, folders)]
        _print_outcomes(outcomes, [] if quiet else named)
    if any(outcome.failed for outcome in outcomes):
        raise typer.Exit(Exit.NO)


@app.command()
def docs(
    *,
    format: Annotated[bool, typer.Option("--format", help="The reference of the file format instead.")] = False,
) -> None:
    """The catalogue of our rules, or the reference of their format, as Markdown."""
    from quotes.catalogue import catalogue, reference

    typer.echo(reference() if format else catalogue(load_rules().source), nl=False)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The pack's folder; made here.", show_default=False)],
) -> None:
    """Start a pack: a commented rule file that passes `check` and `test` as it stands."""
    from quotes.skeleton import write

    for path in write(folder):
        typer.echo(path)


def _chosen(ruleset: RuleSet, only: str | None) -> list[Rule]:
    from quotes.ruleset.codes import suggest

    rules = [rule for rule in ruleset.source.rules if only in (None, rule.id)]
    if not rules:
        raise UsageError(f"no rule {only!r}", hint=suggest(str(only), [rule.id for rule in ruleset.source.rules]))
    return rules


_SIGNS = {"ok": ".", "missing": "M", "wrong": "W", "noisy": "N", "todo": "t", "passes": "P"}
_VERDICTS = {
    "missing": "missing: nothing is found",
    "wrong": "wrong: something else is found",
    "noisy": "noisy: something is found in a reject",
    "passes": "a known gap that passes now: take out todo",
}


def _in(path: str, packs: set[str]) -> bool:
    return bool({path, str(Path(path).parent)} & packs)


def _print_outcomes(outcomes: Iterable[Any], shown: list[Any]) -> None:
    """A line a rule, then every failure with what was expected and found, then what is worth knowing.

    Args:
        outcomes: All of them.
        shown: Those to show where they are right, too.
    """
    by_rule: dict[str, list[Any]] = {}
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
    count = Counter(outcome.verdict for outcome in every)
    told = ", ".join(f"{count[verdict]} {verdict}" for verdict in _SIGNS if count[verdict])
    typer.echo(f"\n{len(by_rule)} rules, {len(every)} examples: {told}" if every else "no rule, no example")


def _outcome(outcome: Any) -> dict[str, Any]:
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


def _summary(rule: Rule) -> dict[str, Any]:
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


def _json(value: Any) -> None:
    import orjson

    typer.echo(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode())
