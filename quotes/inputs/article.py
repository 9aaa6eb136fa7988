"""One text to work on, and what is known about it."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

_LOOKED_AT = 2000  # characters that tell the script
_FEW = 20  # letters: a number or a name says nothing

METADATA = ("title", "date", "url", "outlet")


class Article(NamedTuple):
    """A decoded text. `record` is its line in a JSON Lines file or a table, or its place in an array, from 1."""

    text: str
    id: str
    path: str
    record: int | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None
    outlet: str | None = None

    @property
    def where(self) -> str:
        """The place that a message names."""
        return self.path if self.record is None else f"{self.path}:{self.record}"


def foreign(text: str) -> str | None:
    """`3 of 120 letters` where less than a quarter of a text's first letters is Arabic."""
    letters = "".join(filter(str.isalpha, text[:_LOOKED_AT]))
    arabic = sum(map(_is_arabic, letters))
    return f"{arabic} of {len(letters)} letters" if len(letters) >= _FEW and arabic * 4 < len(letters) else None


def _is_arabic(letter: str) -> bool:
    """Of the script's blocks: plain, supplement, presentation forms A and B."""
    return (
        "\u0620" <= letter <= "\u06ff"
        or "\u0750" <= letter <= "\u077f"
        or "\ufb50" <= letter <= "\ufdff"
        or "\ufe70" <= letter <= "\ufeff"
    )


def from_record(text: str, path: str, record: int, fields: Mapping[str, Any], note: Callable[[str], None]) -> Article:
    """An article of a file that holds many; without an id of its own it is called PATH:RECORD.

    What is given and cannot be kept is told.
    """
    own = fields.get("id")
    where = f"{path}:{record}"
    if own is not None and not isinstance(own, str):
        note(f"{where}: the id is not a string, so the document is called {where}")
    for key in METADATA:
        value = fields.get(key)
        if value not in (None, "") and _written(value) is None:
            note(f"{where}: {key} is not text, and left out")
    return Article(
        text=text,
        id=own if isinstance(own, str) and own else where,
        path=path,
        record=record,
        **{key: _written(fields.get(key)) for key in METADATA},
    )


def _written(value: object) -> str | None:
    """Metadata as text: `20230401` is a date too; lists and objects are not understood."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and value else None
