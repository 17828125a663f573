"""The attack of 30 August 2024 at the keyboard: the remainder of the administration's number."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

CITY = "UA63120270010096107"
OVA = {"office": "Kharkiv OVA", "source": "OVA Telegram", "source_kind": "military administration"}
STRIKES = [
    {
        "event": {"date": "2024-08-30"},
        "district": district,
        "weapons": ["aerial bomb"],
        "reports": [{"as_of": "2024-08-30T20:00", "killed": killed, "injured": injured, **OVA}],
    }
    for district, killed, injured in (
        ("Nemyshlianskyi", "3", "34"),
        ("Slobidskyi", "2", "18"),
        ("Osnovianskyi", "0", "7"),
    )
]
CODES = [f"KHT-2024-08-30-0{number}" for number in (1, 2, 3)]
JOINT = {
    "incidents": CODES,
    "as_of": "2024-08-31T08:00",
    "role": "settling",
    "authority": "official",
    "killed": "7",
    "injured": "97",
    "count_remainder": True,
    **OVA,
}
REST = {
    "killed": {"low": 2, "best": 2, "high": 2, "unknown": 0},
    "injured": {"low": 38, "best": 38, "high": 38, "unknown": 0},
    "affected": {"low": 38, "best": 38, "high": 38, "unknown": 0},
}


@pytest.fixture(name="attack")
def attack_in_a_file(tmp_path: Path, run: Run) -> Path:
    case, entry = tmp_path / "attack.ktcase", tmp_path / "attack.json"
    assert run("new", case).code == 0
    for document in ({"incidents": STRIKES}, {"joint_reports": [JOINT]}):
        entry.write_text(json.dumps(document), encoding="utf-8")
        assert run("add", case, entry).code == 0
    return case


def test_totals_have_it_in_the_unknown_area_and_in_the_total(attack: Path, run: Run) -> None:
    totals = run("totals", attack, "--json").document
    (group,) = (group for group in totals["groups"] if "remainder" in group)
    assert (group["key"], group["incidents"], group["remainder"]) == (CITY, 0, REST)
    assert (group["killed"]["best"], group["injured"]["best"]) == (2, 38)
    assert (totals["total"]["incidents"], totals["total"]["remainder"]) == (3, REST)
    assert totals["total"]["quantities"]["killed"]["best"] == 7
    assert totals["total"]["injured"]["best"] == 97
    assert totals["left_out"]["remainder"] == 0
    by_weapon = run("totals", attack, "--by", "weapon", "--json").document
    assert [group["killed"]["best"] for group in by_weapon["groups"]] == [5]
    assert by_weapon["total"]["killed"]["best"] == 7
    bombs = run("totals", attack, "--weapon", "aerial bomb", "--json").document
    assert (bombs["total"]["killed"]["best"], bombs["left_out"]["remainder"]) == (5, 1)
    before = run("totals", attack, "--as-known-on", "2024-08-30", "--json").document
    assert before["total"]["killed"]["best"] == 5
    assert "remainder" not in before["total"]


def test_the_table_has_a_line_of_its_own(attack: Path, run: Run) -> None:
    lines = run("totals", attack).out.splitlines()
    assert lines[-2].split() == ["All", "3", "7", "97"]
    assert lines[-3].endswith("38")
    assert "Remainder of combined reports (included above)" in lines[-3]
    assert "remainder of 1 combined report" in run("totals", attack, "--grade", "Fair").out


def test_the_curve_has_rows_of_its_kind_that_make_the_total(
    attack: Path, tmp_path: Path, run: Run
) -> None:
    target = tmp_path / "curve.csv"
    assert run("chart", attack, "cumulative", "-o", target).code == 0
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert [row["killed_best"] for row in rows if row["kind"] == "incidents"] == ["3", "0", "2"]
    (rest,) = (row for row in rows if row["kind"] == "remainder")
    assert (rest["date"], rest["district"], rest["killed_high"], rest["injured_low"]) == (
        "2024-08-30",
        CITY,
        "2",
        "38",
    )
    assert len(rows) == 4


def test_the_tick_is_taken_away_again(attack: Path, run: Run) -> None:
    (code,) = (
        revision["changes"]["code"][1]
        for revision in run("history", attack, "--json").document["revisions"]
        if revision["kind"] == "joint"
    )
    for value, killed in (("false", 5), ("true", 7)):
        assert run("amend", attack, code, "--set", f"count_remainder={value}").code == 0
        assert run("totals", attack, "--json").document["total"]["killed"]["best"] == killed
    assert run("undo", attack).code == 0
    assert run("totals", attack, "--json").document["total"]["killed"]["best"] == 5
    assert run("verify", attack, "--json").document["ok"]


@pytest.mark.parametrize("language", ["en", "uk"])
def test_the_page_counts_it_twice_and_says_so(
    attack: Path, tmp_path: Path, run: Run, language: str
) -> None:
    page = tmp_path / "page.pdf"
    assert run("summary", attack, "-o", page, "--lang", language).code == 0
    assert page.read_bytes().startswith(b"%PDF")
