"""Lints of patterns: what they lose when they are folded, and what makes them slow or ambiguous."""

from collections.abc import Iterator
from itertools import zip_longest

import regex

from quotes.fold import fold
from quotes.ruleset.finding import Finding, at, patterns
from quotes.ruleset.rule import Rule
from quotes.ruleset.schema import NEEDS, Source
from quotes.ruleset.tokens import Token, code

_SIGNS = frozenset(".^$*+?{}[]\\|()#")
_NEEDED = frozenset().union(*(groups for needs in NEEDS.values() for groups in needs))
_MAY_BE_NOTHING = regex.compile(r"[*?]|\{0*+[,}]")
_REVERSED_ARTICLE = frozenset({"[ال]", "[لا]", "[األ]"})

_DEEPEST = 50  # groups in groups
_MOST = 10_000  # repeats of one part


def alternatives(source: Source) -> Iterator[Finding]:
    """E026: `a|b` outside all groups, which cuts the whole pattern in two."""
    for pattern in patterns(source):
        if pattern.rule is None or pattern.text is pattern.rule.unless:
            continue  # a macro is put in a group of its own, a veto stands for itself
        for token in _outside(code(pattern.text)):
            yield at(pattern, token, "E026", "| stands outside all groups", hint="write (?:a|b)")


def _outside(parts: list[Token]) -> Iterator[Token]:
    """Each | that stands in no group."""
    depth = 0
    for token in parts:
        depth += (token.sort == "open") - (token.sort == "close")
        if token.sort == "or" and depth == 0:
            yield token


def missing_groups(source: Source) -> Iterator[Finding]:
    """E020: a rule that may match without the group from which its content or its number is read."""
    for pattern in patterns(source):
        if pattern.rule is None or pattern.text is pattern.rule.unless:
            continue
        parts = code(pattern.text)
        if any(_outside(parts)):
            continue  # E026, which has to be mended first
        ways = _ways(iter(parts))
        for what in _asks(pattern.rule):
            needs = NEEDS[what]
            if parts and not all(any(groups <= way for groups in needs) for way in ways):
                group = min(needs[0])
                opens = next((token for token in parts if token.text == f"(?P<{group}>"), None)
                lacks, hint = "is missing", f"write (?P<{group}>…)"
                if opens is not None:
                    lacks, hint = "may be left out", f"let each match hold (?P<{group}>…), or write two rules"
                message = f"group {group!r} {lacks}; {what} needs it"
                yield at(pattern, opens or parts[0], "E020", message, hint=hint)


def _asks(rule: Rule) -> list[str]:
    """What of a rule may need groups."""
    kind = f'kind = "{rule.kind}"' if rule.family == "number" else ""
    content = f'content = "{rule.content}"' if rule.family == "speech" else ""
    return [what for what in (content, kind, f"family {rule.family}") if what in NEEDS]


def _ways(parts: Iterator[Token]) -> set[frozenset[str]]:
    """The needed groups that a match holds, for each way through the alternatives up to the closing bracket."""
    nothing = {frozenset[str]()}
    ways, before, last = set[frozenset[str]](), nothing, nothing
    for token in parts:
        if token.sort == "close":
            break
        if token.sort == "repeat":
            last = last | nothing if _MAY_BE_NOTHING.match(token.text) else last
            continue
        before, last = {a | b for a in before for b in last}, nothing
        if token.sort == "or":
            ways, before = ways | before, nothing
        elif token.sort == "open":
            inside = _ways(parts)
            if token.text not in ("(?!", "(?<!"):
                last = {way | ({token.text[4:-1]} & _NEEDED) for way in inside}
    return ways | {a | b for a in before for b in last}


def endless_repeats(source: Source) -> Iterator[Finding]:
    """E027: a repeat that has no upper bound and gives back what it took."""
    for pattern in patterns(source):
        for token in code(pattern.text):
            if token.endless:
                least = 0 if token.text[0] == "*" else 1
                hint = (
                    f"write {{{least},3}}, or as many as can occur, or {token.text.rstrip('?')}+ to give nothing back"
                )
                yield at(pattern, token, "E027", f"the repeat {token.text} has no upper bound", hint=hint)


def oversized(source: Source) -> Iterator[Finding]:
    """E029: groups in groups, or repeats in repeats, beyond what can be compiled in good time and memory."""
    for pattern in patterns(source):
        most = [1]  # repeats of the part that has most, for each group that is open; last, those of the part before
        last = 1
        for token in code(pattern.text):
            if token.sort == "open":
                most.append(1)
                if len(most) > _DEEPEST:
                    yield at(pattern, token, "E029", "groups stand too deep in groups", hint="make macros of them")
                    break
            elif token.sort == "close" and len(most) > 1:
                last = most.pop()
                most[-1] = max(most[-1], last)
            elif token.sort == "repeat":
                last *= max((int(count[:9]) for count in regex.findall(r"\d+", token.text)), default=1)
                most[-1] = max(most[-1], last)
                if last > _MOST:
                    message = f"with the repeat {token.text} a part may be repeated {last:,} times"
                    yield at(pattern, token, "E029", message, hint=f"{_MOST:,} in all are allowed")
                    break
            else:
                last = 1


def lost_in_folding(source: Source) -> Iterator[Finding]:
    """E030: a repeat, a class or an alternative that loses what it stands for when it is folded."""
    for pattern in patterns(source):
        before: Token | None = None
        parts = code(pattern.text)
        for token, after in zip_longest(parts, parts[1:]):
            if token.sort == "literal" and not fold(token.text):
                alone = before is None or before.sort in ("open", "or")
                alone &= after is None or after.sort in ("close", "or")
                if alone or (after is not None and after.sort == "repeat"):
                    yield at(pattern, token, "E030", f"{token.text!a} folds to nothing", hint="leave it out")
            elif token.sort == "class":
                lost = [char for char in token.text if not fold(char)]
                if lost:
                    message = f"{', '.join(map(ascii, lost))} in a class folds to nothing"
                    yield at(pattern, token, "E030", message, hint="leave it out of the class")
            before = token


def signs_from_folding(source: Source) -> Iterator[Finding]:
    """E031: a letter or mark that folds to a sign of the pattern language."""
    for pattern in patterns(source):
        for token in code(pattern.text):
            if token.sort == "literal" and set(fold(token.text)) & _SIGNS - {token.text}:
                sign = fold(token.text)
                yield at(pattern, token, "E031", f"{token.text} folds to {sign}", hint=f"write [{sign}]")


def unnamed_groups(source: Source) -> Iterator[Finding]:
    """W103: a group that captures and has no name; in a macro, E023: one that captures at all."""
    for pattern in patterns(source):
        for token in code(pattern.text):
            if pattern.rule is None and token.captures:
                yield at(pattern, token, "E023", "a macro captures", hint="write (?:…)")
            elif token.captures and token.text == "(":
                yield at(pattern, token, "W103", "an unnamed group captures", hint="write (?:…)")


def article_classes(source: Source) -> Iterator[Finding]:
    """W101: a class made of the letters of the article."""
    for pattern in patterns(source):
        for token in code(pattern.text):
            if token.sort == "class" and token.text in _REVERSED_ARTICLE:
                yield at(pattern, token, "W101", f"{token.text} is one letter of two", hint="write (?:ال)")
