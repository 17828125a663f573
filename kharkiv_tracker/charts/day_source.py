"""Totals by day and district, from the known index where there is one, else from SQL."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from weakref import WeakKeyDictionary, WeakValueDictionary

from kharkiv_tracker.analysis.day_columns import Days
from kharkiv_tracker.analysis.known_index import KnownIndex
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.total import GroupTotal, LeftOut, Totals
from kharkiv_tracker.store import known_rows, remainders, totals
from kharkiv_tracker.store.case_file import CaseFile

#: Indices by the last revision of their case, so that every connection to one case shares them.
#: They live as long as their maker holds them.
_INDICES: WeakValueDictionary[tuple[int, str], KnownIndex] = WeakValueDictionary()
_Subsets = OrderedDict[Selection, KnownIndex]
_SUBSETS: WeakKeyDictionary[KnownIndex, _Subsets] = WeakKeyDictionary()
_MAX_SUBSETS = 3


def of(case: CaseFile, view: View) -> Days:
    """What each day adds to each district, as known on the view's clock."""
    known_index = _index_for(case, view)
    if known_index is None:
        return Days.of(totals.day_rows(case, view.selection, view.as_known_on))
    days = known_index.days(view.selection, view.as_known_on)
    return days.joined(remainders.rows(case.db, view.selection, view.as_known_on))


def left_out(case: CaseFile, view: View) -> LeftOut:
    """The number of incidents left out for their state, grade or missing date."""
    known_index = _index_for(case, view)
    if known_index is None:
        return totals.left_out(case, view.selection, view.as_known_on)
    return replace(
        known_index.left_out(view.selection, view.as_known_on),
        remainder=remainders.number_left_out(case.db, view.selection, view.as_known_on),
    )


def summed(days: Days, left: LeftOut, groups: Iterable[GroupTotal] = ()) -> Totals:
    """The total of all days, with what is left out and the groups."""
    return Totals(tuple(groups), days.total(""), left)


def index(case: CaseFile) -> KnownIndex | None:
    """The index of the case as it is now, if there is one."""
    return _INDICES.get(known_rows.content(case)) if _INDICES else None


def make_index(case: CaseFile) -> KnownIndex:
    """Read the whole case into an index; charts use it while the caller holds it."""
    with known_rows.read_transaction(case):
        return _register(
            case, KnownIndex.of(known_rows.incident_rows(case), known_rows.steps(case))
        )


def refresh_index(case: CaseFile, old: KnownIndex, changed: Iterable[str]) -> KnownIndex:
    """An index of the case as it is now, from one of before these incidents (by code) changed."""
    codes = sorted(changed)
    with known_rows.read_transaction(case):
        rows = [row for batch in known_rows.incident_rows(case, codes) for row in batch]
        if len(rows) == len(codes):
            ids = [row[0] for row in rows]
            return _register(case, old.updated(ids, [rows], known_rows.steps(case, codes)))
    # The old rows of a deleted incident cannot be identified.
    return make_index(case)


def _register(case: CaseFile, index: KnownIndex) -> KnownIndex:
    _INDICES[known_rows.content(case)] = index
    return index


def _index_for(case: CaseFile, view: View) -> KnownIndex | None:
    """The index for a view; None for a selection used once, for which SQL is quicker."""
    full, remainder = index(case), known_rows.without_days(view.selection)
    if full is None or remainder.is_everything:
        return full
    subsets = _SUBSETS.setdefault(full, OrderedDict())
    if remainder not in subsets and view.as_known_on is not None:
        subsets[remainder] = full.subset(known_rows.ids(case, remainder))
        while len(subsets) > _MAX_SUBSETS:
            subsets.popitem(last=False)
    return subsets.get(remainder)
