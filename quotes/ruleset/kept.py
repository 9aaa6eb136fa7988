"""Mappings as they are kept between runs: in parts, each read when one of its keys is asked for.

A run over one article looks up a few hundred of the fifty thousand words that the rules know.
"""

import pickle
from collections.abc import Iterator, Mapping, Sequence
from sys import intern
from typing import Any, TypeVar
from zlib import crc32

V = TypeVar("V")


class Kept(Mapping[str, V]):
    """A mapping in pickled parts. As with every pickle, only for who wrote it.

    Args:
        parts: The keys of a part are those whose hash leads to it.
        length: The number of keys.
    """

    __slots__ = ("_closed", "_length", "_parts", "_read")

    def __init__(self, parts: Sequence[bytes], length: int) -> None:
        self._parts, self._length = len(parts), length
        self._closed = {number: part for number, part in enumerate(parts) if part}  # not read yet
        self._read: dict[str, V] = {}

    @classmethod
    def of(cls, table: Mapping[str, V], size: int = 1) -> "Kept[V]":
        """Keep a mapping, in parts of about so many keys."""
        number = len(table) // size + 1
        return cls(list(map(_closed, _parted(table, number))), len(table))

    def __reduce__(self) -> tuple[Any, ...]:
        """All parts, those that were read closed again."""
        read = _parted(self._read, self._parts)
        return type(self), ([self._closed.get(number) or _closed(part) for number, part in enumerate(read)], len(self))

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or else the default."""
        if self._closed and key not in self._read:
            self._open(_hash(key) % self._parts)
        return self._read.get(key, default)

    def __getitem__(self, key: str) -> V:
        if key not in self:
            raise KeyError(key)
        return self._read[key]

    def __contains__(self, key: object) -> bool:
        if self._closed and key not in self._read and isinstance(key, str):
            self._open(_hash(key) % self._parts)
        return key in self._read

    def __iter__(self) -> Iterator[str]:
        for number in tuple(self._closed):
            self._open(number)
        return iter(self._read)

    def __len__(self) -> int:
        return self._length

    def _open(self, number: int) -> None:
        part = self._closed.get(number)
        if part is not None:
            # a word that several mappings hold is one object
            self._read.update((intern(key), value) for key, value in pickle.loads(part).items())  # noqa: S301 - our own
            self._closed.pop(number, None)  # only now: another thread must find the words or the part


def _parted(table: Mapping[str, V], number: int) -> list[dict[str, V]]:
    """A mapping in so many parts."""
    parts: list[dict[str, V]] = [{} for _ in range(number)]
    for key, value in table.items():
        parts[_hash(key) % number][key] = value
    return parts


def _closed(part: Mapping[str, V]) -> bytes:
    """A part as it is kept, nothing if nothing is in it."""
    return pickle.dumps(part, protocol=5) if part else b""


def _hash(key: str) -> int:
    """The same in every process, as that of Python is not."""
    return crc32(key.encode("utf-8", "surrogatepass"))
