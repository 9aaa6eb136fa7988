"""Where results go: standard output, or a file that is whole or not there."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from quotes.errors import OutputError
from quotes.streams import whole


def write(chunks: Iterable[bytes], target: str | None) -> None:
    """Write chunks as they come.

    Args:
        chunks: UTF-8.
        target: A file, replaced only when all is written; standard output when None or `-`.

    Raises:
        OutputError: The file cannot be written; what stood there before still does.
        BrokenPipeError: Nobody reads standard output any more.
    """
    if target in (None, "-"):
        for chunk in chunks:
            with whole():  # no half line
                sys.stdout.buffer.write(chunk)
                sys.stdout.buffer.flush()  # the next program in the pipe need not wait
        return
    with _replacing(Path(target)) as stream:
        for chunk in chunks:
            with _told(target):
                stream.write(chunk)


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream that becomes `path` at the end of a block that succeeds."""
    path = path.resolve()  # through a link, the file it points to is replaced, not the link
    if path.is_dir():
        raise OutputError("this is a folder", where=str(path), hint="name a file in it")
    mode = path.stat().st_mode if path.exists() else stat.S_IFREG | 0o666 & ~_umask()
    if not stat.S_ISREG(mode):  # /dev/null or a named pipe cannot be replaced
        with _told(path), path.open("wb") as stream:
            yield stream
        return
    from tempfile import NamedTemporaryFile  # not for what goes to a pipe

    with _told(path):
        copy = NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False)  # noqa: SIM115 - closed below
    try:
        with copy:
            yield cast("BinaryIO", copy)
        with _told(path):
            Path(copy.name).chmod(stat.S_IMODE(mode))
            Path(copy.name).replace(path)
    except BaseException:
        Path(copy.name).unlink(missing_ok=True)
        raise


@contextmanager
def _told(path: Path | str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hint = "make the folder first" if isinstance(error, FileNotFoundError) else None
        raise OutputError(
            f"cannot write: {(error.strerror or str(error)).lower()}", where=str(path), hint=hint
        ) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
