"""Bellingcat's traps: the month first, numbers in words only, several links in one cell."""

from __future__ import annotations

import pytest

from tests.imports.archives import KYIVSKYI, Import


@pytest.fixture(scope="module")
def made() -> Import:
    return Import("bellingcat.json", "bellingcat")


def test_the_month_is_first_even_where_it_could_be_the_day(made: Import) -> None:
    assert str(made.incident(1).event.date) == "2022-03-04"
    assert str(made.incident(3).event.date) == "2022-08-17"


def test_no_number_is_made_of_the_description(made: Import) -> None:
    assert "3 killed, 12 wounded" in made.report(1).quote
    assert made.counts(1) == {}


def test_each_link_is_kept_and_one_is_the_reports(made: Import) -> None:
    assert made.report(1).url == "https://example.org/b1"
    assert made.entry(1).notes == ()
    assert len(made.entry(2).reports) == 1
    assert made.report(2).url == "https://example.org/b2"
    assert "https://example.org/b2b Other words." in made.kept(2)
    assert made.report(5).url == ""
    assert "HIDDEN Source hidden" in made.kept(5)


def test_words_of_its_lists_are_ours_or_kept(made: Import) -> None:
    assert [str(one.value) for one in made.incident(1).places_hit] == ["residential"]
    assert [one.value for one in made.incident(1).weapons] == ["multiple-launch rocket system"]
    assert (made.incident(3).weapons, made.incident(3).cluster) == ((), True)
    assert "Weapon System: Thermobaric munition" in made.kept(3)
    assert "Type of area affected: Undefined" in made.kept(3)


def test_a_place_is_narrowed_and_one_elsewhere_rejected(made: Import) -> None:
    assert made.incident(1).district == KYIVSKYI
    assert made.incident(3).district == KYIVSKYI
    assert made.incident(6).district == "UA63040000000023521"
    assert "Kramatorsk" in made.reject(4).sentence
    assert made.reject(4).column == "location"


def test_its_identifier_is_kept(made: Import) -> None:
    assert [str(one) for one in made.entry(1).identifiers] == ["Bellingcat CIV0001"]
