"""A complaint about a rule file, and how a lint points at what it complains of."""

from collections.abc import Iterator
from dataclasses import dataclass

from quotes.errors import RulesError
from quotes.ruleset.places import Origin, Place
from quotes.ruleset.rule import Rule
from quotes.ruleset.schema import Source
from quotes.ruleset.tokens import Token


@dataclass(frozen=True, slots=True)
class Finding:
    """A complaint about a rule file.

    Args:
        code: A key of `codes.CODES`; E is an error, W a warning.
        message: What is wrong, one sentence without a full stop.
        place: Where it is written.
        hint: What to write instead.
    """

    code: str
    message: str
    place: Place
    hint: str | None = None

    @property
    def is_error(self) -> bool:
        """Whether the pack cannot be used."""
        return self.code.startswith("E")

    def __str__(self) -> str:
        hint = f"; {self.hint}" if self.hint else ""
        sort = "error" if self.is_error else "warning"
        return f"{sort}: {self.place}: {self.code} {self.message}{hint}\n{self.place.excerpt}"

    def error(self) -> RulesError:
        """The finding as an exception."""
        place = self.place
        return RulesError(self.message, code=self.code, where=str(place), hint=self.hint, excerpt=place.excerpt)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern of a source, and whose it is."""

    owner: str  # "rule ar-x" or "macro NAME"
    text: str
    origin: Origin
    rule: Rule | None = None


def patterns(source: Source) -> Iterator[Pattern]:
    """Every macro, pattern and veto of a source."""
    for name, text in source.macros.items():
        yield Pattern(f"macro {name}", text, source.origins["pattern", name])
    for rule in source.rules:
        yield Pattern(f"rule {rule.id}", rule.pattern, rule.origin, rule)
        if rule.unless:
            yield Pattern(f"rule {rule.id}", rule.unless, rule.origin, rule)


def at(pattern: Pattern, token: Token, code: str, message: str, *, hint: str | None = None) -> Finding:
    """A finding that points at a token in the author's own text."""
    return Finding(code, f"{pattern.owner}: {message}", pattern.origin.place(pattern.text, token.at), hint)


def about(rule: Rule, code: str, message: str, *, hint: str | None = None, origin: Origin | None = None) -> Finding:
    """A finding that points at a rule or one of its examples."""
    return Finding(code, f"rule {rule.id}: {message}", (origin or rule.origin).place(), hint)
