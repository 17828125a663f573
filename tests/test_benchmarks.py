"""The benchmarks run on a small case; how long anything takes is no matter of a test."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.store import identity, incidents, search_index
from kharkiv_tracker.store.case_file import CaseFile
from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks import benchmark_page, bulk, synthetic
from tests.benchmarks import row as benchmark_row
from tests.benchmarks.benchmark_page import BenchmarkPage
from tests.benchmarks.case_set import CaseSet, Effort
from tests.benchmarks.row import Result, Row, run
from tests.benchmarks.rows import ROWS

_UID = re.compile(r"\b[0-9a-f]{24}\b")
#: The history, and what an index is kept in: that depends on what was written when.
_APART = {
    *("heads", "revisions", "revision_parents", "payloads", "_sqlite_migrations"),
    *search_index.KEPT_BY_SQLITE,
}
_SAMPLES = "sqlite_stat"


_MEASURABLE = [row for row in ROWS if row.is_due(60) or row.on_request]
#: As little as possible of everything.
_LITTLE = Effort(strokes=8, pages=0, posts=9, quiet=0.02, is_fresh=False)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseSet]:
    with CaseSet(60, tmp_path_factory.mktemp("cases"), _LITTLE) as made:
        yield made


@pytest.mark.parametrize("row", _MEASURABLE, ids=lambda row: row.name)
def test_every_row_can_be_measured(cases: CaseSet, row: Row) -> None:
    result = run(row, cases, 1)
    assert len(result.ours) == 1
    assert result.median > 0
    assert bool(result.bare) is bool(row.baseline)


def test_names_of_rows_are_unique() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS)


def test_some_rows_are_printed_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(benchmark_page, "DOCS", tmp_path / "none")
    assert benchmarks.main(["60", "totals", "file-size", "--keep", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "60 incidents" in lines
    assert [line.split(" | ")[0] for line in lines[-2:]] == ["| `totals`", "| `file-size`"]
    with CaseFile.open(synthetic.kept(60, tmp_path)) as case:
        assert case.title.startswith("Synthetic")
        assert len(incidents.ids(case)) == 60


def test_the_page_keeps_what_people_wrote_and_the_sizes_of_earlier_runs(tmp_path: Path) -> None:
    page = BenchmarkPage(tmp_path)
    page.page.write_text(f"Above.\n\n{benchmark_page.BEGIN}\nold\n{benchmark_page.END}\nBelow.\n")
    for size, factor in ((10_000, 1), (100_000, 2)):
        results = [
            Result("totals", [factor * 3.0, factor * 5.0], [1.0, 3.0]),
            Result("sort-held", [factor * 40.0, factor * 60.0]),
        ]
        page.write(ROWS, {str(size): benchmark_page.measured(results, 2)})
    text = page.page.read_text()
    assert text.startswith(f"Above.\n\n{benchmark_page.BEGIN}\n")
    assert text.endswith(f"{benchmark_page.END}\nBelow.\n")
    assert "old" not in text
    assert text.count("### 10,000 incidents") == text.count("### 100,000 incidents") == 1
    assert "| 4 ms | 5 ms | 2 | 2.5 | 3 | yes |" in text
    assert "| 100 ms | 120 ms |  |  | 100 ms | yes |" in text
    assert page.chart.read_text().startswith("<?xml")


def test_a_round_that_takes_long_is_measured_less_often(
    cases: CaseSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(benchmark_row, "LONG", 0.0)
    result = run(next(row for row in ROWS if row.name == "totals"), cases, 7)
    assert len(result.ours) == len(result.bare) == benchmark_row.FEW


def test_the_page_in_docs_is_made_of_the_stored_results(tmp_path: Path) -> None:
    stored = BenchmarkPage()
    page = BenchmarkPage(tmp_path)
    page.page.write_text(stored.page.read_text(encoding="utf-8"), encoding="utf-8")
    if stored.results.exists():
        page.results.write_text(stored.results.read_text(encoding="utf-8"), encoding="utf-8")
    page.write(ROWS, {})
    assert page.page.read_text(encoding="utf-8") == stored.page.read_text(encoding="utf-8")


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
