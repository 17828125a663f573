"""Eyes on Russia's traps: a row for each link, any spelling of the oblast, rows on armies."""

from __future__ import annotations

import pytest

from kharkiv_tracker.imports.presets import row_cells
from tests.imports.archives import KYIVSKYI, Import


@pytest.fixture(scope="module")
def made() -> Import:
    return Import("eyes_on_russia.csv", "eyes-on-russia")


def test_rows_of_one_entry_are_one_incident_with_a_report_for_each_link(made: Import) -> None:
    assert made.entry(2) is made.entry(3)
    assert [report.url for report in made.entry(2).reports] == [
        "https://example.org/1",
        "https://example.org/1b",
    ]


@pytest.mark.parametrize("row", [4, 12])
def test_a_row_on_armies_is_rejected_with_its_group(made: Import, row: int) -> None:
    assert made.reject(row).column in ("event_group", "")
    assert "is not about harm to civilians" in made.reject(row).sentence


def test_a_row_of_another_oblast_or_country_is_rejected(made: Import) -> None:
    assert (made.reject(5).column, made.reject(6).column) == ("country", "province")
    assert "“Kyiv Oblast”" in made.reject(6).sentence


@pytest.mark.parametrize(
    "name",
    ["Kharkiv Oblast", "Kharkivs'ka oblast", "Charkov Oblast", "Oblast charkov", "Khrkiv Oblast",
     "Kharviv Oblast", "Kharkiv Obalst", "Khakirv oblast", "Khakiv Oblast", "Kharkov Oblast",
     "Kharkiv", "Харківська область"],
)  # fmt: skip
def test_any_spelling_of_the_oblast_is_known(name: str) -> None:
    assert row_cells.is_here(name) is True


@pytest.mark.parametrize(
    "name",
    ["Kyiv Oblast", "Kherson Oblast", "Belgorod Oblast", "Luhansk Oblast", "Donetsk Oblast",
     "Chernihiv Oblast", "Kursk Oblast", "Cherkasy oblast", "Kirovohrad Oblast", "Khmelnytskyi"],
)  # fmt: skip
def test_no_other_oblast_is_taken_for_it(name: str) -> None:
    assert row_cells.is_here(name) is False


@pytest.mark.parametrize("name", ["", "Oblast", "Dovhenke", "Sumska"])
def test_what_is_not_an_oblast_says_nothing(name: str) -> None:
    assert row_cells.is_here(name) is None


def test_the_level_of_violence_is_kept_and_makes_no_number(made: Import) -> None:
    assert made.counts(2) == {}
    assert "violence level: 4" in made.kept(2)


def test_a_title_of_another_day_is_a_doubt(made: Import) -> None:
    assert str(made.incident(7).event.date) == "2022-03-04"
    assert "The title says 03/03/2022" in made.doubts(7)
    assert "title" not in made.doubts(2)


def test_a_munition_is_a_weapon_or_kept(made: Import) -> None:
    assert [one.value for one in made.incident(8).weapons] == ["multiple-launch rocket system"]
    assert "“Munitions” does not say" in made.doubts(8)
    assert made.incident(9).weapons == ()
    assert "arms/munition: T-72B3" in made.kept(9)


def test_the_district_is_by_name_else_by_the_point(made: Import) -> None:
    assert made.incident(10).district == "UA63120270010315719"
    assert made.incident(2).district == KYIVSKYI
    assert made.incident(11).district == KYIVSKYI
    assert made.incident(13).district == "UA63040000000023521"
