"""Every accept and reject of every rule that comes with the package, each under its own name."""

import pytest

from quotes import load_rules
from quotes.examples import FAILURES, Sort, run_example
from quotes.ruleset import RuleSet
from quotes.ruleset.check import lint
from quotes.ruleset.check_compiled import slow, vetoes
from quotes.ruleset.home import default_folder
from quotes.ruleset.load import load
from quotes.ruleset.rule import Example, Rule

SOURCE = load([default_folder()])
CASES = [
    pytest.param(rule, sort, example, id=f"{rule.id}-{sort}-{number}")
    for rule in SOURCE.rules
    if rule.enabled
    for sort, examples in (("accept", rule.accept), ("reject", rule.reject))
    for number, example in enumerate(examples, 1)
]


@pytest.fixture(scope="module")
def ruleset() -> RuleSet:
    return load_rules()


@pytest.mark.parametrize(("rule", "sort", "example"), CASES)
def test_example(ruleset: RuleSet, rule: Rule, sort: Sort, example: Example) -> None:
    """A rule alone finds what its accept states, and nothing in a reject."""
    outcome = run_example(ruleset, rule, sort, example)
    assert outcome.verdict not in FAILURES, f"{example.origin}: {outcome.verdict}\n{example.text}\n{outcome.note}"


def test_no_complaints(ruleset: RuleSet) -> None:
    """Our own rules are beyond reproach, and none is slow on a text made to provoke it."""
    assert [str(finding) for finding in [*lint(SOURCE), *vetoes(ruleset), *slow(ruleset)]] == []
