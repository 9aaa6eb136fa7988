"""CSV: one row an item, the document's columns repeated on each."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from quotes.model import Document
from quotes.render import View
from quotes.render.rows import columns, rows

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with these a spreadsheet begins to compute


def render(documents: Iterable[Document], view: View) -> Iterator[bytes]:
    """A header, then rows."""
    buffer = io.StringIO()
    if view.bom:
        buffer.write("\ufeff")
    writer = csv.writer(buffer, lineterminator="\r\n")  # RFC 4180; with another end, a lone CR would go unquoted
    names = columns(view)
    writer.writerow(names)
    for document in documents:
        for row in rows(document, view):
            writer.writerow([_cell(row[name]) for name in names])
        yield _taken(buffer)
    yield _taken(buffer)  # the header, when there was no document


def _cell(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula is led by an apostrophe; numbers stay numbers."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode("utf-8", "replace")
