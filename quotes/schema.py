"""The JSON Schema of the result, as it lies beside this module."""

from pathlib import Path

PATH = Path(__file__).with_name("schema.json")


def text() -> str:
    """The schema as JSON."""
    return PATH.read_text(encoding="utf-8")
