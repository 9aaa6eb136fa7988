"""Whose office is meant: a title without a name, and the persons of the text who have one.

الوزير الروسي        after وزير الخارجية الروسي فلان: each word of the shorter title is in the fuller one
نائب الرئيس فلان     is not الرئيس: an office under another
"""

from collections.abc import Sequence

from quotes.mention import Mention
from quotes.names import Names
from quotes.people import People


class Offices:
    """The offices of the persons of one text."""

    def __init__(self, names: Names, people: People) -> None:
        self.names = names
        self.people = people
        self._kept: dict[tuple[str, ...], frozenset[str]] = {}

    def holder(self, mention: Mention) -> Mention | None:
        """Who holds the office that a mention without a name gives: the nearest before, else after.

        One who held it once (`الرئيس السابق`) only where no other does. An adjective of nation may be left out of
        the mention with the name (`رئيس الوفد` for `رئيس الوفد السعودي`).
        """
        words, past = self._of(mention.words), self.names.past
        rest = words - self.names.nations
        former = homeless = None
        before, after = self.people.around(mention.start)
        for other in (*before, *after):
            if other.role is None or other.start == mention.start or not _may_be(mention, other):
                continue
            office = self._of(self._own(mention, other))
            if words <= office:
                if past.isdisjoint(other.words) or not past.isdisjoint(mention.words):
                    return other
                former = former or other
            elif 1 < len(rest) < len(words) and rest <= office and self.names.nations.isdisjoint(office):
                homeless = homeless or other
        return former or homeless

    def latest(self, mention: Mention) -> Mention | None:
        """The person named last before a mention that only says what they are, if no other office is theirs."""
        before, _ = self.people.around(mention.start)
        office = self._of(mention.words)
        national = not office.isdisjoint(self.names.nations)
        for other in before:
            free = other.role is None or self.names.general(mention.head) or office & self._of(other.words)
            if _may_be(mention, other) and free and not (national and self._abroad(other, office)):
                return other
        return None

    def elsewhere(self, one: Mention, other: Mention) -> bool:
        """Whether two mentions are of different countries: الاتحاد المصري, الاتحاد الأوروبي."""
        countries = self.names.countries
        here, there = ({countries[word] for word in each.words if word in countries} for each in (one, other))
        return bool(here and there) and here.isdisjoint(there)

    def _own(self, mention: Mention, other: Mention) -> tuple[str, ...]:
        """The words of another's office without the one it is under, up to the next: `نائب الرئيس … رئيس اللجنة`."""
        words = other.words
        title = self.people.bare_words(other.role)[0] if other.role is not None else ""
        if title not in self.names.deputies or mention.head == title or title not in words:
            return words
        at = words.index(title)
        start = next((index for index in range(at + 2, len(words)) if words[index] in self.names.titles), len(words))
        return words[: at + 1] + words[start:]

    def _abroad(self, other: Mention, office: frozenset[str]) -> bool:
        """Whether another has the same title with another adjective: `الرئيس الفلاني` is not `الرئيس التركي`."""
        role = self.people.bare_words(other.role) if other.role is not None else ()
        return len(role) == 2 and self._of(role[:1]) <= office and not self._of(role) <= office

    def _of(self, words: Sequence[str]) -> frozenset[str]:
        """The words of an office, a country and its adjective alike, genders too; small words left out."""
        words = tuple(words)
        if (known := self._kept.get(words)) is not None:
            return known
        synonyms, countries = self.names.synonyms, self.names.countries
        out = set()
        for written in words:
            word = written[1:] if written[0] in "بل" and written[1:] in countries else written
            if word not in self.names.stops and word not in self.names.honorifics:
                out.add(str(countries.get(word) or synonyms.get(word, word.removesuffix("ة"))))
        office = self._kept[words] = frozenset(out - {""})
        return office


def _may_be(mention: Mention, other: Mention) -> bool:
    """Whether two mentions agree in gender so far as it is known."""
    return None in (mention.gender, other.gender) or mention.gender == other.gender
