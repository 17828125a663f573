"""UCDP's traps: best, low and high hold soldiers, and days and points have codes of precision."""

from __future__ import annotations

import pytest

from tests.imports.archives import CITY, OBLAST, Import


@pytest.fixture(scope="module")
def made() -> Import:
    return Import("ucdp.csv", "ucdp-ged")


def test_deaths_of_civilians_alone_are_counted(made: Import) -> None:
    assert made.counts(2) == {"killed": "6"}
    assert "best: 26 (not counted: soldiers" in made.kept(2)
    assert made.counts(3) == {}
    assert "no civilian among the dead" in made.doubts(3)


def test_of_violence_against_civilians_the_whole_range_is_theirs(made: Import) -> None:
    assert made.counts(4) == {"killed": "3-9"}
    assert "deaths_civilians: 5" in made.kept(4)
    assert "best: 5" in made.kept(4)
    assert made.counts(5) == {"killed": "4"}


def test_unknown_deaths_are_kept_apart(made: Import) -> None:
    assert made.counts(9) == {"killed": "1"}
    assert "deaths_unknown: 3 (not counted" in made.kept(9)


def test_a_period_is_a_range_and_a_day_a_day(made: Import) -> None:
    event = made.incident(6).event
    assert (str(event.date), event.until.text) == ("2022-08-15", "2022-08-21")
    day = made.incident(2).event
    assert (str(day.date), day.time, day.until) == ("2022-08-17", None, None)


def test_points_stand_for_what_their_codes_say(made: Import) -> None:
    assert made.incident(2).point_precision.value == "settlement"
    assert made.incident(2).district == CITY
    assert made.incident(7).point is None
    assert made.incident(7).district == OBLAST
    assert made.incident(9).point_precision.value == "district"
    assert made.incident(9).district == "UA63140000000096278"


def test_another_oblast_and_none_are_rejected(made: Import) -> None:
    assert made.reject(8).sentence == "It names no oblast."
    assert "Luhansk" in made.reject(10).sentence
