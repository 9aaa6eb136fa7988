"""What an extractor without an engine would do: one pattern for all anchors, or every rule over every text."""

from collections.abc import Iterable
from typing import Any

import regex

from quotes.fold import fold
from quotes.pipeline import pipeline
from quotes.ruleset import RuleSet
from quotes.ruleset.patterns import Patterns, strip_comments
from quotes.ruleset.schema import NUMBER


def trie(words: Iterable[str]) -> str:
    """A pattern that finds any of the words, letters they begin with factored out."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}

    def written(node: dict[str, Any]) -> str:
        ways = [regex.escape(char) + written(below) for char, below in node.items() if char]
        body = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})" if ways else ""
        return f"(?:{body})?" if "" in node and ways else body

    return written(tree)


def anchors(rules: RuleSet) -> regex.Pattern[str]:
    """One pattern for all places at which rules are tried, for folded text."""
    words = {item for matcher in rules.matchers for item in rules.items(matcher)} | _numbers(rules)
    marks = regex.escape("".join({char for matcher in rules.matchers for char in matcher.marks}))
    return regex.compile(rf"\b[وفبلك]?(?:{trie(sorted(words))})\b|[\d{marks}]")


def whole_rules(rules: RuleSet) -> list[regex.Pattern[str]]:
    """Each rule as one pattern for folded text; takes minutes to compile."""
    patterns = Patterns(rules.source, rules.lists)
    lists = {**rules.lists, "_numbers": frozenset(_numbers(rules))}
    number = r"(?:\d[\d.,]*+|\L<_numbers>\b)"
    out = []
    for rule in rules.source.rules:
        text = patterns.expand(fold(strip_comments(rule.pattern))).replace(NUMBER, number)
        # `regex` refuses a list that the pattern does not name
        names = set(regex.findall(r"\\L<(\w+)>", text))
        out.append(regex.compile(text, regex.VERBOSE, **{name: lists[name] for name in names}))
    return out


def _numbers(rules: RuleSet) -> set[str]:
    return set(pipeline(rules).engine.lexicon.words)
