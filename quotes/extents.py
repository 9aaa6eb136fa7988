"""Where content begins and ends: marks, clauses, lines, sentences.

A rule finds a head (`وقال الوزير، في مقابلة مع «رويترز»، إن`) and names how its content runs. The
extent is found here, from the marks of the document, its sentence ends and the boundary rules, so
that no rule holds a pattern for content.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Mapping
from typing import Final, NamedTuple

import regex

from quotes.article import bare
from quotes.engine import Candidate
from quotes.later import later
from quotes.marks import Marks, Pair
from quotes.model import QuoteKind
from quotes.ruleset.kept import Kept

# A full stop ends a sentence unless it stands in a number (4.5), after a single letter (د. محمد) or in
# an elision; newspapers often forget the space after it, so a letter may follow.
_END: Final = later(
    regex.compile,
    r"""
      [!?؟]++                          # a question or exclamation mark
    | (?<![\d.(\[]) (?<!\b\w) \. (?!\.|\w[\w. ]{0,14}\))  # one full stop, not in a number, after one letter or in brackets (آي.فون)
    | (?<=\d) \. (?=\s|$|[^\w\s])      # after a number, where no digit follows
    | (?<![.(\[]) \.{2,} (?=\s*(?:\n|$))  # dots at the end of a line
    | \n
    """,
    regex.VERBOSE,
)
# what follows marked speech that is complete: a comma or full stop, and no clause that goes on without marks
_NEXT: Final = later(
    regex.compile, r"""\s*+[،,.؛] (?! \s*+ و?(?:ب)?ان(?:هم|هما|ها|ه|نا|ني)?+ \s++ [^«“"] )""", regex.VERBOSE
)
_EDGE: Final = " \t\r\n،,؛;:.…!؟?-–—_*"  # punctuation at the edge of an unmarked span is not part of it
_LINE: Final = later(regex.compile, r"\s*+\n\s*+([^\n]++)")
# a line that ends an answer: a bullet, a question, another turn, or a narrator who names no one
_QUESTION: Final = later(regex.compile, r"^[●•*\-–—■]|[?؟]\W*$|^[^\n:]{1,60}:|^و(?:في|قال|كان)")
_MARKS_AND_SPACE: Final = '«»“”"„‟‹› \n'
_PRESENT: Final = later(regex.compile, r"[يت]\w{3,}")  # a verb in the present, as far as its letters tell
_BEFORE: Final = later(regex.compile, r"(?r)(\w++)[ ]")
_NAMING: Final = ("name_frames", "media", "organisations", "documents", "naming_nouns")
_STEM: Final = 8  # letters that tell a word whose و is its own
_CLAUSE_LIMIT: Final = 1500  # a sentence longer than this has lost its full stop
_ADJUNCT_LEAD: Final = 4  # words before an adjunct that make no clause of their own
_ADJUNCT_REST: Final = 15  # characters after it that do
_CLAUSE: Final = 3  # words of the shortest clause that an adjunct follows
_TERM_WORDS: Final = 3  # a marked stretch up to this long inside a clause is a name or a term


class Extent(NamedTuple):
    """Content in folded offsets, edges trimmed."""

    start: int
    end: int
    kind: QuoteKind
    closed: bool = True


class EdgeWords(NamedTuple):
    """The words of a rule set that tell where content begins and ends, looked up once for all texts.

    Attributes:
        conjunctions: What leads a clause and is no part of it.
        pointers: What points back at the end of one, each after a space.
        stems: Words whose و is their own.
        naming: Nouns after which marks hold a name.
        particles: What makes a clause of a few words in marks.
        predicators: What a word in marks is said of something after: هو أمر «وارد».
    """

    conjunctions: frozenset[str] = frozenset()
    pointers: tuple[str, ...] = ()
    stems: frozenset[str] = frozenset()
    naming: Container[str] = frozenset()
    particles: frozenset[str] = frozenset()
    predicators: frozenset[str] = frozenset()

    @classmethod
    def of(cls, lists: Mapping[str, frozenset[str]]) -> "EdgeWords":
        """Those of a rule set's lists."""
        return cls(
            lists.get("leading_conjunctions", frozenset()),
            tuple(f" {word}" for word in lists.get("trailing_pointers", ())),
            lists.get("waw_stems", frozenset()),
            Kept.of(dict.fromkeys(word for name in _NAMING for word in lists.get(name, ()))),
            lists.get("clause_particles", frozenset()),
            lists.get("predicators", frozenset()),
        )


_NO_WORDS: Final = EdgeWords()


class Layout:
    """What the extents of one text need: its marks, its sentence ends, its clause boundaries."""

    def __init__(self, text: str, boundaries: Iterable[Candidate] = (), words: EdgeWords = _NO_WORDS) -> None:
        self.text = text
        self._words = words
        self.marks = Marks(text)
        self._ends: list[int] = [match.start() for match in _END.finditer(text, concurrent=False)]
        self._boundaries = sorted({candidate.start for candidate in boundaries})

    # -- places -----------------------------------------------------------------------------------

    def line_end(self, at: int) -> int:
        """The end of the line on which `at` stands."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def line_start(self, at: int) -> int:
        """The start of the line on which `at` stands."""
        return self.text.rfind("\n", 0, at) + 1

    def sentence_start(self, at: int) -> int:
        """Where the sentence of `at` begins; full stops inside marks do not end it."""
        index = bisect_left(self._ends, at)
        while index > 0:
            end = self._ends[index - 1]
            pair = self.marks.around(end)
            if self.text[end] == "\n" or pair is None or not pair.closed or pair.end > at:
                return end + 1
            index -= 1
        return 0

    def sentence_end(self, at: int) -> int:
        """Where the sentence of `at` ends, before its full stop; marks that open in it are passed whole."""
        index = bisect_left(self._ends, at)
        while index < len(self._ends):
            end = self._ends[index]
            pair = self.marks.around(end)
            if pair is None or pair.start < at or not pair.closed:
                return end
            index = bisect_left(self._ends, pair.end)
        return len(self.text)

    def clause_end(self, at: int) -> int:
        """Where the reported clause that begins at `at` ends: its sentence, or the first boundary."""
        end = self.sentence_end(at)
        for index in range(bisect_right(self._boundaries, at), len(self._boundaries)):
            boundary = self._boundaries[index]
            if boundary >= end:
                break
            if self.marks.around(boundary) is None or self._same_pair(at, boundary):
                return boundary
        return end

    def _same_pair(self, a: int, b: int) -> bool:
        return self.marks.around(a) is not None and self.marks.around(a) == self.marks.around(b)

    # -- content ----------------------------------------------------------------------------------

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """The span without white space and punctuation at its edges."""
        text = self.text
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        return start, end

    def unmarked(self, start: int, end: int) -> tuple[int, int]:
        """The span inside a pair of marks at its edges; others stay (صحيفة «كذا»)."""
        pair = self.marks.at(start)
        if pair is None or pair.end != end:
            return start, end
        while start < end and self.text[start] in _MARKS_AND_SPACE:
            start += 1
        while end > start and self.text[end - 1] in _MARKS_AND_SPACE:
            end -= 1
        return start, end

    def marked(self, pair: Pair) -> Extent | None:
        """The content of a pair of marks."""
        start, end = pair.open, pair.close
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Extent(start, end, "direct", pair.closed) if end > start else None

    def clause(self, at: int, end: int | None = None) -> Extent | None:
        """The reported clause from `at`, with the kind its marks give it."""
        start, end = self.trim(at, self.clause_end(at) if end is None else end)
        return self.classify(start, end) if end > start else None

    def classify(self, start: int, end: int) -> Extent | None:
        """Direct, mixed or indirect, by where marks stand in the content."""
        inside = [pair for pair in self.marks.within(start, end) if pair.width > 0]
        first = inside[0] if inside else None
        if first is not None and first.start == start and (first.end >= end or self._complete(first, end)):
            return self.marked(first)
        if not inside:
            return Extent(start, end, "indirect") if end > start else None
        end = max(end, *(pair.end for pair in inside if pair.closed), 0)
        return Extent(start, end, "mixed" if any(map(self._wording, inside)) else "indirect")

    def _complete(self, pair: Pair, end: int) -> bool:
        """Whether marked speech at the head of a clause is all of it: `«…»، وأن «…»`, not `«…» وإن كذا`."""
        if len(self.text[pair.open : pair.close].split()) <= _TERM_WORDS:
            return False
        return _NEXT.match(self.text, pair.end, end) is not None

    def _wording(self, pair: Pair) -> bool:
        """Whether marks hold the source's own words, not a name or a term."""
        words = self.text[pair.open : pair.close].split()
        if len(words) > _TERM_WORDS or not self._words.particles.isdisjoint(words):
            return True
        if not words or words[0].startswith("ال") or words[0].isascii():
            return False
        before = _BEFORE.match(self.text, max(0, pair.start - 30), pair.start)
        if before is None:  # "…"، "يثير التساؤل"
            return len(words) > 1 and _PRESENT.match(words[0]) is not None
        if len(words) < 2:
            return bare(before[1]) in self._words.predicators
        if all(word.endswith("ا") for word in words):
            return True  # an indefinite accusative is no name: "نفيا قطعيا"
        return bare(before[1].removeprefix("و")) not in self._words.naming

    def quoted(self, opening: int, from_cue: int | None = None) -> Extent | None:
        """The content of the marks that open at `opening`; round brackets count as marks after a colon.

        Without a colon between cue and marks, a few words in them are a name or a term.
        """
        pair = self.marks.at(opening)
        if pair is None and self.text[opening : opening + 1] in ("(", ")"):
            pair = self._bracket(opening)
        if pair is None:
            return None
        if from_cue is not None and ":" not in self.text[from_cue:opening]:
            adjacent = len(self.text[from_cue:opening].split()) == 1
            if len(self.text[pair.open : pair.close].split()) <= (1 if adjacent else _TERM_WORDS):
                return None
        return self.marked(pair)

    def line(self, at: int) -> Extent | None:
        """The rest of the line from `at`."""
        start, end = self.trim(at, self.line_end(at))
        return self.classify(start, end) if end > start else None

    def _bracket(self, opening: int) -> Pair | None:
        depth = 0
        limit = min(len(self.text), opening + _CLAUSE_LIMIT)
        for at in range(opening, limit):
            depth += (self.text[at] == "(") - (self.text[at] == ")")
            if depth == 0:
                return Pair(opening, opening + 1, at, at + 1)
        return None

    def before(self, at: int, after: int) -> Extent | None:
        """The clause an adjunct at [at, after) belongs to, or the marked speech it follows."""
        at = self._full_stop(at, after)
        _, end = self.trim(self.sentence_start(at), at)
        index = bisect_right(self.marks.outer, at, key=lambda pair: pair.end)
        last = self.marks.outer[index - 1] if index else None
        if last is not None and not self.text[last.end : at].strip(_EDGE + '»”"“'):
            head = self.text[self.sentence_start(last.start) : last.start].strip(_EDGE)
            if len(head) < 2 or len(self.text[last.open : last.close].split()) > _TERM_WORDS:
                extent = self.marked(last)
                # a word right before the marks governs what is in them: a part of the writer's own clause
                governed = self.text[max(0, last.start - 2) : last.start].rstrip()[-1:].isalnum()
                return extent._replace(kind="partial") if extent is not None and governed else extent
        start, end = self.trim(self.sentence_start(min(at, max(end - 1, 0))), end)
        if (
            pointer := next((word for word in self._words.pointers if self.text.endswith(word, start, end)), None)
        ) is not None:
            start, end = self.trim(start, end - len(pointer))
        lead = len(self.text[start:end].split())
        if lead <= _ADJUNCT_LEAD:  # an adjunct in the middle stays inside its clause
            rest = self.sentence_end(after)
            if rest - after >= _ADJUNCT_REST:
                # one at the head of the sentence stands before it: وبحسب ما قال فلان، ارتفعت الأسعار
                start, end = self.trim(start if self.text[start:end].strip("و") else after, rest)
            elif lead < _CLAUSE:
                return None
        if (
            opener := next((word for word in self._words.conjunctions if self.text.startswith(f"{word} ", start)), None)
        ) is not None:
            start += len(opener) + 1
        elif end > start and self._proclitic(start):
            start += 1
        return self.classify(start, end) if end > start else None

    def _full_stop(self, at: int, after: int) -> int:
        """Where the sentence before ends, for an adjunct that a full stop parts from it: `نزح ألفان. حسب رويترز.`."""
        if self.sentence_end(after) - after >= _ADJUNCT_REST:
            return at
        start, end = self.trim(self.sentence_start(at), at)
        line = self.line_start(at)
        return start - 1 if start >= end and line < self.trim(line, start)[1] < start else at

    def _proclitic(self, start: int) -> bool:
        """Whether the و or ف at a clause's head only joins it to the one before."""
        if self.text[start] == "ف":
            return self.text.startswith(("فقد", "فان", "فلا", "فلم", "فلن"), start)
        word = self.text[start : start + _STEM]
        return self.text[start] == "و" and not any(word.startswith(stem) for stem in self._words.stems)

    def turn(self, at: int) -> Extent | None:
        """An answer in an interview: to the next turn or question, over paragraphs."""
        end = self.line_end(at)
        if self.text[at:end].rstrip()[-1:].isalnum():
            return None  # a headline
        while (line := _LINE.match(self.text, end)) is not None and not _QUESTION.search(line[1]):
            end = line.end()
        start, end = self.trim(at, end)
        return Extent(start, end, "direct") if end > start else None

    def speech(self, at: int) -> Extent | None:
        """Unmarked speech after a colon: to the end of its paragraph, or the next cue."""
        end = self.line_end(at)
        if (pair := self.marks.around(at)) is not None:
            end = min(end, pair.close)
        for index in range(bisect_right(self._boundaries, at), len(self._boundaries)):
            boundary = self._boundaries[index]
            if boundary >= end:
                break
            if self.marks.around(boundary) is None:
                end = boundary
                break
        start, end = self.trim(at, end)
        return self.classify(start, end) if end > start else None
