"""Standard streams that are full, closed or no longer read: one line and an exit code, no traceback."""

import errno
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from quotes.errors import Exit

_TERMINATED = 128 + signal.SIGTERM


@contextmanager
def guarded() -> Iterator[None]:
    """What runs in here may print; where that fails, the process ends with one line on standard error."""
    _stand_in()
    # ends like an error, so that files half written are taken away
    signal.signal(signal.SIGTERM, _terminated)
    try:
        try:
            yield
        finally:
            sys.stdout.flush()  # what fails here would fail in Python's own end, which only mutters
    except BrokenPipeError:
        discard()
        sys.exit(Exit.OK)
    except OSError as error:
        if error.filename is not None:  # a file, and somebody should have told about it
            raise
        discard()
        reason = "it is closed" if error.errno == errno.EBADF else (error.strerror or str(error)).lower()
        with suppress(OSError):  # standard error may be the same full disk
            sys.stderr.write(f"error: standard output: cannot write: {reason}\n")
        sys.exit(Exit.INPUT)


def interruptible() -> None:
    """From here on an interrupt is a `KeyboardInterrupt`, so that what is half done can be cleaned up."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def whole() -> Iterator[None]:
    """What is written in here is written to its end: an interrupt waits for that; a second one does not."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    waiting = False

    def wait(_number: int, _frame: FrameType | None) -> None:
        nonlocal waiting
        waiting = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    signal.signal(signal.SIGINT, wait)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if waiting:
        raise KeyboardInterrupt


def discard() -> None:
    """What is still to be flushed to standard output goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _stand_in() -> None:
    """Python has None for a stream that is closed; in its place comes one that fails when it is used.

    The numbers are taken in their order, so that no file opened later becomes standard output.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_WRONLY), encoding="utf-8")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:  # nobody wants to hear
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def _terminated(_number: int, _frame: FrameType | None) -> None:
    sys.exit(_TERMINATED)
