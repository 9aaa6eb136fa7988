"""The number words of a rule set, and what each is to the grammar of `numbers`."""

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import NamedTuple

# the shortest first, so that a word which is a numeral as it stands wins
_PROCLITICS = (
    *("ل", "ب", "ف", "و", "فل", "فب", "ول", "وب"),
    *("ال", "لل", "فلل", "ولل", "فال", "وال", "بال", "فبال", "وبال"),
)
_BEGINNING = {each[0]: tuple(other for other in _PROCLITICS if other[0] == each[0]) for each in _PROCLITICS}


class Kind(IntEnum):
    """What a number word is to the grammar."""

    ZERO = 0
    ONES = 1  # 1-9
    TEEN_ONE = 2  # أحد, اثني: only before عشر
    TEN = 3  # عشر, by itself or after ones
    TEENS = 4  # fused 11-19
    TENS = 5  # 20-90
    HUNDRED = 6  # مئة, by itself or after ones
    HUNDREDS = 7  # 200, and fused 300-900
    SCALE = 8  # ألف, مليون
    DUAL = 9  # ألفان, مليوني: twice the scale
    ACCUSATIVE = 10  # ألفا: the scale after a numeral or with tanwin, twice the scale before a noun
    PLURAL = 11  # آلاف: the scale after a numeral, vague by itself
    FRACTION = 12
    FRACTION_DUAL = 13  # ثلثي
    PARTS = 14  # أرباع: only after ones


class Lexicon(NamedTuple):
    """The number words of a rule set.

    Attributes:
        words: Folded words at which a numeral may begin.
    """

    table: Mapping[str, tuple[Kind, int]]
    fractions: Mapping[str, int]
    latin: Mapping[str, int]
    points: frozenset[str]
    minus: frozenset[str]
    particles: frozenset[str]
    duals: Mapping[str, str]  # a noun in the dual -> the noun: يومين
    singles: Mapping[str, str]  # their singulars, which count with a fraction only: عاما ونصف
    words: frozenset[str]
    not_words: frozenset[str]
    not_alone: frozenset[str]

    @classmethod
    def of(cls, maps: Mapping[str, Mapping[str, object]], lists: Mapping[str, Iterable[str]]) -> "Lexicon":
        """Build from a rule set's maps and lists; fused hundreds and teens and the duals of scales are derived."""

        def values(name: str) -> dict[str, int]:
            return {word: int(str(value)) for word, value in maps.get(name, {}).items()}

        table: dict[str, tuple[Kind, int]] = {}
        hundreds, tens = values("number_hundred"), values("number_ten")
        for one, value in values("number_ones").items():
            for word, ten in tens.items():
                table[one + word] = Kind.TEENS, value + ten
            if value > 2:
                # the ta marbuta of the ones goes when they fuse: ثلاثمئة
                table.update({one.rstrip("ةه") + word: (Kind.HUNDREDS, value * 100) for word in hundreds})
        for scale, value in values("scales").items():
            stem = scale[:-1] + "ت" if scale.endswith("ة") else scale
            table.update({stem + case: (Kind.DUAL, 2 * value) for case in ("ان", "ين", "ي")})
            table[stem + "ا"] = Kind.ACCUSATIVE, value
            table[scale] = Kind.SCALE, value
        for part, value in (values("fractions") | values("fraction_duals")).items():
            kind = Kind.FRACTION_DUAL if part in maps.get("fraction_duals", {}) else Kind.FRACTION
            table.update({part + pronoun: (kind, value) for pronoun in ("ها", "هم", "هن")})
        for name, kind in _MAPS:
            table.update({word: (kind, value) for word, value in values(name).items()})
        points, minus = frozenset(lists.get("number_points", ())), frozenset(lists.get("number_minus", ()))
        nouns, duals = frozenset(lists.get("dual_nouns", ())), dict[str, str]()
        singles = {noun: noun for noun in nouns} | {noun + "ا": noun for noun in nouns if not noun.endswith("ة")}
        for noun in nouns:
            stem = noun[:-1] + "ت" if noun.endswith("ة") else noun
            duals |= {stem + case: noun for case in ("ان", "ين") if stem + case not in lists.get("not_duals", ())}
        starts = {word for word, (kind, _) in table.items() if kind is not Kind.PARTS}
        starts |= minus | set(singles) | set(duals)
        return cls(
            table=table,
            fractions=values("fractions_like_ones"),
            latin=values("scales_latin"),
            points=points,
            minus=minus,
            particles=frozenset(lists.get("number_particles", ())),
            duals=duals,
            singles=singles,
            words=frozenset(starts),
            not_alone=frozenset(lists.get("number_not_alone", ())),
            not_words=frozenset(lists.get("number_not_words", ())),
        )

    def is_hundred(self, word: str) -> bool:
        """Whether a word is a plain hundred or thousand, which per cent and per mille are said with."""
        kind, value = self.table.get(word, (None, 0))
        return kind is Kind.HUNDRED or (kind is Kind.SCALE and value == 1_000)

    def head(self, word: str) -> int | None:
        """Letters before the number word that a word begins with; None where it is none."""
        if word in self.not_words:
            return None
        if word in self.words:
            return 0
        for each in _BEGINNING.get(word[:1], ()):
            if word.startswith(each) and word[len(each) :] in self.words:
                return len(each)
        return None

    def starts(self, word: str) -> tuple[int, ...]:
        """Where in a word a numeral may begin: after its proclitics, or at its first digit."""
        head = self.head(word)
        if head is not None:
            return (head,)
        if word.isalpha():
            return ()
        return next(((at,) for at, char in enumerate(word) if char.isdigit()), ())


# later maps win where a form is in two: ثلث is a third, ثلثين thirty
_MAPS = (
    ("fraction_duals", Kind.FRACTION_DUAL),
    ("number_ones", Kind.ONES),
    ("fractions", Kind.FRACTION),
    ("number_zero", Kind.ZERO),
    ("number_teen_ones", Kind.TEEN_ONE),
    ("number_ten", Kind.TEN),
    ("number_teens", Kind.TEENS),
    ("number_tens", Kind.TENS),
    ("number_hundred", Kind.HUNDRED),
    ("number_hundreds", Kind.HUNDREDS),
    ("number_hundred_plurals", Kind.PLURAL),
    ("number_ten_plurals", Kind.PLURAL),
    ("scale_plurals", Kind.PLURAL),
    ("fraction_plurals", Kind.PARTS),
)
