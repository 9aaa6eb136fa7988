"""Where texts come from: files, folders, globs and standard input; plain text, HTML, JSON Lines, CSV.

`read()` yields one article after the other and never holds more than one. What cannot be read comes
as an `InputError` in the same stream, so that one bad file or line stops nothing but itself.
"""

import io
import sys
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from quotes.errors import InputError
from quotes.inputs import paths as _paths
from quotes.inputs.article import Article, foreign
from quotes.inputs.decode import decode
from quotes.inputs.sniff import Kind, kind_of

__all__ = ["Article", "Kind", "Reading", "read"]

STDIN = "-"


def _ignore(_: object) -> None:
    """Notes and positions are dropped unless somebody listens."""


class Reading(NamedTuple):
    """How to read.

    Attributes:
        kind: What the inputs are; told from the name and the first bytes when None.
        field: The field of a JSON object or the column of a table that holds the text; `text` when None.
        encoding: Python's name of the encoding of input that is not UTF-8; told by a mark or the page, or
            guessed, when None.
        html: `basic`, the reader that comes with this package, or `trafilatura`.
        note: Takes remarks that are no errors, such as a guessed encoding.
        at: Takes the bytes of files read so far, after each article; a file that is compressed counts as it lies there.
    """

    kind: Kind | None = None
    field: str | None = None
    encoding: str | None = None
    html: str = "basic"
    note: Callable[[str], None] = _ignore
    at: Callable[[int], None] = _ignore


def read(names: Iterable[str], reading: Reading | None = None) -> Iterator[Article | InputError]:
    """Read every input named, in order; folders recursively, `-` is standard input."""
    reading = reading or Reading()
    before = 0
    for name in names:
        if name == STDIN:
            yield from _guarded(name, sys.stdin.buffer, reading)
            continue
        for path in _paths.expand(name, reading.note):
            if isinstance(path, InputError):
                yield path
            else:
                before += yield from _open(path, reading, before)


def size(names: Iterable[str]) -> int | None:
    """Bytes of all files named; None where one is no regular file, and its end not known beforehand."""
    total = 0
    for name in names:
        if name == STDIN:
            return None
        for path in _paths.expand(name, _ignore):
            if isinstance(path, Path):
                if not path.is_file():
                    return None
                total += path.stat().st_size
    return total


def _open(path: Path, reading: Reading, before: int) -> Generator[Article | InputError, None, int]:
    """Articles of one file, which returns its size; `before` it so many bytes were read."""
    try:
        stream = path.open("rb")
    except OSError as error:
        yield _paths.failure(path, error)
        return 0
    with stream:
        for article in _guarded(str(path), stream, reading):
            if stream.seekable():
                reading.at(before + stream.raw.tell())
            yield article
        return stream.raw.tell() if stream.seekable() else 0


def _guarded(name: str, stream: BinaryIO, reading: Reading) -> Iterator[Article | InputError]:
    """Articles of one stream; whatever stops the stream ends it with one error."""
    try:
        for article in _articles(name, stream, reading):
            if isinstance(article, Article) and (letters := foreign(article.text)):
                where = name if article.record is None else f"{name}:{article.record}"
                reading.note(f"{where}: hardly any Arabic, {letters}; is it the right file, field and encoding?")
            yield article
    except InputError as error:
        yield error
    except (EOFError, zlib.error, OSError) as error:
        from gzip import BadGzipFile  # seldom needed

        if isinstance(error, OSError) and not isinstance(error, BadGzipFile):
            yield _paths.failure(name, error)
        else:
            yield InputError(f"broken gzip data: {error}", where=name, hint="test it with gzip -t, or fetch it again")


def _articles(name: str, stream: BinaryIO, reading: Reading) -> Iterator[Article | InputError]:
    if not isinstance(stream, io.BufferedReader):  # some stand-ins for standard input cannot peek
        stream = io.BufferedReader(stream)  # type: ignore[type-var]
    if stream.peek(2)[:2] == b"\x1f\x8b":
        from gzip import GzipFile

        stream = io.BufferedReader(GzipFile(fileobj=stream))
    empty = not stream.peek(1)
    if empty:  # no article of a file of many, one without words of any other
        reading.note(f"{name}: empty")
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
    elif kind is Kind.HTML and not empty:
        from quotes.inputs.page import read_page

        yield read_page(name, stream.read(), reading.html, reading.encoding, reading.note)
    else:
        text = decode(stream.read(), name, reading.encoding, reading.note)
        yield Article(text=text, id=name, path=name)
