"""A TOML file of the user's: read whole, or a clear error."""

from pathlib import Path
from typing import Any

from quotes.errors import UsageError


def read_toml(path: Path, what: str = "TOML") -> dict[str, Any]:
    """What a file says.

    Args:
        path: The file, in UTF-8.
        what: What it should be, for the error.

    Raises:
        UsageError: It cannot be read, or is no TOML.
    """
    import tomllib  # few runs read one

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"not {what}: {error}", where=str(path)) from None
    except (ValueError, RecursionError):  # Python's own limits
        hint = "shorten its numbers, and put fewer arrays or tables in each other"
        raise UsageError(f"not {what} that can be read", where=str(path), hint=hint) from None
