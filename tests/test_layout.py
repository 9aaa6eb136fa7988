"""The shape of the package: who may import whom, what is documented, how long a module may be."""

import ast
import importlib
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import quotes

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "quotes"

# A module imports only from the lines above its own and from its own line, nowhere in a circle.
# `ruleset`, `inputs` and `render` are one place each.
LINES = [
    "later errors model fold digest tomlfile",
    "digits numberwords numbers",
    "ruleset",
    "article occurrences marks anchors engine extents resolve mention starts namewords names firstnames people offices nounphrases antecedents speakers around exclusions amounts draft nouns readings joins gaps phrases topics about claims link relays",
    "pipeline rulecache",
    "likeness score gold trace examples explain catalogue skeleton rules_text",
    "inputs",
    "render",
    "__init__",
    "streams config select shape report output schema workers extraction job console",
    "shortcut cli_options cli_explain cli_rules cli_score cli_group cli",
    "__main__",
]
LINE = {name: number for number, line in enumerate(LINES) for name in line.split()}

STAGES = {name for line in (LINES[1], *LINES[3:5]) for name in line.split()}
WHOLE = {"text", "original", "marked", "string"}  # what a document's characters are called

# These know results and errors, and nothing of how results come about.
APART = {"inputs": {"errors", "later"}, "render": {"digest", "errors", "later", "model"}}

MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
LONGEST = 400  # lines; one over 300 wants a second look, one over this is two modules


def place(path):
    """What a module is called in LINES."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path):
    """The places a module imports from, imports inside functions included, those for type checking too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "quotes":
            inner = node.module.split(".")[1:]
            names = [inner[0]] if inner else [each.name for each in node.names]
        elif isinstance(node, ast.Import):
            names = [each.name.split(".")[1] for each in node.names if each.name.startswith("quotes.")]
        else:
            continue
        for name in names:
            yield name if (PACKAGE / f"{name}.py").exists() or (PACKAGE / name).is_dir() else "__init__"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_go_upwards_only(path):
    own = place(path)
    assert own in LINE, f"give {own} its place in LINES"
    for name in set(imported(path)) - {own}:
        assert name in LINE, f"give {name} its place in LINES"
        assert LINE[name] <= LINE[own], f"{own} may not import {name}"
        assert name in APART.get(own, {name}), f"{own} may not know {name}"


def test_nothing_is_imported_in_a_circle():
    graph = {}
    for path in MODULES:
        graph.setdefault(place(path), set()).update(set(imported(path)) - {place(path)})
    TopologicalSorter(graph).prepare()


def test_no_line_names_what_is_gone():
    assert set(LINE) == {place(path) for path in MODULES}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_what_is_public_is_documented(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), f"{path.name} says nothing of itself"
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"
            members = node.body if isinstance(node, ast.ClassDef) else []
            for member in members:
                if isinstance(member, ast.FunctionDef) and not member.name.startswith("_"):
                    assert ast.get_docstring(member), f"{node.name}.{member.name} has no docstring"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_modules_stay_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_the_command_line_holds_no_logic():
    assert len((PACKAGE / "cli.py").read_text(encoding="utf-8").splitlines()) <= 250


def test_the_public_face_is_sorted_and_all_there():
    assert quotes.__all__ == sorted(quotes.__all__)
    for name in quotes.__all__:
        assert getattr(quotes, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        quotes.nothing  # noqa: B018


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_modules_are_importable_by_themselves(path):
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    assert importlib.import_module(name)


@pytest.mark.parametrize("path", [path for path in MODULES if place(path) in STAGES], ids=lambda path: path.stem)
def test_no_stage_copies_the_rest_of_a_text(path):
    # at each number or name of a long document that is time in the square of its length
    nodes = [each for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(each, ast.Subscript)]
    rests = [each for each in nodes if isinstance(each.slice, ast.Slice) and each.slice.upper is None]
    assert not [ast.unparse(each) for each in rests if ast.unparse(each.value).split(".")[-1] in WHOLE]
