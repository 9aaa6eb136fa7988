"""The HTML report: whole, safe, self-contained, and every link in it leads somewhere."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st

from quotes.render import View
from quotes.render.html import render
from quotes.render.segments import Mark, lines
from quotes.render.textlink import passage_link

URL = "https://example.org/news/1"


class Reader(HTMLParser):
    """What a browser would make of the page."""

    def __init__(self):
        super().__init__()
        self.ids = []
        self.tags = []
        self.links = []
        self.loads = []
        self.texts = []
        self.within = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append((tag, attrs))
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if tag == "a" and "href" in attrs:
            self.links.append(attrs["href"])
        self.loads += [attrs[each] for each in ("src", "srcset", "data", "action", "poster") if each in attrs]
        if tag == "link":
            self.loads.append(attrs.get("href"))
        if tag == "div" and attrs.get("class") == "text":
            self.texts.append("")
            self.within.append(tag)
        elif self.within and tag == "div":
            self.within.append(tag)

    def handle_endtag(self, tag):
        if self.within and tag == "div":
            self.within.pop()

    def handle_data(self, data):
        if self.within:
            self.texts[-1] += data


def read(*documents, **view):
    html = b"".join(render(documents, View(**view))).decode("utf-8")
    reader = Reader()
    reader.feed(html)
    return html, reader


def shown(text):
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def test_the_article_is_shown_word_for_word():
    _, page = read(samples.document(text=samples.ARTICLE + "\n  <b>&amp; سطر\n"))
    assert [line for line in page.texts[0].split("\n") if line] == shown(samples.ARTICLE + "\n  <b>&amp; سطر\n")


def test_every_link_in_the_page_leads_somewhere_and_ids_are_unique():
    _, page = read(samples.document(url=URL), samples.document(id="b.txt", url=URL), samples.document(id="c.txt"))
    assert len(page.ids) == len(set(page.ids))
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert inner <= set(page.ids)
    assert {"q-0000000d", "q-0000000d-2", "q-0000000d-3"} <= set(page.ids)


def test_the_indexes_name_every_item_of_every_article():
    _, page = read(samples.document(), samples.document(id="b.txt"))
    entries = [attrs["data-i"] for tag, attrs in page.tags if tag in {"tr", "li"} and "data-i" in attrs]
    cards = [attrs["id"].removeprefix("card-") for tag, attrs in page.tags if attrs.get("id", "").startswith("card-")]
    assert sorted(entries) == sorted(cards)
    assert len(cards) == 4


def test_marks_name_their_items_and_carry_no_box():
    html, page = read(samples.document())
    marks = [attrs for tag, attrs in page.tags if tag == "mark" and "data-i" in attrs]
    assert [mark["class"] for mark in marks] == ["cue", "speaker", "quote direct", "claim"]
    assert all(f'id="card-{item}"' in html for mark in marks for item in mark["data-i"].split())
    style = html.partition("<style>")[2].partition("</style>")[0]
    for rule in re.findall(r"mark[^{]*\{([^}]*)\}", style):
        assert not re.search(r"(?<!-)\b(padding|margin|border|display)\b", rule), rule


def test_a_source_keeps_its_colour():
    _, page = read(samples.document(), samples.document(text="قال علي: «لا». وقال بوتين: «نعم»."))
    colours = {}
    for tag, attrs in page.tags:
        if tag == "li" and attrs.get("data-who"):
            colours.setdefault(attrs["data-who"], set()).add(attrs["style"])
    assert set(colours) == {"بوتين", "علي"}
    assert all(len(each) == 1 for each in colours.values())
    assert colours["بوتين"] != colours["علي"]


def test_what_a_text_brings_is_escaped_everywhere():
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>&lt;'
    doc = samples.with_claim(samples.with_quote(samples.document(text=f"قال X: «{evil}» 5%"), name=evil), about=evil)
    doc = doc._replace(id=evil, title=evil, outlet=evil, date=evil, url=f"https://example.org/{evil}")
    _, page = read(samples.with_claim(doc, said_by=evil, text=evil, unit=evil, per=evil))
    assert sum(tag == "script" for tag, _ in page.tags) == 1
    assert not any(tag == "img" for tag, _ in page.tags)
    assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://x", "//x", "http://[", "a b"])
def test_only_web_addresses_become_links(url):
    _, page = read(samples.document(url=url))
    assert all(link.startswith("#") for link in page.links)


def test_the_page_loads_nothing_and_forbids_it():
    html, page = read(samples.document(url=URL))
    assert page.loads == []
    assert "@import" not in html
    assert "url(" not in html
    policy = next(attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")


def test_the_page_is_right_to_left_and_arabic():
    html, _ = read()
    assert '<html lang="ar" dir="rtl">' in html


def test_only_what_was_looked_for_has_its_index():
    assert 'id="numbers"' not in read(samples.document(), claims=False)[0]
    assert 'id="speakers"' not in read(samples.document(), quotes=False)[0]


@given(
    st.text(alphabet="اب \n\r«»", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)), max_size=6),
)
def test_segments_hold_the_text_and_cover_the_marks(text, spans):
    marks = [
        Mark(start, min(start + length, len(text)), "claim", str(number), opens=True)
        for number, (start, length) in enumerate(spans)
        if start < min(start + length, len(text))
    ]
    pieces = list(lines(text, marks))
    assert ["".join(piece.text for piece in line) for line in pieces] == shown(text)
    for mark in marks:
        covered = "".join(piece.text for line in pieces for piece in line if mark in piece.marks)
        assert "".join(covered.split()) == "".join(text[mark.start : mark.end].split())


TEXT = (
    "وقال بوتين: «المفاوضات مستمرة».\nوأضاف أن الوفدين سيلتقيان مجددا في جنيف يوم الأحد المقبل لبحث ما بقي من خلافات."
)


@pytest.mark.parametrize(
    ("part", "fragment"),
    [
        ("المفاوضات مستمرة", "المفاوضات مستمرة"),
        ("قال", "وقال"),  # inside a joined word
        (
            "الوفدين سيلتقيان مجددا في جنيف يوم الأحد المقبل لبحث ما بقي من خلافات",
            "الوفدين سيلتقيان مجددا في,ما بقي من خلافات",
        ),
        ("مستمرة».\nوأضاف أن", "مستمرة».,وأضاف أن"),
    ],
)
def test_links_to_a_passage(part, fragment):
    start = TEXT.index(part)
    link = passage_link(URL, TEXT, start, start + len(part))
    assert link.startswith(f"{URL}#:~:text=")
    assert unquote(link.partition("text=")[2]) == fragment


def test_links_to_a_passage_escape_their_own_syntax():
    text = "a-b, c & d"
    assert passage_link(f"{URL}#x", text, 0, len(text)) == f"{URL}#x:~:text=a%2Db%2C%20c%20%26%20d"
    assert passage_link(None, text, 0, 1) is None
    assert passage_link(URL, None, 0, 1) == URL
