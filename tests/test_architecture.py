"""The walls of the house: who may import whom, and where SQL, Qt and matplotlib may live."""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

import kharkiv_tracker
from kharkiv_tracker import ROWS

NAME = "kharkiv_tracker"
HOME = Path(kharkiv_tracker.__file__).parent
LINES = 400

# Names that say how something came to be and not what it is.
DIALECT = {"told", "said", "found"}
# File names that each part of the screen may have of its own.
MANY = {"__init__.py", "panel.py", "dialog.py"}

# Packages from outside that live behind one wall, and the parts of ours that are inside it.
BEHIND = {
    "PySide6": {"gui"},
    "shiboken6": {"gui"},
    "matplotlib": {"charts", "gui"},
    "mpl_toolkits": {"charts", "gui"},
    "sqlite_utils": {"store"},
    "sqlcipher3": {"store"},
    "pysqlite3": {"store"},
    "sqlite3": {"store"},
}
DOMAIN_MAY_ASK = {
    "domain",
    "collation",
    "errors",
    "i18n",
    "city",
    "office_register",
    "settlement_register",
    "languages",
}
SQL = re.compile(
    r"""\s*SELECT\s
      | \bSELECT\b.*\bFROM\b
      | \bINSERT\s+(OR\s+\w+\s+)?INTO\b
      | \bREPLACE\s+INTO\b
      | \bUPDATE\s+(OR\s+\w+\s+)?\S+\s+SET\b
      | \bDELETE\s+FROM\b
      | \b(CREATE|DROP|ALTER)\s+(TEMP\s+|VIRTUAL\s+|UNIQUE\s+)?(TABLE|INDEX|VIEW|TRIGGER)\b
      | \bPRAGMA\s+\w""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Module:
    """One source file of the package: its dotted name and what it says."""

    name: str
    is_package: bool
    text: str

    @property
    def part(self) -> str:
        """The name in ROWS this module belongs to; empty for the root of the package."""
        return part_of(self.name)

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.name)


def part_of(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


def modules(home: Path) -> list[Module]:
    found = []
    for path in sorted(home.rglob("*.py")):
        steps = [NAME, *path.relative_to(home).with_suffix("").parts]
        is_package = steps[-1] == "__init__"
        name = ".".join(steps[:-1] if is_package else steps)
        found.append(Module(name, is_package, path.read_text(encoding="utf-8")))
    return found


def imports(module: Module, tree: ast.AST | None = None) -> Iterator[str]:
    """Every module named by an import, wherever it stands, also by import_module("name")."""
    for node in ast.walk(tree or module.tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(names=names):
                source = absolute(module, node)
                # `from kharkiv_tracker import store` names a part, not the package.
                yield from (
                    f"{source}.{alias.name}" if source == NAME else source for alias in names
                )
            case ast.Call(func=function, args=arguments) if called(function) in {
                "__import__",
                "import_module",
            }:
                match arguments:
                    case [ast.Constant(value=str(name)), *_]:
                        yield name
                    case _:
                        yield "a name that only running it tells"


def absolute(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    steps = module.name.split(".")
    above = steps[: len(steps) - node.level + module.is_package]
    return ".".join([*above, node.module] if node.module else above)


def called(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def strings(tree: ast.Module) -> Iterator[str]:
    """Every string written down, an f-string as one with a word in each gap."""
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)):
                yield text
            case ast.JoinedStr(values=values):
                yield "".join(v.value if isinstance(v, ast.Constant) else "gap" for v in values)


def row_of(part: str) -> int:
    """The row of a part; the root of the package lies above all."""
    return next((n for n, row in enumerate(ROWS) if part in row), -1)


def against_rows(module: Module) -> Iterator[str]:
    for name in imports(module):
        if name.startswith("a name"):
            yield f"{module.name} imports {name}"
        if name.split(".")[0] != NAME:
            continue
        part = part_of(name)
        if part and not module.part:
            yield f"{module.name} imports {name}, but the root of the package imports nothing"
        elif part != module.part and row_of(part) >= row_of(module.part):
            yield f"{module.name} imports {name}, which is not above it"


def against_walls(module: Module) -> Iterator[str]:
    for name in imports(module):
        inside = BEHIND.get(name.split(".")[0])
        if inside and module.part not in inside:
            yield f"{module.name} imports {name}, which belongs to {' and '.join(sorted(inside))}"


def against_domain(module: Module) -> Iterator[str]:
    if module.part != "domain":
        return
    for name in imports(module):
        top = name.split(".")[0]
        ours = top == NAME and part_of(name) in DOMAIN_MAY_ASK
        if not ours and top not in sys.stdlib_module_names:
            yield f"{module.name} imports {name}, but the domain knows the standard library only"


def against_lateness(module: Module) -> Iterator[str]:
    """Commands that open no window must not wait for Qt."""
    if module.part != "cli":
        return
    for statement in module.tree.body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        for name in imports(module, statement):
            if name.startswith(f"{NAME}.gui"):
                yield f"{module.name} imports {name} outside the command that opens it"


def against_sql(module: Module) -> Iterator[str]:
    if module.part == "store":
        return
    for text in strings(module.tree):
        if SQL.search(text) if not text.islower() else SQL.match(text.upper()):
            yield f"{module.name} speaks SQL: {text[:60]!r}"


def against_length(module: Module) -> Iterator[str]:
    length = len(module.text.splitlines())
    if length >= LINES:
        yield f"{module.name} has {length} lines; fewer than {LINES} are wanted"


def against_map(module: Module) -> Iterator[str]:
    if module.part and row_of(module.part) < 0:
        yield f"{module.name} belongs to no row"


def against_verbs(module: Module) -> Iterator[str]:
    """A module or folder is a noun that says what it holds."""
    for step in module.name.split("."):
        if step.endswith(("ing", "ed", "own")):
            yield f"{module.name}: “{step}” says what is done, not what is held"


def against_dialect(module: Module) -> Iterator[str]:
    """A variable is named for what it holds, never for how that came to be."""
    for node in ast.walk(module.tree):
        match node:
            case (
                ast.Name(id=name)
                | ast.Attribute(attr=name)
                | ast.arg(arg=name)
                | ast.FunctionDef(name=name)
                | ast.ClassDef(name=name)
            ) if name.strip("_").lower() in DIALECT:
                yield f"{module.name}:{node.lineno} names something “{name}”"


RULES = (
    against_rows,
    against_walls,
    against_domain,
    against_lateness,
    against_sql,
    against_length,
    against_map,
    against_verbs,
    against_dialect,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_module_keeps_the_rule(rule):
    assert [broken for module in modules(HOME) for broken in rule(module)] == []


def test_the_map_names_what_exists_and_says_what_each_part_is():
    named = [part for row in ROWS for part in row]
    there = {module.part for module in modules(HOME)} - {""}
    described = re.findall(r"^(\w+) {2,}\S", kharkiv_tracker.__doc__ or "", re.MULTILINE)
    assert sorted(named) == sorted(there)
    assert described == named


def test_a_file_name_stands_once_in_the_tree():
    names = Counter(path.name for path in HOME.rglob("*.py") if path.name not in MANY)
    assert [name for name, times in names.items() if times > 1] == []


def links(known: dict[str, Module]) -> dict[str, set[str]]:
    """The modules that each module imports, those for its types alone included."""
    found: dict[str, set[str]] = {name: set() for name in known}
    for name, module in known.items():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Import):
                found[name].update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                source = absolute(module, node)
                parts = {f"{source}.{alias.name}" for alias in node.names}
                found[name].update(parts & known.keys() or {source})
        found[name] &= known.keys() - {name}
    return found


def circles(edges: dict[str, set[str]]) -> list[str]:
    """The modules that lead back to themselves."""

    def reaches(start: str) -> bool:
        seen: set[str] = set()
        waiting = list(edges[start])
        while waiting:
            here = waiting.pop()
            if here == start:
                return True
            if here not in seen:
                seen.add(here)
                waiting.extend(edges[here])
        return False

    return [name for name in edges if reaches(name)]


def test_no_module_imports_what_imports_it():
    assert circles(links({module.name: module for module in modules(HOME)})) == []


def test_a_planted_circle_is_found(tmp_path):
    (tmp_path / "chart.py").write_text("from kharkiv_tracker import hand")
    (tmp_path / "hand.py").write_text(
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from kharkiv_tracker.chart import Chart"
    )
    (tmp_path / "paths.py").write_text("from kharkiv_tracker import hand")
    known = {module.name: module for module in modules(tmp_path)}
    assert sorted(circles(links(known))) == [f"{NAME}.chart", f"{NAME}.hand"]


@pytest.mark.parametrize(
    ("rule", "place", "text"),
    [
        (against_rows, "domain/count.py", "from kharkiv_tracker.store import engine"),
        (against_rows, "domain/count.py", "from kharkiv_tracker import labels"),
        (against_rows, "labels.py", "import kharkiv_tracker.gazetteer"),
        (against_rows, "store/engine.py", "from ..analysis import series"),
        (against_rows, "store/__init__.py", "from .. import charts"),
        (against_rows, "store/engine.py", "def f():\n    from kharkiv_tracker.gui import app"),
        (
            against_rows,
            "charts/sheet.py",
            """
            from typing import TYPE_CHECKING
            if TYPE_CHECKING:
                from kharkiv_tracker.summary import content
            """,
        ),
        (
            against_rows,
            "errors.py",
            "import importlib\nimportlib.import_module('kharkiv_tracker.cli')",
        ),
        (against_rows, "errors.py", "name = 'kharkiv_tracker.cli'\n__import__(name)"),
        (against_rows, "__init__.py", "from kharkiv_tracker import paths"),
        (
            against_walls,
            "cli/window.py",
            "def f():\n    from PySide6.QtWidgets import QApplication",
        ),
        (against_walls, "summary/pdf.py", "import matplotlib.figure"),
        (against_walls, "analysis/series.py", "import sqlite3"),
        (against_walls, "exchange/entry.py", "from sqlite_utils.db import Database"),
        (against_walls, "gui/window.py", "import sqlcipher3"),
        (against_domain, "domain/when.py", "import babel.dates"),
        (against_domain, "domain/when.py", "from kharkiv_tracker import paths"),
        (against_lateness, "cli/__init__.py", "from kharkiv_tracker.gui import app"),
        (
            against_lateness,
            "cli/__init__.py",
            "try:\n    import kharkiv_tracker.gui\nfinally:\n    pass",
        ),
        (against_sql, "cli/window.py", "q = 'SELECT code FROM incident'"),
        (against_sql, "cli/window.py", "q = 'select code from incident'"),
        (against_sql, "gui/window.py", "def f(t):\n    return f'DELETE FROM {t} WHERE 1'"),
        (against_sql, "gui/window.py", "def f(t):\n    return f'UPDATE {t} SET x = 1'"),
        (against_sql, "gui/window.py", "q = 'INSERT OR REPLACE INTO incident VALUES (1)'"),
        (against_length, "labels.py", "\n" * 400),
        (against_map, "helpers.py", "x = 1"),
        (against_map, "extra/__init__.py", "x = 1"),
        (against_verbs, "store/purging.py", "x = 1"),
        (against_verbs, "editing/panel.py", "x = 1"),
        (against_dialect, "store/engine.py", "told = 1"),
        (against_dialect, "store/engine.py", "def f(found):\n    return 1"),
        (against_dialect, "store/engine.py", "class A:\n    _said: int = 0"),
        (against_dialect, "store/engine.py", "def f(x):\n    return x.told"),
    ],
)
def test_a_planted_violation_is_found(tmp_path, rule, place, text):
    planted = tmp_path / place
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(dedent(text), encoding="utf-8")
    (module,) = modules(tmp_path)
    assert list(rule(module)) != []


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("domain/count.py", "import re\nfrom kharkiv_tracker.domain.place import District"),
        ("domain/count.py", "from kharkiv_tracker.i18n import _\nfrom . import place"),
        ("store/engine.py", "import sqlcipher3\nq = 'SELECT 1 FROM incident'"),
        ("gui/window.py", "from PySide6 import QtCore\nimport matplotlib"),
        ("cli/window.py", "def f():\n    from kharkiv_tracker.gui import app"),
        ("cli/window.py", "from kharkiv_tracker import __version__"),
        ("gui/window.py", "x = 'Select a case file from the list', 'Update the set', 'delete'"),
        ("__init__.py", "ROWS = ()"),
    ],
)
def test_what_is_allowed_is_left_in_peace(tmp_path, place, text):
    planted = tmp_path / place
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(text, encoding="utf-8")
    (module,) = modules(tmp_path)
    assert [broken for rule in RULES for broken in rule(module)] == []
