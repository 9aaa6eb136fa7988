"""Input that means harm or was cut by accident: nothing hangs, nothing is lost without a word, nothing gets out."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import samples
from typer.testing import CliRunner

import quotes
from quotes.cli import app
from quotes.errors import InputError, RulesError
from quotes.inputs import Article, Reading, read
from quotes.report import one_line
from quotes.ruleset import load_rules

ROOT = Path(__file__).parents[1]
LONG = 20_000


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "text",
    [
        "",
        "«",
        "«" * LONG,
        "«»" * (LONG // 2),
        "«" * (LONG // 2) + "»" * (LONG // 2),
        '" ' * (LONG // 2),
        "قال " * (LONG // 16),
        "5 " * (LONG // 8),
        "ا" * LONG,
        "س\n" * LONG,
        "قال\n" * (LONG // 16),
        "\n" * LONG,
        "\u202b\u200f\u0640\u064b" * (LONG // 4),
        "قال الوزير: «" * (LONG // 64),
        "\ud800قال\udfff «" * 100,
        "\x00\x1b[2J\u2067" * 1000,
    ],
    ids=lambda text: f"{len(text)} of {text[:8]!a}",
)
def test_texts_of_one_thing_only(text):
    rules = quotes.load_rules()
    started = time.process_time()
    document = quotes.extract(text, rules=rules)
    assert time.process_time() - started < 20  # seconds for 20 kB: what grows with the square takes minutes
    for item in (*document.quotes, *document.claims):
        assert text[item.start : item.end] == item.text


def test_every_line_is_a_result_or_an_error(here):
    rng = random.Random(5)
    lines = [
        '{"text": "x"}',
        '{"text": ' + "[" * 100_000,
        '{"text": {"a": ' * 2000 + "1" + "}}" * 2000,
        '{"text": "\\ud800"}',
        '{"text": "a\\u0000b"}',
        '{"text": 1e999}',
        '{"text": [1]}',
        '{"body": "x"}',
        '{"text": "x"',
        "\x00",
        "[]",
        "9" * 5000,
        '{"text": "' + "x" * 300_000 + '"}',
    ] * 3
    rng.shuffle(lines)
    data = b"\n".join(each.encode() for each in lines) + b"\n" + bytes(range(128, 256)) + b'\n{"text": "last"}'
    (here / "a.jsonl").write_bytes(b'{"text": "first"}\n' + data)
    found = list(read(["a.jsonl"]))
    places = [each.where for each in found]
    assert places == [f"a.jsonl:{number}" for number in range(1, len(lines) + 4)]
    assert sum(isinstance(each, Article) for each in found) == 3 * 4 + 2


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.csv", "a.json", "a", "a.txt.gz"])
def test_random_bytes_are_a_text_or_an_error(here, name):
    rng = random.Random(11)
    for _ in range(40):
        start = rng.choice(
            [b"", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1f\x8b", b"[{", b'{"text":', b"<html><p>", b"text,b\n"]
        )
        (here / name).write_bytes(start + rng.randbytes(rng.randrange(300)))
        assert all(isinstance(each, Article | InputError) for each in read([name]))


def test_a_folder_is_left_by_no_link_and_waits_for_nothing(here):
    (here / "secret.txt").write_text("x", encoding="utf-8")
    inside = here / "in"
    (inside / "sub").mkdir(parents=True)
    (inside / "a.txt").write_text("a", encoding="utf-8")
    (inside / "b.txt").symlink_to("a.txt")
    (inside / "out.txt").symlink_to(here / "secret.txt")
    (inside / "zero.txt").symlink_to("/dev/zero")
    (inside / "up.txt").symlink_to("../secret.txt")
    (inside / "sub" / "loop").symlink_to(inside)
    (inside / "ring.txt").symlink_to("ring.txt")
    (inside / "gone.txt").symlink_to("nowhere.txt")
    os.mkfifo(inside / "pipe.txt")
    notes = []
    found = list(read(["in"], Reading(note=notes.append)))
    assert [each.id for each in found if isinstance(each, Article)] == ["in/a.txt", "in/b.txt"]
    assert sorted(each.where for each in found if isinstance(each, InputError)) == ["in/gone.txt", "in/ring.txt"]
    assert notes == [
        "in: 4 files of other kinds passed over (links that lead out 3, pipes and devices 1); name a file to have it read"
    ]
    assert [each.id for each in read(["in/out.txt"])] == ["in/out.txt"]  # named, so meant


def test_a_folder_within_that_cannot_be_read_is_named(here, monkeypatch):
    (here / "a.txt").write_text("a", encoding="utf-8")
    (here / "closed").mkdir()
    scan = os.scandir

    def refuse(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    first, second = sorted(read(["."]), key=lambda each: each.where)
    assert str(first).startswith("./closed: cannot read: permission denied")
    assert second.text == "a"


def test_messages_steer_no_terminal(here):
    name = "a\x1b]0;x\x07\u202e.jsonl"
    (here / name).write_text('{"\\u001b[2J\\u009b": "x"}\n{"id": "\\u001b[2J", "text": ""}\n' * 2, encoding="utf-8")
    result = CliRunner().invoke(app, ["extract", name, "no\x1b[31m"], prog_name="quotes")
    assert result.exit_code == 3
    assert "a\\x1b]0;x\\x07\\u202e.jsonl:1: no field 'text'" in result.stderr
    assert not set(result.stderr) & set("\x1b\x07\x9b\u202e")
    assert one_line(RulesError("a\nb\x1b", excerpt="x\n  ^")) == "error: E000 a\nb\\x1b\nx\n  ^"


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("(" * 20_000, "E029"),
        ("(?:(?:x{1000}){1000}){1000}", "E029"),
        ("(?:x+)+", "E027"),
        ("(?R)", None),
        ("(?(DEFINE)x)", None),
    ],
    ids=range(5),
)
def test_a_pack_cannot_exhaust_its_reader(here, part, says):
    (here / "pack").mkdir()
    (here / "pack" / "a.toml").write_text(samples.PACK.replace(r"\w{2,20}", rf"\w{{2,20}}{part}", 1), encoding="utf-8")
    if says is None:
        rules = load_rules(here / "pack", default=False)
        assert all(matcher.limit for matcher in rules.matchers)  # seconds: what it matches is timed
        return
    with pytest.raises(RulesError) as caught:
        load_rules(here / "pack", default=False)
    assert caught.value.code == says


@pytest.mark.parametrize(
    "line", ["x = " + "[" * 20_000, "x = " + "9" * 5000, "x = " + "{a=" * 5000, "x." * 5000 + "y = 1"]
)
def test_a_pack_beyond_the_limits_of_python_is_an_error(here, line):
    (here / "a.toml").write_text(f'schema = 1\npack = "x"\n{line}\n', encoding="utf-8")
    with pytest.raises(RulesError):
        load_rules(here / "a.toml", default=False)


def test_a_pack_reads_and_runs_nothing(here, monkeypatch):
    """Names in a pack are names: no path, no module, no format string of Python is made of them."""
    evil = samples.PACK.replace("قال فلان: «…»", "{0.__class__} %s $(touch made) `touch made`")
    evil = evil.replace('pack = "test"', 'pack = "../../made"').replace("no marks", "__import__('os').mkdir('made')")
    (here / "pack").mkdir()
    (here / "pack" / "a.toml").write_text(evil, encoding="utf-8")
    before = sorted(here.rglob("*"))
    for command in (("extract", "-"), ("rules", "test", "pack")):
        rules = ("--no-default-rules", "--rules", "pack") if command[0] == "extract" else ()
        CliRunner().invoke(app, [*command, *rules], input="قال بوتين: «نعم»", prog_name="quotes")
    assert sorted(here.rglob("*")) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_at_the_output_file(here):
    for format in ("jsonl", "html", "csv"):
        result = CliRunner().invoke(
            app, ["extract", "-", "-f", format, "-o", "/dev/full"], input="x", prog_name="quotes"
        )
        assert (result.exit_code, result.stdout) == (3, "")
        assert result.stderr == "error: /dev/full: cannot write: no space left on device\n"


def test_an_interrupt_at_any_moment_ends_quietly(here):
    (here / "pack").mkdir()
    (here / "pack" / "test.toml").write_text(samples.PACK, encoding="utf-8")
    (here / "a.jsonl").write_text('{"text": "وقال بوتين: «نعم»."}\n' * 3000, encoding="utf-8")
    rng = random.Random(3)
    args = ["quotes", "extract", "a.jsonl", "-f", "jsonl", "--no-default-rules", "--rules", "pack"]
    # the dot tells that Python itself has started, which is not ours to guard
    code = f"import sys; sys.argv = {args}; from quotes.__main__ import main; print('.', file=sys.stderr); main()"
    for _ in range(8):
        command = [sys.executable, "-c", code]
        how = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "bufsize": 0}
        with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, **how) as run:
            assert run.stderr.readline() == b".\n"
            time.sleep(0.001 + rng.random() / 2)
            run.send_signal(signal.SIGINT)
            out, err = run.communicate(timeout=30)
        assert run.returncode in (0, 130)
        assert err == b"" or (err.startswith(b"note: interrupted after ") and err.count(b"\n") == 1)
        assert all(json.loads(line)["record"] == number for number, line in enumerate(out.splitlines(), 1))
        assert out[-1:] in (b"", b"\n")
