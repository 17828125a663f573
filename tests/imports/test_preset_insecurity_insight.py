"""Insecurity Insight's traps: workers are a part of the toll, and points are coarse or censored."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.imports.archives import FILES, KYIVSKYI, OBLAST, Import


def workbook(name: str, folder: Path) -> Path:
    """A file as it is handed out, numbers as numbers."""
    book = Workbook()
    sheet = book.active
    assert sheet
    with (FILES / name).open(encoding="utf-8", newline="") as stream:
        for row in csv.reader(stream):
            sheet.append([int(cell) if cell.isdigit() else cell or None for cell in row])
    book.save(folder / "file.xlsx")
    return folder / "file.xlsx"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Import:
    folder = tmp_path_factory.mktemp("insecurity")
    return Import(workbook("insecurity_health.csv", folder), "insecurity-insight")


def test_workers_are_the_least_number_of_all(made: Import) -> None:
    assert made.counts(3) == {"killed": "2+"}
    assert made.counts(4) == {}


def test_groups_that_share_nobody_are_added(tmp_path: Path) -> None:
    made = Import(workbook("insecurity_education.csv", tmp_path), "insecurity-insight")
    assert made.counts(2) == {"killed": "4+", "injured": "2+"}
    assert "Students Killed: 3" in made.kept(2)


def test_only_an_exact_point_says_the_district(made: Import) -> None:
    assert made.incident(3).point_precision.value == "district"
    assert made.incident(3).district == OBLAST
    assert made.incident(4).district == KYIVSKYI
    assert made.incident(5).point is None
    assert "Latitude: 50.01" in made.kept(5)


def test_a_weapon_is_known_or_kept(made: Import) -> None:
    assert [one.value for one in made.incident(3).weapons] == ["missile"]
    assert made.incident(4).weapons == ()
    assert "Weapon Carried/Used: Shelling" in made.kept(4)


def test_tags_and_what_is_elsewhere_are_rejected(made: Import) -> None:
    assert "HXL" in made.reject(2).sentence
    assert made.reject(6).column == "Admin 1"
    assert made.reject(7).column == "Country"
