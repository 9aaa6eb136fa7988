"""Rule files: TOML -> `Source`. Nothing is ignored: what is not known is an error with its place.

Packs are read in order: ours (unless dropped), then each folder given. A later pack adds lists, maps
and rules, extends ours by `[extend.list.X]` and `[extend.map.X]`, and overrides a rule by
`[override.RULE-ID]`; it cannot redefine a name by accident.
"""

import difflib
import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import regex

from quotes.errors import RulesError
from quotes.ruleset import schema
from quotes.ruleset.schema import Example, Origin, Rule, Source

PACKAGED = Path(__file__).resolve().parents[1] / "rules"  # inside the wheel
CHECKOUT = Path(__file__).resolve().parents[2] / "rules"


def default_folder() -> Path:
    """Our own pack: beside the package when installed, at the top of a checkout otherwise."""
    for folder in (PACKAGED, CHECKOUT):
        if (folder / "ar").is_dir():
            return folder / "ar"
    raise RulesError("the rules that come with this package are missing", where=str(PACKAGED), hint="reinstall it")


def load(folders: Iterable[Path]) -> Source:
    """Read the packs in the order given.

    Raises:
        RulesError: A file is missing, is no TOML, or says something unknown.
    """
    source = Source()
    for folder in folders:
        paths = sorted(folder.glob("*.toml")) if folder.is_dir() else []
        if not paths:
            raise RulesError("no rule files here", code="E001", where=str(folder), hint="a pack is a folder of .toml files")
        source.folders.append(folder)
        parsed = [_File(path) for path in paths]
        for file in parsed:
            file.define(source)
        for file in parsed:  # after all definitions of the pack, so that the order of files is irrelevant
            file.change(source)
        for pack in {file.pack for file in parsed}:
            digest = hashlib.sha256(b"".join(f.text.encode() for f in parsed if f.pack == pack)).hexdigest()
            source.packs[pack] = digest[:16]
    return source


class _File:
    """One rule file, and how to point into it."""

    def __init__(self, path: Path) -> None:
        self.path = str(path)
        try:
            self.text = path.read_text(encoding="utf-8")
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except OSError as error:
            raise RulesError(f"cannot read: {error.strerror}", code="E001", where=self.path) from None
        except UnicodeDecodeError:
            raise RulesError("not UTF-8", code="E001", where=self.path, hint="save the file as UTF-8") from None
        except tomllib.TOMLDecodeError as error:
            place = regex.search(r"line (\d+), column (\d+)", str(error))
            line = int(place[1]) if place else None
            what = str(error).split(" (at ")[0]
            excerpt = self._caret(line, int(place[2]) - 1) if place and line else None
            raise RulesError(
                f"not TOML: {what}", code="E002", where=f"{self.path}:{line}" if line else self.path, excerpt=excerpt
            ) from None
        self._known(self.data, schema.FILE_KEYS, "key")
        if self.data.get("schema") != schema.SCHEMA:
            raise self.error(
                f"schema must be {schema.SCHEMA}", "E003", "schema", hint=f"write schema = {schema.SCHEMA} at the top"
            )
        self.pack = self.data.get("pack")
        if not isinstance(self.pack, str) or not self.pack:
            raise self.error("a rule file names its pack", "E003", "pack", hint='write pack = "my-pack" at the top')

    # -- definitions ------------------------------------------------------------------------------

    def define(self, source: Source) -> None:
        """Add the lists, maps, macros, lemmas and rules of this file."""
        source.files[self.path] = self.text
        for name, table in self._tables("list"):
            self._known(table, frozenset({"items"}), "key", f"[list.{name}]")
            self._new(source, "list", name)
            source.lists[name] = self._items(table.get("items"), f"[list.{name}]")
        for name, table in self._tables("map"):
            self._new(source, "map", name)
            source.maps[name] = dict(table)
        for name, pattern in self._tables("pattern"):
            self._new(source, "pattern", name)
            if not isinstance(pattern, str):
                raise self.error(f"macro {name} must be a string", "E004", name)
            source.macros[name] = pattern
        for row in self.data.get("lemma", []):
            self._known(row, schema.LEMMA_KEYS, "key", str(row.get("verb")))
            if not isinstance(row.get("verb"), str) or not isinstance(row.get("list"), str):
                raise self.error("a lemma has a verb and a list", "E005", str(row.get("verb")))
            source.lemmas.append(row)
        for row in self.data.get("boundary", []):
            source.rules.append(self._rule({"family": "boundary"} | row, schema.BOUNDARY_KEYS | {"family"}))
            self._new(source, "rule", row["id"])
        for row in self.data.get("rule", []):
            source.rules.append(self._rule(row, schema.RULE_KEYS))
            self._new(source, "rule", row["id"])

    def _rule(self, row: dict[str, Any], keys: frozenset[str]) -> Rule:
        name = row.get("id")
        if not isinstance(name, str) or not regex.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*+", name):
            raise self.error(
                f"rule id {name!r} is not lower-case words joined by -", "E010", str(name), hint='id = "ar-said-that"'
            )
        self._known(row, keys, "key", name)
        for key in ("family", "title", "pattern"):
            if not isinstance(row.get(key), str):
                raise self.error(f"rule {name} has no {key}", "E011", name)
        family = row["family"]
        if family != "boundary" and family not in schema.FAMILIES:
            raise self.error(f"unknown family {family!r}", "E012", family, hint=suggest(family, schema.FAMILIES))
        confidence = row.get("confidence", "medium")
        if confidence not in schema.CONFIDENCES:
            raise self.error(f"confidence {confidence!r} is not high, medium or low", "E013", str(confidence))
        content = row.get("content")
        if content is not None and content not in schema.CONTENTS:
            raise self.error(f"unknown content {content!r}", "E014", content, hint=suggest(content, schema.CONTENTS))
        if family == "speech" and content is None:
            raise self.error(f"rule {name} does not say how its content runs", "E014", name, hint='content = "clause"')
        default = schema.FAMILIES[family].anchor if family != "boundary" else "cue"
        return Rule(
            id=name,
            family=family,
            title=row["title"],
            pack=str(self.pack),
            origin=Origin(self.path, self.line(name)),
            pattern=row["pattern"],
            anchor=row.get("anchor", default),
            priority=row.get("priority", 50),
            confidence=confidence,
            content=content,
            kind=row.get("kind"),
            act=row.get("act"),
            unless=row.get("unless"),
            why=row.get("why"),
            known_problems=row.get("known_problems"),
            enabled=row.get("enabled", True),
            accept=tuple(self._example(each, name, family, accept=True) for each in row.get("accept", [])),
            reject=tuple(self._example(each, name, family, accept=False) for each in row.get("reject", [])),
        )

    def _example(self, row: dict[str, Any], rule: str, family: str, *, accept: bool) -> Example:
        allowed = {"text", "why", "todo"}
        if accept:
            allowed |= schema.FAMILIES[family].example if family != "boundary" else {"clause"}
        self._known(row, frozenset(allowed), "key", f"an example of {rule}")
        if not isinstance(row.get("text"), str):
            raise self.error(f"an example of {rule} has no text", "E020", rule)
        if not accept and not row.get("why"):
            raise self.error(f"a reject of {rule} gives no reason", "E021", row["text"], hint='add why = "…"')
        expected = {key: value for key, value in row.items() if key not in ("text", "why", "todo")}
        return Example(row["text"], expected, row.get("why"), bool(row.get("todo", False)))

    # -- changes to earlier packs -----------------------------------------------------------------

    def change(self, source: Source) -> None:
        """Apply `[extend.…]` and `[override.…]`."""
        extend = self.data.get("extend", {})
        self._known(extend, frozenset({"list", "map"}), "key", "[extend]")
        for name, table in extend.get("list", {}).items():
            if name not in source.lists:
                known = suggest(name, source.lists)
                raise self.error(f"[extend.list.{name}]: there is no such list", "E050", name, hint=known)
            self._known(table, frozenset({"items"}), "key", f"[extend.list.{name}]")
            source.lists[name] = source.lists[name] + self._items(table.get("items"), f"[extend.list.{name}]")
        for name, table in extend.get("map", {}).items():
            if name not in source.maps:
                known = suggest(name, source.maps)
                raise self.error(f"[extend.map.{name}]: there is no such map", "E050", name, hint=known)
            source.maps[name] = source.maps[name] | table
        for name, table in self.data.get("override", {}).items():
            self._known(table, schema.OVERRIDE_KEYS, "key", f"[override.{name}]")
            index = next((i for i, rule in enumerate(source.rules) if rule.id == name), None)
            if index is None:
                known = suggest(name, [rule.id for rule in source.rules])
                raise self.error(f"[override.{name}]: there is no such rule", "E051", name, hint=known)
            source.rules[index] = replace(source.rules[index], **{k: v for k, v in table.items() if k != "why"})

    # -- checks and places ------------------------------------------------------------------------

    def _tables(self, key: str) -> Iterable[tuple[str, Any]]:
        table = self.data.get(key, {})
        if not isinstance(table, dict):
            raise self.error(f"{key} must be a table", "E004", key, hint=f"write [{key}.NAME]")
        return table.items()

    def _items(self, items: object, where: str) -> list[str]:
        if not isinstance(items, list) or not all(isinstance(item, str) and item.strip() for item in items):
            raise self.error(f"{where} needs items = [\"…\"], each a word or words", "E004", where)
        return list(items)

    def _new(self, source: Source, kind: str, name: str) -> None:
        before = source.origins.get((kind, name))
        if before is not None:
            hint = f"use [extend.{kind}.{name}] to add to it" if kind in ("list", "map") else "ids are never reused"
            raise self.error(f"{kind} {name} is already defined in {before}", "E006", name, hint=hint)
        source.origins[kind, name] = Origin(self.path, self.line(name))

    def _known(self, table: Any, keys: frozenset[str], what: str, where: str = "the file") -> None:  # noqa: ANN401
        if not isinstance(table, dict):
            raise self.error(f"{where} must be a table", "E004", where)
        for key in table:
            if key not in keys:
                raise self.error(f"unknown {what} {key!r} in {where}", "E004", key, hint=suggest(key, keys))

    def line(self, needle: str) -> int | None:
        """The 1-based line on which `needle` first stands as a value, key or table name."""
        pattern = regex.compile(rf"(?m)^.*?(?<![\w-]){regex.escape(needle)}(?![\w-])")
        match = pattern.search(self.text)
        return self.text.count("\n", 0, match.end()) + 1 if match else None

    def error(self, message: str, code: str, needle: str, hint: str | None = None) -> RulesError:
        """A `RulesError` that points at the first place where `needle` is written."""
        line = self.line(needle)
        where = f"{self.path}:{line}" if line else self.path
        column = self.text.splitlines()[line - 1].find(needle) if line else 0
        return RulesError(message, code=code, where=where, hint=hint, excerpt=self._caret(line, column))

    def _caret(self, line: int | None, column: int) -> str | None:
        if line is None:
            return None
        lines = self.text.splitlines()
        written = lines[line - 1] if line <= len(lines) else ""
        return f"  {written}\n  {' ' * max(column, 0)}^"


def suggest(name: str, known: Iterable[str]) -> str | None:
    """A hint: the known name that is closest, or the first few."""
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(sorted(known)[:12])}"
