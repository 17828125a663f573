"""Three spreadsheets as analysts keep them: what is read, what is rejected, and why."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kharkiv_tracker.domain.entry import IncidentEntry
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.imports import import_choice, import_plan
from kharkiv_tracker.imports.files import file_reader
from kharkiv_tracker.imports.plan import Plan, PlanEntry
from tests import cases
from tests.imports import tables


def plan_of(make: Callable[[Path], Path], folder: Path) -> Plan:
    file = file_reader.read(make(folder / "t.xlsx"))
    choice = import_choice.choose(file)
    return import_plan.plan(cases.empty_case(), choice.table, choice.column_map, choice.preset)


def entry_of(planned: PlanEntry) -> IncidentEntry:
    assert isinstance(planned.entry, IncidentEntry)
    return planned.entry


def incident_of(planned: PlanEntry) -> Incident:
    incident = entry_of(planned).incident
    assert incident
    return incident


def counts(planned: PlanEntry) -> dict[str, str]:
    report = entry_of(planned).reports[0]
    return {name: str(count) for name, count in report.counts.items()}


def test_a_daily_log(tmp_path: Path) -> None:
    """Two rows of heads, a merged day, dates in three manners, words for numbers, a sum below."""
    plan = plan_of(tables.daily_log, tmp_path)
    assert (plan.table.head_row, plan.table.head_rows) == (3, 2)
    assert plan.table.heads[3:5] == ("Загинуло / всього", "Загинуло / діти")
    assert [str(incident_of(one).event.date) for one in plan.planned] == [
        *["2022-08-17"] * 2,
        "2022-08-18",
        "2022-08-19",
    ]
    assert [counts(one) for one in plan.planned] == [
        {"killed": "7+", "injured": "16", "injured.child": "1"},
        {"killed": "2", "injured": "several"},
        {"injured": "3"},
        {"killed": "0"},
    ]
    first, _second, third, _fourth = map(entry_of, plan.planned)
    assert [note.text for note in first.notes] == [
        "Comment on Загинуло / всього: за словами міського голови"
    ]
    assert "Column J: перевірити у мерії" in third.reports[0].quote
    assert [(one.row, one.column) for one in plan.rejects] == [(9, "Дата"), (10, "Дата")]
    assert "depends on today" in plan.rejects[0].sentence


def test_a_list_of_victims(tmp_path: Path) -> None:
    """Cells merged over the rows of a strike: one incident, each person once, one number."""
    first, second = plan_of(tables.victims, tmp_path).planned
    assert first.rows == (2, 3, 4)
    assert counts(first) == {"killed": "3"}
    assert len(entry_of(first).reports) == 1
    people = entry_of(first).persons
    assert [(one.person.name, str(one.person.age), one.report) for one in people] == [
        ("A. Testenko", "34", 1),
        ("B. Testenko", "8", 1),
        ("", "", 1),
    ]
    assert "B. Testenko" in entry_of(first).reports[0].quote
    assert counts(second) == {"killed": "1"}


def test_remarks_and_american_dates(tmp_path: Path) -> None:
    """A place that may be several is asked about; a number merged over strikes is of none."""
    plan = plan_of(tables.remarks, tmp_path)
    assert [(one.rows, counts(one)) for one in plan.planned] == [((6,), {"killed": "1-2"})]
    event = incident_of(plan.planned[0]).event
    assert (str(event.date), str(event.time)) == ("2022-08-20", "21:30:00")
    assert [(one.row, one.column) for one in plan.rejects] == [
        (3, "Where"),
        (4, "Dead"),
        (5, "Dead"),
    ]
    assert "Possible answers: Saltivskyi" in plan.rejects[0].sentence


@pytest.mark.parametrize("make", [tables.daily_log, tables.victims, tables.remarks])
def test_no_row_is_lost(make: Callable[[Path], Path], tmp_path: Path) -> None:
    plan = plan_of(make, tmp_path)
    rows = [plan.table.number(index) for index, _cells in plan.table.rows()]
    taken = [row for one in plan.planned for row in one.rows]
    assert sorted([*taken, *{reject.row for reject in plan.rejects}]) == rows
