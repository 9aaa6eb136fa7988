"""JSON Lines: one object a line, its text in one field; and the same objects in a JSON array."""

import io
import json
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import orjson

from quotes.errors import InputError
from quotes.inputs.article import Article, from_record
from quotes.inputs.decode import decode, lines, scrub
from quotes.inputs.sniff import is_array

_NAMES = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}


def read_jsonl(
    name: str, stream: BinaryIO, field: str, encoding: str | None, note: Callable[[str], None]
) -> Iterator[Article | InputError]:
    """The article of each line; a line that holds none is an error, and the next one follows.

    An array of objects is read whole, and its objects take the place of lines.

    Args:
        name: The file's path.
        stream: Its bytes.
        field: The key of the text; `article.body` also finds `body` in the object `article`.
        encoding: As in `Reading`.
        note: Takes remarks that are no errors.
    """
    if is_array(stream.peek(4096)):  # type: ignore[attr-defined] # every stream here is buffered
        data = stream.read()
        text = decode(data, name, encoding, note)
        if _is_json(text) or not _is_json(text.split("\n", 1)[0]):  # else each line is a value, if not the right one
            for number, record in enumerate(_parse(text, name, note), 1):
                try:
                    yield _article(record, name, number, field, note)
                except InputError as error:
                    yield error
            return
        stream = io.BufferedReader(io.BytesIO(data))
    for number, line in lines(stream, name, encoding, note):
        if isinstance(line, InputError):
            yield line
        elif line.strip():
            try:
                yield _article(_parse(line, f"{name}:{number}", note), name, number, field, note)
            except InputError as error:
                yield error


def _article(record: Any, name: str, number: int, field: str, note: Callable[[str], None]) -> Article:
    where = f"{name}:{number}"
    if not isinstance(record, dict):
        raise InputError(f"{_called(record)}, not an object", where=where, hint="one JSON object a line is needed")
    text = _find(record, field)
    if text is None and field not in record:
        keys = ", ".join(key for key, value in record.items() if isinstance(value, str)) or "none"
        raise InputError(
            f"no field {field!r}", where=where, hint=f"name it with --field; fields that hold text: {keys}"
        )
    if text is None and "quotes" in record and "tool" in record:
        raise InputError(
            "a result of this program, without its text",
            where=where,
            hint="name the articles; a result can be read again if it was made --with-text",
        )
    if not isinstance(text, str):
        raise InputError(f"field {field!r} is {_called(text)}, not text", where=where)
    return from_record(text, name, number, record, note)


def _parse(line: str, where: str, note: Callable[[str], None]) -> Any:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError as strict:
        try:  # the standard parser takes the lone surrogates that orjson refuses
            value = json.loads(line)
            scrubbed = _scrubbed(value)
        except (ValueError, RecursionError):
            hint = "one JSON object a line is needed"
            if line.strip() in "{[":
                hint = "this looks like one indented value; make lines of it: jq -c '.[]? // .' FILE"
            raise InputError(f"not JSON: {strict.msg}, column {strict.colno}", where=where, hint=hint) from None
        if scrubbed != value:
            note(f"{where}: half of a surrogate pair became U+FFFD; offsets and sha256 are of the text with that")
        return scrubbed


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _scrubbed(value: Any) -> Any:
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, dict):
        return {scrub(key): _scrubbed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_scrubbed(item) for item in value]
    return value


def _find(record: dict[str, Any], field: str) -> Any:
    if field in record:
        return record[field]
    value: Any = record
    for key in field.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _called(value: object) -> str:
    return _NAMES.get(type(value), "a number")
