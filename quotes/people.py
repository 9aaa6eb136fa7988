"""The persons of one text: every mention with a name, whom each full name stands for, and where.

A name is looked for at titles and known given names only, so the cost of a text is that of its names.
"""

import re
from bisect import bisect_left
from functools import cached_property
from typing import Final

import regex

from quotes.article import bare, definite
from quotes.extents import Layout
from quotes.firstnames import FirstNames, Place
from quotes.later import later
from quotes.mention import Mention
from quotes.names import Names

FullName = tuple[Place, tuple[str, ...], int]  # first place, words without articles, paragraphs that print it

_WORD: Final = later(re.compile, r"\w+")  # three times faster than regex
_FOLLOWING: Final = later(regex.compile, r"[ ](\w++)")
_BEFORE: Final = later(regex.compile, r"(?r)\b(\w++)[ ]")
_OFFICE: Final = later(regex.compile, r"[ ]?[،,][ ]?(\w++)")
# a name that commas set off, after a relative clause or not: المدرب، الذي …، فلان الفلاني،
_APPOSED: Final = later(
    regex.compile,
    r"(?:[ ]?[،,][ ]?ال(?:ذي|تي)\b[^،,.:«»\n]{2,60}+)?+[ ]?[،,][ ]?((?!ال)\w++(?:[ ]\w++){1,4}+)[ ]?[،,:]",
)
_MORE: Final = later(regex.compile, r"[ ](?:\w++[ ]){1,4}?و(ال\w++)")
_GAP: Final = later(regex.compile, r"[ ](\w++)[^،,.:؛«»\"\n]{2,80}+(?=[،,])")
_TITLED: Final = later(regex.compile, r"[ ](\w{3,})[ ]?[،,]?[ ](\w++)")
_ALIAS: Final = later(regex.compile, r"[ ]?[(«“\"](\w++)[ ]?(\w*+)[)»”\"]")
_COMMA: Final = later(regex.compile, r"[ ]?[،,]")
_VOWELS: Final = later(regex.compile, r"[اويءآ]")
_BREAK: Final = later(regex.compile, r"[^\w\s«»“”\"]|\n")
_LONGEST: Final = 20  # words of a mention
_AROUND: Final = 20_000  # characters on either side in which a name is looked for again
_REACH: Final = 220  # characters of a mention
_PARAGRAPH: Final = 120  # characters of a line that is no headline or caption
_NEAR: Final = 300  # persons looked through on either side for the holder of an office


class People:
    """All persons of one folded text."""

    def __init__(self, text: str, layout: Layout, names: Names) -> None:
        self.text = text
        self.layout = layout
        self.names = names
        self.spoken: list[Place] = []  # sources of quotes: they may be names that begin with no known word
        self.firsts = FirstNames(text, names)

    @cached_property
    def all(self) -> list[Mention]:
        """All mentions of persons in the text that give a title or a known given name, in order."""
        return [each._replace(name=self.closed(each.name)) if each.name else each for each in self._read]

    @cached_property
    def _printed(self) -> dict[tuple[str, ...], int]:
        """The names of the text as first read, and where each is printed first."""
        found: dict[tuple[str, ...], int] = {}
        for each in self._read:
            if each.name is not None:
                found.setdefault(self.bare_words(each.name), each.name[0])
        return found

    @cached_property
    def _lasts(self) -> frozenset[str]:
        """The last words of the names of the text that have more than one."""
        return frozenset(words[-1] for words in self._printed if len(words) > 1)

    def closed(self, name: Place) -> Place:
        """A name without the word after it that was taken in.

        One that begins with the family name of another ends there (`صلاح حريص` after `محمد صلاح`), and so
        does one that stood before without its last word, or whose last word but one is printed again alone.
        """
        words = list(_WORD.finditer(self.text, *name))
        if len(words) == 1 or self._comes_again(name):
            return name
        bones = self.bare_words(name)
        if bones[0] in self._lasts and not self.names.is_given(words[0].group()) and not self._names(words[1].group()):
            return words[0].start(), words[0].end()
        shorter = self._printed.get(bones[:-1], name[0])
        last = words[-1].group()
        short = shorter < name[0] and not self._names(last)
        if len(words) > 2 and (short or (not self.names.is_given(last) and self._taken_in(*words[-3:]))):
            return name[0], words[-2].end()
        return name

    def _taken_in(self, first: re.Match[str], before: re.Match[str], last: re.Match[str]) -> bool:
        """Whether a name's last word but one is printed again and its last is not: `فلان الفلاني بإعادة`."""
        word, after = before.group(), last.group()
        family = word in self.names.families and not self.names.is_given(word)
        bound = self.names.is_given(word) and first.group() not in self.names.particles
        if bound or (definite(after) and (self._names(after) or self._names(word) or definite(word))):
            return False
        low, high = max(0, before.start() - _AROUND), before.end() + _AROUND
        again = re.compile(rf"\b[وفبلك]?{word}\b")
        once = family or definite(after) or self.text.count(after, low, high) == 1
        return once and len(again.findall(self.text, low, high)) > 1

    def _names(self, word: str) -> bool:
        """Whether a lexicon knows a word as one of a personal name."""
        return self.names.is_given(word) or word in self.names.families or word in self.names.compounds

    @cached_property
    def _read(self) -> list[Mention]:
        found: list[Mention] = []
        end = 0
        starts = self.names.starts
        for match in [each for each in _WORD.finditer(self.text) if starts[each[0]] is not None]:
            if match.start() < end:
                continue
            start = self._start(match[0], match.start())
            if start is None:
                continue
            completes = self.completes(start)
            if completes and not self.names.rank(match[0]):
                continue
            mention = self.names.read(self.text, start, self.end_of(start))
            if completes:  # معهد الملك فلان
                end = mention.name[1] if mention.name is not None else start
                continue
            if mention.name is None and mention.role is not None:
                mention = self.apposed(mention)
            elif mention.role is None or self.names.is_title(mention.words[0]):
                mention = self._with_office(mention)
            if mention.name is not None and mention.kind == "person" and self._attested(mention.name):
                found.append(mention)
                end = mention.end
        taken = {at for each in found for at in range(each.start, each.end)}
        spoken = [self.names.read(self.text, *place) for place in self.spoken if taken.isdisjoint(range(*place))]
        return sorted([*found, *filter(self._full, spoken)], key=lambda each: each.start)

    def _full(self, mention: Mention) -> bool:
        """Whether a source gives a name of two words or more and no word that may be a verb's object."""
        words = self.text[slice(*mention.name)].split() if mention.name is not None else []
        odd = any(definite(word) and not self._names(word) for word in words)
        return mention.kind == "person" and len(words) > 1 and not odd

    def _start(self, word: str, at: int) -> int | None:
        """Where a mention begins in the word at `at`, after a proclitic; None where none does."""
        names = self.names
        skipped = names.starts[word]
        if skipped is None:
            return None
        if skipped or (word in names.starters and (word not in names.everyday or names.is_title(word))):
            return at + skipped
        following = _FOLLOWING.match(self.text, at + len(word))
        if following is None:
            return None
        if word not in names.starters:  # عبد الرحمن فلان
            return at if following[1] in names.compounds else None
        known = names.is_given(following[1]) or following[1] in names.families
        return at if known and self.firsts.is_one(word, at) else None  # a name that is an everyday word too

    def _attested(self, name: Place) -> bool:
        """Whether a name of one word that no lexicon knows comes up again: not so in `الفريق جاهز`."""
        word = self.text[slice(*name)]
        known = " " in word or self.names.is_given(word) or word in self.names.families
        return known or definite(word) or self._comes_again(name)

    def _comes_again(self, name: Place) -> bool:
        """Whether the text around prints a name more than once."""
        start, end = name
        return self.text.count(self.text[start:end], max(0, start - _AROUND), end + _AROUND) > 1

    def apposed(self, mention: Mention) -> Mention:
        """A title with the name that commas set off after it: `مدرب الفريق، فلان الفلاني،`."""
        comma = _COMMA.search(self.text, mention.start, mention.end)
        at = comma.start() if comma else mention.end
        complete = mention.definite or any(map(definite, _WORD.findall(self.text, mention.start, mention.end)))
        match = _APPOSED.match(self.text, at) or (self._beyond(at) if complete else None)
        name = self._ranked(at) or (self._placed(at) if complete else None)
        if match is not None and match[1].split(" ", 1)[0] not in self.names.stops - self.names.particles:
            name = self.names.read(self.text, *match.span(1))
        if name is None or name.name is None or name.kind != "person":
            return mention
        where = self.bare_words((mention.end, max(mention.end, name.start)))
        return mention._replace(end=name.end, name=name.name, words=mention.words + where + name.words)

    def _beyond(self, at: int) -> regex.Match[str] | None:
        """A name that commas set off after where or when its bearer worked: `المدير سابقا في الهيئة، فلان الفلاني،`."""
        gap = _GAP.match(self.text, at)
        if gap is None or gap[1] not in self.names.where_or_when:
            return None
        if any(word in self.names.verbs for word in _WORD.findall(self.text, *gap.span())):
            return None
        match = _APPOSED.match(self.text, gap.end())
        name = self.names.read(self.text, *match.span(1)).name if match is not None else None
        return match if match is not None and name == match.span(1) else None

    def _ranked(self, at: int) -> Mention | None:
        """A name with its rank after a comma, whatever follows it: `المتحدث باسم الشرطة، العقيد فلان في …`."""
        match = _OFFICE.match(self.text, at)
        if match is None or not definite(match[1]) or not self.names.is_title(match[1]):
            return None
        mention = self.names.read(self.text, match.start(1), self.end_of(match.start(1)))
        ranked = mention.name is not None and mention.name[0] == match.end(1) + 1
        return mention._replace(end=mention.name[1]) if ranked and mention.name is not None else None

    def _placed(self, at: int) -> Mention | None:
        """A name after where its bearer works: `الباحث في معهد الدراسات فلان`."""
        names, before, end = self.names, "", at
        for index, match in enumerate(_WORD.finditer(self.text, at, at + _REACH)):
            word = match.group()
            inner = word in names.inner
            if self.text[end : match.start()] != " " or index > _LONGEST or (index == 0 and not inner):
                return None
            if word in names.verbs or (word in names.stops and not inner):
                return None
            if before in names.inner and not (self.names.workplace(word) or definite(word)):
                return None  # تحدث رئيس الحركة عن جريمة اغتيال المهندس فلان
            free = before not in names.nouns and before not in names.inner
            ranked = before in names.honorifics and definite(before)  # الباحث في كذا الدكتور فلان
            known = word in names.given and (ranked or self._start(word, match.start()) == match.start())
            if index > 1 and free and (known or (ranked and names.foreign(word))):
                father = word in names.filiation and before in names.given  # علي بن فلان, where علي is written على
                start = end - len(before) if ranked or father else match.start()
                mention = names.read(self.text, start, self.end_of(start))
                return mention._replace(end=mention.name[1]) if mention.name is not None else None
            end, before = match.end(), word
        return None

    def _with_office(self, mention: Mention) -> Mention:
        """A name with the office that follows a comma: `فلان الفلاني، وزير التموين`."""
        match = _OFFICE.match(self.text, mention.end)
        if match is None or match[1] not in self.names.titles:
            return mention
        office = match.start(1), self.end_of(match.start(1))
        words = self.names.read(self.text, *office).words
        return mention._replace(role=office, words=mention.words + words + self._more_offices(office[1]))

    def _more_offices(self, at: int) -> tuple[str, ...]:
        """The words of an office that follows another, up to its preposition: `سفير … في القاهرة والمندوب الدائم`."""
        match = _MORE.match(self.text, at)
        if match is None or not self.names.is_title(match[1]):
            return ()
        return self.bare_words((match.start(1), self.end_of(match.start(1))))

    def beyond(self, name: Place) -> Place:
        """A name of one word with the one after it, where a title follows: `فرانك كورتزو الأمين العام`."""
        word = self.text[slice(*name)]
        if word not in self.names.given or word in self.names.families:
            return name
        match = _TITLED.match(self.text, name[1])
        if match is None or not self.names.is_title(match[2]):
            return name
        last = match[1]
        known = last in self.names.families or (self.names.foreign(last) and last not in self.names.copulas)
        return (name[0], match.end(1)) if known else name

    def end_of(self, start: int) -> int:
        """Where a mention that starts at `start` may end at the latest."""
        end, before = start, ""
        for index, match in enumerate(_WORD.finditer(self.text, start, min(len(self.text), start + _REACH))):
            between = self.text[end : match.start()]
            word = match.group()
            if index and (_BREAK.search(between) or index > _LONGEST):
                break
            if index and (len(word) == 1 or (word in self.names.stops and before not in self.names.particles)):
                break
            if index and (word in self.names.verbs or word in self.names.copulas) and not self.names.is_given(word):
                break
            end, before = match.end(), word
        return end

    @cached_property
    def full_names(self) -> list[FullName]:
        """Each name of the text once: its first place, its words, and how many paragraphs print it."""
        found: dict[tuple[str, ...], tuple[Place, int]] = {}
        for person in self.all:
            if person.name is not None:
                words = self.bare_words(person.name)
                place, times = found.get(words, (person.name, 0))
                end = self.layout.line_end(person.start)
                # headlines and captions repeat themselves
                prose = end - self.layout.line_start(person.start) > _PARAGRAPH and self.text[end - 1] != ")"
                found[words] = (person.name, 1) if prose and not times else (place, times + prose)
        return [(place, words, times) for words, (place, times) in found.items()]

    @cached_property
    def _by_word(self) -> dict[str, list[FullName]]:
        found: dict[str, list[FullName]] = {}
        for full in self.full_names:
            for word in set(full[1]):
                found.setdefault(word, []).append(full)
        return found

    @cached_property
    def again(self) -> list[Mention]:
        """Mentions of a person by the last word of a name of the text alone: `ماكرون`."""
        found = []
        taken = {at for each in self._read for at in range(each.start, each.end)}
        skipped = dict.fromkeys(self._lasts, 0)
        skipped.update({f"و{last}": 1 for last in self._lasts})
        words = [each for each in _WORD.finditer(self.text) if each[0] in skipped] if skipped else []
        for match in words:
            start = match.start() + skipped[match[0]]
            if start not in taken and not self.names.common(match[0]):
                found.append(self.names.read(self.text, start, match.end()))
        return found

    def surnamed(self, word: str) -> bool:
        """Whether a full name of the text ends in a word."""
        return any(words[-1] == word for _, words, _ in self._by_word.get(word, ()) if len(words) > 1)

    def ending(self, words: tuple[str, ...]) -> int:
        """How many of the last words are a full name of the text."""
        if not words:
            return 0
        ends = (len(name) for _, name, _ in self._by_word.get(words[-1], ()) if words[-len(name) :] == name)
        return max((length for length in ends if 1 < length < len(words)), default=0)

    @cached_property
    def _aliases(self) -> dict[str, Place]:
        """Names after their sons, in brackets after the full name of those who bear them: `فلان الفلاني (أبو فلان)`."""
        found = {}
        for each in self._read:
            alias = _ALIAS.match(self.text, each.name[1]) if each.name is not None else None
            if alias is not None and each.name is not None and self.names.kunya(alias[1], alias[2]):
                found[alias[1] + alias[2]] = each.name
        return found

    def fullest(self, name: Place) -> Place:
        """The longest name in the text that contains this one; the one most paragraphs print, of equals."""
        words = self.names.parted(self.bare_words(name))
        if (bearer := self._aliases.get("".join(words))) is not None:
            return bearer
        fuller = [
            (their[-1] == words[-1] or self.names.is_given(words[-1]), len(their), times, place)
            for place, their, times in self._by_word.get(words[-1], ())
            if len(their) > len(words) and in_order(words, their)
        ]
        if fuller:
            return max(fuller, key=lambda each: each[:3])[3]
        if len(words) > 1:
            return self._usual(name, words)
        return (len(words) == 1 and self.firsts.of(words[0], name[0])) or name

    def _usual(self, name: Place, words: tuple[str, ...]) -> Place:
        """A name as most paragraphs spell it: ألكسندر, أليكساندر."""
        bones = [_skeleton(word) for word in words]
        spellings = [
            (times, their == words, place)
            for place, their, times in self._by_word.get(words[-1], ())
            if len(their) == len(words) and [_skeleton(word) for word in their] == bones
        ]
        return max(spellings, key=lambda each: each[:2])[2] if spellings else name

    def around(self, at: int) -> tuple[list[Mention], list[Mention]]:
        """The persons before and from a place on, the nearest first, so far as they may matter."""
        index = bisect_left(self.all, at, key=lambda each: each.start)
        return self.all[max(0, index - _NEAR) : index][::-1], self.all[index : index + _NEAR]

    def bare_words(self, span: Place) -> tuple[str, ...]:
        """The words of a span without their articles."""
        return tuple(bare(word) for word in _WORD.findall(self.text, *span))

    def completes(self, start: int) -> bool:
        """Whether a name only completes a noun before it: مستشفى الملك فهد، جامعة محمد."""
        before = _BEFORE.match(self.text, max(0, start - 30), start)
        if before is None or definite(before[1]):
            return False
        noun = self.names.nouns.get(before[1]) or self.names.nouns.get(before[1][1:])
        return noun is not None and noun[0] == "organisation"


def _skeleton(word: str) -> str:
    """The letters of a foreign name but its long vowels, which newspapers write or leave out."""
    return str(_VOWELS.sub("", word))


def in_order(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether all words of a short name stand in a longer one in order."""
    rest = iter(long)
    return all(word in rest for word in short)
