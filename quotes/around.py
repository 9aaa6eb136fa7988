"""The words around a number, and what they say of it: modifier, rate, direction of change."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Collection, Mapping
from typing import Any

from quotes.later import later
from quotes.model import Change, Modifier

Tokens = list[tuple[str, int]]  # token, folded offset
_TOKEN = later(re.compile, r"\d+(?:[.,،]\d+)*|[^\W\d_]+|[^\w\s]|\n")
_BESIDE = 14  # tokens that most numbers need
_BEHIND = 40
_AHEAD = 18
_SUBJECT = 6  # words of a subject between a verb of change and its size
_NEXT = 3  # tokens before the number that may say "compared with"
_CHANGE = 26  # tokens back to a word of change
CLITICS = frozenset(
    ("و", "ف", "ب", "ل", "ال", "وال", "فال", "بال", "لل", "وب", "ول", "فب", "فل", "ولل", "وبال", "فبال")
)
COMMAS = ("،", ",")
ENDS = frozenset(".؟!?؛;\n…")
_PRONOUNS = ("ها", "ه", "هم", "هما", "هن")
_SOON = ("وس", "فس")  # وسترفع
_OWNED = 5  # letters of the shortest noun with a pronoun: عددهم
QUIET = frozenset("\"'“”«»()[]*")  # marks that change nothing for a modifier


class Line:
    """The tokens of a line and their folded offsets."""

    __slots__ = ("first", "last", "starts", "tokens")

    def __init__(self, text: str, first: int, last: int) -> None:
        self.first, self.last = first, last
        self.tokens: list[str] = []
        self.starts = array("Q")  # a long text has many, and as objects they would take five times the memory
        for match in _TOKEN.finditer(text, first, last):
            self.tokens.append(match[0])
            self.starts.append(match.start())


class Lines:
    """The lines of a text, each cut into tokens once, when a number stands in it."""

    __slots__ = ("_line", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._line = Line(text, 0, 0)

    def at(self, start: int) -> Line:
        """The line of an offset."""
        line = self._line
        if not line.first <= start < line.last:
            last = self.text.find("\n", start)
            line = self._line = Line(
                self.text, self.text.rfind("\n", 0, start) + 1, len(self.text) if last < 0 else last
            )
        return line


class Around:
    """The words before a number and after its unit, within its line.

    Attributes:
        clitic: The proclitic letters glued to the number.
        before: The tokens next to it, nearest first, its proclitics left out.
        after: The tokens next to it on the other side.
        last: The token right before it, quotation marks and brackets skipped.
        bound: The modifier right before it and how many words that is, once `Words` has looked.
    """

    __slots__ = ("_from", "_line", "_to", "after", "before", "bound", "clitic", "end", "last", "lines", "start")

    def __init__(self, lines: Lines, start: int, end: int) -> None:
        self.lines, self.start = lines, start
        self._line = line = lines.at(start)
        at = bisect_left(line.starts, start)
        before = line.tokens[max(0, at - _BESIDE) : at]
        before.reverse()
        self.clitic = ""
        if before:
            reach = line.starts[at - 1] + len(before[0])
            if reach > start:  # the number is spelled in one word with its proclitics
                before[0] = before[0][: start - reach]
            if reach >= start - 1 and before[0] in CLITICS:
                self.clitic = before.pop(0)
                at -= 1
        self._to = at
        self.before: list[str] = before
        self.last = next((word for word in before if word not in QUIET), "")
        self.bound: tuple[Modifier | None, int] | None = None
        self.move(end)

    def move(self, end: int) -> None:
        """Let what stands after the number begin elsewhere: after its unit."""
        self.end = end
        self._from = at = bisect_left(self._line.starts, end)
        self.after: list[str] = self._line.tokens[at : at + _BESIDE // 2]

    def near(self, start: int, end: int) -> "Around":
        """The words around another place of the text."""
        return Around(self.lines, start, end)

    @property
    def behind(self) -> Tokens:
        """All tokens of the line before the number that may matter, nearest first, with their offsets."""
        first, line = max(0, self._to - _BEHIND), self._line
        tokens = list(zip(line.tokens[first : self._to], line.starts[first : self._to], strict=True))
        tokens.reverse()
        if tokens and self.before and tokens[0][0] != self.before[0]:
            tokens[0] = (self.before[0], tokens[0][1])
        return tokens

    @property
    def ahead(self) -> Tokens:
        """All tokens of the line after it that may matter, with their offsets."""
        line, last = self._line, self._from + _AHEAD
        return list(zip(line.tokens[self._from : last], line.starts[self._from : last], strict=True))

    def words(self, limit: int) -> list[str]:
        """The words before, nearest first, up to the end of another sentence."""
        found: list[str] = []
        for word in self.before:
            if word in ENDS:
                break
            if word not in QUIET:
                found.append(word)
                if len(found) == limit:
                    break
        return found


def known(word: str, words: Collection[str]) -> bool:
    """Whether a word, or what is left of it without a proclitic, is one of a lexicon."""
    if word in words:
        return True
    if len(word) > 2 and word[0] in "وفبلك":
        if word[1:] in words or (word[:2] in ("وب", "ول", "فب", "وك", "ال") and word[2:] in words):
            return True
        return word.startswith("لل") and "ال" + word[2:] in words
    return False


class Words:
    """The lexicons of a rule set that are read around numbers."""

    def __init__(self, maps: Mapping[str, Mapping[str, Any]], lists: Mapping[str, Collection[str]]) -> None:
        self.maps = maps
        self.lists = lists
        self.before: Mapping[str, Modifier] = maps.get("modifiers_before", {})
        self.before_last = frozenset(phrase.rsplit(" ", 1)[-1] for phrase in self.before)
        self.verbs: Mapping[str, Modifier] = maps.get("modifier_verbs", {})
        self.behind: Mapping[str, Modifier] = maps.get("modifiers_after", {})
        self.changes: Mapping[str, Change] = maps.get("changes", {})
        self.by_rate: Mapping[str, Change] = maps.get("changes_by_rate", {})
        self.growing = self.named("change_growing")
        self.per_never, self.per_adverbs = self.named("per_never"), self.named("per_adverbs")
        self.links = self.named("modifier_links")
        self.exceeds = {word: modifier for word, modifier in self.verbs.items() if word in self.before}
        self.negations = self.named("negations")
        self.per_words = self.named("per_words")
        self.per_heads = self.named("per_heads")
        self.per_first = frozenset(phrase.split()[0] for phrase in (*self.per_words, *self.per_heads))
        self.change_links = self.named("change_links")
        self.times = self.named("change_times")
        self.breaks = self.named("change_breaks")
        self.turns = self.named("change_turns")
        self.particles = self.named("not_counted")
        self.compared = self.named("change_compared")
        self.heights = self.named("change_heights")
        self.frames = frozenset(self.named("change_frames")).union(self.named("date_months"))
        self.arrivals = self.named("change_arrivals")

    def named(self, name: str) -> Collection[str]:
        """A list of the rule set, empty where no pack has it."""
        return self.lists.get(name, frozenset())

    # -- modifier ---------------------------------------------------------------------------------

    def modifier(self, near: Around) -> Modifier | None:
        """approx, min or max, from what stands right before the number or right after its unit."""
        before = self.right_before(near)
        if before == "approx":
            return self._right_after(near) or before  # حوالي 500 أو أقل
        return before or self._right_after(near) or self._verb(near)

    def right_before(self, near: Around) -> Modifier | None:
        """From the words right before the number only."""
        if near.bound is None:
            near.bound = self._bound(near.words(6))
        return near.bound[0]

    def _bound(self, words: list[str]) -> tuple[Modifier | None, int]:
        if not words or not (
            words[0] in self.before_last or words[0][1:] in self.before_last or words[0][2:] in self.before_last
        ):
            return None, 0
        for count in range(min(5, len(words)), 0, -1):
            found = self._phrase(" ".join(reversed(words[:count])))
            if found:
                negated = count < len(words) and known(words[count], self.negations)
                return (_turned(found) if negated else found), count
        return None, 0

    def _phrase(self, phrase: str) -> Modifier | None:
        found = self.before.get(phrase)
        if found is None and (phrase[0] in "وفبك" or (phrase[0] == "ل" and phrase[1:2] not in ("ي", "ت"))):
            found = self.before.get(phrase[1:])
        if found is None and phrase[:2] in ("وب", "ول", "فب", "فل"):
            found = self.before.get(phrase[2:])
        return found

    def _right_after(self, near: Around) -> Modifier | None:
        words = [word for word in near.after[:5] if word not in QUIET]
        for first in (0, 1):  # one word may stand between: 20 قتيلا مدنيا على الأقل
            for count in (3, 2, 1):
                found = self.behind.get(" ".join(words[first : first + count]))
                if found and not (words[first].startswith("و") and words[first + count : first + count + 1] == ["من"]):
                    return found
        return None

    def _verb(self, near: Around) -> Modifier | None:
        """تزيد قيمتها عن 12 مليارا; ألا تزيد هذه المساحة عن 100."""
        words = near.words(6)
        if words and words[0].endswith(_PRONOUNS):  # تتجاوز قيمتها 16 مليارا, لا تتعدى في جملتها
            for at, word in enumerate(words[1:4], start=1):
                exceeds = self.exceeds.get(word) or (self.exceeds.get(word[1:]) if word[0] in "وف" else None)
                if exceeds:
                    return _turned(exceeds) if at + 1 < len(words) and known(words[at + 1], self.negations) else exceeds
        for at, word in enumerate(words[1:5], start=1):  # لا يتجاوز مبلغ التعويض 9000
            if words[at - 1] in self.particles:
                break
            if word in self.exceeds and at + 1 < len(words) and known(words[at + 1], self.negations):
                return _turned(self.exceeds[word])
        if not words or words[0] not in self.links:
            return None
        for at, word in enumerate(words[1:], start=1):
            found = self.verbs.get(word) or (self.verbs.get(word[1:]) if word[0] in "وف" else None)
            if found:
                negated = at + 1 < len(words) and known(words[at + 1], self.negations)
                return _turned(found) if negated else found
        return None

    # -- rate -------------------------------------------------------------------------------------

    def per(self, text: str, near: Around) -> tuple[int, int] | None:
        """The base of a rate: يوميا, للبرميل, لكل 100 ألف نسمة."""
        if not near.after or (near.after[0] not in self.per_first):
            return self._per_before(near)
        after = near.ahead
        for count in (3, 2, 1):
            if len(after) >= count:
                first, last = after[0][1], after[count - 1][1] + len(after[count - 1][0])
                phrase = text[first:last]
                if phrase in self.per_words:
                    following = after[count][0] if len(after) > count else ""
                    if count > 1 and (following in self.per_never or following.isdigit()):
                        return None
                    return first, last
                if phrase in self.per_heads and len(after) > count:
                    tail = 1
                    while tail < 3 and len(after) > count + tail and after[count + tail - 1][0].isdigit():
                        tail += 1
                    end = after[count + tail - 1]
                    return first, end[1] + len(end[0])
        return None

    def _per_before(self, near: Around) -> tuple[int, int] | None:
        """تمنح سنويا 110 آلاف: the rate right before the number."""
        at = near.bound[1] if self.right_before(near) and near.bound else 0
        behind = [token for token in near.behind[: at + 2] if token[0] not in QUIET]
        if near.clitic or len(behind) <= at or behind[at][0] not in self.per_adverbs:
            return None
        return behind[at][1], behind[at][1] + len(behind[at][0])

    # -- change -----------------------------------------------------------------------------------

    def change(
        self, near: Around, *, duration: bool = False, amount: bool = False, times: bool = False, length: bool = False
    ) -> Change | None:
        """Rise or fall, where the number is the size of a change or its end point.

        Args:
            near: What stands around the number.
            duration: Whether it is a time, which is the size of a change only where a link says so.
            amount: Whether it is money, a rate or a measure, which may stand right after the subject.
            times: Whether it is a multiple, which any words may part from its verb.
            length: Whether it is one, so that ارتفاع right before it is a height.
        """
        words = [word for word, _ in near.behind[:_CHANGE] if word not in QUIET]
        skipped = near.bound[1] if self.right_before(near) and near.bound else 0
        opening = words[skipped - 1] if skipped and words[skipped - 1] not in self.negations else " "
        by = "ب" in (near.clitic, opening[0])
        clitic = near.clitic in ("ب", "ل")
        bound = opening[0] in "بل"  # بنحو, لأكثر من: up to a comma
        linked = clitic or bound
        if near.before and near.before[0] == "(":
            return None  # what it was before, or in another unit
        if not words and near.after:
            return self.changes.get(near.after[0])  # 3 مليارات دولار ارتفاع متوقع
        for at, word in enumerate(words[skipped:]):
            if word in ENDS or word in self.breaks or (at < _NEXT and word in self.compared):
                return None
            if (word == "،" and clitic and at) or (at and word in self.turns):
                return None  # وبلغت الكمية 40 طنا: another number of another thing
            if bound and word == "،":
                linked = bound = False
            if at == 0 and length and known(word, self.heights):
                return None
            began = word in self.times or (duration and not known(word, self.change_links))
            if at == 0 and not linked and began:
                return None  # where the change began, or how long it took
            if by or (at and words[skipped + at - 1][0] == "ب"):
                found = self.by_rate.get(word)
                if found and (not at or words[skipped + at - 1] != "عن"):  # يقل عن مثيله بثلاثة
                    return found
            found = self._change(word)
            if found and at and words[skipped + at - 1] in self.growing:
                return None
            if found and times and at <= _SUBJECT:
                return found
            if found:
                between = words[skipped : skipped + at]
                return found if linked or self._subject(between, amount=amount) else None
            if known(word, self.change_links):
                linked, bound = True, False
        return None

    def _subject(self, words: list[str], *, amount: bool) -> bool:
        """Whether the words between a verb of change and its size, nearest first, are its subject and its time."""
        if not words or (amount and len(words) == 1):
            return True
        if not amount:  # انخفض المؤشر 30 نقطة, not تراجعت أسهم 140 شركة
            owned = len(words[0]) >= _OWNED and words[0].endswith(_PRONOUNS)
            return len(words) == 1 and (owned or words[0].startswith("ال"))
        framed = [known(word, self.frames) for word in words]
        said = [word for at, word in enumerate(words) if not (framed[at] or (at and framed[at - 1]))]
        return len(said) <= _SUBJECT and not any(word in self.particles for word in said)

    def arrives(self, near: Around) -> bool:
        """Whether a verb of arrival goes on with a change told before: ووصل إلى, لتبلغ."""
        words = near.words(8)
        words = words[near.bound[1] :] if self.right_before(near) and near.bound else words
        return bool(words) and words[1 if words[0] == "الي" and len(words) > 1 else 0] in self.arrivals

    def changing(self, word: str) -> bool:
        """Whether a word says that something rose or fell."""
        return self._change(word) is not None

    def _change(self, word: str) -> Change | None:
        found = self.changes.get(word)
        if found is None and len(word) > 3 and word[0] in "وفبسل":
            found = self.changes.get(word[1:]) or self.changes.get(word[2:] if word[:2] in _SOON else "")
        return found


def _turned(modifier: Modifier) -> Modifier:
    return {"min": "max", "max": "min"}.get(modifier, modifier)  # type: ignore[return-value]
