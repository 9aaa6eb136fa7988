"""Documents -> bytes, one module a format.

A renderer takes documents one by one and yields UTF-8 as it goes, so that a stream of any length
needs no more memory than its longest document.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from importlib import import_module
from typing import NamedTuple

from quotes.model import Document


class Format(StrEnum):
    """Output formats."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"
    XLSX = "xlsx"


class GroupBy(StrEnum):
    """What a table can be grouped by."""

    SPEAKER = "speaker"
    KIND = "kind"
    FILE = "file"
    OUTLET = "outlet"
    RULE = "rule"


class Bidi(StrEnum):
    """How Arabic is put on a terminal."""

    AUTO = "auto"  # isolates round each cell; the terminal reorders
    VISUAL = "visual"  # reordered and shaped here, for terminals that do neither
    OFF = "off"  # as it is


class View(NamedTuple):
    """How to show documents; each renderer takes what concerns it.

    Attributes:
        quotes: Whether quotes were looked for, and have their place in the output.
        claims: The same of claims.
        terminal: Whether the output goes to a terminal: colours, and isolates round Arabic cells.
        width: Columns of the terminal.
        items: Whether JSON Lines hold one item a line instead of one document.
        bom: Whether CSV begins with a byte order mark, which Excel asks for.
        context: Code points of the text to show before and after an item; needs documents with text.
        group_by: What the items of a table are grouped by, over all documents.
        bidi: How Arabic is put on a terminal.
    """

    quotes: bool = True
    claims: bool = True
    terminal: bool = False
    width: int = 100
    items: bool = False
    bom: bool = False
    context: int = 0
    group_by: GroupBy | None = None
    bidi: Bidi = Bidi.AUTO


Renderer = Callable[[Iterable[Document], View], Iterator[bytes]]

_HOMES = {
    Format.TABLE: ("table", "render"),
    Format.JSON: ("json", "render"),
    Format.JSONL: ("json", "render_lines"),
    Format.CSV: ("csv", "render"),
    Format.HTML: ("html", "render"),
    Format.XLSX: ("xlsx", "render"),
}


def renderer(format: Format) -> Renderer:
    """The renderer of a format; imported only now, since rich alone costs a third of the start-up."""
    module, name = _HOMES[format]
    found: Renderer = getattr(import_module(f"{__name__}.{module}"), name)
    return found


def needs_text(format: Format, view: View) -> bool:
    """Whether a format shows the article itself or words of it beside the items, or links to its passages."""
    return format in {Format.HTML, Format.XLSX} or bool(view.context)
