"""JSON: one array of documents, or one document a line."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from quotes.later import later
from quotes.model import Document
from quotes.render import View
from quotes.render.rows import rows

_SURROGATE = later(re.compile, "[\ud800-\udfff]")


def render(documents: Iterable[Document], view: View) -> Iterator[bytes]:  # noqa: ARG001 - nothing to choose
    """One array, indented, written document by document."""
    separator = b"[\n"
    for document in documents:
        yield separator + dumps(document.to_dict(), indent=True)
        separator = b",\n"
    yield b"\n]\n" if separator == b",\n" else b"[]\n"


def render_lines(documents: Iterable[Document], view: View) -> Iterator[bytes]:
    """One object a line: a document, or an item with its document's id and metadata."""

    def line(document: Document) -> bytes:
        if view.items:
            return b"".join(dumps(row) + b"\n" for row in rows(document, view))
        return dumps(document.to_dict()) + b"\n"

    yield from map(line, documents)  # which holds no document while the next is made


def dumps(value: Any, *, indent: bool = False) -> bytes:
    """JSON in UTF-8, Arabic unescaped.

    orjson refuses integers beyond 64 bits and lone surrogates. Both can stand in a text, so the
    standard library takes over; a surrogate then becomes U+FFFD, which keeps offsets true.
    """
    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2 if indent else None)
    except TypeError:
        written = json.dumps(
            value, ensure_ascii=False, indent=2 if indent else None, separators=None if indent else (",", ":")
        )
        return _SURROGATE.sub("\ufffd", written).encode()
