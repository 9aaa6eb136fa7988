"""Rules as written -> matchers: macros put in, each pattern cut at its anchor, compiled for marked texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import regex

from quotes.errors import RulesError
from quotes.fold import fold
from quotes.ruleset import trees
from quotes.ruleset.classes import WordClasses
from quotes.ruleset.codes import suggest
from quotes.ruleset.edges import Edges, Stops, complementizers
from quotes.ruleset.matcher import Ahead, Behind, Matcher
from quotes.ruleset.rule import Rule
from quotes.ruleset.schema import FAMILIES, NUMBER, Source
from quotes.ruleset.steps import Cutter
from quotes.ruleset.tokens import tokens
from quotes.ruleset.trees import Branch
from quotes.ruleset.writer import Writer

_MACRO = regex.compile(r"\(\?&(\w+)\)")
_LIST = regex.compile(r"\\L<(\w+)>")
_MACRO_DEPTH = 8
TIME_LIMIT = 1.0  # seconds at one place; a rule of ours takes less than a thousandth of that


@dataclass(frozen=True, slots=True)
class _Draft:
    """A rule whose pattern is read but not yet compiled."""

    rule: Rule
    lists: tuple[str, ...]
    marks: str
    before: tuple[Branch, ...]
    after: tuple[Branch, ...]
    unless: tuple[Branch, ...]


class Patterns:
    """Turns patterns as written into matchers."""

    def __init__(
        self, source: Source, lists: Mapping[str, frozenset[str]], limited: frozenset[str] = frozenset()
    ) -> None:
        self.source = source
        self.lists = lists
        self.limited = limited
        self._macros: dict[str, tuple[Branch, ...]] = {}
        self._drafts: dict[str, _Draft] = {}

    def matchers(self) -> tuple[Matcher, ...]:
        """All rules that are enabled.

        Raises:
            RulesError: A pattern does not compile, or says something that a rule of its family may not say.
        """
        drafts = [self._draft(rule) for rule in self.source.rules if rule.enabled]
        cutter = Cutter(self._writer, self._edges, [draft.after for draft in drafts])
        return tuple(self._matcher(draft, cutter) for draft in drafts)

    @cached_property
    def classes(self) -> WordClasses:
        """The word classes of all lists that rules or macros use outside their anchors."""
        written = list(self.source.macros.values())
        written += [part for rule in self.source.rules for part in (rule.pattern, rule.unless or "")]
        names = {name for text in written for name in _LIST.findall(text)}
        drafts = (self._draft(rule) for rule in self.source.rules if rule.enabled)
        unions = [
            union
            for draft in drafts
            for side in (draft.before, draft.after, draft.unless)
            for union in trees.lists(side)
        ]
        return WordClasses({name: self.lists[name] for name in sorted(names & self.lists.keys())}, unions)

    @cached_property
    def _writer(self) -> Writer:
        return Writer(self.classes)

    @cached_property
    def _stops(self) -> Stops:
        return Stops(self.classes)

    @cached_property
    def _stops_or_that(self) -> Stops:
        return Stops(self.classes, complementizers=True)

    @cached_property
    def _edges(self) -> Edges:
        return Edges(self.classes)

    @cached_property
    def complementizer(self) -> regex.Pattern[str]:
        """Finds in a marked text what any rule may take for a complementizer."""
        drafts = [self._draft(rule) for rule in self.source.rules if rule.enabled]
        ways = {self._writer.write((branch,)) for draft in drafts for branch in complementizers(draft.after)}
        return regex.compile("|".join(sorted(ways)) or "(?!)")

    def _draft(self, rule: Rule) -> _Draft:
        if rule.id not in self._drafts:
            self._drafts[rule.id] = self._read(rule)
        return self._drafts[rule.id]

    def _read(self, rule: Rule) -> _Draft:
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
        names: tuple[str, ...]
        if text.count(NUMBER) == 1:
            left, right = text.split(NUMBER)
            names, marks = (), ""
        else:
            left, body, right = self.split(rule, text)
            names, marks = self.anchor(rule, body)
        unless = fold(strip_comments(rule.unless or ""))
        return _Draft(rule, names, marks, self.tree(rule, left), self.tree(rule, right), self.tree(rule, unless))

    def _matcher(self, draft: _Draft, cutter: Cutter) -> Matcher:
        rule = draft.rule
        before = self._writer.write(draft.before, backwards=True)
        stops = self._stops.of(draft.after)
        if stops is None:
            stops = self._stops_or_that.of(draft.after)
        try:
            steps = cutter.cut(draft.after)
            behind = cutter.piece(before, backwards=True) if before else None
        except regex.error as error:
            raise self.not_a_pattern(rule, error) from None
        return Matcher(
            rule,
            draft.lists,
            draft.marks,
            Behind(behind, self._edges.of(draft.before, backwards=True)) if behind else None,
            Ahead(steps, self._edges.of(draft.after), stops) if steps else None,
            self._compiled(rule, draft.unless),
            TIME_LIMIT if self.limited & {rule.origin.path, str(Path(rule.origin.path).parent)} else None,
        )

    def _compiled(
        self, rule: Rule, branches: tuple[Branch, ...], *, backwards: bool = False
    ) -> regex.Pattern[str] | None:
        text = self._writer.write(branches, backwards=backwards)
        if not text:
            return None
        try:
            return regex.compile(text, regex.REVERSE if backwards else 0)
        except regex.error as error:
            raise self.not_a_pattern(rule, error) from None

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

    def anchor(self, rule: Rule, body: str) -> tuple[tuple[str, ...], str]:
        """The lists or the marks an anchor group stands for."""
        opening = f"(?P<{rule.anchor}>"
        body = "".join(body.split())
        if regex.fullmatch(r"\\L<\w+>(?:\|\\L<\w+>)*+", body):
            names = _LIST.findall(body)
            for name in names:
                self.list(rule, name)
            return tuple(names), ""
        if regex.fullmatch(r"\[[^\]\\\w]+\]|[^\w\\\[\](){}.*+?|^$]", body):
            return (), body.strip("[]")
        raise self.error(
            rule,
            f"no anchor: group {rule.anchor!r} is neither lists (\\L<a>|\\L<b>) nor marks ([«“])",
            "E025",
            near=opening,
            hint="put the words in a list, and what surrounds them outside the group",
        )

    def compile(self, rule: Rule, text: str, *, backwards: bool = False) -> regex.Pattern[str] | None:
        """Compile one side of a rule, or a part of it; nothing but white space is None."""
        return self._compiled(rule, self.tree(rule, text), backwards=backwards)

    def tree(self, rule: Rule, text: str, depth: int = 0) -> tuple[Branch, ...]:
        """A pattern with its macros put in."""
        if depth > _MACRO_DEPTH:
            raise self.error(rule, "macros call each other in a circle", "E024")
        for name in _LIST.findall(text):
            self.list(rule, name)
        try:
            return trees.parse(text, lambda name: self.macro(rule, name, depth))
        except regex.error as error:
            raise self.not_a_pattern(rule, error) from None

    def macro(self, rule: Rule, name: str, depth: int) -> tuple[Branch, ...]:
        """The alternatives of a macro, the same nodes for every rule."""
        if name not in self._macros:
            call = f"(?&{name})"
            written = self.source.macros.get(name)
            if written is None:
                hint = suggest(name, self.source.macros)
                raise self.error(rule, f"unknown macro {name!r}", "E022", hint=hint, near=call)
            macro = fold(strip_comments(written))
            if any(token.captures for token in tokens(macro)):
                raise self.error(rule, f"macro {name} captures", "E023", hint="write (?:…) in macros", near=call)
            self._macros[name] = self.tree(rule, macro, depth + 1)
        return self._macros[name]

    def expand(self, text: str) -> str:
        """A pattern of a rule that compiles, its macros put in as they are written, for readers."""

        def body(call: regex.Match[str]) -> str:
            macro = self.source.macros.get(call[1])
            return f"(?:{self.expand(fold(strip_comments(macro)))})" if macro is not None else str(call[0])

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
