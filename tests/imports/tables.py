"""Tables to import, as lists of rows, and spreadsheets as analysts keep them."""

from collections.abc import Sequence
from pathlib import Path

from kharkiv_tracker.imports import import_choice, import_plan
from kharkiv_tracker.imports.columns.column_map import ColumnMap, DateOrder
from kharkiv_tracker.imports.files.table_file import FileKind, Region, Sheet, TableFile
from kharkiv_tracker.imports.import_choice import Choice
from kharkiv_tracker.imports.plan import Plan
from kharkiv_tracker.store.case_file import CaseFile

HEADS = ("Date", "District", "Place", "Killed", "Injured")


def table_file(
    rows: Sequence[Sequence[str]],
    merged: Sequence[Region] = (),
    comments: dict[tuple[int, int], str] | None = None,
) -> TableFile:
    """A file of one sheet."""
    sheet = Sheet("", [tuple(row) for row in rows], tuple(merged), comments or {})
    return TableFile(Path("table.csv"), FileKind.CSV, (sheet,), "UTF-8", ",")


def chosen(rows: Sequence[Sequence[str]], order: DateOrder | None = None) -> Choice:
    """A table with the columns its heads suggest."""
    return import_choice.in_order(import_choice.choose(table_file(rows)), order)


def planned(
    case: CaseFile, rows: Sequence[Sequence[str]], column_map: ColumnMap | None = None
) -> Plan:
    """The plan of a table."""
    choice = import_choice.with_map(table_file(rows), column_map) if column_map else chosen(rows)
    return import_plan.plan(case, choice.table, choice.column_map, choice.preset)


def daily_log(path: Path) -> Path:
    """A log by day: title and two rows of heads, merged days, three manners of dates, a sum."""
    from datetime import date

    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Удари")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write(0, 0, "Обстріли Харкова, серпень 2022 (робоча таблиця)")
        for column, head in enumerate(("Дата", "Район", "Місце")):
            sheet.merge_range(2, column, 3, column, head)
        sheet.merge_range(2, 3, 2, 4, "Загинуло")
        sheet.merge_range(2, 5, 2, 6, "Поранено")
        for column, head in enumerate(("всього", "діти", "всього", "діти"), 3):
            sheet.write(3, column, head)
        sheet.merge_range(2, 7, 3, 7, "Джерело")
        sheet.merge_range(4, 0, 5, 0, "")
        sheet.write_datetime(4, 0, date(2022, 8, 17), day)
        sheet.write_row(4, 1, ["Салтівський", "гуртожиток", "7+", "", 16, 1, "ДСНС"])
        sheet.write_row(5, 1, ["Слобідський", "гуртожиток", 2, "", "кілька", "", "ОВА"])
        sheet.write_row(
            6, 0, ["18.08.2022", "Немишлянський", "вул. Тестова, 1", "", "", 3, "", "ОВА"]
        )
        sheet.write_row(7, 0, ["2022-08-19", "Київський", "школа", 0, "", "—", "", "ОВА"])
        sheet.write_row(8, 0, ["серпень", "Київський", "ринок", 1, "", "", "", "ОВА"])
        sheet.write_row(9, 0, ["Разом", "", "", 10, "", 19])
        sheet.write(6, 9, "перевірити у мерії")
        sheet.write_comment(4, 3, "за словами міського голови")
    return path


def victims(path: Path) -> Path:
    """One row a victim: the strike and its numbers stand in the first row alone, merged below."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Victims")
        sheet.write_row(0, 0, ["№", "Date", "District", "Killed", "Victim name", "Age", "Sex"])
        sheet.merge_range(1, 0, 3, 0, "S-1")
        sheet.merge_range(1, 1, 3, 1, "21/09/2022")
        sheet.merge_range(1, 2, 3, 2, "Холодногірський")
        for row, cells in enumerate(
            (
                [3, "A. Testenko", 34, "female"],
                ["", "B. Testenko", 8, "male"],
                ["", "", "?", "male"],
            ),
            1,
        ):
            sheet.write_row(row, 3, cells)
        sheet.write_row(4, 0, ["S-2", "22/09/2022", "Saltivskyi", "1", "C. Probnyi", "61", "male"])
    return path


def remarks(path: Path) -> Path:
    """Prose for numbers, American dates, a number merged over two strikes, notes in the margin."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.write_row(1, 1, ["When", "Where", "Dead", "Wounded", "What happened", "Link"])
        sheet.write_row(
            2,
            1,
            [
                "08/17/2022",
                "Saltivka, dormitory",
                "at least 7",
                "16, incl. 1 child",
                "missile",
                "https://example.org/1",
            ],
        )
        sheet.write_row(
            3, 1, ["08/18/2022", "Chuhuiv", "", "several", "shelling", "https://example.org/2"]
        )
        sheet.merge_range(3, 3, 4, 3, 5)
        sheet.write_row(4, 1, ["Aug 19, 2022", "Izium"])
        sheet.write_row(4, 4, ["2", "shelling", "https://example.org/3"])
        sheet.write_row(5, 1, ["08/20/2022 21:30", "Osnovianskyi", "1-2", "unknown", "", ""])
        sheet.write(2, 8, "check with the hospital")
    return path
