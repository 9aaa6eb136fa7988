"""`Source` -> `RuleSet`: folds, inflects, expands, and splits each pattern at its anchor.

A pattern is written in reading order. Its anchor, a group of list words or punctuation (or the
numeral `(?&NUMBER)`), is found by the one anchor pass, so the pattern is cut there: what stands left
of the anchor is compiled to be matched backwards from it, what stands right of it forwards.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import regex

from quotes.errors import RulesError
from quotes.fold import fold
from quotes.ruleset.classes import WordClasses
from quotes.ruleset.codes import suggest
from quotes.ruleset.inflect import Form, inflect
from quotes.ruleset.schema import FAMILIES, NUMBER, Rule, Source
from quotes.ruleset.tokens import tokens

_MACRO = regex.compile(r"\(\?&(\w+)\)")
_LIST = regex.compile(r"\\L<(\w+)>")
_MACRO_DEPTH = 8
TIME_LIMIT = 1.0  # seconds at one place; a rule of ours takes less than a thousandth of that


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a cue's surface form: its morphology and its lemma's row."""

    form: Form
    act: str | None
    takes: frozenset[str]  # folded complementizers the lemma goes with; empty: any


@dataclass(frozen=True, slots=True, eq=False)  # by identity: looked up at every anchor
class Matcher:
    """A compiled rule."""

    rule: Rule
    items: frozenset[str]  # folded anchor words, of one word or several
    marks: str  # or anchor characters
    before: regex.Pattern[str] | None  # matched backwards from the anchor
    after: regex.Pattern[str] | None  # matched forwards from its end
    unless: regex.Pattern[str] | None
    limit: float | None = None  # seconds a match may take, in a pack that is not ours

    @property
    def numeral(self) -> bool:
        """Whether the anchor is a numeral as `quotes.numbers` reads it."""
        return not self.items and not self.marks


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the anchor pass looks for at a word: an item that starts with it, and who wants it."""

    proclitic: int  # letters before the item
    item: str
    open: bool  # ends in a proclitic (`وفقا ل`), so that a word goes on without a space
    matchers: tuple[Matcher, ...]


@dataclass(eq=False)
class RuleSet:
    """Compiled rules with the lexicons they share.

    Attributes:
        lists: Folded items by list name, inflected forms of lemmas included.
        maps: Folded form -> value by map name.
        readings: Folded cue form -> its readings.
        classes: Marks a folded text for the patterns of the matchers.
        packs: Pack name -> hash of its files.
    """

    lists: dict[str, frozenset[str]]
    maps: dict[str, dict[str, Any]]
    readings: dict[str, tuple[Reading, ...]]
    matchers: tuple[Matcher, ...]
    packs: dict[str, str]
    classes: WordClasses = field(repr=False)
    source: Source = field(repr=False)

    @cached_property
    def words(self) -> dict[str, tuple[Anchor, ...]]:
        """First word of an anchor item, with any proclitic -> anchors, the longest item first."""
        wanted: dict[tuple[str, str], list[Matcher]] = {}
        for matcher in self.matchers:
            for item in matcher.items:
                for proclitic in matcher.rule.proclitics:
                    wanted.setdefault((fold(proclitic), item), []).append(matcher)
        words: dict[str, list[Anchor]] = {}
        whole = self.lists.get("whole_words", frozenset())
        for (proclitic, item), matchers in wanted.items():
            first = item.split(" ", 1)[0]
            if proclitic and proclitic + first in whole:
                continue
            is_open = " " in item and len(item.rsplit(" ", 1)[1]) == 1
            anchor = Anchor(len(proclitic), item, is_open, tuple(matchers))
            words.setdefault(proclitic + first, []).append(anchor)
        return {word: tuple(sorted(found, key=lambda a: (a.proclitic, -len(a.item)))) for word, found in words.items()}

    @cached_property
    def marks(self) -> dict[str, tuple[Matcher, ...]]:
        """Anchor character -> rules tried there."""
        chars = {char for matcher in self.matchers for char in matcher.marks}
        return {char: tuple(m for m in self.matchers if char in m.marks) for char in sorted(chars)}

    @cached_property
    def numerals(self) -> tuple[Matcher, ...]:
        """Rules tried at every numeral."""
        return tuple(matcher for matcher in self.matchers if matcher.numeral)


def compile_rules(source: Source, limited: Iterable[Path] = ()) -> RuleSet:
    """Compile what the packs say.

    Args:
        source: What was read.
        limited: Folders of packs that nobody here has tried: their matches have a time limit.

    Raises:
        RulesError: A pattern does not compile, calls an unknown macro or list, has no anchor, or
            names a group its family does not know; two entries of a map fold together.
    """
    lists = {name: {fold(item).strip() for item in items} for name, items in source.lists.items()}
    maps = {name: _fold_map(name, table, source) for name, table in source.maps.items()}
    readings: dict[str, list[Reading]] = {}
    for row in source.lemmas:
        takes = frozenset(fold(each) for each in row.get("takes", ()))
        for form in _inflected(row, source):
            if form.person in (1, 2) and form.part != "participle":
                continue  # `أرى أن` is the writer's own, `قل إن` addresses the reader
            part = {"past": "", "present": "", "future": ""}.get(form.part, f"_{form.part}")
            lists.setdefault(row["list"] + part, set()).add(form.text)
            readings.setdefault(form.text, []).append(Reading(form, row.get("act"), takes))
    named = {name: frozenset(items) for name, items in lists.items()}
    for name, table in maps.items():
        if name in named:
            raise _error(source, "map", name, f"list and map are both called {name}", "E006")
        named[name] = frozenset(table)
    patterns = Patterns(source, named, frozenset(map(str, limited)))
    matchers = tuple(patterns.matcher(rule) for rule in source.rules if rule.enabled)
    if not matchers:
        where = ", ".join(map(str, source.folders)) or None
        hint = "drop --no-default-rules, or name a pack: --rules DIR"
        raise RulesError("no rule is enabled", code="E007", where=where, hint=hint)
    forms = {text: tuple(found) for text, found in readings.items()}
    return RuleSet(named, maps, forms, matchers, dict(source.packs), patterns.classes, source)


def _inflected(row: dict[str, Any], source: Source) -> list[Form]:
    try:
        return list(inflect(row))
    except RulesError as error:
        where = source.origins["lemma", f"{row['list']}:{row['verb']}"].place()
        raise RulesError(error.message, code="E016", where=str(where), hint=error.hint, excerpt=where.excerpt) from None


def _fold_map(name: str, table: dict[str, Any], source: Source) -> dict[str, Any]:
    folded: dict[str, Any] = {}
    for form, value in table.items():
        key = fold(form).strip()
        if folded.get(key, value) != value:
            raise _error(source, "map", name, f"map {name}: {form!r} folds to {key!r}, which has another value", "E032")
        folded[key] = value
    return folded


def _error(source: Source, kind: str, name: str, message: str, code: str) -> RulesError:
    where = source.origins[kind, name].place()
    return RulesError(message, code=code, where=str(where), excerpt=where.excerpt)


class Patterns:
    """Turns patterns as written into matchers."""

    def __init__(self, source: Source, lists: dict[str, frozenset[str]], limited: frozenset[str] = frozenset()) -> None:
        self.source = source
        self.lists = lists
        self.limited = limited

    def matcher(self, rule: Rule) -> Matcher:
        """A rule, cut at its anchor and compiled."""
        text = fold(strip_comments(rule.pattern))
        allowed = FAMILIES[rule.family].allowed if rule.family in FAMILIES else frozenset({"cue"})
        required = FAMILIES[rule.family].required if rule.family in FAMILIES else frozenset[str]()
        groups = set(regex.findall(r"\(\?P<(\w+)>", text))
        for group in sorted(groups - allowed):
            hint = suggest(group, allowed)
            message = f"group {group!r} is not known to family {rule.family}"
            raise self.error(rule, message, "E020", hint=hint, near=f"(?P<{group}>")
        for group in sorted(required - groups):
            hint = f"write (?P<{group}>…)"
            raise self.error(rule, f"group {group!r} is missing; family {rule.family} needs it", "E020", hint=hint)
        if text.count(NUMBER) == 1:
            left, right = text.split(NUMBER)
            items, marks = frozenset[str](), ""
        else:
            left, body, right = self.split(rule, text)
            items, marks = self.anchor(rule, body)
        return Matcher(
            rule,
            items,
            marks,
            self.compile(rule, left, backwards=True),
            self.compile(rule, right),
            self.compile(rule, fold(strip_comments(rule.unless or ""))),
            TIME_LIMIT if self.limited & {rule.origin.path, str(Path(rule.origin.path).parent)} else None,
        )

    @cached_property
    def classes(self) -> WordClasses:
        """The word classes of all lists that rules or macros use outside their anchors."""
        written = list(self.source.macros.values())
        written += [part for rule in self.source.rules for part in (rule.pattern, rule.unless or "")]
        names = {name for text in written for name in _LIST.findall(text)}
        return WordClasses({name: self.lists[name] for name in sorted(names & self.lists.keys())})

    def split(self, rule: Rule, text: str) -> tuple[str, str, str]:
        """The pattern left of the anchor group, the group's body, and the pattern right of it."""
        opening = f"(?P<{rule.anchor}>"
        for start, end in top_level_groups(text):
            if text.startswith(opening, start):
                return text[:start], text[start + len(opening) : end], text[end + 1 :]
        raise self.error(
            rule,
            f"no anchor: the pattern has no group {rule.anchor!r} outside all other groups",
            "E025",
            hint='name the group that holds the cue words: anchor = "cue"',
        )

    def anchor(self, rule: Rule, body: str) -> tuple[frozenset[str], str]:
        """The words or the marks an anchor group stands for."""
        opening = f"(?P<{rule.anchor}>"
        body = "".join(body.split())
        if regex.fullmatch(r"\\L<\w+>(?:\|\\L<\w+>)*+", body):
            names = _LIST.findall(body)
            for name in names:
                self.list(rule, name)
            return frozenset().union(*(self.lists[name] for name in names)), ""
        if regex.fullmatch(r"\[[^\]\\\w]+\]|[^\w\\\[\](){}.*+?|^$]", body):
            return frozenset(), body.strip("[]")
        raise self.error(
            rule,
            f"no anchor: group {rule.anchor!r} is neither lists (\\L<a>|\\L<b>) nor marks ([«“])",
            "E025",
            near=opening,
            hint="put the words in a list, and what surrounds them outside the group",
        )

    def compile(self, rule: Rule, text: str, *, backwards: bool = False) -> regex.Pattern[str] | None:
        """Compile one side of a rule; nothing but white space is None."""
        if not text.strip():
            return None
        text = self.expand(rule, text)
        for name in _LIST.findall(text):
            self.list(rule, name)
        try:
            return regex.compile(self.classes.rewrite(text), regex.REVERSE if backwards else 0)
        except regex.error as error:
            raise self.not_a_pattern(rule, error) from None

    def expand(self, rule: Rule, text: str, depth: int = 0) -> str:
        """Put macros in place of their calls."""
        if depth > _MACRO_DEPTH:
            raise self.error(rule, "macros call each other in a circle", "E024")

        def body(call: regex.Match[str]) -> str:
            macro = self.source.macros.get(call[1])
            if macro is None:
                hint = suggest(call[1], self.source.macros)
                raise self.error(rule, f"unknown macro {call[1]!r}", "E022", hint=hint, near=call[0])
            macro = fold(strip_comments(macro))
            if any(token.captures for token in tokens(macro)):
                raise self.error(rule, f"macro {call[1]} captures", "E023", hint="write (?:…) in macros", near=call[0])
            return f"(?:{self.expand(rule, macro, depth + 1)})"

        return str(_MACRO.sub(body, text))

    def list(self, rule: Rule, name: str) -> None:
        """Refuse a list that there is not."""
        if name not in self.lists:
            hint = suggest(name, self.lists)
            raise self.error(rule, f"unknown list {name!r}", "E022", hint=hint, near=f"\\L<{name}>")

    def not_a_pattern(self, rule: Rule, error: regex.error) -> RulesError:
        """Where the author's own pattern or one of its macros goes wrong, rather than their expansion."""
        written = [(rule.pattern, rule.origin), (rule.unless or "", rule.origin)]
        written += [(text, self.source.origins["pattern", name]) for name, text in self.source.macros.items()]
        for text, origin in written:
            # as long as what is written, so that the offset of the fault is the same
            alone = _MACRO.sub(lambda call: f"(?:{'x' * (len(call[0]) - 4)})", text)
            alone = _LIST.sub(lambda name: f"(?:{'x' * (len(name[0]) - 4)})", alone)
            try:
                regex.compile(alone, regex.VERBOSE)
            except regex.error as fault:
                where = origin.place(text, fault.pos or 0)
                owner = f"rule {rule.id}" if origin is rule.origin else "macro"
                message = f"{owner}: not a pattern: {fault.msg}"
                return RulesError(message, code="E021", where=str(where), excerpt=where.excerpt)
        return self.error(rule, f"not a pattern: {error}", "E021")

    def error(
        self, rule: Rule, message: str, code: str, *, hint: str | None = None, near: str | None = None
    ) -> RulesError:
        """A `RulesError` that points at `near` in the rule or a macro, or else at the rule."""
        texts = [(rule.pattern, rule.origin), (rule.unless or "", rule.origin)]
        texts += [(text, self.source.origins["pattern", name]) for name, text in self.source.macros.items()]
        for text, origin in texts:
            if near and near in text:
                where = origin.place(text, text.index(near))
                break
        else:
            where = rule.origin.place()
        return RulesError(f"rule {rule.id}: {message}", code=code, where=str(where), hint=hint, excerpt=where.excerpt)


def strip_comments(pattern: str) -> str:
    """A verbose pattern without its comments, so that brackets in them do not count."""
    out, in_class, at = [], False, 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            out.append(pattern[at : at + 2])
            at += 2
            continue
        if char == "#" and not in_class:
            at = pattern.find("\n", at)
            if at < 0:
                break
            continue
        in_class = (in_class or char == "[") and char != "]"
        out.append(char)
        at += 1
    return "".join(out)


def top_level_groups(pattern: str) -> Iterable[tuple[int, int]]:
    """Start and end of each group that stands in no other group; the end is its bracket's offset."""
    depth, start, in_class, at = 0, 0, False, 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 2
            continue
        if in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
        elif char == "(":
            start = at if depth == 0 else start
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                yield start, at
        at += 1
