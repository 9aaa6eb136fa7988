"""Lints of compiled rules: how long they take on texts made to provoke them, and what they veto."""

from collections.abc import Iterable, Iterator

import regex

from quotes.fold import fold
from quotes.ruleset.classes import WordClasses
from quotes.ruleset.compile import RuleSet
from quotes.ruleset.finding import Finding, about
from quotes.ruleset.rule import Rule

_PATIENCE = 0.2  # seconds; ours take a hundredth of that at most
_LEADS = ("", " ", "\n", "، ", ": ", " «", " (")
_HOSTILE = tuple(
    (part * 600)[:600]  # as far as a rule may look
    for part in (
        "كلمة ",
        "ا",
        "ا ",
        "و",
        "5 ",
        "5",
        "5,",
        "« ",
        "«»",
        '"',
        "، ",
        ": ",
        ". ",
        " ",
        "\n",
        "كلمة، ",
        "(ا) ",
        "ا5«",
    )
)


def slow(ruleset: RuleSet, rules: Iterable[Rule] | None = None) -> Iterator[Finding]:
    """W107: a rule, of those given, that takes long on a text made to provoke it."""
    chosen = None if rules is None else {rule.id for rule in rules}
    for matcher in ruleset.matchers:
        if chosen is not None and matcher.rule.id not in chosen:
            continue
        # what the rule asks for stands out of reach, or the regex module would see that it is not there at all
        lure = "\u0001".join([*':«“"،.(؟-', *(fold(example.text) for example in matcher.rule.accept)])
        after, before = (side and side.whole() for side in (matcher.after, matcher.before))
        for pattern, side in ((after, "after"), (before, "before"), (matcher.unless, "inside")):
            backwards = side == "before"
            if pattern is not None and not _is_quick(pattern, lure, ruleset.classes, backwards=backwards):
                message = f"what it looks for {side} its anchor takes more than {_PATIENCE} s at one place"
                yield about(matcher.rule, "W107", message, hint="bound its repeats more closely")
                break


def _is_quick(pattern: regex.Pattern[str], lure: str, classes: WordClasses, *, backwards: bool) -> bool:
    try:
        for text in _HOSTILE:
            for lead in _LEADS:  # a head may want a space or a mark first
                parts = [lure, f"{text}{lead[::-1]}"] if backwards else [f"{lead}{text}", lure]
                pattern.match(classes.mark("\u0001".join(parts)), timeout=_PATIENCE)
    except TimeoutError:
        return False
    return True


def vetoes(ruleset: RuleSet, rules: Iterable[Rule] | None = None) -> Iterator[Finding]:
    """E028: an `unless` that matches nothing at all, and so everywhere."""
    chosen = None if rules is None else {rule.id for rule in rules}
    for matcher in ruleset.matchers:
        if matcher.unless is None or (chosen is not None and matcher.rule.id not in chosen):
            continue
        if matcher.unless.fullmatch(""):
            yield about(matcher.rule, "E028", "unless matches the empty text, so that the rule never holds")
