"""Cells of tables: numbers and times in the ways that programs and people write them."""

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.fields import Kind
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.imports.columns.column_map import DateOrder
from kharkiv_tracker.imports.rows import cell_text
from kharkiv_tracker.imports.rows.time_cells import TimeCells
from tests import cases
from tests.imports.tables import planned

HEADS = ("Date", "Time", "District", "Killed")


def event_of(day: str, time: str = "") -> tuple[str, str, str]:
    """When a row of this date and time was: the day, the time and the end."""
    (entry,) = planned(cases.empty_case(), [HEADS, (day, time, "Saltivskyi", "1")]).planned
    event = entry.entry.incident.event  # type: ignore[union-attr]
    return str(event.date), str(event.time or ""), str(event.until or "")


@pytest.mark.parametrize(
    ("text", "number"),
    [("7.0", "7"), ("7,00", "7"), ("1,000", "1,000"), ("1.000", "1.000"), ("12,000", "12,000")],
)
def test_three_zeros_are_thousands_and_no_fraction(text: str, number: str) -> None:
    assert cell_text.number(text) == number


@pytest.mark.parametrize(
    ("text", "day_first", "month_first"),
    [
        ("03/04/2022-05/04/2022", ("2022-04-03", "2022-04-05"), ("2022-03-04", "2022-05-04")),
        ("03/04/2022 – 05/04/2022", ("2022-04-03", "2022-04-05"), ("2022-03-04", "2022-05-04")),
        ("from 03/04/22 to 05/04/22", ("2022-04-03", "2022-04-05"), ("2022-03-04", "2022-05-04")),
        ("17-18.08.2022", ("2022-08-17", "2022-08-18"), ("2022-08-17", "2022-08-18")),
    ],
)
def test_every_date_of_a_range_has_the_order_chosen(
    text: str, day_first: tuple[str, str], month_first: tuple[str, str]
) -> None:
    """The second one was read day first in any case."""
    for order, expected in (
        (DateOrder.DAY_FIRST, day_first),
        (DateOrder.MONTH_FIRST, month_first),
    ):
        event = TimeCells(gazetteer.load(), order).read(Kind.EVENT, text)
        assert (event["date"], event["until"]) == expected


def test_dates_within_a_text_say_the_order() -> None:
    found = cell_text.evidence(["03/04/2022-05/14/2022"])
    assert found.order is DateOrder.MONTH_FIRST
    assert cell_text.evidence(["Sun 03/04/2022"]).is_asked
    with pytest.raises(Refused):
        cell_text.day("Wed 17/08/2022", DateOrder.MONTH_FIRST)


@pytest.mark.parametrize(
    ("day", "time", "expected"),
    [
        # An end is no offset from the time of the world, which made it the next day.
        ("17.08.2022", "14:30-15:30", ("2022-08-17", "14:30", "2022-08-17 15:30")),
        ("2022-08-17 14:30-15:30", "", ("2022-08-17", "14:30", "2022-08-17 15:30")),
        ("2022-08-17T22:30:00Z", "", ("2022-08-18", "01:30", "")),
        # A time does not make one day of several.
        ("17-18.08.2022", "14:30", ("2022-08-17", "", "2022-08-18")),
        ("August 2022", "14:30", ("2022-08-01", "", "2022-08-31")),
        # A midnight to the second is how programs write a day.
        ("2022-08-17 00:00:00", "", ("2022-08-17", "", "")),
        ("2022-08-17T00:00:00.000Z", "", ("2022-08-17", "", "")),
        ("2022-08-16T21:00:00.000Z", "", ("2022-08-17", "", "")),
        ("17.08.2022 0:00", "", ("2022-08-17", "00:00", "")),
        ("2022-08-17 14:30:59", "", ("2022-08-17", "14:30", "")),
        ("17.08.2022", "14:30:59", ("2022-08-17", "14:30", "")),
        ("17.08.2022", "-", ("2022-08-17", "", "")),
    ],
)
def test_times(day: str, time: str, expected: tuple[str, str, str]) -> None:
    found = event_of(day, time)
    assert (found[0], found[1][:5], found[2].replace("T", " ")[:16]) == expected


def test_a_time_on_several_days_is_kept() -> None:
    heads = (*HEADS, "Quote")
    row = ("17-18.08.2022", "14:30", "Saltivskyi", "1", "words")
    (entry,) = planned(cases.empty_case(), [heads, row]).planned
    assert [note.text for note in entry.entry.notes] == ["Time: 14:30"]  # type: ignore[union-attr]
