"""The words around a number, and what they say of it: modifier, rate, direction of change."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from quotes.model import Change, Modifier

Tokens = list[tuple[str, int]]  # token, folded offset
_TOKEN = re.compile(r"\d+(?:[.,،]\d+)*|[^\W\d_]+|[^\w\s]|\n")
_BEHIND = 200
_AHEAD = 90
_NEXT = 3  # tokens before the number that may say "compared with"
_CHANGE = 26  # tokens back to a word of change
CLITICS = frozenset(
    ("و", "ف", "ب", "ل", "ك", "ال", "وال", "فال", "بال", "لل", "كال", "وب", "ول", "فب", "فل", "ولل", "وبال", "فبال")
)
_ENDS = frozenset(".؟!?؛;\n…")
_PRONOUNS = ("ها", "ه", "هم", "هما", "هن")
_QUIET = frozenset("\"'“”«»()[]*")  # marks that change nothing for a modifier


@dataclass(frozen=True, slots=True)
class Around:
    """Tokens before a number, nearest first, and after its unit.

    Attributes:
        before: (token, folded offset), within the line; proclitics of the number itself left out.
        after: Tokens after the claim, within the line.
        clitic: The proclitic letters glued to the number.
    """

    before: list[tuple[str, int]]
    after: list[tuple[str, int]]
    clitic: str

    @property
    def last(self) -> str:
        """The token right before the number, quotation marks and brackets skipped."""
        return next((word for word, _ in self.before if word not in _QUIET), "")

    def words(self, limit: int) -> list[str]:
        """The words before, nearest first, up to the end of another sentence."""
        found: list[str] = []
        for word, _ in self.before:
            if word in _ENDS:
                break
            if word not in _QUIET:
                found.append(word)
                if len(found) == limit:
                    break
        return found


def around(text: str, start: int, end: int) -> Around:
    """The tokens around a numeral at [start, end)."""
    first = max(0, start - _BEHIND)
    before = [(match[0], match.start()) for match in _TOKEN.finditer(text, first, start)]
    if before and first and before[0][1] == first:
        del before[0]  # cut by the window
    clitic = ""
    if before and before[-1][0] in CLITICS and before[-1][1] + len(before[-1][0]) >= start - 1:
        clitic = before.pop()[0]
    before.reverse()
    line = next((i for i, (word, _) in enumerate(before) if word == "\n"), None)
    after: list[tuple[str, int]] = []
    for match in _TOKEN.finditer(text, end, end + _AHEAD):
        if match[0] == "\n":
            break
        after.append((match[0], match.start()))
    return Around(before if line is None else before[:line], after, clitic)


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
        self.verbs: Mapping[str, Modifier] = maps.get("modifier_verbs", {})
        self.behind: Mapping[str, Modifier] = maps.get("modifiers_after", {})
        self.changes: Mapping[str, Change] = maps.get("changes", {})
        self.links = self.list("modifier_links")
        self.exceeds = {word: modifier for word, modifier in self.verbs.items() if word in self.before}
        self.negations = self.list("negations")
        self.per_words = self.list("per_words")
        self.per_heads = self.list("per_heads")
        self.change_links = self.list("change_links")
        self.times = self.list("change_times")
        self.breaks = self.list("change_breaks")
        self.compared = self.list("change_compared")
        self.arrivals = self.list("change_arrivals")

    def list(self, name: str) -> Collection[str]:
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
        words = near.words(6)
        for count in range(min(5, len(words)), 0, -1):
            phrase = " ".join(reversed(words[:count]))
            found = self._phrase(phrase)
            if found:
                negated = count < len(words) and known(words[count], self.negations)
                return _turned(found) if negated else found
        return None

    def _phrase(self, phrase: str) -> Modifier | None:
        found = self.before.get(phrase)
        if found is None and (phrase[0] in "وفبك" or (phrase[0] == "ل" and phrase[1:2] not in ("ي", "ت"))):
            found = self.before.get(phrase[1:])
        if found is None and phrase[:2] in ("وب", "ول", "فب", "فل"):
            found = self.before.get(phrase[2:])
        return found

    def _right_after(self, near: Around) -> Modifier | None:
        words = [word for word, _ in near.after[:5] if word not in _QUIET]
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
        after = near.after
        for count in (3, 2, 1):
            if len(after) >= count:
                first, last = after[0][1], after[count - 1][1] + len(after[count - 1][0])
                phrase = text[first:last]
                if phrase in self.per_words:
                    return first, last
                if phrase in self.per_heads and len(after) > count:
                    tail = 1
                    while tail < 3 and len(after) > count + tail and after[count + tail - 1][0].isdigit():
                        tail += 1
                    end = after[count + tail - 1]
                    return first, end[1] + len(end[0])
        return None

    # -- change -----------------------------------------------------------------------------------

    def change(self, near: Around, *, duration: bool = False) -> Change | None:
        """rise or fall, where the number is the size of a change or its end point.

        Args:
            near: What stands around the number.
            duration: Whether it is a time, which is the size of a change only where a link says so.
        """
        tokens = [(word, at) for word, at in near.before[:_CHANGE] if word not in _QUIET]
        skipped = self._modifier_words(tokens)
        linked = clitic = near.clitic in ("ب", "ل")
        if near.before and near.before[0][0] == "(":
            return None  # what it was before, or in another unit
        if not tokens and near.after:
            return self.changes.get(near.after[0][0])  # 3 مليارات دولار ارتفاع متوقع
        for at, (word, _) in enumerate(tokens[skipped:]):
            if word in _ENDS or word in self.breaks or (at < _NEXT and word in self.compared):
                return None
            if word == "،" and clitic and at:
                return None
            if at == 0 and not linked:
                if word in self.times or (duration and not known(word, self.change_links)):
                    return None  # where the change began, or how long it took
            found = self._change(word)
            if found:
                return found if linked or at <= 1 else None
            linked = linked or known(word, self.change_links)
        return None

    def _modifier_words(self, tokens: Tokens) -> int:
        words = [word for word, _ in tokens[:5]]
        for count in range(min(4, len(words)), 0, -1):
            if self._phrase(" ".join(reversed(words[:count]))):
                return count
        return 0

    def arrives(self, near: Around) -> bool:
        """Whether a verb of arrival goes on with a change told before: ووصل إلى, لتبلغ."""
        tokens = [(word, at) for word, at in near.before[:8] if word not in _QUIET]
        words = [word for word, _ in tokens[self._modifier_words(tokens) :]]
        return bool(words) and words[1 if words[0] == "الي" and len(words) > 1 else 0] in self.arrivals

    def _change(self, word: str) -> Change | None:
        found = self.changes.get(word)
        if found is None and len(word) > 3 and word[0] in "وفبسل":
            found = self.changes.get(word[1:])
        return found


def _turned(modifier: Modifier) -> Modifier:
    return {"min": "max", "max": "min"}.get(modifier, modifier)  # type: ignore[return-value]
