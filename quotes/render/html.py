"""One self-contained right-to-left page: articles with their marks, who said what, which numbers.

Articles are written as they come; the indexes at the end need a line in memory for each item.
Nothing is loaded from anywhere, and the page's own policy forbids it.
"""

import base64
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from quotes.digest import sha256
from quotes.model import Claim, Document, Quote
from quotes.render import View
from quotes.render.labels import CHANGES, CONFIDENCES, DENIED, KINDS, MODIFIERS, NUMBER, SOURCES, UNKNOWN, WRITER
from quotes.render.segments import Mark, Segment, lines
from quotes.render.textlink import is_web, passage_link
from quotes.render.wording import value

_HERE = Path(__file__).parent
_GOLDEN_ANGLE = 137.508  # degrees; neighbours in this sequence of hues stay far apart


def render(documents: Iterable[Document], view: View) -> Iterator[bytes]:
    """The page, article by article."""
    page = _Page(view)
    yield page.head().encode()
    for document in documents:
        yield page.article(document).encode("utf-8", "replace")
    yield page.tail().encode("utf-8", "replace")


class _Page:
    def __init__(self, view: View) -> None:
        self.view = view
        self.script = (_HERE / "report.js").read_text(encoding="utf-8")
        self.documents = 0
        self.anchors: dict[str, int] = {}
        self.colours: dict[str, int] = {}  # names in the order of their appearance
        self.articles: list[str] = []
        self.speakers: dict[str, list[str]] = {}
        self.claims: list[str] = []

    def head(self) -> str:
        style = (_HERE / "report.css").read_text(encoding="utf-8")
        digest = base64.b64encode(sha256(self.script.encode()).digest()).decode()
        quotes = '<a href="#speakers">القائلون</a> ' if self.view.quotes else ""
        claims = '<a href="#numbers">الأرقام</a> ' if self.view.claims else ""
        keys = [(f"quote {kind}", KINDS[kind]) for kind in ("direct", "mixed", "indirect")] * self.view.quotes
        keys += [("quote negated", DENIED)] * self.view.quotes + [("claim", NUMBER)] * self.view.claims
        legend = "".join(f'<li><mark class="{role}">{label}</mark></li>' for role, label in keys)
        return f"""<!doctype html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'">
<title>من قال ماذا</title>
<style>
{style}</style>
</head>
<body id="top">
<header>
<h1><a href="#top">من قال ماذا</a></h1>
<nav><a href="#articles">المقالات</a> {quotes}{claims}</nav>
<form id="filters" hidden>
<input type="search" name="words" placeholder="ابحث في الأقوال والأرقام" aria-label="ابحث">
<select name="who" aria-label="القائل"><option value="">كل القائلين</option></select>
<select name="kind" aria-label="النوع"><option value="">كل الأنواع</option></select>
<output></output>
</form>
</header>
<ul class="legend">{legend}</ul>
<main>
"""

    def article(self, document: Document) -> str:
        self.documents += 1
        found: list[Quote | Claim] = [*document.quotes, *document.claims]
        items = sorted(found, key=lambda item: (item.start, -item.end))
        anchors = {item.id: self._anchor(item.id) for item in items}
        cards = "".join(self._card(document, item, anchors) for item in items)
        body = "".join(
            f'<p dir="auto">{"".join(self._segment(piece, anchors) for piece in line)}</p>\n'
            for line in lines(document.text or "", list(_marks(document)))
        )
        counts = [f"الأقوال: {len(document.quotes)}"] * self.view.quotes
        counts += [f"الأرقام: {len(document.claims)}"] * self.view.claims
        told = f"{_provenance(document)}<span>{' · '.join(counts)}</span>"
        self.articles.append(f"<li>{self._link()}<bdi>{_title(document)}</bdi></a> <small>{told}</small></li>")
        return f"""<article id="d-{self.documents}">
<h2 title="{escape(_made(document))}"><bdi>{_title(document)}</bdi></h2>
<p class="about">{told}</p>
<div class="sides"><div class="text">
{body}</div>
<ol class="cards">
{cards}</ol></div>
</article>
"""

    def _link(self) -> str:
        """The start of a link to the article that is being written."""
        return f'<a href="#d-{self.documents}">'

    def _segment(self, piece: Segment, anchors: dict[str, str]) -> str:
        if not piece.marks:
            return escape(piece.text)
        items = dict.fromkeys(anchors[mark.item] for mark in reversed(piece.marks))
        roles = dict.fromkeys(mark.role for mark in piece.marks)
        # one element has one id; of two items that begin together the outer one's goes to an empty anchor
        *outer, own = [f' id="{anchors[mark.item]}"' for mark in piece.begins] or [""]
        before = "".join(f"<a{name}></a>" for name in outer)
        hue = self._colour(next((mark.who for mark in piece.marks if mark.role != "claim"), None))
        return (
            f'{before}<mark{own} class="{" ".join(roles)}" data-i="{" ".join(items)}"{hue}>{escape(piece.text)}</mark>'
        )

    def _colour(self, name: str | None) -> str:
        if name is None:
            return ""
        number = self.colours.setdefault(name, len(self.colours))
        return f' style="--hue:{number * _GOLDEN_ANGLE % 360:.0f}"'

    def _anchor(self, id: str) -> str:
        """The item's id; on a page of many articles the same words can come again."""
        count = self.anchors[id] = self.anchors.get(id, 0) + 1
        return id if count == 1 else f"{id}-{count}"

    def _card(self, document: Document, item: Quote | Claim, anchors: dict[str, str]) -> str:
        anchor = anchors[item.id]
        if isinstance(item, Quote):
            who, said_by, amount = item.name, item.name or UNKNOWN, ""
            facts = _quote_facts(item)
            self.speakers.setdefault(said_by, []).append(
                f'<li id="in-{anchor}" data-i="{anchor}"><a href="#{anchor}" dir="auto">{escape(item.text)}</a>'
                f" <small>{self._link()}<bdi>{_title(document)}</bdi></a></small></li>"
            )
        else:
            who, said_by, amount = item.said_by, item.said_by or WRITER, value(item)
            facts = _claim_facts(item)
            self.claims.append(self._row(document, item, anchor))
        told = "".join(f"<dt>{label}</dt><dd><bdi>{escape(fact)}</bdi></dd>" for label, fact in facts if fact)
        link = passage_link(document.url, document.text, item.start, item.end)
        source = f' <a href="{escape(link)}" rel="noreferrer noopener" target="_blank">في المصدر</a>' if link else ""
        what = "quote" if isinstance(item, Quote) else "claim"
        return f"""<li id="card-{anchor}" class="{what}" data-who="{escape(who or "")}" data-kind="{item.kind}"{self._colour(who)}>
<p><b><bdi>{escape(said_by)}</bdi></b> <i>{KINDS[item.kind]}</i> <bdi dir="ltr">{escape(amount)}</bdi></p>
<blockquote dir="auto">{escape(item.text)}</blockquote>
<footer><details><summary>تفاصيل</summary><dl>{told}</dl></details> <a href="#{anchor}">في النص</a> <a href="#in-{anchor}">في الفهرس</a>{source}</footer>
</li>
"""

    def _row(self, document: Document, claim: Claim, anchor: str) -> str:
        amount = claim.value if claim.value is not None else claim.low
        cells = [
            f"<td><bdi>{escape(claim.said_by or WRITER)}</bdi></td>",
            f"<td>{KINDS[claim.kind]}</td>",
            f'<td data-value="{"" if amount is None else amount}"><bdi dir="ltr">{escape(value(claim))}</bdi></td>',
            f'<td><a href="#{anchor}" dir="auto">{escape(claim.text)}</a></td>',
            f"<td><bdi>{escape(claim.about or claim.counted or '')}</bdi></td>",
            f"<td>{self._link()}<bdi>{_title(document)}</bdi></a></td>",
        ]
        return f'<tr id="in-{anchor}" data-i="{anchor}">{"".join(cells)}</tr>\n'

    def tail(self) -> str:
        parts = ["</main>\n"]
        parts.append(f'<section id="articles"><h2>المقالات</h2><ol>\n{"".join(self.articles)}</ol></section>\n')
        if self.view.quotes:
            groups = sorted(self.speakers.items(), key=lambda each: -len(each[1]))
            parts.append('<section id="speakers"><h2>القائلون</h2>\n')
            parts.extend(
                f"<details{self._colour(name if name != UNKNOWN else None)}><summary><b><bdi>{escape(name)}</bdi></b> {len(said)}</summary>"
                f"<ul>{''.join(said)}</ul></details>\n"
                for name, said in groups
            )
            parts.append("</section>\n")
        if self.view.claims:
            heads = "".join(
                f'<th scope="col"><button type="button">{name}</button></th>'
                for name in ("القائل", "النوع", "القيمة", "كما ورد", "عمّ", "المقال")
            )
            parts.append(
                f'<section id="numbers"><h2>الأرقام</h2><div class="wide"><table><thead><tr>{heads}</tr></thead>\n'
                f"<tbody>\n{''.join(self.claims)}</tbody></table></div></section>\n"
            )
        parts.append(f'<aside id="panel" hidden></aside>\n<script>{self.script}</script>\n</body>\n</html>\n')
        return "".join(parts)


def _marks(document: Document) -> Iterator[Mark]:
    for quote in document.quotes:
        role = f"quote {quote.kind}{' negated' if quote.negated else ''}"
        yield Mark(quote.start, quote.end, role, quote.id, quote.name, opens=True)
        for part, span in (("cue", quote.cue), ("speaker", quote.speaker), ("via", quote.via)):
            if span:
                yield Mark(span.start, span.end, part, quote.id, quote.name)
    for claim in document.claims:
        yield Mark(claim.start, claim.end, "claim", claim.id, claim.said_by, opens=True)


def _title(document: Document) -> str:
    return escape(document.title or document.id or "")


def _provenance(document: Document) -> str:
    parts = [f"<bdi>{escape(part)}</bdi>" for part in (document.outlet, document.date) if part]
    if is_web(document.url):
        parts.append(f'<a href="{escape(document.url or "")}" rel="noreferrer noopener" target="_blank">المصدر</a>')
    if document.title:  # else the id stands in its place
        parts.append(f'<span dir="ltr">{escape(document.id or "")}</span>')
    return "".join(f"{part} " for part in parts)


def _made(document: Document) -> str:
    """From what, and by what: enough to tell whether two reports say the same of the same text."""
    packs = ", ".join(f"{name} {digest}" for name, digest in document.tool.packs.items())
    return f"sha256 {document.sha256}; quotes {document.tool.version}; {packs}"


def _quote_facts(quote: Quote) -> list[tuple[str, str | None]]:
    cue = quote.cue.text if quote.cue else None
    return [
        ("فعل القول", f"{cue} (منفي)" if cue and quote.negated else cue),
        ("كما ورد", quote.speaker.text if quote.speaker else None),
        ("الصفة", quote.role),
        ("المصدر", SOURCES.get(quote.source or "")),
        ("عبر", quote.via.text if quote.via else None),
        ("القاعدة", quote.rule),
        ("الثقة", CONFIDENCES[quote.confidence]),
    ]


def _claim_facts(claim: Claim) -> list[tuple[str, str | None]]:
    return [
        ("القيمة", value(claim)),
        ("المعدود", claim.counted),
        ("عمّ", claim.about),
        ("التقدير", MODIFIERS.get(claim.modifier or "")),
        ("التغير", CHANGES.get(claim.change or "")),
        ("منفي", "نعم" if claim.negated else None),
        ("القاعدة", claim.rule),
        ("الثقة", CONFIDENCES[claim.confidence]),
    ]
