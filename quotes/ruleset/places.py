"""Where in a TOML file a key or table is written; tomllib tells what, not where.

A place is named by the path that leads to it in
the data, such as ("rule", 2, "accept", 0, "text").
"""

from functools import cached_property
from pathlib import Path as FilePath
from typing import NamedTuple

import regex

Path = tuple[str | int, ...]


class Place(NamedTuple):
    """A place in a file; line and column count from 1."""

    path: str
    line: int
    column: int
    written: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    @property
    def excerpt(self) -> str:
        """The line as written, and a caret under the place."""
        return f"  {self.written}\n  {' ' * _columns(self.written[: self.column - 1])}^"


def place(path: str, file: str, at: int) -> Place:
    """The place of an offset in a file."""
    start = file.rfind("\n", 0, at) + 1
    end = file.find("\n", at)
    return Place(path, file.count("\n", 0, at) + 1, at - start + 1, file[start : end if end >= 0 else len(file)])


class Written:
    """A file and where its keys and tables stand; looked up only when somebody asks, as few do."""

    def __init__(self, path: str, text: str | None = None) -> None:
        self.path = path
        if text is not None:
            self.text = text

    def __reduce__(self) -> tuple[type["Written"], tuple[str]]:
        """Kept without its text, which can be read again."""
        return Written, (self.path,)

    @cached_property
    def text(self) -> str:
        """What stands in the file."""
        return FilePath(self.path).read_text(encoding="utf-8")

    @cached_property
    def offsets(self) -> dict[Path, int]:
        """The offset of each key and table."""
        from quotes.ruleset.offsets import offsets  # not for runs in which nobody asks for a place

        return offsets(self.text)

    def find(self, path: Path) -> int:
        """The offset at which a key or table is written, or the nearest table around it; 0 if none."""
        while path and path not in self.offsets:
            path = path[:-1]
        return self.offsets.get(path, 0)

    def place(self, path: Path) -> Place:
        """Where a key or table is written, or the nearest table around it."""
        return place(self.path, self.text, self.find(path))


class Origin(NamedTuple):
    """Where something was written: a key or table of a file."""

    file: Written
    key: Path = ()

    @property
    def path(self) -> str:
        """The file's path."""
        return self.file.path

    @property
    def line(self) -> int:
        """Its line, from 1."""
        return self.place().line

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"

    def place(self, pattern: str = "", at: int = 0) -> Place:
        """The place of it, or of an offset in a pattern that stands in it."""
        start = self.file.find(self.key)
        found = self.file.text.find(pattern, start)
        if found < 0:  # written with escapes, so that it does not stand in the file as it is
            found, at = start, 0
        return place(self.path, self.file.text, found + at)


def _columns(text: str) -> int:
    """Columns a terminal gives to a text: combining marks and controls take none."""
    return sum(not regex.match(r"[\p{M}\p{Cf}]", char) for char in text)
