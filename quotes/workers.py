"""Work spread over processes: results in the order of the items, memory bounded, no item lost without a word.

Every worker has a pipe of its own and one batch at a time, so that it is known what a worker had when it
died. Its items are then done again, one by one; only an item with which a second process dies is given up.
"""

import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Generic, TypeVar

_BATCH = 50_000  # characters: some tenths of a second of work, long beside what handing them over takes
_AHEAD = 8  # batches a worker that may wait for the turn of a slow one
_DEFERRED = (signal.SIGINT, signal.SIGTERM)

# Forked workers share the rules that are in memory already. Elsewhere forking is unsafe or not possible:
# there the rules are sent to every worker as it starts.
_CONTEXT = get_context("fork") if sys.platform == "linux" else get_context("spawn")

T = TypeVar("T")
R = TypeVar("R")


def spread(
    work: Callable[[T], R],
    items: Iterable[T],
    *,
    processes: int,
    size: Callable[[T], int],
    lost: Callable[[T, str], R],
) -> Iterator[R]:
    """`map(work, items)`, in several processes where there is more than one batch.

    Args:
        work: Called in the workers; it, the items and the results can be pickled.
        items: Read only a bounded number of batches ahead.
        processes: How many workers; with 1 all is done in this process, item by item.
        size: How much work an item is, in characters.
        lost: The result of an item with which two processes died, given how.

    Raises:
        Exception: What `work` raises.
    """
    if processes == 1:
        yield from map(work, items)
        return
    batches = _batches(items, size)
    first = list(islice(batches, 2))
    if len(first) < 2:  # done sooner than a worker starts
        yield from map(work, chain.from_iterable(first))
        return
    turn, done = 0, dict[int, list[R]]()
    with _Crew(work, processes, lost) as crew:
        for number, batch in enumerate(chain(first, batches)):
            while not crew.idle or (number - turn > _AHEAD * processes and turn not in done):
                done |= crew.collect()
            crew.give(number, batch)  # before results go on their way: no worker waits for the reader of those
            while turn in done:
                yield from done.pop(turn)
                turn += 1
        while crew.busy:
            done |= crew.collect()
            while turn in done:
                yield from done.pop(turn)
                turn += 1


def _batches(items: Iterable[T], size: Callable[[T], int]) -> Iterator[list[T]]:
    batch: list[T] = []
    full = 0
    for item in items:
        batch.append(item)
        full += size(item)
        if full >= _BATCH:
            yield batch
            batch, full = [], 0
    if batch:
        yield batch


class _Worker(Generic[T, R]):
    """A process at the other end of a pipe."""

    def __init__(self, work: Callable[[T], R]) -> None:
        self.connection, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(theirs, work), daemon=True)
        with _deferred():
            self._process.start()
        theirs.close()
        self.number = -1
        self.batch: list[T] = []

    def give(self, number: int, batch: list[T]) -> None:
        """Have a batch worked on."""
        self.number, self.batch = number, batch
        with suppress(OSError):  # it is dead, which `take` will find out
            self.connection.send(batch)

    def take(self) -> list[R] | None:
        """The results of the batch, waited for; None when the process died."""
        try:
            results: list[R] | Exception = self.connection.recv()
        except (EOFError, OSError):
            return None
        if isinstance(results, Exception):
            raise results
        return results

    def end(self) -> str:
        """End the process; how it ended."""
        self.connection.close()
        self._process.kill()  # it holds nothing that could be lost
        self._process.join()
        code = self._process.exitcode or 0
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"


class _Crew(Generic[T, R]):
    """Workers, those that wait for work and those that are at it."""

    def __init__(self, work: Callable[[T], R], processes: int, lost: Callable[[T, str], R]) -> None:
        self._work = work
        self._lost = lost
        self._processes = processes
        self.idle: list[_Worker[T, R]] = []
        self.busy: list[_Worker[T, R]] = []

    def __enter__(self) -> "_Crew[T, R]":
        for _ in range(self._processes):
            self.idle.append(_Worker(self._work))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self.idle + self.busy:
            worker.end()

    def give(self, number: int, batch: list[T]) -> None:
        """Give a batch to a worker that is idle."""
        worker = self.idle.pop()
        self.busy.append(worker)
        worker.give(number, batch)

    def collect(self) -> dict[int, list[R]]:
        """The results of the batches that are done, by number; waits for one of them."""
        found = {}
        ready = wait([worker.connection for worker in self.busy])
        for worker in [each for each in self.busy if each.connection in ready]:
            self.busy.remove(worker)
            self.idle.append(worker)
            results = worker.take()
            found[worker.number] = self._again(worker.batch) if results is None else results
        return found

    def _again(self, batch: list[T]) -> list[R]:
        """The results of a batch with which the worker that is idle last has died, item by item."""
        results: list[R] = []
        self._replace()
        for item in batch:
            worker = self.idle[-1]
            worker.give(worker.number, [item])
            alone = worker.take()
            results += [self._lost(item, self._replace())] if alone is None else alone
        return results

    def _replace(self) -> str:
        """A new worker in the place of the one that is idle last; how that one ended."""
        ended = self.idle.pop().end()
        self.idle.append(_Worker(self._work))
        return ended


@contextmanager
def _deferred() -> Iterator[None]:
    """Signals wait; the process that starts in here is born with them blocked, and decides for itself."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _DEFERRED)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, work: Callable[[T], R]) -> None:
    """What a worker does until nobody wants it any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to all; the one who began ends the others
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _DEFERRED)
    parent = parent_process()
    assert parent is not None
    with suppress(Exception):  # such as too little memory; the other end sees that nobody is here any more
        while parent.sentinel not in wait([connection, parent.sentinel]):  # a killed parent says no farewell
            batch = connection.recv()
            try:
                results: list[R] | Exception = [work(item) for item in batch]
            except Exception as error:  # noqa: BLE001 - it is raised at the other end
                results = error
            connection.send(results)
