"""Tables for reading in a terminal, and what they come to: who spoke how often, claims by kind."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from quotes.model import Claim, Document, Quote
from quotes.render import Bidi, GroupBy, View
from quotes.render.bidi import LRI, RLI, Cell, isolated
from quotes.render.context import around
from quotes.render.wording import value

_UNKNOWN = "—"
_SPEAKERS = 20  # lines of the summary
_NARROW = 72  # columns of a terminal: in fewer, what belongs to an item stands below each other
_SHARES = {"document": 2, "who": 2, "quote": 5, "claim": 3, "about": 2}  # of the width that is left
_RIGHT = {"line", "who", "cue", "quote", "value", "claim", "about", "quotes", "claims"}

Items = list[tuple[Document, Quote | Claim]]


def render(documents: Iterable[Document], view: View) -> Iterator[bytes]:
    """Each document's quotes and claims, or those of each group over all documents; at the end the summary."""
    page = _Page(view)
    groups: dict[str, Items] = {}
    for document in documents:
        page.count(document)
        found: list[Quote | Claim] = [*document.quotes, *document.claims]
        items: Items = [(document, item) for item in found]
        if view.group_by is None:
            page.block(document.id or document.path or _UNKNOWN, items)
            yield page.taken()
        else:
            for each in items:
                groups.setdefault(_group(*each, view.group_by), []).append(each)
    for name, items in sorted(groups.items(), key=lambda each: (-len(each[1]), each[0])):
        page.block(name, items)
        yield page.taken()
    page.summary()
    yield page.taken()


def _group(document: Document, item: Quote | Claim, by: GroupBy) -> str:
    match by:
        case GroupBy.SPEAKER:
            return (item.name if isinstance(item, Quote) else item.said_by) or _UNKNOWN
        case GroupBy.KIND:
            return item.kind
        case GroupBy.FILE:
            return document.path or _UNKNOWN
        case GroupBy.OUTLET:
            return document.outlet or _UNKNOWN
        case GroupBy.RULE:
            return item.rule


class _Page:
    def __init__(self, view: View) -> None:
        self.view = view
        self.buffer = io.StringIO()
        self.console = Console(
            file=self.buffer,
            width=view.width,
            force_terminal=view.terminal,
            no_color=None if view.terminal else True,
            highlight=False,
            markup=False,
            emoji=False,
        )
        self.isolate = view.terminal and view.bidi is Bidi.AUTO
        self.narrow = view.width < _NARROW
        self.visual = view.terminal and view.bidi is Bidi.VISUAL
        self.documents = 0
        self.speakers: Counter[str] = Counter()
        self.numbers: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.claim_kinds: Counter[str] = Counter()

    def taken(self) -> bytes:
        text = self.buffer.getvalue()
        self.buffer.seek(0)
        self.buffer.truncate()
        if not self.view.terminal:  # cells are padded on the right; nobody needs the blanks in a pipe
            text = "".join(f"{line.rstrip()}\n" for line in text.splitlines())
        return text.encode("utf-8", "replace")

    def count(self, document: Document) -> None:
        self.documents += 1
        self.speakers.update(quote.name or _UNKNOWN for quote in document.quotes)
        self.numbers.update(claim.said_by or _UNKNOWN for claim in document.claims)
        self.kinds.update(quote.kind for quote in document.quotes)
        self.claim_kinds.update(claim.kind for claim in document.claims)

    def block(self, title: str, items: Items) -> None:
        quotes = [(document, item) for document, item in items if isinstance(item, Quote)]
        claims = [(document, item) for document, item in items if isinstance(item, Claim)]
        head = Text(self._line(title), style="bold")
        head.append(f"  {self._counts(len(quotes), len(claims))}", style="dim")
        self.console.print(
            head, soft_wrap=True
        )  # a name over two lines would open an isolate on one, close it on the other
        if quotes:
            self.console.print(self._quotes(quotes))
        if claims:
            self.console.print(self._claims(claims))
        if not items:
            self.console.print()

    def _counts(self, quotes: int, claims: int) -> str:
        parts = [_plural(quotes, "quote")] * self.view.quotes + [_plural(claims, "claim")] * self.view.claims
        return ", ".join(parts)

    def _quotes(self, quotes: list[tuple[Document, Quote]]) -> Table:
        table = self._items("line", "kind", "who", "cue", "quote")
        for document, quote in quotes:
            cue = quote.cue.text if quote.cue else None
            said = f"✗ {cue}" if quote.negated and cue else cue  # denied speech is no assertion
            cells = (self._cell(quote.name, "cyan"), self._cell(said), self._in_context(document, quote))
            self._add(table, document, quote, *cells)
        return table

    def _claims(self, claims: list[tuple[Document, Claim]]) -> Table:
        table = self._items("line", "kind", "who", "value", "claim", "about")
        for document, claim in claims:
            cells = (
                self._cell(claim.said_by, "cyan"),
                self._put((value(claim), "bold"), opener=LRI),
                self._in_context(document, claim),
                self._cell(claim.about or claim.counted),
            )
            self._add(table, document, claim, *cells)
        return table

    def _items(self, *names: str) -> Table:
        if self.narrow:
            return self._table("line", "claim" if "claim" in names else "quote")
        return self._table(*(["document"] if self.view.group_by else []), *names)

    def _add(self, table: Table, document: Document, item: Quote | Claim, *cells: Cell | Text) -> None:
        place = [self._line(document.id or _UNKNOWN)] if self.view.group_by else []
        if self.narrow:
            known = (cell for cell in cells if isinstance(cell, Cell))
            table.add_row(str(item.line), Group(*place, Text(item.kind, style="dim"), *known))
        else:
            table.add_row(*place, str(item.line), item.kind, *cells)

    def _table(self, *names: str) -> Table:
        wide = self.view.terminal and "line" in names
        table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, expand=wide)
        for name in names:
            table.add_column(
                name,
                justify="right" if name in _RIGHT else "left",
                ratio=_SHARES.get(name),
                no_wrap=name in {"line", "kind"},
                overflow="fold",
            )
        return table

    def _cell(self, text: str | None, style: str = "") -> Cell | Text:
        if not text:
            return Text(_UNKNOWN, style="dim", justify="right")
        return self._put((text, style))

    def _put(self, *pieces: tuple[str, str], opener: str = RLI) -> Cell:
        return Cell(*pieces, isolate=self.isolate, visual=self.visual, opener=opener)

    def _line(self, text: str) -> str:
        return isolated(text, isolate=self.isolate, visual=self.visual)

    def _in_context(self, document: Document, item: Quote | Claim) -> Cell:
        if not self.view.context:
            return self._put((item.text, ""))
        before, after = around(document, item, self.view.context)
        marked = (item.text, "bold") if self.view.terminal else (f"[{item.text}]", "")
        return self._put((before, "dim"), marked, (after, "dim"))

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
