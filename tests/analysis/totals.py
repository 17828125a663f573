"""Totals of every sort, for laws that hold of all of them."""

from hypothesis import strategies as st

from kharkiv_tracker.domain.figure import Total


@st.composite
def any_total(draw: st.DrawFn) -> Total:
    """Unknown, open upwards or closed, about or not."""
    unknown = draw(st.integers(0, 2))
    if draw(st.booleans()):
        return Total(unknown=unknown + 1)
    low = draw(st.integers(0, 9))
    best = low + draw(st.integers(0, 3))
    high = draw(st.none() | st.integers(best, best + 5))
    return Total(low, best, high, unknown, draw(st.booleans()))
