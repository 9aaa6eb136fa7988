"""The subject that a verb leaves out: the latest source that agrees with it in gender and number.

What came up before it are subjects of reporting verbs, sources of quotes, and the person that a sentence
is about (`استقبلت الوزيرة الوفد. وقالت إن …`).
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import regex

from quotes.article import bare, definite
from quotes.extents import Layout
from quotes.later import later
from quotes.mention import Attribution, Mention
from quotes.names import Names
from quotes.nounphrases import NounPhrases
from quotes.people import People
from quotes.resolve import Speech
from quotes.ruleset.compile import Reading

_WORD: Final = later(re.compile, r"\w+")
_BEFORE: Final = later(regex.compile, r"(?r)\b(\w++)[ ]")
_OF: Final = later(regex.compile, r"\w++[ ]من[ ](?=\w)")
_FOLLOWING: Final = later(regex.compile, r"[ ]?[،,]?[ ](\w++)")
_LONGEST: Final = 30  # letters of a word
_SHORT: Final = 3  # letters of a word that is not taken for a family name
_RECENT: Final = 200  # sources that a dropped subject may be
_TOPIC_WORDS: Final = 5  # a mention this near the start of its sentence is what the sentence is about


class _Event(NamedTuple):
    """A source comes up in the text at `at` and may be what a later dropped subject means."""

    at: int
    mention: Mention
    attribution: Attribution


class Antecedents:
    """What has come up in one text.

    Args:
        contents: Where quotes are: what comes up inside one is no antecedent of the writer's.
        name: Whom a mention stands for.
    """

    def __init__(
        self,
        text: str,
        layout: Layout,
        names: Names,
        people: People,
        contents: Sequence[tuple[int, int]],
        name: Callable[[Mention], Attribution],
    ) -> None:
        self.text = text
        self.layout = layout
        self.names = names
        self.people = people
        self.phrases = NounPhrases(text, names)
        self._contents = contents
        self._name = name
        self._events: list[_Event] = []

    def topics(self, mentions: Sequence[Mention]) -> None:
        """Take in the subjects of reporting verbs, and the person that each other sentence is about."""
        for mention in mentions:
            if not self._inside(mention.start):
                self._add(mention)
        opened = {self.layout.sentence_start(event.at) for event in self._events}  # sentences whose subject is known
        for mention in sorted([*self.people.all, *self.people.again], key=lambda each: each.start):
            sentence = self.layout.sentence_start(mention.start)
            if sentence not in opened and self._topical(mention) and not self._inside(mention.start):
                opened.add(sentence)
                self._add(mention)

    def speakers(self, mentions: Sequence[Mention]) -> None:
        """Take in the sources of quotes."""
        known = {event.at for event in self._events}
        for mention in mentions:
            if mention.start not in known:
                known.add(mention.start)
                self._add(mention)

    def _add(self, mention: Mention) -> None:
        insort(self._events, _Event(mention.start, mention, self._name(mention)), key=lambda event: event.at)

    def of(self, speech: Speech, readings: Sequence[Reading], *, person: bool = False) -> Attribution:
        """Whom the subject stands for that a quote's cue leaves out; one of the persons only, for `معاليه`."""
        at = speech.candidate.anchor
        if speech.backwards:
            subject = self._subject(speech.extent.start, speech.extent.end, told=True) if readings else None
            if subject is not None and _agrees(readings, subject.mention):
                return self._goes_on(subject, at, "subject of what is told")  # أغلقت الشركة المصنع، بحسب ما أعلنت
            at = max(at, speech.extent.end)
        index = bisect_left(self._events, at, key=lambda event: event.at)
        before = self._events[max(0, index - _RECENT) : index]
        sentence = self.layout.sentence_start(at)
        here = [event for event in before if event.at >= sentence]
        if not here:
            if (subject := self._subject(sentence, at)) is not None:
                here = [subject]
            elif sentence > 0:
                earlier = self._sentence_before(sentence)
                known = bool(before) and before[-1].at >= earlier
                if not known and (subject := self._subject(earlier, sentence)) is not None:
                    before = [*before, subject]
        if person:
            here = [event for event in here if event.mention.kind == "person"]
            before = [event for event in before if event.mention.kind == "person"] or self._titled(at)
        for pool, how in ((here, "subject of the sentence"), (before, "the source before it")):
            for event in reversed(pool):
                if _agrees(readings, event.mention):
                    return self._goes_on(event, at, how)
        if before:
            return self._goes_on(before[-1], at, "the source before it, without agreement")
        return Attribution(None, None, None, None, "no source before it")

    def _titled(self, at: int) -> list[_Event]:
        """The person named last before a place, whatever they do there."""
        nearest = self.people.around(at)[0][:1]
        return [_Event(each.start, each, self._name(each)) for each in nearest]

    def _goes_on(self, event: _Event, at: int, how: str) -> Attribution:
        """The source of a quote that leaves it out; the next may mean the same one."""
        said = event.attribution._replace(speaker=None, how=how)
        insort(self._events, _Event(at, event.mention, said), key=lambda each: each.at)
        return said

    def _topical(self, mention: Mention) -> bool:
        """Whether a mention stands where the subject of its sentence stands."""
        if mention.role is None and mention.name is not None:
            words = self.text[slice(*mention.name)].split()
            if len(words) > 1 and not (self.names.is_given(words[1]) or words[1] in self.names.families):
                return False  # مناحي التعاون: a name and a word that no lexicon knows as one
        start = self.layout.sentence_start(mention.start)
        lead = self.text[start : mention.start]
        if self._governed(mention.start) and not self._taken_up(mention):
            return False
        comma = max(lead.rfind("،"), lead.rfind(","))
        words = lead[comma + 1 :].split()
        if len(words) > 1 and words[-1] in self.names.complementizers:
            return False  # ويعتقد أن فلانا …: the subject of what is believed
        return len(words) <= _TOPIC_WORDS and self.names.suppositions.isdisjoint(words)

    def _governed(self, at: int) -> bool:
        """Whether a preposition or a construct has the noun at a place: `لفلان`, `خطورة فلان`."""
        before = _BEFORE.match(self.text, max(0, at - _LONGEST), at)
        return self.text[at - 1 : at] in ("ل", "ب", "ك") or (before is not None and self.names.governs(before[1]))

    def _taken_up(self, mention: Mention) -> bool:
        """Whether a relative clause makes a mention the subject: `اتصلنا بالمتحدث فلان الذي أكد …`."""
        following = _FOLLOWING.match(self.text, mention.end)
        return following is not None and following[1] in self.names.relatives and definite(following[1])

    def _sentence_before(self, sentence: int) -> int:
        """Where the sentence before one that starts at `sentence` starts, in the same paragraph."""
        start = self.layout.sentence_start(max(0, sentence - 2))
        return start if "\n" not in self.text[start : sentence - 1] else sentence

    def _subject(self, start: int, end: int, *, told: bool = False) -> _Event | None:
        """The first noun phrase of a clause that may be a source and follows no preposition.

        Not one in the content of a quote, unless the clause is `told` there.
        """
        previous, run, first = "", 0, start  # words before that may be a foreign name
        bears = False  # whether a body has the name that follows: معهد الملك فلان
        for index, match in enumerate(_WORD.finditer(self.text, start, end)):
            word = match.group()
            if index > _TOPIC_WORDS or (index and word in self.names.complementizers):
                return None
            adjective = definite(word) and definite(previous)
            king = self.names.rank(word) and self.people.completes(match.start())
            named, bears = bears or king, king
            if word in self.names.partitives and (told or not self._inside(match.start())):
                mention = self.names.read(self.text, *match.span())
                return _Event(match.start(), mention, self._name(mention))
            subject = word in self.names.heads or (len(word) > _SHORT and self.people.surnamed(bare(word)))
            if (
                subject
                and not adjective
                and previous not in self.names.stops
                and not named
                and (told or not self._inside(match.start()))
            ):
                at = match.start()
                if run > 1 and word in self.names.titles and not definite(word):
                    at = first  # وكان فلان الفلاني رئيس الشركة قد أعلن
                amount = _OF.match(self.text, at, end) if word in self.names.quantifiers else None
                last = self.people.end_of(amount.end() if amount is not None else at)  # عدد من الطلاب
                mention = self.names.read(self.text, at, min(end, last))
                if mention.kind == "document":
                    continue  # what is in a document is not what it does
                mention = self.phrases.within(mention)
                return _Event(at, mention, self._name(mention))
            foreign = self.names.foreign(word)
            first = match.start() if foreign and not run else first
            run = run + 1 if foreign else 0
            previous = word
        return None

    def _inside(self, at: int) -> bool:
        """Whether a place lies in the content of a quote."""
        index = bisect_right(self._contents, (at, 1 << 60)) - 1
        return index >= 0 and self._contents[index][0] <= at < self._contents[index][1]


def _agrees(readings: Sequence[Reading], mention: Mention) -> bool:
    """Whether a verb's form may have the mention as its subject; what is unknown agrees."""
    if not readings:
        return True
    for reading in readings:
        form = reading.form
        gender = form.gender is None or mention.gender is None or form.gender == mention.gender
        number = form.number is None or mention.number is None or form.number == mention.number
        if gender and number and form.person in (None, 3):
            return True
    return False
