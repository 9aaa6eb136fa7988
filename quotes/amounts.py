"""Units and currencies: what a unit word of a number stands for, and which `ريال` is meant."""

import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from quotes.fold import fold
from quotes.later import later
from quotes.model import ClaimKind

_WORD = later(re.compile, r"[^\W\d_]{3,}")
_ENDINGS = ("ة", "ه", "ا", "ان", "ين", "تان", "تين")


class Unit(NamedTuple):
    """What a unit word stands for.

    Attributes:
        kind: The kind of claim it makes.
        code: The unit's code; of a currency that several countries share, the default.
        times: What one is worth in that code (a cent is 0.01 USD, a decade ten years).
        name: The currency's name where its country is still open, else empty.
    """

    kind: ClaimKind
    code: str
    times: Decimal = Decimal(1)
    name: str = ""


class Units:
    """The unit lexicons of a rule set."""

    def __init__(self, maps: Mapping[str, Mapping[str, Any]]) -> None:
        self._percent = maps.get("percent_words", {})
        self._durations = maps.get("durations", {})
        self._measures = {**maps.get("cldr_units", {}), **maps.get("units", {})}
        self._names = maps.get("currencies", {})
        # a currency's name is a form of it, so that a new currency is one line
        forms = {form: fold(name) for form, name in maps.get("currency_forms", {}).items()}
        self._forms = {name: name for name in self._names} | forms
        self._symbols = maps.get("currency_symbols", {})
        self._codes = maps.get("cldr_currencies", {})
        self._adjectives = {
            adjective + ending: country
            for ending in ("", *_ENDINGS)
            for adjective, country in maps.get("currency_adjectives", {}).items()
        }
        self._countries: Mapping[str, str] = maps.get("currency_countries", {})
        self._powers = maps.get("unit_powers", {})
        self._rates = maps.get("unit_rates", {})
        self._rate_codes = maps.get("rate_codes", {})

    def percent(self, word: str) -> Unit:
        """%, ‰, pp and bp; points are a measure."""
        code = self._percent.get(word, "%")
        return Unit("percent" if code == "%" else "measure", code)

    def duration(self, word: str) -> Unit | None:
        """A unit of time, with or without the article."""
        entry = _entry(self._durations, word)
        return None if entry is None else _unit("duration", entry)

    def measure(self, word: str, power: str | None = None, rate: str | None = None) -> Unit | None:
        """A unit of measure, its area or volume, or the unit it makes with a time."""
        entry = _entry(self._measures, word)
        if entry is None:
            return None
        unit = _unit("measure", entry)
        if power is not None:
            exponent = self._powers.get(power) or self._powers.get(power[:-2])  # مربعين
            if not exponent:
                return None
            unit = Unit(unit.kind, unit.code + exponent, unit.times)
        if rate is not None:
            code = self._rate_codes.get(f"{unit.code} {self._rates[rate.strip()]}")
            return Unit(unit.kind, code, unit.times) if code else unit
        return unit

    def is_rate(self, word: str, rate: str, power: str | None = None) -> bool:
        """Whether unit and rate are one unit of their own (km/h), so that the rate is no `per`."""
        unit = self.measure(word, power)
        return unit is not None and f"{unit.code} {self._rates[rate.strip()]}" in self._rate_codes

    def definite(self, word: str) -> Unit | None:
        """What a unit with the article after a vague number is: الدولارات, السنين, الأطنان."""
        if not word.startswith("ال"):
            return None
        return self.currency(word) or self.duration(word) or self.measure(word)

    def rate(self, word: str, text: str, end: int) -> str | None:
        """The rate that follows at an offset and makes a unit of its own with the word: الميغابايت في الثانية."""
        return next(
            (each for each in self._rates if text.startswith(f" {each}", end) and self.is_rate(word, each)), None
        )

    def currency(self, word: str, qualifier: str | None = None, written: str = "") -> Unit | None:
        """A currency by name, form, code or symbol, with the adjective that may follow it.

        Args:
            word: The folded word.
            qualifier: The folded word after it.
            written: The word as printed, for symbols that folding makes one.
        """
        if word not in self._forms and word.startswith("ال"):
            word = word[2:]
        name = self._forms.get(word, word)
        entry = self._names.get(name)
        if entry is None:
            entry = self._symbols.get(word) or self._symbols.get(word.rstrip(".")) or self._codes.get(word)
            if isinstance(entry, dict) and written.rstrip(".") in entry.get("written", ()):
                entry = entry["written"][written.rstrip(".")]
            return None if entry is None else _unit("money", entry, "default")
        if isinstance(entry, str):
            return Unit("money", entry)
        country = self.country(qualifier) if qualifier else None
        if country in entry:
            return self.of_country(name, country)
        return _unit("money", entry, "default", "" if "bare" in entry else name)

    def of_country(self, name: str, country: str | None) -> Unit:
        """The currency of that name in a country; the default where the country has none."""
        entry = self._names[name]
        code = entry.get(country) if country else None
        if isinstance(code, dict):  # a fils is a hundredth of a dirham, a thousandth of a dinar
            return Unit("money", code["code"], Decimal(str(code["times"])))
        return Unit("money", code or entry["default"], _times(entry), "" if code else name)

    def of_code(self, name: str, code: str) -> Unit:
        """The currency of that name which has a code."""
        for country, each in self._names[name].items():
            if (each["code"] if isinstance(each, dict) else each) == code and country != "bare":
                return self.of_country(name, country)
        return Unit("money", code)

    def shares(self, name: str, code: str) -> bool:
        """Whether a currency with this code is called so."""
        entry = self._names.get(name)
        return isinstance(entry, dict) and any(
            (each["code"] if isinstance(each, dict) else each) == code for each in entry.values()
        )

    def country(self, adjective: str) -> str | None:
        """The country of an adjective in any gender, number and case."""
        return self._adjectives.get(adjective.removeprefix("ال"))

    def countries(self, text: str) -> Counter[str]:
        """How often a text names each country, by name, capital or adjective."""
        found: Counter[str] = Counter()
        for word, times in Counter(_WORD.findall(text)).items():
            country = self._country_of(word)
            if country:
                found[country] += times
        return found

    def _country_of(self, word: str) -> str | None:
        stems = (word, word[1:]) if word[0] in "وفبلك" else (word,)
        if word.startswith("لل"):
            stems = (*stems, "ال" + word[2:])
        for stem in stems:
            found = self._countries.get(stem) or (self.country(stem) if stem.startswith("ال") else None)
            if found:
                return found
        return self.country(word)


def _entry(table: Mapping[str, Any], word: str) -> Any:
    entry = table.get(word)
    return table.get(word[2:]) if entry is None and word.startswith("ال") else entry


def _unit(kind: ClaimKind, entry: Any, key: str = "unit", name: str = "") -> Unit:
    if isinstance(entry, str):
        return Unit(kind, entry)
    return Unit(kind, entry[key], _times(entry), name if len(entry) > 1 + ("times" in entry) else "")


def _times(entry: Mapping[str, Any]) -> Decimal:
    return Decimal(str(entry.get("times", 1)))
