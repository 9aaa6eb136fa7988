"""Tables for reading in a terminal, and what they come to: who spoke how often, claims by kind."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from quotes.model import Claim, Document, Quote
from quotes.render import View
from quotes.render.bidi import Cell, clean
from quotes.render.wording import value

_UNKNOWN = "—"
_SPEAKERS = 20  # lines of the summary


def render(documents: Iterable[Document], view: View) -> Iterator[bytes]:
    """For each document its quotes and its claims; at the end the summary."""
    page = _Page(view)
    for document in documents:
        page.document(document)
        yield page.taken()
    page.summary()
    yield page.taken()


class _Page:
    def __init__(self, view: View) -> None:
        self.view = view
        self.console = Console(
            file=io.StringIO(),
            width=view.width,
            force_terminal=view.terminal,
            no_color=None if view.terminal else True,
            highlight=False,
            markup=False,
            emoji=False,
        )
        self.documents = 0
        self.speakers: Counter[str] = Counter()
        self.numbers: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.claim_kinds: Counter[str] = Counter()

    def taken(self) -> bytes:
        buffer = self.console.file
        assert isinstance(buffer, io.StringIO)
        text = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        # rich pads cells on the right; nobody needs the blanks in a pipe
        lines = text.splitlines(keepends=True) if self.view.terminal else [f"{x.rstrip()}\n" for x in text.splitlines()]
        return "".join(lines).encode("utf-8", "replace")

    def document(self, document: Document) -> None:
        self.documents += 1
        self.speakers.update(quote.name or _UNKNOWN for quote in document.quotes)
        self.numbers.update(claim.said_by or _UNKNOWN for claim in document.claims)
        self.kinds.update(quote.kind for quote in document.quotes)
        self.claim_kinds.update(claim.kind for claim in document.claims)
        head = Text(clean(document.id or document.path or _UNKNOWN), style="bold")
        head.append(f"  {self._counts(len(document.quotes), len(document.claims))}", style="dim")
        self.console.print(head)
        if document.quotes:
            self.console.print(self._quotes(document.quotes))
        if document.claims:
            self.console.print(self._claims(document.claims))
        if not document.quotes and not document.claims:
            self.console.print()

    def _counts(self, quotes: int, claims: int) -> str:
        parts = [_plural(quotes, "quote")] * self.view.quotes + [_plural(claims, "claim")] * self.view.claims
        return ", ".join(parts)

    def _quotes(self, quotes: tuple[Quote, ...]) -> Table:
        table = self._table("line", "kind", "who", "cue", "quote")
        for quote in quotes:
            cue = quote.cue.text if quote.cue else None
            said = f"✗ {cue}" if quote.negated and cue else cue  # denied speech is no assertion
            table.add_row(
                str(quote.line), quote.kind, self._cell(quote.name, "cyan"), self._cell(said), self._cell(quote.text)
            )
        return table

    def _claims(self, claims: tuple[Claim, ...]) -> Table:
        table = self._table("line", "kind", "who", "value", "claim", "about")
        for claim in claims:
            table.add_row(
                str(claim.line),
                claim.kind,
                self._cell(claim.said_by, "cyan"),
                Text(clean(value(claim)), style="bold"),
                self._cell(claim.text),
                self._cell(claim.about or claim.counted),
            )
        return table

    def _table(self, *names: str) -> Table:
        table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, expand=self.view.terminal)
        shares = {"who": 2, "quote": 5, "claim": 3, "about": 2}
        for name in names:
            numeric = name in {"line", "value", "quotes", "claims"}
            table.add_column(
                name,
                justify="right" if numeric or name in shares or name == "cue" else "left",
                ratio=shares.get(name),
                no_wrap=name in {"line", "kind"},
                overflow="fold",
            )
        return table

    def _cell(self, text: str | None, style: str = "") -> RenderableType:
        return (
            Cell(text, isolate=self.view.terminal, style=style)
            if text
            else Text(_UNKNOWN, style="dim", justify="right")
        )

    def summary(self) -> None:
        total = self._counts(self.kinds.total(), self.claim_kinds.total())
        self.console.print(Text(f"{_plural(self.documents, 'document')}: {total}", style="bold"))
        for label, counts in (("quotes", self.kinds), ("claims", self.claim_kinds)):
            if counts:
                parts = ", ".join(f"{kind} {count}" for kind, count in counts.most_common())
                self.console.print(f"{label}: {parts}")
        speakers = self.speakers + self.numbers
        if not speakers:
            return
        table = self._table("who", *(["quotes"] * self.view.quotes), *(["claims"] * self.view.claims))
        for name in sorted(speakers, key=lambda each: (-self.speakers[each], -self.numbers[each], each))[:_SPEAKERS]:
            row = [str(self.speakers[name])] * self.view.quotes + [str(self.numbers[name])] * self.view.claims
            table.add_row(self._cell(None if name == _UNKNOWN else name, "cyan"), *row)
        self.console.print(table)
        if len(speakers) > _SPEAKERS:
            self.console.print(f"and {len(speakers) - _SPEAKERS} more", style="dim")


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
