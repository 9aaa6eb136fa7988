"""`quotes score`: precision, recall and F1 against gold, and floors they must not fall below."""

from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

import quotes
from quotes.cli_options import Ours
from quotes.errors import Exit, UsageError
from quotes.gold import Floors, digest, read_gold, read_predictions
from quotes.score import Miss, Report
from quotes.score import score as measure


def score(
    *,
    gold: Annotated[list[Path], typer.Argument(help="Gold files, one document a line.", show_default=False)],
    predicted: Annotated[
        Path | None,
        typer.Option(help="Score this output of `quotes extract --format jsonl`, not a fresh run.", show_default=False),
    ] = None,
    errors: Annotated[int, typer.Option(metavar="N", help="Print up to N errors of each sort.", min=0)] = 0,
    only: Annotated[str | None, typer.Option(metavar="TEXT", help="Errors whose sort or rule holds TEXT.")] = None,
    floor: Annotated[
        Path | None, typer.Option(help="Exit 1 if a figure is below its floor in this file.", show_default=False)
    ] = None,
    update: Annotated[bool, typer.Option("--update", help="Raise the floors to the figures.")] = False,
    allow_regression: Annotated[
        bool, typer.Option("--allow-regression", help="With --update: lower floors too, or take on other gold.")
    ] = False,
    rules: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="A further rule pack.", show_default=False)
    ] = None,
    default_rules: Ours = True,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of tables.")] = False,
) -> None:
    """Precision, recall and F1 against gold, per kind, per field and per rule (worst first).

    Gold holds one document a line: `id`, `text`, `quotes`, `claims`, with the fields that
    `quotes extract` prints. A rule's recall is its share of all gold, since gold names no rules.
    """
    if update and floor is None:
        raise UsageError("--update needs --floor FILE")
    if allow_regression and not update:
        raise UsageError("--allow-regression needs --update")
    golds = read_gold(gold)
    if predicted is not None:
        predictions = read_predictions(predicted)
    else:
        ruleset = quotes.load_rules(*(rules or ()), default=default_rules)
        predictions = {str(row["id"]): quotes.extract(row["text"], rules=ruleset).to_dict() for row in golds}
    report = measure(golds, predictions)
    misses = [miss for miss in report.misses if only is None or only in miss.sort or only in (miss.rule or "")]
    if as_json:
        _print_json(report, misses if errors else [])
    else:
        _print_tables(report)
        _print_misses(misses, errors)
    if floor is not None:
        _hold(floor, report.figures(), digest(gold), update=update, down=allow_regression)


def _hold(path: Path, figures: dict[str, dict[str, Any]], gold: str, *, update: bool, down: bool) -> None:
    """Compare the figures with their floors; exit 1 where one has broken through."""
    if update and not path.exists():
        floors = Floors(gold, dict.fromkeys((name for name, row in figures.items() if _asked(row)), 0.0))
    else:
        floors = Floors.read(path)
    if floors.gold != gold and not down:
        raise UsageError(
            "these floors were measured on other gold",
            where=str(path),
            hint="--update --allow-regression measures them anew",
        )
    broken = floors.broken(figures)
    if update and (down or not broken):
        floors.moved(figures, gold, down=down).write(path)
        return
    for name, least, now in broken:
        typer.echo(f"{name} fell to {now:.4f}, its floor is {least:.4f}", err=True)
    if broken:
        raise typer.Exit(Exit.NO)


def _asked(figure: dict[str, Any]) -> bool:
    return bool(figure.get("gold") or figure.get("of"))


def _print_json(report: Report, misses: list[Miss]) -> None:
    import orjson

    result = {"figures": report.figures(), "rules": report.by_rule(), "errors": [asdict(miss) for miss in misses]}
    typer.echo(orjson.dumps(result, option=orjson.OPT_INDENT_2).decode())


def _print_tables(report: Report) -> None:
    from quotes.console import table

    rows: list[tuple[object, ...]] = []
    for name, row in report.figures().items():
        if "f1" in row:
            rows.append((name, row["f1"], row["p"], row["r"], row["gold"], row["pred"]))
        elif row["of"]:
            rows.append((f"{name} (accuracy)", row["accuracy"], "", "", row["of"], ""))
    table(("figure", "F1", "P", "R", "gold", "predicted"), rows)
    found = report.by_rule()
    if found:
        typer.echo()
        worst = [(row["rule"], row["pred"], row["pred"] - row["right"], row["p"], row["r"]) for row in found]
        table(("rule, worst first", "predicted", "wrong", "P", "R"), worst)


def _print_misses(misses: list[Miss], most: int) -> None:
    if not most:
        return
    sorts: dict[str, list[Miss]] = defaultdict(list)
    for miss in misses:
        sorts[miss.sort].append(miss)
    for sort, found in sorted(sorts.items(), key=lambda row: -len(row[1])):
        typer.echo(f"\n{sort}: {len(found)}")
        for miss in found[:most]:
            rule = f"  {miss.rule}" if miss.rule else ""
            typer.echo(f"  {miss.document}{rule}  {miss.note}")
            typer.echo(f"    {miss.text}")
