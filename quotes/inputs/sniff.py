"""What an input is, from its name and its first bytes."""

from enum import StrEnum
from pathlib import PurePath

from quotes.errors import InputError


class Kind(StrEnum):
    """Kinds of input."""

    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    CSV = "csv"


_BY_EXTENSION = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
}

# formats people do try, with the way in
_FOREIGN = {
    b"%PDF": ("a PDF", "pdftotext FILE - | quotes extract -"),
    b"PK\x03\x04": ("a zip, .docx or .xlsx file", "save it as plain text or CSV first"),
    b"\xd0\xcf\x11\xe0": ("an old Office file", "save it as plain text or CSV first"),
}
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # UTF-16 and UTF-32 have NUL bytes by right


def extension(name: str) -> str:
    """The extension that tells the kind: that of `a.jsonl.gz` is `.jsonl`."""
    path = PurePath(name.lower())
    return PurePath(path.stem).suffix if path.suffix == ".gz" else path.suffix


def kind_of(name: str, start: bytes, *, has_field: bool) -> Kind:
    """The kind of an input.

    Args:
        name: Its path, or `-`.
        start: Its first bytes.
        has_field: Whether a field was asked for, which only JSON Lines and tables have.

    Raises:
        InputError: It is no text at all.
    """
    for magic, (what, hint) in _FOREIGN.items():
        if start.startswith(magic):
            raise InputError(f"this is {what}, not text", where=name, hint=hint)
    known = _BY_EXTENSION.get(extension(name))
    if known:
        return known
    if b"\0" in start and not start.startswith(_WIDE):
        raise InputError(
            "binary data, not text", where=name, hint="if it is UTF-16 without a mark, say --encoding utf-16"
        )
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:15].lower().startswith((b"<!doctype html", b"<html")):
        return Kind.HTML
    # an article does not open with an object's brace and a key
    if has_field or (head[:1] == b"{" and head[1:].lstrip()[:1] == b'"'):
        return Kind.JSONL
    return Kind.TEXT
