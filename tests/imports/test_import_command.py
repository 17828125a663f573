"""The command that imports tables: what it says, writes and leaves alone."""

import csv
import json
from pathlib import Path

import pytest

from kharkiv_tracker.cli import main
from kharkiv_tracker.imports.columns import named_maps
from kharkiv_tracker.imports.columns.column_map import ColumnMap, DateOrder, parse
from kharkiv_tracker.imports.columns.table_heads import PROBLEM_HEADS
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
    assert [row[PROBLEM_HEADS[1]] for row in rows] == ["4", "5"]
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


def test_mended_rows_have_the_identifiers_of_their_file(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else the file itself, imported again when it is mended too, would double them."""
    table, rejects = tmp_path / "strikes.csv", tmp_path / "rejects.csv"
    table.write_text("ID,Date,District,Killed\nX1,someday,Saltivskyi,5\n", "utf-8")
    run(capsys, "import", case, table, "--rejects", rejects)
    rejects.write_text(rejects.read_text("utf-8").replace("someday", "17.08.2022"), "utf-8")
    run(capsys, "import", case, rejects)
    table.write_text(table.read_text("utf-8").replace("someday", "17.08.2022"), "utf-8")
    again = json.loads(run(capsys, "import", case, table, "--json"))
    assert again["added"]["incidents"] == 0
    listed = run(capsys, "identifier", case, "list")
    assert "strikes X1" in listed


def test_rejected_rows_are_not_written_over_their_file(
    case: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = table.read_bytes()
    assert main(["import", str(case), str(table), "--rejects", str(table)]) == 1
    assert "Choose another name." in capsys.readouterr().err
    assert table.read_bytes() == before


@pytest.mark.parametrize("name", ["missing/r.csv", ".", "c.ktcase"])
def test_where_rejected_rows_cannot_be_saved_nothing_is_imported(
    name: str, case: Path, table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rows were imported, and only then it was said that the others were lost."""
    before = case.read_bytes()
    assert main(["import", str(case), str(table), "--rejects", str(tmp_path / name)]) in (1, 2)
    printed = capsys.readouterr()
    assert (printed.out, case.read_bytes()) == ("", before)
    assert printed.err.count("\n") == 1


def test_what_the_case_refuses_is_not_counted_as_added(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "rule", case, "--second-name")
    table = tmp_path / "t.csv"
    rows = ("17.08.2022,Saltivskyi,5,Approved", "18.08.2022,Saltivskyi,6,Draft")
    table.write_text("\n".join(("Date,District,Killed,Review state", *rows)), "utf-8")
    document = json.loads(run(capsys, "import", case, table, "--json"))
    assert (document["added"]["incidents"], len(document["codes"])) == (1, 1)
    assert [reject["row"] for reject in document["rejected"]] == [2]


def test_a_sheet_is_chosen_beside_a_mapping(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import xlsxwriter

    path, mapping = tmp_path / "t.xlsx", tmp_path / "m.json"
    with xlsxwriter.Workbook(path) as book:
        for number, name in enumerate(("first", "second"), 1):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["a", "b", "c"])
            sheet.write_row(1, 0, ["2022-08-17", "Saltivskyi", number])
    mapping.write_text('{"columns": {"a": "event", "b": "district", "c": "killed"}}', "utf-8")
    printed = run(capsys, "import", case, path, "--mapping", mapping, "--sheet", "second")
    assert "sheet “second”" in printed
    assert main(["import", str(case), str(path), "--mapping", "m", "--preset", "ocha"]) == 2


def test_a_preset_for_another_file_is_refused(
    case: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(case), str(table), "--preset", "acled"]) == 1
    assert "The file has no column" in capsys.readouterr().err


def test_other_sheets_are_named(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import xlsxwriter

    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("2022", "2023", "empty"):
            sheet = book.add_worksheet(name)
            if name != "empty":
                sheet.write_row(0, 0, ["Date", "District", "Killed"])
                sheet.write_row(1, 0, [f"17.08.{name}", "Saltivskyi", 1])
    assert "Other sheets, not imported: 2023." in run(capsys, "import", case, path, "--dry-run")
    printed = run(capsys, "import", case, path, "--sheet", "2023")
    assert "sheet “2023”" in printed
    assert "KHT-2023" in run(capsys, "history", case)


def test_json_of_add_is_read_by_itself(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a table its reports would have become a text, and their numbers would be lost."""
    path, rejects = tmp_path / "a.json", tmp_path / "r.csv"
    good = {
        "event": {"date": "2022-08-17"},
        "district": "Saltivskyi",
        "reports": [{"killed": "7+"}],
    }
    wrong = {**good, "reports": [{"killed": "many-ish"}]}
    path.write_text(json.dumps({"incidents": [good, wrong]}), "utf-8")
    document = json.loads(run(capsys, "import", case, path, "--json", "--rejects", rejects))
    assert document["added"] == {"incidents": 1, "reports": 1, "statements": 0}
    assert [(r["row"], r["column"]) for r in document["rejected"]] == [(2, "reports[0].killed")]
    totals = json.loads(run(capsys, "totals", case, "--json"))["total"]
    assert totals["killed"]["low"] == 7
    rejects.write_text(rejects.read_text("utf-8").replace("many-ish", "3"), "utf-8")
    assert "Added: 1 incident" in run(capsys, "import", case, rejects)
