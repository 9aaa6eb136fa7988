r"""Patterns cut into steps, so that what rules share is compiled once, and matched once at each place.

A pattern may be cut after any part that gives nothing back once it has matched. It is cut where rules
part that begin alike, and around long parts that stand in several rules, also where these stand inside
a group: `(?:\s++(?P<speaker>…))?+` is then a choice between steps or none.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import regex

from quotes.ruleset import trees
from quotes.ruleset.edges import Edges
from quotes.ruleset.matcher import Ahead, Choice, Piece, Step
from quotes.ruleset.trees import Branch, Node
from quotes.ruleset.writer import Writer

_SHORT = 40  # characters of a part that is matched again sooner than looked up
_LONG = 400  # characters of a part that is worth a step of its own


class Cutter:
    """Cuts the patterns of one rule set.

    Args:
        writer: Writes the parts.
        edges: Tells what a branch of a choice must begin with.
        patterns: All that will be cut, for what they share.
    """

    def __init__(self, writer: Writer, edges: Edges, patterns: Iterable[tuple[Branch, ...]]) -> None:
        self._writer, self._edges = writer, edges
        self._pieces: dict[tuple[str, bool], Piece] = {}
        self._choices: dict[str, Choice] = {}
        self._following: dict[tuple[str, ...], set[tuple[str, ...]]] = {}  # a beginning -> what follows it
        long, atoms = Counter[str](), Counter[str]()
        for branches in patterns:
            texts, nodes = self._parts(branches)
            limit = len(nodes)
            long.update(set(texts[:limit]))
            atoms.update(map(self._text, trees.atoms(nodes)))
            for index in range(1, limit + 1):
                rest = texts[index : index + 1] if index < limit else ("", *texts[index:])
                self._following.setdefault(texts[:index], set()).add(rest)
        self._shared = frozenset(text for text, times in (long | atoms).items() if times > 1 and len(text) >= _LONG)

    def cut(self, branches: tuple[Branch, ...]) -> tuple[Step, ...]:
        """The steps of a pattern.

        Raises:
            regex.error: It is not a pattern.
        """
        texts, nodes = self._parts(branches)
        limit = len(nodes)
        apart = [self._apart(node, text) for node, text in zip(nodes, texts, strict=False)]
        places: list[int] = []
        for at in range(1, limit + 1):
            length = sum(map(len, texts[places[-1] if places else 0 : at]))
            forks = len(self._following.get(texts[:at], ())) > 1 and length >= _SHORT
            if forks or apart[at - 1] or (at < limit and apart[at]):
                places.append(at)
        return tuple(
            self._step(nodes[a], texts[a]) if a < limit and apart[a] else self.piece("".join(texts[a:b]))
            for a, b in pairwise([0, *places, len(texts)])
            if any(texts[a:b])
        )

    def piece(self, text: str, *, backwards: bool = False) -> Piece:
        """A part of a pattern, compiled; the same for all who want it.

        Raises:
            regex.error: It is not a pattern.
        """
        key = (text, backwards)
        if key not in self._pieces:
            self._pieces[key] = Piece(regex.compile(text, regex.REVERSE if backwards else 0))
        return self._pieces[key]

    def _parts(self, branches: tuple[Branch, ...]) -> tuple[tuple[str, ...], Branch]:
        """The parts of a pattern as they are written, and as many of its nodes as it may be cut after."""
        if len(branches) != 1:
            return (self._writer.write(branches),), ()
        return tuple(self._writer.parts(branches[0])), branches[0][: trees.settled(branches[0])]

    def _text(self, node: Node) -> str:
        return self._writer.write(((node,),))

    def _apart(self, node: Node, text: str) -> bool:
        """Whether a part is a step by itself."""
        return text in self._shared or self._opens(node)

    def _opens(self, node: Node) -> bool:
        """Whether a group is matched step by step, because other rules share a part of it."""
        return trees.opens(node) and any(
            self._text(atom) in self._shared for branch in node.branches for atom in trees.atoms(branch)
        )

    def _step(self, node: Node, text: str) -> Step:
        if not self._opens(node):
            return self.piece(text)
        if text not in self._choices:
            name = node.text[4:-1] if node.text.startswith("(?P<") else None
            branches = tuple(Ahead(self.cut((branch,)), self._edges.of((branch,))) for branch in node.branches)
            self._choices[text] = Choice(branches, name, optional=bool(node.repeat))
        return self._choices[text]
