"""--jobs: the same bytes, messages and exit codes as one process gives."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
import samples
from typer.testing import CliRunner

from quotes import extraction, job
from quotes.cli import app
from quotes.errors import InputError, UsageError
from quotes.inputs import Article
from quotes.render import Format

ROOT = Path(__file__).parents[1]
SAID = ("وقال بوتين: «نعم». " + "ا" * 1500) * 4  # 6,000 characters: a few dozen make several batches


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """A pack of rules that load in no time, and articles with some faults among them."""
    folder = tmp_path_factory.mktemp("jobs")
    (folder / "pack").mkdir()
    (folder / "pack" / "test.toml").write_text(samples.PACK, encoding="utf-8")
    rng = random.Random(7)
    with (folder / "news.jsonl").open("w", encoding="utf-8") as lines:
        for number in range(80):
            lines.write(json.dumps({"id": f"n{number % 77}", "text": SAID[: rng.randrange(len(SAID))]}) + "\n")
            if number % 20 == 10:
                lines.write(rng.choice(['{"text": 3}\n', "broken\n", '{"body": "x"}\n']))
    return folder


def command(here, *args):
    rules = ("--no-default-rules", "--rules", str(here / "pack"), "--format", "jsonl")
    return [sys.executable, "-m", "quotes", args[0], *rules, *args[1:]]


def run(here, *args):
    return subprocess.run(command(here, *args), cwd=ROOT, capture_output=True, check=False)


@pytest.mark.parametrize("format", [Format.TABLE, Format.JSONL, Format.HTML])
def test_any_number_of_processes_gives_the_same(here, format):
    def outcome(jobs):
        out = here / f"{format}-{jobs}"
        done = run(here, "extract", str(here / "news.jsonl"), "-f", format, "-j", jobs, "-o", str(out))
        errors = [line for line in done.stderr.splitlines() if line.startswith(b"error")]
        notes = [line for line in done.stderr.splitlines() if line not in errors]
        assert len(errors) == 4
        assert len(notes) == 3
        return done.returncode, errors, notes, out.read_bytes()

    alone = outcome("1")
    assert outcome("3") == alone
    assert alone[0] == 3


def test_standard_output_and_fail_empty(here):
    for jobs in ("1", "2"):
        done = run(here, "extract", str(here / "news.jsonl"), "-j", jobs)
        assert [json.loads(line)["record"] for line in done.stdout.splitlines()] == [
            record for record in range(1, 85) if record not in {12, 33, 54, 75}
        ]
        done = run(here, "claims", str(here / "news.jsonl"), "-j", jobs, "--fail-empty", "--field", "id")
        assert done.returncode == 3


def test_a_broken_pipe_is_silent(here):
    with subprocess.Popen(
        command(here, "extract", *[str(here / "news.jsonl")] * 5, "-j", "2"),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert json.loads(process.stdout.readline())["record"] == 1
        process.stdout.close()
        assert not [line for line in process.stderr if not line.startswith((b"error: /", b"note: "))]
        assert process.wait(30) == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_to_all_of_them_ends_quietly(here, number, code):
    """As a terminal sends it: to every process of the group, whatever it is at."""
    rng = random.Random(int(number))
    for _ in range(3):
        with subprocess.Popen(
            command(here, "extract", *[str(here / "news.jsonl")] * 50, "-j", "2"),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,  # what a buffer holds is lost to communicate()
            start_new_session=True,
        ) as process:
            first = process.stdout.readline()
            time.sleep(rng.random() / 10)
            os.killpg(process.pid, number)
            out, err = process.communicate(timeout=30)
            assert process.returncode == code
        assert b"Traceback" not in err
        records = [json.loads(line)["record"] for line in (first + out).splitlines()]
        assert all(before < after for before, after in pairwise(records) if after != 1)
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)


def test_how_many_processes(tmp_path, monkeypatch):
    assert job.processes("3") == 3
    assert job.processes("0") == job.processes("auto") >= 1
    for wrong in ("-1", "many", "", "٢", "1.5"):
        with pytest.raises(UsageError, match="no number of processes"):
            job.processes(wrong)
    result = CliRunner().invoke(app, ["extract", "-", "--jobs", "many"], input="x", prog_name="quotes")
    assert result.exit_code == 2
    for value, code in (("2", 0), ('"auto"', 0), ('"many"', 2), ("-3", 2)):
        (tmp_path / "quotes.toml").write_text(f"[defaults]\njobs = {value}\n", encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        assert CliRunner().invoke(app, ["extract", "-"], input="x", prog_name="quotes").exit_code == code


def test_an_article_that_kills_processes_is_named():
    article = Article("x" * 10, "id", "a.jsonl", 7)
    assert str(extraction.lost(article, "SIGKILL")).startswith(
        "a.jsonl:7: the process that worked on it died twice (SIGKILL)"
    )
    error = InputError("bad")
    assert extraction.lost(error, "SIGKILL") is error
    assert (extraction.weight(article), extraction.weight(error)) == (10, 0)
