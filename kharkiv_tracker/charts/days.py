"""What each day adds, from the index of what became known when where one is at hand, else SQL."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from weakref import WeakKeyDictionary, WeakValueDictionary

from kharkiv_tracker.analysis.columns import Days
from kharkiv_tracker.analysis.known_index import KnownIndex
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import GroupTotal, LeftOut, Totals
from kharkiv_tracker.domain.view import View
from kharkiv_tracker.store import known_rows, totals
from kharkiv_tracker.store.case_file import CaseFile

#: Indices by the last revision of the case they were made of, whose hash stands for all before it,
#: so that every connection to one case finds them. They last as long as who made them keeps them.
_AT_HAND: WeakValueDictionary[tuple[int, str], KnownIndex] = WeakValueDictionary()
_Narrowed = OrderedDict[Selection, KnownIndex]
_NARROWED: WeakKeyDictionary[KnownIndex, _Narrowed] = WeakKeyDictionary()
_MOST_NARROWED = 3


def of(case: CaseFile, view: View) -> Days:
    """What each day adds to each district, as known on the view's clock."""
    at_hand = _index_for(case, view)
    if at_hand is None:
        return Days.of(totals.day_rows(case, view.selection, view.as_known_on))
    return at_hand.days(view.selection, view.as_known_on)


def left_out(case: CaseFile, view: View) -> LeftOut:
    """How many incidents the selection would hold but for their state, grade or missing date."""
    at_hand = _index_for(case, view)
    if at_hand is None:
        return totals.left_out(case, view.selection, view.as_known_on)
    return at_hand.left_out(view.selection, view.as_known_on)


def summed(days: Days, left: LeftOut, groups: Iterable[GroupTotal] = ()) -> Totals:
    """What all days come to together, beside what is left out and the groups they fall into."""
    total = GroupTotal("", int(days.incidents.sum()), days.toll())
    return Totals(tuple(groups), total, left)


def index(case: CaseFile) -> KnownIndex | None:
    """The index of the case as it is now, if one is at hand."""
    return _AT_HAND.get(known_rows.content(case)) if _AT_HAND else None


def make_index(case: CaseFile) -> KnownIndex:
    """Read the whole case into an index; charts use it for as long as the caller keeps it."""
    with known_rows.unmoved(case):
        return _registered(case, KnownIndex.of(known_rows.standings(case), known_rows.steps(case)))


def renew_index(case: CaseFile, old: KnownIndex, changed: Iterable[str]) -> KnownIndex:
    """An index of the case as it is now, from one of before these incidents (by code) changed."""
    codes = sorted(changed)
    with known_rows.unmoved(case):
        rows = [row for batch in known_rows.standings(case, codes) for row in batch]
        if len(rows) == len(codes):
            ids = [row[0] for row in rows]
            return _registered(case, old.renewed(ids, [rows], known_rows.steps(case, codes)))
    # What is there no more cannot tell which of the old rows were its own.
    return make_index(case)


def _registered(case: CaseFile, index: KnownIndex) -> KnownIndex:
    _AT_HAND[known_rows.content(case)] = index
    return index


def _index_for(case: CaseFile, view: View) -> KnownIndex | None:
    """The index that answers a view; one selection asked for but once is quicker asked of SQL."""
    whole, beyond = index(case), known_rows.beyond_days(view.selection)
    if whole is None or beyond.is_everything:
        return whole
    held = _NARROWED.setdefault(whole, OrderedDict())
    if beyond not in held and view.as_known_on is not None:
        held[beyond] = whole.among(known_rows.ids(case, beyond))
        while len(held) > _MOST_NARROWED:
            held.popitem(last=False)
    return held.get(beyond)
