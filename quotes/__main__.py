"""`quotes` and `python -m quotes`: the front door."""

import sys

from quotes import __version__
from quotes.errors import Exit
from quotes.streams import guarded


def main() -> None:
    """Run the command line; `--version` is answered before the command line is even imported."""
    with guarded():
        if sys.argv[1:] in (["--version"], ["-V"]):
            print(f"quotes {__version__}")  # noqa: T201 - data, to stdout
            return
        try:
            from quotes.cli import app

            app(prog_name="quotes")
        except KeyboardInterrupt:  # between two commands' worth of imports
            sys.exit(Exit.INTERRUPTED)


if __name__ == "__main__":
    main()
