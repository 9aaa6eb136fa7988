"""The generated documents about rules: the catalogue of ours, and the reference of the file format.

`docs/rule-catalogue.md` and `docs/rule-format.md` hold what these functions print; `tools/docs.py` writes them.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from quotes.ruleset.codes import CODES
from quotes.ruleset.rule import Example, Rule
from quotes.ruleset.schema import (
    BOUNDARY_KEYS,
    EXAMPLE_KEYS,
    FAMILIES,
    FILE_KEYS,
    GROUPS,
    LEMMA_KEYS,
    LIST_KEYS,
    OVERRIDE_KEYS,
    RULE_KEYS,
    TYPE_NAMES,
    Key,
    Source,
)

_SAMPLE = 8  # items shown of a list


def catalogue(source: Source) -> str:
    """Every rule with its examples, every list and map with a few of its items, as Markdown."""
    lines = [
        "# Rule catalogue",
        "",
        "Every rule that comes with the package, in the order of its files. `quotes rules show ID` prints the",
        "pattern, `quotes rules test` runs the examples.",
    ]
    for family in ["boundary", *FAMILIES]:
        rules = [rule for rule in source.rules if rule.family == family]
        if rules:
            lines += ["", f"## {family}", ""]
            lines += [f"- [`{rule.id}`](#{rule.id}) {rule.title}" for rule in rules]
            for rule in rules:
                lines += ["", *_rule(rule)]
    lines += ["", "## Lists and maps", "", "| name | entries | such as |", "| --- | ---: | --- |"]
    lexicons: dict[str, Iterable[str]] = {**source.lists, **source.maps}
    for name, items in sorted(lexicons.items()):
        some = list(items)
        lines.append(f"| `{name}` | {len(some)} | {'، '.join(some[:_SAMPLE])} |")
    verbs: dict[str, list[str]] = {}
    for row in source.lemmas:
        verbs.setdefault(row["list"], []).append(row["verb"])
    if verbs:
        lines += ["", "## Verbs", "", "| list | act | verbs |", "| --- | --- | --- |"]
        acts = sorted({(row["list"], row.get("act", "")) for row in source.lemmas})
        for name, act in acts:
            found = [row["verb"] for row in source.lemmas if (row["list"], row.get("act", "")) == (name, act)]
            lines.append(f"| `{name}` | {act} | {'، '.join(found)} |")
    return "\n".join(lines) + "\n"


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.id}"
    yield ""
    yield rule.title + ("" if rule.enabled else " (switched off)")
    yield ""
    facts = [f"`{Path(rule.origin.path).name}`", f"priority {rule.priority}", f"confidence {rule.confidence}"]
    facts += [f"{key} {value}" for key, value in (("content", rule.content), ("kind", rule.kind)) if value]
    yield ", ".join(facts)
    for text in (rule.why, rule.known_problems and f"Known problems: {rule.known_problems}"):
        if text:
            yield ""
            yield text
    yield ""
    for example in rule.accept:
        yield f"- {_line(example.text)}{_gap(example)}  "
        yield "  " + ", ".join(f"{key} **{value}**" for key, value in example.expected.items())
    for example in rule.reject:
        yield f"- not: {_line(example.text)}{_gap(example)}  "
        yield f"  {example.why}"


def _gap(example: Example) -> str:
    return " (known gap)" if example.todo else ""


def _line(text: str) -> str:
    """A text on one line, with nothing that Markdown would read as its own."""
    return " ⏎ ".join(text.strip().splitlines()).replace("*", "\\*").replace("<", "&lt;").replace("|", "\\|")


def reference() -> str:
    """Tables, keys, families, groups and complaints of rule files, as Markdown."""
    lines = [
        "# Rule files: reference",
        "",
        "How to write a rule is told in [rules.md](rules.md); this page lists what a rule file may say.",
        "Whatever is not listed is an error.",
        "",
    ]
    tables: tuple[tuple[str, str, Mapping[str, Key]], ...] = (
        ("The file", "", FILE_KEYS),
        ("`[list.NAME]`", "", LIST_KEYS),
        ("`[[lemma]]`", "", LEMMA_KEYS),
        ("`[[boundary]]`", "", BOUNDARY_KEYS),
        ("`[[rule]]`", "", RULE_KEYS),
        ("`[[rule.accept]]`, `[[rule.reject]]`", "An accept states at least one key beside its text.", EXAMPLE_KEYS),
        ("`[override.RULE-ID]`", "", OVERRIDE_KEYS),
    )
    for title, text, keys in tables:
        lines += [f"## {title}", ""]
        if text:
            lines += [text, ""]
        lines += ["| key | value | meaning |", "| --- | --- | --- |"]
        for name, key in keys.items():
            value = ", ".join(f"`{each}`" for each in key.choices) or " or ".join(
                TYPE_NAMES[each] for each in key.types
            )
            lines.append(f"| `{name}`{', required' if key.required else ''} | {value} | {key.doc} |")
        lines.append("")
    lines += ["## Families and their groups", "", "| family | anchor | must name | may name | an accept may state |"]
    lines.append("| --- | --- | --- | --- | --- |")
    for name, family in FAMILIES.items():
        optional = family.allowed - family.required
        anchor = f"`{family.anchor}`" if family.anchor else "`(?&NUMBER)`"
        lines.append(
            f"| `{name}` | {anchor} | {_names(family.required)} | {_names(optional)} | {_names(family.example)} |"
        )
    lines += ["", "| group | what it holds |", "| --- | --- |"]
    lines += [f"| `{name}` | {text} |" for name, text in GROUPS.items()]
    lines += ["", "## Complaints", "", "E is an error, W a warning.", "", "| code | what is wrong | what to do |"]
    lines.append("| --- | --- | --- |")
    lines += [f"| {code} | {wrong} | {mend} |".replace("a|b", "a\\|b") for code, (wrong, mend) in CODES.items()]
    return "\n".join(lines) + "\n"


def _names(names: Iterable[str]) -> str:
    return " ".join(f"`{name}`" for name in sorted(names))
