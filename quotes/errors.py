"""What can go wrong, and the exit code each error leads to.

    QuotesError
    ├── UsageError      2   the command line asks for something that cannot be done
    ├── InputError      3   a document cannot be read, decoded or processed
    ├── OutputError     3   the result cannot be written
    └── RulesError      4   a rule file is invalid; nothing is extracted

Every error says what happened, where, and how to mend it. Only the command line turns one into
text and an exit code; the library raises.
"""

from enum import IntEnum
from typing import ClassVar


class Exit(IntEnum):
    """Exit codes of the command line."""

    OK = 0  # ran; an empty result is a result
    NO = 1  # the question asked was answered "no"
    USAGE = 2
    INPUT = 3  # some input could not be read or processed; the rest was printed
    RULES = 4
    INTERRUPTED = 130


class QuotesError(Exception):
    """Base of all errors of this package.

    Args:
        message: What happened, one sentence without a full stop.
        where: The place, such as `a.txt`, `a.jsonl:7` or `rules/ar/cues.toml:12:8`.
        hint: How to mend it, where that is known.
        excerpt: Lines of source with a caret under the fault, where that helps.
    """

    exit: ClassVar[Exit] = Exit.NO

    def __init__(
        self, message: str, *, where: str | None = None, hint: str | None = None, excerpt: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint
        self.excerpt = excerpt

    def __str__(self) -> str:
        head = f"{self.where}: {self.message}" if self.where else self.message
        return "\n".join(part for part in (head, self.excerpt, self.hint and f"  hint: {self.hint}") if part)


class UsageError(QuotesError):
    """The command line asks for something that cannot be done."""

    exit = Exit.USAGE


class InputError(QuotesError):
    """A document cannot be read, decoded or processed."""

    exit = Exit.INPUT


class OutputError(QuotesError):
    """The result cannot be written."""

    exit = Exit.INPUT


class RulesError(QuotesError):
    """A rule file is invalid."""

    exit = Exit.RULES

    def __init__(
        self,
        message: str,
        *,
        code: str = "E000",
        where: str | None = None,
        hint: str | None = None,
        excerpt: str | None = None,
    ) -> None:
        super().__init__(message, where=where, hint=hint, excerpt=excerpt)
        self.code = code
