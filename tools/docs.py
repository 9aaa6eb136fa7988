"""Writes the parts of README.md and docs/ that the program itself knows best.

    python tools/docs.py            bring them up to date
    python tools/docs.py --check    say which are out of date, exit 1 if any is

A part stands between `<!-- docs: WHAT -->` and `<!-- /docs -->`. WHAT is one of

    help COMMAND        its --help
    fields PART         a table of the fields of Document, Tool, Span, Quote or Claim
    output ARGUMENTS    what `quotes ARGUMENTS` prints in the checkout
    markdown ARGUMENTS  the same where it prints Markdown
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_PART = re.compile(r"(<!-- docs: (\w+)((?: (?!-->)\S+)*) -->\n).*?(<!-- /docs -->)", re.DOTALL)


def updated(page: str) -> str:
    """A page with its parts written anew."""
    return _PART.sub(lambda part: f"{part[1]}{PARTS[part[2]](part[3].strip())}\n{part[4]}", page)


def _help(command: str) -> str:
    return f"```text\n{_quotes(*command.split(), '--help').rstrip()}\n```"


def _output(arguments: str) -> str:
    return f"```text\n{_quotes(*arguments.split()).rstrip()}\n```"


def _markdown(arguments: str) -> str:
    return _quotes(*arguments.split()).rstrip()


def _fields(name: str) -> str:
    schema = json.loads((ROOT / "quotes" / "schema.json").read_text(encoding="utf-8"))
    parts = {"Document": schema, "Tool": schema["properties"]["tool"]}
    parts |= {part["title"]: part for part in schema["$defs"].values()}
    rows = [f"| `{key}` | {_type(field)} | {_meaning(field)} |" for key, field in parts[name]["properties"].items()]
    return "\n".join(["| field | type | meaning |", "| --- | --- | --- |", *rows])


def _meaning(field: dict[str, Any]) -> str:
    text = str(field.get("description", ""))
    values = [f"`{value}`" for value in field.get("enum", ()) if value]
    return f"{text} One of {', '.join(values)}." if values else text


def _type(field: dict[str, Any]) -> str:
    return " or ".join(dict.fromkeys(_types(field)))


def _types(field: dict[str, Any]) -> Iterator[str]:
    if "const" in field:
        yield "integer"
    elif "enum" in field:
        yield "string"
        if None in field["enum"]:
            yield "null"
    elif "$ref" in field:
        yield field["$ref"].rpartition("/")[2].capitalize()
    elif "oneOf" in field:
        for each in field["oneOf"]:
            yield from _types(each)
    elif field["type"] == "array":
        yield f"array of {_type(field['items'])}"
    elif field.get("title"):
        yield field["title"]
    else:
        yield from [field["type"]] if isinstance(field["type"], str) else field["type"]


def _quotes(*arguments: str) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
    run = subprocess.run(
        [sys.executable, "-m", "quotes", *arguments],
        cwd=ROOT,
        env=environment | {"COLUMNS": "100" if "--help" not in arguments else "80"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return run.stdout


PARTS: dict[str, Callable[[str], str]] = {
    "help": _help,
    "output": _output,
    "markdown": _markdown,
    "fields": _fields,
}


def main() -> int:
    """Update or check every page."""
    stale = []
    for path in PAGES:
        page = path.read_text(encoding="utf-8")
        new = updated(page)
        if new != page:
            stale.append(path.relative_to(ROOT).as_posix())
            if "--check" not in sys.argv:
                path.write_text(new, encoding="utf-8")
    print(*(f"{'out of date' if '--check' in sys.argv else 'updated'}: {name}" for name in stale), sep="\n")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
