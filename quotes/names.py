"""Mentions of sources: what is title, what is name, and of what kind, gender and number the source is.

A mention is read by the lexicons of the rule files (titles, honorifics, organisations, documents,
media, states, given names). Where no lexicon knows the name, form decides: in Arabic a title is a
construct of definite nouns and adjectives (`وزير الخارجية الروسي`), and the foreign name that follows is
the run of words without an article at its end (`سيرغي لافروف`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import regex

from quotes.model import Source

_WORD: Final = regex.compile(r"\w++")
_TOKEN: Final = regex.compile(r"\w++|[^\w\s]")
_OPENING: Final = frozenset('«“"‹„')
_LONGEST: Final = 16  # words of a mention
_ATTACHED: Final = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف", "ك")


@dataclass(frozen=True, slots=True)
class Mention:
    """A source as written, in folded offsets.

    Attributes:
        name: The proper name within it, None where there is only a role or a common noun.
        role: The title or description before or after the name.
        head: Its first noun, without the article: what a later `المصدر` takes up.
        words: All its words without articles: what a later shorter mention is a part of.
    """

    start: int
    end: int
    name: tuple[int, int] | None
    role: tuple[int, int] | None
    kind: Source
    gender: str | None
    number: str | None
    head: str
    words: tuple[str, ...]
    definite: bool


def bare(word: str) -> str:
    """A folded word without the article."""
    if word.startswith("لل") and len(word) > 4:
        return word[2:]
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


class Names:
    """Reads mentions with the lexicons of a rule set."""

    def __init__(self, lists: Mapping[str, frozenset[str]], maps: Mapping[str, Mapping[str, Any]]) -> None:
        self._lists = lists
        self._maps = maps

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a list or a map
        """A lexicon of the rule files by its name."""
        if name in self._maps:
            return self._maps[name]
        return self._lists.get(name, {})  # neither: a rule set without our packs; reads like an empty one of both

    @cached_property
    def _titles(self) -> dict[str, str]:
        """First words of titles, with and without the article, to gender and number."""
        found: dict[str, str] = {}
        for title, code in self.titles.items():
            first = title.split(" ", 1)[0]
            found.setdefault(first, code)
            found.setdefault(bare(first), code)
        return found

    @cached_property
    def _nouns(self) -> dict[str, tuple[Source, str]]:
        """Head nouns of sources that are no persons: their kind, gender and number."""
        found: dict[str, tuple[Source, str]] = {}
        kinds: tuple[tuple[Source, Mapping[str, str]], ...] = (
            ("media", dict.fromkeys(self.media, "") if not isinstance(self.media, Mapping) else self.media),
            ("document", self.documents),
            ("group", self.groups),
            ("organisation", self.organisations),
        )
        for kind, words in kinds:
            for word, code in words.items():
                found.setdefault(word, (kind, str(code)))
                found.setdefault(bare(word), (kind, str(code)))
        return found

    @cached_property
    def _places(self) -> frozenset[str]:
        return frozenset(self.states) | frozenset(self.cities) | frozenset(self.places)

    @cached_property
    def _grammar(self) -> frozenset[str]:
        """Words that are never part of a name."""
        names = ("prepositions", "time_words", "weekdays", "months", "adverbs", "relatives", "conjunctions",
                 "pronouns", "demonstratives", "function_words")  # fmt: skip
        return frozenset().union(*(getattr(self, name) for name in names)) - frozenset(self.given_names)

    # -- words ------------------------------------------------------------------------------------

    def is_title(self, word: str) -> bool:
        """Whether a word begins a title or an honorific."""
        return word in self._titles or bare(word) in self._titles or self.is_honorific(word)

    def is_honorific(self, word: str) -> bool:
        """Whether a word is an honorific: الدكتور، السيد."""
        return word in self.honorifics or bare(word) in self.honorifics

    def is_given(self, word: str) -> bool:
        """Whether a word is a known given name or the first word of a compound one."""
        return word in self.given_names or word in self.name_particles

    def starts(self, word: str) -> bool:
        """Whether a mention of a person may start at a word."""
        return self.is_title(word) or word in self.given_names

    def stops(self, word: str) -> bool:
        """Whether a word is never part of a name."""
        return word in self._grammar

    def _common(self, word: str) -> bool:
        """A word of a description rather than of a name."""
        return (
            word in self._titles
            or word in self._nouns
            or word in self._grammar
            or bare(word) in self.nationalities
            or word in self._places
            or self.is_honorific(word)
        )

    # -- mentions ---------------------------------------------------------------------------------

    def read(self, text: str, start: int, end: int) -> Mention:
        """Read the mention that stands at [start, end)."""
        tokens = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text, start, end, concurrent=False)]
        words = [word for word, _, _ in tokens]
        if not words:
            return Mention(start, end, None, None, "unnamed", None, None, "", (), definite=False)
        kind, code = self._kind(words)
        name = self._name(words, text, tokens) if kind in ("person", "unnamed", "group") else None
        if kind in ("organisation", "media"):
            name = self._marked(text, tokens)
        if kind == "group" and name is not None:
            kind = "person"
        span = (tokens[name[0]][1], tokens[name[1] - 1][2]) if name else None
        role: tuple[int, int] | None = None
        if span is not None and kind == "person":
            before = (tokens[0][1], tokens[name[0] - 1][2]) if name and name[0] else None
            after = (tokens[name[1]][1], tokens[-1][2]) if name and name[1] < len(tokens) else None
            role = before or after
            if not code and name:
                code = self.given_names.get(words[name[0]], "") + "s" if words[name[0]] in self.given_names else ""
        elif kind == "person" and self.is_title(words[0]):
            role = (tokens[0][1], tokens[-1][2])
        first = words[0]
        return Mention(
            start, end, span, role, kind, code[:1] or None, code[1:2] or None, bare(first),
            tuple(bare(word) for word in words), definite=first.startswith("ال") or first.startswith("لل"),
        )  # fmt: skip

    def _kind(self, words: Sequence[str]) -> tuple[Source, str]:
        """What sort of source a mention is, by its first noun."""
        index = 1 if self.is_honorific(words[0]) and len(words) > 1 else 0
        first = words[index]
        core = bare(first)
        phrase = " ".join(words)
        if phrase in self.states or first in self.states:
            return "state", "fs"
        if phrase in self.outlets or first in self.outlets:
            return "media", "fs"
        if core in self.unnamed or first in self.unnamed:
            code = self._titles.get(core) or self._nouns.get(core, ("unnamed", ""))[1]
            return ("unnamed" if not first.startswith("ال") or core in ("مصدر", "مصادر") else "person"), code
        if first in self._titles or core in self._titles:
            return "person", self._titles.get(first) or self._titles.get(core, "")
        noun = self._nouns.get(first) or self._nouns.get(core)
        if noun is not None:
            return noun
        if index or first in self.given_names or not first.startswith("ال"):
            return "person", ""
        return "person", ""

    def _name(self, words: Sequence[str], text: str, tokens: Sequence[tuple[str, int, int]]) -> tuple[int, int] | None:
        """The first and last word of the personal name, half-open; None where there is none."""
        start = self._name_start(words)
        if start is None:
            return None
        end = start + 1
        while end < len(words):
            word = words[end]
            between = text[tokens[end - 1][2] : tokens[end][1]]
            if between.strip() or (self.stops(word) and not self.is_given(word)):
                break
            if not self.is_given(word) and (
                word in self._titles or self.is_honorific(word) or self._describes(words, end)
            ):
                break
            end += 1
        while end > start + 1 and words[end - 1] in self.name_particles:
            end -= 1
        return start, end

    def _describes(self, words: Sequence[str], at: int) -> bool:
        """Whether the word after a name begins a description: a noun or adjective of nation or office."""
        word = words[at]
        core = bare(word)
        if core in self._titles and not (word.startswith("ال") and at > 0 and len(words) - at == 1):
            return True
        return word in self._nouns or (core in self.nationalities and at > 1)

    def _name_start(self, words: Sequence[str]) -> int | None:
        # an honorific is directly before the name, wherever it stands: مدير المستشفى الدكتور سامي
        for index in range(min(len(words) - 1, _LONGEST) - 1, -1, -1):
            if self.is_honorific(words[index]) and not self._common(words[index + 1]):
                return index + 1
        titled = self.is_title(words[0])
        if not titled:
            return None if words[0].startswith("ال") and words[0] not in self.given_names else 0
        given = [i for i in range(1, len(words)) if self.is_given(words[i]) and not self._complement(words, i)]
        if given:
            return self._back(words, given[0])
        # a foreign name: the run of words without article at the end
        index = len(words)
        while (
            index > 1
            and not words[index - 1].startswith("ال")
            and not self._common(words[index - 1])
            and not (words[index - 1].startswith(("لل", "بال")) or bare(words[index - 1]) in self.nationalities)
        ):
            index -= 1
        while index < len(words) and self._complement(words, index):
            index += 1
        if index < len(words):
            return index
        last = words[-1]  # الوزير الجبير: one word after a lone title may be a family name with its article
        if len(words) == 2 and last.startswith("ال") and not self._adjectival(last):
            return 1
        return None

    def _back(self, words: Sequence[str], at: int) -> int:
        """Where the run of name words around a given name begins."""
        return at

    def _complement(self, words: Sequence[str], at: int) -> bool:
        """Whether a word completes the noun before it (مستشفى بدر، نادي برشلونة) and is no name."""
        before = words[at - 1]
        if before.startswith("ال"):
            return False
        stripped = before[1:] if before[:1] in ("ل", "ب", "و") and before not in self._nouns else before
        return stripped in self._nouns or before in self.prepositions

    def _adjectival(self, word: str) -> bool:
        core = bare(word)
        return core in self.nationalities or core.endswith(("ي", "ية", "يه", "وي")) or self._common(core)

    def _marked(self, text: str, tokens: Sequence[tuple[str, int, int]]) -> tuple[int, int] | None:
        """The words in marks inside a mention: صحيفة «…»."""
        inside = [
            index
            for index, (_, start, end) in enumerate(tokens)
            if text[start - 1 : start] in _OPENING or (index and text[tokens[index - 1][2] : start].strip() in _OPENING)
        ]
        if not inside or not text[tokens[inside[0]][1] - 1 : tokens[inside[0]][1]].strip():
            return None
        first = inside[0]
        last = first
        while last < len(tokens) and text[tokens[last][2] : tokens[last][2] + 1] not in ("»", "”", '"', "›", "“"):
            last += 1
        return (first, last + 1) if last < len(tokens) else None
