"""What a quantity measures, in the text's own words: a noun phrase beside the claim."""

from collections.abc import Callable

from quotes.around import CLITICS, Words, known
from quotes.draft import Draft, Place

Tokens = list[tuple[str, int]]
Way = Callable[[Draft, Draft | None], Place | None]
_LONGEST = 5  # words
_REACH = 14  # tokens back to a topic


class About:
    """Finds the topic of a claim in its clause."""

    def __init__(self, words: Words) -> None:
        self.links = words.named("about_links")
        self.strong = words.named("about_strong_links")
        self.stops = words.named("about_stops")
        self.relatives = words.named("about_relatives")
        self.never = words.named("about_never")
        self.heads = words.named("about_heads")

    def of(self, draft: Draft, previous: Draft | None) -> Place | None:
        """At most five words around the claim that say what it measures."""
        if draft.kind == "ratio" and draft.unit == "1" and draft.end > draft.number[1]:
            inside = draft.near.near(draft.number[1], draft.number[1]).ahead
            return self.phrase(inside[1:] if inside and inside[0][0] == "من" else inside)
        if (
            draft.near.before[:1] == ["("]
            and previous
            and previous.about
            and draft.near.start - previous.end <= _BRACKET
        ):
            return previous.about  # the same amount in another unit
        for way in self.ways(draft):
            found = way(draft, previous)
            if found is not None and found[1] > found[0]:
                return found
        return None

    def ways(self, draft: Draft) -> tuple[Way, ...]:
        """Where to look, the likeliest place first."""
        linked = known(draft.near.last, self.strong)
        first: tuple[Way, ...] = (self.partitive, self.measured, self.topic)
        if draft.kind == "money":
            first = (self.measured, self.topic, self.purpose) if linked else (self.measured, self.purpose, self.topic)
        elif draft.kind == "duration":
            first = (self.topic, self.partitive) if linked else (self.partitive, self.topic)
        return *first, self.complement

    def measured(self, draft: Draft, previous: Draft | None) -> Place | None:
        """عدد المستشفيات الحكومية فيها نحو 445: the noun that names the figure, and what it is the figure of."""
        floor = previous.end if previous else -1
        for at, (word, start) in enumerate(draft.near.behind[:_REACH]):
            if start < floor or word in _ENDS:
                return None
            if at > 1 and (word in self.heads or (word[0] in "وف" and word[1:] in self.heads)):
                found = self.phrase(draft.near.behind[at::-1])
                return found and (found[0] + (word not in self.heads), found[1])
        return None

    def partitive(self, draft: Draft, _previous: Draft | None) -> Place | None:
        """90 في المئة من واردات النفط الروسية; بعد ثلاث سنوات على الاتفاق."""
        tokens = [each for each in self.ahead(draft) if each[0] not in _SKIPPED]
        links = ("من", "علا") if draft.kind == "duration" else ("من",)
        return self.phrase(tokens[1:]) if len(tokens) > 1 and tokens[0][0] in links else None

    def purpose(self, draft: Draft, _previous: Draft | None) -> Place | None:
        """مليون دولار لشراء أسلحة."""
        after = self.ahead(draft)
        if not after or after[0][0][0] != "ل" or len(after[0][0]) < 4 or known(after[0][0], self.stops):
            return None
        found = self.phrase(after)
        single = found is not None and after[1:2] and after[1][1] > found[1]
        return (found[0] + 1, found[1]) if found and not single and after[0][0][1] != "ل" else found

    def complement(self, draft: Draft, _previous: Draft | None) -> Place | None:
        """What follows in the clause: 112 وظيفة في مجال الإدارة العامة, 4 مدن كندية."""
        after = self.ahead(draft)
        if not after or not after[0][0].isalpha():
            return None
        first = after[0][0]
        if first in self.never or (first[0] == "ي" and first[-1] in "ونتي"):
            return None
        if first in _PREPOSITIONS:
            return self.phrase(after[1:])
        return None if known(first, self.stops) or first[0] == "و" else self.phrase(after)

    def ahead(self, draft: Draft) -> Tokens:
        """What follows, brackets skipped: 150 مليون يورو (160 مليون دولار) لشراء أسلحة."""
        tokens = draft.near.ahead
        if tokens and tokens[0][0] == "(":
            closing = next((at for at, (word, _) in enumerate(tokens) if word == ")"), None)
            return tokens[closing + 1 :] if closing is not None else tokens
        return tokens

    def phrase(self, tokens: Tokens) -> Place | None:
        """The words from here on, up to a stop."""
        end, count = -1, 0
        for index, (word, at) in enumerate(tokens):
            relative = count == 1 and word in self.relatives  # المهام التي تم تحديدها
            if not word.isalpha() or (not relative and (known(word, self.stops) if count else word in self.stops)):
                break
            following = tokens[index + 1][0] if index + 1 < len(tokens) else ""
            if word == "و" or (count and word[0] == "و" and following[:1].isdigit()):
                break
            end, count = at + len(word), count + 1
            if count == _LONGEST - 1:
                break
        return (tokens[0][1], end) if count else None

    def topic(self, draft: Draft, previous: Draft | None) -> Place | None:
        """The noun phrase that a link ties to the number: قرض بقيمة, عدد المستشفيات فيها نحو."""
        tokens, floor = draft.near.behind, previous.end if previous else -1
        at = 0
        while at < min(len(tokens), _REACH) and self.passes(tokens, at):
            at += 1
        words: Tokens = []
        while at < len(tokens) and len(words) < _LONGEST:
            word, start = tokens[at]
            if start < floor:
                return previous.about if previous and not words else self.cut(words)
            if word == ")" and (opening := next((i for i in range(at, len(tokens)) if tokens[i][0] == "("), None)):
                at = opening + 1
                continue
            if not word.isalpha() or known(word, self.stops) or (words and known(word, self.strong)):
                break
            words.append((word, start))
            at += 1
        return self.cut(words)

    def passes(self, tokens: Tokens, at: int) -> bool:
        """Whether a token between topic and number belongs to neither."""
        word = tokens[at][0]
        if word in _OPENING or word in CLITICS or known(word, self.links):
            return True
        if word in ("،", ","):
            return at > 0 and (tokens[at - 1][0] in self.relatives or known(tokens[at - 1][0], self.strong))
        return word.isdigit() and len(word) == _YEAR and at + 1 < len(tokens) and at > 0

    def cut(self, words: Tokens) -> Place | None:
        """From the head of the phrase that the number belongs to, proclitics off."""
        if not words:
            return None
        for index, (word, _) in enumerate(words):
            following = words[index + 1][0] if index + 1 < len(words) else ""
            if word.startswith("وال") and following.startswith("ال"):
                continue  # النساء والولادة
            if word[0] == "و" and len(word) > 3 and (index or word.startswith("وال")):
                words = words[: index + 1]
                break
        words = words[: _LONGEST - 1]
        first, start = words[-1]
        if len(first) > 3 and first[0] in "وف" and not first.startswith(_ROOT_WAW):
            start, first = start + 1, first[1:]
        if first.startswith(("بت", "باست", "لاست", "بال", "بإ")) and len(first) > 4:
            start += 1
        return start, words[0][1] + len(words[0][0])


_ENDS = frozenset(".؟!؛")
_SKIPPED = frozenset(("فقط", '"', "”", "“", "»", "«"))
_PREPOSITIONS = frozenset(("في", "ل", "علا", "الي", "ضد", "عن", "ب", "بين"))
_OPENING = frozenset('"“«(')
_ROOT_WAW = ("والد", "وزي", "وزا", "وظي", "وحد", "وفا", "ولا", "وكا", "فري", "فرص", "فتر", "فيل")
_BRACKET = 3  # characters to the claim before a bracket
_YEAR = 4  # digits
