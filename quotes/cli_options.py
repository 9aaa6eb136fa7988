"""Options that several commands have, each said once: what the input is, and which rules apply."""

from pathlib import Path
from typing import Annotated

import typer

from quotes.inputs.sniff import Kind

From = Annotated[
    Kind | None,
    typer.Option("--from", help="What the input is, where its name does not tell.", show_default=False),
]
Field = Annotated[
    str | None,
    typer.Option("--field", metavar="NAME", help="Field or column with the text. [default: text]", show_default=False),
]
Encoding = Annotated[
    str | None, typer.Option("--encoding", metavar="NAME", help="Of input that is not UTF-8.", show_default=False)
]
HtmlReader = Annotated[
    str, typer.Option("--html-reader", metavar="basic|trafilatura", help="Separates article from page.")
]
Added = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="DIR", help="A further rule pack; may be repeated.", show_default=False),
]
Ours = Annotated[bool, typer.Option("--default-rules/--no-default-rules", help="Use our rules.")]
