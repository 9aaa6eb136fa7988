"""Names on the command line -> files."""

import errno
import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from quotes.errors import InputError
from quotes.inputs.sniff import extension

# what is taken from a folder; a table is read only when it is named, since results are tables too
IN_FOLDERS = frozenset({".txt", ".text", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson"})
_MAGIC = frozenset("*?[")


def expand(name: str, note: Callable[[str], None]) -> Iterator[Path | InputError]:
    """The files a name stands for, in a stable order.

    A folder stands for the readable files in and below it, hidden ones and links to elsewhere left out; a name with `*`, `?`
    or `[` that is no file stands for what it matches, for shells that leave globs alone. What a folder
    holds beside readable files is told in a note.
    """
    path = Path(name)
    if path.is_dir():
        yield from _folder(path, note)
    elif path.exists() or not _MAGIC.intersection(name):
        yield path  # opening it tells what is wrong with it
    else:
        import glob  # seldom needed

        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - the pattern may be absolute
        if not matches:
            yield InputError("nothing matches", where=name, hint="quote the pattern, and check the folder's name")
        for match in matches:
            yield from expand(match, note)


def _folder(folder: Path, note: Callable[[str], None]) -> Iterator[Path | InputError]:
    failures: list[OSError] = []
    found = False
    home = os.path.realpath(folder)
    others: Counter[str] = Counter()
    for here, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for each in sorted(names):
            if each.startswith("."):
                continue
            path = Path(here) / each
            if extension(each) not in IN_FOLDERS:
                others[extension(each) or "no extension"] += 1
            elif not Path(os.path.realpath(path)).is_relative_to(home):
                others["links that lead out"] += 1  # who names a folder has not named what lies elsewhere
            elif path.exists() and not path.is_file():
                others["pipes and devices"] += 1  # some never end
            else:
                found = True
                yield path
        while failures:
            error = failures.pop()
            yield failure(error.filename, error)
    while failures:
        error = failures.pop()
        yield failure(error.filename, error)
    if found and others:
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(others.items()))
        files = "1 file" if others.total() == 1 else f"{others.total()} files"
        note(f"{folder}: {files} of other kinds passed over ({kinds}); name a file to have it read")
    if not found:
        kinds = " ".join(sorted(IN_FOLDERS))
        yield InputError("no readable file in this folder", where=str(folder), hint=f"looked for {kinds}")


def failure(path: Path | str, error: OSError) -> InputError:
    """A failed open or read, in words."""
    hints = {
        FileNotFoundError: "check the name; relative names start at the current folder",
        PermissionError: "make it readable: chmod u+r",
        IsADirectoryError: "name a file",
    }
    # the stream was closed before we were started
    reason = "it is closed" if error.errno == errno.EBADF else (error.strerror or str(error)).lower()
    return InputError(f"cannot read: {reason}", where=str(path), hint=hints.get(type(error)))
