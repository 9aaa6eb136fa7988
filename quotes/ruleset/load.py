"""Rule files: TOML -> `Source`. Nothing is ignored: what is not known is an error with its place.

Packs are read in order: ours (unless dropped), then each folder given. A later pack adds lists, maps
and rules, extends ours by `[extend.list.X]` and `[extend.map.X]`, and overrides a rule by
`[override.RULE-ID]`; it cannot redefine a name by accident.
"""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import regex

from quotes.digest import sha256
from quotes.errors import RulesError
from quotes.fold import fold
from quotes.ruleset import places, schema
from quotes.ruleset.codes import suggest
from quotes.ruleset.places import Origin
from quotes.ruleset.rule import PROCLITICS, Example, Rule
from quotes.ruleset.schema import Extension, Key, Source


def load(folders: Iterable[Path]) -> Source:
    """Read the packs in the order given; a single file is a pack too.

    Raises:
        RulesError: A file is missing, is no TOML, or says something unknown.
    """
    source = Source()
    for folder in folders:
        paths = sorted(folder.glob("*.toml")) if folder.is_dir() else [folder]
        if not paths:
            hint = "a pack is a folder of .toml files"
            raise RulesError("no rule files here", code="E001", where=str(folder), hint=hint)
        source.folders.append(folder)
        parsed = [_File(path) for path in paths]
        for file in parsed:
            file.define(source)
        for file in parsed:  # after all definitions of the pack, so that the order of files is irrelevant
            file.change(source)
        for pack in {file.pack for file in parsed}:
            digest = sha256(b"".join(f.text.encode() for f in parsed if f.pack == pack)).hexdigest()
            source.packs[pack] = digest[:16]
    return source


def _inflected(source: Source) -> set[str]:
    """The lists that lemmas fill."""
    return {f"{row['list']}{part}" for row in source.lemmas for part in schema.LEMMA_LISTS}


class _File:
    """One rule file, and how to point into it."""

    def __init__(self, path: Path) -> None:
        self.path = str(path)
        try:
            self.text = path.read_text(encoding="utf-8")
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except OSError as error:
            raise RulesError(f"cannot be read: {error.strerror}", code="E001", where=self.path) from None
        except UnicodeDecodeError:
            raise RulesError("not UTF-8", code="E001", where=self.path, hint="save the file as UTF-8") from None
        except tomllib.TOMLDecodeError as error:
            raise self._not_toml(str(error)) from None
        except (ValueError, RecursionError):  # Python's own limits: numbers of thousands of digits, arrays in arrays
            hint = "shorten the numbers, and put fewer arrays or tables in each other"
            raise RulesError("not TOML that can be read", code="E002", where=self.path, hint=hint) from None
        if self.data.get("schema") != schema.SCHEMA:
            hint = f"write schema = {schema.SCHEMA} at the top"
            raise self.error(f"schema must be {schema.SCHEMA}", "E003", "schema", hint=hint)
        if not isinstance(self.data.get("pack"), str) or not self.data["pack"]:
            hint = 'write pack = "my-pack" at the top'
            raise self.error("a rule file names its pack", "E003", "pack", hint=hint)
        self._known(self.data, schema.FILE_KEYS, (), "the file")
        self.pack: str = self.data["pack"]

    def _not_toml(self, message: str) -> RulesError:
        what, _, place = message.partition(" (at ")
        numbers = regex.findall(r"\d+", place)
        lines = self.text.split("\n")
        line, column = map(int, numbers) if len(numbers) == 2 else (len(lines), len(lines[-1]) + 1)
        at = sum(len(each) + 1 for each in lines[: line - 1]) + column - 1
        hint = "strings stand in quotes; a pattern starts and ends with three single quotes"
        if at >= len(self.text.rstrip()):  # an open string runs to the end of the file: show where it opens
            at = max(self.text.rfind("'''"), 0)
        where = places.place(self.path, self.text, at)
        return RulesError(f"not TOML: {what}", code="E002", where=str(where), excerpt=where.excerpt, hint=hint)

    # -- definitions ------------------------------------------------------------------------------

    def define(self, source: Source) -> None:
        """Add the lists, maps, macros, lemmas and rules of this file."""
        source.files[self.path] = self.text
        for name, table in self.data.get("list", {}).items():
            self._new(source, "list", name)
            source.lists[name] = self._items(table, ("list", name))
        for name, table in self.data.get("map", {}).items():
            self._new(source, "map", name)
            source.maps[name] = self._map(table, ("map", name))
        for name, pattern in self.data.get("pattern", {}).items():
            self._new(source, "pattern", name)
            self._typed(pattern, (str,), ("pattern", name))
            source.macros[name] = pattern
        for index, row in enumerate(self.data.get("lemma", [])):
            path = ("lemma", index)
            self._known(row, schema.LEMMA_KEYS, path, f"lemma {index + 1}")
            source.lemmas.append(row)
            source.origins["lemma", f"{row['list']}:{row['verb']}"] = self.origin(path)
        for kind, keys in (("boundary", schema.BOUNDARY_KEYS), ("rule", schema.RULE_KEYS)):
            for index, row in enumerate(self.data.get(kind, [])):
                rule = self._rule(row, keys, (kind, index))
                self._new(source, "rule", rule.id, (kind, index))
                source.rules.append(rule)

    def _rule(self, row: Any, keys: dict[str, Key], path: places.Path) -> Rule:
        name = row.get("id", "") if isinstance(row, dict) else ""
        what = f"{path[0]} {name}" if name else f"{path[0]} without id"
        self._known(row, keys, path, what)
        if not regex.fullmatch(r"[a-z0-9]++(?:-[a-z0-9]++)*+", name):
            hint = 'such as id = "ar-said-that"'
            raise self.error(f"id {name!r} is not lower-case words joined by -", "E010", *path, "id", hint=hint)
        family = row.get("family", "boundary")
        if family != "boundary" and family not in schema.FAMILIES:
            hint = suggest(family, schema.FAMILIES)
            raise self.error(f"{what}: unknown family {family!r}", "E012", *path, "family", hint=hint)
        if family == "speech" and "content" not in row:
            hint = f"add content = one of {', '.join(keys['content'].choices)}"
            raise self.error(f"{what} does not say how its content runs", "E011", *path, hint=hint)
        default = schema.FAMILIES[family].anchor if family != "boundary" else "cue"
        return Rule(
            id=name,
            family=family,
            title=row["title"],
            pack=self.pack,
            origin=self.origin((*path, "id")),
            pattern=row["pattern"],
            anchor=row.get("anchor", default),
            priority=row.get("priority", 50),
            confidence=row.get("confidence", "medium"),
            content=row.get("content"),
            kind=row.get("kind"),
            act=row.get("act"),
            proclitics=tuple(row.get("proclitics", PROCLITICS)),
            unless=row.get("unless"),
            why=row.get("why"),
            known_problems=row.get("known_problems"),
            enabled=row.get("enabled", True),
            accept=tuple(self._examples(row, path, "accept", family)),
            reject=tuple(self._examples(row, path, "reject", family)),
        )

    def _examples(self, row: dict[str, Any], path: places.Path, sort: str, family: str) -> Iterator[Example]:
        known = set(schema.EXAMPLE_SETTING)
        if sort == "accept":
            known |= schema.FAMILIES[family].example if family != "boundary" else {"clause"}
        keys = {name: key for name, key in schema.EXAMPLE_KEYS.items() if name in known}
        for index, example in enumerate(row.get(sort, [])):
            here = (*path, sort, index)
            self._known(example, keys, here, f"{sort} {index + 1} of {row['id']}")
            if sort == "reject" and not example.get("why"):
                hint = 'add why = "…"'
                raise self.error(f"reject {index + 1} of {row['id']} gives no reason", "E013", *here, hint=hint)
            expected = {key: value for key, value in example.items() if key not in schema.EXAMPLE_SETTING}
            yield Example(
                example["text"],
                expected,
                why=example.get("why"),
                todo=example.get("todo", False),
                beside=tuple(example.get("beside", ())),
                origin=self.origin((*here, "text")),
            )

    # -- changes to earlier packs -----------------------------------------------------------------

    def change(self, source: Source) -> None:
        """Apply `[extend.…]` and `[override.…]`."""
        extend = self.data.get("extend", {})
        for kind, known in (("list", source.lists), ("map", source.maps)):
            for name, table in self._table(extend.get(kind, {}), ("extend", kind)).items():
                path = ("extend", kind, name)
                if kind == "list" and name in _inflected(source):
                    source.lists.setdefault(name, [])
                if name not in known:
                    hint = suggest(name, {*known, *(_inflected(source) if kind == "list" else ())})
                    raise self.error(f"[extend.{kind}.{name}]: there is no such {kind}", "E050", *path, hint=hint)
                before = (
                    [(item, None) for item in source.lists[name]] if kind == "list" else [*source.maps[name].items()]
                )
                if kind == "list":
                    added = [(item, None) for item in self._items(table, path)]
                    source.lists[name] = source.lists[name] + [item for item, _ in added]
                else:
                    added = list(self._map(table, path).items())
                    forms = {fold(form) for form, _ in added}  # a later pack's value wins
                    source.maps[name] = dict([each for each in before if fold(each[0]) not in forms] + added)
                source.extensions.append(Extension(kind, name, added, before, self.origin(path)))
        for kind in extend.keys() - {"list", "map"}:
            hint = "only lists and maps can be extended: [extend.list.NAME], [extend.map.NAME]"
            raise self.error(f"unknown key {kind!r} in [extend]", "E005", "extend", kind, hint=hint)
        for name, table in self.data.get("override", {}).items():
            here = ("override", name)
            index = next((i for i, rule in enumerate(source.rules) if rule.id == name), None)
            if index is None:
                hint = suggest(name, [rule.id for rule in source.rules])
                raise self.error(f"[override.{name}]: there is no such rule", "E050", *here, hint=hint)
            self._known(table, schema.OVERRIDE_KEYS, here, f"[override.{name}]")
            source.rules[index] = source.rules[index]._replace(**{k: v for k, v in table.items() if k != "why"})

    # -- checks and places ------------------------------------------------------------------------

    def _known(self, table: Any, keys: dict[str, Key], path: places.Path, what: str) -> None:
        """Refuse a table that holds what it must not, or lacks what it must have."""
        for name, value in self._table(table, path).items():
            if name not in keys:
                raise self.error(f"unknown key {name!r} in {what}", "E005", *path, name, hint=suggest(name, keys))
            key = keys[name]
            self._typed(value, key.types, (*path, name))
            for each in value if isinstance(value, list) else ():
                self._typed(each, (dict if name in schema.ROWS else str,), (*path, name), "each of ")
            if name == "priority" and not 0 <= value <= 100:
                raise self.error(f"{what}: priority {value} is not from 0 to 100", "E012", *path, name)
            if key.choices and value not in key.choices:
                hint = suggest(value, key.choices)
                raise self.error(f"{what}: unknown {name} {value!r}", "E012", *path, name, hint=hint)
        for name, key in keys.items():
            if key.required and name not in table and name not in schema.EXAMPLES:
                code = "E013" if name == "why" else "E011"
                raise self.error(f"{what} has no {name}", code, *path, hint=f"add {name} = …  {key.doc}")

    def _typed(self, value: object, types: tuple[type, ...], path: places.Path, each: str = "") -> None:
        if isinstance(value, types) and not (isinstance(value, bool) and bool not in types):
            return
        wanted = " or ".join(schema.TYPE_NAMES[kind] for kind in types)
        raise self.error(f"{each}{path[-1]} must be {wanted}", "E004", *path)

    def _table(self, value: object, path: places.Path) -> dict[str, Any]:
        if not isinstance(value, dict):
            name = " ".join(str(each + 1) if isinstance(each, int) else each for each in path[-2:])
            raise self.error(f"{name} must be a table", "E004", *path, hint=f"write [{path[0]}.…] or [[{path[0]}.…]]")
        return value

    def _items(self, table: object, path: places.Path) -> list[str]:
        self._known(table, schema.LIST_KEYS, path, f"[{'.'.join(map(str, path))}]")
        items: list[str] = self._table(table, path)["items"]
        if not all(item.strip() for item in items):
            raise self.error("an item is empty", "E004", *path, "items")
        return list(items)

    def _map(self, table: object, path: places.Path) -> dict[str, Any]:
        """A map whose values are what the program takes them for."""
        name = str(path[-1])
        entries = self._table(table, path)
        choices = schema.MAP_CHOICES.get(name)
        for form, value in entries.items():
            here = (*path, form)
            if name in schema.NUMBER_MAPS:
                self._typed(value, (int,), here)
                if value < 1 and name != "number_zero":
                    raise self.error(f"{form} must be 1 or more", "E004", *here)
            elif name in schema.UNIT_MAPS:
                self._unit(value, here, schema.UNIT_MAPS[name])
            elif name in schema.TEXT_MAPS:
                self._typed(value, (str,), here)
            if choices and value not in choices:
                hint = f"known: {', '.join(choices)}"
                raise self.error(f"map {name}: unknown value {value!r}", "E012", *here, hint=hint)
        return entries

    def _unit(self, value: object, path: places.Path, key: str) -> None:
        """A code, or a table with the code that holds where nothing tells another: `{ default = "USD", CA = "CAD" }`."""
        if isinstance(value, str) and value:
            return
        hint = f'write "CODE", or {{ {key} = "CODE", … }}'
        if not isinstance(value, dict) or not value.get(key):
            raise self.error(f"{path[-1]} must be a code, or a table with {key}", "E004", *path, hint=hint)
        for name, each in value.items():
            if name == "times":
                if not regex.fullmatch(r"\d+(?:\.\d+)?", str(each)):
                    raise self.error(
                        f"times of {path[-1]} must be a number", "E004", *path, hint='such as times = "0.01"'
                    )
            elif name == "written":
                for code in self._table(each, (*path, name)).values():
                    self._typed(code, (str,), (*path, name))
            elif isinstance(each, dict) and name not in (key, "bare"):
                self._unit(each | {"times": each.get("times")}, (*path, name), "code")
            elif not isinstance(each, str):
                raise self.error(f"{name} of {path[-1]} must be a string", "E004", *path, hint=hint)

    def _new(self, source: Source, kind: str, name: str, path: places.Path = ()) -> None:
        before = source.origins.get((kind, name))
        path = path or (kind, name)
        if before is not None:
            hint = f"use [extend.{kind}.{name}] to add to it" if kind in ("list", "map") else "ids are never reused"
            raise self.error(f"{kind} {name} is already defined in {before}", "E006", *path, hint=hint)
        source.origins[kind, name] = self.origin(path)

    def origin(self, path: places.Path) -> Origin:
        """Where a table or key of this file is written."""
        return Origin(self.written, path)

    @cached_property
    def written(self) -> places.Written:
        """The file as a place to point into."""
        return places.Written(self.path, self.text)

    def error(self, message: str, code: str, *path: str | int, hint: str | None = None) -> RulesError:
        """A `RulesError` that points at a key or table, or at the nearest table around it."""
        where = self.written.place(path)
        return RulesError(message, code=code, where=str(where), hint=hint, excerpt=where.excerpt)
