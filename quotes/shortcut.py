"""The plainest command lines, read without the framework, whose import takes longer than an article.

    quotes extract|speech|claims PATHS… [--json | --format FORMAT]

All others are the command line's, wrong usage included; for these it does the same.
"""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quotes.errors import Exit, QuotesError

if TYPE_CHECKING:
    from quotes.job import Job

_FINDERS = {"extract": (True, True), "speech": (True, False), "claims": (False, True)}  # quotes, claims


def job(arguments: Sequence[str]) -> "Job | None":
    """What a command line asks for; None where it is not that plain, or a project has defaults.

    Raises:
        UsageError: What was asked for cannot be done.
    """
    if not arguments or arguments[0] not in _FINDERS or "_QUOTES_COMPLETE" in os.environ:
        return None
    paths, formats = [], []
    rest = iter(arguments[1:])
    for each in rest:
        if each == "--json":
            formats.append("json")
        elif each in ("--format", "-f"):
            formats.append(next(rest, ""))
        elif each == "-" or not each.startswith("-"):
            paths.append(each)
        else:
            return None
    if not paths or len(formats) > 1:
        return None

    from pathlib import Path

    from quotes import config
    from quotes.job import Job, view
    from quotes.render import Bidi, Format
    from quotes.shape import Shape

    format = next(iter(formats), Format.TABLE)
    if format not in set(Format) or config.find(Path.cwd()) is not None:
        return None
    shape = Shape(Format(format))
    quotes, claims = _FINDERS[arguments[0]]
    shown = view(shape, None, quotes=quotes, claims=claims, bidi=Bidi.AUTO)
    return Job(paths=tuple(paths), format=shape.format, view=shown)


def run(arguments: Sequence[str]) -> Exit | None:
    """Do what a command line asks for; None where that is the framework's to find out."""
    try:
        if (asked := job(arguments)) is None:
            return None
        from quotes.job import run

        return run(asked)
    except QuotesError as error:
        from quotes.report import one_line

        sys.stderr.write(f"{one_line(error)}\n")
        return error.exit
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
