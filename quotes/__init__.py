"""Who said what, and which numbers are claimed, in Arabic news.

    >>> import quotes
    >>> document = quotes.extract("وقال بوتين: «المفاوضات مستمرة».")
    >>> document.quotes[0].name
    'بوتين'

`load_rules()` reads the rule files once; pass its result to `extract()` when there are many texts.
Everything here is imported on first use, so that `import quotes` costs nothing.
"""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from quotes.errors import InputError, QuotesError, RulesError, UsageError
    from quotes.model import Claim, Document, Quote, Span
    from quotes.ruleset import RuleSet

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "Document",
    "InputError",
    "Quote",
    "QuotesError",
    "RuleSet",
    "RulesError",
    "Span",
    "UsageError",
    "extract",
    "load_rules",
]

_HOMES = {
    "Claim": "model",
    "Document": "model",
    "InputError": "errors",
    "Quote": "model",
    "QuotesError": "errors",
    "RuleSet": "ruleset",
    "RulesError": "errors",
    "Span": "model",
    "UsageError": "errors",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def load_rules(*dirs: "Path", default: bool = True) -> "RuleSet":
    """Read and compile rule files.

    Args:
        dirs: Folders of further rule packs, read in this order after ours.
        default: Whether to read the rules that come with the package at all.

    Raises:
        RulesError: A rule file is invalid; the message names file and line.
    """
    from quotes.rulecache import load_rules

    return load_rules(*dirs, default=default)


def extract(
    text: str,
    *,
    rules: "RuleSet | None" = None,
    speech: bool = True,
    claims: bool = True,
    id: str | None = None,
    path: str | None = None,
    record: int | None = None,
    title: str | None = None,
    date: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    with_text: bool = False,
) -> "Document":
    """Find the quotes and numeric claims of one text.

    Args:
        text: The article. Offsets in the result are code points of exactly this string.
        rules: Rules from `load_rules()`; ours, loaded once, when None.
        speech: Whether to look for quotes.
        claims: Whether to look for numeric claims.
        id: What the caller calls the document.
        path: Where it was read from.
        record: Its line in a JSON Lines file, or the line its row of a table begins on, from 1.
        title: Its title, as metadata; a headline is looked for in the text only.
        date: Its date, as given.
        url: Its address.
        outlet: Who published it.
        with_text: Whether the result carries the text along.

    Returns:
        A named tuple; `to_dict()` gives what `--format json` prints.

    Example:
        >>> document = extract("وارتفعت صادرات المغرب بنسبة 10% إلى 40 مليار درهم.")
        >>> [(claim.value, claim.unit, claim.change) for claim in document.claims]
        [(Decimal('10'), '%', 'rise'), (Decimal('40000000000'), 'MAD', 'rise')]
    """
    from quotes.digest import sha256
    from quotes.model import Document, Tool
    from quotes.pipeline import extract

    ruleset = rules if rules is not None else _default_rules()
    found_quotes, found_claims = extract(text, ruleset, speech=speech, claims=claims)
    return Document(
        id=id,
        path=path,
        record=record,
        title=title,
        date=date,
        url=url,
        outlet=outlet,
        chars=len(text),
        # a lone surrogate cannot be written as UTF-8, and must not stop the run
        sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        text=text if with_text else None,
        quotes=found_quotes,
        claims=found_claims,
        tool=Tool(version=__version__, packs=dict(ruleset.packs)),
    )


@cache
def _default_rules() -> "RuleSet":
    return load_rules()
