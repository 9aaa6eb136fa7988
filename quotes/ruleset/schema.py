"""What a rule file may say: the tables, their keys, and the groups of each rule family.

A pack is a folder of TOML files that share their lists, maps and macros. `load.py` reads them into
the classes below; `compile.py` turns those into a `RuleSet`.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from quotes.ruleset.places import Origin
from quotes.ruleset.rule import Rule

SCHEMA: Final = 1


@dataclass(frozen=True, slots=True)
class Key:
    """What a key of a table may hold; the loader and the guide read it from here."""

    types: tuple[type, ...]
    doc: str
    required: bool = False
    choices: tuple[str, ...] = ()


TYPE_NAMES: Final = {
    str: "a string",
    list: "an array",
    bool: "true or false",
    dict: "a table",
    int: "a whole number",
    float: "a number",
}
_TEXT, _WORDS, _FLAG, _TABLE, _ROWS = (str,), (str, list), (bool,), (dict,), (list,)

ROWS: Final = frozenset(
    {"lemma", "boundary", "rule", "accept", "reject"}
)  # arrays of tables; all others are of strings
FILE_KEYS: Final[dict[str, Key]] = {
    "schema": Key((int,), "The version of this format: 1.", required=True),
    "pack": Key(_TEXT, "The pack this file belongs to.", required=True),
    "list": Key(_TABLE, "`[list.NAME]`: words and phrases, `\\L<NAME>` in a pattern."),
    "map": Key(_TABLE, "`[map.NAME]`: words and phrases with a value each; `\\L<NAME>` in a pattern too."),
    "pattern": Key(_TABLE, "`[pattern]`: macros, `(?&NAME)` in a pattern."),
    "lemma": Key(_ROWS, "`[[lemma]]`: a cue verb, inflected into lists."),
    "boundary": Key(_ROWS, "`[[boundary]]`: where a reported clause without marks ends."),
    "rule": Key(_ROWS, "`[[rule]]`: what speech or a number looks like."),
    "extend": Key(_TABLE, "`[extend.list.NAME]`, `[extend.map.NAME]`: adds to what another pack defines."),
    "override": Key(_TABLE, "`[override.RULE-ID]`: changes a rule of another pack."),
}
# What the maps that the program reads hold; the values of all other maps are nobody's business.
TEXT_MAPS: Final = frozenset(
    """
    changes changes_by_rate cldr_currencies cldr_units cue_nouns currency_adjectives currency_countries currency_forms
    documents fixed_names given_names groups media modifier_verbs modifiers_after modifiers_before nationalities
    organisation_names organisations percent_words rate_codes states title_synonyms titles unit_powers unit_rates units
    """.split()
)
NUMBER_MAPS: Final = frozenset(
    """
    fraction_duals fraction_plurals fractions fractions_like_ones number_hundred number_hundred_plurals number_hundreds
    number_ones number_teen_ones number_teens number_ten number_ten_plurals number_tens number_zero scale_plurals scales
    scales_latin
    """.split()
)
UNIT_MAPS: Final = {  # a code, or a table with at least this key
    "currencies": "default",
    "currency_symbols": "default",
    "durations": "unit",
}
MAP_CHOICES: Final = {
    **dict.fromkeys(("modifiers_before", "modifier_verbs", "modifiers_after"), ("approx", "min", "max", "vague")),
    **dict.fromkeys(("changes", "changes_by_rate"), ("rise", "fall")),
    **dict.fromkeys(  # gender and number
        ("documents", "groups", "media", "organisation_names", "organisations", "titles"),
        ("ms", "fs", "md", "fd", "mp", "fp"),
    ),
}
LIST_KEYS: Final[dict[str, Key]] = {"items": Key(_ROWS, "The words and phrases, in any spelling.", required=True)}
LEMMA_LISTS: Final = ("", "_passive", "_participle", "_masdar")  # what follows a lemma's list name, by part
ACTS: Final = tuple(
    """
    accuse admit advise answer ask assert claim conclude continue criticise demand deny describe disclose explain feel
    forecast opine praise promise refuse relay say show threaten warn wish write
    """.split()
)
LEMMA_KEYS: Final[dict[str, Key]] = {
    "verb": Key(_TEXT, "Past, third person masculine singular, with its shadda: `أكّد`.", required=True),
    "list": Key(
        _TEXT, "The list its forms go to; participles go to `NAME_participle`, nouns to `NAME_masdar`.", required=True
    ),
    "takes": Key(_ROWS, "The complementizers it goes with: `أن`, `على أن`; none given means any."),
    "act": Key(_TEXT, "The speech act.", choices=ACTS),
    "present": Key(_TEXT, "The present, where the dictionary form does not tell it: `يزيد`."),
    "participle": Key(_WORDS, "The active participle, where it is irregular."),
    "masdar": Key(_WORDS, "The verbal nouns, where they are irregular."),
    "object": Key(_FLAG, "Whether forms with an object pronoun count: `وصفه`."),
    "skip": Key(_WORDS, "Surface forms to leave out, because another word is written like them."),
    "note": Key(_TEXT, "A remark for readers."),
}
EXAMPLES: Final[dict[str, Key]] = {
    "accept": Key(_ROWS, "`[[rule.accept]]`: a text, and what the rule alone must find in it.", required=True),
    "reject": Key(_ROWS, "`[[rule.reject]]`: a text in which the rule alone must find nothing, and why."),
}
_PATTERN: Final = Key(
    _TEXT, "What it looks like, on folded text; verbose, so white space does not count.", required=True
)
_ID: Final = Key(_TEXT, "Lower-case words joined by `-`; never reused.", required=True)
_TITLE: Final = Key(_TEXT, "One line that says what it finds.", required=True)
BOUNDARY_KEYS: Final[dict[str, Key]] = {
    "id": _ID,
    "title": _TITLE,
    "pattern": _PATTERN,
    "anchor": Key(_TEXT, "The group the pattern is tried at; `cue` if not given."),
    "proclitics": Key(_ROWS, "The letters that may stand before the anchor word; none, `و` and `ف` if not given."),
    "why": Key(_TEXT, "Why it is so, for the catalogue."),
    "enabled": Key(_FLAG, "`false` switches it off."),
    **EXAMPLES,
}
RULE_KEYS: Final[dict[str, Key]] = {
    "id": _ID,
    "family": Key(_TEXT, "Which groups the rule must and may name; see the families.", required=True),
    "title": _TITLE,
    "pattern": _PATTERN,
    "anchor": Key(_TEXT, "The group the rule is tried at; each family has its own if not given."),
    "proclitics": Key(_ROWS, "The letters that may stand before the anchor word; none, `و` and `ف` if not given."),
    "content": Key(
        _TEXT,
        "How the content of a speech rule runs.",
        choices=("marked", "joined", "clause", "line", "before", "speech", "turn"),
    ),
    "kind": Key(
        _TEXT, "What a number rule finds.", choices=("money", "percent", "measure", "duration", "count", "ratio")
    ),
    "priority": Key((int,), "From 0 to 100; among rules with the same cue the higher wins. 50 if not given."),
    "confidence": Key(_TEXT, "How often it is right; `medium` if not given.", choices=("high", "medium", "low")),
    "unless": Key(_TEXT, "A pattern that vetoes the match where it occurs inside it."),
    "act": Key(_TEXT, "The speech act, where the cue's lemma does not tell it.", choices=ACTS),
    "why": Key(_TEXT, "Why it is so, for the catalogue."),
    "known_problems": Key(_TEXT, "What it gets wrong, for the catalogue."),
    "enabled": Key(_FLAG, "`false` switches it off."),
    **EXAMPLES,
}
OVERRIDE_KEYS: Final[dict[str, Key]] = {
    "enabled": Key(_FLAG, "`false` switches the rule off."),
    "priority": Key((int,), "Another priority."),
    "confidence": Key(_TEXT, "Another confidence.", choices=("high", "medium", "low")),
    "why": Key(_TEXT, "Why, for whoever reads this next.", required=True),
}
EXAMPLE_SETTING: Final = frozenset({"text", "why", "todo", "beside"})  # the other keys say what is expected
EXAMPLE_KEYS: Final[dict[str, Key]] = {
    "text": Key(_TEXT, "A sentence or more, in the register of the news.", required=True),
    "why": Key(_TEXT, "What the example shows; a reject must say it."),
    "todo": Key(_FLAG, "A known gap: it must fail today, and is reported when it passes."),
    "beside": Key(_ROWS, "Ids of rules that run beside this one, where it goes on from what they find."),
    "quote": Key(_TEXT, "The content, as written."),
    "cue": Key(_TEXT, "The cue, as written, without و or ف."),
    "speaker": Key(_TEXT, "The source's mention, as written."),
    "via": Key(_TEXT, "Who relayed it, or the outlet it was said to."),
    "clause": Key(_TEXT, "What stands before the boundary: the text from its start to here is the clause."),
    "claim": Key(_TEXT, "The claim's text: number, scale words, unit or counted noun."),
    "kind": Key(_TEXT, "The kind of the quote or claim."),
    "value": Key((int, float), "The number in base units."),
    "low": Key((int, float), "The lower end of a range."),
    "high": Key((int, float), "The upper end of a range."),
    "unit": Key(_TEXT, "The unit's code: `USD`, `%`, `km`."),
    "per": Key(_TEXT, "The base of a rate, as written."),
    "modifier": Key(_TEXT, "approx, min, max or vague."),
    "counted": Key(_TEXT, "The counted noun, as written."),
    "change": Key(_TEXT, "rise or fall."),
}
NUMBER: Final = "(?&NUMBER)"  # the one macro that is Python: a numeral as `quotes.numbers` reads it


@dataclass(frozen=True, slots=True)
class Family:
    """The groups a rule of one family must and may name, and the keys its examples may state."""

    required: frozenset[str]
    allowed: frozenset[str]
    example: frozenset[str]
    anchor: str | None = None  # the group a rule is tried at, where it names none itself


FAMILIES: Final[dict[str, Family]] = {
    "speech": Family(
        required=frozenset(),
        allowed=frozenset({"cue", "speaker", "via", "that", "open", "colon", "aside", "content", "relay"}),
        example=frozenset({"cue", "speaker", "via", "quote", "kind"}),
        anchor="cue",
    ),
    "partial": Family(
        required=frozenset({"cue"}),
        allowed=frozenset({"cue", "speaker", "via", "open", "aside"}),
        example=frozenset({"cue", "speaker", "via", "quote", "kind"}),
        anchor="cue",
    ),
    "headline": Family(
        required=frozenset({"speaker"}),
        allowed=frozenset({"speaker", "via", "colon", "open"}),
        example=frozenset({"speaker", "via", "quote", "kind"}),
        anchor="colon",
    ),
    # a report without a clause: its subject may be taken up later, and vouches for numbers in it
    "topic": Family(
        required=frozenset({"cue"}),
        allowed=frozenset({"cue", "speaker"}),
        example=frozenset({"cue", "speaker"}),
        anchor="cue",
    ),
    # an outlet that relayed a quote or was told it
    "via": Family(
        required=frozenset({"via"}),
        allowed=frozenset({"via", "frame", "tail", "open"}),
        example=frozenset({"via"}),
        anchor="via",
    ),
    "number": Family(
        required=frozenset(),
        allowed=frozenset({"unit", "symbol", "qualifier", "power", "rate", "fraction", "counted", "of"}),
        example=frozenset({"claim", "kind", "value", "low", "high", "unit", "per", "modifier", "counted", "change"}),
    ),
}

# What a match must hold for what follows it, by content, kind or family: one of these sets of groups.
NEEDS: Final[dict[str, tuple[frozenset[str], ...]]] = {
    'content = "marked"': (frozenset({"open"}),),
    'content = "joined"': (frozenset({"open"}),),
    'kind = "money"': (frozenset({"unit"}), frozenset({"symbol"})),
    'kind = "measure"': (frozenset({"unit"}),),
    'kind = "duration"': (frozenset({"unit"}),),
    "family partial": (frozenset({"open"}),),
    "family topic": (frozenset({"cue"}),),
    "family via": (frozenset({"via"}), frozenset({"frame", "tail"})),
}

GROUPS: Final[dict[str, str]] = {
    "cue": "The cue: verb, participle, noun or adjunct of speech.",
    "speaker": "The source's mention, with title and apposition.",
    "via": "Who relayed it, or the outlet it was said to.",
    "open": "The mark that opens the content.",
    "that": "The complementizer; the content begins after the match.",
    "colon": "The colon before the content.",
    "aside": "What stands between source and opener.",
    "content": "The content, where the pattern itself tells it.",
    "relay": "A verb of relaying: نقلت … عن.",
    "frame": "The words that introduce an outlet.",
    "tail": "The rest of an outlet's name after its noun, which is the frame.",
    "unit": "A unit or a currency.",
    "symbol": "A sign of a unit or currency: % $.",
    "qualifier": "An adjective that tells which currency: دولار كندي.",
    "power": "Square or cubic: متر مكعب.",
    "rate": "The base of a rate: للبرميل، يوميا.",
    "fraction": "A fraction after the unit: سنة ونصف.",
    "counted": "The counted noun.",
    "of": "What a part is a part of: من كل خمسة.",
}


@dataclass(frozen=True, slots=True)
class Extension:
    """What `[extend.list.NAME]` or `[extend.map.NAME]` adds; of a list the values are nothing."""

    kind: str
    name: str
    added: list[tuple[str, Any]]
    before: list[tuple[str, Any]]
    origin: Origin


@dataclass(slots=True)
class Source:
    """All that the files of the packs say, merged, before compilation."""

    lists: dict[str, list[str]] = field(default_factory=dict)
    maps: dict[str, dict[str, Any]] = field(default_factory=dict)
    macros: dict[str, str] = field(default_factory=dict)
    lemmas: list[dict[str, Any]] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    extensions: list[Extension] = field(default_factory=list)
    origins: dict[tuple[str, str], Origin] = field(default_factory=dict)  # ("list", name) -> where
    packs: dict[str, str] = field(default_factory=dict)  # name -> hash of its files
    files: dict[str, str] = field(default_factory=dict)  # path -> text, for carets in errors
    folders: list[Path] = field(default_factory=list)
