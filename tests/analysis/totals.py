"""Totals and days of every sort, for laws that hold of all of them.

Values are drawn in as few draws as possible, which take most of the time of such a test.
"""

from datetime import date, timedelta

from hypothesis import strategies as st

from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.total import DayTotal, Toll, Total

FIRST = date(2022, 2, 24)

_ONLY_UNKNOWN = [Total(unknown=unknown) for unknown in (1, 2, 3)]
#: Open upwards or closed, about or not, with reports of no number beside them or none.
_KNOWN = [
    Total(low, best, high, unknown, about)
    for unknown in range(3)
    for low in range(10)
    for best in range(low, low + 4)
    for high in (None, *range(best, best + 6))
    for about in (False, True)
]
TOTALS = st.sampled_from(_ONLY_UNKNOWN) | st.sampled_from(_KNOWN)


def dates(days: int) -> st.SearchStrategy[date | None]:
    """One of so many days, or as often none."""
    return st.none() | st.sampled_from([FIRST + timedelta(days=after) for after in range(days)])


DAY_TOTALS = st.builds(
    DayTotal,
    dates(10),
    st.sampled_from("abc"),
    st.integers(1, 3),
    st.fixed_dictionaries(dict.fromkeys(COUNTED, TOTALS)).map(Toll),
)
