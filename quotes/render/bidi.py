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

from quotes.later import later

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"

# Bidi controls of the text itself would unbalance ours; other control characters would steer the terminal.
_CONTROLS: re.Pattern[str] = later(
    re.compile, "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]"
)


def clean(text: str) -> str:
    """Text that is safe to show: no controls, newlines kept."""
    return _CONTROLS.sub(lambda each: " " if each[0] == "\t" else "", text)


class Cell:
    """Text in a table's cell: set flush right, and each line kept in its place on a terminal.

    Args:
        text: The text, or pieces of it each with its style.
        isolate: Whether a terminal that knows bidi shows it.
        visual: Whether the text is reordered here, for a terminal that does not; goes before `isolate`.
        opener: The isolate that fits the cell: RLI for Arabic text, LRI for figures with Arabic in them.
    """

    def __init__(self, *text: str | tuple[str, str], isolate: bool, visual: bool = False, opener: str = RLI) -> None:
        pieces = ((part, "") if isinstance(part, str) else part for part in text)
        self.text = Text.assemble(*((clean(part), style) for part, style in pieces))
        self.isolate = isolate
        self.visual = visual
        self.opener = opener

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self.text)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.text.wrap(console, options.max_width):
            line.rstrip()
            yield Segment(" " * (options.max_width - cell_len(line.plain)))
            if self.visual:
                yield Segment(reordered(line.plain), line.get_style_at_offset(console, 0) if line.plain else None)
            elif self.isolate and line.plain:
                yield Segment(self.opener)
                yield from line.render(console)
                yield Segment(PDI)
            else:
                yield from line.render(console)
            yield Segment.line()


def isolated(text: str, *, isolate: bool, visual: bool = False) -> str:
    """One line of unknown direction, safe beside other text."""
    shown = clean(text).replace("\n", " ")
    if visual:
        return reordered(shown)
    return f"{FSI}{shown}{PDI}" if isolate else shown


def reordered(line: str) -> str:
    """A line in the order and the letter forms in which it is painted, for terminals that know neither."""
    from arabic_reshaper import ArabicReshaper
    from bidi import get_display

    # ligatures would change the width that the cell was padded to
    shaped = ArabicReshaper({"support_ligatures": False, "delete_harakat": False}).reshape(line)
    return str(get_display(shaped))
