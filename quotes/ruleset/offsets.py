"""The offset of each key and table that a TOML file writes."""

import regex

from quotes.ruleset.places import Path

_HEADER = regex.compile(r"[ \t]*(?P<open>\[\[?)(?P<path>(?:[^\]\n\"']|\"[^\"\n]*+\"|'[^'\n]*+')++)\]")
_KEYS = regex.compile(r"[ \t]*(?P<path>(?:[\w-]++|\"(?:\\.|[^\"\\\n])*+\"|'[^'\n]*+'|[ \t]*\.[ \t]*)++)[ \t]*=")
_KEY = regex.compile(r"[\w-]++|\"((?:\\.|[^\"\\\n])*+)\"|'([^'\n]*+)'")
_VALUE = regex.compile(  # one string, comment, bracket, line end or run of anything else
    r"'''[\s\S]*?'''++|\"\"\"(?:\\.|[^\\])*?\"\"\"++|'[^'\n]*+'|\"(?:\\.|[^\"\\\n])*+\"|#[^\n]*+|[\[\]{}]|\n|[^\[\]{}'\"#\n]++|.",
    regex.DOTALL,
)


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
