"""The parts of a pattern as its author wrote it, with their places, for checks that point at them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import regex

Sort = Literal["comment", "space", "macro", "list", "escape", "class", "open", "close", "repeat", "or", "literal"]

_TOKEN = regex.compile(
    r"""
    (?P<comment> \#[^\n]*+ )
  | (?P<space>   \s++ )
  | (?P<macro>   \(\?&\w++\) )
  | (?P<list>    \\L<\w++> )
  | (?P<escape>  \\(?: [pPN]\{[^}]*+\} | x[0-9a-fA-F]{2} | u[0-9a-fA-F]{4} | U[0-9a-fA-F]{8} | . ) )
  | (?P<class>   \[ \^? \]? (?: \\(?: [pPN]\{[^}]*+\} | . ) | [^\]\\] )*+ \] )
  | (?P<open>    \( (?: \? (?: P<\w++> | P[=>]\w++ | <\w++> | <?[=!] | [>:|] | [a-zA-Z-]*+:? ) )?+ )
  | (?P<close>   \) )
  | (?P<repeat>  (?: [*+?] | \{\d*+,?\d*+\} ) [?+]? )
  | (?P<or>      \| )
  | (?P<literal> . )
    """,
    regex.VERBOSE | regex.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a pattern, and its offset in it."""

    sort: Sort
    text: str
    at: int

    @property
    def captures(self) -> bool:
        """Whether it opens a group that captures."""
        return self.sort == "open" and (
            self.text == "(" or (self.text.startswith(("(?P<", "(?<")) and self.text[-1] == ">")
        )

    @property
    def endless(self) -> bool:
        """Whether it is a repeat without an upper bound that gives back what it took: not `++`, `*+`, `{2,}+`."""
        if self.sort != "repeat" or (len(self.text) > 1 and self.text.endswith("+")):
            return False
        return self.text[0] in "*+" or self.text.rstrip("?").endswith(",}")


def tokens(pattern: str) -> Iterator[Token]:
    """Cut a verbose pattern into tokens; joined they give the pattern again."""
    for match in _TOKEN.finditer(pattern):
        yield Token(match.lastgroup, match[0], match.start())


def code(pattern: str) -> list[Token]:
    """The tokens that take part in matching: comments and white space left out."""
    return [token for token in tokens(pattern) if token.sort not in ("comment", "space")]
