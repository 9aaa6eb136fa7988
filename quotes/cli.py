"""The command line: arguments -> library -> renderer -> exit code. No logic lives here."""

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from quotes import __version__
from quotes.cli_group import LEAN, Group
from quotes.cli_options import Added, Encoding, Field, From, HtmlReader, Ours
from quotes.errors import UsageError
from quotes.render import Bidi, Format, GroupBy

EXAMPLES = """\b
Examples:
  quotes {name} article.txt
  quotes {name} articles/ --format html -o report.html
  quotes {name} news.jsonl --field body --format jsonl
  quotes {name} articles/ --speaker وزير --context 60
"""
EXITS = """\b
Exit codes:
  0    it ran, also when nothing was found
  1    --fail-empty, and nothing was found
  2    wrong usage
  3    some input could not be read, or the output not written
  4    invalid rules
  130  interrupted"""

app = typer.Typer(cls=Group, **LEAN | {"add_completion": True})


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"quotes {__version__}")
        raise typer.Exit


@app.callback()
def quotes(
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
    config: Annotated[
        bool, typer.Option("--config/--no-config", help="Read quotes.toml, from this folder or one above.")
    ] = True,
) -> None:
    """Who said what, and which numbers are claimed, in Arabic news: rules, no model, no network.

    \b
    quotes extract article.txt              a table of quotes and claims
    quotes extract articles/ --format csv   a folder, for a spreadsheet
    cat a.txt | quotes speech --json        quotes only, as JSON
    """  # noqa: D301 - the backspace keeps these lines apart


def _finder(name: str, summary: str, *, speech: bool, claims: bool) -> Callable[..., None]:
    """One of the three commands that read articles; they differ in what they look for."""

    def command(
        ctx: typer.Context,
        paths: Annotated[
            list[str] | None,
            typer.Argument(
                metavar="[PATHS]...", help="Files, folders, globs; - is standard input.", show_default=False
            ),
        ] = None,
        format: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.TABLE,
        as_json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
        output: Annotated[
            str | None,
            typer.Option("--output", "-o", metavar="FILE", help="Write FILE, whole or not at all.", show_default=False),
        ] = None,
        with_text: Annotated[bool, typer.Option("--with-text", help="Carry the article's text in JSON.")] = False,
        kind: From = None,
        field: Field = None,
        encoding: Encoding = None,
        html_reader: HtmlReader = "basic",
        items: Annotated[bool, typer.Option("--items", help="jsonl: one line an item, not a document.")] = False,
        bom: Annotated[bool, typer.Option("--bom", help="csv: begin with a byte order mark, for Excel.")] = False,
        context: Annotated[
            int, typer.Option(metavar="N", min=0, help="Show N characters of the text before and after each item.")
        ] = 0,
        group_by: Annotated[
            GroupBy | None, typer.Option(help="table: group over all documents.", show_default=False)
        ] = None,
        bidi: Annotated[Bidi, typer.Option(help="table: how Arabic is put on a terminal.")] = Bidi.AUTO,
        speaker: Annotated[
            list[str] | None,
            typer.Option(metavar="NAME", help="Only of sources whose name holds NAME.", show_default=False),
        ] = None,
        item_kind: Annotated[
            list[str] | None, typer.Option("--kind", metavar="KIND", help="Only of this kind.", show_default=False)
        ] = None,
        min_confidence: Annotated[
            str | None, typer.Option(metavar="high|medium|low", help="Only from here up.", show_default=False)
        ] = None,
        only: Annotated[
            list[str] | None,
            typer.Option(metavar="RULE", help="Only what this rule found; * fits all.", show_default=False),
        ] = None,
        skip: Annotated[
            list[str] | None, typer.Option(metavar="RULE", help="Not what this rule found.", show_default=False)
        ] = None,
        contains: Annotated[
            list[str] | None, typer.Option(metavar="WORDS", help="Only items with WORDS in them.", show_default=False)
        ] = None,
        rules: Added = None,
        default_rules: Ours = True,
        jobs: Annotated[
            str, typer.Option("--jobs", "-j", metavar="N|auto", help="Work in N processes; auto: one for each core.")
        ] = "1",
        fail_empty: Annotated[bool, typer.Option("--fail-empty", help="Exit 1 when nothing was found.")] = False,
    ) -> None:
        from quotes import job, shape
        from quotes.select import Selection

        if not paths and sys.stdin.isatty():
            typer.echo(ctx.get_help(), err=True)
            raise UsageError("no input", hint=f"name a file or a folder, or pipe a text in: cat a.txt | quotes {name}")
        typed = [each for each in ctx.params if getattr(ctx.get_parameter_source(each), "name", "") == "COMMANDLINE"]
        wanted = shape.settled(
            shape.Shape(format, as_json, with_text, items, bom, context, group_by),
            typed,
        )
        code = job.run(
            job.Job(
                paths=tuple(paths or ["-"]),
                reading=job.reading(kind=kind, field=field, encoding=encoding, html=html_reader),
                rules=tuple(rules or ()),
                default_rules=default_rules,
                format=wanted.format,
                view=job.view(wanted, output, quotes=speech, claims=claims, bidi=bidi),
                output=output,
                with_text=wanted.with_text,
                fail_empty=fail_empty,
                processes=job.processes(jobs),
                selection=Selection(
                    speakers=tuple(speaker or ()),
                    kinds=tuple(item_kind or ()),
                    confidence=min_confidence,
                    only=tuple(only or ()),
                    skip=tuple(skip or ()),
                    contains=tuple(contains or ()),
                )
                or None,
            )
        )
        raise typer.Exit(code)

    command.__doc__ = f"{summary}\n\n{EXAMPLES.format(name=name)}\n{EXITS}"
    return command


app.command("extract")(_finder("extract", "Quotes and numeric claims.", speech=True, claims=True))
app.command("speech")(_finder("speech", "Attributed speech only.", speech=True, claims=False))
app.command("claims")(_finder("claims", "Numeric claims only.", speech=False, claims=True))


@app.command()
def schema() -> None:
    """The JSON Schema of the result."""
    from quotes.schema import text

    typer.echo(text(), nl=False)
