"""Patterns of our own code, compiled when they are first used: a run over one article uses few of them."""

from collections.abc import Callable, Mapping
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


_put_off: dict[str, Callable[[], object]] = {}
_kept: list[Mapping[str, object]] = []


def later(compile: Callable[..., P], *args: Any) -> P:
    """`re.compile` or `regex.compile`, put off; both remember what they have compiled.

    Only patterns of `regex` can be kept between runs compiled: those of `re` are for what is matched often and simple.
    """
    name = f"{compile.__module__} {args!r}"

    def make() -> object:
        return next((table[name] for table in _kept if name in table), None) or compile(*args)

    _put_off[name] = make
    return cast("P", _Later(make))


def compiled(module: str) -> dict[str, object]:
    """All patterns that a module compiles for us, to be kept for another run."""
    return {name: make() for name, make in _put_off.items() if name.startswith(f"{module} ")}


def adopt(patterns: Mapping[str, object]) -> None:
    """Take patterns from what another run has kept instead of compiling them."""
    _kept[:] = [patterns]
