"""One run of extract, speech or claims: inputs -> documents -> output -> exit code."""

import gc
import os
import sys
from array import array
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quotes.errors import Exit, InputError, UsageError
from quotes.extraction import Extraction, lost, weight
from quotes.inputs import Article, Kind, Reading, read, size
from quotes.inputs.decode import checked
from quotes.inputs.paths import expand
from quotes.model import Document
from quotes.output import write
from quotes.render import Bidi, Format, View, needs_text, renderer
from quotes.report import Report
from quotes.shape import Shape
from quotes.streams import interruptible

if TYPE_CHECKING:
    from quotes.ruleset import RuleSet
    from quotes.select import Selection

_SHELVES = 1024  # of ids: a million of them make a thousand on each, looked through in microseconds


class Job(NamedTuple):
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
        selection: Which items are wanted; None: all.
        processes: How many processes work on the articles.
    """

    paths: tuple[str, ...]
    reading: Reading = Reading()
    rules: tuple[Path, ...] = ()
    default_rules: bool = True
    format: Format = Format.TABLE
    view: View = View()
    output: str | None = None
    with_text: bool = False
    fail_empty: bool = False
    selection: "Selection | None" = None
    processes: int = 1


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


def processes(asked: str) -> int:
    """How many processes: a number, or one for each core that may be used, for `0` and `auto`.

    Raises:
        UsageError: It is neither.
    """
    if asked in {"0", "auto"}:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not (asked.isascii() and asked.isdigit()):
        raise UsageError(f"--jobs {asked} is no number of processes", hint="a number, or auto: one for each core")
    return int(asked)


def view(shape: Shape, output: str | None, *, quotes: bool, claims: bool, bidi: Bidi) -> View:
    """What to show, and whether a terminal shows it.

    Raises:
        UsageError: A package is not installed, or a workbook would go to a terminal.
    """
    terminal = output in {None, "-"} and sys.stdout.isatty()
    if shape.format is Format.XLSX:
        _needs("xlsxwriter", "xlsx", "--format xlsx")
        if terminal:
            raise UsageError("a workbook cannot be shown on a terminal", hint="name a file: -o results.xlsx")
    if bidi is Bidi.VISUAL:
        _needs("bidi", "bidi", "--bidi visual")
        _needs("arabic_reshaper", "bidi", "--bidi visual")
    width = 100
    if terminal or "COLUMNS" in os.environ:
        from shutil import get_terminal_size

        width = get_terminal_size((100, 24)).columns
    return View(
        quotes=quotes,
        claims=claims,
        terminal=terminal,
        width=width,
        items=shape.items,
        bom=shape.bom,
        context=shape.context,
        group_by=shape.group_by,
        bidi=bidi,
    )


def _needs(module: str, extra: str, option: str) -> None:
    from importlib.util import find_spec

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
        # hashes of ids in short arrays: eight bytes each, where a set takes seventy
        self._seen = [array("q") for _ in range(_SHELVES)]

    def documents(self) -> Generator[Document]:
        """The result of each article; what fails is reported and left out."""
        number = 0
        for result in self._results():
            number += 1
            if isinstance(result, InputError):
                self.report.problem(result)
                continue
            self.found += len(result.quotes) + len(result.claims)
            yield result
            del result  # before the next is made: two long articles take more memory than one
            self.report.progress(number, self.found)
        self.report.done()

    def _results(self) -> Iterator[Document | InputError]:
        job = self.job
        extraction = Extraction(
            self.ruleset,
            speech=job.view.quotes,
            claims=job.view.claims,
            with_text=job.with_text or needs_text(job.format, job.view),
            selection=job.selection,
        )
        if job.processes == 1:
            return map(extraction.document, self._articles())
        from quotes.pipeline import pipeline
        from quotes.workers import spread

        pipeline(self.ruleset)  # set up once, for the workers that are forked off
        return spread(extraction.document, self._articles(), processes=job.processes, size=weight, lost=lost)

    def _articles(self) -> Iterator[Article | InputError]:
        for article in read(self.job.paths, self.job.reading._replace(note=self.report.note, at=self.report.read)):
            if isinstance(article, Article):
                self._once(article)
            yield article

    def _once(self, article: Article) -> None:
        key = hash(article.id)
        shelf = self._seen[key % _SHELVES]
        if key in shelf:
            self.report.note(f"{article.where}: id {article.id!r} was used before")
        else:
            shelf.append(key)


def _not_an_input(job: Job) -> None:
    """Refuse to replace what is to be read; an earlier result in a folder that is read is no article, either."""
    if job.output in {None, "-"} or not (output := Path(str(job.output))).is_file():
        return
    for path in (path for name in job.paths if name != "-" for path in expand(name, lambda _: None)):
        if isinstance(path, Path) and path.exists() and path.samefile(output):
            raise UsageError(
                "this file would be read and replaced at once",
                where=str(job.output),
                hint="name another file, or remove an earlier result first",
            )


def run(job: Job) -> Exit:
    """Do a job.

    Raises:
        UsageError: What was asked for cannot be done.
        RulesError: A rule file is invalid; nothing was extracted.
        OutputError: The result cannot be written.
    """
    from quotes import load_rules

    interruptible()
    if job.selection is not None:
        job.selection.check_kinds(quotes=job.view.quotes, claims=job.view.claims)
    _not_an_input(job)
    watched = sys.stderr.isatty() and not (job.output in {None, "-"} and sys.stdout.isatty())
    report = Report(progress=watched, size=size(job.paths) if watched else None)
    ruleset = load_rules(*job.rules, default=job.default_rules)
    gc.freeze()  # all that is there now stays to the end, and need not be looked through for garbage
    if job.selection is not None and (job.selection.only or job.selection.skip):
        job.selection.check_rules([rule.id for rule in ruleset.source.rules])
    work = Run(job, ruleset, report)
    try:
        with closing(work.documents()) as documents:  # whatever happens, no worker outlives the run
            write(renderer(job.format)(documents, job.view), job.output)
    except KeyboardInterrupt:
        report.interrupted(job.output)
        raise
    if report.problems:
        return Exit.INPUT
    return Exit.NO if job.fail_empty and not work.found else Exit.OK
