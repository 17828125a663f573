"""What counts come to when people are added to others, or are meant twice."""

from __future__ import annotations

from kharkiv_tracker.domain.count import Count, Qualifier
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _

ONE, SEVERAL = Count(Qualifier.EXACTLY, 1), Count(Qualifier.SEVERAL)


def added(first: Count, second: Count) -> Count:
    """Two groups of people together, as surely as the less sure of the two."""
    low, high = _low(first) + _low(second), None
    if first.high is not None and second.high is not None:
        high = first.high + second.high
    if first.about or second.about:
        if high is None or Qualifier.BETWEEN in (first.qualifier, second.qualifier):
            raise Refused(_("These numbers cannot be added up. Write the total."))
        return Count(Qualifier.ABOUT, low)
    if high is None:
        more = Qualifier.MORE_THAN in (first.qualifier, second.qualifier)
        return Count(Qualifier.MORE_THAN, low - 1) if more else Count(Qualifier.AT_LEAST, low)
    if low == high:
        return Count(Qualifier.EXACTLY, low)
    return Count(Qualifier.BETWEEN, low, high) if low else Count(Qualifier.UP_TO, high)


def at_least(count: Count) -> Count:
    """What is sure of a count where only some of what is said of it is."""
    if count.qualifier in (Qualifier.ABOUT, Qualifier.UP_TO, Qualifier.UNKNOWN):
        raise Refused(
            _("Write group and condition as separate numbers: 20 (2 children, 3 serious).")
        )
    if count.is_open or count.is_none:
        return count
    return Count(Qualifier.AT_LEAST, count.low)


def _low(count: Count) -> int:
    if count.low is None:
        raise Refused(_("These numbers cannot be added up. Write the total."))
    return count.low
