"""Gold files and floors: what a score is measured against, and what it must not fall below.

A gold or prediction file holds one document a line, as JSON: gold has `id`, `text`, `quotes` and
`claims`; a prediction is matched by `id` and is what `quotes extract --format jsonl` prints. A floor
file names the least F1 (or accuracy) of the figures it lists, and the digest of the gold it was
measured on, because a figure says nothing about other gold.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from quotes.digest import sha256
from quotes.errors import InputError, UsageError
from quotes.tomlfile import read_toml

_GOLD_KEYS: dict[str, type | tuple[type, ...]] = {"id": (str, int), "text": str, "quotes": list, "claims": list}
_ITEM_KEYS = {"start": int, "end": int, "text": str, "kind": str}


def read_gold(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """The documents of gold files, in order.

    Raises:
        InputError: A line is no document of gold, a span does not hold its text, an id occurs twice.
    """
    documents = [_checked(row, where) for path in paths for where, row in _rows(path)]
    _index(documents, ", ".join(map(str, paths)))
    return documents


def read_predictions(path: Path) -> dict[str, dict[str, Any]]:
    """Predicted documents by id.

    Raises:
        InputError: A line is no document, or an id occurs twice.
    """
    return _index((row for _, row in _rows(path)), str(path))


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 of gold files, by which floors know the gold they were measured on."""
    return sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def _rows(path: Path) -> Iterable[tuple[str, dict[str, Any]]]:
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise InputError(f"not JSON: {error}", where=where, hint="one document a line") from None
        if not isinstance(row, dict) or "id" not in row:
            raise InputError("not a document with an id", where=where, hint='{"id": "…", "quotes": [], "claims": []}')
        yield where, row


def _checked(row: dict[str, Any], where: str) -> dict[str, Any]:
    for key, kind in _GOLD_KEYS.items():
        if not isinstance(row.get(key), kind):
            raise InputError(f"gold has no usable {key!r}", where=where)
    for item in (*row["quotes"], *row["claims"]):
        if not isinstance(item, dict):
            raise InputError("an item is not an object", where=where)
        for key, kind in _ITEM_KEYS.items():
            if not isinstance(item.get(key), kind):
                raise InputError(f"an item has no usable {key!r}", where=where)
        if row["text"][item["start"] : item["end"]] != item["text"]:
            raise InputError(f"text[{item['start']}:{item['end']}] is not {item['text']!r}", where=where)
    return row


def _index(rows: Iterable[dict[str, Any]], where: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        if str(row["id"]) in found:
            raise InputError(f"the id {row['id']!r} occurs twice", where=where)
        found[str(row["id"])] = row
    return found


@dataclass(frozen=True, slots=True)
class Floors:
    """The least figures, by name, and the digest of the gold they hold for."""

    gold: str
    least: dict[str, float]

    @classmethod
    def read(cls, path: Path) -> "Floors":
        """Read a floor file.

        Raises:
            UsageError: The file cannot be read or is not a floor file.
        """
        data = read_toml(path, "a floor file")
        gold, least = data.get("gold"), data.get("floor")
        if not isinstance(gold, str) or not isinstance(least, dict):
            raise UsageError("a floor file has a gold digest and a [floor] table", where=str(path))
        for name, floor in least.items():
            if isinstance(floor, bool) or not isinstance(floor, int | float) or not 0 <= floor <= 1:
                raise UsageError(f"the floor of {name} is not a number from 0 to 1", where=str(path))
        return cls(gold, least)

    def write(self, path: Path) -> None:
        """Write the floors, in alphabetical order."""
        lines = [
            "# The least each figure may be; written by `quotes score --floor FILE --update`, which only raises.",
            f'gold = "{self.gold}"',
            "",
            "[floor]",
            *(f'"{name}" = {floor:.4f}' for name, floor in sorted(self.least.items())),
        ]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def broken(self, figures: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, float, float]]:
        """The figures below their floor: name, floor, figure.

        Raises:
            UsageError: A floor is named that is no figure.
        """
        missing = sorted(self.least.keys() - figures.keys())
        if missing:
            raise UsageError(f"no such figure: {missing[0]}", hint=f"figures: {', '.join(figures)}")
        now = {name: main_figure(figures[name]) for name in self.least}
        return [(name, floor, now[name]) for name, floor in sorted(self.least.items()) if now[name] < floor]

    def moved(self, figures: Mapping[str, Mapping[str, Any]], gold: str, *, down: bool = False) -> "Floors":
        """Floors raised to the figures, or, with `down`, set to them."""
        now = {name: main_figure(figures[name]) for name in self.least}
        return Floors(gold, now if down else {name: max(now[name], floor) for name, floor in self.least.items()})


def main_figure(figure: Mapping[str, Any]) -> float:
    """F1, or the accuracy of a figure that has no F1; 0 where there was nothing to score."""
    return float(figure.get("f1", figure.get("accuracy")) or 0.0)
