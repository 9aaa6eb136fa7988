"""A workbook for people: right to left, typed, one sheet each for quotes, claims and speakers."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from quotes.model import Document
from quotes.render import View
from quotes.render.rows import rows

# What is read first stands at the right edge; offsets and ids come last.
_QUOTES = (
    *("name", "text", "kind", "cue", "negated", "speaker", "role", "source", "via", "act"),
    *("outlet", "title", "date", "url", "document", "line", "rule", "confidence", "start", "end", "id"),
)
_CLAIMS = (
    *("said_by", "value", "low", "high", "unit", "text", "about", "counted", "modifier", "change", "per", "kind"),
    *("negated", "outlet", "title", "date", "url", "document", "line", "rule", "confidence", "start", "end", "id"),
    "quote",
)
_WIDTHS = {"text": 60, "name": 24, "said_by": 24, "speaker": 32, "title": 32, "about": 24, "before": 32, "after": 32}
_LARGEST = 10**15  # a spreadsheet's numbers hold fifteen digits; beyond them the digits themselves are written


def render(documents: Iterable[Document], view: View) -> Iterator[bytes]:
    """The workbook, in one piece at the end: its format allows no other way."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    around = ("before", "after") if view.context else ()
    sheets = {}
    if view.quotes:
        sheets["quote"] = _Sheet(book, "quotes", (*_QUOTES, *around))
    if view.claims:
        sheets["claim"] = _Sheet(book, "claims", (*_CLAIMS, *around))
    speakers: dict[str, Counter[str]] = {}
    for document in documents:
        for row in rows(document, view):
            sheets[row["item"]].add(row)
            name = row["name"] if row["item"] == "quote" else row["said_by"]
            if name:
                speakers.setdefault(name, Counter())[row["item"]] += 1
    people = _Sheet(book, "speakers", ("name", *(f"{each}s" for each in sheets)))
    for name, counts in sorted(speakers.items(), key=lambda each: (-each[1]["quote"], -each[1]["claim"], each[0])):
        people.add({"name": name, "quotes": counts["quote"], "claims": counts["claim"]})
    for sheet in (*sheets.values(), people):
        sheet.finish()
    book.close()
    yield buffer.getvalue()


class _Sheet:
    def __init__(self, book: Any, name: str, columns: tuple[str, ...]) -> None:
        self.columns = columns
        self.sheet = book.add_worksheet(name)
        self.used = 0
        self.sheet.right_to_left()
        self.sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.sheet.write_row(0, 0, columns, bold)
        for number, column in enumerate(columns):
            self.sheet.set_column(number, number, _WIDTHS.get(column, 12), wrapped)

    def add(self, row: dict[str, Any]) -> None:
        self.used += 1
        for number, column in enumerate(self.columns):
            cell = row[column]
            if isinstance(cell, bool):
                self.sheet.write_boolean(self.used, number, cell)
            elif isinstance(cell, (int, float)) and abs(cell) < _LARGEST:
                self.sheet.write_number(self.used, number, cell)
            elif cell is not None:
                self.sheet.write_string(self.used, number, _text(str(cell)))

    def finish(self) -> None:
        self.sheet.autofilter(0, 0, max(self.used, 1), len(self.columns) - 1)


def _text(text: str) -> str:
    """Text that XML and a cell can hold: 32,767 characters, no lone surrogates."""
    return text.encode("utf-8", "replace").decode()[:32767]
