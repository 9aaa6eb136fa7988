"""A claim in the making, in folded offsets."""

from dataclasses import dataclass
from decimal import Decimal

from quotes.amounts import Unit
from quotes.around import Around
from quotes.model import Change, ClaimKind, Confidence, Modifier
from quotes.numbers import Numeral
from quotes.ruleset.rule import Rule

Place = tuple[int, int]


@dataclass(slots=True, eq=False, repr=False)
class Draft:
    """A claim in the making.

    Attributes:
        number: Where the numeral stands, without its unit.
        counted: Where the counted noun stands, not always inside the claim.
        open: The currency's name while its country is not known.
    """

    rule: Rule
    kind: ClaimKind
    start: int
    end: int
    number: Place
    value: Decimal | None
    near: Around
    numeral: Numeral | None = None
    unit: str | None = None
    times: Decimal = Decimal(1)
    open: str = ""
    counted: Place | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    per: Place | None = None
    modifier: Modifier | None = None
    change: Change | None = None
    about: Place | None = None
    confidence: Confidence = "medium"

    @property
    def bare(self) -> bool:
        """Whether it names neither unit nor noun."""
        return self.kind == "count" and self.counted is None

    def take(self, unit: Unit) -> None:
        """Make it an amount of a unit."""
        self.kind, self.unit, self.open = unit.kind, unit.code, unit.name
        self.times = unit.times
        self.counted = None


def plain(draft: Draft) -> dict[str, Decimal | None]:
    """The draft's numbers in base units."""
    numbers = {"value": draft.value, "low": draft.low, "high": draft.high}
    return {name: None if value is None else value * draft.times for name, value in numbers.items()}
