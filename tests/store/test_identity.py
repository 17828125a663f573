"""Ids, salts and times come from one place, which a test can fix and a user cannot."""

import ast
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import kharkiv_tracker
from kharkiv_tracker import gazetteer
from kharkiv_tracker.cli import main
from kharkiv_tracker.exchange import sample_entries
from kharkiv_tracker.store import history, identity
from kharkiv_tracker.store.case_file import CaseFile
from tests import identities

STORE = Path(kharkiv_tracker.__file__).parent / "store"
#: Where randomness and the clock come from.
SOURCES = {"random", "secrets", "time", "uuid"}


def made(seed: str = "net") -> CaseFile:
    with identities.fixed(seed):
        case = CaseFile.in_memory("Twice")
        case.record(sample_entries.load(gazetteer.load()), "tester", "sample")
        return case


def test_the_same_json_added_twice_gives_the_same_history_where_identity_is_fixed() -> None:
    with made() as one, made() as other, made("another") as third:
        assert history.fingerprint(one) == history.fingerprint(other)
        assert list(history.revisions(one, None)) == list(history.revisions(other, None))
        assert history.fingerprint(one) != history.fingerprint(third)


def test_history_as_json_is_the_same_byte_for_byte(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = []
    for name in ("one", "other"):
        path = tmp_path / f"{name}.ktcase"
        with identities.fixed():
            assert main(["sample", str(path)]) == 0
        capsys.readouterr()
        assert main(["history", str(path), "--json"]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    assert len(json.loads(outputs[0])["revisions"]) > 30


@pytest.mark.usefixtures("fixed_identity")
def test_the_fixed_clock_starts_anew_and_steps_by_the_second() -> None:
    assert identity.now() == datetime(2026, 1, 5, 9, tzinfo=UTC)
    assert identity.stamp() == "2026-01-05T09:00:00Z"
    identity.new_salt()
    assert identity.stamp() == "2026-01-05T09:00:01Z"
    assert identity.new_uid() < identity.new_uid()
    assert len(identity.new_uid()) == 24
    assert len(identity.new_salt()) == 32


def test_nothing_else_in_the_store_draws_lots_or_looks_at_the_clock() -> None:
    elsewhere = [path for path in STORE.glob("*.py") if path.name != "identity.py"]
    assert len(elsewhere) > 40
    for path in elsewhere:
        assert not entropy_used(path), path.name
    assert entropy_used(STORE / "identity.py") == {"secrets", "time"}


def test_what_gives_identity_depends_on_nothing_a_user_can_set() -> None:
    tree = ast.parse((STORE / "identity.py").read_text(encoding="utf-8"))
    names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names == {"__future__", "datetime", "secrets", "time"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    # Nobody in the package puts anything in its place either.
    for path in STORE.parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for target in targets:
                    assert not ast.unparse(target).startswith("identity."), path.name


def test_two_processes_of_the_same_surroundings_give_different_salts() -> None:
    ask = "from kharkiv_tracker.store import identity; print(identity.new_salt())"
    surroundings = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": str(STORE.parents[1])}
    salts = {
        subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", ask],
            env=surroundings,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _run in range(2)
    }
    assert len(salts) == 2


def entropy_used(path: Path) -> set[str]:
    """The sources of randomness and of the time that a module uses."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=aliases):
                names |= {alias.name for alias in aliases} & SOURCES
            case ast.ImportFrom(module=str(name)):
                names |= {name} & SOURCES
            case ast.Attribute(attr="now" | "today" | "utcnow", value=value):
                names |= {ast.unparse(value)} & {"date", "datetime"}
    return names
