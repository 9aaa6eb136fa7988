"""Work in several processes: what one process gives, whatever becomes of the others."""

import os
import signal
import subprocess
import sys
import time
from functools import partial
from multiprocessing import active_children, get_context
from pathlib import Path

import pytest

from quotes import workers
from quotes.workers import spread

# pytest-xdist has threads, beside which later Pythons do not like to fork
pytestmark = pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")


@pytest.fixture(params=["fork", "spawn"])
def context(request, monkeypatch):
    monkeypatch.setattr(workers, "_CONTEXT", get_context(request.param))
    monkeypatch.setattr(workers, "_BATCH", 4)
    yield
    assert not active_children()


def double(item):
    return 2 * item


def refuse(item):
    raise LookupError(item)


def die(place, item):
    """The first time or every time, as the folder says."""
    if item == 13 and not (place / "once").exists():
        if (place / "only once").exists():
            (place / "once").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * item


def mapped(work, items, processes=2):
    return spread(work, items, processes=processes, size=lambda _: 1, lost=lambda item, how: (item, how))


@pytest.mark.parametrize("count", [0, 1, 4, 5, 50])
def test_results_come_in_order(context, count):
    assert list(mapped(double, range(count))) == [2 * item for item in range(count)]


def test_items_are_read_a_bounded_number_ahead(context):
    read = []
    results = mapped(double, (read.append(item) or item for item in range(100_000)))
    for number, _ in zip(range(1000), results, strict=False):
        assert len(read) <= number + 4 * (workers._AHEAD * 2 + 4)
    results.close()


def test_an_exception_comes_back(context):
    with pytest.raises(LookupError):
        list(mapped(refuse, range(50)))


def test_what_a_dead_worker_had_is_done_again(context, tmp_path):
    (tmp_path / "only once").touch()
    assert list(mapped(partial(die, tmp_path), range(50))) == [2 * item for item in range(50)]
    assert (tmp_path / "once").exists()


def test_what_kills_two_workers_is_lost_alone(context, tmp_path):
    found = list(mapped(partial(die, tmp_path), range(50)))
    assert found[13] == (13, "SIGKILL")
    assert found[:13] + found[14:] == [2 * item for item in range(50) if item != 13]


def test_workers_that_die_idle_are_replaced(context):
    results = mapped(double, range(50))
    found = [next(results)]
    for each in active_children():
        each.kill()
    assert found + list(results) == [2 * item for item in range(50)]


def test_a_run_given_up_leaves_no_process(context):
    results = mapped(double, range(50))
    next(results)
    assert active_children()
    results.close()
    assert not active_children()


def test_one_process_needs_no_other(monkeypatch):
    monkeypatch.setattr(workers, "_Worker", None)
    assert list(mapped(double, range(50), processes=1)) == [2 * item for item in range(50)]
    assert list(mapped(double, range(50))) == [2 * item for item in range(50)]  # less than a batch


def alive(pid):
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc here")
@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_workers_of_a_parent_that_is_killed_end(tmp_path, start):
    script = tmp_path / "script.py"
    script.write_text(
        "import multiprocessing, os, sys, time\n"
        "from quotes import workers\n"
        "if __name__ == '__main__':\n"
        f"    workers._CONTEXT = multiprocessing.get_context({start!r})\n"
        "    workers._BATCH = 1\n"
        "    results = workers.spread(abs, range(9), processes=2, size=abs, lost=max)\n"
        "    next(results)\n"
        "    print(*(each.pid for each in multiprocessing.active_children()), flush=True)\n"
        "    time.sleep(60)\n",
        encoding="utf-8",
    )
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as run:
        pids = run.stdout.readline().split()
        run.kill()
    assert len(pids) == 2
    for _ in range(200):
        if not any(map(alive, pids)):
            return
        time.sleep(0.05)
    pytest.fail("they are still there")
