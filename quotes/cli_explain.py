"""`quotes explain`: why a text gave what it gave, as a tree or as JSON."""

import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

import quotes
from quotes.cli_options import Added, Encoding, Field, From, HtmlReader, Ours
from quotes.errors import InputError, UsageError
from quotes.inputs import Reading, read
from quotes.render.bidi import clean

_FSI, _PDI = "\u2068", "\u2069"


def explain(
    path: Annotated[str, typer.Argument(metavar="PATH|-", help="A file, or - for standard input.", show_default=False)],
    *,
    at: Annotated[
        int | None, typer.Option(metavar="LINE", help="Only this line of the text.", min=1, show_default=False)
    ] = None,
    find: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Only the sentences that hold TEXT.", show_default=False)
    ] = None,
    rule: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this rule, also where it said no.", show_default=False)
    ] = None,
    record: Annotated[
        int | None, typer.Option(metavar="N", help="The N-th text of the input, from 1.", min=1, show_default=False)
    ] = None,
    kind: From = None,
    field: Field = None,
    encoding: Encoding = None,
    html_reader: HtmlReader = "basic",
    rules: Added = None,
    default_rules: Ours = True,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of a tree.")] = False,
) -> None:
    """Why: the anchors of a text, the rules tried there, what won, what lost, and what said no.

    \b
    quotes explain article.txt --find "دبلوماسي"    why was this sentence missed?
    quotes explain article.txt --at 3               everything about the third line
    quotes explain article.txt --rule ar-verb-source-that
    """  # noqa: D301 - the backspace keeps these lines apart
    from quotes import job
    from quotes.explain import Focus
    from quotes.explain import explain as explained
    from quotes.pipeline import pipeline
    from quotes.ruleset.codes import suggest

    ruleset = quotes.load_rules(*(rules or ()), default=default_rules)
    known = [each.id for each in ruleset.source.rules]
    if rule is not None and rule not in known:
        raise UsageError(f"no rule {rule!r}", hint=suggest(rule, known))
    text = _text(path, record, job.reading(kind=kind, field=field, encoding=encoding, html=html_reader))
    found = explained(pipeline(ruleset).run(text), Focus(at, find, rule))
    if not found["passages"] and (at or find):
        line = f"no line {at} with text in it" if find is None else f"{find!r} does not occur in line {at}"
        raise UsageError(line if at else f"{find!r} does not occur", where=path)
    if as_json:
        import orjson

        typer.echo(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode())
        return
    for line in _tree(found):
        typer.echo(line)


def _text(path: str, record: int | None, reading: Reading) -> str:
    """The text, or one of several, of an input."""
    from quotes.report import Report

    reading = reading._replace(note=Report(progress=False).note)
    for count, article in enumerate(read([path], reading), 1):
        if count == (record or 1):
            if isinstance(article, InputError):
                raise article
            return article.text
    raise InputError(f"there is no text number {record or 1}", where=path)


def _tree(found: dict[str, Any]) -> Iterator[str]:
    for passage in found["passages"]:
        yield f"line {passage['line']}: {_shown(passage['text'])}"
        if passage["folded"] != passage["text"]:
            yield f"  folded: {_shown(passage['folded'])}"
        anchors = passage["anchors"]
        if not anchors:
            yield "  nothing was tried here: no cue word, mark, colon or number of any rule"
        for index, anchor in enumerate(anchors):
            last = index == len(anchors) - 1
            yield f"{'└─' if last else '├─'} {_shown(anchor['text'])} at {anchor['start']}"
            for each in anchor["rules"]:
                yield from _rule(each, "   " if last else "│  ")
        yield ""
    if not found["passages"]:
        yield "nothing was tried anywhere in this text"


def _rule(entry: dict[str, Any], margin: str) -> Iterator[str]:
    verdict, winner = entry["verdict"], entry.get("winner")
    if entry["family"] == "number" and winner:  # several rules read every number: one line each will do
        yield f"{margin}• {entry['rule']} ({entry['family']}, priority {entry['priority']}): lost to {winner['rule']}"
        return
    yield f"{margin}• {entry['rule']} ({entry['family']}, priority {entry['priority']}): {verdict}"
    for name, value in _facts(entry):
        yield f"{margin}    {name:<9} {value}"


def _facts(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, span in entry.get("groups", {}).items():
        yield name, _shown(span["text"])
    if entry.get("numeral"):
        yield "numeral", _numeral(entry["numeral"])
    if entry["verdict"] == "quote":
        speaker = entry["speaker"]
        yield "content", f"{_shown(entry['content']['text'])} ({entry['kind']})"
        yield "who", f"{_shown(speaker['name'] or 'unknown')} ({speaker['source'] or 'unknown'}): {speaker['how']}"
    elif entry["verdict"] == "claim":
        yield "claim", _claim(entry)
    if because := entry.get("because"):
        yield "because", _shown(because) if entry["verdict"] == "no match" else because
    if winner := entry.get("winner"):
        yield "winner", f"{winner['rule']}: {_shown(winner['content']['text'])}"


def _numeral(numeral: dict[str, Any]) -> str:
    parts = [f"{_shown(numeral['text'])} = {numeral['value']:,}"]
    if numeral["scale"] > 1:
        parts.append(f"last scale {numeral['scale']:,}")
    if numeral["otherwise"] is not None:
        parts.append(f"or {numeral['otherwise']:,}, were its mark read the other way")
    if numeral["vague"]:
        parts.append("vague")
    return ", ".join(parts)


def _claim(entry: dict[str, Any]) -> str:
    if entry["value"] is not None:
        value = f"{entry['value']:,}"
    else:
        value = " to ".join(f"{each:,}" for each in (entry["low"], entry["high"]) if each is not None)
    facts = [entry["kind"], entry["modifier"], entry["said_by"] and f"said by {_shown(entry['said_by'])}"]
    unit = f" {entry['unit']}" if entry["unit"] else ""
    return f"{_shown(entry['text'])} = {value}{unit} ({', '.join(fact for fact in facts if fact)})"


def _shown(text: str) -> str:
    """Text that may be Arabic, on one line; isolated where a terminal would reorder its surroundings."""
    line = clean(text).replace("\n", " ⏎ ")
    return f"{_FSI}{line}{_PDI}" if sys.stdout.isatty() else line
