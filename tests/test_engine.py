"""What spares the engine work changes nothing of what it finds."""

from functools import cache
from pathlib import Path

import pytest

from quotes import load_rules
from quotes.engine import AHEAD, Engine
from quotes.fold import Folded
from quotes.pipeline import pipeline
from quotes.ruleset import trees
from quotes.ruleset.classes import WordClasses
from quotes.ruleset.edges import THAT, Stops

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures").glob("*.txt"))
LONG = 5000  # characters of a pattern: the source of a quote has 20,000
CUT = ("ar-verb-source-that", "ar-verb-source-colon-marks", "ar-verb-source-last-marks", "ar-topic", "ar-adjunct-last")


@cache
def engine() -> Engine:
    return pipeline(load_rules()).engine


@cache
def whole(rule):
    """What a rule wants after its anchor, as one pattern."""
    return next(each.after.whole() for each in engine().ruleset.matchers if each.rule.id == rule)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_rules_that_are_not_tried_would_not_match(path):
    folded = Folded(path.read_text(encoding="utf-8"))
    assert engine().scan(folded) == engine().scan(folded, lambda *_: None)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_steps_match_as_the_whole_pattern_does(path):
    folded = Folded(path.read_text(encoding="utf-8"))
    marked = engine().ruleset.classes.mark(folded.text)
    failed = []

    def refused(matcher, _start, end, side):
        if matcher.rule.id in CUT and side == "after":
            failed.append((matcher.rule.id, end))

    found = [each for each in engine().scan(folded, refused).candidates if each.rule.id in CUT]
    for candidate in found:
        end = candidate.groups["cue"][1]
        match = whole(candidate.rule.id).match(marked, end, end + AHEAD)
        groups = {name: match.span(name) for name in match.groupdict() if match.span(name)[0] >= 0}
        assert (match.end(), groups | {"cue": candidate.groups["cue"]}) == (candidate.end, candidate.groups)
    assert found
    for rule, end in failed:
        assert whole(rule).match(marked, end, end + AHEAD) is None


@pytest.mark.parametrize(
    ("pattern", "stops"),
    [
        (r"(?:[ ]++\w++){0,9}+ :", ":"),
        (r"(?:[ ]++[^.:\n]++)? [«“]", "!\"'(<«»؛؟“”„‟‹"),
        (r"(?: « [^»]{1,9} » )? [\s،]*+ : ", ":«"),
        (r"(?: « | [.] )", ".«"),
        (r"(?! \. ) \w++ [:(]", "(:"),
        (r"\w++ [:،]", None),
        (r"\w++ :?+", None),
        (r"(?: : | ، )", None),
    ],
)
def test_the_stop_that_must_come_first(pattern, stops):
    assert Stops(WordClasses({})).of(trees.parse(pattern, dict)) == stops


@pytest.mark.parametrize(
    ("pattern", "stops"),
    [
        (r"(?:[ ]++\w++){0,9}+ [ ] (?P<that> ان )", THAT),
        (r"(?:[ ][(]?\w++){0,9}+ [ ] (?P<that> ان )", f"{THAT}("),
        (r"(?:[ ]++\w++){0,9}+ (?P<that> ان )?", None),
        (r"[ ] (?: (?P<that> ان ) | \w++ )", None),
        (r"(?! (?P<that> ان ) ) \w++", None),
    ],
)
def test_a_complementizer_that_must_come_is_a_stop(pattern, stops):
    tree = trees.parse(pattern, dict)
    assert Stops(WordClasses({})).of(tree) is None
    assert Stops(WordClasses({}), complementizers=True).of(tree) == stops


def steps(ahead):
    """All pieces of a pattern, those in its choices as well."""
    for step in ahead.steps:
        yield from [each for branch in step.branches for each in steps(branch)] if hasattr(step, "branches") else [step]


def test_no_rule_compiles_again_what_others_share():
    # a group that could give back what it has matched is not cut: (?>…), ?+ and {0,3}+ are
    holders = {}
    for matcher in engine().ruleset.matchers:
        for piece in steps(matcher.after) if matcher.after else ():
            holders.setdefault(piece, set()).add(matcher.rule.id)
    shared = [piece for piece, rules in holders.items() if len(rules) > 1 and len(piece.written) >= LONG]
    assert shared
    again = [
        (rules, part.written)
        for piece, rules in holders.items()
        for part in shared
        if part is not piece and part.written in piece.written
    ]
    assert not again
