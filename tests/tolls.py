"""Tolls by hand, and the slow and obvious sum that the program's own is held against."""

from collections.abc import Iterable

from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.quantity import INJURED, KILLED
from kharkiv_tracker.domain.total import Toll, Total


def toll(killed: Total, injured: Total) -> Toll:
    """What something comes to in these two."""
    return Toll({KILLED: killed, INJURED: injured})


def slow_total(added: Iterable[Figure | Total]) -> Total:
    """Figures added up as one would with a pencil, without the program's own addition."""
    low = best = high = unknown = 0
    is_known = is_open = is_about = False
    for one in added:
        unknown += one.unknown if isinstance(one, Total) else one.low is None
        if one.low is None or one.best is None:
            continue
        is_known = True
        low, best = low + one.low, best + one.best
        is_about = is_about or one.about
        if one.high is None:
            is_open = True
        else:
            high += one.high
    if not is_known:
        return Total(unknown=unknown)
    return Total(low, best, None if is_open else high, unknown, is_about)
