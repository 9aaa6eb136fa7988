"""HTML -> the article's text and metadata.

The basic reader takes the paragraphs of the longest `<article>` (of `<main>`, of the page), without
navigation, forms and lists of links. Offsets of results count in the text it makes, one line a
block; `--with-text` shows that text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from quotes.errors import InputError
from quotes.inputs.article import Article
from quotes.inputs.decode import decode, scrub
from quotes.later import later

_DECLARED = later(re.compile, rb"""<meta[^>]{1,200}?charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
_SPACE = later(re.compile, r"[ \t\r\n\f]+")  # what HTML collapses; a no-break space stays

_SILENT = frozenset("script style noscript template svg math iframe object select button textarea title".split())
_ASIDE = frozenset("nav aside footer form menu dialog".split())
_BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6"
    " header hr li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_PROSE = frozenset("p h1 h2 h3 h4 h5 h6 blockquote".split())

_TITLES = ("og:title", "twitter:title")
_DATES = ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate")
_URLS = ("og:url",)
_OUTLETS = ("og:site_name", "application-name", "dc.publisher")


def read_page(name: str, data: bytes, reader: str, encoding: str | None, note: Callable[[str], None]) -> Article:
    """The article of one page.

    Raises:
        InputError: It cannot be decoded, or no text was found in it.
    """
    declared = _DECLARED.search(data[:4096])
    html = decode(data, name, encoding, note, declared[1].decode("ascii") if declared else None)
    article = _by_trafilatura(html, name) if reader == "trafilatura" else _by_parser(html, name)
    if not article.text.strip():
        raise InputError(
            "no article text found in this page",
            where=name,
            hint="save the text as .txt, or try the other --html-reader",
        )
    return article


@dataclass(slots=True)
class _Block:
    """One line of text to be."""

    tag: str
    article: int  # which outermost <article>, 0 for none
    main: bool
    aside: bool
    linked: int = 0  # characters inside links
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        lines = "".join(self.parts).split("\0")
        return "\n".join(filter(None, (_SPACE.sub(" ", line).strip(" ") for line in lines)))


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = []
        self.meta: dict[str, str] = {}
        self.open: list[str] = []
        self.articles = 0
        self.title: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._add("\0")
        self._note(tag, {key: value or "" for key, value in attrs})
        if tag not in _VOID:
            self.open.append(tag)
            if tag == "article" and self.open.count("article") == 1:
                self.articles += 1
        if tag in _BLOCKS:
            self._start(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:  # closes what was left open inside it, too
            while self.open.pop() != tag:
                pass
        if tag in _BLOCKS:
            self._start(next((each for each in reversed(self.open) if each in _BLOCKS), "body"))

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "title" and "svg" not in self.open:
            self.title.append(data)
        if not _SILENT.intersection(self.open):
            self._add(data)

    def _add(self, data: str) -> None:
        if not self.blocks:
            self._start("body")
        block = self.blocks[-1]
        block.parts.append(data)
        if "a" in self.open:
            block.linked += len(data.strip())

    def _start(self, tag: str) -> None:
        self.blocks.append(
            _Block(
                tag,
                article=self.articles if "article" in self.open else 0,
                main="main" in self.open,
                aside=not _ASIDE.isdisjoint(self.open),
            )
        )

    def _note(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "meta":
            key = attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or ""
            self.meta.setdefault(key.lower(), attrs.get("content", ""))
        elif tag == "link" and attrs.get("rel", "").lower() == "canonical":
            self.meta.setdefault("og:url", attrs.get("href", ""))
        elif tag == "time" and attrs.get("datetime"):
            self.meta.setdefault("date", attrs["datetime"])

    def first(self, keys: tuple[str, ...]) -> str | None:
        return next((self.meta[key].strip() for key in keys if self.meta.get(key, "").strip()), None)


def _by_parser(html: str, name: str) -> Article:
    page = _Page()
    page.feed(html)
    page.close()
    title = page.first(_TITLES) or _SPACE.sub(" ", "".join(page.title)).strip() or None
    return Article(
        text=scrub("\n".join(_article_lines(page.blocks))),
        id=name,
        path=name,
        title=title,
        date=page.first(_DATES),
        url=page.first(_URLS),
        outlet=page.first(_OUTLETS),
    )


def _article_lines(blocks: list[_Block]) -> list[str]:
    """The lines of the article; where nothing is left of a page, its cuts were wrong and all is taken."""
    kept = [block for block in blocks if block.text and not block.aside and not _is_links(block)]
    if not kept:
        return [block.text for block in blocks if block.text]
    sizes: dict[int, int] = {}
    for block in kept:
        sizes[block.article] = sizes.get(block.article, 0) + len(block.text)
    longest = max((number for number in sizes if number), key=lambda number: sizes[number], default=0)
    if longest and sizes[longest] * 3 >= sum(sizes.values()):  # a page of teasers has many small ones
        return [block.text for block in kept if block.article == longest]
    if any(block.main for block in kept):
        return [block.text for block in kept if block.main]
    return [block.text for block in kept]


def _is_links(block: _Block) -> bool:
    return block.tag not in _PROSE and block.linked * 2 > len(block.text)


def _by_trafilatura(html: str, name: str) -> Article:
    from trafilatura import bare_extraction

    found = bare_extraction(html, with_metadata=True, include_comments=False, include_tables=False)
    if found is None:
        return Article(text="", id=name, path=name)
    return Article(
        text=scrub(found.text or ""),
        id=name,
        path=name,
        title=found.title or None,
        date=found.date or None,
        url=found.url or None,
        outlet=found.sitename or None,
    )
