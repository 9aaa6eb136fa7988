"""The HTML report where it is read: in a browser, at its widths, on paper, and with texts that mean it harm."""

import json
from decimal import Decimal

import pytest
import samples

from quotes.model import Span
from quotes.render import View
from quotes.render.html import render
from tools import browser

pytestmark = pytest.mark.skipif(
    bool(browser.MISSING), reason=f"no {' and no '.join(browser.MISSING)}: apt-get install chromium chromium-driver"
)

FILLER = "سطر من الخبر لا قول فيه ولا رقم.\n" * 40
FIRST = f"وقال بوتين: «المفاوضات مستمرة».\n{FILLER}وقال علي: «نعم، 7% منها».\nوارتفعت 100% ثم 9%.\n"
SECOND = f"{FILLER}وقال علي: «لا تعليق».\nوقال بوتين: «المفاوضات مستمرة».\nوهبطت 25%.\n"
URL = "https://example.org/news/1"


@pytest.fixture(scope="module")
def driver(tmp_path_factory):
    from selenium.common.exceptions import WebDriverException

    try:
        with browser.chromium(tmp_path_factory.mktemp("profile")) as each:
            yield each
    except WebDriverException as error:
        pytest.skip(f"chromium does not start: {error.msg}")


@pytest.fixture
def show(driver, tmp_path):
    """Open a report of some documents in a window of some width."""

    def opened(*documents, width=1280, **how):
        page = tmp_path / "report.html"
        page.write_bytes(b"".join(render(documents, View())))
        browser.screen(driver, width, 800, **how)
        driver.get("about:blank")
        for log in ("browser", "performance"):
            driver.get_log(log)
        driver.get(page.as_uri())
        return driver.execute_script

    return opened


@pytest.fixture
def news():
    return [
        samples.document(FIRST, id="1", title="الخبر الأول", url=URL, outlet="وكالة", date="2024-05-01"),
        samples.document(SECOND, id="2", title="الخبر الثاني"),
    ]


def complaints(driver):
    """What the console shows: errors, and what the page's own policy had to stop."""
    return [entry["message"] for entry in driver.get_log("browser")]


def requests(driver):
    events = (json.loads(entry["message"])["message"] for entry in driver.get_log("performance"))
    return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]


def hover(driver, element):
    """Move the pointer onto an element; None moves it away."""
    from selenium.webdriver import ActionChains

    if element is None:
        ActionChains(driver).move_by_offset(0, 0).w3c_actions.pointer_action.move_to_location(2, 2)
    actions = ActionChains(driver)
    (actions.move_to_element(element) if element else actions.move_by_offset(0, 0)).perform()


VISIBLE = """
const box = arguments[0].getBoundingClientRect();
return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
"""

WIDTHS = """
// the width of each line that shows the word: one rectangle from its first to its last letter
return [...document.querySelectorAll(".text p")].map((line) => {
  const range = document.createRange();
  range.selectNodeContents(line);
  return range.getBoundingClientRect().width;
});
"""


def joined(word, start, *, role, twice=False):
    """A text of one word a line: with a mark from `start` on, without, and with the letters torn apart there."""
    text = f"{word}\n{word}\n{word[:start]}\u200c{word[start:]}"
    doc = samples.document(samples.ARTICLE)
    span = Span(word[start:], start, len(word))
    far = {"start": len(text), "end": len(text)}
    parts = {"cue": None, "speaker": None, "via": None}
    content = {"start": start, "end": len(word), "text": word[start:]}
    quote = doc.quotes[0]._replace(**parts | (content if role == "quote" or twice else far))
    claim = doc.claims[0]._replace(**(content if role == "claim" or twice else far))
    if role in parts:
        quote = quote._replace(**{role: span})
    return doc._replace(text=text, quotes=(quote,), claims=(claim,))


@pytest.mark.parametrize(
    ("word", "start", "role"),
    [
        ("فقال", 1, "cue"),
        ("للرئيس", 2, "speaker"),
        ("بمحمد", 1, "speaker"),
        ("لصحيفة", 1, "via"),
        ("بخمسة", 1, "claim"),
        ("بسبعين", 3, "claim"),
        ("بتسعين", 1, "quote"),
    ],
)
def test_letters_stay_joined_at_a_mark(show, word, start, role):
    run = show(joined(word, start, role=role))
    assert run("return document.querySelectorAll('.text p:first-child mark').length") == 1
    marked, plain, torn = run(WIDTHS)
    assert marked == pytest.approx(plain, abs=0.1)
    assert abs(torn - plain) > 1, "this font shows no difference, so the test says nothing"


def test_letters_stay_joined_where_two_items_begin(show):
    run = show(joined("بخمسين", 1, role="claim", twice=True))
    marked, plain, torn = run(WIDTHS)
    assert marked == pytest.approx(plain, abs=0.1)
    assert abs(torn - plain) > 1


def test_lines_run_from_right_to_left(show, news):
    run = show(*news)
    first, last = run("""
        const text = document.querySelector(".text p").firstChild, line = text.parentNode;
        const at = (node, index) => { const r = document.createRange(); r.setStart(node, index); r.setEnd(node, index + 1); return r.getBoundingClientRect().left; };
        const end = line.lastChild;
        return [at(text, 0), at(end, end.length - 1)];
    """)
    assert first > last
    assert run("return getComputedStyle(document.querySelector('td')).direction") == "rtl"


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_stands_out_of_the_window(show, news, width):
    long = samples.document("https://example.org/" + "x" * 300 + "\n" + FIRST, id="y" * 200, title="z" * 200)
    run = show(*news, long, width=width)
    assert run("return document.documentElement.scrollWidth <= innerWidth")


def test_every_row_of_an_index_leads_to_its_place_and_back(show, driver, news):
    run = show(*news)
    run("document.querySelectorAll('#speakers details').forEach((each) => { each.open = true; })")
    rows = run("return [...document.querySelectorAll('[id^=in-]')]")
    assert len(rows) == sum(len(each.quotes) + len(each.claims) for each in news)
    for row in rows:
        anchor = row.get_attribute("data-i")
        text = run("const link = arguments[0].querySelector('a'); link.click(); return link.textContent", row)
        assert run("return location.hash") == f"#{anchor}"
        place = run("return document.getElementById(arguments[0])", anchor)
        assert run(VISIBLE, place)
        shown = run(
            "return [...document.querySelectorAll('mark[data-i]')].filter((m) => m.dataset.i.split(' ').includes(arguments[0])"
            " && (m.className.includes('quote') || m.className.includes('claim'))).map((m) => m.textContent).join('')",
            anchor,
        )
        assert shown == text
        run("document.querySelectorAll('#speakers details').forEach((each) => { each.open = false; })")
        run("document.querySelector(`#card-${arguments[0]} a[href^='#in-']`).click()", anchor)
        assert run("return location.hash") == f"#in-{anchor}"
        assert run(VISIBLE, row)


def test_a_link_from_elsewhere_lights_its_item(show, driver, news):
    run = show(*news)
    anchor = run("return document.querySelectorAll('#numbers tbody tr')[3].dataset.i")
    address = driver.current_url
    driver.get("about:blank")
    driver.get(f"{address}#{anchor}")
    assert driver.execute_script(VISIBLE, driver.execute_script("return document.getElementById(arguments[0])", anchor))
    assert driver.execute_script("return [...document.querySelectorAll('mark.on')].map((m) => m.dataset.i)") == [anchor]


def test_the_same_words_in_two_articles_are_two_places(show, news):
    run = show(*news)
    same = "[...document.querySelectorAll('#speakers li')].filter((row) => row.textContent.startsWith('المفاوضات'))"
    assert run(f"return {same}.map((row) => row.querySelector('small a').hash)") == ["#d-1", "#d-2"]
    assert len(set(run(f"return {same}.map((row) => row.dataset.i)"))) == 2


def test_the_articles_are_listed_and_linked(show, news):
    run = show(*news)
    links = "[...document.querySelectorAll('#articles li > a')]"
    assert run(f"return {links}.map((link) => link.textContent)") == ["الخبر الأول", "الخبر الثاني"]
    for number, title in enumerate(("الخبر الأول", "الخبر الثاني")):
        run(f"{links}[{number}].click()")
        assert run("return document.querySelector('article:target h2').textContent") == title


def column(run, number):
    return run(f"return [...document.querySelectorAll('#numbers tbody tr')].map((r) => r.cells[{number}].textContent)")


def test_a_heading_sorts_its_column(show, news):
    run = show(*news)
    click = "document.querySelectorAll('#numbers th button')[{}].click()"
    assert column(run, 2) == ["7 %", "100 %", "9 %", "25 %"]
    run(click.format(2))
    assert column(run, 2) == ["7 %", "9 %", "25 %", "100 %"]
    run(click.format(2))
    assert column(run, 2) == ["100 %", "25 %", "9 %", "7 %"]
    assert run("return document.querySelectorAll('th')[2].getAttribute('aria-sort')") == "descending"
    run(click.format(5))
    assert column(run, 5) == ["الخبر الأول"] * 3 + ["الخبر الثاني"]


FILTERED = """
const form = document.getElementById("filters");
for (const [name, value] of Object.entries(arguments[0])) form.elements[name].value = value;
form.dispatchEvent(new Event("input"));
const seen = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.offsetParent).length;
document.querySelectorAll("#speakers details").forEach((each) => { each.open = true; });
return {cards: seen(".cards > li"), quotes: seen("#speakers li"), rows: seen("#numbers tbody tr"), articles: seen("article"),
        marks: document.querySelectorAll("mark[data-i].quote:not(.off), mark[data-i].claim:not(.off)").length,
        told: form.querySelector("output").value};
"""


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({}, {"cards": 8, "quotes": 4, "rows": 4, "articles": 2, "told": "8 من 8"}),
        ({"who": "علي"}, {"cards": 2, "quotes": 2, "rows": 0, "articles": 2, "marks": 4}),
        ({"kind": "percent"}, {"cards": 4, "quotes": 0, "rows": 4, "marks": 4}),
        ({"who": "علي", "kind": "percent"}, {"cards": 0, "articles": 0, "marks": 0, "told": "0 من 8"}),
        ({"words": "المُفاوَضات"}, {"cards": 2, "quotes": 2}),
        ({"words": "لا تعليق"}, {"cards": 1, "articles": 1}),
        ({"words": "تفاصيل"}, {"cards": 0}),  # the page's own words are not searched
    ],
)
def test_filters(show, news, filters, left):
    found = show(*news)(FILTERED, filters)
    assert found | left == found


def test_a_source_has_one_colour_everywhere(show, news):
    run = show(*news)
    colours = run("""
        const edge = (each) => getComputedStyle(each).borderInlineStartColor;
        const found = [...document.querySelectorAll(".cards li.quote")].map((each) => [each.dataset.who, edge(each)]);
        for (const each of document.querySelectorAll("#speakers summary b"))
          found.push([each.textContent, getComputedStyle(each).borderBlockEndColor]);
        for (const each of document.querySelectorAll("mark.speaker"))
          found.push([each.textContent, getComputedStyle(each).color]);
        return found;
    """)
    assert len(colours) == 4 + 2 + 4
    assert len({tuple(each) for each in colours}) == len({name for name, _ in colours}) == 2
    assert len({colour for _, colour in colours}) == 2


PANEL = "const panel = document.getElementById('panel'); return panel.hidden ? null : panel.innerText"


def test_a_pointer_over_a_mark_shows_what_is_known(show, driver, news):
    run = show(samples.with_quote(news[0], name="فلاديمير بوتين", negated=True))
    hover(driver, run("return document.querySelector('mark[data-i].quote')"))
    shown = run(PANEL)
    for part in ("فلاديمير بوتين", "قال (منفي)", "بوتين", "ar-test-said", "عالية", "المفاوضات مستمرة"):
        assert part in shown
    hover(driver, run("return document.querySelector('h1')"))
    assert run(PANEL) is None


@pytest.mark.parametrize("width", [1280, 390])
def test_a_tap_on_a_mark_keeps_it_until_escape(show, driver, news, width):
    from selenium.webdriver.common.keys import Keys

    run = show(*news, width=width)
    mark = run("return document.querySelector('mark[data-i].claim')")
    mark.click()
    for part in ("7 %", "ar-test-percent", "متوسطة"):
        assert part in run(PANEL)
    assert run(VISIBLE, run("return document.getElementById('panel')"))
    hover(driver, run("return document.querySelector('.text p:last-child')"))
    assert run(PANEL)
    mark.send_keys(Keys.ESCAPE)
    assert run(PANEL) is None
    mark.send_keys(Keys.ENTER)
    assert run(PANEL)


def test_items_link_to_their_passage_at_the_source(show, news):
    run = show(*news)
    links = run("return [...document.querySelectorAll('#d-1 .cards a[target]')].map((each) => each.href)")
    assert len(links) == len(news[0].quotes) + len(news[0].claims)
    assert all(link.startswith(f"{URL}#:~:text=") for link in links)
    assert run("return document.querySelectorAll('#d-2 .cards a[target]').length") == 0


def test_paper_has_no_controls_and_every_word(show, news):
    run = show(*news, media="print", dark=True)
    seen = "return [...document.querySelectorAll('{}')].filter((each) => each.checkVisibility()).length"
    assert run(seen.format("form, nav, button::after, #panel, footer")) == 0
    assert run(seen.format("#speakers li")) == 4  # also of groups that are closed
    assert run(seen.format("mark")) > 8
    assert run("return getComputedStyle(document.querySelector('.text')).color") == "rgb(29, 29, 31)"


@pytest.mark.parametrize("dark", [False, True])
def test_light_and_dark_can_be_read(show, news, dark):
    """Contrast of at least 4.5 (WCAG AA) between the text and every ground it stands on."""
    run = show(*news, dark=dark)
    contrasts = run("""
        const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
        const light = (colour) => {
          canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
          const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((c) => c / 255)
            .map((c) => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
          return .2126 * r + .7152 * g + .0722 * b;
        };
        const paper = getComputedStyle(document.body).backgroundColor;
        return [...document.querySelectorAll("mark, .about, .cards i, footer a, td")].map((each) => {
          const style = getComputedStyle(each);
          const ground = style.backgroundColor === "rgba(0, 0, 0, 0)" ? paper : style.backgroundColor;
          const [a, b] = [light(style.color), light(ground)].sort((x, y) => y - x);
          return [each.className || each.tagName, (a + .05) / (b + .05)];
        });
    """)
    assert [each for each in contrasts if each[1] < 4.5] == []


EVIL = (
    '"><script>hit()</script><img src=x onerror=hit()></style><style>*{background:url(//example.org/x)}</style>'
    "'--></title></textarea><svg/onload=hit()><a href=javascript:hit()>&lt;script&gt;hit()&lt;/script&gt;${hit()}"
)


def test_a_hostile_text_executes_and_loads_nothing(show, driver):
    doc = samples.document(f"وقال X: «{EVIL}».\n{EVIL} 5%\n")
    doc = samples.with_quote(
        doc, name=EVIL, role=EVIL, rule=EVIL, act=EVIL, source=EVIL, cue=doc.quotes[0].cue._replace(text=EVIL)
    )
    doc = samples.with_claim(doc, said_by=EVIL, about=EVIL, counted=EVIL, unit=EVIL, per=EVIL, rule=EVIL)
    doc = samples.with_claim(doc, value=Decimal(5), modifier=EVIL, change=EVIL)
    tool = doc.tool._replace(version=EVIL, packs={EVIL: EVIL})
    doc = doc._replace(id=EVIL, path=EVIL, title=EVIL, outlet=EVIL, date=EVIL, url="javascript:hit()", tool=tool)
    again = doc._replace(url=f"https://example.org/{EVIL}", title=None)
    run = show(doc, again)
    run("window.hits = 0; window.hit = () => { window.hits += 1; }")
    for mark in run("return [...document.querySelectorAll('mark[data-i]')]"):
        run("arguments[0].click()", mark)
    run(FILTERED, {"who": EVIL})
    for button in run("return [...document.querySelectorAll('th button')]"):
        run("arguments[0].click()", button)
    assert run("return window.hits") == 0
    assert run("return document.querySelectorAll('script, style').length") == 2
    assert run("return document.querySelectorAll('img, svg, iframe, object, link').length") == 0
    assert run("return [...document.links].every((link) => ['file:', 'https:'].includes(link.protocol))")
    assert EVIL in run("return document.querySelector('.text').textContent")
    assert complaints(driver) == []
    assert requests(driver) == [driver.current_url.partition("#")[0]]


def test_a_report_makes_no_request_and_no_complaint(show, driver, news):
    run = show(*news)
    run("document.querySelector('mark[data-i]').click()")
    run(FILTERED, {"words": "لا"})
    assert requests(driver) == [driver.current_url]
    assert complaints(driver) == []
