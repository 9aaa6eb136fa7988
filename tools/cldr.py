"""Write `rules/ar/cldr.toml`: Arabic names of currencies and units from Unicode CLDR.

    python tools/cldr.py > rules/ar/cldr.toml        needs Babel, a development dependency only

What CLDR gives is kept apart from what is written by hand, so that a new CLDR release is one command
and no merge. Hand-written entries win where both know a form. CLDR data: Unicode License v3.
"""

import re
import sys
from collections.abc import Iterator

from babel import Locale, __version__
from babel.numbers import get_currency_symbol, list_currencies

from quotes.fold import fold

LOCALE = Locale("ar")
PLURALS = ("zero", "one", "two", "few", "many", "other")
# CLDR's unit names -> the codes of the result
UNITS = {
    "length-kilometer": "km", "length-meter": "m", "length-centimeter": "cm", "length-millimeter": "mm",
    "length-mile": "mi", "length-yard": "yd", "length-foot": "ft", "length-inch": "in", "length-light-year": "ly",
    "length-nautical-mile": "nmi", "length-nanometer": "nm", "length-micrometer": "µm",
    "area-square-kilometer": "km2", "area-square-meter": "m2", "area-square-mile": "mi2", "area-square-foot": "ft2",
    "area-square-centimeter": "cm2", "area-hectare": "ha", "area-acre": "acre", "area-dunam": "dunam",
    "volume-cubic-meter": "m3", "volume-cubic-kilometer": "km3", "volume-cubic-foot": "ft3", "volume-cubic-centimeter": "cm3",
    "volume-liter": "l", "volume-milliliter": "ml", "volume-hectoliter": "hl", "volume-gallon": "gal", "volume-barrel": "bbl",
    "mass-tonne": "t", "mass-kilogram": "kg", "mass-gram": "g", "mass-milligram": "mg", "mass-microgram": "µg",
    "mass-ounce": "oz", "mass-pound": "lb", "mass-carat": "ct",
    "power-watt": "W", "power-kilowatt": "kW", "power-megawatt": "MW", "power-gigawatt": "GW", "power-horsepower": "hp",
    "energy-kilowatt-hour": "kWh", "energy-joule": "J", "energy-kilojoule": "kJ", "energy-calorie": "cal",
    "energy-kilocalorie": "kcal", "frequency-hertz": "Hz", "frequency-kilohertz": "kHz", "frequency-megahertz": "MHz",
    "frequency-gigahertz": "GHz", "digital-bit": "bit", "digital-byte": "B", "digital-kilobyte": "KB",
    "digital-megabyte": "MB", "digital-gigabyte": "GB", "digital-terabyte": "TB",
    "speed-kilometer-per-hour": "km/h", "speed-mile-per-hour": "mi/h", "speed-meter-per-second": "m/s", "speed-knot": "kn",
    "electric-volt": "V", "electric-ampere": "A", "temperature-celsius": "°C", "temperature-fahrenheit": "°F",
}  # fmt: skip
# short forms that are other words of the language when they stand after a number
AMBIGUOUS = frozenset(
    map(
        fold,
        (
            "ب",
            "بت",
            "حصان",
            "سع",
            "قدم",
            "عقدة",
            "ق",
            "ث",
            "د",
            "س",
            "ك",
            "ن",
            "ي",
            "ش",
            "ل",
            "م",
            "غ",
            "ط",
            "افغاني",
            "بر",
            "لي",
            "سيدي",
            "عملة غير معروفة",
        ),
    )
)


def main() -> None:
    """Print the rule file."""
    print(
        f"# Written by tools/cldr.py from Unicode CLDR (Babel {__version__}); do not edit, write the tool's output again."
    )
    print('# Hand-written names are in currencies.toml and units.toml and win over these.\n\nschema = 1\npack = "ar"')
    table("cldr_currencies", currencies())
    table("cldr_units", units())


def table(name: str, pairs: Iterator[tuple[str, str]]) -> None:
    """Print a map; a form that means two things is left out."""
    values: dict[str, set[str]] = {}
    for name_of, code in pairs:
        form = re.sub(r"\s+", " ", fold(name_of)).strip()
        if form and form not in AMBIGUOUS and not form.isdigit():
            values.setdefault(form, set()).add(code)
    print(f"\n[map.{name}]")
    for form, codes in sorted(values.items()):
        if len(codes) == 1:
            print(f'"{form}" = "{codes.pop()}"')


def currencies() -> Iterator[tuple[str, str]]:
    """Names in every plural category, and ISO codes."""
    for code in sorted(list_currencies()):
        name = LOCALE.currencies.get(code)
        if not name or (code.startswith("X") and code not in ("XAF", "XOF", "XPF", "XCD")):
            continue
        yield code, code
        yield without_years(name), code
        for names in (LOCALE._data["currency_names_plural"].get(code) or {}).values():  # noqa: SLF001
            yield without_years(names), code
        symbol = get_currency_symbol(code, LOCALE)
        if symbol != code and len(fold(symbol)) > 1:
            yield symbol, code


def without_years(name: str) -> str:
    return re.split(r"[-–(]|\d", name)[0].strip()


def units() -> Iterator[tuple[str, str]]:
    """Names of all widths and plural categories, numbers cut off."""
    data = LOCALE._data["unit_patterns"]  # noqa: SLF001 - Babel formats with these and gives no other way to list them
    for unit, code in UNITS.items():
        for forms in LOCALE.unit_display_names.get(unit, {}).values():
            yield forms, code
        for width in ("long", "short", "narrow"):
            patterns = data.get(unit, {}).get(width, {})
            for plural in PLURALS:
                pattern = patterns.get(plural)
                if isinstance(pattern, str) and "{0}" in pattern:
                    yield pattern.replace("{0}", ""), code


if __name__ == "__main__":
    sys.exit(main())
