"""Why a rule did not match: which of its parts, in the author's own words, and where in the text.

A rule is tried at its anchors only. Where it fails there, growing prefixes of what it wants on that
side are matched one by one; the first that fails is the part to look at.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from quotes.engine import AHEAD, BEHIND, Side
from quotes.fold import fold
from quotes.pipeline import Run
from quotes.ruleset.matcher import Matcher
from quotes.ruleset.patterns import Patterns
from quotes.ruleset.rule import Rule
from quotes.ruleset.schema import NUMBER
from quotes.ruleset.tokens import code

_SHOWN = 60  # characters of text or pattern in a message


@dataclass(frozen=True, slots=True)
class Refused:
    """A rule that was tried at an anchor and did not match.

    Attributes:
        start, end: The anchor, in folded offsets.
        side: The part of the rule that said no.
        matched: How far that side got, as the original spells it.
        wanted: The part of the pattern that came next, as its author wrote it.
    """

    rule: Rule
    start: int
    end: int
    side: Side
    matched: str = ""
    wanted: str = ""

    def __str__(self) -> str:
        if self.side == "unless":
            return "`unless` matches here"
        where = "after" if self.side == "after" else "before"
        got = f"{where} the anchor «{self.matched}» fits, then" if self.matched else f"{where} the anchor"
        return f"{got} {self.wanted} does not"


def refusals(run: Run, rule: str | None = None, within: tuple[int, int] | None = None) -> list[Refused]:
    """The rules that were tried in a text and did not match, in text order.

    Args:
        run: The text.
        rule: Only this rule.
        within: Only anchors that touch this folded span.
    """
    found: list[Refused] = []

    def refused(matcher: Matcher, start: int, end: int, side: Side) -> None:
        if (rule is None or matcher.rule.id == rule) and (within is None or (start < within[1] and within[0] < end)):
            found.append(_refused(run, matcher, start, end, side))

    run.pipeline.engine.scan(run.folded, refused)
    return found


def tried(run: Run, rule: Rule) -> bool:
    """Whether an anchor of a rule stands in a text, so that the rule was tried at all."""
    found = (*run.findings.candidates, *run.findings.numbers, *run.findings.boundaries)
    if any(candidate.rule.id == rule.id for candidate in found):
        return True
    seen: set[str] = set()
    run.pipeline.engine.scan(run.folded, lambda matcher, _start, _end, _side: seen.add(matcher.rule.id))
    return rule.id in seen


def reach(run: Run, rule: Rule) -> str:
    """How far a rule got that found nothing in a text, for its author."""
    if any(each.rule.id == rule.id for each in run.findings.candidates):
        losses = [loss.reason for loss in run.resolved[1] if loss.candidate.rule.id == rule.id]
        return f"it matches, but: {', '.join(losses) or 'nothing comes of it'}"
    if any(each.rule.id == rule.id for each in run.findings.numbers):
        return "it matches, but no claim comes of it"
    refused = refusals(run, rule.id)
    if not refused:
        return "it was not tried: no word or mark of its anchor stands in the text"
    return "; ".join(f"at «{run.folded.slice(each.start, each.end)}»: {each}" for each in refused)


def _refused(run: Run, matcher: Matcher, start: int, end: int, side: Side) -> Refused:
    if side == "unless":
        return Refused(matcher.rule, start, end, side)
    ruleset = run.pipeline.ruleset
    text = ruleset.classes.mark(run.folded.text)
    patterns = Patterns(ruleset.source, ruleset.lists)
    patterns.classes = ruleset.classes  # the stand-ins of the lists must be the same
    reached = end if side == "after" else start
    parts = list(_parts(matcher.rule, side))
    for count, part in enumerate(parts, 1):
        tried = parts[:count] if side == "after" else reversed(parts[:count])
        pattern = patterns.compile(matcher.rule, fold(" ".join(tried)), backwards=side == "before")
        if pattern is None:
            continue
        if side == "after":
            match = pattern.match(text, end, min(len(text), end + AHEAD))
        else:
            match = pattern.match(text, max(0, start - BEHIND), start)
        if match is None:
            matched = run.folded.slice(*sorted((reached, end if side == "after" else start)))
            return Refused(matcher.rule, start, end, side, _short(matched.strip()), _short(part))
        reached = match.end() if side == "after" else match.start()
    return Refused(matcher.rule, start, end, side, wanted="what it says")


def _parts(rule: Rule, side: Side) -> Iterator[str]:
    """The parts of a pattern on one side of its anchor that stand in no group, nearest to the anchor first."""
    parts: list[str] = []
    anchor = -1
    depth = 0
    for token in code(rule.pattern):
        if token.sort == "repeat" and depth == 0 and parts:
            parts[-1] += token.text
        elif depth == 0:
            parts.append(token.text)
        else:
            parts[-1] += token.text
        depth += (token.sort == "open") - (token.sort == "close")
        if depth == 0 and anchor < 0 and (parts[-1] == NUMBER or parts[-1].startswith(f"(?P<{rule.anchor}>")):
            anchor = len(parts) - 1
    yield from parts[anchor + 1 :] if side == "after" else reversed(parts[:anchor])


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN // 2]}…{text[-_SHOWN // 2 :]}"
