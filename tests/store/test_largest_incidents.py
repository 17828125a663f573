"""The biggest incidents are those that looking through all of them finds."""

from collections.abc import Iterator

import pytest

from kharkiv_tracker.domain.counting_rule import derive
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.store import incidents, totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.largest_incidents import largest as largest_of
from tests.cases import sample_case


@pytest.fixture(scope="module")
def case() -> Iterator[CaseFile]:
    with sample_case() as made:
        yield made


def among(case: CaseFile, quantity: str) -> list:
    days = [
        (day_total.day, day_total.district, day_total.toll[quantity].best or 0)
        for day_total in totals.per_day(case)
        if day_total.day
    ]
    return sorted(days, key=lambda day_total: -day_total[2])


@pytest.mark.parametrize("quantity", ["killed", "injured"])
@pytest.mark.parametrize("most", [1, 3, 50])
def test_they_are_those_with_most(case: CaseFile, quantity: str, most: int) -> None:
    slow = []
    for row in incidents.rows(case, incidents.ids(case)):
        best = derive(incidents.grounds(case, row.code))[quantity].best
        if row.event.date and best:
            slow.append((-best, row.event.date, row.code))
    largest = largest_of(case, quantity, among(case, quantity), most)
    assert [(-(b.figure.best or 0), b.day, b.code) for b in largest] == sorted(slow)[:most]


def test_the_selection_and_the_clock_hold(case: CaseFile) -> None:
    days = among(case, "killed")
    district = days[-1][1]
    only = largest_of(case, "killed", days, 9, Selection(districts=(district,)))
    assert {item.district for item in only} <= {district}
    then = largest_of(case, "killed", days, 9, as_known_on=parse_clock("2022-08-18T12:00"))
    assert then[0].figure.is_open
    assert then[0].figure.best == 7
