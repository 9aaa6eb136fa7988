"""The words around an item."""

import re

from quotes.later import later
from quotes.model import Claim, Document, Quote

_FIRST = later(re.compile, r"^\S+\s*")
_LAST = later(re.compile, r"\s*\S+$")


def around(document: Document, item: Quote | Claim, size: int) -> tuple[str, str]:
    """Up to `size` code points before and after an item, cut at words, on one line; both empty without the text."""
    text = document.text
    if text is None:
        return "", ""
    before = text[max(item.start - size, 0) : item.start]
    after = text[item.end : item.end + size]
    if item.start > size and not text[item.start - size - 1].isspace():
        before = _FIRST.sub("", before)
    if item.end + size < len(text) and not text[item.end + size].isspace():
        after = _LAST.sub("", after)
    return _one_line(before), _one_line(after)


def _one_line(text: str) -> str:
    """Newlines become blanks; one blank at an edge stays, since it tells whether a word is joined to the item."""
    words = " ".join(text.split())
    lead = " " if words and text[0].isspace() else ""
    trail = " " if words and text[-1].isspace() else ""
    return f"{lead}{words}{trail}"
