"""Times: intervals as they were told, in Kyiv's hours."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.domain.when import (
    AsOf,
    EventTime,
    Precision,
    parse_as_of,
    parse_clock,
    parse_date,
    parse_time,
    zone,
)
from kharkiv_tracker.errors import Refused


def when(text: str) -> AsOf:
    parsed = parse_as_of(text)
    assert parsed is not None
    return parsed


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2022-08-18", "2022-08-18T00:00", "2022-08-19T00:00"),
        ("2022-08-18 early", "2022-08-18T00:00", "2022-08-18T12:00"),
        ("2022-08-18 late", "2022-08-18T12:00", "2022-08-19T00:00"),
        ("2022-08-18T09:00", "2022-08-18T09:00", "2022-08-18T09:00"),
        ("2022-08-19/2022-08-20", "2022-08-19T00:00", "2022-08-21T00:00"),
        ("2023-07 early", "2023-07-01T00:00", "2023-07-16T00:00"),
        ("2023-12", "2023-12-01T00:00", "2024-01-01T00:00"),
        ("2022 early", "2022-01-01T00:00", "2022-07-01T00:00"),
    ],
)
def test_an_as_of_is_the_interval_it_names(text: str, start: str, end: str) -> None:
    parsed = when(text)
    assert parsed.start == datetime.fromisoformat(start).replace(tzinfo=zone())
    assert parsed.end == datetime.fromisoformat(end).replace(tzinfo=zone())
    assert when(str(parsed)) == parsed


@pytest.mark.parametrize(
    ("later", "earlier", "is_later"),
    [
        ("2022-08-18", "2022-08-17", True),
        ("2022-08-18 early", "2022-08-17 late", True),
        ("2022-08-18T09:00", "2022-08-18", False),
        ("2022-08-18", "2022-08-18T09:00", False),
        ("2022-08-18T12:00", "2022-08-18 early", True),
        ("2022-08-18T09:00", "2022-08-18T09:00", False),
        ("2022-08-18T09:01", "2022-08-18T09:00", True),
    ],
)
def test_later_means_beginning_after_the_other_ended(
    later: str, earlier: str, is_later: bool
) -> None:
    assert when(later).is_later_than(when(earlier)) is is_later


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    summer, winter = when("2022-10-30T03:30+03:00"), when("2022-10-30T03:30+02:00")
    assert winter.is_later_than(summer)
    assert when(str(winter)) == winter
    assert when(str(summer)) == summer


def test_a_day_of_changing_clocks_has_its_own_length() -> None:
    hours = [(when(day).end - when(day).start).seconds // 3600 for day in ("2022-03-27",)]
    assert hours == [23]


def test_other_zones_become_kyiv_time() -> None:
    assert str(when("2022-08-18T06:00Z")) == "2022-08-18T09:00"


def test_a_bare_date_on_a_clock_is_the_end_of_that_day() -> None:
    assert parse_clock("2022-08-18") == datetime(2022, 8, 18, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["2022-02-30", "2022-13-01", "yesterday", "2022-08-18T25:00", "18.08.2022", "0001-01-01",
     "2022-08-20/2022-08-19", "2022-08-18 noon", "9999-12-31", "2022-08-18T09:00+99:00"],
)  # fmt: skip
def test_impossible_times_are_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Refused, match=r"\.$"):
        parse_as_of(text)


def test_blank_is_unknown() -> None:
    assert parse_as_of("  ") is None


@given(st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1)))  # noqa: DTZ001 - made aware next
def test_any_minute_is_printed_as_it_is_read(naive: datetime) -> None:
    instant = naive.replace(second=0, microsecond=0, tzinfo=UTC)
    parsed = when(instant.strftime("%Y-%m-%dT%H:%MZ"))
    assert parsed.start == instant
    assert when(str(parsed)).start == instant


@pytest.mark.parametrize("typed", ["24:00", "7", "21.30", "ab:cd", "21:60"])
def test_impossible_hours_are_refused(typed: str) -> None:
    with pytest.raises(Refused):
        parse_time(typed)


@pytest.mark.parametrize("typed", ["2022-08-32", "22-08-01", "", "2022-08-01T09:00"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        parse_date(typed)


DAY, HOUR = date(2022, 8, 17), time(21, 30)


def test_events_sort_by_the_hour_and_undated_ones_last() -> None:
    events = [
        EventTime(),
        EventTime(DAY, None, Precision.NIGHT),
        EventTime(DAY, HOUR, Precision.APPROXIMATE),
        EventTime(DAY, None, Precision.DATE),
        EventTime(DAY, None, Precision.DAWN),
    ]
    ordered = sorted(events, key=EventTime.sort_key)
    assert [event.precision for event in ordered] == [
        Precision.DATE,
        Precision.DAWN,
        Precision.APPROXIMATE,
        Precision.NIGHT,
        Precision.UNKNOWN,
    ]


@pytest.mark.parametrize(
    ("day", "hour", "precision", "until"),
    [
        (None, None, Precision.DATE, None),
        (DAY, None, Precision.UNKNOWN, None),
        (DAY, None, Precision.EXACT, None),
        (DAY, HOUR, Precision.DATE, None),
        (DAY, None, Precision.RANGE, None),
        (DAY, None, Precision.DATE, "2022-08-18"),
        (DAY, None, Precision.RANGE, "2022-08-16"),
    ],
)
def test_an_event_that_contradicts_itself_is_refused(
    day: date | None, hour: time | None, precision: Precision, until: str | None
) -> None:
    with pytest.raises(Refused):
        EventTime(day, hour, precision, parse_as_of(until or ""))


@pytest.mark.parametrize("text", ["2022-0", "2022-00", "2022-08-00", "2022-00-18"])
def test_a_month_or_a_day_zero_is_in_no_calendar(text: str) -> None:
    with pytest.raises(Refused, match="is not a valid date"):
        parse_as_of(text)
