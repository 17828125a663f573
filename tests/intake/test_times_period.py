"""What is typed into the field for the period, and the days it means."""

from datetime import date

import pytest

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake.times import period_syntax

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("Aug 2022", "2022-08-01", "2022-08-31"),
        ("серпень 2022", "2022-08-01", "2022-08-31"),
        ("February 2024", "2024-02-01", "2024-02-29"),
        ("Dec", "2025-12-01", "2025-12-31"),
        ("2022-08", "2022-08-01", "2022-08-31"),
        ("08.2022", "2022-08-01", "2022-08-31"),
        ("17.08.2022", "2022-08-17", "2022-08-17"),
        ("2022-08-17", "2022-08-17", "2022-08-17"),
        ("17 Aug 2022", "2022-08-17", "2022-08-17"),
        ("17.08.2022–22.08.2022", "2022-08-17", "2022-08-22"),
        ("17.08.2022 - 22.08.2022", "2022-08-17", "2022-08-22"),
        ("17.08.2022-22.08.2022", "2022-08-17", "2022-08-22"),
        ("2022-08-17 – 2022-08-22", "2022-08-17", "2022-08-22"),
        ("17–22.08.2022", "2022-08-17", "2022-08-22"),
        ("17-22 Aug 2022", "2022-08-17", "2022-08-22"),
        ("17.08–22.08.2022", "2022-08-17", "2022-08-22"),
        ("Aug–Oct 2022", "2022-08-01", "2022-10-31"),
        ("Nov 2022 – Feb 2023", "2022-11-01", "2023-02-28"),
        ("2022-2024", "2022-01-01", "2024-12-31"),
        ("2022–2024", "2022-01-01", "2024-12-31"),
        ("since 24.02.2022", "2022-02-24", None),
        ("з 24.02.2022", "2022-02-24", None),
        ("from 24.02.2022 to 01.03.2022", "2022-02-24", "2022-03-01"),
        ("24.02.2022–", "2022-02-24", None),
        ("until Aug 2022", None, "2022-08-31"),
        ("до 22.08.2022", None, "2022-08-22"),
        ("  ", None, None),
    ],
)
def test_periods_are_read(typed: str, first: str | None, last: str | None) -> None:
    period = period_syntax.read(typed, TODAY)
    assert tuple(day and day.isoformat() for day in period) == (first, last)


@pytest.mark.parametrize(
    "typed",
    ["soon", "13.2022", "2022-13", "32.08.2022", "22.08.2022–17.08.2022", "2022-20", "99999", "–"],
)
def test_what_is_no_period_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        period_syntax.read(typed, TODAY)
