"""An incident of several days counts on its first day; a period it only reaches into says so."""

from datetime import date
from typing import Any

import pytest

from kharkiv_tracker.charts import day_source
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.store import totals
from kharkiv_tracker.store.case_file import CaseFile

SALTIVSKYI = "UA63120270010315719"
PUBLISHED = "2022-08-24T12:00"


def spanning(strike: Any, until: str, **fields: Any) -> Any:
    event = {"date": "2022-08-17", "precision": "range", "until": until}
    reports = [{"killed": "7", "published": PUBLISHED}]
    return strike(**{"event": event, "reports": reports, **fields})


def touching(case: CaseFile, selection: Selection, clock: str | None = None) -> int:
    """How many only reach into the period, as three ways of counting have it."""
    at = parse_clock(clock) if clock else None
    counts = {totals.totals(case, selection, as_known_on=at).left_out.touching}
    counts.add(day_source.left_out(case, View(selection, at)).touching)
    if at is None:
        counts.add(totals.overall(case, selection)[1].touching)
    index = day_source.make_index(case)
    counts.add(day_source.left_out(case, View(selection, at)).touching)
    assert index.left_out(Selection(), at).touching == 0
    (number,) = counts
    return number


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("2022-08-19", date(2022, 8, 19)),
        ("2022-08-19 early", date(2022, 8, 19)),
        ("2022-08-19T00:00", date(2022, 8, 19)),
        ("2022-08-18/2022-08-19T00:00", date(2022, 8, 18)),
        ("2022-08", date(2022, 8, 31)),
        ("2023", date(2023, 12, 31)),
    ],
)
def test_it_touches_every_day_after_its_first_to_its_last(
    case: CaseFile, add: Any, strike: Any, until: str, last: date
) -> None:
    add(case, spanning(strike, until))
    days = (date(2022, 8, 18), last, last.replace(day=last.day - 1))
    assert [touching(case, Selection(day, day)) for day in days] == [1, 1, int(last.day > 18)]
    after = date.fromordinal(last.toordinal() + 1)
    for selection in (
        Selection(after, after),
        Selection(first=after),
        Selection(date(2022, 8, 17), last),
        Selection(last=last),
        Selection(last=date(2022, 8, 16)),
        Selection(date(2022, 8, 16), date(2022, 8, 16)),
        Selection(),
    ):
        assert touching(case, selection) == 0
    (day,) = totals.per_day(case)
    assert (day.day, day.incidents) == (date(2022, 8, 17), 1)
    assert totals.totals(case, Selection(date(2022, 8, 18), last)).total.incidents == 0


def test_only_what_is_otherwise_selected_counts_and_was_known(
    case: CaseFile, add: Any, strike: Any
) -> None:
    second = date(2022, 8, 18)
    add(
        case,
        spanning(strike, "2022-08-19", weapons=["missile"]),
        spanning(strike, "2022-08-19", state="Withdrawn"),
        spanning(strike, "2022-08-19", grade="Discounted"),
        strike("2022-08-17"),
    )
    assert touching(case, Selection(second)) == 1
    assert touching(case, Selection(second, districts=(SALTIVSKYI,))) == 1
    assert touching(case, Selection(second, districts=("UA63120270010096107",))) == 0
    assert touching(case, Selection(second, text="KHT-2022-08-17-01")) == 1
    assert touching(case, Selection(second, text="KHT-2022-08-17-04")) == 0
    assert touching(case, Selection(second), "2022-08-24T11:59") == 0
    assert touching(case, Selection(second), PUBLISHED) == 1


def test_an_index_is_kept_right_when_a_range_changes(case: CaseFile, add: Any, strike: Any) -> None:
    add(case, strike("2022-08-17"))
    index = day_source.make_index(case)
    add(case, spanning(strike, "2022-12-31"))
    index = day_source.refresh_index(case, index, ["KHT-2022-08-17-02"])
    assert index.left_out(Selection(date(2022, 12, 1)), None).touching == 1
