"""Every complaint about rule files has a code: what it means and what to do instead.

`docs/rules.md` prints this table, and the tests hold a bad rule file for each code.
"""

from collections.abc import Iterable
from typing import Final

CODES: Final[dict[str, tuple[str, str]]] = {
    # reading
    "E001": ("cannot be read", "A pack is a folder of UTF-8 .toml files."),
    "E002": ("not TOML", "Strings in quotes, tables in brackets; patterns in three single quotes."),
    "E003": ("no schema or pack", 'Every file starts with schema = 1 and pack = "name".'),
    "E004": ("a value of the wrong type", "The message says what is expected."),
    "E005": ("unknown key", "Nothing is ignored: a misspelt key would be a rule that silently does less."),
    "E006": ("defined twice", "Names and ids are given once; add to another pack's list with [extend.list.NAME]."),
    "E007": ("no rule is enabled", "Enable a rule, or drop --no-default-rules."),
    # rules
    "E010": ("bad id", "Lower-case words joined by -, starting with the pack's language: ar-said-that."),
    "E011": (
        "a rule lacks a key",
        "Each rule has id, family, title and pattern; a speech rule says how its content runs.",
    ),
    "E012": (
        "unknown value",
        "family, content, confidence, kind and act have a fixed set of values each, and so have some maps.",
    ),
    "E013": ("no reason given", "A reject and an override say why."),
    "E014": ("no example", "Each rule has an accept and a reject: they are its test and its documentation."),
    "E016": ("not a verb", "A lemma is the past, third person masculine singular, with its shadda: صرّح."),
    "E015": (
        "an example expects what its text does not hold",
        "Copy the expected words from the text, spelling included.",
    ),
    # patterns
    "E020": (
        "a group is unknown or missing",
        'Each family knows its groups; content = "marked" is read from the group open.',
    ),
    "E021": ("not a pattern", "The regex module cannot compile it; the caret shows where."),
    "E022": ("unknown list or macro", "Define it, or mend its spelling; a lemma goes to a list that rules read."),
    "E023": ("a macro captures", "Write (?:…) in macros; groups belong to rules."),
    "E024": ("macros call each other in a circle", "Write one of them out."),
    "E025": ("no anchor", "The anchor group holds lists or marks only, and stands in no other group."),
    "E026": ("an alternative outside all groups", "a|b cuts the whole pattern in two: write (?:a|b)."),
    "E027": (
        "a repeat without an upper bound",
        "Write {0,3}, or a repeat that gives nothing back (++): otherwise one article may take minutes.",
    ),
    "E028": ("unless matches everywhere", "It matches the empty text, so that the rule never holds: leave it out."),
    "E029": ("a pattern too large", "Repeats in repeats multiply: a part may be repeated 10,000 times in all."),
    # folding
    "E030": ("folds to nothing", "Tashkeel, tatweel and bidi marks are dropped before matching: leave them out."),
    "E031": ("folds to a sign of the pattern language", "٫ becomes a full stop, which matches anything: write [.]."),
    "E032": ("two forms of a map fold together", "They are one form after folding: keep one value."),
    "E033": ("a form of no currency", "Add the currency to [extend.map.currencies], or mend its name."),
    # packs
    "E050": ("extends or overrides what there is not", "Mend the name; `quotes rules list` shows what there is."),
    "E060": ("a bidi control in the file", "Such characters make a file read otherwise than it is: remove them."),
    # warnings
    "W101": ("a class made of the article", "[ال] is one letter of two; the article is (?:ال)."),
    "W103": ("an unnamed group that captures", "Write (?:…); what a rule captures has a name."),
    "W104": ("nobody uses it", "A list, map or macro that no pattern names is a typing error or a leftover."),
    "W105": ("listed twice", "The forms are the same after folding."),
    "W106": ("\\n in single quotes", "Single quotes keep it as two characters; write the text in double quotes."),
    "W107": ("slow", "The rule takes long on texts made to provoke it; bound its repeats more closely."),
}


def suggest(name: str, known: Iterable[str]) -> str:
    """A hint: the known name that is closest, or the first few."""
    import difflib  # needed on errors only

    known = sorted(known)
    close = difflib.get_close_matches(name, known, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"known: {', '.join(known[:12])}" if known else "none is defined"
