"""Where texts come from: files, folders, globs and standard input; plain text, HTML, JSON Lines, CSV.

`read()` yields one article after the other and never holds more than one. What cannot be read comes
as an `InputError` in the same stream, so that one bad file or line stops nothing but itself.
"""

import gzip
import io
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from quotes.errors import InputError
from quotes.inputs import paths as _paths
from quotes.inputs.article import Article
from quotes.inputs.decode import decode
from quotes.inputs.sniff import Kind, kind_of

__all__ = ["Article", "Kind", "Reading", "read"]

STDIN = "-"


def _ignore(note: str) -> None:
    """Notes are dropped unless somebody listens."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read.

    Attributes:
        kind: What the inputs are; told from the name and the first bytes when None.
        field: The field of a JSON object or the column of a table that holds the text; `text` when None.
        encoding: Python's name of the encoding of input that is not UTF-8; told by a mark or the page, or
            guessed, when None.
        html: `basic`, the reader that comes with this package, or `trafilatura`.
        note: Takes remarks that are no errors, such as a guessed encoding.
    """

    kind: Kind | None = None
    field: str | None = None
    encoding: str | None = None
    html: str = "basic"
    note: Callable[[str], None] = _ignore


def read(names: Iterable[str], reading: Reading | None = None) -> Iterator[Article | InputError]:
    """Read every input named, in order; folders recursively, `-` is standard input."""
    reading = reading or Reading()
    for name in names:
        if name == STDIN:
            yield from _guarded(name, sys.stdin.buffer, reading)
            continue
        for path in _paths.expand(name, reading.note):
            if isinstance(path, InputError):
                yield path
            else:
                yield from _open(path, reading)


def _open(path: Path, reading: Reading) -> Iterator[Article | InputError]:
    try:
        stream = path.open("rb")
    except OSError as error:
        yield _paths.failure(path, error)
        return
    with stream:
        yield from _guarded(str(path), stream, reading)


def _guarded(name: str, stream: BinaryIO, reading: Reading) -> Iterator[Article | InputError]:
    """Articles of one stream; whatever stops the stream ends it with one error."""
    try:
        yield from _articles(name, stream, reading)
    except InputError as error:
        yield error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield InputError(f"broken gzip data: {error}", where=name, hint="test it with gzip -t, or fetch it again")
    except OSError as error:
        yield _paths.failure(name, error)


def _articles(name: str, stream: BinaryIO, reading: Reading) -> Iterator[Article | InputError]:
    if not isinstance(stream, io.BufferedReader):  # some stand-ins for standard input cannot peek
        stream = io.BufferedReader(stream)  # type: ignore[type-var]
    if stream.peek(2)[:2] == b"\x1f\x8b":
        stream = io.BufferedReader(gzip.GzipFile(fileobj=stream))
    kind = reading.kind or kind_of(
        name, stream.peek(4096), has_field=reading.field is not None, has_encoding=reading.encoding is not None
    )
    field = reading.field or "text"
    if kind is Kind.JSONL:
        from quotes.inputs.jsonl import read_jsonl

        yield from read_jsonl(name, stream, field, reading.encoding, reading.note)
    elif kind is Kind.CSV:
        from quotes.inputs.tabular import read_csv

        yield from read_csv(name, stream, field, reading.encoding, reading.note)
    elif kind is Kind.HTML:
        from quotes.inputs.page import read_page

        yield read_page(name, stream.read(), reading.html, reading.encoding, reading.note)
    else:
        text = decode(stream.read(), name, reading.encoding, reading.note)
        yield Article(text=text, id=name, path=name)
