"""`quotes.toml`: rule packs and defaults of a project, read from the working folder or one above it.

    rules = ["packs/newsroom"]     # relative to this file, not to where the command is run
    default-rules = true

    [defaults]                     # options of extract, speech and claims, by their long names
    format = "jsonl"
    min-confidence = "medium"

What the command line says wins, also over defaults that do not go with it. An option that may be given
several times takes an array, or one value. An unknown key is an error: a misspelt one would silently do nothing.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from quotes.errors import UsageError
from quotes.tomlfile import read_toml

NAME = "quotes.toml"
_READERS = ("extract", "speech", "claims")  # the commands [defaults] is for


class Config(NamedTuple):
    """What a project says.

    Attributes:
        rules: Rule packs beside or instead of ours.
        default_rules: Whether ours are used.
        defaults: Values of options by their long names, without dashes in front.
    """

    rules: tuple[Path, ...]
    default_rules: bool
    defaults: dict[str, Any]


def find(start: Path) -> Path | None:
    """The nearest `quotes.toml`, from a folder upwards."""
    return next((path for folder in (start, *start.parents) if (path := folder / NAME).is_file()), None)


def read(path: Path, options: Collection[str]) -> Config:
    """Read a project's file.

    Args:
        path: The file.
        options: The long names of options that `[defaults]` may set.

    Raises:
        UsageError: It is no TOML, or says something unknown.
    """
    data = read_toml(path)
    _known(data, ("rules", "default-rules", "defaults"), path)
    rules, ours, defaults = data.get("rules", []), data.get("default-rules", True), data.get("defaults", {})
    if not isinstance(rules, list) or not all(isinstance(each, str) for each in rules):
        raise UsageError("rules must be an array of paths", where=str(path), hint='rules = ["packs/mine"]')
    if not isinstance(ours, bool):
        raise UsageError("default-rules must be true or false", where=str(path))
    if not isinstance(defaults, dict):
        raise UsageError("defaults must be a table", where=str(path), hint="write [defaults]")
    _known(defaults, options, path)
    return Config(tuple(path.parent / each for each in rules), ours, defaults)


def _known(table: dict[str, Any], keys: Collection[str], path: Path) -> None:
    for key in table:
        if key not in keys:
            from quotes.ruleset.codes import suggest  # with it comes the regex engine; most runs need neither

            raise UsageError(f"unknown key {key!r}", where=str(path), hint=suggest(key, keys))


def shaped(value: object, *, several: bool) -> object:
    """A value as its option takes it: a list where it may be given several times.

    Raises:
        ValueError: It is a table, or an array for an option that takes one value.
    """
    if isinstance(value, dict) or (isinstance(value, list) and not several):
        raise ValueError("one value is needed")
    return [value] if several and not isinstance(value, list) else value


def check(config: Config, path: Path) -> None:
    """Look at the values that the command line takes as they are, so that the complaint names this file.

    Raises:
        UsageError: A kind, a confidence, an encoding or a reader that there is not; a wrong number of jobs.
    """
    from quotes.select import Selection

    defaults = config.defaults
    try:
        Selection(kinds=tuple(defaults.get("kind", ())), confidence=defaults.get("min-confidence"))
        if {"encoding", "html-reader", "jobs"} & set(defaults):
            from quotes.job import processes, reading

            processes(str(defaults.get("jobs", 1)))
            html = defaults.get("html-reader", "basic")
            reading(kind=None, field=None, encoding=defaults.get("encoding"), html=html)
    except UsageError as error:
        error.where = str(path)
        raise


def default_map(config: Config, parameters: Mapping[str, str | None]) -> dict[str, Any]:
    """The defaults of every command, as the command line takes them: by command and by parameter.

    Args:
        config: What the project says.
        parameters: The parameter of each long option of `extract`: `--kind` is `item_kind`.
    """
    packs: dict[str, Any] = {"rules": [str(pack) for pack in config.rules], "default_rules": config.default_rules}
    defaults = {str(parameters[name]): value for name, value in config.defaults.items()}
    commands: dict[str, Any] = dict.fromkeys(_READERS, packs | defaults)
    if wanted := config.defaults.get("kind"):
        from quotes.select import kinds

        # each command takes of them what it knows
        for name, known in (("speech", kinds(quotes=True, claims=False)), ("claims", kinds(quotes=False, claims=True))):
            commands[name] = commands[name] | {parameters["kind"]: [kind for kind in wanted if kind in known]}
    reads = ("from", "field", "encoding", "html-reader")  # `explain` reads what these commands read
    same = {str(parameters[name]): value for name, value in config.defaults.items() if name in reads}
    # `check` and `test` are told their packs by hand
    return commands | {"explain": packs | same, "score": packs, "rules": {"list": packs, "show": packs}}
