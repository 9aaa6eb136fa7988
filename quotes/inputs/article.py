"""One text to work on, and what is known about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

METADATA = ("title", "date", "url", "outlet")


@dataclass(frozen=True, slots=True)
class Article:
    """A decoded text. `record` is its line in a JSON Lines file or its row in a table, from 1."""

    text: str
    id: str
    path: str
    record: int | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None
    outlet: str | None = None


def from_record(text: str, path: str, record: int, fields: Mapping[str, Any]) -> Article:
    """An article of a file that holds many; without an id of its own it is called PATH:RECORD."""
    own = fields.get("id")
    return Article(
        text=text,
        id=own if isinstance(own, str) and own else f"{path}:{record}",
        path=path,
        record=record,
        **{key: _written(fields.get(key)) for key in METADATA},
    )


def _written(value: object) -> str | None:
    """Metadata as text: `20230401` is a date too; lists and objects are not understood."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and value else None
