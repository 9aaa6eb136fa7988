"""What an input is, from its name and its first bytes."""

from enum import StrEnum
from pathlib import PurePath

from quotes.errors import InputError
from quotes.inputs.decode import binary, marked, wide


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
    ".json": Kind.JSONL,  # an array of objects is read as their lines would be
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
}

# formats people do try, with the way in
_FOREIGN = {
    b"%PDF": ("a PDF", "pdftotext FILE - | quotes extract -"),
    b"PK\x03\x04": ("a zip, .docx or .xlsx file", "save it as plain text or CSV first"),
    b"\xd0\xcf\x11\xe0": ("an old Office file", "save it as plain text or CSV first"),
}


def extension(name: str) -> str:
    """The extension that tells the kind: that of `a.jsonl.gz` is `.jsonl`."""
    path = PurePath(name.lower())
    return PurePath(path.stem).suffix if path.suffix == ".gz" else path.suffix


def kind_of(name: str, start: bytes, *, has_field: bool, has_encoding: bool = False) -> Kind:
    """The kind of an input.

    Args:
        name: Its path, or `-`.
        start: Its first bytes.
        has_field: Whether a field was asked for, which only JSON Lines and tables have.
        has_encoding: Whether an encoding was asked for, in which NUL bytes may be parts of letters.

    Raises:
        InputError: It is no text at all.
    """
    for magic, (what, hint) in _FOREIGN.items():
        if start.startswith(magic):
            raise InputError(f"this is {what}, not text", where=name, hint=hint)
    known = _BY_EXTENSION.get(extension(name))
    if known:
        return known
    if b"\0" in start and not (has_encoding or marked(start) or wide(start)):
        raise binary(name)
    head = opening(start)
    if head[:15].lower().startswith((b"<!doctype html", b"<html")):
        return Kind.HTML
    # an article does not open with an object's brace and a key
    if has_field or (head[:1] == b"{" and head[1:].lstrip()[:1] == b'"') or is_array(start):
        return Kind.JSONL
    return Kind.TEXT


def opening(start: bytes) -> bytes:
    """The first signs of an input, as ASCII has them: without a mark, and without what UTF-16 puts between them."""
    return start.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"").lstrip()


def is_array(start: bytes) -> bool:
    """Whether an input begins as a JSON array of objects."""
    head = opening(start)
    return head[:1] == b"[" and head[1:].lstrip()[:1] == b"{"
