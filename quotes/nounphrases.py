"""Where a noun phrase begins and ends, by the article: Arabic adjectives agree in it with their noun.

وزارة الصحة العامة | خطة جديدة       a word without article after one that has it begins the clause
الكثير من الآباء | الذين يظنون        what a relative pronoun takes up is the phrase before it
"""

from typing import Final

import regex

from quotes.article import definite
from quotes.mention import Mention
from quotes.names import Names

_WORD: Final = regex.compile(r"\w++")
_BEFORE: Final = regex.compile(r"(?r)\b(\w++)[ ]")
_AMOUNT: Final = regex.compile(r"(?r)\b(\w++)[ ]من[ ]")  # الكثير من
_CONSTRUCT: Final = regex.compile(r"\w{3,}و")  # a sound plural before what defines it: مؤيدو, محامو
_PREPOSED: Final = 5  # words of a subject before its verb
_PHRASE: Final = 80  # characters of a noun phrase with a relative clause


class NounPhrases:
    """The noun phrases of one folded text."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.names = names

    def within(self, mention: Mention) -> Mention:
        """A mention without a name, cut where its noun phrase ends."""
        if mention.name is not None:
            return mention
        return self.names.read(self.text, mention.start, self._end(mention))

    def antecedent(self, at: int) -> tuple[int, int] | None:
        """The noun phrase before the relative pronoun that stands directly before a cue: `الخبراء الذين يرون`."""
        relative = _BEFORE.match(self.text, max(0, at - _PHRASE), at)
        if relative is None or relative[1] not in self.names.relatives or not definite(relative[1]):
            return None
        start = relative.start()
        while (before := _BEFORE.match(self.text, max(0, at - _PHRASE), start)) and before[1] not in self.names.stops:
            start = before.start()
            if not definite(before[1]):
                break
        amount = _AMOUNT.match(self.text, max(0, at - _PHRASE), start)
        if amount is not None and amount[1] in self.names.quantifiers:
            start = amount.start()
        return (start, relative.start() - 1) if start < relative.start() else None

    def preposed(self, start: int, at: int) -> tuple[int, int] | None:
        """The noun phrase between a clause's start and its verb, where its first noun is of no one by name.

        `وكثير من المارة يسأل`, `لكن آخرين يرون`, `مؤيدو الاتفاق يعتبرون`
        """
        lead = self.text[max(start, at - _PHRASE) : at]
        if not lead.endswith(" "):
            return None
        start = at - len(lead) + max(lead.rfind("،"), lead.rfind(","), lead.rfind("\n")) + 1
        words = list(_WORD.finditer(self.text, start, at))
        while words and words[0].group().removeprefix("و") in self.names.conjunctions:
            del words[0]
        if not 0 < len(words) <= _PREPOSED:
            return None
        first = words[0].group()
        proclitic = first[0] == "و"
        word = first[1:] if proclitic else first
        many = (
            word in self.names.partitives
            or word in self.names.quantifiers
            or (not definite(word) and _CONSTRUCT.fullmatch(word))
        )
        if (
            not many
            or word in self.names.verbs
            or (len(words) > 1 and any(each.group() in self.names.verbs for each in words[1:]))
        ):
            return None
        return words[0].start() + proclitic, words[-1].end()

    def _end(self, mention: Mention) -> int:
        """Where the noun phrase at a mention's start ends, by the article: what follows is the clause.

        A state is its name alone. A noun with the article goes on with words that have it, one without
        goes on up to the word that defines it: `وزارة الصحة العامة` | `خطة جديدة`.
        """
        words: list[tuple[str, int]] = [
            (match.group(), match.end()) for match in _WORD.finditer(self.text, mention.start, mention.end)
        ]
        if mention.kind == "state":
            return next(
                (
                    words[n - 1][1]
                    for n in range(len(words), 0, -1)
                    if " ".join(w for w, _ in words[:n]) in self.names.states
                ),
                words[0][1],
            )
        for index in range(1, len(words)):
            before, word = words[index - 1][0], words[index][0]
            if word in self.names.stops:
                break  # مصدر في الوزارة: a phrase that the rule has taken in
            if definite(before) and not definite(word):
                return words[index - 1][1]
        return mention.end
