"""The shape of the output: a format and the options that go with it.

What the command line says wins over `quotes.toml`: an option of the file that does not go with one of
the command line is dropped. Two options of the command line that clash are an error.
"""

from collections.abc import Collection
from typing import NamedTuple

from quotes.errors import UsageError
from quotes.render import Format, GroupBy

_ROWS = frozenset({Format.TABLE, Format.CSV, Format.XLSX})


class Shape(NamedTuple):
    """What was asked for; the fields are the parameters of the command.

    Attributes:
        format: The output's format.
        as_json: Whether `--json` was given.
        with_text: Whether results carry the article.
        items: Whether JSON Lines hold one item a line.
        bom: Whether CSV begins with a byte order mark.
        context: Code points of the text before and after an item.
        group_by: What a table is grouped by.
    """

    format: Format = Format.TABLE
    as_json: bool = False
    with_text: bool = False
    items: bool = False
    bom: bool = False
    context: int = 0
    group_by: GroupBy | None = None

    def clashes(self) -> dict[str, tuple[str, str]]:
        """Options that do not go with the format: by parameter, the option and what it goes with."""
        rows = self.format in _ROWS or (self.format is Format.JSONL and self.items)
        documents = self.format is Format.JSON or (self.format is Format.JSONL and not self.items)
        found = {
            "items": (
                self.items and self.format not in {Format.JSONL, Format.CSV, Format.XLSX},
                "--items",
                "--format jsonl, csv or xlsx",
            ),
            "bom": (self.bom and self.format is not Format.CSV, "--bom", "--format csv"),
            "context": (
                self.context and not rows,
                "--context",
                "--format table, csv or xlsx, or --format jsonl --items",
            ),
            "group_by": (self.group_by and self.format is not Format.TABLE, "--group-by", "--format table"),
            "with_text": (
                self.with_text and not documents,
                "--with-text",
                "--format json, or --format jsonl without --items",
            ),
        }
        return {name: (option, goes) for name, (wrong, option, goes) in found.items() if wrong}


def settled(asked: Shape, typed: Collection[str]) -> Shape:
    """The shape with options that fit each other.

    Args:
        asked: The options, wherever they come from.
        typed: The parameters that the command line has set; all others come from `quotes.toml` or from nobody.

    Raises:
        UsageError: Options of the command line do not fit each other.
    """
    if asked.as_json and "format" in typed and asked.format is not Format.JSON:
        if "as_json" in typed:
            raise UsageError(f"--json does not go with --format {asked.format}", hint="leave one of them out")
    elif asked.as_json:
        asked = asked._replace(format=Format.JSON)
    if "with_text" in typed and "items" not in typed:
        asked = asked._replace(items=False)
    if not {"format", "as_json"} & set(typed) and set(asked.clashes()) & set(typed):
        asked = asked._replace(format=Format.TABLE)
    clashes = asked.clashes()
    for name, (option, goes) in clashes.items():
        if name in typed:
            raise UsageError(f"{option} does not go with --format {asked.format}", hint=f"it goes with {goes}")
    nothing = Shape()
    return asked._replace(**{name: getattr(nothing, name) for name in clashes})
