"""Running a rule alone is what it claims to be."""

from dataclasses import replace
from pathlib import Path

import pytest

from quotes import load_rules
from quotes.examples import alone, run_examples
from quotes.pipeline import pipeline
from quotes.ruleset import RuleSet
from quotes.ruleset.rule import Example

ARTICLE = "وزير المالية: لا ضرائب جديدة هذا العام\n\n" + (
    Path(__file__).parents[1] / "fixtures" / "agency-flood.txt"
).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def ruleset() -> RuleSet:
    return load_rules()


@pytest.mark.parametrize("name", ["ar-verb-source-that", "ar-participle-that", "ar-headline", "ar-number-count"])
def test_leaving_candidates_out_is_leaving_rules_out(ruleset: RuleSet, name: str) -> None:
    """A rule alone finds the same whether the others were never compiled or only not heard."""
    rule = next(rule for rule in ruleset.source.rules if rule.id == name)
    kept = tuple(m for m in ruleset.matchers if m.rule.id == name or m.rule.family == "boundary")
    compiled = pipeline(replace(ruleset, matchers=kept)).run(ARTICLE)
    heard = alone(ruleset, rule, Example(ARTICLE, {}))
    assert heard.quotes == compiled.quotes
    assert heard.claims == compiled.claims
    assert heard.quotes or heard.claims


def test_rules_that_are_off_are_not_run(ruleset: RuleSet) -> None:
    rules = [ruleset.source.rules[0]._replace(enabled=False)]
    assert list(run_examples(ruleset, rules)) == []
