"""Word classes: one dictionary look-up per word makes every list in every rule one character test.

A list of two thousand titles in a pattern would be tried word by word at every place where the
pattern asks for one. Instead each text is *marked* once: the first letter of a word that stands in any
list is replaced by a stand-in that tells the letter and all the lists the word is in. In the patterns
`\\L<titles>` then becomes the class of stand-ins of that list and the letters after it, and a literal letter
becomes the class of itself and its stand-ins. Phrases are marked at their first word, and the spaces inside
them by a space of their own. Offsets are those of the unmarked text.

Stand-ins are Hangul syllables: letters, so that `\\w` and `\\b` hold, and a contiguous block for each
Arabic letter, so that a class is one range. Hangul in a text is moved out of the way.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

import regex

from quotes.ruleset.tokens import tokens

_FIRST, _LAST = 0xAC00, 0xD7A3
# the rest of a word; not possessive, because a pattern may be matched backwards too
_LETTERS: Final = r"[^\W\d_]*(?![^\W\d_])"
_HANGUL: Final = regex.compile(r"[\uAC00-\uD7A3]")
_WORD: Final = re.compile(r"[^\W\d_]+")  # letters: a unit may be glued to its digits (20دولار)
_REGULAR: Final = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*(?<! [^\W\d_])")  # what can be marked, not `وفقا ل`
_INNER: Final = "\u2007"  # the space inside a phrase; white space to a pattern, and never in a folded text
_REST: Final = r"[^\W\d_\uAC00-\uD7A3]*+"  # no stand-in: matched backwards it must not run over the first letter
_JOINED: Final = "وف"  # a listed word may follow these letters without a space


class WordClasses:
    """The classes of all words in the lists that patterns use.

    Args:
        lists: Folded items by list name.
    """

    def __init__(self, lists: Mapping[str, frozenset[str]]) -> None:
        self._lists = lists
        self._written: dict[str, str] = {}  # list name -> its pattern
        words: dict[str, set[str]] = {}  # word -> lists it is in
        phrases: dict[str, dict[str, set[str]]] = {}  # first word -> phrase that begins with it -> lists
        for name, items in lists.items():
            for item in filter(_REGULAR.fullmatch, items):
                first, _, rest = item.partition(" ")
                if rest:
                    phrases.setdefault(first, {}).setdefault(item, set()).add(name)
                else:
                    words.setdefault(first, set()).add(name)
        wanted: dict[str, set[frozenset[tuple[str, bool]]]] = {}  # letter -> combinations of (list, as a phrase)
        for word in words.keys() | phrases.keys():
            base = frozenset((name, False) for name in words.get(word, ()))
            ways = {frozenset(names) for names in phrases.get(word, {}).values()}
            for some in [frozenset[str](), *ways]:
                if combination := base | {(name, True) for name in some}:
                    wanted.setdefault(word[0], set()).add(combination)
        self._blocks: dict[str, str] = {}  # letter -> the range of its stand-ins, for a class
        self._members: dict[tuple[str, bool], list[str]] = {}
        stand_in: dict[tuple[str, frozenset[tuple[str, bool]]], str] = {}
        code = _FIRST
        for letter in sorted(wanted):
            start = code
            for combination in sorted(wanted[letter], key=sorted):
                char = stand_in[letter, combination] = chr(code)
                for member in combination:
                    self._members.setdefault(member, []).append(char)
                code += 1
            self._blocks[letter] = f"{chr(start)}-{chr(code - 1)}"
        if code > _LAST:
            raise ValueError(f"{code - _FIRST} combinations of lists")
        self._marks: dict[str, str] = {
            word: stand_in[word[0], frozenset((name, False) for name in names)] for word, names in words.items()
        }
        self._phrases = {
            word: tuple((phrase, frozenset(found[phrase])) for phrase in sorted(found, key=len, reverse=True))
            for word, found in phrases.items()
        }
        self._words = words
        self._stand_in = stand_in

    # -- texts ------------------------------------------------------------------------------------

    def mark(self, text: str) -> str:
        """The text with the first letter of each listed word replaced; offsets stay."""
        if _HANGUL.search(text):
            text = _HANGUL.sub("\u4e00", text)
        chars = list(text)
        marks, phrases = self._marks, self._phrases
        for match in _WORD.finditer(text):
            word, start = match.group(), match.start()
            char = marks.get(word)
            if char is None and word not in phrases:
                if word[0] not in _JOINED:
                    continue
                word, start = word[1:], start + 1
                char = marks.get(word)
            if word in phrases and (phrase := self._phrase(text, word, start)) is not None:
                char, length = phrase
                for at in range(start + len(word), start + length):
                    if chars[at] == " ":
                        chars[at] = _INNER
            if char is not None:
                chars[start] = char
        return "".join(chars)

    def _phrase(self, text: str, word: str, start: int) -> tuple[str, int] | None:
        """The stand-in of a word that begins a listed phrase here, and the longest such phrase's length."""
        length, here = 0, frozenset[str]()
        for phrase, names in self._phrases[word]:  # longest first
            if len(phrase) < length:
                break
            if text.startswith(phrase, start) and not text[start + len(phrase) : start + len(phrase) + 1].isalnum():
                length, here = len(phrase), names
        if not length:
            return None
        single = frozenset((name, False) for name in self._words.get(word, ()))
        return self._stand_in[word[0], single | {(name, True) for name in here}], length

    # -- patterns ---------------------------------------------------------------------------------

    def rewrite(self, pattern: str) -> str:
        """An expanded pattern, to be matched on marked texts."""
        out = []
        for token in tokens(pattern):
            if token.sort == "list":
                out.append(self._list(token.text[3:-1]))
            elif token.sort == "literal":
                out.append(self._letter(token.text) if token.text != " " else f"[ {_INNER}]")
            elif token.sort == "class":
                out.append(self._class(token.text))
            elif token.sort not in ("comment", "space"):
                out.append(token.text)
        return "".join(out)

    def _letter(self, char: str) -> str:
        block = self._blocks.get(char)
        return f"[{char}{block}]" if block else char

    def _class(self, written: str) -> str:
        blocks = "".join(block for letter, block in self._blocks.items() if letter in written)
        blocks += _INNER if " " in written else ""
        for low, high in re.findall(r"([^\\\[\]])-([^\\\]])", written):
            blocks += "".join(block for letter, block in self._blocks.items() if low < letter < high)
        return f"{written[:-1]}{blocks}]"

    def _list(self, name: str) -> str:
        if name not in self._written:
            self._written[name] = self._ways(name)
        return self._written[name]

    def _ways(self, name: str) -> str:
        """A list as a pattern: its stand-ins, and what cannot be marked word by word."""
        ways = []
        if phrase := self._members.get((name, True)):
            ways.append(rf"[{_ranges(phrase)}]{_REST}(?:{_INNER}[^\W\d_]++)++")
        if single := self._members.get((name, False)):
            ways.append(rf"[{_ranges(single)}]{_REST}")
        items = sorted(self._lists[name], key=lambda item: (-len(item), item))
        for item in items:
            if not _REGULAR.fullmatch(item):
                ways.append(self._spell(item) + (r"(?!\w)" if item[-1].isalnum() else ""))
        return f"(?:{'|'.join(ways)})" if ways else r"(?!)"

    def _spell(self, item: str) -> str:
        """A literal item, with stand-ins for the first letter of each word."""
        out, at = [], 0
        for word in _WORD.finditer(item):
            out += [regex.escape(item[at : word.start()]), self._letter(word[0][0]), regex.escape(word[0][1:])]
            at = word.end()
        return "".join([*out, regex.escape(item[at:])])


def _ranges(chars: Iterable[str]) -> str:
    """Characters as the inside of a class, runs as ranges."""
    out: list[list[int]] = []
    for code in sorted(map(ord, chars)):
        if out and out[-1][1] == code - 1:
            out[-1][1] = code
        else:
            out.append([code, code])
    return "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in out)
