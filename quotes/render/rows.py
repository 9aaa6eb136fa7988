"""Documents as flat rows, one an item: what a spreadsheet, a data frame or `jq` wants."""

from collections.abc import Iterator
from typing import Any

from quotes.model import Claim, Document, Quote
from quotes.render import View
from quotes.render.context import around

DOCUMENT = ("document", "path", "record", "title", "date", "url", "outlet")
_SPANS = ("cue", "speaker", "via")  # told as text, with two columns for the offsets


def columns(view: View) -> tuple[str, ...]:
    """Column names: those of the document, then those of the items looked for, each once."""
    wanted = [Quote] * view.quotes + [Claim] * view.claims
    names = [name for model in wanted for field in model._fields for name in _flat(field)]
    around = ("before", "after") if view.context else ()
    return tuple(dict.fromkeys((*DOCUMENT, "item", *names, *around)))


def rows(document: Document, view: View) -> Iterator[dict[str, Any]]:
    """The items of a document in the order of the text; keys are `columns(view)`, null where an item has no such field."""
    plain = document.to_dict()
    head = {"document": plain["id"]} | {name: plain[name] for name in DOCUMENT[1:]}
    empty = dict.fromkeys(columns(view))
    found: list[Quote | Claim] = [*document.quotes, *document.claims]
    for item, fields_of_it in sorted(
        zip(found, plain["quotes"] + plain["claims"], strict=True), key=lambda each: each[0].start
    ):
        row = empty | head | {"item": "quote" if isinstance(item, Quote) else "claim"} | _flattened(fields_of_it)
        if view.context:
            row["before"], row["after"] = around(document, item, view.context)
        yield row


def _flat(name: str) -> tuple[str, ...]:
    return (name, f"{name}_start", f"{name}_end") if name in _SPANS else (name,)


def _flattened(item: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, value in item.items():
        if name in _SPANS:
            span = value or {"text": None, "start": None, "end": None}
            row |= dict(zip(_flat(name), (span["text"], span["start"], span["end"]), strict=True))
        else:
            row[name] = " ".join(value) if isinstance(value, list) else value
    return row
