"""ACLED's traps: soldiers among the fatalities, one point for the whole city, dates of a week."""

from __future__ import annotations

import pytest

from tests.imports.archives import CITY, OBLAST, Import


@pytest.fixture(scope="module")
def made() -> Import:
    return Import("acled.csv", "acled")


def test_fatalities_are_civilians_only_where_civilians_were_the_target(made: Import) -> None:
    assert made.counts(2) == {"killed": "7"}
    assert made.counts(3) == {}
    assert "fatalities: 12 (not counted: soldiers" in made.kept(3)
    assert "“Battles” does not say that civilians were harmed" in made.doubts(3)


def test_no_fatalities_are_unknown_and_not_none(made: Import) -> None:
    assert made.counts(4) == {}
    assert "fatalities: 0" in made.kept(4)


def test_the_point_of_the_city_is_in_no_district(made: Import) -> None:
    """The outlines of the tests have a district at this very point."""
    incident = made.incident(2)
    assert (incident.point, incident.point_precision.value) == ((50.01, 36.28), "settlement")
    assert incident.district == CITY
    assert made.incident(8).district == "UA63120270010315719"


def test_a_point_of_a_region_is_none(made: Import) -> None:
    assert made.incident(6).point is None
    assert "latitude: 50.01" in made.kept(6)
    assert made.incident(7).point_precision.value == "district"
    assert made.incident(7).district == "UA63080000000032022"


def test_a_date_of_a_week_or_month_is_a_range(made: Import) -> None:
    week, month = made.incident(5).event, made.incident(6).event
    assert (str(week.date), week.until.text, week.precision.value) == (
        "2022-08-11",
        "2022-08-23",
        "range",
    )
    assert (str(month.date), month.until.text) == ("2022-08-01", "2022-08-31")
    assert "event_date: 17 August 2022" in made.kept(6)
    assert made.incident(2).event.until is None


@pytest.mark.parametrize(("row", "column"), [(9, "admin1"), (10, "country"), (11, "event_type")])
def test_what_is_elsewhere_or_no_violence_is_rejected(made: Import, row: int, column: str) -> None:
    assert made.reject(row).column == column


def test_it_says_what_was_read_and_when(made: Import) -> None:
    assert made.report(2).source.name == "ACLED"
    assert made.report(2).published.text == "2022-08-22"
    assert made.report(2).quote == "Invented event 1."
    assert "source: Invented Gazette" in made.kept(2)
    assert made.incident(5).district != OBLAST
