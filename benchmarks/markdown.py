"""Pieces of the page."""

from collections.abc import Iterator


def section(title: str, text: str, *columns: str) -> Iterator[str]:
    """A heading, what is measured and how to read it, and the head of the table that follows."""
    yield from ("", f"## {title}", "", text.strip(), "", row(*columns), row(*["---"] * len(columns)))


def row(*cells: str) -> str:
    """A row of a table."""
    return f"| {' | '.join(cells)} |"


def note(text: str) -> Iterator[str]:
    """A paragraph."""
    yield from ("", text)


def ratio(value: float) -> str:
    """A ratio to two digits."""
    return f"{float(f'{value:.2g}'):g}"
