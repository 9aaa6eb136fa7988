"""Who: the source of each quote, resolved within the document.

A mention is read by `names`. It stands for the fullest name the document gives: by its own words, by
a longer mention that contains them, or by an earlier mention of the same office (`الوزير الروسي` after
`وزير الخارجية الروسي سيرغي لافروف`). A dropped subject or a participle takes the latest source that
agrees with it in gender and number.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import Final

import regex

from quotes.antecedents import Antecedents
from quotes.article import bare, definite
from quotes.extents import Layout
from quotes.fold import Folded
from quotes.later import later
from quotes.mention import Attribution, Mention
from quotes.names import Names
from quotes.nounphrases import NounPhrases
from quotes.occurrences import occurrences
from quotes.offices import Offices
from quotes.people import People, in_order
from quotes.resolve import Speech
from quotes.ruleset.compile import Reading, RuleSet

_WORD: Final = later(re.compile, r"\w+")
_FOLLOWING: Final = later(regex.compile, r"[ ](\w++)")
_BEFORE: Final = later(regex.compile, r"(?r)\b(\w++)[ ]")
_LONGEST: Final = 30  # letters of a word
_OBJECT: Final = later(regex.compile, r"\w+(?:ه|ها|هم|هما)")  # وصفتها: the object is a pronoun
_MARKED: Final = later(regex.compile, r"[ ][«“\"](\w++(?:[ ]\w++){0,5}+)[»”\"]")  # a name in marks
_BACK: Final = 20_000  # characters in which an earlier mention is looked for


class Speakers:
    """Resolves the sources of one document."""

    def __init__(self, folded: Folded, layout: Layout, ruleset: RuleSet, names: Names) -> None:
        self.folded = folded
        self.text = folded.text
        self.layout = layout
        self.ruleset = ruleset
        self.names = names
        self.people = People(self.text, layout, names)
        self.phrases = NounPhrases(self.text, names)
        self._sources: list[Mention] = []
        self._contents: list[tuple[int, int]] = []
        self._hearers: list[int] = []
        self.offices = Offices(names, self.people)

    def attribute(
        self, speeches: Sequence[Speech], topics: Collection[tuple[int, int]] = (), hearers: Collection[int] = ()
    ) -> list[Attribution]:
        """The source of each quote, in the order given.

        Args:
            speeches: Quotes in text order.
            topics: Subjects of reporting verbs that led to no quote; they may be taken up later.
            hearers: Where outlets are named that were told; a source ends before them.
        """
        self._hearers = sorted(hearers)
        self.people.spoken = [
            each.candidate.groups["speaker"] for each in speeches if "speaker" in each.candidate.groups
        ]
        topics = [self._cut(span[0], self.phrases.spoken_of(*span)) for span in topics
                  if not self.text.startswith("لل", span[0])]  # fmt: skip
        speakers = [self._speaker(speech) for speech in speeches]
        spans = {span for span in speakers if span is not None}
        self._sources = [self.phrases.within(self.names.read(self.text, *span)) for span in sorted({*spans, *topics})]
        contents = sorted((speech.extent.start, speech.extent.end) for speech in speeches)
        antecedents = Antecedents(self.text, self.layout, self.names, self.people, contents, self._name)
        subjects = [self.phrases.within(self.names.read(self.text, *span)) for span in topics]
        antecedents.topics(
            [each for each in subjects if self._source(each) and not self._pronoun(each.start, each.end)]
        )
        antecedents.speakers([self.names.read(self.text, *span) for span in spans if not self._pronoun(*span)])
        return [
            antecedents.of(speech, self._readings(speech), person=span is not None and self._honour(*span))
            if span is None or self._pronoun(*span)
            else self._name(self.names.read(self.text, *span))
            for speech, span in zip(speeches, speakers, strict=True)
        ]

    def _speaker(self, speech: Speech) -> tuple[int, int] | None:
        groups = speech.candidate.groups
        if "speaker" not in groups and "via" in groups:  # who relays nobody's words says them
            return self.layout.unmarked(*groups["via"])
        span = groups.get("speaker")
        if span is None:
            return self._unnoticed(speech)
        told = self.text[span[0] + 1 : span[1]]
        if self.text[span[0]] == "ل" and (told in self.names.outlets or told.isascii()):
            return None  # قال لرويترز, قال لـCNN
        if span[0] > speech.candidate.anchor and (self._plural(speech) or self._object(speech, *span)):
            return None  # طالبوا الحكومة: the subject is in the verb, what follows is the object
        return self._cut(*self.layout.unmarked(*span))

    def _unnoticed(self, speech: Speech) -> tuple[int, int] | None:
        """A source that rules do not look for: before a relative clause, a part of some, a plural before its verb."""
        anchor = speech.candidate.anchor
        if (span := self.phrases.antecedent(anchor)) is not None:
            return span
        cue = speech.candidate.groups.get("cue")
        marked = _MARKED.match(self.text, cue[1]) if cue is not None and not speech.backwards else None
        if marked is not None and marked.end() < speech.extent.start and self._readings(speech):
            return marked.start(1), marked.end(1)  # أعلنت «الخوذ البيضاء» أن
        part = _FOLLOWING.match(self.text, cue[1]) if cue is not None else None
        if part is not None and part[1] in self.names.partitives:
            return part.start(1), part.end(1)
        if speech.backwards or not any(each.form.person == 3 for each in self._readings(speech)):
            return None
        return self.phrases.preposed(self.layout.sentence_start(anchor), anchor)

    def _object(self, speech: Speech, start: int, end: int) -> bool:
        """Whether the noun phrase after a verb is what is described, and the subject left out.

        `وصف القرار بأنه «…»`, `الذي وصف القرار بـ«…»`, `وعده إضافة مهمة`
        """
        cue = self.text[slice(*speech.candidate.groups["cue"])]
        mention = self.names.read(self.text, start, end)
        if cue[-1] in "ها" and _OBJECT.fullmatch(cue):
            return not mention.definite and mention.name is None and not self.names.known_source(mention)
        if speech.candidate.rule.family != "partial":
            return False
        at = speech.candidate.anchor
        before = _BEFORE.match(self.text, max(0, at - _LONGEST), at)
        if before is not None and before[1] in self.names.relatives and definite(before[1]):
            return True
        if not self.text.startswith(" بان", end):
            return False
        if mention.name is not None:
            return mention.name[1] == end == self.people.closed(mention.name)[1]
        return not self.names.known_source(mention) and self.phrases.within(mention).end == end

    def _plural(self, speech: Speech) -> bool:
        """Whether the cue is a finite plural, which no subject follows (Wright II § 144)."""
        readings = self._readings(speech)
        return bool(readings) and all(each.form.person == 3 and each.form.number in ("d", "p") for each in readings)

    def _cut(self, start: int, end: int) -> tuple[int, int]:
        """A source's mention up to the outlet that was told: `مسؤول في الشرطة لوكالة كذا`."""
        end = self.phrases.framed(start, end)
        end -= 2 * self.text.endswith(" ل", start, end)  # مصدر في الوزارة لـ «…»
        index = bisect_left(self._hearers, start + 1)
        if index < len(self._hearers) and self._hearers[index] < end:
            cut = self.text.rfind(" ", start, self._hearers[index])
            if cut > start:
                return start, cut - 2 if self.text.startswith(" ل", cut - 2) else cut
        return start, end

    def subject(self, start: int, end: int) -> tuple[int, str | None] | None:
        """Where the subject that begins at `start` ends, and its name; None where it is no source."""
        mention = self.phrases.within(self.names.read(self.text, start, end))
        return (mention.end, self._name(mention).name) if self._source(mention) else None

    # -- mentions that name someone -----------------------------------------------------------------

    def _name(self, mention: Mention) -> Attribution:
        span = (mention.start, mention.end)
        role = self._slice(mention.role)
        if mention.words and mention.words[0] in self.names.fixed:
            return Attribution(span, self.names.fixed[mention.words[0]], role, "person", "a set phrase")
        if mention.name is None and mention.kind == "person":
            mention = self._surname(mention)
            mention = mention if mention.name is not None else self.people.apposed(mention)
        if mention.name is not None and mention.kind == "person":
            closed = self.people.beyond(self.people.closed(mention.name))
            full = self.people.fullest(closed)
            span = mention.start, self._end(mention) if closed == mention.name else closed[1]
            how = "full name at hand" if full == closed else "fuller name elsewhere in the text"
            return Attribution(span, self._slice(full), role, "person", how)
        if mention.name is not None:
            return Attribution(span, self._slice(mention.name), None, mention.kind, "name in marks")
        if mention.kind == "person" and mention.number in (None, "s"):
            holder = self.offices.holder(mention)
            taken_up = self._indefinite(mention)
            if taken_up is not None and (holder is None or not taken_up.start < holder.start < mention.start):
                known = self._name(taken_up)
                return known._replace(speaker=span, role=role, how="the fuller mention before it")
            if holder is not None and holder.name is not None:
                name = self._slice(self.people.fullest(holder.name))
                return Attribution(span, name, role, "person", "the same office named in the text")
            if mention.definite and len(mention.words) <= 2 and role and self.names.singling.isdisjoint(mention.words):
                if (unnamed := self._unnamed(mention)) is not None:
                    return Attribution(span, self._phrase(unnamed), role, "unnamed", "the fuller mention before it")
                latest = self.offices.latest(mention)
                if latest is not None and latest.name is not None:
                    name = self._slice(self.people.fullest(latest.name))
                    return Attribution(span, name, role, "person", "the person named before it")
        earlier = self._earlier(mention)
        if earlier is not None:
            how = "the fuller mention before it"
            name = self._slice(earlier.name) if earlier.name is not None else self._phrase(earlier)
            return Attribution(span, name, role, mention.kind, how)
        return Attribution(span, self._phrase(mention), role, mention.kind, "as written")

    def _end(self, mention: Mention) -> int:
        """Where a mention with a name ends: a description may follow the name, the verb's object may not."""
        assert mention.name is not None
        following = _FOLLOWING.match(self.text, mention.name[1], mention.end)
        if following is None or definite(following[1]) or self.names.describes(following[1]):
            return mention.end
        return mention.name[1]

    def _surname(self, mention: Mention) -> Mention:
        """A mention that ends in a name of the text or in the last word of one: `اللواء الخليوي`."""
        count = self.people.ending(mention.words) or int(
            bool(mention.words) and self.people.surnamed(mention.words[-1])
        )
        if not count or self.names.of_another(mention.words, len(mention.words) - count):
            return mention
        starts = [match.start() for match in _WORD.finditer(self.text, mention.start, mention.end)]
        return mention._replace(name=(starts[-count], mention.end))

    def _before(self, mention: Mention) -> Iterator[Mention]:
        """The sources before a mention, the nearest first."""
        for index in range(bisect_left(self._sources, mention.start, key=_start) - 1, -1, -1):
            if self._sources[index].start < mention.start - _BACK:
                return
            yield self._sources[index]

    def _unnamed(self, mention: Mention) -> Mention | None:
        """The source without a name that a definite noun takes up: `مسؤول في الوزارة`, then `المسؤول`."""
        return next(
            (other for other in self._before(mention) if other.kind == "unnamed" and other.head == mention.head),
            None,
        )

    def _indefinite(self, mention: Mention) -> Mention | None:
        """The latest source without a name that a definite noun takes up: `خبير في الطاقة`, then `الخبير`."""
        if not mention.definite or len(mention.words) > 2 or not self.names.singling.isdisjoint(mention.words):
            return None
        rest = mention.words[1:]
        return next(
            (
                other
                for other in self._before(mention)
                if other.head == mention.head
                and other.kind == "person"
                and other.name is None
                and not other.definite
                and len(other.words) > len(rest)
                and set(rest) <= set(other.words)
            ),
            None,
        )

    def _earlier(self, mention: Mention) -> Mention | None:
        """The longer mention that a definite common noun takes up: `المصدر` after `مصدر مسؤول في الوزارة`."""
        one = mention.kind == "person" and mention.number != "p" and not self._ministry(mention)
        part = (
            mention.head in self.names.partitives or self._slice((mention.start, mention.end)) in self.names.partitives
        )
        if not mention.definite or mention.kind == "state" or one or part or len(mention.words) > 3:
            return None
        low = bisect_left(self._sources, mention.start - _BACK, key=_start)
        high = bisect_left(self._sources, mention.start + _BACK, key=_start)
        fuller = [
            other for other in self._sources[low:high]
            if other.head == mention.head and len(other.words) > len(mention.words) and other.start != mention.start
            and not self.offices.elsewhere(mention, other)
        ]  # fmt: skip
        before = [other for other in fuller if other.start < mention.start]
        if before:
            return before[-1]
        return self._written(mention, 0, mention.start) or next(iter(fuller), None) or self._written_after(mention)

    def _written(self, mention: Mention, start: int, end: int) -> Mention | None:
        """The longer mention that some place of the text prints, no source itself: `مصنع الشركة العامة للسكر`."""
        for at in self._places(mention.head, max(start, mention.start - _BACK), min(end, mention.end + _BACK)):
            other = self.phrases.within(self.names.read(self.text, at, self.people.end_of(at)))
            if self.phrases.office_of(at):
                if self._ministry(mention):
                    continue  # وزير الخارجية المصري
                other = self.phrases.without_purpose(other)  # نائب رئيس البنك الدولي لمنطقة كذا
            if len(other.words) > len(mention.words) and in_order(mention.words, other.words):
                return other
        return None

    def _places(self, head: str, start: int, end: int) -> Iterator[int]:
        """Where a head stands in a stretch, with its article and the word for a ministry before it."""
        for at in occurrences(self.text, head, start, end):
            last = at + len(head)
            if last == end or not self.text[last].isalnum():
                first = self.names.before_head.match(self.text, max(start, at - _LONGEST), at)
                if first is not None:
                    yield first.start(1)

    def _written_after(self, mention: Mention) -> Mention | None:
        body = mention.kind == "organisation" or self._ministry(mention)
        return self._written(mention, mention.end, len(self.text)) if body else None

    def _ministry(self, mention: Mention) -> bool:
        """Whether a mention is a ministry without its noun, with its country or not: `الخارجية المصرية`."""
        first, *rest = self.text[mention.start : mention.end].split(" ")
        return first in self.names.ministries and all(bare(word) in self.names.nationalities for word in rest)

    def _source(self, mention: Mention) -> bool:
        """Whether the subject of a reporting verb is someone: by a lexicon, or by a name in the text."""
        if self.names.known_source(mention):
            return True
        return bool(mention.words) and self.people.surnamed(mention.words[0])

    def _readings(self, speech: Speech) -> tuple[Reading, ...]:
        span = speech.candidate.groups.get("cue")
        return self.ruleset.readings.get(self.text[slice(*span)], ()) if span else ()

    def _pronoun(self, start: int, end: int) -> bool:
        """Whether a mention only points back: a pronoun, or an honorific with one (`سماحته`)."""
        word = self.text[start:end]
        if word in self.names.partitives:
            return False
        if self.names.own_words(word):
            return True  # اختتم حديثه
        return word in self.names.pronouns or self._honour(start, end)

    def _honour(self, start: int, end: int) -> bool:
        """Whether a mention is an honorific with the pronoun of who has it: `سماحته`."""
        word = self.text[start:end]
        return word in self.names.honorifics and word[-1] in "ها" and word[-2:] != "ية"

    # -- text -----------------------------------------------------------------------------------------

    def _slice(self, span: tuple[int, int] | None) -> str | None:
        return self.folded.words(*span) if span is not None else None

    def _phrase(self, mention: Mention) -> str:
        return " ".join(self.folded.words(mention.start, mention.end).split())


def _start(mention: Mention) -> int:
    return mention.start
