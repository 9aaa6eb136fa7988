"""JSON Lines: one object a line, its text in one field."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import orjson

from quotes.errors import InputError
from quotes.inputs.article import Article, from_record
from quotes.inputs.decode import lines, scrub

_NAMES = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}


def read_jsonl(name: str, stream: BinaryIO, field: str, encoding: str | None) -> Iterator[Article | InputError]:
    """The article of each line; a line that holds none is an error, and the next one follows.

    Args:
        name: The file's path.
        stream: Its bytes.
        field: The key of the text; `article.body` also finds `body` in the object `article`.
        encoding: As in `Reading`.
    """
    for number, line in lines(stream, name, encoding):
        if isinstance(line, InputError):
            yield line
        elif line.strip():
            try:
                yield _article(line, name, number, field)
            except InputError as error:
                yield error


def _article(line: str, name: str, number: int, field: str) -> Article:
    where = f"{name}:{number}"
    record = _parse(line, where)
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
    return from_record(text, name, number, record)


def _parse(line: str, where: str) -> Any:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError as strict:
        try:  # the standard parser takes the lone surrogates that orjson refuses
            return _scrubbed(json.loads(line))
        except (ValueError, RecursionError):
            hint = "one JSON object a line is needed"
            if line.strip() in "{[":
                hint = "this looks like one indented value; make lines of it: jq -c '.[]? // .' FILE"
            raise InputError(f"not JSON: {strict.msg}, column {strict.colno}", where=where, hint=hint) from None


def _scrubbed(value: Any) -> Any:
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, dict):
        return {scrub(key): _scrubbed(item) for key, item in value.items()}
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
