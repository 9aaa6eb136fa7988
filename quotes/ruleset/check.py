"""Lints: what a rule file says that it cannot mean, or that would be slow or unsafe to run.

`lint` yields findings, errors (E…) before they bite and warnings (W…) that leave a pack usable; each
function here finds the complaints named in it, and `codes.CODES` says what they mean. `refuse` raises
the first error: it guards packs that are not ours whenever they are loaded.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

import regex

from quotes.errors import RulesError
from quotes.fold import fold
from quotes.ruleset.classes import WordClasses
from quotes.ruleset.codes import CODES, suggest
from quotes.ruleset.compile import RuleSet
from quotes.ruleset.load import default_folder
from quotes.ruleset.places import Origin, Place, place
from quotes.ruleset.schema import FAMILIES, LEMMA_LISTS, Rule, Source
from quotes.ruleset.tokens import Token, code, tokens

_SIGNS = frozenset(".^$*+?{}[]\\|()#")
_BIDI = regex.compile("[\u202a-\u202e\u2066-\u2069]")
_REVERSED_ARTICLE = frozenset({"[ال]", "[لا]", "[األ]"})


@dataclass(frozen=True, slots=True)
class Finding:
    """A complaint about a rule file.

    Args:
        code: A key of `codes.CODES`; E is an error, W a warning.
        message: What is wrong, one sentence without a full stop.
        place: Where it is written.
        hint: What to write instead.
    """

    code: str
    message: str
    place: Place
    hint: str | None = None

    @property
    def is_error(self) -> bool:
        """Whether the pack cannot be used."""
        return self.code.startswith("E")

    def __str__(self) -> str:
        hint = f"; {self.hint}" if self.hint else ""
        sort = "error" if self.is_error else "warning"
        return f"{sort}: {self.place}: {self.code} {self.message}{hint}\n{self.place.excerpt}"

    def error(self) -> RulesError:
        """The finding as an exception."""
        place = self.place
        return RulesError(self.message, code=self.code, where=str(place), hint=self.hint, excerpt=place.excerpt)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A pattern of a source, and whose it is."""

    owner: str  # "rule ar-x" or "macro NAME"
    text: str
    origin: Origin
    rule: Rule | None = None


def lint(source: Source) -> Iterator[Finding]:
    """Everything to complain about, in the order of the lints and of the files."""
    for each in _LINTS:
        yield from each(source)


def refuse(source: Source, folders: Iterable[Path]) -> None:
    """Raise the first error in the packs of these folders.

    Raises:
        RulesError: A pattern could run for minutes, matches what its author did not write, or says
            less than its author believes.
    """
    guarded = {str(folder) for folder in folders}
    for finding in lint(source):
        if finding.is_error and {finding.place.path, str(Path(finding.place.path).parent)} & guarded:
            raise finding.error()


def _patterns(source: Source) -> Iterator[_Pattern]:
    for name, text in source.macros.items():
        yield _Pattern(f"macro {name}", text, source.origins["pattern", name])
    for rule in source.rules:
        yield _Pattern(f"rule {rule.id}", rule.pattern, rule.origin, rule)
        if rule.unless:
            yield _Pattern(f"rule {rule.id}", rule.unless, rule.origin, rule)


def _at(pattern: _Pattern, token: Token, code: str, message: str, *, hint: str | None = None) -> Finding:
    """A finding that points at a token in the author's own text."""
    return Finding(code, f"{pattern.owner}: {message}", pattern.origin.place(pattern.text, token.at), hint)


def _about(rule: Rule, code: str, message: str, *, hint: str | None = None, origin: Origin | None = None) -> Finding:
    """A finding that points at a rule or one of its examples."""
    return Finding(code, f"rule {rule.id}: {message}", (origin or rule.origin).place(), hint)


# -- patterns -------------------------------------------------------------------------------------


def alternatives(source: Source) -> Iterator[Finding]:
    """E026: `a|b` outside all groups, which cuts the whole pattern in two."""
    for pattern in _patterns(source):
        if pattern.rule is None or pattern.text is pattern.rule.unless:
            continue  # a macro is put in a group of its own, a veto stands for itself
        depth = 0
        for token in code(pattern.text):
            depth += (token.sort == "open") - (token.sort == "close")
            if token.sort == "or" and depth == 0:
                yield _at(pattern, token, "E026", "| stands outside all groups", hint="write (?:a|b)")


def endless_repeats(source: Source) -> Iterator[Finding]:
    """E027: a repeat that has no upper bound and gives back what it took."""
    for pattern in _patterns(source):
        for token in code(pattern.text):
            if token.endless:
                least = 0 if token.text[0] == "*" else 1
                hint = (
                    f"write {{{least},3}}, or as many as can occur, or {token.text.rstrip('?')}+ to give nothing back"
                )
                yield _at(pattern, token, "E027", f"the repeat {token.text} has no upper bound", hint=hint)


def lost_in_folding(source: Source) -> Iterator[Finding]:
    """E030: a repeat, a class or an alternative that loses what it stands for when it is folded."""
    for pattern in _patterns(source):
        before: Token | None = None
        parts = code(pattern.text)
        for token, after in zip_longest(parts, parts[1:]):
            if token.sort == "literal" and not fold(token.text):
                alone = before is None or before.sort in ("open", "or")
                alone &= after is None or after.sort in ("close", "or")
                if alone or (after is not None and after.sort == "repeat"):
                    yield _at(pattern, token, "E030", f"{token.text!a} folds to nothing", hint="leave it out")
            elif token.sort == "class":
                lost = [char for char in token.text if not fold(char)]
                if lost:
                    message = f"{', '.join(map(ascii, lost))} in a class folds to nothing"
                    yield _at(pattern, token, "E030", message, hint="leave it out of the class")
            before = token


def signs_from_folding(source: Source) -> Iterator[Finding]:
    """E031: a letter or mark that folds to a sign of the pattern language."""
    for pattern in _patterns(source):
        for token in code(pattern.text):
            if token.sort == "literal" and set(fold(token.text)) & _SIGNS - {token.text}:
                sign = fold(token.text)
                yield _at(pattern, token, "E031", f"{token.text} folds to {sign}", hint=f"write [{sign}]")


def unnamed_groups(source: Source) -> Iterator[Finding]:
    """W103: a group that captures and has no name; in a macro, E023: one that captures at all."""
    for pattern in _patterns(source):
        for token in code(pattern.text):
            if pattern.rule is None and token.captures:
                yield _at(pattern, token, "E023", "a macro captures", hint="write (?:…)")
            elif token.captures and token.text == "(":
                yield _at(pattern, token, "W103", "an unnamed group captures", hint="write (?:…)")


def article_classes(source: Source) -> Iterator[Finding]:
    """W101: a class made of the letters of the article."""
    for pattern in _patterns(source):
        for token in code(pattern.text):
            if token.sort == "class" and token.text in _REVERSED_ARTICLE:
                yield _at(pattern, token, "W101", f"{token.text} is one letter of two", hint="write (?:ال)")


# -- rules and names ------------------------------------------------------------------------------


def missing_examples(source: Source) -> Iterator[Finding]:
    """E014: a rule without an accept or without a reject."""
    for rule in source.rules:
        if not rule.accept:
            yield _about(rule, "E014", "no accept", hint="add [[rule.accept]] below the rule")
        if not rule.reject and rule.family != "boundary":
            yield _about(rule, "E014", "no reject", hint="add [[rule.reject]] with a text and why")


def impossible_examples(source: Source) -> Iterator[Finding]:
    """E015: an accept that expects words its text does not hold, or nothing; E050: a rule beside it that there is not."""
    spans = {"cue", "speaker", "via", "quote", "claim", "per", "counted", "clause"}
    known = {rule.id for rule in source.rules}
    for rule in source.rules:
        for example in (*rule.accept, *rule.reject):
            for name in example.beside:
                if name not in known:
                    hint = suggest(name, known)
                    yield _about(rule, "E050", f"there is no rule {name!r}", hint=hint, origin=example.origin)
        for example in rule.accept:
            if not example.expected:
                yield _about(rule, "E015", "an accept expects nothing", hint=_expected(rule), origin=example.origin)
            for key in spans & example.expected.keys():
                words = example.expected[key]
                if isinstance(words, str) and words not in example.text:
                    message = f"{key} {words!r} is not in the text"
                    yield _about(rule, "E015", message, hint="copy it from the text", origin=example.origin)


def literal_escapes(source: Source) -> Iterator[Finding]:
    r"""W106: an example whose text holds \n as two characters."""
    for rule in source.rules:
        for example in (*rule.accept, *rule.reject):
            if "\\n" in example.text:
                message = r"the text holds \n as two characters"
                hint = 'write it in double quotes: "…\\n…"'
                yield _about(rule, "W106", message, hint=hint, origin=example.origin)


def _expected(rule: Rule) -> str:
    keys = FAMILIES[rule.family].example if rule.family in FAMILIES else ("clause",)
    return f"say what comes out of it: {', '.join(sorted(keys))}"


def unused_names(source: Source) -> Iterator[Finding]:
    """W104: a macro that no pattern calls; a list or map, or a list of lemmas, that no pattern reads."""
    called = {
        token.text[3:-1]  # (?&NAME) or \L<NAME>
        for pattern in _patterns(source)
        for token in tokens(pattern.text)
        if token.sort in ("macro", "list")
    }
    ours = str(default_folder())
    for (kind, name), origin in source.origins.items():
        if kind == "pattern" and name not in called:
            yield _named(source, kind, name, "W104", f"macro {name} is never called")
        if Path(origin.path).parent == Path(ours):
            continue  # ours are read by the program too
        if kind in ("list", "map") and name not in called:
            yield _named(source, kind, name, "W104", f"no pattern reads {kind} {name}")
        if kind == "lemma":
            into = name.rpartition(":")[0]
            if not called & {f"{into}{part}" for part in LEMMA_LISTS}:
                yield _named(source, kind, name, "W104", f"no pattern reads list {into}")


def doubled_items(source: Source) -> Iterator[Finding]:
    """W105: the same form twice in a list; E030: an item of which folding leaves nothing."""
    for name, items in source.lists.items():
        seen: dict[str, str] = {}
        for item in items:
            key = fold(item).strip()
            if not key:
                yield _named(source, "list", name, "E030", f"list {name}: {item!a} folds to nothing")
            elif key in seen:
                twice = f"{item} and {seen[key]}" if item != seen[key] else item
                yield _named(source, "list", name, "W105", f"list {name} holds {twice} twice")
            seen[key] = item
    for name, table in source.maps.items():
        for form in table:
            if not fold(form).strip():
                yield _named(source, "map", name, "E030", f"map {name}: {form!a} folds to nothing")


def _named(source: Source, kind: str, name: str, code: str, message: str) -> Finding:
    return Finding(code, message, source.origins[kind, name].place())


def bidi_controls(source: Source) -> Iterator[Finding]:
    """E060: a bidi embedding, override or isolate in a file, which shows it otherwise than it is."""
    for path, file in source.files.items():
        control = _BIDI.search(file)
        if control:
            name = f"U+{ord(control[0]):04X}"
            where = place(path, file, control.start())
            shown = replace(where, written=_BIDI.sub(lambda each: f"<U+{ord(each[0]):04X}>", where.written))
            yield Finding("E060", f"bidi control {name}", shown, "delete it, or write it as an escape")


# -- speed ----------------------------------------------------------------------------------------

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
                yield _about(matcher.rule, "W107", message, hint="bound its repeats more closely")
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


_LINTS: tuple[Callable[[Source], Iterator[Finding]], ...] = (
    bidi_controls,
    alternatives,
    endless_repeats,
    lost_in_folding,
    signs_from_folding,
    unnamed_groups,
    article_classes,
    missing_examples,
    impossible_examples,
    literal_escapes,
    unused_names,
    doubled_items,
)
assert all(code in CODES for each in _LINTS for code in regex.findall(r"\b[EW]\d{3}\b", each.__doc__ or ""))
