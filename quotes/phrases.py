"""Which words of a phrase beside a number name something: conjunctions, verbs and prepositions cut off."""

from collections.abc import Collection
from itertools import repeat

from quotes.around import Words, known
from quotes.draft import Place

Tokens = list[tuple[str, int]]
_LONGEST = 4  # words of a phrase
_NUMERALS = ("number_ones", "number_ten", "number_tens", "number_hundred")
_SHORT = 3  # letters of a word that loses none
_FUTURE = 5  # letters of the shortest verb of the future
_SOON = ("سي", "ست", "سن", "سا")
_ENDINGS = frozenset(
    (
        "",
        "ا",
        "ة",
        "ه",
        "ها",
        "هم",
        "نا",
        "ي",
        "ية",
        "يا",
        "ات",
        "اته",
        "اتها",
        "ين",
        "ون",
        "ان",
        "ته",
        "تها",
        "تهم",
        "تي",
    )
)
_OBJECTS = ("ه", "ها", "هم")
_NISBA = ("ي", "ية", "يا", "يين", "يون")


class Phrases:
    """Tells nouns from what stands around them, by word lists and by form."""

    def __init__(self, words: Words) -> None:
        self.verbs, self.nouns = words.named("about_verbs"), words.named("about_not_verbs")
        self.telling = words.named("about_telling")
        self.edges = words.named("about_edges")
        self.dates = frozenset().union(*map(words.named, ("about_times", "date_months", "date_weekdays")))
        self.times = self.dates.union(self.edges)
        self.links, self.relatives = words.named("about_links"), words.named("about_relatives")
        lists = map(words.named, ("cues_say_participle", "cues_that_participle", "near_participles"))
        reporting = (word for each in lists for word in each if word.endswith("ا"))  # متوقعا, معلنا
        self.stops = frozenset(words.named("about_stops")).union(reporting)
        self.exempt = words.named("about_no_stops")
        self.these = words.named("demonstratives")
        self.numerals = frozenset().union(*map(words.maps.get, _NUMERALS, repeat({})))
        self.roots = words.named("about_waw_nouns")
        self.own = words.named("about_own_prefix")

    def conjoined(self, word: str) -> bool:
        """Whether a word begins with the conjunction و or ف, not with a letter of its own."""
        if len(word) <= _SHORT or word[0] not in "وف":
            return False
        if word[0] == "ف":
            return word.startswith("فال") or word[1:] in self.verbs or word[1:] in self.telling
        if word in self.verbs:
            return False
        return not any(word[:end] in self.roots and word[end:] in _ENDINGS for end in range(_SHORT - 1, len(word) + 1))

    def prefixed(self, word: str) -> bool:
        """Whether a word begins with the preposition ب or ل, as far as its form tells: بالسجن, لاستيعاب."""
        if word in self.own or len(word) <= _FUTURE - 1:
            return False
        if word.startswith(("بال", "لل", "باست", "لاست")):
            return True
        return len(word) > _FUTURE and word.startswith(("بت", "با", "لا", "لت"))

    def bare(self, word: str) -> str:
        """A word without its conjunction."""
        return word[1:] if self.conjoined(word) else word

    def verb(self, word: str) -> bool:
        """Whether a word is a verb: a known one, or one by its form."""
        if not word or word in self.nouns:
            return False
        if word in self.verbs or word in self.telling:
            return True
        word = self.bare(word)
        if word in self.nouns or word.startswith("ال"):
            return False
        if word in self.verbs or word in self.telling or (word[:2] in _SOON and word[1:] in self.verbs):
            return True
        if any(word.endswith(each) and self.governs(word[: -len(each)]) for each in _OBJECTS):
            return True  # تحتله, شنتها
        if len(word) > _SHORT and word[:2] in ("لي", "لت") and word[1:] in self.verbs:
            return True  # ليبدأ
        if len(word) > _SHORT and word[0] == "ي" and not word.endswith(("ية", "يا", "ات")):
            return True  # يمتلك
        if len(word) >= _FUTURE and word[:2] in ("سي", "ست") and not word.endswith(("ة", "ه", "ات")):
            return True  # ستجري
        if len(word) > _SHORT and word.endswith("وا"):
            return True  # باعوا
        return len(word) > _SHORT and word[-1] == "ت" and word[-2] not in "اوي"  # بعثت

    def governs(self, word: str) -> bool:
        """Whether a word without its pronoun is a verb that no noun looks like."""
        return word in self.verbs and (word[0] in "تي" or word[-1] == "ت")

    def adjective(self, word: str) -> bool:
        """Whether a word without an article has the ending of a relative adjective: 60 قضية قانونية."""
        return len(word) > _SHORT and word.endswith(_NISBA) and not word.startswith("ال") and not self.verb(word)

    def trim(self, words: Tokens, edges: Collection[str] = ()) -> Tokens:
        """The words of a phrase, in text order, that follow its last verb; of "noun verb" the noun."""
        edges = edges or self.edges
        while words and (words[-1][0] in edges or (self.verb(words[-1][0]) and not self.tells(words))):
            words = words[:-1]
        for at in range(len(words) - 2, -1, -1):
            if self.verb(words[at][0]):
                rest = words[at + 1 :]
                if at and len(rest) == 1 and rest[0][0][0] in "بل" and rest[0][0][:3] != "بال":
                    return self.trim(words[:at], edges)  # سيول أودت بحياة
                tells = at == 0 and self.tells(words[:1])  # اعتقلت الشرطة
                words = words if tells else rest
                break
        while words and words[0][0] in edges:
            words = words[1:]
        return words

    def tells(self, words: Tokens) -> bool:
        """Whether all that there is is a verb that says by itself what is counted: أصيب."""
        return len(words) == 1 and (words[0][0] in self.telling or self.bare(words[0][0]) in self.telling)

    def ends(self, word: str) -> bool:
        """Whether a phrase cannot hold a word."""
        return known(word, self.stops) and word not in self.exempt

    def names(self, word: str) -> bool:
        """Whether a word may begin a phrase that names something."""
        other = self.ends(word) or known(word, self.links) or known(word, self.dates)
        return word.isalpha() and not (other or self.verb(word) or self.prefixed(word) or self.adjective(word))

    def onward(self, tokens: Tokens) -> Place | None:
        """The phrase that begins with these tokens: the words up to a stop, or to the verb that has it for a subject."""
        while tokens and tokens[0][0] in self.these:
            tokens = tokens[1:]  # ضمن هذه الشبكة
        count = 0
        for index, (word, _) in enumerate(tokens[:_LONGEST]):
            relative = index == 1 and word in self.relatives  # المهام التي تم تحديدها
            if not word.isalpha() or (not relative and (known(word, self.stops) if index else word in self.stops)):
                break
            following = tokens[index + 1][0] if index + 1 < len(tokens) else ""
            if word == "و" or (index and word[0] == "و" and (following[:1].isdigit() or word[1:] in self.numerals)):
                break
            told = index > 1 and self.verb(word) and not self.verb(tokens[0][0])
            if told and tokens[index - 1][0] not in self.relatives:
                break  # المرضى الجدد تتم مناظرتهم
            count += 1
        kept = self.trim(tokens[:count])
        return (kept[0][1], kept[-1][1] + len(kept[-1][0])) if kept else None
