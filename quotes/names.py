"""Mentions of sources: what is title, what is name, and of what kind, gender and number the source is.

A mention is read by the lexicons of the rule files (titles, honorifics, organisations, documents,
media, states, given names). Where no lexicon knows the name, form decides: in Arabic a title is a
construct of definite nouns and adjectives (`وزير الخارجية الروسي`), and the foreign name that follows is
the run of words without an article at its end (`سيرغي لافروف`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import regex

from quotes.model import Source

_WORD: Final = regex.compile(r"\w++")
_OPENING: Final = frozenset("«“\"‹„")
_CLOSING: Final = frozenset("»”\"›“")
_NAME_WORDS: Final = 6  # of the longest name
# verbal nouns by their form (Wright I § 202 ff.): what a verb of saying has as its object, never a name
_VERBAL_NOUN: Final = regex.compile(r"است\w{3,}|ا[^ل]\w?[^ا]ا\w|ت\w{2}ي\w{1,2}|م\w+ات|\w{3,}(?:ية|ات|ون|ين)")
# words of a token: text, start and end
Token = tuple[str, int, int]


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
    if word.startswith("ال"):
        return word[2:] if len(word) > 4 else word  # noqa: PLR2004 - ال and three letters of a word
    return word[2:] if word.startswith("لل") and len(word) > 4 else word  # noqa: PLR2004


def definite(word: str) -> bool:
    """Whether a folded word has the article, joined to ل or not."""
    return word.startswith(("ال", "لل", "بال", "وال"))


class Names:
    """Reads mentions with the lexicons of a rule set.

    Args:
        lists: Folded items by list name.
        maps: Folded form -> value by map name; titles, organisations, documents and groups give gender
            and number as `ms`, `fs`, `mp`, `fp`, `md`.
    """

    def __init__(self, lists: Mapping[str, frozenset[str]], maps: Mapping[str, Mapping[str, Any]]) -> None:
        def words(*names: str) -> frozenset[str]:
            return frozenset().union(*(lists.get(name) or maps.get(name, ()) for name in names))

        self.given: Mapping[str, str] = maps.get("given_names", {})
        self.particles = words("name_particles")
        self.honorifics = _first_words(words("honorifics"))
        self.nationalities = words("nationalities")
        self.states = words("states")
        self.outlets = words("outlets", "outlets_marked")
        self.unnamed = words("unnamed")
        self.pronouns = words("pronouns")
        self.places = words("states", "cities")
        # words that are never part of a name, nor of a mention
        self.stops = words("prepositions", "time_words", "weekdays", "months", "adverbs", "relatives", "conjunctions",
                           "pronouns", "demonstratives") - words("never_stops")  # fmt: skip
        self.grammar = (self.stops | words("function_words")) - frozenset(self.given)
        self.titles = _heads(maps.get("titles", {}))
        self.nouns: dict[str, tuple[Source, str]] = {}
        kinds: tuple[tuple[Source, str], ...] = (
            ("media", "media"), ("document", "documents"), ("group", "groups"), ("organisation", "organisations"),
        )  # fmt: skip
        for kind, name in kinds:
            table = maps.get(name) or dict.fromkeys(lists.get(name, ()), "")
            for word, code in _heads(table).items():
                self.nouns.setdefault(word, (kind, code))
        self.starters = frozenset(self.titles) | self.honorifics | frozenset(self.given)

    # -- words ------------------------------------------------------------------------------------

    def is_title(self, word: str) -> bool:
        """Whether a word begins a title or an honorific."""
        return word in self.titles or word in self.honorifics

    def is_given(self, word: str) -> bool:
        """Whether a word is a known given name or the first word of a compound one."""
        return word in self.given or word in self.particles

    def common(self, word: str) -> bool:
        """Whether the lexicons know a word as one of a description rather than of a name."""
        return (
            word in self.titles
            or word in self.nouns
            or word in self.grammar
            or word in self.honorifics
            or bare(word) in self.nationalities
            or word in self.places
        )

    # -- mentions ---------------------------------------------------------------------------------

    def read(self, text: str, start: int, end: int) -> Mention:
        """Read the mention that stands at [start, end)."""
        tokens: list[Token] = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
        if tokens and tokens[0][0].startswith("ل") and text[start - 1 : start] == "ل" and start:
            tokens[0] = ("ا" + tokens[0][0], start - 1, tokens[0][2])  # للوزير: the article after ل
        words = [word for word, _, _ in tokens]
        if not words:
            return Mention(start, end, None, None, "unnamed", None, None, "", (), definite=False)
        kind, code = self._kind(words)
        name: tuple[int, int] | None = None
        if kind in ("person", "unnamed", "group"):
            name = self._name(words, text, tokens)
        elif kind in ("organisation", "media"):
            name = self._marked(text, tokens)
        if name is not None and kind == "group":
            kind = "person"
        span = (tokens[name[0]][1], tokens[name[1] - 1][2]) if name else None
        role: tuple[int, int] | None = None
        if kind == "person" and name is not None:
            if name[0]:
                role = tokens[0][1], tokens[name[0] - 1][2]
            elif name[1] < len(tokens):
                role = tokens[name[1]][1], tokens[-1][2]
            if not code and words[name[0]] in self.given:
                code = f"{self.given[words[name[0]]]}s"
        elif kind == "person" and self.is_title(words[0]):
            role = tokens[0][1], tokens[-1][2]
        plain = tuple(bare(word) for word in words)
        return Mention(start, end, span, role, kind, code[:1] or None, code[1:2] or None, plain[0], plain, definite(words[0]))

    def _kind(self, words: Sequence[str]) -> tuple[Source, str]:
        """What sort of source a mention is, by its first noun, with its gender and number."""
        first = words[1] if words[0] in self.honorifics and len(words) > 1 and words[1] in self.titles else words[0]
        if first in self.states or " ".join(words) in self.states:
            return "state", "fs"
        if first in self.outlets or " ".join(words[:2]) in self.outlets:
            return "media", "fs"
        if bare(first) in self.unnamed and (not definite(first) or bare(first) in self.unnamed - self.titles.keys()):
            return "unnamed", self.titles.get(bare(first)) or self.nouns.get(bare(first), ("", ""))[1]
        if first in self.titles:
            return "person", self.titles[first]
        return self.nouns.get(first, ("person", ""))

    def _name(self, words: Sequence[str], text: str, tokens: Sequence[Token]) -> tuple[int, int] | None:
        """The first and last word of the personal name, half-open; None where there is none."""
        start = self._name_start(words)
        if start is None:
            return None
        end, family = start, False
        while end < min(len(words), start + _NAME_WORDS):
            word = words[end]
            if end > start and text[tokens[end - 1][2] : tokens[end][1]].strip():
                break
            if not self.is_given(word):
                if self.common(word) and end > start:
                    break
                if end > start and (_VERBAL_NOUN.fullmatch(word) or (word[0] == "و" and self.common(word[1:]))):
                    break
                last = end + 1 == len(words)
                if family and not last:  # a second word that no lexicon knows is a name only at the end
                    break
                family = end > start
            end += 1
        while end > start + 1 and words[end - 1] in self.particles:
            end -= 1
        return (start, end) if end > start else None

    def _name_start(self, words: Sequence[str]) -> int | None:
        # an honorific is directly before the name, wherever it stands: مدير المستشفى الدكتور سامي
        for index in range(len(words) - 2, -1, -1):
            if words[index] in self.honorifics and not self.common(words[index + 1]):
                return index + 1
        if not self.is_title(words[0]):
            if definite(words[0]) and words[0] not in self.given:
                return None
            return 0 if words[0] not in self.grammar else None
        given = (i for i in range(1, len(words)) if self.is_given(words[i]) and not self._complement(words, i))
        if (first := next(given, None)) is not None:
            return first
        # a foreign name: the run of words without article at the end
        index = len(words)
        while index > 1 and not definite(words[index - 1]) and not self.common(words[index - 1]):
            index -= 1
        while index < len(words) and self._complement(words, index):
            index += 1
        if index < len(words):
            return index if not _VERBAL_NOUN.fullmatch(words[index]) else None
        last = words[-1]  # الوزير الجبير: one word after a lone title may be a family name with its article
        return 1 if len(words) == 2 and definite(words[0]) and not self._adjective(last) else None  # noqa: PLR2004

    def _complement(self, words: Sequence[str], at: int) -> bool:
        """Whether a word completes the noun before it (مستشفى بدر، نادي برشلونة) and is no name."""
        before = words[at - 1]
        if definite(before):
            return False
        stripped = before[1:] if before[0] in "لبو" and before not in self.nouns else before
        noun = self.nouns.get(stripped) or self.nouns.get(before)
        return (noun is not None and noun[0] != "group") or before in self.stops

    def _adjective(self, word: str) -> bool:
        core = bare(word)
        return core in self.nationalities or core.endswith(("ي", "ية", "يه")) or self.common(core) or self.common(word)

    def _marked(self, text: str, tokens: Sequence[Token]) -> tuple[int, int] | None:
        """The words in marks inside a mention: صحيفة «…»."""
        first = next((i for i, (_, start, _) in enumerate(tokens) if text[start - 1 : start] in _OPENING), None)
        if first is None:
            return None
        for last in range(first, len(tokens)):
            if text[tokens[last][2] : tokens[last][2] + 1] in _CLOSING:
                return first, last + 1
        return None


def _first_words(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.split(" ", 1)[0] for phrase in phrases)


def _heads(table: Mapping[str, Any]) -> dict[str, str]:
    """First words of the phrases of a table, single words first, to gender and number."""
    found: dict[str, str] = {}
    for phrase in sorted(table, key=lambda phrase: phrase.count(" ")):
        found.setdefault(phrase.split(" ", 1)[0], str(table[phrase] or ""))
    return found
