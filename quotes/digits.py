"""Runs of digits with their thousands and decimal marks, in every house style.

1,337.19   1.337,19   13.423   5,25   15،4   40 000   2 1/4   3/4   .75   -12
407ر7 = 7.407            agencies type the decimals first, so that they appear on the right
36/46.813.371            the same with a slash
97.151.502.13            a last group that is no group of three holds decimals
"""

import re
from decimal import Decimal
from typing import NamedTuple

import regex

from quotes.later import later

_RUN = later(regex.compile, r"\d+(?:[.,،'’]\d+)*")
_SPACED = later(regex.compile, r"(?:[ ]\d{3})+(?![\d:/])(?![.,]\d{3})(?P<decimals>[.,]\d{1,2}(?!\d))?")
_REH = later(regex.compile, r"ر(\d{1,7})(?!\d)")
_APART = later(re.compile, r"\.[ ](\d{1,3})(?=[ ]?[^\W\d_]|[ ]?%)")  # 4. 5 في المائة
_SLASH = later(regex.compile, r"[ ]?/[ ]?(\d{1,4})(?![\d/]|[.,-]\d)")
_SLASH_REVERSED = later(regex.compile, r"/(\d{1,3}(?:\.\d{3})+)(?![\d./])")
_MIXED = later(regex.compile, r"[ ](\d)/(\d{1,2})(?![\d/.])")
_MAX = 21  # digits of the longest number taken for a quantity
_GROUP = 3


class Digits(NamedTuple):
    """A number in digits.

    Attributes:
        start: Offset of the first digit or of the sign.
        end: Offset after the last digit.
        value: What it amounts to.
        other: The value with its mark read the other way, where grouping alone cannot tell (`10.500`).
        mark: That mark, or the one that certainly separates decimals, else empty.
        decimal_before_scale: Whether `other` is the better reading before a scale word (`7.964 مليون`).
    """

    start: int
    end: int
    value: Decimal
    other: Decimal | None = None
    mark: str = ""
    decimal_before_scale: bool = False


def read_digits(text: str, at: int) -> Digits | None:
    """The number whose digits begin at a folded offset; None inside or at the start of a code, date or phone."""
    before = text[at - 1] if at else " "
    if before.isdigit() or (before in ".,،/:ر" and at > 1 and text[at - 2].isdigit()):
        return None
    match = _RUN.match(text, at)
    if match is None or match.end() - at > _MAX:
        return None
    run, end, start = match[0], match.end(), at
    if before == "." and (at < 2 or text[at - 2] in " \n("):
        return Digits(at - 1, end, Decimal("0." + run), mark=".") if run.isdigit() else None
    sign = 1
    if (
        before in "-−–"
        and (at < 2 or text[at - 2] in " \n(<>=")
        and not text[max(0, at - 4) : at - 1].strip()[-1:].isdigit()
    ):
        sign, start = -1, at - 1
    elif before == "+" and (at < 2 or text[at - 2] in " \n("):
        start = at - 1
    if run.isdigit():
        found = _plain(text, run, end, spaced_before=before != "\n" and at > 0)
        value, end, other, mark, scaled = found[0], found[1], None, found[2], False
    else:
        marked = _marked(run)
        if marked is None:
            return None
        value, other, mark, width, scaled = marked
        end = at + width
    return Digits(start, end, sign * value, None if other is None else sign * other, mark, scaled)


def _plain(text: str, run: str, end: int, *, spaced_before: bool) -> tuple[Decimal, int, str]:
    """Digits with no mark inside: groups by spaces, ر, fractions."""
    following = text[end : end + 1]
    if following == " " and len(run) <= _GROUP:
        spaced = _SPACED.match(text, end)
        if spaced and run != "0":
            whole = (run + spaced[0]).replace(" ", "").replace(",", ".")
            return Decimal(whole), spaced.end(), "." if spaced["decimals"] else ""
        mixed = _MIXED.match(text, end)
        if mixed and int(mixed[2]) > int(mixed[1]):
            return int(run) + Decimal(mixed[1]) / Decimal(mixed[2]), mixed.end(), ""
    if following == "ر":
        decimals = _REH.match(text, end)
        if decimals:
            # typed in reading order where the first part is too long for decimals: 2196ر1
            turned_round = len(run) <= _GROUP or len(decimals[1]) > _GROUP
            whole, rest = (decimals[1], run) if turned_round else (run, decimals[1])
            return Decimal(f"{whole}.{rest}"), decimals.end(), "ر"
    if following == "." and len(run) <= _GROUP and spaced_before:
        apart = _APART.match(text, end)
        if apart:
            return Decimal(f"{run}.{apart[1]}"), apart.end(), "."
    if following in ("/", " "):
        turned = _SLASH_REVERSED.match(text, end)
        if turned and len(run) <= 2:
            return Decimal(f"{turned[1].replace('.', '')}.{run}"), turned.end(), "/"
        below = _SLASH.match(text, end)
        if below and len(run) <= _GROUP and 0 < int(run) < int(below[1]) and _is_denominator(below[1]):
            return Decimal(run) / Decimal(below[1]), below.end(), ""
    return Decimal(run), end, ""


def _is_denominator(digits: str) -> bool:
    # larger ones are dates and file numbers
    return int(digits) <= 10 or digits in ("12", "16", "20", "100", "1000")


def _marked(run: str) -> tuple[Decimal, Decimal | None, str, int, bool] | None:
    """Value, other reading, mark, width taken, and whether a scale word makes the mark a decimal one."""
    marks = [c for c in run if not c.isdigit()]
    parts = re.split(r"\D", run)
    grouped = all(len(part) == _GROUP for part in parts[1:]) and 0 < len(parts[0]) <= _GROUP and parts[0] != "0"
    last = marks[-1]
    if len(marks) == 1:
        if last in "'’":
            return (Decimal("".join(parts)), None, "", len(run), False) if grouped else None
        if last == "،" and not grouped and len(parts[1]) > 2:  # a list, not a number
            return Decimal(parts[0]), None, "", len(parts[0]), False
        decimal = Decimal(".".join(parts))
        if grouped:
            return Decimal("".join(parts)), decimal, last, len(run), last == "."
        return decimal, None, last, len(run), False
    if grouped and len(set(marks)) == 1:
        return Decimal("".join(parts)), None, "", len(run), False
    # the last mark holds decimals if all before it are one other mark, or the same but its group is short
    heads = parts[1:-1]
    thousands = len(set(marks[:-1])) == 1 and len(parts[0]) <= _GROUP and all(len(part) == _GROUP for part in heads)
    if thousands and (last != marks[0] or len(parts[-1]) <= 2):
        return Decimal("".join(parts[:-1]) + "." + parts[-1]), None, last, len(run), False
    if "،" in marks:
        return Decimal(parts[0]), None, "", len(parts[0]), False
    return None
