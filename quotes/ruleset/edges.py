r"""What a pattern must find first, so that most places where it cannot match cost one look-up.

White space is passed over: of `[ ]?(?:دولار|يورو)` the first letters of the words are what counts, and of a
pattern matched backwards the last ones. Asked for its first stop, it passes over everything but the marks
that part sentences and open quotes: `(?:[ ]++\w++){0,9}+:` can only match where the next of these is a colon.
Where a pattern may take anything first, or nothing at all, nothing is known. Every answer errs on the
side of too many characters. A rule that needs no mark may need a complementizer, which
rules name `that`: then this is a stop as well, and the rule is spared where the sentence ends before any.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, dropwhile
from typing import Final

import regex

from quotes.ruleset.classes import WordClasses
from quotes.ruleset.matcher import STOPS, THAT
from quotes.ruleset.trees import Branch, Node

_INVISIBLE: Final = frozenset({r"\s", r"\n", r"\b", r"\B", r"\A", r"\Z", r"\ "})
_ALL: Final = STOPS | {THAT}
_WORDY: Final = (r"\w", r"\p{L}")  # may pass over a complementizer, but over no mark
_NO_STOPS: Final = (*_WORDY, r"\d", r"\s")
_THAT_GROUP: Final = "(?P<that>"
_MEMBER: Final = regex.compile(r"\\[pP]\{[^}]*+\}|\\.|.")


class Edges:
    """The first visible characters of patterns for one rule set."""

    def __init__(self, classes: WordClasses) -> None:
        self._classes = classes
        self._blocks = {
            letter: frozenset(map(chr, range(ord(block[0]), ord(block[-1]) + 1)))
            for letter, block in classes.blocks.items()
        }
        self._lists: dict[tuple[frozenset[str], bool], frozenset[str]] = {}

    def of(self, branches: Iterable[Branch], *, backwards: bool = False) -> str | None:
        """The marked characters of which one must come first; None where that cannot be told."""
        chars, empty = self._branches(branches, backwards)
        return None if empty or chars is None else "".join(sorted(chars))

    def _branches(self, branches: Iterable[Branch], backwards: bool) -> tuple[frozenset[str] | None, bool]:
        found = [self._branch(branch, backwards) for branch in branches]
        sets = [chars for chars, _ in found]
        known = None if None in sets else frozenset(chain.from_iterable(chars for chars in sets if chars is not None))
        return known, any(empty for _, empty in found)

    def _branch(self, branch: Branch, backwards: bool) -> tuple[frozenset[str] | None, bool]:
        """The characters, None for any, and whether there may be none at all."""
        out = frozenset[str]()
        for node in reversed(branch) if backwards else branch:
            chars, empty = self._node(node, backwards)
            if chars is None:
                return None, False
            out |= chars
            if not (empty or _optional(node)):
                return out, False
        return out, True

    def _node(self, node: Node, backwards: bool) -> tuple[frozenset[str] | None, bool]:
        match node.kind:
            case "list":
                return self._list(node.names, backwards), False
            case "literal":
                # a dot, or an anchor of the text
                return (None, False) if node.text in ".^$" else (self._with_stand_ins(node.text), False)
            case "escape":
                if node.text in _INVISIBLE:
                    return frozenset(), True
                return (None, False) if node.text[1:2].isalnum() else (frozenset(node.text[1:]), False)
            case "class":
                return self._class(node.text)
        if node.looks:
            return frozenset(), True
        if not node.text.startswith(("(?:", "(?>", "(?P<")):
            return None, False
        return self._branches(node.branches, backwards)

    def _class(self, written: str) -> tuple[frozenset[str] | None, bool]:
        members = _MEMBER.findall(written[1:-1])
        if members[:1] == ["^"] or "[" in members or "-" in members[1:-1]:
            return None, False
        visible = [each for each in members if each not in (r"\s", r"\n") and not each.isspace()]
        if any(len(each) > 1 and each[1].isalnum() for each in visible):
            return None, False
        chars = frozenset(chain.from_iterable(self._with_stand_ins(each[-1]) for each in visible))
        return chars, len(visible) < len(members)

    def _with_stand_ins(self, char: str) -> frozenset[str]:
        return self._blocks.get(char, frozenset()) | {char}

    def _list(self, names: frozenset[str], backwards: bool) -> frozenset[str]:
        key = (names, backwards)
        if key not in self._lists:
            items = chain.from_iterable(self._classes.lists[name] for name in names)
            self._lists[key] = frozenset(chain.from_iterable(self._ends(items) if backwards else self._starts(names)))
        return self._lists[key]

    def _starts(self, names: frozenset[str]) -> Iterator[Iterable[str]]:
        for name in names:
            for as_phrase in (False, True):
                yield map(chr, self._classes.members.get((name, as_phrase), ()))
        yield from (self._with_stand_ins(item[0]) for item in self._classes.irregular(names))

    def _ends(self, items: Iterable[str]) -> Iterator[Iterable[str]]:
        """The last letters; a word of one letter ends in its stand-in."""
        for item in items:
            word = item.rsplit(" ", 1)[-1]
            yield self._with_stand_ins(item[-1]) if len(word) <= 2 else item[-1]  # وX: X stands second


class Stops:
    """The first stops of patterns for one rule set; with complementizers among them or only marks."""

    def __init__(self, classes: WordClasses, *, complementizers: bool = False) -> None:
        self._classes = classes
        self._complementizers = complementizers

    def of(self, branches: Iterable[Branch]) -> str | None:
        """The stops of which one must come before any other; None where none need come."""
        stops, empty = self._branches(branches)
        return None if empty else "".join(sorted(stops if self._complementizers else stops - {THAT}))

    def _branches(self, branches: Iterable[Branch]) -> tuple[frozenset[str], bool]:
        found = [self._branch(branch) for branch in branches]
        return frozenset[str]().union(*(stops for stops, _ in found)), any(empty for _, empty in found)

    def _branch(self, branch: Branch) -> tuple[frozenset[str], bool]:
        out = frozenset[str]()
        for node in branch:
            stops, empty = self._node(node)
            out |= stops
            if not (empty or _optional(node)):
                return out, False
        return out, True

    def _node(self, node: Node) -> tuple[frozenset[str], bool]:
        """The stops that may come first in a part, and whether it may match without any."""
        match node.kind:
            case "list":
                return STOPS.intersection(*("".join(self._classes.irregular(node.names)),)) | {THAT}, True
            case "literal":
                return (_ALL, True) if node.text == "." else _character(node.text)
            case "escape":
                if node.text in _NO_STOPS or node.text in _INVISIBLE:
                    return frozenset({THAT} if node.text in _WORDY else ()), True
                return (_ALL, True) if node.text[1].isalnum() else _character(node.text[1])
            case "class":
                return self._class(node.text)
        if node.looks:
            return frozenset(), True
        if not node.text.startswith(("(?:", "(?>", "(?P<")):
            return _ALL, True
        stops, empty = self._branches(node.branches)
        needed = self._complementizers and node.text == _THAT_GROUP
        return (stops | {THAT}, False) if needed else (stops, empty)

    def _class(self, written: str) -> tuple[frozenset[str], bool]:
        members = _MEMBER.findall(written[1:-1])
        if "[" in members or "-" in members[1:-1]:
            return _ALL, True
        if members[:1] == ["^"]:
            return _ALL.difference(each[-1] for each in members), True
        if any(len(each) > 1 and each[1].isalnum() and each not in _NO_STOPS and each != r"\n" for each in members):
            return _ALL, True
        wordy = any(each in _WORDY or (len(each) == 1 and each.isalpha()) for each in members)
        stops = STOPS.intersection(each[-1] for each in members)
        return stops | ({THAT} if wordy else set()), any(each[-1] not in STOPS for each in members)


def _character(char: str) -> tuple[frozenset[str], bool]:
    """The stops of a literal, and whether it may match without any."""
    return (frozenset({char}), False) if char in STOPS else (frozenset({THAT} if char.isalpha() else ()), True)


def complementizers(branches: Iterable[Branch]) -> Iterator[Branch]:
    """What patterns name `that`, as a branch for each place.

    What only looks is left out, and what may stand before a complementizer or not: less is asked, so more is found.
    """
    for branch in branches:
        for node in branch:
            if node.text == _THAT_GROUP:
                yield (replace(node, text="(?:", repeat="", branches=tuple(map(_core, node.branches))),)
            else:
                yield from complementizers(node.branches)


def _core(branch: Branch) -> Branch:
    """A branch from the first part that must be there, without what only looks."""
    return _taken(tuple(dropwhile(_optional, branch)))


def _taken(branch: Branch) -> Branch:
    """A branch without what only looks."""
    return tuple(replace(node, branches=tuple(map(_taken, node.branches))) for node in branch if not node.looks)


def _optional(node: Node) -> bool:
    return node.repeat[:1] in ("?", "*") or node.repeat.startswith(("{0", "{,"))
