"""The benchmarks run on a small case; how long anything takes is no matter of a test."""

import re
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.store import identity, incidents, search_index
from kharkiv_tracker.store.case_file import CaseFile
from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks import bulk, charts, keystrokes, page, stalls, synthetic

_UID = re.compile(r"\b[0-9a-f]{24}\b")
#: The history, and what an index is kept in: that depends on what was written when.
_APART = {
    *("heads", "revisions", "revision_parents", "payloads", "_sqlite_migrations"),
    *search_index.KEPT_BY_SQLITE,
}
_SAMPLES = "sqlite_stat"


def test_the_table_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever measures types like a person, for half a minute; here nobody measures.
    for name in ("GAP", "PAUSE", "SETTLE"):
        monkeypatch.setattr(keystrokes, name, 0.01)
    monkeypatch.setattr(keystrokes, "LENGTH", 2000)
    assert benchmarks.main(["--size", "60", "--rounds", "1", "--keep", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "| 60 made-up incidents |" in said
    assert said.count("ratio") == 1
    path = synthetic.kept(60, tmp_path)
    with CaseFile.open(path) as case:
        assert case.title.startswith("Synthetic")
        assert len(incidents.ids(case)) == 60


def test_the_table_of_charts_has_a_row_for_each_thing_measured(tmp_path: Path) -> None:
    said = charts.table(300, 1, tmp_path, window=False)
    assert said[0].startswith("| 300 made-up incidents |")
    assert sum("first draw" in line or "slider" in line for line in said) == 3
    assert all(line.count("|") == 6 for line in said)


def test_the_table_of_the_page_names_what_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "FEW", 20)
    monkeypatch.setattr(page, "MANY", 30)
    monkeypatch.setattr(page.importlib.util, "find_spec", lambda _name: None)
    said = page.table(1, tmp_path)
    assert sum("the extra `bench` brings it" in line for line in said) == 2
    assert any("400 MB" in line for line in said)
    assert all(line.count("|") == 6 for line in said)


def test_the_table_of_stalls_has_a_row_for_each_thing_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stalls, "QUIET", 0.02)
    assert stalls.main(["60", "--keep", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("| 60 made-up incidents |")
    for name in ("scroll", "sort by place", "find, a letter", "report saved", "report undone"):
        assert f"| {name} |" in said


def test_the_same_size_makes_the_same_incidents() -> None:
    assert list(synthetic.incidents(50)) == list(synthetic.incidents(50))


def test_straight_rows_are_those_of_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Ids given within one millisecond have no order, and what is sorted by them neither.
    numbers = count(1)
    monkeypatch.setattr(identity, "new_uid", lambda: f"{next(numbers):024x}")
    synthetic.make(tmp_path / "door.ktcase", 300)
    with CaseFile.open(tmp_path / "door.ktcase") as case:
        expected = contents(case)
        assert search_index.wrong(case.db) == []
    with CaseFile.open(bulk.kept(300, tmp_path)) as case:
        found = contents(case)
        assert search_index.wrong(case.db) == []
    assert found.keys() == expected.keys()
    for table, rows in expected.items():
        assert found[table] == rows, table
    assert len(expected["figure_steps"]) > 600
    assert len(expected["findings"]) > 300


def contents(case: CaseFile) -> dict[str, list[str]]:
    """Every table but the history, records by what they are called instead of by their ids."""
    db = case.db
    called = dict(db.execute("SELECT uid, code FROM incidents").fetchall())
    called.update(db.execute("SELECT uid, office FROM speakers").fetchall())
    called.update(db.execute("SELECT uid, name FROM sources").fetchall())
    called.update(db.execute("SELECT uid, code FROM statements").fetchall())
    told = db.execute(
        "SELECT r.uid, i.code || '/' || r.number FROM reports AS r "
        "JOIN incidents AS i ON i.uid = r.incident"
    )
    called.update(told.fetchall())

    def row(values: dict[str, Any], own: str) -> str:
        if own in ("speakers", "sources", "reports", "statements", "cases"):
            values = {name: value for name, value in values.items() if name != "id"}
        # A revision and the row of a report.
        values = {name: v for name, v in values.items() if name not in ("by_change", "by_report")}
        return _UID.sub(lambda uid: called.get(uid.group(), "a record"), repr(values))

    tables = [
        name for name in db.table_names() if name not in _APART and not name.startswith(_SAMPLES)
    ]
    return {name: sorted(row(values, name) for values in db[name].rows) for name in tables}
