"""Where a noun phrase begins and ends, by the article: Arabic adjectives agree in it with their noun.

وزارة الصحة العامة | خطة جديدة       a word without article after one that has it begins the clause
الكثير من الآباء | الذين يظنون        what a relative pronoun takes up is the phrase before it
"""

import re
from typing import Final

import regex

from quotes.article import bare, definite
from quotes.later import later
from quotes.mention import Mention
from quotes.names import Names

_WORD: Final = later(re.compile, r"\w+")
_BEFORE: Final = later(regex.compile, r"(?r)\b(\w++)[ ]")
_AMOUNT: Final = later(regex.compile, r"(?r)\b(\w++)[ ]من[ ]")  # الكثير من
_CONSTRUCT: Final = later(regex.compile, r"\w{3,}و")  # a sound plural before what defines it: مؤيدو, محامو
_HAPPENING: Final = later(
    regex.compile, r"[ا]\w{2,3}ا\w|است\w+ا\w"
)  # verbal nouns that no adjective looks like: اندلاع
# adjectives of a feminine, and what agrees with nothing: العليا، البيضاء، الأوسع; الشركة الأم
_FEMININE: Final = later(regex.compile, r"\w+(?:ة|ا|ي|اء|ء)|الا\w{2,3}")
_FOLLOWING: Final = later(regex.compile, r"[ ](\w++)")
_PURPOSE: Final = later(regex.compile, r"[ ]ل\w")
_NUNATED: Final = later(regex.compile, r"(?!ال)\w{3,}ون")
_PLURAL: Final = later(regex.compile, r"\w+(?:ون|ين|ان)|[بل]\w+")
_SAID: Final = later(regex.compile, r"ا\w{3}(?:ه|ها|ته|تها)|\w{3}(?:ته|تها)")  # a verb with its object: أصدره, نشرته
_FRAME: Final = later(regex.compile, r"[ ](\w++)(?=(?:[ ](\w++))?)")
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
        nouns = list(_WORD.finditer(self.text, start, relative.start()))
        place = len(nouns) > 1 and nouns[0].group() not in self.names.quantifiers
        if place and nouns[0].group() not in self.names.heads and nouns[-1].group() in self.names.heads:
            return nouns[-1].span()  # مقر | اللجنة التي تشترط
        amount = _AMOUNT.match(self.text, max(0, at - _PHRASE), start)
        if amount is not None and amount[1] in self.names.quantifiers:
            start = amount.start()
        return (start, relative.start() - 1) if start < relative.start() else None

    def _named(self, before: str, word: str) -> bool:
        """Whether a body is called after someone: `مركز الملك سلمان للإغاثة`."""
        return before in self.names.honorifics and self.names.is_given(word)

    def framed(self, start: int, end: int) -> int:
        """Where a source ends before the occasion or the medium, or what it was: `المنظمة | في البلاغ`, `ضباط | كانوا`."""
        for match in _FRAME.finditer(self.text, start, end):
            framed = match[1] in self.names.prepositions and bare(match[2] or "") in self.names.frames
            if framed or match[1] in self.names.copulas or match[1] in self.names.complementizers:
                return int(match.start())
        return end

    def spoken_of(self, start: int, end: int) -> int:
        """Where the subject of a verb ends before what it speaks of: `رئيس الحركة | عن جريمة`, but `النائب عن الحزب`."""
        for match in _FRAME.finditer(self.text, start, end):
            told = match[1] in self.names.about and match[2] is not None
            if told and not (definite(match[2]) or self.names.workplace(match[2])):
                return int(match.start())
        return end

    def preposed(self, start: int, at: int) -> tuple[int, int] | None:
        """The noun phrase between a clause's start and its verb, where its first noun is of no one by name.

        `وكثير من المارة يسأل`, `لكن آخرين يرون`, `مؤيدو الاتفاق يعتبرون`
        """
        lead = self.text[max(start, at - _PHRASE) : at]
        if not lead.endswith(" "):
            return None
        clause = at - len(lead) + max(lead.rfind("،"), lead.rfind(","), lead.rfind("\n")) + 1
        words = list(_WORD.finditer(self.text, clause, at))
        if len(words) > 1 and words[-1].group() in self.names.pronouns and definite(words[-2].group()):
            noun = words[-2]  # المصادر نفسها أقرت
            return (noun.start(), noun.end()) if noun.group() in self.names.heads else None
        for index in range(len(words) - 1, max(-1, len(words) - 1 - _PREPOSED), -1):
            word = words[index].group()
            if word in self.names.verbs:
                return None
            opens = index < 2 and all(each.group() in self.names.conjunctions for each in words[:index])
            described = all(definite(each.group()) for each in words[index:])
            if opens and described and self.names.nouns.get(word, ("",))[0] in ("document", "media"):
                return words[index].start(), words[-1].end()  # لكن التقارير الأخيرة تشير
            joined = word[0] == "و" and self._many(word[1:])
            first = index == 0 or words[index - 1].group().removeprefix("و") in self.names.conjunctions
            if joined or (first and self._many(word)):
                return words[index].start() + joined, words[-1].end()
        return None

    def _many(self, word: str) -> bool:
        """Whether a word begins a source of no one by name: كثير، آخرون، or a plural before what defines it."""
        listed = word in self.names.partitives or word in self.names.quantifiers
        return listed or (not definite(word) and _CONSTRUCT.fullmatch(word) is not None)

    def office_of(self, at: int) -> bool:
        """Whether a noun says whose the office before it is: `رئيس البنك الدولي`."""
        before = _BEFORE.match(self.text, max(0, at - _PHRASE), at)
        return before is not None and before[1] in self.names.titles and not definite(before[1])

    def without_purpose(self, mention: Mention) -> Mention:
        """A mention up to what its office is for: `البنك الدولي | لمنطقة كذا`."""
        purpose = _PURPOSE.search(self.text, mention.start, mention.end)
        return self.names.read(self.text, mention.start, purpose.start()) if purpose is not None else mention

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
            if word in self.names.grammar and definite(word):
                return words[index - 1][1]  # السلطات | آلاف النسخ
            if words[0][0] in self.names.complete and word[0] == "ب" and definite(before):
                return words[index - 1][1]  # يتهمون الحكومة | بالتدخل
            if word in self.names.stops:
                break  # مصدر في الوزارة: a phrase that the rule has taken in
            purpose = (
                word[0] == "ل" and index + 1 < len(words) and definite(words[index + 1][0])
                and words[0][0] not in self.names.complete
            )  # fmt: skip  # المرصد لحقوق الإنسان
            if definite(before) and not definite(word) and not purpose and not self._named(before, word):
                return words[index - 1][1]
            # ناشطون | مقطعا: a plural that has its nun is not defined by the next noun
            goes_on = index + 1 < len(words) and words[index + 1][0] not in self.names.stops
            if index == 1 and goes_on and _NUNATED.fullmatch(before) and not _PLURAL.fullmatch(word):
                return words[0][1]
            if definite(before) and word.startswith("ال") and self._object(words[0][0], before, word, index):
                return words[index - 1][1]
            happening = (_HAPPENING.fullmatch(word) and not definite(word)) or word in self.names.verbal_nouns
            if index > 1 and not definite(words[0][0]) and happening and not definite(before):
                return words[index - 1][1]  # مصادر ميدانية | اندلاع مواجهات
        if len(words) > 1 and mention.kind == "document" and _SAID.fullmatch(words[-1][0]):
            return words[-2][1]  # تقرير | أصدره
        following = _FOLLOWING.match(self.text, mention.end)
        governs = len(words) > 1 and words[-1][0] in self.names.governing
        if governs and following is not None and following[1] in self.names.prepositions:
            return words[-2][1]  # الرسالة | الموجهة إلى
        return mention.end

    def _object(self, head: str, before: str, word: str, index: int) -> bool:
        """Whether a word with the article that follows one is no adjective of it: `رفضت الحكومة الاتهامات`.

        Adjectives agree in gender: after a noun in ـة they end so, and only women's plurals have them in ـات.
        """
        if word.endswith("ات"):
            return not before.endswith("ات")
        # وزارة الخارجية الكورية | النادي
        national = before.endswith("ة") and bare(before) in self.names.nationalities and head in self.names.nouns
        agrees = _FEMININE.fullmatch(word) is not None
        return (index == 1 and head.endswith("ة") and not agrees) or (national and (not agrees or word[-1] == "ي"))
