"""CSV and TSV: one article a row, its text in one column."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import BinaryIO

from quotes.errors import InputError
from quotes.inputs.article import Article, from_record
from quotes.inputs.decode import binary, chosen, marked, wide

_LONGEST_CELL = 2**31 - 1  # the csv module's own limit of 128 KiB is shorter than some articles


def read_csv(
    name: str, stream: BinaryIO, field: str, encoding: str | None, note: Callable[[str], None]
) -> Iterator[Article | InputError]:
    """The article of each row.

    `record` is the line on which the row begins, as an editor counts, and as a spreadsheet does while no cell
    has lines of its own. The separator is the one of comma, semicolon and tab that the header has most of. An
    empty file has no rows.

    Args:
        name: The file's path.
        stream: Its bytes.
        field: The column of the text.
        encoding: As in `Reading`.
        note: Takes remarks that are no errors.
    """
    csv.field_size_limit(_LONGEST_CELL)
    start = stream.peek(4096)  # type: ignore[attr-defined] # every stream here is buffered
    wanted = marked(start) or chosen(start, name, encoding, note, whole=False) or wide(start) or "utf-8-sig"
    text = io.TextIOWrapper(stream, wanted, newline="")
    number = 1
    try:
        header = text.readline()
        if not header:
            return
        if "\0" in header:
            raise binary(name)
        separator = max(",;\t", key=header.count)
        names = next(csv.reader([header], delimiter=separator), [])
        if field not in names:
            raise InputError(
                f"no column {field!r}", where=name, hint=f"name it with --field; columns: {', '.join(names) or 'none'}"
            )
        rows = csv.reader(text, delimiter=separator)
        number = 2
        for cells in rows:
            row = dict(zip(names, cells, strict=False))
            cell = row.get(field)
            if cells and cell is None:
                yield InputError(f"the row has no column {field!r}", where=f"{name}:{number}")
            elif cell is not None and "\0" in cell:
                yield binary(f"{name}:{number}")
            elif cell is not None:
                yield from_record(cell, name, number, row, note)
            number = rows.line_num + 2  # the header was read before
    except UnicodeDecodeError as error:
        raise InputError(
            f"not {error.encoding}: byte 0x{error.object[error.start]:02x}",
            where=name,
            hint="name the encoding, such as --encoding windows-1256",
        ) from None
    except csv.Error as error:
        raise InputError(f"not CSV: {error}", where=f"{name}:{number}") from None
    finally:
        text.detach()  # the stream is closed by whoever opened it
