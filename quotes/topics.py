"""The noun phrase before a number that links tie to it: قرض بقيمة, عدد المستشفيات فيها نحو."""

import re

from quotes.around import CLITICS, COMMAS, Around, Words, known
from quotes.draft import Draft, Place
from quotes.later import later
from quotes.phrases import Phrases, Tokens

# what looks like the name of an act or a thing: غرامة, تدمير, إطلاق
_HAPPENING = later(re.compile, r"(?!ال|[بلو])(?:\w{2,}(?:ة|ات)|ت\w{2}ي\w|ا\w{2,3}ا\w|است\w+ا\w)")
_LONGEST = 5  # words
_REACH = 14  # tokens back to a topic
_PRONOUNS = ("ها", "ه", "هم")
_VERB = 5  # letters of the shortest verb with one
_OPENING = frozenset('"“«(')
_CLAUSE = 30  # characters between a number and the clause that goes on with it
_OWNED = 5  # letters of the shortest noun with و and a pronoun
_YEAR = 4  # digits
_TWO = 2
_THAT = "ان"
_FIRST = "للمرة"
_NOT = "غير"


def joined(near: Around) -> bool:
    """Whether و stands right before a number, or before its bracket: و(82) مخالفة."""
    return near.clitic[:1] == "و" or near.before[:2] == ["(", "و"]


class Topics:
    """Looks back from a number for what it is said of."""

    def __init__(self, words: Words, phrases: Phrases) -> None:
        self.phrases = phrases
        self.strong = words.named("about_strong_links")
        self.sources = words.named("about_sources")
        self.prepositions = words.named("about_prepositions")
        self.levels = words.named("about_levels")
        self.points = words.named("about_points")
        self.particles = words.named("about_particles")
        self.happenings, self.given = words.named("verbal_nouns"), words.maps.get("given_names", {})
        self.headless = words.named("about_headless")
        self.lam = tuple(sorted(words.named("counted_lam")))
        self.ages = words.named("age_words")

    def before(self, draft: Draft, previous: Draft | None) -> Place | None:
        """The noun phrase that a link ties to the number: قرض بقيمة, عدد المستشفيات فيها نحو."""
        tokens, floor = draft.near.behind, previous.end if previous else -1
        at = 0
        if tokens and self.resumes(tokens[0][0]):
            at = 1  # الضربة التي شنتها الدول الثلاث
        while at < min(len(tokens), _REACH) and self.passes(tokens, at):
            at += 1
        words: Tokens = []
        while at < len(tokens) and len(words) < _LONGEST:
            word, start = tokens[at]
            if start < floor:
                coordinated = joined(draft.near)  # 118 شركة متنوعة و1133 جمعية
                if previous and previous.counted and draft.unit == "year" and self.aging(tokens[:at], words):
                    return previous.counted  # 24 لاعبا كنديا تتراوح أعمارهم
                return previous.about if previous and (coordinated or self.verbs(words)) else self.cut(words)
            if word == ")" and (opening := next((i for i in range(at, len(tokens)) if tokens[i][0] == "("), None)):
                at = opening + 1
                continue
            if words and known(word, self.strong) and all(self.phrases.adjective(each) for each, _ in words):
                words = []  # بطول إجمالي
            elif words and word in self.phrases.relatives and (self.resumes(words[-1][0]) or self.verbs(words)):
                words = []  # الحساب الذي يتابعه, الكتلة الأكبر، التي يجب أن تضم
                at += at + 1 < len(tokens) and tokens[at + 1][0] in COMMAS
            elif words and word in self.sources and not any(self.phrases.verb(each) for each, _ in words):
                return None  # بحسب الوزارة
            elif words and word == _NOT:  # غير المقيمين
                words += tokens[at : at + (_TWO if self.noun(tokens, at + 1) else 1)]
                break
            elif previous and words and word in COMMAS and start - previous.end < _CLAUSE and self.verbs(words):
                return previous.about  # 36 ألفا، سيصبح عددهم 70
            elif not word.isalpha() or self.phrases.ends(word) or (words and known(word, self.strong)):
                break
            else:
                words.append((word, start))
            at += 1
        return self.cut(words, beside=words[:1] == tokens[:1])

    def passes(self, tokens: Tokens, at: int) -> bool:
        """Whether a token between topic and number belongs to neither."""
        word = tokens[at][0]
        if word == _THAT:  # ذكر الموقع أن 14 مليونا; يمكن أن يبلغ 14 مليونا
            return any(known(each, self.strong) or self.phrases.verb(each) for each, _ in tokens[:at])
        if word in _OPENING or word in CLITICS or known(word, self.phrases.links) or known(word, self.phrases.dates):
            return True
        if word in self.levels and at + 1 < len(tokens):
            return tokens[at + 1][0] in self.prepositions or tokens[at + 1][0] in self.points  # عند مستوى 218 نقطة
        if word in self.particles and at and self.phrases.verb(tokens[at - 1][0]):
            return True  # المشروعات فقد بلغت
        if at + 1 < len(tokens) and tokens[at + 1][0] == _FIRST:
            return True  # للمرة الأولى
        if word in COMMAS:
            if at + 2 < len(tokens) and tokens[at + 1][0] in self.phrases.times and tokens[at + 2][0] == word:
                return True  # وصل، الثلاثاء، إلى
            nearer = tokens[at - 1][0] if at else ""
            timed = nearer in self.phrases.times and nearer not in self.phrases.edges
            return timed or nearer in self.phrases.relatives or known(nearer, self.strong)
        return word.isdigit() and len(word) == _YEAR and at + 1 < len(tokens) and at > 0

    def aging(self, links: Tokens, words: Tokens) -> bool:
        """Whether a number tells the age of those that the one before counts: ثلاث طالبات يبلغن 12 عاما."""
        told = any(known(word, self.ages) for word, _ in links) or any(self.phrases.verb(word) for word, _ in words)
        return told and all(self.phrases.verb(word) or self.phrases.adjective(word) for word, _ in words)

    def resumes(self, verb: str) -> bool:
        """Whether the verb of a relative clause takes up its head, so that the number is outside: التي يقودها فلان."""
        return len(verb) >= _VERB and verb.endswith(_PRONOUNS) and self.phrases.verb(verb)

    def verbs(self, words: Tokens) -> bool:
        """Whether all words are verbs."""
        return all(self.phrases.verb(each) for each, _ in words)

    def noun(self, tokens: Tokens, at: int) -> bool:
        """Whether a noun stands there, as far as its form tells."""
        return at < len(tokens) and self.phrases.names(tokens[at][0]) and tokens[at][0] not in self.phrases.times

    def begins(self, word: str) -> bool:
        """Whether a word without article after one that has it begins a phrase: أعلن الجيش تدمير."""
        if _HAPPENING.fullmatch(word) is None and word not in self.happenings:
            return False
        other = word in self.given or word in self.phrases.times or word in self.headless
        return self.phrases.names(word) and not other

    def cut(self, words: Tokens, *, beside: bool = False) -> Place | None:
        """From the head of the phrase that the number belongs to, proclitics off.

        Args:
            words: The words before a number, nearest first.
            beside: Whether the nearest one stands right beside it.
        """
        phrases = self.phrases
        for index, (word, _) in enumerate(words):
            following = words[index + 1][0] if index + 1 < len(words) else ""
            if word.startswith("وال") and following.startswith("ال"):
                continue  # النساء والولادة
            # عملياتها في الشمال وضمها
            owned = len(word) >= _OWNED and word.endswith(_PRONOUNS[0]) and word[1:] not in phrases.edges
            parts = index or owned or word[1:3] == "ال" or phrases.verb(word[1:])
            if word[0] == "و" and parts and phrases.conjoined(word):
                words = words[: index + 1]
                break
            if index < _LONGEST - 1 and phrases.prefixed(word) and word[1] != "ل" and word[:3] != "بال":
                words = words[: index + 1]
                break
            if following.startswith("ال") and self.begins(word):
                words = words[: index + 1]
                break
        words = phrases.trim(words[: _LONGEST - 1][::-1], phrases.times)
        if words and known(words[0][0], self.prepositions):
            words = words[1:]
        if not words:
            return None
        first, start = words[0]
        if phrases.conjoined(first):
            start, first = start + 1, first[1:]
            lam = first[0] == "ل" and first[1:2] != "ل" and len(first) >= _OWNED and first not in phrases.own
            if beside and lam and not first.startswith(self.lam):
                start, first = start + 1, first[1:]  # ولكربلاء 42
        if phrases.prefixed(first):
            start += first[1] != "ل" or first[0] == "ب"
        elif first in phrases.exempt or (first[0] in "بل" and first[1:] in phrases.telling):
            start += 1
        return start, words[-1][1] + len(words[-1][0])
