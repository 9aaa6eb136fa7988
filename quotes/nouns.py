"""The nouns that numbers count: which word is one, which is plural, which numbers need none."""

from quotes.around import Around, Words, known
from quotes.fold import Folded
from quotes.numbers import Lexicon, Numeral

_WORD = 4  # letters of the longest noun that may end like a verb: عضوا
_TWO = 2
_MANY = 10  # up to here a counted noun is plural


class Nouns:
    """Judges the words beside a number."""

    def __init__(self, words: Words, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.not_counted, self.like_others = words.named("not_counted"), words.named("counted_like_others")
        self.ages, self.plurals = words.named("age_words"), words.named("postposed_plurals")
        self.these = words.named("demonstratives")
        self.lam = tuple(sorted(words.named("counted_lam")))
        self.groups = words.named("number_groups")

    def is_noun(self, noun: str, written: str, numeral: Numeral, *, of: bool) -> bool:
        """Whether a word after a number is what it counts."""
        if noun in self.like_others:
            return True
        head = self.lexicon.head(noun)
        if known(noun, self.not_counted) or (head is not None and noun[head:] in self.lexicon.table):
            return False
        definite = written.startswith("ال")  # folded, ألقاب looks so too
        if numeral.vague and numeral.definite and not of and not definite:
            return False  # لقي العشرات مصرعهم
        if definite:
            return of or numeral.vague or (numeral.scale > 1 and numeral.definite)
        if noun[0] == "ل" and not noun.startswith(self.lam):
            return False
        if not of and len(noun) > _WORD and noun.endswith(("تهم", "نهم", "وهم", "تهن", "تها", "نها", "وا")):
            return False  # a verb, or a noun with its own pronoun
        if noun[0] in "وي" or noun[:3] in ("بال", "فال", "كال") or noun[:2] in ("لل", "تت"):
            return False  # a conjunction, a verb or a proclitic
        if noun[:2] in ("سي", "ست", "لي", "لت") and len(noun) > 4:
            return False  # a verb of the future
        if 3 <= numeral.value <= _MANY and numeral.scale == 1 and not of and noun.endswith(("ية", "يه")):
            return False  # an adjective: 4 مدن كندية و3 مكسيكية
        return not of or len(noun) > 3 or not noun.startswith("ه")

    def is_age(self, noun: str, near: Around) -> bool:
        """الثمانين من عمره."""
        return noun in self.ages or (noun == "من" and len(near.after) > 1 and near.after[1] in self.ages)

    def stands_alone(self, folded: Folded, numeral: Numeral, near: Around) -> bool:
        """Whether a numeral with no noun after it may be a claim."""
        if not numeral.spelled:
            return not numeral.definite or not known(near.last, self.groups)
        if near.last in self.these:
            return False  # هذه المليارات
        if numeral.definite and not numeral.vague:
            return False  # الثلاثة: the three, شاعر المليون
        word = folded.text[numeral.start : numeral.end]
        if word.endswith("ا") and " " not in word and not folded.has_fathatan(numeral.start, numeral.end):
            return False  # ألفا: alpha, or two thousand with nothing to count
        return numeral.value != _TWO or not near.last.endswith(("ين", "ان"))  # شخصين اثنين: said twice

    def is_plural(self, noun: str) -> bool:
        """Whether a definite noun looks like a plural: sound endings, أفعال, مفاعل, or a known one."""
        stem = noun[noun.find("ال") + 2 :] if "ال" in noun[:4] else noun[1:]
        if noun.endswith(("ات", "ين", "ون", "اء")) or stem in self.plurals:
            return True
        return len(stem) > 3 and (stem[0] == "ا" or (len(stem) > 4 and stem[2] == "ا" and stem[0] in "مفعتقطسر"))

    def is_owned_plural(self, noun: str) -> bool:
        """Whether a word is a known plural with a pronoun: خطوطه, سنواتها."""
        stem = next((noun[: -len(each)] for each in ("ها", "هم", "هن", "نا", "ه") if noun.endswith(each)), "")
        return stem in self.plurals or (len(stem) > 3 and stem.endswith("ات"))

    def article(self, word: str) -> int | None:
        """Letters before the article of a definite noun; None where it has none."""
        for clitic in ("", "و", "ف", "ب", "ك", "وب"):
            if word.startswith(clitic + "ال") and len(word) > len(clitic) + 4:
                return len(clitic)
        return 0 if word.startswith("لل") and len(word) > 4 else None
