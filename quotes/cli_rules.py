"""`quotes rules`: what the rules are, whether they are sound, and whether they do what they say."""

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from quotes.cli_group import LEAN
from quotes.cli_options import Added, Ours
from quotes.errors import Exit, UsageError
from quotes.ruleset import RuleSet, load_rules
from quotes.ruleset.rule import Rule
from quotes.ruleset.schema import FAMILIES

app = typer.Typer(**LEAN, help="List, show, check, test and document rules, or start a pack of your own.")

Packs = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[DIR]...", help="Rule packs beside ours: folders or files.", show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of text.")]


@app.command("list")
def list_rules(
    *,
    family: Annotated[
        str | None, typer.Option("--family", "--kind", help="Only this family or kind.", show_default=False)
    ] = None,
    pack: Annotated[str | None, typer.Option(help="Only this pack.", show_default=False)] = None,
    rules: Added = None,
    default_rules: Ours = True,
    as_json: AsJson = False,
) -> None:
    """The rules in force, in the order of their files."""
    known = load_rules(*(rules or ()), default=default_rules).source.rules
    _among(
        "family or kind", family, {*FAMILIES, *(name for rule in known for name in (rule.family, rule.kind) if name)}
    )
    _among("pack", pack, {rule.pack for rule in known})
    found = [rule for rule in known if family in (None, rule.family, rule.kind) and pack in (None, rule.pack)]
    if as_json:
        from quotes.rules_text import summary

        _json([summary(rule) for rule in found])
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
    from quotes.rules_text import print_rule, summary
    from quotes.ruleset.codes import suggest
    from quotes.ruleset.patterns import Patterns, strip_comments

    ruleset = load_rules(*(rules or ()), default=default_rules)
    rule = next((rule for rule in ruleset.source.rules if rule.id == id), None)
    if rule is None:
        raise UsageError(f"no rule {id!r}", hint=suggest(id, [rule.id for rule in ruleset.source.rules]))
    matcher = next((matcher for matcher in ruleset.matchers if matcher.rule.id == id), None)
    patterns = Patterns(ruleset.source, ruleset.lists)
    written = {"pattern": rule.pattern, "unless": rule.unless or ""}
    expanded = {part: " ".join(patterns.expand(fold(strip_comments(text))).split()) for part, text in written.items()}
    anchors = sorted(ruleset.items(matcher) or matcher.marks) if matcher else []
    if as_json:
        _json(summary(rule) | {"pattern": rule.pattern, "expanded": expanded, "anchors": anchors})
        return
    print_rule(rule, expanded, anchors or ["a numeral"])


@app.command()
def check(packs: Packs = None, *, default_rules: Ours = True, as_json: AsJson = False) -> None:
    """Look for what rule files cannot mean, or what would be slow or unsafe; exit 4 on an error.

    Of packs that are named, or else of ours.
    Errors (E…) make a pack unusable, warnings (W…) do not; docs/rule-format.md lists them all.
    """
    from quotes.ruleset.check import lint
    from quotes.ruleset.check_compiled import slow, vetoes
    from quotes.ruleset.compile import compile_rules
    from quotes.ruleset.home import default_folder
    from quotes.ruleset.load import load

    source = load([*([default_folder()] if default_rules else []), *(packs or ())])
    folders = {str(pack) for pack in packs or ()}
    findings = [finding for finding in lint(source) if not folders or _in(finding.place.path, folders)]
    if not any(finding.is_error for finding in findings):
        chosen = [rule for rule in source.rules if not folders or _in(rule.origin.path, folders)]
        ruleset = compile_rules(source)
        findings += [*vetoes(ruleset, chosen), *slow(ruleset, chosen)]
    if as_json:
        _json(
            [asdict(finding) | {"place": finding.place._asdict(), "where": str(finding.place)} for finding in findings]
        )
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
    from quotes.rules_text import outcome_row, print_outcomes

    ruleset = load_rules(*(packs or ()), default=default_rules)
    chosen = _chosen(ruleset, only)
    outcomes = list(run_examples(ruleset, chosen))
    folders = {str(pack) for pack in packs or ()}
    if folders:
        outcomes = _not_so_before(outcomes, folders, default=default_rules)
    if as_json:
        _json([outcome_row(outcome) for outcome in outcomes])
    else:
        named = [each for each in outcomes if not folders or _in(each.rule.origin.path, folders)]
        print_outcomes(outcomes, [] if quiet else named)
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


def _among(what: str, name: str | None, known: set[str]) -> None:
    """Refuse a name that nothing has: an empty list would look like an answer."""
    if name is not None and name not in known:
        from quotes.ruleset.codes import suggest

        raise UsageError(f"no {what} {name!r}", hint=suggest(name, known))


def _chosen(ruleset: RuleSet, only: str | None) -> list[Rule]:
    from quotes.ruleset.codes import suggest

    rules = [rule for rule in ruleset.source.rules if only in (None, rule.id)]
    if not rules:
        raise UsageError(f"no rule {only!r}", hint=suggest(str(only), [rule.id for rule in ruleset.source.rules]))
    return rules


def _not_so_before(outcomes: list[Any], packs: set[str], *, default: bool) -> list[Any]:
    """The outcomes without failures of other packs that fail without these packs as well."""
    from quotes.examples import run_example

    others = [each for each in outcomes if each.failed and not _in(each.rule.origin.path, packs)]
    if not others or not default:
        return outcomes
    before = load_rules()
    rules = {rule.id: rule for rule in before.source.rules}
    old = {id(each) for each in others if run_example(before, rules[each.rule.id], each.sort, each.example).failed}
    return [each for each in outcomes if id(each) not in old]


def _in(path: str, packs: set[str]) -> bool:
    return bool({path, str(Path(path).parent)} & packs)


def _json(value: Any) -> None:
    import orjson

    typer.echo(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode())
