"""Mentions of sources: what is title, what is name, and of what kind, gender and number the source is.

A mention is read by the lexicons of the rule files (titles, honorifics, organisations, documents,
media, states, given names). Where no lexicon knows the name, form decides: in Arabic a title is a
construct of definite nouns and adjectives (`وزير الخارجية الروسي`), and the foreign name that follows is
the run of words without an article at its end (`سيرغي لافروف`).
"""

import re
from collections.abc import Sequence
from typing import Final

import regex

from quotes.article import bare, definite
from quotes.later import later
from quotes.mention import Mention
from quotes.model import Source
from quotes.namewords import MASDAR, PLURAL, PRONOUN, NameWords

_WORD: Final = later(re.compile, r"\w+")
# a verb after و, by letters that foreign names do not have there: وتعمل, but ويلسون
_IMPERFECT: Final = later(regex.compile, r"وت\w{3,}|وي[ءعحقصضطذثشخغج]\w+")
_OPENING: Final = frozenset('«“"‹„')
_CLOSING: Final = frozenset('»”"›“')
_STOPS: Final = frozenset("،,:؛")
_NAME_WORDS: Final = 9  # of the longest name
_LONG_HEAD: Final = 3
# words of a token: text, start and end
Token = tuple[str, int, int]


class Names(NameWords):
    """Reads mentions with the lexicons of a rule set."""

    # the text read last and its mentions: each is asked for several times; one value, so that threads keep apart
    _last: tuple[str | None, dict[tuple[int, int], Mention]] = (None, {})

    def read(self, text: str, start: int, end: int) -> Mention:
        """Read the mention that stands at [start, end)."""
        last, mentions = self._last
        if last is not text:
            last, mentions = self._last = text, {}
        mention = mentions.get((start, end))
        if mention is None:
            mention = mentions[start, end] = self._mention(text, start, end)
        return mention

    def _mention(self, text: str, start: int, end: int) -> Mention:
        tokens: list[Token] = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
        if tokens and text[max(0, start - 2) : start] == "لل":
            tokens[0] = ("ال" + tokens[0][0], *tokens[0][1:])  # للوزير: the article after ل
        if tokens and self._accusative(tokens[0][0]):
            tokens[0] = (tokens[0][0][:-1], *tokens[0][1:])
        words = [word for word, _, _ in tokens]
        if not words:
            return Mention(start, end, None, None, "unnamed", None, None, "", (), definite=False)
        while len(tokens) > 1 and tokens[0][0] in self.same:  # ذات المصدر
            del tokens[0]
        words = [word for word, _, _ in tokens]
        kind, code = self._kind(words)
        if kind == "person" and (object_at := self._object_at(words)) is not None:
            tokens, words = tokens[:object_at], words[:object_at]  # الرئيس الفلاني حليفه فلانا
            end = tokens[-1][2]
        name: tuple[int, int] | None = None
        if kind in ("person", "unnamed", "group"):
            name = self._name(words, text, tokens)
            if name is not None and self.of_another(words, name[0]):
                name = None
        elif kind in ("organisation", "media"):
            name = self._marked(text, tokens)
        if name is None and kind == "person" and self.nouns.get(words[0], ("",))[0] == "organisation":
            kind, code = self.nouns[words[0]]  # المؤسسة: no woman who founded it
        if name is not None and kind != "person" and words[name[0]] not in self.given:
            name = name if kind in ("organisation", "media") else None  # a source without a name has an adjective there
        if name is not None and kind in ("group", "unnamed"):
            kind = "person"
        elif kind == "group" and code.endswith("s") and code.startswith("m") and self._name_start(words):
            kind, name = "person", self._name(words, text, tokens)  # السياسي التونسي فلان
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
        return Mention(
            start, end, span, role, kind, code[:1] or None, code[1:2] or None, plain[0], plain, definite(words[0])
        )

    def _accusative(self, word: str) -> bool:
        """Whether a word is a title or a noun of sources with the ending it has after لكنّ: متحدثا."""
        return word[-1] == "ا" and not self.noun(word) and word not in self.given and self.noun(word[:-1])

    def _object_at(self, words: Sequence[str]) -> int | None:
        """Where a verbal noun, or one with a pronoun, begins the verb's object, after a title that is complete."""
        for index in range(1, len(words)):
            word = words[index]
            if self.is_given(word) or word in self.families or word in self.stops:
                return None
            if word in self.verbal_nouns and (definite(words[index - 1]) or self.foreign(words[index - 1])):
                return index  # أعلن الوزير فلان بدء المشروع
            spelled = f"{word[:-1]}ة"  # شركه for شركة
            owned = word[-1] == "ه" and PRONOUN.fullmatch(word) and not definite(word) and not self.common(word)
            if owned and definite(words[index - 1]) and spelled not in self.nouns and spelled not in self.titles:
                return index if word[:-1] in self.titles or self.noun(word[:-1]) else None
        return None

    def _kind(self, words: Sequence[str]) -> tuple[Source, str]:
        """What sort of source a mention is, by its first noun, with its gender and number."""
        first = words[1] if words[0] in self.honorifics and len(words) > 1 and words[1] in self.titles else words[0]
        if first in self.titles and len(words) > 1:
            return "person", self.titles[first]
        if first in self.states or " ".join(words) in self.states:
            return "state", "fs"
        if first in self.platforms:
            return "media", ""  # قال فيسبوك, قالت فيسبوك
        if first in self.outlets or " ".join(words[:2]) in self.outlets:
            return "media", "fs"
        if first in self.partitives:
            return "unnamed", ""
        if bare(first) in self.unnamed and (not definite(first) or bare(first) not in self.titles):
            return "unnamed", self.titles.get(bare(first)) or self.nouns.get(bare(first), ("", ""))[1]
        if first in self.titles:
            return "person", self.titles[first]
        return self.nouns.get(first, ("person", ""))

    def _name(self, words: Sequence[str], text: str, tokens: Sequence[Token]) -> tuple[int, int] | None:
        """The first and last word of the personal name, half-open; None where there is none."""
        breaks = [i for i in range(1, len(words)) if text[tokens[i - 1][2] : tokens[i][1]].strip()]
        start = None
        if breaks and (self.is_title(words[breaks[0]]) or text[tokens[breaks[0]][1] - 1] in _OPENING):
            start = self._name_start(words[: breaks[0]])  # الإيطالي فلان، رئيس اللجنة; الوزير فلان «…
        start = self._name_start(words) if start is None else start
        if start is None:
            return None
        words = words[: next((i for i in breaks if i > start), len(words))]
        end, unknown = start, 0
        after = tokens[len(words) - 1][2]
        shut = text[after : after + 2].lstrip()[:1] in _STOPS  # a comma shows that all of it is name
        while end < min(len(words), start + _NAME_WORDS):
            if end > start and not self._goes_on(words, start, end, shut=shut):
                break
            known = self.is_given(words[end]) or words[end] in self.families or words[end - 1] in self.particles
            if not known:
                unknown += 1
                if unknown > 1 and end > start + 1 and end + 1 < len(words):
                    break  # a second word that no lexicon knows is a name only at the end
            end += 1
        while end > start + 1 and words[end - 1] in self.particles and words[end - 1] not in self.given:
            end -= 1
        return (start, end) if end > start else None

    def of_another(self, words: Sequence[str], at: int) -> bool:
        """Whether the name at a place says whose the first noun is: محامي ترامب, زوجة الحارس فلان; not مهندس فلان."""
        first = words[0]
        if self.kin_word(first):
            return at > 0
        honoured = first in self.honorifics or (f"ال{first}" in self.honorifics and first not in self.deputies)
        return at == 1 and first in self.titles and not honoured and not definite(first)

    def known_source(self, mention: Mention) -> bool:
        """Whether a lexicon knows a mention's first word as one of a source."""
        head = mention.words[0] if mention.words else ""
        return (
            mention.kind != "person"
            or mention.role is not None
            or any(word in table for word in (head, f"ال{head}") for table in (self.titles, self.given, self.families))
        )

    def _goes_on(self, words: Sequence[str], start: int, at: int, *, shut: bool) -> bool:
        """Whether a name that began at `start` takes in the word at `at`."""
        word = words[at]
        last = at + 1 == len(words)
        if word in self.particles:
            return not last or word in self.given
        if words[at - 1] in self.particles:
            # شينزو آبي في طوكيو: أبي is a particle in other names; أمير خان وسلمان
            joined = word[0] == "و" and self.is_given(word[1:])
            clause = definite(word) and words[at - 1] in self.western  # فإن الفريق
            return word not in self.stops and not joined and not clause
        if word[0].isdigit():
            return False
        if (
            at > start + 1 and definite(words[at - 1]) and words[at - 1] not in self.compounds
        ):  # a family name with its article closes the name
            return self.is_given(word) or word in self.families
        closed = words[at - 1] in self.families and not self.is_given(words[at - 1])
        closed = closed and words[at - 1] not in self.compounds
        if closed and not self.is_given(word):
            return word in self.families
        if word[0] == "و" and word not in self.given and word not in self.families:
            own = not definite(word) and not PRONOUN.fullmatch(word)
            own = own and not _IMPERFECT.fullmatch(word)  # سارة وتعمل
            return at == start + 1 and own and not self.is_given(word[1:]) and not self.common(word[1:])
        if word in self.titles and not last and not definite(word) and word not in self.given:
            return False
        if self.is_given(word) or word in self.families:
            # أمين صندوق الجمعية: an office, though Amin is a name
            return last or word not in self.titles or self.is_given(words[at + 1])
        if definite(word) and not word.startswith("ال") and not (self.is_given(word[1:]) or word[1:] in self.families):
            return False  # عبدالعزيز للحجاز, القطار والأستاذ; but سمير بالطيب
        if definite(word):
            if word in self.honorifics and self.is_given(words[at - 1]):
                named = not last and not self.is_title(words[at + 1])
                named = named and (
                    self.is_given(words[at + 1]) or definite(words[at + 1]) or self.foreign(words[at + 1])
                )
                return not named  # عدنان بن أحمد السيد
            # the nisba of a family or a place closes a name: خيام التركي
            if self.common(word):
                return last and at == start + 1
            return at > start and (at == start + 1 or not MASDAR.fullmatch(bare(word)))
        second = at == start + 1 or words[at - 1] in self.compounds
        if (
            self.common(word)
            or self.verb(word)
            or (MASDAR.fullmatch(word) and not (last and second and (shut or word[-1] != "ت")))
        ):
            return False
        if at > start + 1 and PLURAL.fullmatch(word):
            return False
        foreign = (last and word.endswith("يه")) or (second and word.endswith("نا"))  # بريزيه، سافونا
        if PRONOUN.fullmatch(word) and not foreign:
            return False
        if at > start + 1 and word.endswith("ة") and words[at - 1] not in self.titles:
            return False
        # نجم المنتخب: a noun that the next one defines
        return last or second or not definite(words[at + 1]) or words[at + 1] in self.families

    def _name_start(self, words: Sequence[str]) -> int | None:
        # an honorific is directly before the name, wherever it stands: مدير المستشفى الدكتور سامي
        for index in range(len(words) - 1):
            if words[index] in self.honorifics and not (index and self.is_given(words[index - 1])):
                following = words[index + 1]
                known = self.is_given(following) or following in self.families
                family = (
                    index + 2 == len(words) and definite(following) and not self.described(following)
                )  # الدكتور السهلي
                # سعادة الأمين العام
                office = following in self.titles and any(definite(word) for word in words[index + 2 : index + 3])
                known = (known and not office) or family or self.foreign(following)
                if known and not self._complement(words, index + 1):
                    return index + 1
        first = words[0]
        # أمين السر, أمير منطقة نجران, though Amin and Amir are names
        office = first in self.titles and len(words) > 1 and (definite(words[1]) or self.described(words[1]))
        if (first in self.given or first in self.families) and not office:
            return 0
        if not self.is_title(first) and not definite(first):
            odd = len(first) < 3 or self.common(first) or self.verb(first) or PRONOUN.fullmatch(first)
            # بإغلاق المصنع, لكرة القدم: a preposition and its noun; غضب العمال: a noun and whose it is
            governed = first[0] in "بل" and (
                MASDAR.fullmatch(first[1:]) or self.common(first[1:]) or any(definite(w) for w in words[1:2])
            )
            governed = governed or any(definite(w) and (self.noun(w) or PLURAL.fullmatch(w)) for w in words[1:2])
            return None if odd or governed or MASDAR.fullmatch(first) or PLURAL.fullmatch(first) else 0
        nasab = next((i for i in range(2, len(words) - 1) if words[i] in self.filiation), None)
        if nasab is not None:
            return nasab - 1 - (words[nasab - 2] in self.particles)  # عبد الرحمن بن فلان
        given = (
            i for i in range(1, len(words))
            if (self.is_given(words[i]) and (words[i] not in self.particles or definite(words[i - 1])))
            and not self._complement(words, i) and not self._everyday(words, i) and not self._of_nation(words, i)
        )  # fmt: skip
        if (first_given := next(given, None)) is not None:
            # مخرج الفيلم رادو جودي: an unknown word after a complete title, before a known name
            before = words[first_given - 1]
            if first_given > 2 and before in self.particles and self.foreign(words[first_given - 2]):
                return first_given - 2  # المدرب أوسيبيو دي فرانشيسكو
            unknown = first_given > 1 and definite(words[first_given - 2]) and not definite(before)
            return first_given - (unknown and self.foreign(before))
        if not self.is_title(first) and not definite(first):
            return None
        if len(words) > 1 and bare(first) in self.nationalities and not definite(words[1]) and self.foreign(words[1]):
            return 1  # البلجيكي راديك فلان
        # a foreign name: the run of words without article at the end, or one and a family name with it
        index = len(words)
        governed = index > 2 and words[-2][0] in "بل" and words[-1].startswith("ال")  # لكرة القدم
        if index > 2 and definite(words[-1]) and self._loan(words, -2) and not governed:
            # الكبير خيام التركي: no noun without article has an adjective with one
            closed = definite(words[-3]) and not words[-1].endswith("ة")
            index -= closed or not self.common(words[-1])
        while index > 1 and (self._loan(words, index - 1) or not self.particles.isdisjoint(words[index - 2 : index])):
            index -= 1  # لويدجي دي مايو: what follows a particle is of the name
        while index < len(words) and self._complement(words, index):
            index += 1
        if (
            index == 1
            and first.startswith("ال")
            and not (self.is_title(first) or self.described(first) or self.adjective(first))
        ):
            return 0  # إليزابيث وارن: ال is of the word
        if index < len(words) and self._after_title(words, index):
            return index
        last = words[-1]  # الوزير الجبير: one word after a lone title may be a family name with its article
        # المدعون الاتحاديون; رفض الوزير الاتهامات
        adjective = self.adjective(last) or last[-2:] == words[0][-2:] or last.endswith("ات")
        if len(words) == 2 and definite(words[0]) and definite(last) and (last in self.families or not adjective):
            return 1
        return None

    def _after_title(self, words: Sequence[str], at: int) -> bool:
        """Whether a title is complete before a word: it is definite, by an article or a construct."""
        before = words[at - 1]
        complete = definite(before) or before in self.known
        return complete and (self.titles.get(words[0], "s")[-1:] == "s" or len(words) - at > 1)

    def _everyday(self, words: Sequence[str], at: int) -> bool:
        """Whether a name that is an everyday word too stands here as that word: المتحدث باسم الوزارة."""
        if words[at] in self.joints:
            return True
        if words[at] not in self.everyday or (at and definite(words[at - 1])):
            return False
        return at + 1 == len(words) or definite(words[at + 1]) or self.common(words[at + 1])

    def _loan(self, words: Sequence[str], at: int) -> bool:
        """Whether a word in its place may be part of a name that no lexicon knows."""
        word, before = words[at], words[at - 1]
        # المخرجة العالمية فيبيكه فلان: no noun with a pronoun stands after an adjective with the article
        foreign = self.foreign(word) or (word[-1] == "ه" and definite(before) and self.foreign(word[:-1]))
        return foreign and not self._of_nation(words, at)

    def _of_nation(self, words: Sequence[str], at: int) -> bool:
        """Whether a name that is an adjective of nation too stands after its noun: رئيس المركز العربي."""
        return definite(words[at]) and definite(words[at - 1]) and bare(words[at]) in self.regional

    def _complement(self, words: Sequence[str], at: int) -> bool:
        """Whether a word completes the noun before it (مستشفى بدر، نادي برشلونة) and is no name."""
        before = words[at - 1]
        if self.rank(before) and at > 1:  # مستشفى الملك فهد; but رئيس مجلس النواب فلان
            whose = words[at - 2]
            place = whose in self.nouns or whose in self.naming or f"{whose[:-2]}ة" in self.nouns
            return place and not definite(whose)  # جامعتي الملك فهد
        if definite(before):
            return False
        stripped = before[1:] if before[0] in "لبو" and before not in self.nouns else before
        noun = self.nouns.get(stripped) or self.nouns.get(before)
        return (noun is not None and noun[0] != "group") or before in self.stops

    def _marked(self, text: str, tokens: Sequence[Token]) -> tuple[int, int] | None:
        """The words in marks inside a mention: صحيفة «…»."""
        first = next((i for i, (_, start, _) in enumerate(tokens) if text[start - 1 : start] in _OPENING), None)
        if first is None or first >= _LONG_HEAD:  # وكالة الأنباء السعودية «واس» has its name before the marks
            return None
        for last in range(first, len(tokens)):
            if text[tokens[last][2] : tokens[last][2] + 1] in _CLOSING:
                return first, last + 1
        return None
