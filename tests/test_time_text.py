"""Times as a person reads them: stretches, nights and whose clocks they are."""

from datetime import date, time

import pytest

from kharkiv_tracker import labels
from kharkiv_tracker.domain.when import EventTime, Precision, parse_as_of
from kharkiv_tracker.i18n import speaking

DAY = date(2022, 8, 17)


@pytest.mark.parametrize(
    ("text", "short", "whole"),
    [
        ("2022-08-18T09:00", "18 Aug 2022, 09:00", "18 August 2022, 09:00 Kyiv time"),
        ("2022-08-18", "18 Aug 2022", "18 August 2022"),
        ("2022-08-18 early", "18 Aug 2022, early", "18 August 2022, early"),
        (
            "2022-08-18T00:00/2022-08-18T06:00",
            "18 Aug 2022, 00:00–06:00",
            "18 August 2022, 00:00–06:00 Kyiv time",
        ),
        (
            "2022-08-17 late/2022-08-18T06:00",
            "17 Aug 2022, late to 18 Aug 2022, 06:00",
            "17 August 2022, late to 18 August 2022, 06:00 Kyiv time",
        ),
        ("2022-08-19/2022-08-20", "19 Aug 2022 to 20 Aug 2022", "19 August 2022 to 20 August 2022"),
    ],
)
def test_the_time_of_a_report(text: str, short: str, whole: str) -> None:
    when = parse_as_of(text)
    assert labels.as_of(when) == short
    assert labels.as_of(when, short=False) == whole


@pytest.mark.parametrize(
    ("event", "short", "whole"),
    [
        (
            EventTime(DAY, time(21, 30), Precision.APPROXIMATE),
            "17 Aug 2022, about 21:30",
            "17 August 2022, about 21:30 Kyiv time",
        ),
        (
            EventTime(DAY, time(21), Precision.RANGE, parse_as_of("2022-08-17T22:00")),
            "17 Aug 2022, 21:00–22:00",
            "17 August 2022, 21:00–22:00 Kyiv time",
        ),
        (
            EventTime(DAY, None, Precision.RANGE, parse_as_of("2022-08-19")),
            "17 Aug 2022 to 19 Aug 2022",
            "17 August 2022 to 19 August 2022",
        ),
        (
            EventTime(date(2022, 8, 31), None, Precision.NIGHT),
            "31 Aug 2022, night to 1",
            "31 August 2022, night to 1",
        ),
        (
            EventTime(DAY, None, Precision.SMALL_HOURS),
            "17 Aug 2022, small hours",
            "17 August 2022, small hours",
        ),
    ],
)
def test_the_time_of_a_strike(event: EventTime, short: str, whole: str) -> None:
    assert labels.event_time(event) == short
    assert labels.event_time(event, short=False) == whole


def test_a_night_is_said_where_ukrainian_puts_it() -> None:
    with speaking("uk"):
        assert labels.event_time(EventTime(DAY, None, Precision.NIGHT)).endswith(", у ніч на 18")
        assert "вночі" in labels.event_time(EventTime(DAY, None, Precision.SMALL_HOURS))
