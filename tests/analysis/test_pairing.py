"""Pairs found one incident after another are those that comparing each with each finds."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.analysis.duplicates import alike
from kharkiv_tracker.analysis.pairing import Pairing
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.when import EventTime, Precision

DISTRICTS = ("UA63120270010315719", "UA63120270010216514", "UA63120270010096107")


@dataclass(frozen=True)
class Row:
    number: int
    event: EventTime
    district: str
    killed: Figure
    injured: Figure


def row(number: int, day: int | None, district: str, killed: int | None) -> Row:
    event = EventTime(precision=Precision.UNKNOWN)
    if day is not None:
        event = EventTime(date(2022, 8, 17) + timedelta(days=day), precision=Precision.DATE)
    return Row(number, event, district, Figure(killed, killed, killed), Figure())


@given(
    st.lists(
        st.tuples(
            st.none() | st.integers(0, 6),
            st.sampled_from(DISTRICTS),
            st.none() | st.integers(0, 9),
        ),
        max_size=20,
    )
)
def test_it_finds_what_comparing_each_with_each_finds(
    drawn: list[tuple[int | None, str, int | None]],
) -> None:
    drawn.sort(key=lambda one: (one[0] is None, one[0] or 0))
    rows = [row(number, *one) for number, one in enumerate(drawn)]
    pairing: Pairing[Row] = Pairing()
    found = {(other.number, one.number) for one in rows for other in pairing.add(one)}
    assert found == {
        (one.number, two.number)
        for one in rows
        for two in rows
        if one.number < two.number and alike(one, two)
    }
