"""The command that imports tables: what it says, writes and leaves alone."""

import csv
import json
from pathlib import Path

import pytest

from kharkiv_tracker.cli import main
from kharkiv_tracker.imports import named_maps
from kharkiv_tracker.imports.column_map import ColumnMap, DateOrder, parse
from kharkiv_tracker.imports.record_drafts import PROBLEM_HEADS
from tests import cases

TABLE = """Strikes of August;;;;
Date;District;Place;Killed;Injured
17.08.2022;Saltivskyi;dormitory;7+;16
someday;Saltivskyi;x;1;2
19.08.2022;;Bakhmut;1;3
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return cases.empty_file(tmp_path / "c.ktcase")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "strikes.csv"
    path.write_text(TABLE, "cp1251")
    return path


def run(capsys: pytest.CaptureFixture[str], *args: object) -> str:
    """What a command prints; it has to succeed."""
    capsys.readouterr()
    assert main([str(arg) for arg in args]) == 0, capsys.readouterr().err
    return capsys.readouterr().out


def test_a_trial_run_says_all_and_changes_nothing(
    case: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = case.read_bytes()
    printed = run(capsys, "import", case, table, "--dry-run")
    assert "Read: CSV, UTF-8, separated by “;”, 3 rows." in printed
    assert "Day first: 17.08.2022 is 17 August 2022." in printed
    assert "Would be added: 1 incident, 1 report." in printed
    assert "Rejected: 2 rows." in printed
    assert "Row 4, Date: “someday” is not a time." in printed
    assert printed.endswith("Nothing was changed.\n")
    assert case.read_bytes() == before


def test_rejected_rows_are_mended_and_imported_again(
    case: Path, table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rejects = tmp_path / "rejects.csv"
    run(capsys, "import", case, table, "--rejects", rejects)
    with rejects.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row[PROBLEM_HEADS[0]] for row in rows] == ["4", "5"]
    text = rejects.read_text("utf-8-sig").replace("someday", "18.08.2022")
    rejects.write_text(text.replace("Bakhmut", "Izium"), "utf-8")
    document = json.loads(run(capsys, "import", case, rejects, "--json"))
    assert document["added"]["incidents"] == 2
    assert not document["rejected"]
    totals = json.loads(run(capsys, "totals", case, "--json"))
    assert totals["total"]["incidents"] == 3


def test_json_says_what_became_of_every_row(
    case: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = json.loads(run(capsys, "import", case, table, "--json"))
    assert document["codes"] == ["KHT-2022-08-17-01"]
    assert [(row["row"], row["column"]) for row in document["rejected"]] == [
        (4, "Date"),
        (5, "Place"),
    ]
    again = json.loads(run(capsys, "import", case, table, "--json"))
    assert again["unchanged"]["incidents"] == 1
    assert again["codes"] == []


def test_a_mapping_is_read_from_a_file_or_by_its_name(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "t.csv"
    table.write_text("a,b,c\n03/04/2022,Saltivskyi,5\n", "utf-8")
    mapping = ColumnMap(
        {"a": "event", "b": "district", "c": "injured"},
        {"source": "Our hospital list", "office": "City hospital"},
        date_order=DateOrder.DAY_FIRST,
    )
    named_maps.save("Hospital list", mapping)
    assert named_maps.names() == ("Hospital list",)
    assert named_maps.load("Hospital list") == mapping
    printed = run(capsys, "import", case, table, "--mapping", "Hospital list")
    assert "Added: 1 incident, 1 report." in printed
    shown = json.loads(run(capsys, "history", case, "--json"))["revisions"]
    assert any(r["changes"].get("date") == [None, "2022-04-03"] for r in shown)


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--preset", "nobody"], "“nobody” is not a preset"),
        (["--mapping", "missing.json"], "Cannot read the mapping missing.json"),
        (["--sheet", "Second"], "has no sheet “Second”"),
        (["--encoding", "klingon"], "klingon"),
    ],
)
def test_a_wrong_call_is_refused_in_a_sentence(
    case: Path,
    table: Path,
    capsys: pytest.CaptureFixture[str],
    args: list[str],
    sentence: str,
) -> None:
    assert main(["import", str(case), str(table), *args]) in (1, 2)
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize(
    "document",
    [
        {"columns": {"a": "nothing known"}},
        {"columns": {"a": "killed", "b": "killed"}},
        {"columns": ["a"]},
        {"date_order": "sideways"},
        {"head_row": -1},
        {"record": "person"},
        {"more": 1},
    ],
)
def test_a_wrong_mapping_is_refused(document: object) -> None:
    from kharkiv_tracker.errors import Refused

    with pytest.raises(Refused):
        parse(document)


def test_the_order_of_dates_is_asked_and_taken(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "t.csv"
    table.write_text("Date,District,Killed\n03/04/2022,Saltivskyi,5\n", "utf-8")
    assert main(["import", str(case), str(table)]) == 1
    assert "3 April 2022" in capsys.readouterr().err
    printed = run(capsys, "import", case, table, "--date-order", "month-first")
    assert "Month first: 03/04/2022 is 4 March 2022." in printed
