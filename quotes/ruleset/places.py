"""Where in a TOML file a key or table is written; tomllib tells what, not where.

A place is named by the path that leads to it in
the data, such as ("rule", 2, "accept", 0, "text").
"""

from dataclasses import dataclass
from functools import cached_property

import regex

Path = tuple[str | int, ...]

_HEADER = regex.compile(r"[ \t]*(?P<open>\[\[?)(?P<path>(?:[^\]\n\"']|\"[^\"\n]*+\"|'[^'\n]*+')++)\]")
_KEYS = regex.compile(r"[ \t]*(?P<path>(?:[\w-]++|\"(?:\\.|[^\"\\\n])*+\"|'[^'\n]*+'|[ \t]*\.[ \t]*)++)[ \t]*=")
_KEY = regex.compile(r"[\w-]++|\"((?:\\.|[^\"\\\n])*+)\"|'([^'\n]*+)'")
_VALUE = regex.compile(  # one string, comment, bracket, line end or run of anything else
    r"'''[\s\S]*?'''++|\"\"\"(?:\\.|[^\\])*?\"\"\"++|'[^'\n]*+'|\"(?:\\.|[^\"\\\n])*+\"|#[^\n]*+|[\[\]{}]|\n|[^\[\]{}'\"#\n]++|.",
    regex.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Place:
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

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def offsets(self) -> dict[Path, int]:
        """The offset of each key and table."""
        return offsets(self.text)

    def place(self, path: Path) -> Place:
        """Where a key or table is written, or the nearest table around it."""
        return place(self.path, self.text, find(self.offsets, path))


@dataclass(frozen=True, slots=True)
class Origin:
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
        start = find(self.file.offsets, self.key)
        found = self.file.text.find(pattern, start)
        if found < 0:  # written with escapes, so that it does not stand in the file as it is
            found, at = start, 0
        return place(self.path, self.file.text, found + at)


def find(written: dict[Path, int], path: Path) -> int:
    """The offset at which a key or table is written, or the nearest table around it; 0 if none."""
    while path and path not in written:
        path = path[:-1]
    return written.get(path, 0)


def offsets(file: str) -> dict[Path, int]:
    """Path -> offset of everything the file writes."""
    written: dict[Path, int] = {}
    counts: dict[Path, int] = {}  # rows of each array of tables
    table: Path = ()
    at = 0
    while at < len(file):
        header = _HEADER.match(file, at)
        keys = None if header else _KEYS.match(file, at)
        if header:
            table = _within(_path(header["path"]), counts)
            if header["open"] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            written.setdefault(table, header.start("path"))
            at = header.end()
        elif keys:
            written.setdefault(table + _path(keys["path"]), keys.start("path"))
            at = keys.end()
        at = _statement_end(file, at)
    return written


def _within(path: Path, counts: dict[Path, int]) -> Path:
    """A header's path with the row of each array of tables it goes through: rule.accept -> rule, 2, accept."""
    found: Path = ()
    for key in path[:-1]:
        found = (*found, key)
        if found in counts:
            found = (*found, counts[found])
    return (*found, *path[-1:])


def _path(written: str) -> Path:
    return tuple(match[1] or match[2] or match[0] for match in _KEY.finditer(written))


def _statement_end(file: str, at: int) -> int:
    """The offset after the line on which the statement at `at` ends, arrays and long strings passed."""
    depth = 0
    while at < len(file):
        part = _VALUE.match(file, at)
        assert part is not None  # the last alternative matches anything
        at = part.end()
        if part[0] in "[{":
            depth += 1
        elif part[0] in "]}":
            depth -= 1
        elif part[0] == "\n" and depth <= 0:
            break
    return at


def _columns(text: str) -> int:
    """Columns a terminal gives to a text: combining marks and controls take none."""
    return sum(not regex.match(r"[\p{M}\p{Cf}]", char) for char in text)
