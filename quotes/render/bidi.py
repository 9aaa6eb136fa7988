"""Arabic in the cells of a terminal.

A terminal that knows the bidi algorithm joins neighbouring Arabic cells into one right-to-left run
and swaps them. An isolate round each physical line keeps every cell in its place; it must be put
there after wrapping, or a wrapped cell opens on one line and closes on another.
"""

import re

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.text import Text

RLI, PDI = "\u2067", "\u2069"

# Bidi controls of the text itself would unbalance ours; other control characters would steer the terminal.
_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def clean(text: str) -> str:
    """Text that is safe to show: no controls, newlines kept."""
    return _CONTROLS.sub(lambda each: " " if each[0] == "\t" else "", text)


class Cell:
    """Arabic text in a table's cell: set flush right, and isolated line by line where wanted."""

    def __init__(self, text: str, *, isolate: bool, style: str = "") -> None:
        self.text = Text(clean(text), style=style)
        self.isolate = isolate

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self.text)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        style = console.get_style(self.text.style)
        for line in self.text.wrap(console, width):
            plain = line.plain.rstrip()
            yield Segment(" " * (width - cell_len(plain)))
            yield Segment(f"{RLI}{plain}{PDI}" if self.isolate else plain, style)
            yield Segment.line()
