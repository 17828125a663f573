"""What does not change while a clock is moved, kept for as long: today's days, the statements."""

from __future__ import annotations

from dataclasses import replace
from weakref import WeakKeyDictionary

from kharkiv_tracker.analysis.columns import Days
from kharkiv_tracker.analysis.knowing import Knowing
from kharkiv_tracker.charts import days
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.view import View
from kharkiv_tracker.store import statements as stored_statements
from kharkiv_tracker.store.case_file import CaseFile

_KEPT: WeakKeyDictionary[Knowing, tuple[View, Days]] = WeakKeyDictionary()
_TOLD: WeakKeyDictionary[Knowing, tuple[Statement, ...]] = WeakKeyDictionary()


def of(case: CaseFile, view: View) -> Days:
    """What each day adds as known today; the same columns again until case or selection change."""
    today = replace(view, as_known_on=None)
    content = days.index(case)
    if content is None:
        return days.of(case, today)
    kept = _KEPT.get(content)
    if kept is None or kept[0] != today:
        kept = _KEPT[content] = (today, days.of(case, today))
    return kept[1]


def statements(case: CaseFile) -> tuple[Statement, ...]:
    """All official totals; the same again until the case changes."""
    content = days.index(case)
    if content is None:
        return stored_statements.statements(case)
    told = _TOLD.get(content)
    if told is None:
        told = _TOLD[content] = stored_statements.statements(case)
    return told
