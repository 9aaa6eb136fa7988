"""The command line as a user meets it: output, exit codes, messages, files."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
import samples
from typer.testing import CliRunner

import quotes
from quotes import cli_group, pipeline
from quotes.cli import app
from quotes.errors import InputError
from quotes.report import Report
from quotes.schema import text as schema
from quotes.streams import whole

ROOT = Path(__file__).parents[1]
SCHEMA = jsonschema.Draft202012Validator(json.loads(schema()))


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with one article, and a finder that rules cannot change."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(pipeline, "extract", samples.find)
    monkeypatch.setattr(quotes, "load_rules", lambda *_, **__: samples.RULESET)
    (tmp_path / "a.txt").write_text(samples.ARTICLE, encoding="utf-8")
    return tmp_path


def run(*args, stdin=""):
    return CliRunner().invoke(app, args, input=stdin, prog_name="quotes")


def documents(result):
    found = [json.loads(line) for line in result.stdout.splitlines()]
    for each in found:
        SCHEMA.validate(each)
    return found


def test_the_table_is_the_default_everywhere(here):
    for name in ("extract", "speech", "claims"):
        result = run(name, "a.txt")
        assert result.exit_code == 0
        assert "a.txt" in result.stdout
        assert not result.stderr


def test_speech_and_claims_leave_the_other_array_empty(here):
    (both,) = documents(run("extract", "a.txt", "--format", "jsonl"))
    assert (len(both["quotes"]), len(both["claims"])) == (1, 1)
    (speech,) = documents(run("speech", "a.txt", "-f", "jsonl"))
    assert (len(speech["quotes"]), speech["claims"]) == (1, [])
    (claims,) = documents(run("claims", "a.txt", "-f", "jsonl"))
    assert (claims["quotes"], len(claims["claims"])) == ([], 1)


def test_json_is_short_for_format_json(here):
    assert run("extract", "a.txt", "--json").stdout == run("extract", "a.txt", "--format", "json").stdout
    assert json.loads(run("extract", "a.txt", "--json").stdout)[0]["id"] == "a.txt"


def test_the_text_comes_only_when_asked_for(here):
    assert documents(run("extract", "a.txt", "-f", "jsonl"))[0]["text"] is None
    assert documents(run("extract", "a.txt", "-f", "jsonl", "--with-text"))[0]["text"] == samples.ARTICLE


@pytest.mark.parametrize("args", [("extract", "-"), ("extract",)])
def test_standard_input(here, args):
    (found,) = documents(run(*args, "-f", "jsonl", stdin=samples.ARTICLE))
    assert (found["id"], found["path"], len(found["quotes"])) == ("-", "-", 1)


def test_json_lines_with_a_field(here):
    (here / "a.jsonl").write_text(
        '{"id": "x", "body": "نص", "title": "t", "outlet": "o"}\n{"id": 1, "body": "نص"}\n', encoding="utf-8"
    )
    first, second = documents(run("extract", "a.jsonl", "--field", "body", "-f", "jsonl"))
    assert (first["id"], first["record"], first["title"], first["outlet"]) == ("x", 1, "t", "o")
    assert (second["id"], second["record"]) == ("a.jsonl:2", 2)


def test_a_repeated_id_gets_a_note(here):
    (here / "a.jsonl").write_text('{"id": "x", "text": "1"}\n' * 30, encoding="utf-8")
    result = run("extract", "a.jsonl", "-f", "jsonl")
    assert result.exit_code == 0
    notes = result.stderr.splitlines()
    assert notes[0] == "note: a.jsonl:2: id 'x' was used before"
    assert len(notes) == 21


def test_what_cannot_be_read_is_told_and_the_rest_printed(here):
    (here / "b.jsonl").write_text('{"text": "قال بوتين: «نعم»"}\nbad\n{"text": 1}\n', encoding="utf-8")
    result = run("extract", "no.txt", "b.jsonl", "a.txt", "-f", "jsonl")
    assert result.exit_code == 3
    assert [each["id"] for each in documents(result)] == ["b.jsonl:1", "a.txt"]
    lines = result.stderr.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("error: no.txt: cannot read: no such file")
    assert lines[1].startswith("error: b.jsonl:2: not JSON")
    assert "; " in lines[1]  # and how to mend it


def test_a_text_that_trips_the_rules_is_told_and_the_rest_printed(here, monkeypatch):
    def trip(text, *args, **how):
        if "x" in text:
            raise RuntimeError("boom")
        if "y" in text:
            raise InputError("took too long", where="y")
        return samples.find(text, *args, **how)

    monkeypatch.setattr(pipeline, "extract", trip)
    (here / "b.jsonl").write_text('{"text": "x"}\n{"text": "y"}\n{"text": "z"}\n', encoding="utf-8")
    result = run("extract", "b.jsonl", "-f", "jsonl")
    assert result.exit_code == 3
    assert [each["record"] for each in documents(result)] == [3]
    assert "b.jsonl:1: could not be processed (RuntimeError: boom)" in result.stderr
    assert "Traceback" not in result.stderr


def test_fail_empty(here):
    assert run("extract", "a.txt", "--fail-empty").exit_code == 0
    assert run("extract", "-", "--fail-empty", stdin="لا شيء").exit_code == 1
    assert run("extract", "-", stdin="لا شيء").exit_code == 0
    assert run("extract", "-", "no.txt", "--fail-empty", stdin="لا شيء").exit_code == 3


@pytest.mark.parametrize(
    "args",
    [
        ("extract", "a.txt", "--format", "yaml"),
        ("extract", "a.txt", "--encoding", "utf-9"),
        ("extract", "a.txt", "--html-reader", "lynx"),
        ("extract", "--nothing"),
        ("nothing",),
        (),
    ],
)
def test_wrong_usage(here, args):
    result = run(*args)
    assert result.exit_code == 2
    assert result.stderr
    assert not result.stdout
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("extrct",), "no such command 'extrct'; did you mean 'extract'?; see quotes --help"),
        (("rules", "shw"), "no such command 'shw'; did you mean 'show'?; see quotes rules --help"),
        (("extract", "--nope"), "no such option: --nope; see quotes extract --help"),
        (("rules", "show"), "missing argument 'ID'; see quotes rules show --help"),
        (("--nope",), "no such option: --nope; see quotes --help"),
    ],
)
def test_wrong_usage_is_told_in_one_line_as_all_errors_are(args, says):
    result = run(*args)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"error: {says}\n")


def test_no_path_on_a_terminal_prints_help(here, monkeypatch):
    monkeypatch.setattr("typer.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    result = run("speech")
    assert result.exit_code == 2
    assert "Usage: quotes speech" in result.stderr


def test_an_extra_that_is_missing_is_named(here, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    result = run("extract", "a.txt", "--html-reader", "trafilatura")
    assert result.exit_code == 2
    assert "pip install 'quotes-ar[html]'" in result.stderr


def test_invalid_rules_stop_everything(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "a.toml").write_text("schema = 1\npack = 'x'\nnonsense = 1\n", encoding="utf-8")
    result = run("extract", "-", "--no-default-rules", "--rules", "pack", stdin="نص")
    assert result.exit_code == 4
    assert not result.stdout
    assert "nonsense" in result.stderr


def test_a_file_is_replaced_whole(here):
    target = here / "out.csv"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o600)
    (here / "link.csv").symlink_to(target)
    result = run("extract", "a.txt", "-f", "csv", "-o", "link.csv")
    assert (result.exit_code, result.stdout) == (0, "")
    assert target.read_bytes().startswith(b"document,")
    assert target.stat().st_mode & 0o777 == 0o600
    assert (here / "link.csv").is_symlink()
    assert sorted(path.name for path in here.iterdir()) == ["a.txt", "link.csv", "out.csv"]


@pytest.mark.parametrize("target", ["no/out.csv", "."])
def test_a_file_that_cannot_be_written(here, target):
    result = run("extract", "a.txt", "-o", target)
    assert result.exit_code == 3
    assert result.stderr.startswith("error: ")
    assert len(result.stderr.splitlines()) == 1


def test_a_run_that_fails_leaves_the_old_file(here, monkeypatch):
    (here / "out.txt").write_text("old", encoding="utf-8")

    def fail(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "extract", fail)
    assert run("extract", "a.txt", "-o", "out.txt").exit_code == 130
    assert (here / "out.txt").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in here.iterdir()) == ["a.txt", "out.txt"]


def test_a_special_file_is_written_to_not_replaced(here):
    assert run("extract", "a.txt", "-o", os.devnull).exit_code == 0
    assert not Path(os.devnull).is_file()


def test_schema_is_json(here):
    assert json.loads(run("schema").stdout)["title"] == "Document"


def test_every_command_has_help_with_a_first_line():
    group = __import__("typer").main.get_command(app)
    for name in group.list_commands(None):
        result = run(name, "--help")
        assert result.exit_code == 0, name
        assert f"Usage: quotes {name}" in result.stdout
    assert set(cli_group.ELSEWHERE) <= set(group.list_commands(None))


# --- as a process -----------------------------------------------------------------------------


@pytest.fixture
def process(tmp_path):
    """Starts `quotes` on rules that load in no time."""
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "test.toml").write_text(samples.PACK, encoding="utf-8")
    started = []

    def start(*args, **how):
        rules = ("--no-default-rules", "--rules", str(tmp_path / "pack"))
        command = [sys.executable, "-m", "quotes", *args, *rules]
        started.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how))
        return started[-1]

    yield start
    for each in started:
        each.kill()
        each.wait()
        each.stdout.close()
        each.stderr.close()


def test_version_comes_without_the_command_line():
    code = "import sys; sys.argv = ['quotes', '--version']; from quotes.__main__ import main; main(); assert 'typer' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == f"quotes {quotes.__version__}\n"
    assert run("--version").stdout == done.stdout


def test_a_run_does_not_import_what_it_does_not_need():
    code = (
        "import sys; sys.argv = ['quotes', 'schema']\n"
        "try:\n    from quotes.__main__ import main; main()\n"
        "finally:\n    print(*sorted({'rich', 'regex', 'orjson', 'pydantic', 'pyarabic'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == ""


def test_a_broken_pipe_is_silent(tmp_path, process):
    (tmp_path / "a.jsonl").write_text('{"text": "وقال بوتين: «نعم»."}\n' * 5000, encoding="utf-8")
    run = process("extract", str(tmp_path / "a.jsonl"), "-f", "jsonl")
    assert len(json.loads(run.stdout.readline())["quotes"]) == 1
    run.stdout.close()
    assert run.stderr.read() == b""
    assert run.wait(30) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    "args",
    [
        ("extract", "fixtures/agency-flood.txt", "--no-default-rules", "--rules", "{pack}", "-f", "jsonl"),
        ("explain", "fixtures/agency-flood.txt", "--no-default-rules", "--rules", "{pack}"),
        ("rules", "list", "--no-default-rules", "--rules", "{pack}"),
        ("schema",),
        ("--version",),
        ("--help",),
        ("rules", "check", "--help"),
    ],
)
def test_a_full_or_closed_standard_output_is_told_in_one_line(tmp_path, process, args):
    command = [sys.executable, "-m", "quotes", *(each.replace("{pack}", str(tmp_path / "pack")) for each in args)]
    (tmp_path / "pack").mkdir(exist_ok=True)
    for redirected, says in ((">/dev/full", "no space left on device"), (">&-", "it is closed")):
        shell = ["sh", "-c", f'"$@" {redirected}', "sh", *command]
        done = subprocess.run(shell, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 3, done.stderr
        assert done.stderr == f"error: standard output: cannot write: {says}\n"


def test_a_file_is_written_though_standard_output_is_closed(tmp_path, process):
    command = [sys.executable, "-m", "quotes", "extract", "-", "-f", "jsonl", "-o", str(tmp_path / "out.jsonl")]
    rules = ["--no-default-rules", "--rules", str(tmp_path / "pack")]
    shell = ["sh", "-c", '"$@" >&-', "sh", *command, *rules]
    subprocess.run(shell, cwd=ROOT, input="وقال بوتين: «نعم».".encode(), check=True)
    assert len(json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["quotes"]) == 1


def test_a_closed_standard_input_cannot_be_read(tmp_path, process):
    rules = ["--no-default-rules", "--rules", str(tmp_path / "pack")]
    shell = ["sh", "-c", '"$@" <&-', "sh", sys.executable, "-m", "quotes", "extract", "-", *rules]
    done = subprocess.run(shell, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr == "error: -: cannot read: it is closed\n"


def test_a_run_that_is_terminated_leaves_no_half_file(tmp_path, process):
    out = tmp_path / "out"
    out.mkdir()
    where = ("-o", str(out / "out.jsonl"))
    run = process("extract", "-", "--from", "jsonl", "-f", "jsonl", *where, stdin=subprocess.PIPE)
    with run.stdin:
        run.stdin.write(b'{"text": "x"}\n' * 2)
        run.stdin.flush()
        for _ in range(300):
            if list(out.iterdir()):
                break
            time.sleep(0.05)
        run.terminate()
        assert run.wait(30) == 143
    assert list(out.iterdir()) == []


def test_documents_come_one_by_one_and_an_interrupt_ends_quietly(process):
    run = process("extract", "-", "--from", "jsonl", "-f", "jsonl", stdin=subprocess.PIPE)
    with run.stdin:
        run.stdin.write('{"text": "وقال بوتين: «نعم»."}\n'.encode() * 2)
        run.stdin.flush()
        assert json.loads(run.stdout.readline())["record"] == 1
        time.sleep(0.05)
        run.send_signal(signal.SIGINT)
        assert run.wait(30) == 130
        assert re.fullmatch(rb"note: interrupted after [12] documents?\n", run.stderr.read())


def test_an_interrupt_lets_a_line_end():
    written = []

    def write(interrupts):
        with whole():
            for _ in range(interrupts):
                signal.raise_signal(signal.SIGINT)
            written.append(interrupts)

    with pytest.raises(KeyboardInterrupt):
        write(1)
    with pytest.raises(KeyboardInterrupt):
        write(2)
    assert written == [1]


@pytest.mark.parametrize("module", ["quotes.streams", "typer", "regex"])
def test_an_interrupt_of_an_import_ends_quietly(module):
    code = (
        "import signal, sys\n"
        "from quotes.__main__ import main\n"
        "class Stop:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {module!r}: signal.raise_signal(signal.SIGINT)\n"
        "sys.meta_path.insert(0, Stop())\n"
        "sys.argv = ['quotes', '--config', 'extract', 'fixtures/agency-flood.txt']\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 130
    assert (done.stdout, done.stderr) == (b"", b"")


@pytest.mark.parametrize("args", [("--help",), ("rules", "--help"), ("schema",)])
def test_what_nobody_reads_is_no_error(args):
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        command = [sys.executable, "-m", "quotes", *args]
        done = subprocess.run(command, cwd=ROOT, stdout=closed, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_completion_knows_the_commands(process):
    code = "from quotes.__main__ import main; main()"
    asked = {"_QUOTES_COMPLETE": "complete_bash", "COMP_WORDS": "quotes ex", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ | asked, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["extract", "explain"]


def test_progress_shows_only_to_a_person(capsys, monkeypatch):
    now = 100.0
    monkeypatch.setattr("quotes.report.monotonic", lambda: now)
    report = Report(progress=True, size=4000)
    report.progress(1, 1)
    assert capsys.readouterr().err == ""  # a short run needs no progress
    now = 130.0
    report.read(1000)
    report.progress(3000, 5)
    report.note("x")
    line = "3,000 documents, 5 items, 100 a second, 25%, 1:30 left"
    assert capsys.readouterr().err == f"\r{line}\x1b[K\r\x1b[Knote: x\n"
    report.interrupted("out.csv")
    assert capsys.readouterr().err == "note: interrupted after 3,000 documents; out.csv is left as it was\n"
    quiet = Report(progress=False)
    quiet.progress(3, 5)
    quiet.done()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "args",
    [
        ("--items",),
        ("--items", "--json"),
        ("--bom",),
        ("--context", "9", "--json"),
        ("--group-by", "kind", "--format", "csv"),
        ("--kind", "nothing"),
        ("--json", "--format", "csv"),
        ("--json", "--format", "table"),
        ("--with-text",),
        ("--with-text", "--format", "csv"),
        ("--with-text", "--format", "jsonl", "--items"),
        ("--min-confidence", "most"),
    ],
)
def test_options_that_do_not_fit_are_refused(here, args):
    result = run("extract", "a.txt", *args)
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")


def test_filters_leave_out_what_is_not_wanted(here):
    (found,) = documents(run("extract", "a.txt", "-f", "jsonl", "--kind", "percent"))
    assert (len(found["quotes"]), len(found["claims"])) == (0, 1)
    assert run("extract", "a.txt", "--speaker", "لافروف", "--fail-empty").exit_code == 1


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("extract", "--only", "ar-verb-source-taht"), "no rule 'ar-verb-source-taht'; did you mean"),
        (("extract", "--skip", "foo*"), "no rule 'foo*'"),
        (("claims", "--kind", "direct"), "there is no kind 'direct' here; the kinds are "),
        (("speech", "--kind", "percent"), "there is no kind 'percent' here; the kinds are direct"),
    ],
)
def test_filters_that_can_fit_nothing_are_refused(tmp_path, args, says):
    result = run(*args, "-", stdin="نص")
    assert result.exit_code == 2
    assert says in result.stderr


def test_what_is_read_is_not_replaced(here):
    (here / "news").mkdir()
    (here / "news" / "b.txt").write_text(samples.ARTICLE, encoding="utf-8")
    (here / "link.txt").symlink_to("a.txt")
    for args in (("a.txt", "-o", "a.txt"), ("a.txt", "-o", "link.txt"), ("news", "-o", "news/b.txt")):
        result = run("extract", *args)
        assert result.exit_code == 2
        assert "would be read and replaced" in result.stderr
    assert (here / "a.txt").read_text(encoding="utf-8") == samples.ARTICLE
    for _ in range(2):
        assert run("extract", "a.txt", "-o", "news/out.txt").exit_code == 0


def test_context_does_not_carry_the_text_along(here):
    result = run("extract", "a.txt", "-f", "jsonl", "--items", "--context", "20")
    row = json.loads(result.stdout.splitlines()[0])
    assert row["before"] == "وقال بوتين: «"
    assert "text" in row
    assert samples.ARTICLE not in result.stdout
