"""Documents -> bytes, one module a format.

A renderer takes documents one by one and yields UTF-8 as it goes, so that a stream of any length
needs no more memory than its longest document.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module

from quotes.model import Document


class Format(StrEnum):
    """Output formats."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class View:
    """How to show documents; each renderer takes what concerns it.

    Attributes:
        quotes: Whether quotes were looked for, and have their place in the output.
        claims: The same of claims.
        terminal: Whether the output goes to a terminal: colours, and isolates round Arabic cells.
        width: Columns of the terminal.
    """

    quotes: bool = True
    claims: bool = True
    terminal: bool = False
    width: int = 100


Renderer = Callable[[Iterable[Document], View], Iterator[bytes]]

_HOMES = {
    Format.TABLE: ("table", "render"),
    Format.JSON: ("json", "render"),
    Format.JSONL: ("json", "render_lines"),
    Format.CSV: ("csv", "render"),
    Format.HTML: ("html", "render"),
}


def renderer(format: Format) -> Renderer:
    """The renderer of a format; imported only now, since rich alone costs a third of the start-up."""
    module, name = _HOMES[format]
    found: Renderer = getattr(import_module(f"{__name__}.{module}"), name)
    return found


def needs_text(format: Format) -> bool:
    """Whether a format shows the article itself."""
    return format is Format.HTML
