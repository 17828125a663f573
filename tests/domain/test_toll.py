"""Tolls added up: many at once as one to the other, quantity by quantity."""

from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.domain.quantity import DERIVED
from kharkiv_tracker.domain.total import Toll, Total

TOTALS = st.one_of(
    st.builds(Total, unknown=st.integers(0, 3)),
    st.builds(
        lambda low, more, most, unknown, about: Total(
            low, low + more, None if most is None else low + more + most, unknown, about
        ),
        *(st.integers(0, 9), st.integers(0, 9), st.none() | st.integers(0, 9)),
        *(st.integers(0, 3), st.booleans()),
    ),
)
TOLLS = st.dictionaries(st.sampled_from(sorted(DERIVED)), TOTALS, max_size=4).map(Toll)


@given(st.lists(TOLLS, max_size=6))
def test_many_are_added_as_their_totals_one_by_one(tolls: list[Toll]) -> None:
    names = {name for toll in tolls for name in toll}
    slow = {
        name: reduce(lambda one, other: one + other, (toll[name] for toll in tolls), Total())
        for name in names
    }
    added = Toll.added(tolls)
    assert dict(added) == slow
    assert reduce(lambda one, other: one + other, tolls, Toll()) == added
