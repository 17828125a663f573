"""Dates as analysts type them: day first, years filled in, and nothing that no calendar has."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker import labels
from kharkiv_tracker.domain.when import EventTime, Precision, parse_as_of
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import speaking
from kharkiv_tracker.intake.day_syntax import read_as_of, read_day, read_event

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("17.08.2022 ~21:30", ("2022-08-17", "21:30", "approximate")),
        ("17.08.2022 about 21:30", ("2022-08-17", "21:30", "approximate")),
        ("17.08.2022 близько 21:30", ("2022-08-17", "21:30", "approximate")),
        ("17.08.22 21:30", ("2022-08-17", "21:30", "exact")),
        ("2022-08-17 21:30", ("2022-08-17", "21:30", "exact")),
        ("2022-08-17T21:30", ("2022-08-17", "21:30", "exact")),
        ("17/08/2022", ("2022-08-17", None, "date")),
        ("170822", ("2022-08-17", None, "date")),
        ("17082022", ("2022-08-17", None, "date")),
        ("170822 2130", ("2022-08-17", "21:30", "exact")),
        ("17 Aug 2022", ("2022-08-17", None, "date")),
        ("August 17, 2022", ("2022-08-17", None, "date")),
        ("17 серпня 2022", ("2022-08-17", None, "date")),
        ("17 серпня 2022 року", ("2022-08-17", None, "date")),
        ("17 августа 2022", ("2022-08-17", None, "date")),
        ("18.08.2022 dawn", ("2022-08-18", None, "dawn")),
        ("18.08.2022 на світанку", ("2022-08-18", None, "dawn")),
        ("night of 17.08.2022", ("2022-08-17", None, "night")),
        ("17.08.2022 night ~23:10", ("2022-08-17", "23:10", "night")),
        ("Wednesday 17 August 2022", ("2022-08-17", None, "date")),
        ("17.08", ("2026-08-17", None, "date")),
        ("1708", ("2026-08-17", None, "date")),
        ("17.12", ("2025-12-17", None, "date")),
        ("29.02", ("2024-02-29", None, "date")),
        ("today", ("2026-11-22", None, "date")),
        ("yesterday ~21:30", ("2026-11-21", "21:30", "approximate")),
        ("вчора", ("2026-11-21", None, "date")),
    ],
)
def test_events(text: str, event: tuple[str, str | None, str]) -> None:
    day, hour, precision = event
    expected = {"date": day, "precision": precision} | ({"time": hour} if hour else {})
    assert read_event(text, TODAY) == expected


@pytest.mark.parametrize("text", ["?", "unknown", "undated", "невідомо", "без дати"])
def test_an_unknown_day_is_undated(text: str) -> None:
    assert read_event(text, TODAY) == {"precision": "unknown"}


def test_a_year_used_before_is_taken_again_unless_that_day_has_not_come() -> None:
    assert read_event("17.08", TODAY, 2022)["date"] == "2022-08-17"
    assert read_event("17.12", TODAY, 2026)["date"] == "2025-12-17"
    assert read_event("17.08.2023", TODAY, 2022)["date"] == "2023-08-17"


def test_a_day_that_has_not_come_is_taken_since_the_clock_may_be_wrong() -> None:
    assert read_event("17.08.2027", TODAY)["date"] == "2027-08-17"


def test_a_range_runs_until_its_last_day() -> None:
    expected = {"date": "2022-08-17", "precision": "range", "until": "2022-08-19"}
    assert read_event("17.08.2022 - 19.08", TODAY) == expected
    assert read_event("17.08.2022 to 19.08.2022", TODAY) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("08/17/2022", "the day comes first; write 17.08"),
        ("31.02.2022", "no calendar has"),
        ("17.08.2022 25:00", "not a time of day"),
        ("Thursday 17 August 2022", "another weekday"),
        ("last week", "not understood"),
        ("17.08.2022 18.08.2022", "not understood"),
        ("18.08.2022 early", "Say dawn"),
        ("", "A date is needed"),
    ],
)
def test_what_is_no_day_is_refused_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read_event(text, TODAY)


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("", ""),
        ("?", ""),
        ("18.08 09:00", "2022-08-18T09:00"),
        ("18.08", "2022-08-18"),
        ("18.08 early", "2022-08-18 early"),
        ("18 Aug 2022, early", "2022-08-18 early"),
        ("18.08 morning", "2022-08-18 early"),
        ("17.08 пізно", "2022-08-17 late"),
        ("night of 17.08", "2022-08-17 late"),
        ("2023-07", "2023-07"),
        ("2023-07 early", "2023-07 early"),
        ("19.08 - 20.08", "2022-08-19/2022-08-20"),
        ("2022-10-30T03:30+02:00", "2022-10-30T03:30+02:00"),
    ],
)
def test_as_of(text: str, as_of: str) -> None:
    assert read_as_of(text, TODAY, 2022) == as_of


def test_as_of_does_not_pretend_to_be_exact() -> None:
    with pytest.raises(Refused, match="an as-of time is exact"):
        read_as_of("18.08 ~09:00", TODAY, 2022)


def test_a_day_alone() -> None:
    assert read_day("24.02.2022", TODAY) == "2022-02-24"
    assert read_day("", TODAY) == ""
    with pytest.raises(Refused, match="A day is needed"):
        read_day("24.02.2022 05:00", TODAY)


PAST = st.dates(date(2014, 1, 1), TODAY)
PARTS = st.sampled_from(["night", "dawn", "morning", "day", "evening"])


@given(PAST, st.times(), st.booleans(), st.booleans())
def test_what_is_printed_is_read_back(day: date, at: time, about: bool, short: bool) -> None:
    precision = Precision.APPROXIMATE if about else Precision.EXACT
    event = EventTime(day, at.replace(second=0, microsecond=0), precision)
    assert read_event(labels.event_time(event, short), TODAY) == {
        "date": day.isoformat(),
        "time": at.strftime("%H:%M"),
        "precision": precision.value,
    }


@given(PAST, PARTS)
def test_parts_of_the_day_are_read_back(day: date, part: str) -> None:
    event = EventTime(day, None, Precision(part))
    read = read_event(labels.event_time(event), TODAY)
    assert read == {"date": day.isoformat(), "precision": part}


@given(PAST)
def test_days_are_read_back_in_both_languages_and_with_their_weekday(day: date) -> None:
    for language in ("en", "uk"):
        with speaking(language):
            for text in (labels.date(day), labels.date(day, short=True), labels.weekday(day)):
                assert read_event(text, TODAY) == {"date": day.isoformat(), "precision": "date"}


@given(PAST, st.sampled_from(["", " early", " late", "T09:05"]))
def test_as_of_is_read_back(day: date, rest: str) -> None:
    as_of = parse_as_of(day.isoformat() + rest)
    assert as_of is not None
    assert read_as_of(as_of.text, TODAY) == as_of.text
    assert read_as_of(labels.as_of(as_of), TODAY) == as_of.text


@given(st.text(max_size=40))
def test_anything_typed_is_understood_or_refused(text: str) -> None:
    for read in (read_event, read_as_of, read_day):
        with suppress(Refused):
            read(text, TODAY)
