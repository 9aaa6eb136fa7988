"""`Source` -> `RuleSet`: folds, inflects, expands, and splits each pattern at its anchor.

A pattern is written in reading order. Its anchor, a group of list words or punctuation (or the
numeral `(?&NUMBER)`), is found by the one anchor pass, so the pattern is cut there: what stands left
of the anchor is compiled to be matched backwards from it, what stands right of it forwards.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from quotes.errors import RulesError
from quotes.fold import fold
from quotes.ruleset.classes import WordClasses
from quotes.ruleset.forms import Form
from quotes.ruleset.kept import Kept
from quotes.ruleset.matcher import Matcher

if TYPE_CHECKING:
    from quotes.ruleset.schema import Source


class Anchored(NamedTuple):
    """The words that matchers are anchored at.

    Attributes:
        words: First word of an item -> each folded item that begins with it, and the number of its group.
        groups: The matchers that items are for, by their numbers; most items share theirs with others.
    """

    words: Mapping[str, tuple[tuple[str, int], ...]]
    groups: tuple[tuple[int, ...], ...]


class Reading(NamedTuple):
    """One reading of a cue's surface form: its morphology and its lemma's row."""

    form: Form
    act: str | None
    takes: frozenset[str]  # folded complementizers the lemma goes with; empty: any


@dataclass(eq=False)
class RuleSet:
    """Compiled rules with the lexicons they share.

    Attributes:
        lists: Folded items by list name, inflected forms of lemmas included.
        maps: Folded form -> value by map name.
        readings: Folded cue form -> its readings.
        classes: Marks a folded text for the patterns of the matchers.
        complementizer: Finds in a marked text what rules may take for one.
        packs: Pack name -> hash of its files.
        folders: Where the packs are.
    """

    lists: Mapping[str, frozenset[str]]
    maps: Mapping[str, dict[str, Any]]
    readings: Mapping[str, tuple[Reading, ...]]
    matchers: tuple[Matcher, ...]
    packs: dict[str, str]
    classes: WordClasses = field(repr=False)
    complementizer: regex.Pattern[str]
    folders: tuple[Path, ...]

    @cached_property
    def source(self) -> "Source":
        """The rules as written, with their examples; read again where they were compiled in another run."""
        from quotes.ruleset.load import load

        return load(self.folders)

    @cached_property
    def anchors(self) -> Anchored:
        """The words that the matchers are anchored at."""
        wanted: dict[str, list[int]] = {}
        for number, matcher in enumerate(self.matchers):
            for item in self.items(matcher):
                wanted.setdefault(item, []).append(number)
        groups: dict[tuple[int, ...], int] = {}
        words: dict[str, tuple[tuple[str, int], ...]] = {}
        for item in sorted(wanted):
            group = groups.setdefault(tuple(wanted[item]), len(groups))
            first = item.split(" ", 1)[0]
            words[first] = (*words.get(first, ()), (item, group))
        return Anchored(Kept.of(words), tuple(groups))

    def items(self, matcher: Matcher) -> frozenset[str]:
        """The folded words that a matcher is anchored at."""
        return frozenset[str]().union(*(self.lists[name] for name in matcher.lists))

    def __getstate__(self) -> dict[str, Any]:
        """What is kept between runs: what extraction needs."""
        return {name: value for name, value in self.__dict__.items() if name != "source"} | {"anchors": self.anchors}


def compile_rules(source: "Source", limited: Iterable[Path] = ()) -> RuleSet:
    """Compile what the packs say.

    Args:
        source: What was read.
        limited: Folders of packs that nobody here has tried: their matches have a time limit.

    Raises:
        RulesError: A pattern does not compile, calls an unknown macro or list, has no anchor, or
            names a group its family does not know; two entries of a map fold together.
    """
    from quotes.ruleset.patterns import Patterns

    # one object a word: what several lists hold is kept once
    lists = {name: {intern(fold(item).strip()) for item in items} for name, items in source.lists.items()}
    maps = {name: _fold_map(name, table, source) for name, table in source.maps.items()}
    readings: dict[str, list[Reading]] = {}
    for row in source.lemmas:
        takes = frozenset(fold(each) for each in row.get("takes", ()))
        for form in _inflected(row, source):
            if form.person in (1, 2) and form.part != "participle":
                continue  # `أرى أن` is the writer's own, `قل إن` addresses the reader
            part = {"past": "", "present": "", "future": ""}.get(form.part, f"_{form.part}")
            lists.setdefault(row["list"] + part, set()).add(intern(form.text))
            readings.setdefault(form.text, []).append(Reading(form, row.get("act"), takes))
    named = {name: frozenset(items) for name, items in lists.items()}
    for name, table in maps.items():
        if name in named:
            raise _error(source, "map", name, f"list and map are both called {name}", "E006")
        named[name] = frozenset(table)
    patterns = Patterns(source, named, frozenset(map(str, limited)))
    matchers = patterns.matchers()
    if not matchers:
        where = ", ".join(map(str, source.folders)) or None
        hint = "drop --no-default-rules, or name a pack: --rules DIR"
        raise RulesError("no rule is enabled", code="E007", where=where, hint=hint)
    ruleset = RuleSet(
        lists=Kept.of(named),
        maps=Kept.of(maps),
        readings=Kept.of({text: tuple(found) for text, found in readings.items()}),
        matchers=matchers,
        packs=dict(source.packs),
        classes=patterns.classes,
        complementizer=patterns.complementizer,
        folders=tuple(source.folders),
    )
    ruleset.source = source
    return ruleset


def _inflected(row: dict[str, Any], source: "Source") -> list[Form]:
    from quotes.ruleset.inflect import inflect

    try:
        return list(inflect(row))
    except RulesError as error:
        where = source.origins["lemma", f"{row['list']}:{row['verb']}"].place()
        raise RulesError(error.message, code="E016", where=str(where), hint=error.hint, excerpt=where.excerpt) from None


def _fold_map(name: str, table: dict[str, Any], source: "Source") -> dict[str, Any]:
    folded: dict[str, Any] = {}
    for form, value in table.items():
        key = intern(fold(form).strip())
        if folded.get(key, value) != value:
            raise _error(source, "map", name, f"map {name}: {form!r} folds to {key!r}, which has another value", "E032")
        folded[key] = value
    return folded


def _error(source: "Source", kind: str, name: str, message: str, code: str) -> RulesError:
    where = source.origins[kind, name].place()
    return RulesError(message, code=code, where=str(where), excerpt=where.excerpt)
