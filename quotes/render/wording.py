"""Values for people to read: numbers with their unit, modifier and change."""

from decimal import Decimal

from quotes.model import Claim

_MODIFIERS = {"approx": "≈ ", "min": "≥ ", "max": "≤ ", "vague": "~ "}
_CHANGES = {"rise": "↑ ", "fall": "↓ "}


def value(claim: Claim) -> str:
    """`≈ 40,000,000,000 USD`, `85 – 90 %`, `↑ 10 %`, `9`; empty where no number was read."""
    if claim.value is not None:
        number = _grouped(claim.value)
    elif claim.low is not None or claim.high is not None:
        number = " – ".join("…" if end is None else _grouped(end) for end in (claim.low, claim.high))
    else:
        return ""
    change = _CHANGES.get(claim.change or "", "")
    unit = f" {claim.unit}" if claim.unit and claim.unit != "1" else ""
    per = f" {claim.per}" if claim.per else ""
    return f"{change}{_MODIFIERS.get(claim.modifier or '', '')}{number}{unit}{per}"


def _grouped(number: Decimal) -> str:
    """Thousands in groups; fractions to four decimals, as in the JSON."""
    if number == number.to_integral_value():
        return f"{int(number):,}"
    return f"{round(number, 4):,f}".rstrip("0").rstrip(".")
