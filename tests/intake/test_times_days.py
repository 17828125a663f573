"""Days as analysts type them: day first, years filled in, and nothing that no calendar has."""

from dataclasses import replace
from datetime import datetime

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake.outcome import Context, Question, Reading
from kharkiv_tracker.intake.times import time_fields

TODAY = Context(gazetteer.load(), datetime.fromisoformat("2026-11-22T18:00"))


def value(field: str, text: str, context: Context = TODAY) -> object:
    """The value of a reading."""
    outcome = time_fields.READERS[field](text, context)
    assert isinstance(outcome, Reading), outcome
    (read,) = outcome.part.values()
    return read


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("17.08.2022 about 21:30", ("2022-08-17", "21:30", "approximate")),
        ("2022-08-17 21:30", ("2022-08-17", "21:30", "exact")),
        ("2022-08-17T21:30", ("2022-08-17", "21:30", "exact")),
        ("170822", ("2022-08-17", None, "date")),
        ("17082022", ("2022-08-17", None, "date")),
        ("17 Aug 2022", ("2022-08-17", None, "date")),
        ("17 августа 2022", ("2022-08-17", None, "date")),
        ("17.08", ("2026-08-17", None, "date")),
        ("1708", ("2026-08-17", None, "date")),
        ("17.12", ("2025-12-17", None, "date")),
        ("29.02", ("2024-02-29", None, "date")),
        ("yesterday ~21:30", ("2026-11-21", "21:30", "approximate")),
        ("вчора", ("2026-11-21", None, "date")),
    ],
)
def test_events(text: str, event: tuple[str, str | None, str]) -> None:
    day, hour, precision = event
    expected = {"date": day, "precision": precision} | ({"time": hour} if hour else {})
    assert value("when", text) == expected


@pytest.mark.parametrize("text", ["?", "unknown", "undated", "невідомо", "без дати"])
def test_an_unknown_day_is_undated(text: str) -> None:
    assert value("when", text) == {"precision": "unknown"}


@pytest.mark.parametrize(
    ("text", "year", "day"),
    [
        ("17.08", 2022, "2022-08-17"),
        ("17.12", 2026, "2025-12-17"),
        ("17.08.23", 2022, "2023-08-17"),
    ],
)
def test_a_year_used_before_is_taken_again_unless_that_day_has_not_come(
    text: str, year: int, day: str
) -> None:
    assert value("when", text, replace(TODAY, year=year)) == {"date": day, "precision": "date"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("08/17/2022", r"The day comes first\. Write 17\.08\."),
        ("31.02.2022", "This date does not exist"),
        ("17.08.2022 25:00", "not a time of day"),
        ("Thursday 17 August 2022", "The date and the weekday do not match"),
        ("17.08.2022 soon", "“soon” is not clear here"),
        ("17.08.2022 18.08.2022", "Enter one day or one range"),
        ("18.08.2022 early", "Write dawn, morning, day, evening or night"),
        ("18.08 - 17.08.2022", "The end is before the start"),
        ("spring 2022", "“spring” does not give a day"),
        ("1.1.99", "four digits"),
        ("", "Enter a date, or"),
    ],
)
def test_what_is_no_day_is_refused_with_the_remedy(text: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        time_fields.read_when(text, TODAY)


def test_an_as_of_is_exact() -> None:
    with pytest.raises(Refused, match="An “as of” time is exact"):
        time_fields.read_as_of("18.08 ~09:00", TODAY)


def test_an_official_total_begins_on_a_day() -> None:
    with pytest.raises(Refused, match="Enter a day, such as 24"):
        time_fields.read_since("24.02.2022 05:00", TODAY)


def test_a_night_that_is_not_named_may_stay_open() -> None:
    question = time_fields.read_when("18.08.2022 ніч", TODAY)
    assert isinstance(question, Question)
    assert question.words == "Which night?"
    assert [answer.words for answer in question.answers] == [
        "18 Aug 2022, small hours",
        "18 Aug 2022, night to 19",
        "17 Aug 2022, night to 18",
        "18 Aug 2022",
    ]
    assert question.unsaid.part == {"event": {"date": "2022-08-18", "precision": "date"}}
    assert question.unsaid.texts == {"when": "18.08.2022"}


def test_a_year_that_stays_open_leaves_the_day_unknown() -> None:
    question = time_fields.read_when("5 січня", replace(TODAY, year=2022))
    assert isinstance(question, Question)
    assert question.unsaid.part == {"event": {"precision": "unknown"}}
