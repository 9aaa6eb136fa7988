"""A workbook for people: right to left, typed, one sheet each for quotes, claims and speakers."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from typing import Any

from quotes.model import Document
from quotes.render import View
from quotes.render.rows import rows
from quotes.render.textlink import passage_link

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
_LONGEST_LINK = 2079  # characters, and
_MOST_LINKS = 65_530  # of a sheet: beyond them Excel calls the file broken
_FIRST_YEAR = 1900  # of a spreadsheet's calendar
_MIDNIGHT = time()


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
            sheets[row["item"]].add(row, passage_link(document.url, document.text, row["start"], row["end"]))
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
        self.day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        self.moment = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd hh:mm"})
        self.linked = book.add_format({"valign": "top", "font_color": "blue", "underline": True})
        self.links = 0
        self.sheet.write_row(0, 0, columns, bold)
        for number, column in enumerate(columns):
            self.sheet.set_column(number, number, _WIDTHS.get(column, 12), wrapped)

    def add(self, row: dict[str, Any], link: str | None = None) -> None:
        """A row below the others; `link` is where its address leads, where that may be a link."""
        self.used += 1
        for number, column in enumerate(self.columns):
            cell = row[column]
            if column == "date" and (date := _date(cell)):
                self.sheet.write_datetime(
                    self.used, number, date, self.moment if date.time() != _MIDNIGHT else self.day
                )
            elif column == "url" and link and len(link) <= _LONGEST_LINK and self.links < _MOST_LINKS:
                self.links += 1
                self.sheet.write_url(self.used, number, link, self.linked, _text(str(cell)))
            elif isinstance(cell, bool):
                self.sheet.write_boolean(self.used, number, cell)
            elif isinstance(cell, (int, float)) and abs(cell) < _LARGEST:
                self.sheet.write_number(self.used, number, cell)
            elif cell is not None:
                self.sheet.write_string(self.used, number, _text(str(cell)))

    def finish(self) -> None:
        self.sheet.autofilter(0, 0, max(self.used, 1), len(self.columns) - 1)


def _date(text: str | None) -> datetime | None:
    """A date as ISO 8601 writes it, by the clock of its place: cells know no time zones."""
    try:
        date = datetime.fromisoformat(text or "").replace(tzinfo=None)
    except ValueError:
        return None
    return date if date.year >= _FIRST_YEAR else None


def _text(text: str) -> str:
    """Text that XML and a cell can hold: 32,767 characters, no lone surrogates."""
    return text.encode("utf-8", "replace").decode()[:32767]
