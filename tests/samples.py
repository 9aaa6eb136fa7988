"""Documents for the tests of inputs, renderers and command line, which must not change with the rules."""

import re
from decimal import Decimal
from types import SimpleNamespace

from quotes.model import Claim, Document, Quote, Span, Tool

ARTICLE = "وقال بوتين: «المفاوضات مستمرة».\nوارتفعت الصادرات بنسبة 10%.\n"

_SAID = re.compile(r"(?P<cue>قال) (?P<speaker>\w+): «(?P<content>[^»]*)»")
_PERCENT = re.compile(r"(\d+)%")


def find(text, ruleset=None, *, speech=True, claims=True):
    """A finder simple enough to be right: قال X: «…» and N%."""
    quotes = tuple(_quote(each, text) for each in _SAID.finditer(text)) if speech else ()
    numbers = tuple(_claim(each, text) for each in _PERCENT.finditer(text)) if claims else ()
    return quotes, numbers


def document(text=ARTICLE, *, id="a.txt", with_text=True, **known):
    quotes, claims = find(text)
    empty = dict.fromkeys(("record", "title", "date", "url", "outlet"))
    return Document(
        id=id,
        path="a.txt",
        **empty | known,
        chars=len(text),
        sha256="0" * 64,
        text=text if with_text else None,
        quotes=quotes,
        claims=claims,
        tool=Tool("0.1.0", {"ar": "0123456789abcdef"}),
    )


def with_quote(doc, **changes):
    """The document with its first quote changed."""
    return doc._replace(quotes=(doc.quotes[0]._replace(**changes), *doc.quotes[1:]))


def with_claim(doc, **changes):
    """The document with its first claim changed."""
    return doc._replace(claims=(doc.claims[0]._replace(**changes), *doc.claims[1:]))


# A pack of one rule, for runs as a process: it loads in no time.
PACK = r"""
schema = 1
pack = "test"
[list.cues]
items = ["قال"]
[[rule]]
id = "test-said"
family = "speech"
title = "قال فلان: «…»"
priority = 60
confidence = "high"
content = "marked"
pattern = '(?P<cue>\L<cues>) [ ] (?P<speaker>\w{2,20}) : [ ] (?P<open>«)'
[[rule.accept]]
text = 'وقال بوتين: «نعم».'
cue = 'قال'
speaker = 'بوتين'
quote = 'نعم'
[[rule.reject]]
text = 'قال نعم.'
why = "no marks"
"""

RULESET = SimpleNamespace(packs={"ar": "0123456789abcdef"})


def _span(match, group):
    return Span(match[group], match.start(group), match.end(group))


def _quote(match, text):
    content = _span(match, "content")
    return Quote(
        id=f"q-{content.start:08x}",
        kind="direct",
        start=content.start,
        end=content.end,
        line=text.count("\n", 0, content.start) + 1,
        text=content.text,
        cue=_span(match, "cue"),
        act="say",
        negated=False,
        speaker=_span(match, "speaker"),
        name=match["speaker"],
        role=None,
        source="person",
        via=None,
        rule="ar-test-said",
        confidence="high",
    )


def _claim(match, text):
    empty = dict.fromkeys(("low", "high", "per", "counted", "modifier", "about", "change", "said_by", "act", "quote"))
    return Claim(
        id=f"c-{match.start():08x}",
        kind="percent",
        start=match.start(),
        end=match.end(),
        line=text.count("\n", 0, match.start()) + 1,
        text=match[0],
        value=Decimal(match[1]),
        unit="%",
        negated=False,
        rule="ar-test-percent",
        confidence="medium",
        **empty,
    )
