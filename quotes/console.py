"""Plain tables for the commands about rules and scores: wrapped on a terminal only, isolated there too."""

import io
import sys
from collections.abc import Iterable, Sequence

import typer
from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from quotes.render.bidi import Cell, clean

_PIPE_WIDTH = 10_000  # a pipe has no width: one row, one line


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], *, arabic: frozenset[str] = frozenset()) -> None:
    """Print a table to standard output; numbers are set flush right, columns named in `arabic` too."""
    terminal = sys.stdout.isatty()
    cells = [list(row) for row in rows]
    shown = Table(box=box.SIMPLE_HEAD if terminal else None, header_style="bold", pad_edge=False)
    for index, heading in enumerate(headings):
        numeric = bool(cells) and all(isinstance(row[index], int | float) or row[index] == "" for row in cells)
        right = numeric or (heading in arabic and terminal)
        shown.add_column(heading, justify="right" if right else "left", overflow="fold", no_wrap=numeric)
    for row in cells:
        shown.add_row(*(_cell(value, terminal and head in arabic) for value, head in zip(row, headings, strict=True)))
    if terminal:
        Console(highlight=False, markup=False, emoji=False).print(shown)
        return
    buffer = io.StringIO()
    Console(file=buffer, width=_PIPE_WIDTH, no_color=True, highlight=False, markup=False, emoji=False).print(shown)
    for line in buffer.getvalue().splitlines():
        typer.echo(line.rstrip())


def _cell(value: object, isolate: bool) -> RenderableType:
    if isinstance(value, float):
        return Text(f"{value:.3f}")
    text = "" if value is None else str(value)
    return Cell(text, isolate=True) if isolate and text else Text(clean(text))
