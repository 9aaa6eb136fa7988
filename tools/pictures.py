"""Draws the pictures of README.md and docs/ from an article of fixtures/, with a headless Chromium.

    python tools/pictures.py

Needs what the `dev` extra installs, chromium and chromedriver, and a font with Arabic letters.
"""

import base64
import io
import re
import tempfile
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import browser
from PIL import Image
from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

import quotes
from quotes.model import Document
from quotes.render import Format, View, renderer

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
_ARTICLE = "fixtures/agency-flood.txt"
_ISOLATE = re.compile("([\u2066\u2067\u2068])(.*?)\u2069")
_SCALE = 1.5  # pixels a CSS pixel: sharp on fine screens too
_COLOURS = 160

# A terminal: every cell keeps its columns, whatever the width of the letters in it.
_TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #16181c; }}
pre {{ margin: 0; padding: 1.2rem 1.6rem; width: max-content; color: #e8e6e1; line-height: 1.75;
  font-family: "DejaVu Sans Mono", "Noto Naskh Arabic", monospace; font-size: 15px; }}
span.cell {{ display: inline-block; white-space: pre; text-align: right; unicode-bidi: isolate; line-height: 1; }}
</style><pre><b style="color:#7bc97b">$</b> quotes speech article.txt
{lines}</pre>"""


def terminal(document: Document) -> str:
    """A page that looks like the table in a terminal that knows Arabic."""
    view = View(claims=False, terminal=True, width=100)
    document = document._replace(id="article.txt", claims=())
    shown = b"".join(renderer(Format.TABLE)([document], view)).decode("utf-8")
    console = Console(record=True, width=200, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(shown.strip("\n")), highlight=False, soft_wrap=True)
    lines = console.export_html(theme=MONOKAI, inline_styles=True, code_format="{code}")
    return _TERMINAL.format(lines=_ISOLATE.sub(_cell, lines))


def _cell(isolate: re.Match[str]) -> str:
    columns = cell_len(unescape(re.sub("<[^>]*>", "", isolate[2])))
    direction = {"\u2066": "ltr", "\u2067": "rtl"}.get(isolate[1], "auto")
    return f'<span class="cell" dir="{direction}" style="width:{columns}ch">{isolate[2]}</span>'


def report(document: Document) -> str:
    """The page of `--format html`."""
    return b"".join(renderer(Format.HTML)([document], View())).decode("utf-8")


def main() -> None:
    """Draw them all."""
    text = (ROOT / _ARTICLE).read_text(encoding="utf-8")
    document = quotes.extract(text, id=_ARTICLE, title=text.splitlines()[0], with_text=True)
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser.chromium(f"{folder}/profile") as driver:
        page = Path(folder) / "page.html"
        draw = _drawer(driver, page)
        draw("table.png", terminal(document), lambda: driver.execute_script(_SIZE, "pre"))
        draw("report.png", report(document), lambda: driver.execute_script(_TAPPED))


_SIZE = "const { width, height } = document.querySelector(arguments[0]).getBoundingClientRect(); return [width, height]"
_TAPPED = """
[...document.querySelectorAll("mark[data-i].direct")].at(-1).click();
return [1180, 800];
"""


def _drawer(driver: Any, page: Path) -> Callable[[str, str, Callable[[], list[float]]], None]:
    def draw(name: str, html: str, size: Callable[[], list[float]]) -> None:
        page.write_text(html, encoding="utf-8")
        browser.screen(driver, 1180, 800, scale=_SCALE)
        driver.get(page.as_uri())
        width, height = size()
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"clip": clip, "captureBeyondViewport": True})
        image = Image.open(io.BytesIO(base64.b64decode(shot["data"]))).convert("RGB")
        image.quantize(_COLOURS, dither=Image.Dither.NONE).save(PICTURES / name, optimize=True)

    return draw


if __name__ == "__main__":
    main()
