"""Data that do not change with the known-on date, cached: today's days, the statements."""

from __future__ import annotations

from dataclasses import replace
from weakref import WeakKeyDictionary

from kharkiv_tracker.analysis.day_columns import Days
from kharkiv_tracker.analysis.known_index import KnownIndex
from kharkiv_tracker.charts import day_source
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.store import statements as stored_statements
from kharkiv_tracker.store.case_file import CaseFile

_DAYS: WeakKeyDictionary[KnownIndex, tuple[View, Days]] = WeakKeyDictionary()
_STATEMENTS: WeakKeyDictionary[KnownIndex, tuple[Statement, ...]] = WeakKeyDictionary()


def of(case: CaseFile, view: View) -> Days:
    """What each day adds as known today; the same columns again until case or selection change."""
    today = replace(view, as_known_on=None)
    index = day_source.index(case)
    if index is None:
        return day_source.of(case, today)
    last = _DAYS.get(index)
    if last is None or last[0] != today:
        last = _DAYS[index] = (today, day_source.of(case, today))
    return last[1]


def statements(case: CaseFile) -> tuple[Statement, ...]:
    """All official totals; the same again until the case changes."""
    index = day_source.index(case)
    if index is None:
        return stored_statements.statements(case)
    cached = _STATEMENTS.get(index)
    if cached is None:
        cached = _STATEMENTS[index] = stored_statements.statements(case)
    return cached
