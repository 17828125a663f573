"""The orders of the table against sorting by hand, and pages of rows against one row at a time."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import given

from kharkiv_tracker import collation, gazetteer
from kharkiv_tracker.domain.incident import Grade, ReviewState, Weapon
from kharkiv_tracker.domain.quantity import TOTALLED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.store import incident_details, incident_orders, incidents, verification
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.incident_details import DETAILS, KILLED_CHILDREN
from kharkiv_tracker.store.incidents import IncidentRow
from tests.store import lives

KNOWN = datetime(2022, 8, 18, tzinfo=UTC)


def _place(words: Any, word: object) -> int | None:
    listed = [str(listed_word) for listed_word in words]
    return listed.index(str(word)) if str(word) in listed else None


def _least(row: IncidentRow) -> int | None:
    return min((p for w in row.weapons if (p := _place(Weapon, w)) is not None), default=None)


def _district(row: IncidentRow) -> tuple[int, str] | None:
    place = _place((each.key for each in gazetteer.load().listed), row.district)
    return None if place is None else (place, row.district)


KEYS: dict[str, Callable[[IncidentRow], Any]] = {
    "code": lambda row: row.code,
    "district": _district,
    "place": lambda row: collation.key(row.place) if row.place else None,
    "weapon": _least,
    "grade": lambda row: _place(Grade, row.grade),
    "state": lambda row: _place(ReviewState, row.state),
    **{
        name: lambda row, name=name: row.figures[name].best if name in row.figures else None  # type: ignore[misc]
        for name in (*TOTALLED, KILLED_CHILDREN)
    },
}


def by_hand(case: CaseFile, order: str, descending: bool, clock: datetime | None) -> list[int]:
    """The ids in an order, sorted slowly: equal ones by time and code, whichever way."""
    everything = [row for (row,) in case.db.execute("SELECT id FROM incidents")]
    rows = incidents.rows(case, everything, clock, (KILLED_CHILDREN,))
    rows.sort(key=lambda row: (*row.event.sort_key(), row.code))
    if order == "when":
        dated = [row for row in rows if row.event.date]
        dated.sort(key=lambda row: row.event.sort_key(), reverse=descending)
        return [row.id for row in (*dated, *(row for row in rows if not row.event.date))]
    keys = {row.id: KEYS[order](row) for row in rows}
    known = [row.id for row in rows if keys[row.id] is not None]
    unknown = [row.id for row in rows if keys[row.id] is None]
    known.sort(key=keys.__getitem__, reverse=descending)
    is_first = order == "weapon" and not descending
    return unknown + known if is_first else known + unknown


@lives.UNHURRIED
@given(lives.BATCHES)
def test_every_order_is_the_one_sorted_by_hand(batches: list[list[Any]]) -> None:
    with lives.lived(batches) as case:
        for order in ("when", *KEYS):
            for descending in (False, True):
                for clock in (None, KNOWN):
                    sorted_ids = incidents.ids(case, Selection(), order, descending, clock)
                    assert sorted_ids == by_hand(case, order, descending, clock), order
        assert incident_orders.wrong(case.db) == []


def test_reports_and_details_are_sorted_as_they_are_shown(sample_case: CaseFile) -> None:
    every = incidents.ids(sample_case)
    rows = {row.id: row for row in incidents.rows(sample_case, every, columns=DETAILS)}
    numbers = dict(
        sample_case.db.execute(
            "SELECT i.id, count(r.id) FROM incidents AS i LEFT JOIN reports AS r "
            "ON r.incident = i.uid GROUP BY i.id"
        )
    )

    def report(row: int) -> Report:
        shown_report = rows[row].detail.report
        assert shown_report
        return shown_report

    names: dict[str, Callable[[int], str]] = {
        incident_details.SOURCE: lambda row: report(row).source.name,
        incident_details.SPEAKER: lambda row: str(report(row).speaker),
        incident_details.AUTHOR: lambda row: rows[row].detail.author,
    }
    for descending in (False, True):
        by_number = sorted(every, key=numbers.__getitem__, reverse=descending)
        assert incidents.ids(sample_case, order="reports", descending=descending) == by_number
        by_change = incidents.ids(sample_case, order="changed", descending=descending)
        changes = [rows[row].detail.changed for row in by_change]
        assert changes == sorted(changes, reverse=descending)
        for order, name in names.items():
            ordered = [
                name(row) for row in incidents.ids(sample_case, Selection(), order, descending)
            ]
            shown = sorted(filter(None, ordered), key=collation.key, reverse=descending)
            assert [text for text in ordered if text] == shown


@lives.UNHURRIED
@given(lives.BATCHES)
def test_a_page_of_rows_is_the_rows_one_by_one(batches: list[list[Any]]) -> None:
    with lives.lived(batches) as case:
        every = incidents.ids(case)
        columns = (*DETAILS, KILLED_CHILDREN)
        page = incidents.rows(case, every, columns=columns)
        assert page == [row for key in every for row in incidents.rows(case, [key], None, columns)]


def test_a_page_of_rows_takes_as_many_queries_as_a_row(
    sample_case: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    execute, numbers = sample_case.db.execute, []
    for ids in (incidents.ids(sample_case)[:2], incidents.ids(sample_case)):
        counter = count()

        def counted(*args: Any, counter: Any = counter) -> Any:
            next(counter)
            return execute(*args)

        monkeypatch.setattr(sample_case.db, "execute", counted)
        incidents.rows(sample_case, ids)
        monkeypatch.setattr(sample_case.db, "execute", execute)
        numbers.append(next(counter))
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("column", ["by_killed", "by_affected", "by_weapon", "by_change"])
def test_what_is_sorted_by_is_verified(sample_case: CaseFile, column: str) -> None:
    sample_case.db.execute(
        f"UPDATE incidents SET {column} = 77 WHERE id = 2"  # noqa: S608 - a column of ours
    )
    problems = verification.verify(sample_case).problems
    assert [problem.problem for problem in problems] == [
        "The sort index does not match the records."
    ]


@lives.UNHURRIED
@given(lives.BATCHES)
def test_withdrawn_are_counted_among_some(batches: list[list[Any]]) -> None:
    with lives.lived(batches) as case:
        every = incidents.ids(case)
        for ids in (every, every[::2]):
            states = [row.state for row in incidents.rows(case, ids)]
            assert incidents.withdrawn(case, ids) == states.count(ReviewState.WITHDRAWN)
