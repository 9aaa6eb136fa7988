"""Compiled rules kept between runs: compiling takes seconds, reading what was compiled a fraction of one.

A compiled pattern of `regex` is pickled as compiled code, good for one build of `regex` and Python. The
key of a cache file therefore holds both, beside the content of the packs that were named and the state
of our own code and rules. Where nothing can be kept, rules are compiled as if there were no cache; `QUOTES_NO_CACHE=1`
asks for that. Nobody else's pickle is ever read.

A file holds the sizes of the parts that are read when they are asked for, these parts, and all the rest.
"""

import gc
import os
import pickle
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import accumulate, pairwise
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple

import regex

from quotes import later, ruleset
from quotes.digest import blake2b
from quotes.pipeline import Pipeline, adopt, pipeline
from quotes.ruleset import RuleSet
from quotes.ruleset.home import default_folder
from quotes.ruleset.kept import Kept

_KEPT = 8  # files: a few projects, each with its own packs
_PACKAGE = Path(__file__).parent


class _Contents(NamedTuple):
    """Of a cache file: rules, what the stages make of them, and the patterns of the stages themselves."""

    pipeline: Pipeline
    patterns: Mapping[str, object]


def load_rules(*folders: Path, default: bool = True) -> RuleSet:
    """`quotes.ruleset.load_rules`, from the cache where it holds these very files.

    Raises:
        RulesError: A rule file is invalid; the message names file and line.
    """
    place = _place()
    if place is None:
        return ruleset.load_rules(*folders, default=default)
    with suppress(OSError):  # a folder that cannot be read is the loader's to explain
        file = place / f"{_key(folders, default=default)}.pickle"
        kept = _read(file)
        if kept is not None:
            return kept
        compiled = ruleset.load_rules(*folders, default=default)
        _write(file, compiled)
        return compiled
    return ruleset.load_rules(*folders, default=default)


def _place() -> Path | None:
    """The folder for cache files, private to this user; None where there is none."""
    if os.environ.get("QUOTES_NO_CACHE"):
        return None
    try:
        if sys.platform == "win32":
            base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        elif sys.platform == "darwin":
            base = Path.home() / "Library" / "Caches"
        else:
            base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        folder = base / "quotes-ar"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # no home, a read-only one
        return None
    return folder if _is_ours(folder) else None


def _is_ours(path: Path) -> bool:
    """Whether only this user can have written here: a pickle is code."""
    if not hasattr(os, "getuid"):
        return True
    state = path.stat()
    return state.st_uid == os.getuid() and not state.st_mode & 0o022


def _key(folders: tuple[Path, ...], *, default: bool) -> str:
    """A hash of all that the result depends on.

    Raises:
        OSError: A file cannot be read.
    """
    digest = blake2b(f"{sys.version}\0{regex.__version__}\0{default}\0".encode(), digest_size=16)
    own = _state(str(default_folder()), ".toml") if default else ()
    for part in (*_code(), *own, *_rules(folders)):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _code() -> Iterator[bytes]:
    return _state(str(_PACKAGE), ".py")


def _state(top: str, suffix: str) -> Iterator[bytes]:
    """When the files in a folder and in those below it were written, and how long they are."""
    folders = [top]
    for folder in folders:  # grows; a hundred files, for which a path object each takes longer than to look
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda each: each.name):
                if entry.name.endswith(suffix):
                    state = entry.stat()
                    yield f"{entry.path}\0{state.st_mtime_ns}\0{state.st_size}".encode()
                elif entry.is_dir() and entry.name != "__pycache__":
                    folders.append(entry.path)


def _rules(folders: tuple[Path, ...]) -> Iterator[bytes]:
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            yield os.fsencode(path)
            yield path.read_bytes()
        yield os.fsencode(folder)


def _read(file: Path) -> RuleSet | None:
    """What was kept, or None where there is nothing, or nothing sound."""
    was_on = gc.isenabled()
    gc.disable()  # a hundred thousand new objects, none of them garbage
    try:
        if not _is_ours(file):
            return None
        with file.open("rb") as stream:
            sizes = pickle.load(stream)  # noqa: S301 - our own file, in a folder that is ours alone
            # mapped: what no text asks for is not read; another file may take its name, but none is changed in place
            start, whole = stream.tell(), memoryview(mmap(stream.fileno(), 0, access=ACCESS_READ))
            ends = [*accumulate(sizes, initial=start)]
            buffers = [whole[first:last] for first, last in pairwise(ends)]
            kept = pickle.loads(whole[ends[-1] :], buffers=buffers)  # noqa: S301 - as above
    except Exception:  # noqa: BLE001 - whatever a damaged file may raise
        return None
    finally:
        if was_on:
            gc.enable()
    if not isinstance(kept, _Contents):
        return None
    later.adopt(kept.patterns)
    return adopt(kept.pipeline)


def _write(file: Path, compiled: RuleSet) -> None:
    """Keep a rule set, and no more files than a few; a failure costs nothing but time."""
    from tempfile import NamedTemporaryFile  # not where all was kept

    contents = _Contents(pipeline(compiled), Kept.of(later.compiled("regex._main")))
    with suppress(OSError, pickle.PicklingError):
        buffers: list[pickle.PickleBuffer] = []  # of what is read when it is asked for
        rest = pickle.dumps(contents, protocol=5, buffer_callback=buffers.append)
        parts = [buffer.raw() for buffer in buffers]
        with NamedTemporaryFile(dir=file.parent, prefix=".", delete=False) as copy:
            copy.write(pickle.dumps([part.nbytes for part in parts]))
            copy.writelines((*parts, rest))
        Path(copy.name).replace(file)
        files = sorted(file.parent.glob("*.pickle"), key=lambda each: each.stat().st_mtime, reverse=True)
        for old in files[_KEPT:]:
            old.unlink(missing_ok=True)
