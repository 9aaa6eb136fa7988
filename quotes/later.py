"""Patterns that are compiled when they are first used: a run over one article uses few of them."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

P = TypeVar("P")


class _Later:
    """Stands for a pattern; its methods are those of the pattern, fetched once each."""

    def __init__(self, make: Callable[[], object]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._make(), name)
        self.__dict__[name] = found
        return found


def later(compile: Callable[..., P], *args: Any) -> P:
    """`re.compile` or `regex.compile`, put off; both remember what they have compiled."""
    return cast("P", _Later(lambda: compile(*args)))
