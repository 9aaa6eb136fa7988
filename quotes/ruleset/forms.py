"""A surface form of a cue verb and what it agrees with."""

from typing import Literal, NamedTuple

Part = Literal["past", "present", "future", "passive", "participle", "agent", "masdar"]
Gender = Literal["m", "f"]
Number = Literal["s", "d", "p"]


class Form(NamedTuple):
    """One reading of a surface form; the same text may have several.

    Attributes:
        text: Folded surface form, without a proclitic و or ف.
        lemma: The dictionary form as the row gives it.
        part: `participle` is the one that goes with a verb (مؤكدا، مؤكدة); `agent` the one that stands as a noun,
            definite or in the nominative singular (القائل، مؤكد), where it is often an everyday word (المتحدث).
            `passive` is listed only where it is written unlike the active.
        gender, number, person: What the form agrees with; for a masdar, its possessive pronoun.
            None where the form does not tell.
        pronoun: Folded pronoun attached: the object of a verb (`وصفه`), the source of a masdar (`قوله`).
    """

    text: str
    lemma: str
    part: Part
    gender: Gender | None = None
    number: Number | None = None
    person: int | None = None
    pronoun: str | None = None
