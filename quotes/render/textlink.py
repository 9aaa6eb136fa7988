"""Links to a passage of a live page: `https://…#:~:text=first%20words,last%20words`."""

from urllib.parse import quote, urlsplit

_EDGE = 4  # words at each end of a long passage
_SHORT = 60  # code points that are given whole


def passage_link(url: str | None, text: str | None, start: int, end: int) -> str | None:
    """The address of a passage, or None where there is no web address.

    Browsers match whole words only, so a span that begins inside a joined word (و، ب، ل) is widened
    to the word. Newlines cannot be matched; a passage over several lines is given by its ends.

    Args:
        url: Where the article stands.
        text: The article.
        start: First code point of the passage.
        end: One behind its last.
    """
    if not is_web(url):
        return None
    assert url is not None
    if not text:
        return url
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    passage = text[start:end].strip()
    words = passage.split()
    if not words:
        return url
    if len(passage) <= _SHORT and "\n" not in passage:
        directive = _encoded(passage)
    else:
        lines = [line.split() for line in passage.splitlines() if line.strip()]
        directive = f"{_encoded(' '.join(lines[0][:_EDGE]))},{_encoded(' '.join(lines[-1][-_EDGE:]))}"
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def is_web(url: str | None) -> bool:
    """Whether an address may become a link; `javascript:` and its like may not."""
    try:
        return bool(url) and urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        return False


def _encoded(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")  # a hyphen, a comma and an ampersand are syntax here
