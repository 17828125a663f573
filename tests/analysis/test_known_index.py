"""The index of what became known when, on bare rows, against adding up step by step."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations, product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.analysis.known_index import KnownIndex
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.quantity import COUNTED, INJURED, KILLED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import Addends
from tests.tolls import slow_total

START = datetime(2022, 2, 24, tzinfo=UTC)
FIRST = date(2022, 2, 24)
#: More days and districts than fit into one byte.
DAYS, DISTRICTS = 90, ("west", "east", "north")

Step = tuple[int, int, int, bool]
Incident = tuple[int | None, str, list[Step]]


def _incident(day: int | None, district: str, hours: tuple[int, ...], *steps: Any) -> Incident:
    return day, district, [(hour, *step) for hour, step in zip(hours, steps, strict=False)]


def _figure(low: int, more: int, is_open: bool) -> Figure:
    return Figure(low, low, None if is_open else low + more) if low >= 0 else Figure()


#: One to three hours, and for each what was known from then on: how low, how far up, and whether
#: open upwards. Few draws, for drawing is most of the time of this law.
_HOURS = st.sampled_from([hours for n in (1, 2, 3) for hours in combinations(range(6), n)])
_KNOWN = st.sampled_from(list(product(range(-1, 5), range(4), (False, True))))
INCIDENTS = st.lists(
    st.builds(
        _incident,
        st.none() | st.integers(0, DAYS),
        st.sampled_from(DISTRICTS),
        _HOURS,
        *[_KNOWN] * 3,
    ),
    max_size=40,
)


@given(incidents=INCIDENTS, hours=st.lists(st.integers(-1, 6), max_size=4))
def test_every_instant_has_the_sums_of_the_steps_that_stood_then(
    incidents: list[Incident], hours: list[int]
) -> None:
    standings, steps = [], []
    for number, (day, district, changes) in enumerate(incidents):
        iso = (FIRST + timedelta(days=day)).isoformat() if day is not None else None
        standings.append((number * 7, iso, None, district, 0))
        for quantity in range(len(COUNTED)):
            for hour, low, more, is_open in changes:
                second = int((START + timedelta(hours=hour)).timestamp())
                added = Addends.of(_figure(low, more, is_open))
                steps.append((number * 7, quantity, second, *added))
    index = KnownIndex.of([standings], [steps])
    for hour in hours:
        due: dict[tuple[date | None, str], list[Figure]] = {}
        for day, district, changes in incidents:
            stood = [step for step in changes if step[0] <= hour]
            if stood:
                _hour, low, more, is_open = stood[-1]
                figure = _figure(low, more, is_open)
                when = FIRST + timedelta(days=day) if day is not None else None
                due.setdefault((when, district), []).append(figure)
        days = index.days(Selection(), START + timedelta(hours=hour)).totals()
        assert {(day.day, day.district) for day in days} == set(due)
        for day in days:
            figures = due[day.day, day.district]
            assert day.incidents == len(figures)
            assert day.toll.counted == (slow_total(figures),) * len(COUNTED)


def test_more_days_than_a_byte_counts_are_told_apart() -> None:
    number, quantities = 300, range(len(COUNTED))
    days = [(FIRST + timedelta(days=n)).isoformat() for n in range(number)]
    standings = [(n, day, None, "west", n % 4) for n, day in enumerate(days)]
    second = int(START.timestamp())
    steps = [(n, which, second, 1, n, n, n, 0, 0, 0) for n in range(number) for which in quantities]
    index = KnownIndex.of([standings], [steps])
    columns = index.days(Selection(), None)
    assert columns.sums[KILLED].best.tolist() == [n for n in range(number) if n % 4 == 0]
    assert columns.sums[INJURED].best.tolist() == columns.sums[KILLED].best.tolist()
    left = index.left_out(Selection(first=FIRST + timedelta(days=100)), None)
    assert (left.withdrawn, left.discounted, left.undated) == (50, 50, 0)
    assert index.moments.tolist() == [second]
