r"""A pattern as a tree, so that it can be made smaller before it is compiled.

Macros are put in as the branches they are, groups that only hold one thing are opened, and lists that
stand beside each other in an alternation become one list: `(?:\L<a>|\L<b>|(?:\L<c>))` is one question about
a word instead of three. What is matched stays the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

import regex

from quotes.ruleset.tokens import tokens

Kind = Literal["literal", "escape", "class", "list", "group"]


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a pattern with its repeat.

    Attributes:
        text: As written; of a group, how it opens.
        repeat: `*+`, `{0,3}`, `?`, or empty.
        branches: The alternatives of a group.
        names: The lists whose words a list node stands for.
    """

    kind: Kind
    text: str
    repeat: str = ""
    branches: "tuple[Branch, ...]" = ()
    names: frozenset[str] = frozenset()

    @property
    def looks(self) -> bool:
        """Whether it only looks, ahead or behind, and takes nothing."""
        return self.kind == "group" and self.text in ("(?=", "(?!", "(?<=", "(?<!")

    @property
    def plain(self) -> bool:
        """Whether it is a group that only holds things together."""
        return self.kind == "group" and self.text == "(?:" and not self.repeat


Branch = tuple[Node, ...]


def parse(pattern: str, macro: Callable[[str], tuple[Branch, ...]]) -> tuple[Branch, ...]:
    """The alternatives of a verbose pattern.

    Args:
        pattern: Folded, comments and all.
        macro: The alternatives of a macro by its name.

    Raises:
        regex.error: Its brackets are not balanced, or there is nothing that a repeat could repeat.
    """
    stack: list[tuple[str, list[list[Node]]]] = [("", [[]])]
    for token in tokens(pattern):
        here = stack[-1][1][-1]
        match token.sort:
            case "comment" | "space":
                pass
            case "open":
                stack.append((token.text, [[]]))
            case "or":
                stack[-1][1].append([])
            case "close":
                if len(stack) == 1:
                    raise regex.error("unbalanced )", pattern, token.at)
                opening, branches = stack.pop()
                stack[-1][1][-1].append(_group(opening, branches))
            case "repeat":
                if not here or here[-1].repeat:
                    raise regex.error("multiple repeat" if here else "nothing to repeat", pattern, token.at)
                here[-1] = replace(here[-1], repeat=token.text)
            case "macro":
                here.append(Node("group", "(?:", branches=macro(token.text[3:-1])))
            case "list":
                here.append(Node("list", token.text, names=frozenset((token.text[3:-1],))))
            case sort:
                here.append(Node(sort, token.text))
    if len(stack) > 1:
        raise regex.error("missing )", pattern, len(pattern))
    return simplify(stack[0][1])


def _group(opening: str, branches: list[list[Node]]) -> Node:
    made = simplify(branches)
    node = Node("group", opening, branches=made)
    return replace(node, branches=tuple(_joined(made, ordered=False))) if node.looks else node


def simplify(branches: "list[list[Node]] | tuple[Branch, ...]") -> tuple[Branch, ...]:
    """Alternatives with needless groups opened and neighbouring lists joined."""
    flat: list[Branch] = []
    for branch in branches:
        nodes: list[Node] = []
        for node in branch:
            if node.plain and len(node.branches) == 1:
                nodes += node.branches[0]
            elif node.text.startswith("(?P<") and len(node.branches) == 1 and not node.repeat:
                # looking ahead is no part of what is captured, and what is left is alike in more rules
                looks = len(list(takewhile(lambda each: each.looks, node.branches[0])))
                nodes += [*node.branches[0][:looks], replace(node, branches=(node.branches[0][looks:],))]
            else:
                nodes.append(node)
        if len(nodes) == 1 and nodes[0].plain:
            flat += nodes[0].branches
        else:
            flat.append(tuple(nodes))
    return tuple(_joined(flat, ordered=True))


def _joined(branches: "list[Branch] | tuple[Branch, ...]", *, ordered: bool) -> list[Branch]:
    """Alternatives that begin with a list and go on alike, as one; where order counts, only neighbours."""
    out: list[Branch] = []
    places: dict[Branch, int] = {}  # what follows the list -> where in `out`
    for branch in branches:
        if branch and branch[0].kind == "list" and not branch[0].repeat:
            head, rest = branch[0], branch[1:]
            at = places.setdefault(rest, len(out))
            if at < len(out):
                out[at] = (replace(head, text="", names=out[at][0].names | head.names), *rest)
                continue
        elif ordered:
            places.clear()
        out.append(branch)
        if ordered:
            places = {each: at for each, at in places.items() if at == len(out) - 1}
    return out


def lists(branches: tuple[Branch, ...]) -> Iterator[frozenset[str]]:
    """The names of every list node, once for each place."""
    for branch in branches:
        for node in branch:
            if node.kind == "list":
                yield node.names
            else:
                yield from lists(node.branches)


# -- what gives nothing back ----------------------------------------------------------------------


def settled(branch: Branch) -> int:
    """How many of a branch's first nodes never match in a second way once they have matched.

    What follows them can then be tried by itself from where they end, and they need not be tried again.
    """
    for index, node in enumerate(branch):
        if not _settled(node, branch[index + 1] if index + 1 < len(branch) else None):
            return index
    return len(branch)


def opens(node: Node) -> bool:
    """Whether a group that gives nothing back can be matched branch by branch, the first that matches taken for good."""
    return node.kind == "group" and node.repeat in ("", "?+") and node.text.startswith(("(?:", "(?P<", "(?>"))


def atoms(branch: Branch) -> Iterator[Node]:
    """The atomic groups among what is settled in a branch, those within groups that can be opened included."""
    for node in branch[: settled(branch)]:
        if node.kind == "group" and node.text == "(?>" and not node.repeat:
            yield node
        if opens(node):
            for inner in node.branches:
                yield from atoms(inner)


def _settled(node: Node, following: Node | None) -> bool:
    if node.repeat:
        if len(node.repeat) > 1 and node.repeat[-1] == "+":
            return True
        if following is None or following.repeat:
            return False
        if (kept_out := _excluded(node)) is not None:
            # [^»\n]{1,45}»: there is one place at most where it can end
            chars = _firsts(following)
            return chars is not None and chars <= kept_out
        if node.repeat != "?":
            return False
        # ب?ان: with the letter or without, never both
        own, others = _firsts(node), _firsts(following)
        return bool(own and others and not own & others)
    if node.kind == "list":
        return False  # a word alone, or a phrase that begins with it
    if node.kind != "group" or node.looks or node.text == "(?>":
        return True
    if not node.text.startswith(("(?:", "(?P<")) or not all(settled(each) == len(each) for each in node.branches):
        return False
    if len(node.branches) == 1:
        return True
    firsts = [_firsts(each[0]) if each and not each[0].repeat else None for each in node.branches]
    known = [chars for chars in firsts if chars]
    return len(known) == len(firsts) and len(frozenset().union(*known)) == sum(map(len, known))


def _firsts(node: Node) -> frozenset[str] | None:
    """The characters a node of one character stands for; None where they are not told one by one."""
    if node.kind == "literal" or (node.kind == "escape" and not node.text[1].isalnum()):
        return frozenset(node.text[-1])
    if node.kind == "class" and not regex.search(r"[\\^\-]|\[:", node.text[1:-1]):
        return frozenset(node.text[1:-1])
    return None


def _excluded(node: Node) -> frozenset[str] | None:
    """The characters that a negated class leaves out; None where they are not told one by one."""
    inside = node.text[2:-1].replace(r"\n", "\n")
    return (
        frozenset(inside)
        if node.kind == "class" and node.text[1] == "^" and not regex.search(r"[\\\-\[]", inside)
        else None
    )
