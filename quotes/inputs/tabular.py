"""CSV and TSV: one article a row, its text in one column."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from quotes.errors import InputError
from quotes.inputs.article import Article, from_record

_LONGEST_CELL = 2**31 - 1  # the csv module's own limit of 128 KiB is shorter than some articles


def read_csv(name: str, stream: BinaryIO, field: str, encoding: str | None) -> Iterator[Article | InputError]:
    """The article of each row.

    `record` counts as a spreadsheet does: the header is row 1, the first article row 2. The separator
    is the one of comma, semicolon and tab that the header has most of.

    Args:
        name: The file's path.
        stream: Its bytes.
        field: The column of the text.
        encoding: As in `Reading`.
    """
    csv.field_size_limit(_LONGEST_CELL)
    text = io.TextIOWrapper(stream, encoding or "utf-8-sig", newline="")
    try:
        header = text.readline()
        separator = max(",;\t", key=header.count)
        names = next(csv.reader([header], delimiter=separator), [])
        if field not in names:
            raise InputError(
                f"no column {field!r}", where=name, hint=f"name it with --field; columns: {', '.join(names) or 'none'}"
            )
        for number, row in enumerate(csv.DictReader(text, names, delimiter=separator), 2):
            cell = row.get(field)
            if cell is None:
                yield InputError(f"the row has no column {field!r}", where=f"{name}:{number}")
            else:
                yield from_record(cell, name, number, row)
    except UnicodeDecodeError as error:
        raise InputError(
            f"not {error.encoding}: byte 0x{error.object[error.start]:02x}",
            where=name,
            hint="name the encoding, such as --encoding windows-1256",
        ) from None
    except csv.Error as error:
        raise InputError(f"not CSV: {error}", where=name) from None
    finally:
        text.detach()  # the stream is closed by whoever opened it
