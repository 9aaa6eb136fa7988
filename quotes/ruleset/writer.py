"""Trees of patterns as patterns of `regex`, to be matched on texts that `WordClasses` has marked.

A list is a class of stand-ins and the letters after it. A letter may stand as itself or as one of its
stand-ins, but only where a word may begin: after another letter it is written as it is, which is
quicker to compile and quicker to match.
"""

import re
from collections.abc import Iterable
from typing import Final

import regex

from quotes.ruleset.classes import FIRST, INNER, JOINED, LAST, WORD, WordClasses
from quotes.ruleset.trees import Branch, Node

# the letters of a word after its stand-in; matched backwards they must not run over the stand-in
_REST: Final = {False: r"\p{L}*+", True: rf"[^\W\d_{chr(FIRST)}-{chr(LAST)}]*+"}
_PHRASE: Final = rf"(?:{INNER}\p{{L}}++)++"
_RANGE: Final = re.compile(r"([^\\\[\]])-([^\\\]])")

# What is known of the character before: nothing; it is a و or ف that a listed word may follow; it is a
# letter inside a word, so that no stand-in can follow.
_ANY, _JOINT, _INSIDE = range(3)


class Writer:
    """Writes patterns for the classes of one rule set."""

    def __init__(self, classes: WordClasses) -> None:
        self._classes = classes
        self._lists: dict[tuple[frozenset[str], bool], str] = {}
        # macros are the same nodes wherever they are called; the node is kept so that its id stays its own
        self._groups: dict[tuple[int, int, bool], tuple[Node, str, int]] = {}

    def write(self, branches: tuple[Branch, ...], *, backwards: bool = False) -> str:
        """A whole pattern."""
        return "|".join("".join(self.parts(branch, backwards=backwards)) for branch in branches)

    def parts(self, branch: Branch, *, backwards: bool = False) -> list[str]:
        """A pattern without alternatives, node by node."""
        return self._branch(branch, _ANY, backwards)[0]

    def _branch(self, branch: Branch, before: int, backwards: bool) -> tuple[list[str], int]:
        out = []
        for node in branch:
            text, before = self._node(node, before, backwards)
            out.append(text)
        return out, before

    def _node(self, node: Node, before: int, backwards: bool) -> tuple[str, int]:
        match node.kind:
            case "literal":
                if not node.text.isalpha():
                    return (f"[ {INNER}]" if node.text == " " else node.text) + node.repeat, _ANY
                if before == _INSIDE:
                    return node.text + node.repeat, _INSIDE
                after = _JOINT if before == _ANY and node.text in JOINED else _INSIDE
                return self._letter(node.text) + node.repeat, _ANY if node.repeat else after
            case "class":
                return self._class(node.text, before) + node.repeat, _ANY
            case "list":
                return self._list(node.names, backwards) + node.repeat, _ANY
            case "group":
                return self._group(node, before, backwards)
        return node.text + node.repeat, _ANY

    def _group(self, node: Node, before: int, backwards: bool) -> tuple[str, int]:
        key = (id(node), before, backwards)
        if key not in self._groups:
            within = before
            if node.text in ("(?<=", "(?<!") or node.repeat.rstrip("?+") or node.repeat[:1] in ("+", "*"):
                within = _ANY  # a second time, what stands before is the group itself
            if node.looks:
                backwards = node.text in ("(?<=", "(?<!")
            written = [self._branch(branch, within, backwards) for branch in node.branches]
            inside = all(after == _INSIDE for _, after in written) and (not node.repeat or before == _INSIDE)
            after = before if node.looks else _INSIDE if inside else _ANY
            body = "|".join("".join(parts) for parts, _ in written)
            self._groups[key] = node, f"{node.text}{body}){node.repeat}", after
        return self._groups[key][1:]

    def _letter(self, char: str) -> str:
        block = self._classes.blocks.get(char)
        return f"[{char}{block}]" if block else char

    def _class(self, written: str, before: int) -> str:
        added = INNER if " " in written else ""
        if before != _INSIDE:
            blocks = self._classes.blocks
            added += "".join(block for letter, block in blocks.items() if letter in written)
            for low, high in _RANGE.findall(written):
                added += "".join(block for letter, block in blocks.items() if low < letter < high)
        return f"{written[:-1]}{added}]"

    def _list(self, names: frozenset[str], backwards: bool) -> str:
        key = (names, backwards)
        if key not in self._lists:
            self._lists[key] = self._ways(names, _REST[backwards])
        return self._lists[key]

    def _ways(self, names: frozenset[str], rest: str) -> str:
        """Lists as a pattern: their stand-ins, and what cannot be marked word by word."""
        members = self._classes.members
        phrases = frozenset[int]().union(*(members.get((name, True), ()) for name in names))
        words = frozenset[int]().union(*(members.get((name, False), ()) for name in names))
        ways = []
        if phrases:
            ways.append(f"[{_ranges(phrases)}]{rest}{_PHRASE}")
        if words:
            ways.append(f"[{_ranges(words)}]{rest}")
        irregular = self._classes.irregular(names)
        ways += [self._spell(item) + (r"(?!\w)" if item[-1].isalnum() else "") for item in irregular]
        return f"(?:{'|'.join(ways)})" if ways else r"(?!)"

    def _spell(self, item: str) -> str:
        """A literal item, with stand-ins for the first letter of each word."""
        out, at = [], 0
        for word in WORD.finditer(item):
            out += [regex.escape(item[at : word.start()]), self._letter(word[0][0]), regex.escape(word[0][1:])]
            at = word.end()
        return "".join([*out, regex.escape(item[at:])])


def _ranges(codes: Iterable[int]) -> str:
    """Characters as the inside of a class, runs as ranges."""
    out: list[list[int]] = []
    for code in sorted(codes):
        if out and out[-1][1] == code - 1:
            out[-1][1] = code
        else:
            out.append([code, code])
    return "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in out)
