"""What a run tells on standard error: problems, notes, progress."""

import re
import sys
from time import monotonic

from quotes.errors import QuotesError, RulesError
from quotes.later import later

_NOTES = 20  # of one run; a file without ids would fill the screen
# not tabs and newlines
_CONTROLS = later(re.compile, "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_EVERY = 0.2  # seconds between two updates of the progress line


class Report:
    """Lines on standard error; progress only where a person watches and the results go elsewhere."""

    def __init__(self, *, progress: bool, size: int | None = None) -> None:
        """Begin.

        Args:
            progress: Whether somebody watches.
            size: Bytes of all inputs, where that is known: what the time left is reckoned from.
        """
        self.problems = 0
        self._documents = 0
        self._notes = 0
        self._progress = progress
        self._size = size
        self._read = 0
        self._began = self._shown = monotonic()
        self._line = ""

    def problem(self, error: QuotesError) -> None:
        """One line: what, where, how to mend it."""
        self.problems += 1
        self._write(one_line(error))

    def note(self, text: str) -> None:
        """A remark that is no error."""
        self._notes += 1
        if self._notes <= _NOTES:
            self._write(f"note: {text}")
        elif self._notes == _NOTES + 1:
            self._write("note: there is more of this kind")

    def read(self, size: int) -> None:
        """So many bytes of the inputs are read."""
        self._read = size

    def progress(self, documents: int, items: int) -> None:
        """The state of a long run, on a line that the next one overwrites."""
        self._documents = documents
        if self._progress and monotonic() - self._shown > _EVERY:
            self._shown = monotonic()
            spent = self._shown - self._began
            self._line = (
                f"{documents:,} documents, {items:,} items, {documents / spent:,.0f} a second{self._left(spent)}"
            )
            sys.stderr.write(f"\r{self._line}\x1b[K")
            sys.stderr.flush()

    def _left(self, spent: float) -> str:
        if not self._size or not self._read:
            return ""
        part = min(self._read / self._size, 1)
        seconds = round(spent / part - spent)
        return f", {part:.0%}, {seconds // 60}:{seconds % 60:02} left"

    def interrupted(self, output: str | None) -> None:
        """How far a run came that was stopped."""
        done = "1 document" if self._documents == 1 else f"{self._documents:,} documents"
        kept = f"; {output} is left as it was" if output not in {None, "-"} else ""
        self._write(f"note: interrupted after {done}{kept}")

    def done(self) -> None:
        """Take the progress line away."""
        if self._line:
            sys.stderr.write("\r\x1b[K")
            self._line = ""

    def _write(self, text: str) -> None:
        self.done()
        sys.stderr.write(f"{visible(text)}\n")
        sys.stderr.flush()


def one_line(error: QuotesError) -> str:
    """`error: WHERE: what it is; how to mend it`, with the code and the excerpt of a rule file."""
    where = f"{error.where}: " if error.where else ""
    hint = f"; {error.hint}" if error.hint else ""
    excerpt = f"\n{error.excerpt}" if error.excerpt else ""
    code = f"{error.code} " if isinstance(error, RulesError) else ""
    return visible(f"error: {where}{code}{error.message}{hint}{excerpt}")


def visible(text: str) -> str:
    """A message whose control characters are written out: names and data in it must not steer a terminal."""
    shown: str = _CONTROLS.sub(lambda each: each[0].encode("unicode_escape").decode("ascii"), text)
    return shown
