"""Where in a word the mention of a person may begin, looked up once a word.

Most words of a text begin none, and what a word may begin does not depend on the text.
"""

from collections.abc import Container
from typing import Final

_KEPT: Final = 200_000  # words met before
_PROCLITICS: Final = "وفلب"
_LONG: Final = 4  # letters of a word, more than which it takes for a proclitic to be one


class Starts(dict[str, int | None]):
    """Word -> the letters before a mention that begins in it, None where none does; filled as texts come along.

    Args:
        starters: Words that begin a mention.
        titles: Those of them that are titles or honorifics.
        particles: What stands before a compound name: عبد الرحمن.
        everyday: Names that are everyday words too, which no proclitic stands before.
        verbs: What a verb is read as, though a name is written like it.
    """

    def __init__(
        self,
        starters: Container[str],
        titles: Container[str],
        particles: Container[str],
        everyday: Container[str],
        verbs: Container[str],
    ) -> None:
        super().__init__()
        self._starters, self._titles, self._particles = starters, titles, particles
        self._everyday, self._verbs = everyday, verbs

    def __missing__(self, word: str) -> int | None:
        """Look a word up for the first time."""
        if len(self) >= _KEPT:
            self.clear()
        found = self[word] = self._start(word)
        return found

    def _start(self, word: str) -> int | None:
        if word in self._verbs:
            return None  # وطالب: he demanded, though Talib is a name
        if word in self._starters or word in self._particles:
            return 0
        if word.startswith("لل") and f"ال{word[2:]}" in self._titles:
            return 2  # للمخرجة فلانة
        if word[0] not in _PROCLITICS or len(word) <= _LONG:
            return None
        rest = word[1:]
        joined = word[0] == "و" or rest in self._titles
        return 1 if joined and rest in self._starters and rest not in self._everyday else None
