"""Mappings as they are kept between runs: in parts, each read when one of its keys is asked for.

A run over one article looks up a few hundred of the fifty thousand words that the rules know.
"""

import pickle
from array import array
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import accumulate
from sys import intern
from typing import Any, TypeVar
from zlib import crc32

V = TypeVar("V")


class Kept(Mapping[str, V]):
    """A mapping in pickled parts. As with every pickle, only for who wrote it.

    Args:
        parts: One after the other; the keys of a part are those whose hash leads to it.
        ends: Where each part ends.
        length: The number of keys.
    """

    __slots__ = ("_closed", "_ends", "_length", "_opened", "_parts", "_read")

    def __init__(self, parts: bytes, ends: "array[int]", length: int) -> None:
        self._parts, self._ends, self._length = parts, ends, length
        self._opened = bytearray(len(ends))
        self._closed = len(ends)  # how many are not opened
        self._read: dict[str, V] = {}

    @classmethod
    def of(cls, table: Mapping[str, V]) -> "Kept[V]":
        """Keep a mapping."""
        number = len(table) + 1  # about a key a part: to read another takes longer than to find it
        tables: list[dict[str, V]] = [{} for _ in range(number)]
        for key, value in table.items():
            tables[_hash(key) % number][key] = value
        parts = [pickle.dumps(part, protocol=5) if part else b"" for part in tables]
        return cls(b"".join(parts), array("I", accumulate(map(len, parts))), len(table))

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        """The parts as they are."""
        return type(self), (apart(self._parts, protocol), self._ends, self._length)

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or else the default."""
        if key not in self._read and self._closed and not self._opened[number := _hash(key) % len(self._opened)]:
            self._open(number)
        return self._read.get(key, default)

    def __getitem__(self, key: str) -> V:
        if key not in self:
            raise KeyError(key)
        return self._read[key]

    def __contains__(self, key: object) -> bool:
        if (
            key not in self._read
            and self._closed
            and isinstance(key, str)
            and not self._opened[number := _hash(key) % len(self._opened)]
        ):
            self._open(number)
        return key in self._read  # asked again: another thread may have read it

    def __iter__(self) -> Iterator[str]:
        self._open_all()
        return iter(self._read)

    def __len__(self) -> int:
        return self._length

    def _open(self, number: int) -> None:
        self._take(number)
        self._closed -= 1
        if self._closed < len(self._ends) // 2:  # a long run: from now on nothing is hashed
            self._open_all()

    def _open_all(self) -> None:
        for number, opened in enumerate(self._opened):
            if not opened:
                self._take(number)
        self._closed = 0

    def _take(self, number: int) -> None:
        part = self._parts[self._ends[number - 1] if number else 0 : self._ends[number]]
        if part:
            # a word that several mappings hold is one object
            self._read.update((intern(key), value) for key, value in pickle.loads(part).items())  # noqa: S301 - our own
        self._opened[number] = True  # only now: another thread must find the words or the part


def apart(data: bytes, protocol: int) -> bytes | pickle.PickleBuffer:
    """Bytes for a pickle, out of band where its protocol knows that (PEP 574): they are not copied as it is read."""
    return pickle.PickleBuffer(data) if protocol >= 5 else data


@lru_cache(4096)  # a word is looked up in a dozen mappings
def _hash(key: str) -> int:
    """The same in every process, as that of Python is not."""
    return crc32(key.encode("utf-8", "surrogatepass"))
