"""The incidents around a day, where there are more than are looked at."""

from datetime import date, timedelta

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.analysis.duplicate_pairs import around
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import incidents, near_incidents
from tests.cases import empty_case

DAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("most", "numbers"),
    [
        (9, [3, 3, 3]),
        (7, [2, 3, 2]),
        (5, [1, 3, 1]),
        (3, [0, 3, 0]),
        (2, [0, 2, 0]),
    ],
)
def test_those_of_the_day_go_before_others(most: int, numbers: list[int]) -> None:
    days = [DAY + timedelta(number) for number in (-1, 0, 1, 2)]
    made = [
        {
            "event": {"date": day.isoformat(), "time": f"{hour:02}:00"},
            "district": "Saltivskyi",
            "reports": [{"as_of": day.isoformat(), "office": "SES", "killed": "1"}],
        }
        for day in days
        for hour in (1, 12, 23)
    ]
    with empty_case() as case:
        case.record(entry_json.read({"incidents": made}, gazetteer.load()), "A", "test")
        rows = near_incidents.near(case, DAY, around(DAY), most)
        near = [row.event.date for row in incidents.rows(case, rows)]
    assert near == sorted(near, key=str)
    assert [near.count(day) for day in days[:3]] == numbers
