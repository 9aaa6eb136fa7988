"""`quotes` and `python -m quotes`: the front door.

Nothing is imported before `main` has seen to interrupts: until then one would end in a traceback.
"""

import os
import signal
import sys


def main() -> None:
    """Run the command line; `--version` is answered before the command line is even imported."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else it is ignored, and stays so
        signal.signal(signal.SIGINT, _leave)
    from quotes import __version__
    from quotes.streams import guarded

    with guarded():
        if sys.argv[1:] in (["--version"], ["-V"]):
            print(f"quotes {__version__}")  # noqa: T201 - data, to stdout
            return
        from quotes.cli import app

        app(prog_name="quotes")


def _leave(*_: object) -> None:
    """End at once: while modules are imported there is nothing to clean up, and an exception could be swallowed."""
    os._exit(130)  # Exit.INTERRUPTED, which would have to be imported


if __name__ == "__main__":
    main()
