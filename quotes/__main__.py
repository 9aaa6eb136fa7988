"""`quotes` and `python -m quotes`: the front door.

Nothing is imported before `main` has seen to interrupts: until then one would end in a traceback.
"""

import gc
import os
import signal
import sys


def main() -> None:
    """Run the command line; what is plain is done without importing its framework."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else it is ignored, and stays so
        signal.signal(signal.SIGINT, _leave)
    gc.set_threshold(100_000, 20, 20)  # a start makes many objects, and all of them stay
    from quotes import __version__, shortcut
    from quotes.streams import guarded

    with guarded():
        if sys.argv[1:] in (["--version"], ["-V"]):
            print(f"quotes {__version__}")  # noqa: T201 - data, to stdout
            return
        code = shortcut.run(sys.argv[1:])
        if code is None:
            from quotes.cli import app

            app(prog_name="quotes")
    if code is not None:
        os._exit(code)  # all is flushed and closed; Python's own end would only free memory, piece by piece


def _leave(*_: object) -> None:
    """End at once: while modules are imported there is nothing to clean up, and an exception could be swallowed."""
    os._exit(130)  # Exit.INTERRUPTED, which would have to be imported


if __name__ == "__main__":
    main()
