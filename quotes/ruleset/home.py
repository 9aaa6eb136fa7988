"""Where our own rules are."""

from pathlib import Path

from quotes.errors import RulesError

PACKAGED = Path(__file__).resolve().parents[1] / "rules"  # inside the wheel
CHECKOUT = Path(__file__).resolve().parents[2] / "rules"


def default_folder() -> Path:
    """Our own pack: beside the package when installed, at the top of a checkout otherwise."""
    for folder in (PACKAGED, CHECKOUT):
        if (folder / "ar").is_dir():
            return folder / "ar"
    raise RulesError("the rules that come with this package are missing", where=str(PACKAGED), hint="reinstall it")
