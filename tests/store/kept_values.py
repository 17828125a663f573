"""All that a case file keeps beside its records for speed, against what a slow hand makes of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.quantity import BESIDE, COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.store import (
    approval_history,
    derived_figures,
    incidents,
    record_checks,
    revision_chain,
    totals,
)
from kharkiv_tracker.store.case_file import CaseFile
from tests.store.lives import DISTRICTS
from tests.store.slow import Slow, flattened
from tests.store.test_incident_orders import KEYS, by_hand
from tests.tolls import slow_total

_CLOCK = parse_clock("2022-08-18")
_PERIOD = Selection(first=date(2022, 8, 17), last=date(2022, 8, 17), districts=DISTRICTS[:2])
#: Of each row of sums: how many figures, what they come to, of how many something is not known.
_SUMS = "quantity, incidents, low, best, high, unknown, about, open"


def compare(case: CaseFile) -> None:
    """Raise AssertionError where anything kept is not what the records come to."""
    slow = Slow(case)
    _compare_sums(case, slow)
    _compare_sort_columns(case, slow)
    _compare_rows(case, slow)
    _compare_totals(case, slow)
    for order in ("when", *KEYS):
        for descending in (False, True):
            assert incidents.ids(case, Selection(), order, descending) == by_hand(
                case, order, descending, None
            )
    # Steps, texts, flags and both indexes of texts, each anew of its own incident.
    assert list(record_checks.contents(case.db)) == []
    assert not revision_chain.has_other_heads(case.db)
    # What is left out where nothing can have changed is what the history says.
    uids = [uid for (uid,) in case.db.execute("SELECT uid FROM incidents")]
    unchanged = approval_history.unchanged(case.db, uids)
    assert all(derived_figures.since_approval(case.db, uid) is None for uid in unchanged)


def _compare_sums(case: CaseFile, slow: Slow) -> None:
    groups: dict[tuple[Any, ...], list[Figure]] = defaultdict(list)
    for code, incident in slow.incidents.items():
        if not incident.counts_in_totals:
            continue
        day = incident.event.date.isoformat() if incident.event.date else ""
        for name, figure in (slow.figures(code, None) or {}).items():
            is_part = "." in name and not name.startswith("affected.") and figure.low is not None
            if name in COUNTED or is_part:
                groups[day, incident.district, name].append(figure)
                groups[day, name].append(figure)
    for columns, table in (("date, district", "day_sums"), ("date", "date_sums")):
        stored = case.db.execute(f"SELECT {columns}, {_SUMS} FROM {table}").fetchall()  # noqa: S608
        width = len(columns.split(",")) + 1
        due = [(*key, *_sum(figures)) for key, figures in groups.items() if len(key) == width]
        assert Counter(stored) == Counter(due)


def _sum(figures: list[Figure]) -> tuple[Any, ...]:
    return (
        len(figures),
        *(_added(getattr(figure, end) for figure in figures) for end in ("low", "best", "high")),
        sum(figure.low is None for figure in figures),
        sum(figure.about for figure in figures),
        sum(figure.low is not None and figure.high is None for figure in figures),
    )


def _added(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _compare_sort_columns(case: CaseFile, slow: Slow) -> None:
    rows = case.db.execute(
        "SELECT code, by_killed, by_injured, by_stress, by_affected, by_missing, "
        "by_killed_children, by_weapon, by_reports FROM incidents"
    ).fetchall()
    for code, *stored in rows:
        figures = slow.figures(code, None) or {}
        best = {name: figure.best for name, figure in figures.items()}
        affected = best.get("affected")
        assert stored == [
            best.get("killed"),
            best.get("injured"),
            best.get("stress"),
            best.get("injured") if affected is None else affected,
            best.get("missing"),
            best.get("killed.children"),
            "|".join(sorted(map(str, slow.incidents[code].weapons))) or None,
            len(slow.reports[code]),
        ]


def _compare_rows(case: CaseFile, slow: Slow) -> None:
    ids = incidents.ids(case)
    page = incidents.rows(case, ids)
    assert sorted(row.code for row in page) == sorted(slow.incidents)
    for row in page:
        incident, figures = slow.incidents[row.code], slow.figures(row.code, None) or {}
        assert (row.event, row.district, row.place) == (
            incident.event,
            incident.district,
            incident.place,
        )
        assert (set(row.weapons), row.grade, row.state) == (
            set(incident.weapons),
            incident.grade,
            incident.state,
        )
        assert row.reports == len([one for one in slow.reports[row.code] if not one.withdrawn])
        assert row.is_merged == bool(slow.merged[row.code])
        for name in (*COUNTED, *BESIDE):
            known = figures.get(name, Figure())
            if name in COUNTED or known.low is not None:
                assert row.figures[name] == known


def _compare_totals(case: CaseFile, slow: Slow) -> None:
    for clock in (None, _CLOCK):
        for selection in (Selection(), _PERIOD):
            for by in totals.BY:
                result = totals.totals(case, selection, by, clock)
                due = slow.totals(selection, by, clock)
                assert {group.key: flattened(group) for group in result.groups} == due
            whole = slow.totals(selection, None, clock).get("", {})
            assert flattened(result.total) == whole
            assert result.left_out == slow.left_out(selection, clock)
    counting = [code for code, one in slow.incidents.items() if one.counts_in_totals]
    together = totals.of_incidents(case, incidents.ids(case)).toll
    for name in COUNTED:
        figures = [(slow.figures(code, None) or {}).get(name, Figure()) for code in counting]
        assert together[name] == slow_total(figures)
