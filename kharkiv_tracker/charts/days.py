"""What each day adds, from the index of what became known when where one is at hand, else SQL."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from weakref import WeakKeyDictionary, WeakValueDictionary

from kharkiv_tracker.analysis.columns import Days
from kharkiv_tracker.analysis.knowing import Knowing
from kharkiv_tracker.domain.figure import LeftOut
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.view import View
from kharkiv_tracker.store import knowing, totals
from kharkiv_tracker.store.case_file import CaseFile

#: Indices by the last revision of the case they were made of, whose hash stands for all before it,
#: so that every connection to one case finds them. They last as long as who made them keeps them.
_AT_HAND: WeakValueDictionary[tuple[int, str], Knowing] = WeakValueDictionary()
_Narrowed = OrderedDict[Selection, Knowing]
_NARROWED: WeakKeyDictionary[Knowing, _Narrowed] = WeakKeyDictionary()
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


def index(case: CaseFile) -> Knowing | None:
    """The index of the case as it is now, if one is at hand."""
    return _AT_HAND.get(knowing.content(case)) if _AT_HAND else None


def make_index(case: CaseFile) -> Knowing:
    """Read the whole case into an index; charts use it for as long as the caller keeps it."""
    with knowing.unmoved(case):
        return _kept(case, Knowing.of(knowing.standings(case), knowing.steps(case)))


def renew_index(case: CaseFile, old: Knowing, changed: Iterable[str]) -> Knowing:
    """An index of the case as it is now, from one of before these incidents (by code) changed."""
    codes = sorted(changed)
    with knowing.unmoved(case):
        told = [row for batch in knowing.standings(case, codes) for row in batch]
        if len(told) == len(codes):
            ids = [row[0] for row in told]
            return _kept(case, old.renewed(ids, [told], knowing.steps(case, codes)))
    # What is there no more cannot tell which of the old rows were its own.
    return make_index(case)


def _kept(case: CaseFile, made: Knowing) -> Knowing:
    _AT_HAND[knowing.content(case)] = made
    return made


def _index_for(case: CaseFile, view: View) -> Knowing | None:
    """The index that answers a view; one selection asked for but once is quicker asked of SQL."""
    whole, beyond = index(case), knowing.beyond_days(view.selection)
    if whole is None or beyond.is_everything:
        return whole
    held = _NARROWED.setdefault(whole, OrderedDict())
    if beyond not in held and view.as_known_on is not None:
        held[beyond] = whole.among(knowing.ids(case, beyond))
        while len(held) > _MOST_NARROWED:
            held.popitem(last=False)
    return held.get(beyond)
