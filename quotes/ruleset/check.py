"""Lints: what a rule file says that it cannot mean, or that would be slow or unsafe to run.

`lint` yields findings, errors (E…) before they bite and warnings (W…) that leave a pack usable; each
lint finds the complaints named in its docstring, and `codes.CODES` says what they mean. `refuse` raises
the first error: it guards packs that are not ours whenever they are loaded.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import regex

from quotes.errors import RulesError
from quotes.fold import fold
from quotes.ruleset import check_patterns
from quotes.ruleset.codes import CODES, suggest
from quotes.ruleset.finding import Finding, about, patterns
from quotes.ruleset.home import default_folder
from quotes.ruleset.inflect import inflect
from quotes.ruleset.places import Origin, place
from quotes.ruleset.rule import Rule
from quotes.ruleset.schema import FAMILIES, LEMMA_LISTS, Extension, Source
from quotes.ruleset.tokens import tokens

_BIDI = regex.compile("[\u202a-\u202e\u2066-\u2069]")


def lint(source: Source) -> Iterator[Finding]:
    """Everything to complain about, in the order of the lints and of the files."""
    for each in _LINTS:
        found = list(each(source))
        yield from found
        if found and each is check_patterns.oversized:
            return  # on such patterns others would not come to an end


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


def missing_examples(source: Source) -> Iterator[Finding]:
    """E014: a rule without an accept or without a reject."""
    for rule in source.rules:
        if not rule.accept:
            yield about(rule, "E014", "no accept", hint="add [[rule.accept]] below the rule")
        if not rule.reject and rule.family != "boundary":
            yield about(rule, "E014", "no reject", hint="add [[rule.reject]] with a text and why")


def impossible_examples(source: Source) -> Iterator[Finding]:
    """E015: an accept that expects words its text does not hold, or nothing; E050: a rule beside it that there is not."""
    spans = {"cue", "speaker", "via", "quote", "claim", "per", "counted", "clause"}
    known = {rule.id for rule in source.rules}
    for rule in source.rules:
        for example in (*rule.accept, *rule.reject):
            for name in example.beside:
                if name not in known:
                    hint = suggest(name, known)
                    yield about(rule, "E050", f"there is no rule {name!r}", hint=hint, origin=example.origin)
        for example in rule.accept:
            if not example.expected:
                yield about(rule, "E015", "an accept expects nothing", hint=_expected(rule), origin=example.origin)
            for key in spans & example.expected.keys():
                words = example.expected[key]
                if isinstance(words, str) and words not in example.text:
                    message = f"{key} {words!r} is not in the text"
                    yield about(rule, "E015", message, hint="copy it from the text", origin=example.origin)


def literal_escapes(source: Source) -> Iterator[Finding]:
    r"""W106: an example whose text holds \n as two characters."""
    for rule in source.rules:
        for example in (*rule.accept, *rule.reject):
            if "\\n" in example.text:
                message = r"the text holds \n as two characters"
                hint = 'write it in double quotes: "…\\n…"'
                yield about(rule, "W106", message, hint=hint, origin=example.origin)


def _expected(rule: Rule) -> str:
    keys = FAMILIES[rule.family].example if rule.family in FAMILIES else ("clause",)
    return f"say what comes out of it: {', '.join(sorted(keys))}"


def _called(source: Source) -> set[str]:
    """The macros, lists and maps that patterns name."""
    return {
        token.text[3:-1]  # (?&NAME) or \L<NAME>
        for pattern in patterns(source)
        for token in tokens(pattern.text)
        if token.sort in ("macro", "list")
    }


def _is_ours(origin: Origin) -> bool:
    """Whether it comes with the package; our lists and maps are read by the program too."""
    return Path(origin.path).parent == default_folder()


def unused_names(source: Source) -> Iterator[Finding]:
    """W104: a macro that no pattern calls; a list or map that no pattern reads."""
    called = _called(source)
    for (kind, name), origin in source.origins.items():
        if kind == "pattern" and name not in called:
            yield _named(source, kind, name, "W104", f"macro {name} is never called")
        if kind in ("list", "map") and name not in called and not _is_ours(origin):
            yield _named(source, kind, name, "W104", f"no pattern reads {kind} {name}")


def lemmas_of_no_list(source: Source) -> Iterator[Finding]:
    """E022: a lemma for a list that is not defined, that no pattern reads, and that no lemma of ours goes to."""
    lemmas = [(row["list"], source.origins["lemma", f"{row['list']}:{row['verb']}"]) for row in source.lemmas]
    known = {name for kind, name in source.origins if kind == "list"}
    known |= {into for into, origin in lemmas if _is_ours(origin)}
    called = _called(source)
    for into, origin in lemmas:
        if into not in known and not called & {f"{into}{part}" for part in LEMMA_LISTS}:
            where = Origin(origin.file, (*origin.key, "list")).place()
            yield Finding("E022", f"no pattern reads list {into!r}", where, suggest(into, known))


def forms_of_no_currency(source: Source) -> Iterator[Finding]:
    """E033: a form of a currency that is not in the map of currencies."""
    known = {fold(name): name for name in source.maps.get("currencies", {})}
    for form, name in source.maps.get("currency_forms", {}).items():
        if fold(name) not in known:
            extension = next((each for each in source.extensions if _adds(each, "currency_forms", form)), None)
            origin = extension.origin if extension else source.origins["map", "currency_forms"]
            where = Origin(origin.file, (*origin.key, form)).place()
            message = f"{form} is a form of {name}, which is no currency"
            hint = suggest(name, known.values())
            if not hint.startswith("did"):
                hint = f'add {name} = "CODE" to [extend.map.currencies]'
            yield Finding("E033", message, where, hint)


def _adds(extension: Extension, name: str, form: str) -> bool:
    return extension.name == name and any(form == each for each, _ in extension.added)


def doubled_items(source: Source) -> Iterator[Finding]:
    """W105: the same form twice in a list, or added to what has it already; E030: one of which folding leaves nothing."""
    defined: dict[tuple[str, str], Iterable[str]] = {("list", name): items for name, items in source.lists.items()}
    defined |= {("map", name): table for name, table in source.maps.items()}
    for each in reversed(source.extensions):
        defined[each.kind, each.name] = [form for form, _ in each.before]
    for (kind, name), items in defined.items():
        seen: dict[str, str] = {}
        for item in items:
            key = fold(item).strip()
            if not key:
                yield _named(source, kind, name, "E030", f"{kind} {name}: {item!a} folds to nothing")
            elif key in seen and kind == "list":
                twice = f"{item} and {seen[key]}" if item != seen[key] else item
                yield _named(source, kind, name, "W105", f"list {name} holds {twice} twice")
            seen[key] = item
    for each in source.extensions:
        yield from _added_twice(source, each)


def _added_twice(source: Source, extension: Extension) -> Iterator[Finding]:
    """What an extension adds that was there already, or twice."""
    kind, name = extension.kind, extension.name
    before = {fold(form).strip(): value for form, value in extension.before}
    if kind == "list":
        before |= dict.fromkeys(_inflected(source, name))
    for form, value in extension.added:
        key = fold(form).strip()
        where = extension.origin.place(f'"{form}"')
        if not key:
            yield Finding("E030", f"{kind} {name}: {form!a} folds to nothing", where)
        elif key in before and before[key] == value:
            yield Finding("W105", f"{kind} {name} has {form} already", where, "leave it out")
        before[key] = value


def _inflected(source: Source, name: str) -> Iterator[str]:
    """The forms that lemmas bring to a list."""
    for row in source.lemmas:
        if not name.startswith(row["list"]):
            continue
        try:
            forms = list(inflect(row))
        except RulesError:
            continue  # E016, when it is compiled
        for form in forms:
            part = {"past": "", "present": "", "future": ""}.get(form.part, f"_{form.part}")
            if f"{row['list']}{part}" == name and (form.person not in (1, 2) or form.part == "participle"):
                yield form.text


def _named(source: Source, kind: str, name: str, code: str, message: str) -> Finding:
    return Finding(code, message, source.origins[kind, name].place())


def bidi_controls(source: Source) -> Iterator[Finding]:
    """E060: a bidi embedding, override or isolate in a file, which shows it otherwise than it is."""
    for path, file in source.files.items():
        control = _BIDI.search(file)
        if control:
            name = f"U+{ord(control[0]):04X}"
            where = place(path, file, control.start())
            shown = where._replace(written=_BIDI.sub(lambda each: f"<U+{ord(each[0]):04X}>", where.written))
            yield Finding("E060", f"bidi control {name}", shown, "delete it, or write it as an escape")


_LINTS: tuple[Callable[[Source], Iterator[Finding]], ...] = (
    bidi_controls,
    check_patterns.oversized,
    check_patterns.alternatives,
    check_patterns.missing_groups,
    check_patterns.endless_repeats,
    check_patterns.lost_in_folding,
    check_patterns.signs_from_folding,
    check_patterns.unnamed_groups,
    check_patterns.article_classes,
    missing_examples,
    impossible_examples,
    literal_escapes,
    unused_names,
    lemmas_of_no_list,
    forms_of_no_currency,
    doubled_items,
)
assert all(code in CODES for each in _LINTS for code in regex.findall(r"\b[EW]\d{3}\b", each.__doc__ or ""))
