"""XLSX as rows: every sheet, and what only a workbook has is kept or named."""

import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.imports.files import file_reader, workbook_rows
from kharkiv_tracker.imports.files.table_file import FileKind, Region
from tests.imports.hostile_files import book, sheet
from tests.imports.in_process import read, read_bytes, rows, rows_of

DAY = datetime.date(2022, 8, 17)
NIGHT = datetime.datetime(2022, 8, 17, 21, 30)  # noqa: DTZ001 - as a spreadsheet has it


@pytest.mark.parametrize("since_1904", [False, True])
def test_every_kind_of_cell_is_the_text_a_person_reads(since_1904: bool, tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    if since_1904:
        made.epoch = CALENDAR_MAC_1904
    rich = CellRichText("7 ", TextBlock(InlineFont(b=True), "killed"))
    cells = made.active
    cells.append([DAY, NIGHT, datetime.time(21, 30), datetime.timedelta(hours=30, minutes=5)])
    cells.append([7, 7.0, 7.5, 0.1 + 0.2, 49.9935, 1e-7, -3, 2**53])
    cells.append([True, False, "#REF!", "кілька", rich, " x ", "=A2+B2", "'7"])
    made.save(tmp_path / "a.xlsx")
    file = read(tmp_path / "a.xlsx")
    assert file.kind is FileKind.XLSX
    assert rows_of(file.sheets[0]) == [
        ["2022-08-17", "2022-08-17 21:30", "21:30", "30:05"],
        ["7", "7", "7.5", "0.3", "49.9935", "0.0000001", "-3", "9007199254740990"],
        ["yes", "no", "#REF!", "кілька", "7 killed", " x ", "=A2+B2", "'7"],
    ]
    assert file.notices == (
        "Sheet “Sheet” has 1 formula without a result (G3). Its text was read.",
    )


def test_formulas_give_the_result_that_is_stored(tmp_path: Path) -> None:
    made = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    cells = made.add_worksheet()
    cells.write_formula("A1", "=1+1", value=2)
    cells.write_formula("B1", "=A9", value="#N/A")
    cells.write_string("C1", "a\x01b_x0041_\r\n")
    made.close()
    file = read(tmp_path / "a.xlsx")
    assert rows_of(file.sheets[0]) == [["2", "#N/A", "a\x01b_x0041_\r\n"]]
    assert file.notices == ()
    empty = '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><f>A2</f><v/></c></row>'
    file = read_bytes(tmp_path, book(empty))
    assert rows_of(file.sheets[0]) == [["", "=A2"]]
    assert len(file.notices) == 1


def test_merged_cells_notes_and_what_is_hidden_are_kept_and_named(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    first, second = made.active, made.create_sheet("Архів")
    first["B2"], first["E5"] = "Серпень", "x"
    first.merge_cells("B2:D3")
    first["E5"].comment = Comment("за даними ОВА", "N")
    first.row_dimensions[5].hidden = True
    second["A1"], second.sheet_state = "1", "veryHidden"
    made.save(tmp_path / "a.xlsx")
    file = read(tmp_path / "a.xlsx")
    one, two = file.sheets
    assert rows_of(one) == [[], ["", "Серпень"], [], [], ["", "", "", "", "x"]]
    assert one.merged == (Region(1, 1, 2, 3),)
    assert one.comments == {(4, 4): "за даними ОВА"}
    assert (two.name, rows_of(two)) == ("Архів", [["1"]])
    assert file.notices == (
        "Sheet “Sheet” has hidden rows or columns. They were read.",
        "Sheet “Архів” is hidden. It was read.",
    )


def test_cells_without_places_and_names_with_prefixes_are_read(tmp_path: Path) -> None:
    assert rows(tmp_path, book("<row><c><v>1</v></c><c/><c><v>3</v></c></row>")) == [["1", "", "3"]]
    row = '<x:row r="2"><x:c r="B2" t="s"><x:v>1</x:v></x:c></x:row>'
    text = sheet(row).replace("<sheetData", "<x:sheetData").replace("</sheetData", "</x:sheetData")
    text = text.replace("<worksheet xmlns=", "<x:worksheet xmlns:x=").replace("</work", "</x:work")
    assert rows(tmp_path, book(sheet=text)) == [[], ["", "7+"]]


def test_a_date_beyond_all_dates_stays_the_number_it_is(tmp_path: Path) -> None:
    cell = '<row r="1"><c r="A1" s="1"><v>{}</v></c><c t="d"><v>2022-08-17T21:30:00</v></c></row>'
    assert rows(tmp_path, book(cell.format("2958466"))) == [["2958466", "2022-08-17 21:30"]]
    assert rows(tmp_path, book(cell.format("44790.8958333333")))[0][0] == "2022-08-17 21:30"


def test_a_formula_without_place_or_result_is_found_by_a_person(tmp_path: Path) -> None:
    file = read_bytes(tmp_path, book("<row/><row><c/><c><f>A1</f></c></row>"))
    assert rows_of(file.sheets[0]) == [[], ["", "=A1"]]
    assert "(B2)" in file.notices[0]


def test_only_defusedxml_parses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(book())
    # The child sees to it, whatever it was started with.
    monkeypatch.delenv("OPENPYXL_LXML")
    assert file_reader.read(path) == read(path)
    assert (openpyxl.DEFUSEDXML, openpyxl.LXML) == (True, False)
    for name, value in (("LXML", True), ("DEFUSEDXML", False)):
        with monkeypatch.context() as patch:
            patch.setattr(workbook_rows, name, value)
            with pytest.raises(Refused, match="a part of the program is missing"):
                read(path)


def test_the_ending_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(book())
    assert read(path).kind is FileKind.XLSX
    assert read_bytes(tmp_path, b"PK,7\n1,2\n").kind is FileKind.CSV
