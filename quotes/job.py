"""One run of extract, speech or claims: inputs -> documents -> output -> exit code."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from quotes.errors import Exit, InputError, QuotesError, UsageError
from quotes.inputs import Article, Kind, Reading, read
from quotes.inputs.decode import checked
from quotes.model import Document
from quotes.output import write
from quotes.render import Bidi, Format, GroupBy, View, needs_text, renderer
from quotes.report import Report
from quotes.select import Selection

if TYPE_CHECKING:
    from quotes.ruleset import RuleSet


@dataclass(frozen=True, slots=True)
class Job:
    """What the command line asked for.

    Attributes:
        paths: Files, folders, globs, `-`.
        reading: How to read them.
        rules: Folders of rule packs beside or instead of ours.
        default_rules: Whether ours are read.
        format: The output's format.
        view: What of the result is shown.
        output: The file to write; standard output when None.
        with_text: Whether results carry the article.
        fail_empty: Whether a run that found nothing answers "no".
        selection: Which items are wanted.
    """

    paths: tuple[str, ...]
    reading: Reading = field(default_factory=Reading)
    rules: tuple[Path, ...] = ()
    default_rules: bool = True
    format: Format = Format.TABLE
    view: View = field(default_factory=View)
    output: str | None = None
    with_text: bool = False
    fail_empty: bool = False
    selection: Selection = field(default_factory=Selection)


def reading(*, kind: Kind | None, field: str | None, encoding: str | None, html: str) -> Reading:
    """How to read, checked before anything is read.

    Raises:
        UsageError: No such encoding or reader, or its package is not installed.
    """
    if html not in {"basic", "trafilatura"}:
        raise UsageError(f"unknown HTML reader {html!r}", hint="basic or trafilatura")
    if html == "trafilatura":
        _needs("trafilatura", "html", "--html-reader trafilatura")
    return Reading(kind=kind, field=field, encoding=encoding and checked(encoding), html=html)


def view(
    format: Format,
    output: str | None,
    *,
    quotes: bool,
    claims: bool,
    items: bool,
    bom: bool,
    context: int,
    group_by: GroupBy | None,
    bidi: Bidi,
) -> View:
    """What to show, and whether a terminal shows it.

    Raises:
        UsageError: An option does not go with the format, or a package is not installed.
    """
    rows = format in {Format.TABLE, Format.CSV, Format.XLSX} or (format is Format.JSONL and items)
    for wrong, option, with_what in (
        (items and format not in {Format.JSONL, Format.CSV, Format.XLSX}, "--items", "--format jsonl, csv or xlsx"),
        (bom and format is not Format.CSV, "--bom", "--format csv"),
        (context and not rows, "--context", "--format table, csv or xlsx, or --format jsonl --items"),
        (group_by and format is not Format.TABLE, "--group-by", "--format table"),
    ):
        if wrong:
            raise UsageError(f"{option} does not go with --format {format}", hint=f"it goes with {with_what}")
    terminal = output in {None, "-"} and sys.stdout.isatty()
    if format is Format.XLSX:
        _needs("xlsxwriter", "xlsx", "--format xlsx")
        if terminal:
            raise UsageError("a workbook cannot be shown on a terminal", hint="name a file: -o results.xlsx")
    if bidi is Bidi.VISUAL:
        _needs("bidi", "bidi", "--bidi visual")
        _needs("arabic_reshaper", "bidi", "--bidi visual")
    width = get_terminal_size((100, 24)).columns if terminal or "COLUMNS" in os.environ else 100
    return View(
        quotes=quotes,
        claims=claims,
        terminal=terminal,
        width=width,
        items=items,
        bom=bom,
        context=context,
        group_by=group_by,
        bidi=bidi,
    )


def _needs(module: str, extra: str, option: str) -> None:
    if find_spec(module) is None:
        raise UsageError(
            f"{option} needs a package that is not installed", hint=f"pip install 'quotes-ar[{extra}]', or do without"
        )


class Run:
    """A job on its way: what was counted and what went wrong."""

    def __init__(self, job: Job, ruleset: "RuleSet", report: Report) -> None:
        self.job = job
        self.ruleset = ruleset
        self.report = report
        self.found = 0
        # hashes, not ids: eight bytes each keep a run over millions of records small
        self._seen: set[int] = set()

    def documents(self) -> Iterator[Document]:
        """The result of each article; what fails is reported and left out."""
        reading = replace(self.job.reading, note=self.report.note)
        for number, article in enumerate(read(self.job.paths, reading), 1):
            if isinstance(article, InputError):
                self.report.problem(article)
                continue
            self._once(article)
            try:
                document = self.job.selection.apply(self._extract(article))
            except InputError as error:
                self.report.problem(error)
                continue
            self.found += len(document.quotes) + len(document.claims)
            yield document
            self.report.progress(number, self.found)
        self.report.done()

    def _extract(self, article: Article) -> Document:
        from quotes import extract

        job = self.job
        where = article.path if article.record is None else f"{article.path}:{article.record}"
        try:
            return extract(
                article.text,
                rules=self.ruleset,
                speech=job.view.quotes,
                claims=job.view.claims,
                id=article.id,
                path=article.path,
                record=article.record,
                title=article.title,
                date=article.date,
                url=article.url,
                outlet=article.outlet,
                with_text=job.with_text or needs_text(job.format, job.view),
            )
        except QuotesError as error:
            error.where = error.where or where
            raise
        except Exception as error:  # one text that trips a rule must not cost the other thousand
            raise InputError(
                f"could not be processed ({type(error).__name__}: {error})",
                where=where,
                hint="this is a fault of the rules or of the program; please report it with the text",
            ) from error

    def _once(self, article: Article) -> None:
        key = hash(article.id)
        if key in self._seen:
            where = article.path if article.record is None else f"{article.path}:{article.record}"
            self.report.note(f"{where}: id {article.id!r} was used before")
        self._seen.add(key)


def run(job: Job) -> Exit:
    """Do a job.

    Raises:
        UsageError: What was asked for cannot be done.
        RulesError: A rule file is invalid; nothing was extracted.
        OutputError: The result cannot be written.
    """
    from quotes import load_rules

    watched = sys.stderr.isatty() and not (job.output in {None, "-"} and sys.stdout.isatty())
    report = Report(progress=watched)
    work = Run(job, load_rules(*job.rules, default=job.default_rules), report)
    write(renderer(job.format)(work.documents(), job.view), job.output)
    if report.problems:
        return Exit.INPUT
    return Exit.NO if job.fail_empty and not work.found else Exit.OK
