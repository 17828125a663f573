"""Why a file of another program cannot be read, and what may not be as it was meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kharkiv_tracker import labels
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.file_checks import file_refusal
from kharkiv_tracker.file_checks.file_refusal import number, word
from kharkiv_tracker.i18n import N_, _, ngettext
from kharkiv_tracker.imports.files.row_batches import (
    MOST_BYTES,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SIGNS,
    MOST_SIGNS_OF_ROW,
)

_PROBLEMS: Mapping[str, str] = {
    "binary": N_("The file is not a table. Choose a CSV, XLSX, JSON or GeoJSON file."),
    "bomb": N_(
        "The workbook is packed in a way that could harm the computer, and was not unpacked. Open "
        "it in a spreadsheet program and save it as CSV."
    ),
    "case": N_("This is a case file. Open it instead of importing it."),
    "cell": N_("A cell is too long ({place}). Limit of characters: {most_signs}. Shorten it."),
    "columns": N_(
        "A row has too many columns ({place}). Limit: {most_columns}. Delete the columns you do "
        "not need."
    ),
    "database": N_("This is a database. Export its table as CSV and import that."),
    "deep": N_("Objects in the file are nested too deeply. Export it in a simpler form."),
    "device": N_("This is not a file. Choose a CSV, XLSX, JSON or GeoJSON file."),
    "document": N_(
        "This is a document and not a workbook. Copy the table into a spreadsheet program and save "
        "it as XLSX or CSV."
    ),
    "encoding": N_(
        "Line {line} cannot be read as {encoding}. Choose another encoding, or save the file as "
        "UTF-8."
    ),
    "entities": N_(
        "The workbook has declarations that could harm the computer, and was not read. Open it in "
        "a spreadsheet program and save it as CSV."
    ),
    "entry": N_("The list in the file has something that is not an object ({place})."),
    "far": N_(
        "A cell is far below all others ({place}). Delete it, or the blank rows before it, and "
        "save the file again."
    ),
    "folder": N_("This is a folder. Choose a CSV, XLSX, JSON or GeoJSON file."),
    "json": N_("Not valid JSON ({place}). Export the file again."),
    "large": N_(
        "The file is too large. Limits: {most_megabytes} MB and {most_cells} cells. Split it into "
        "smaller files."
    ),
    "list": N_("The JSON has no list of objects. Export the records as one list."),
    "lists": N_(
        "The JSON has several lists of objects. Save the list you want to import in a file of its "
        "own."
    ),
    "locked": N_("The file is locked with a password. Save a copy without the password."),
    "markup": N_(
        "This is a web page or XML and not a table. Open it in a spreadsheet program and save it "
        "as XLSX or CSV."
    ),
    "nul": N_("The text has a NUL character, which no text may have ({place})."),
    "number": N_("“{number}” is not a number that can be read. Correct it in the file."),
    "numbers": N_("This is a Numbers document. Export it as XLSX or CSV."),
    "ods": N_("This is an OpenDocument file. Save it as XLSX or CSV."),
    "old": N_(
        "This is a workbook of an old format, or it has a password. Save it as XLSX or CSV without "
        "a password."
    ),
    "quotes": N_(
        "A quotation mark is not closed, or text follows it ({place}). Correct the row, or choose "
        "another delimiter."
    ),
    "repeated": N_("An object in the JSON has “{key}” twice. Correct the file."),
    "row": N_("A row is too long ({place}). Limit of characters: {most_signs_of_row}."),
    "rows": N_("The file has too many rows. Limit: {most_rows}. Split it into smaller files."),
    "sheets": N_(
        "The workbook has too many sheets. Save the ones you need in a file of their own."
    ),
    "stopped": N_(
        "Reading the file needs more time or memory than is allowed. Split it into smaller files, "
        "or save it as CSV."
    ),
    "unicode": N_("The text has half a character ({place}). Export the file again."),
    "xlsb": N_("This is a binary workbook. Save it as XLSX or CSV."),
    "zip": N_("This is a ZIP file and not a workbook. Unpack it and choose a file in it."),
}


def problem_error(answer: Mapping[str, Any]) -> TrackerError:
    """The error that says what the child found wrong; the words it gives are not trusted."""
    return file_refusal.problem_error(
        answer,
        _PROBLEMS,
        place=_place(answer),
        line=labels.number(number(answer, "line")),
        encoding=word(answer, "encoding"),
        key=word(answer, "key"),
        number=word(answer, "number"),
        most_megabytes=MOST_BYTES // 1024**2,
        most_cells=labels.number(MOST_CELLS),
        most_columns=MOST_COLUMNS,
        most_rows=labels.number(MOST_ROWS),
        most_signs=labels.number(MOST_SIGNS),
        most_signs_of_row=labels.number(MOST_SIGNS_OF_ROW),
    )


def notice(answer: Mapping[str, Any]) -> str:
    """The sentence on something that may not be as it was meant; "" for an unknown one."""
    sheet = word(answer, "sheet")
    match answer["notice"]:
        case "guessed":
            return _("The encoding was guessed: {encoding}. Check that names are readable.").format(
                encoding=word(answer, "encoding")
            )
        case "beside":
            return _("The JSON has more than the list. Not read: {names}.").format(
                names=word(answer, "names")
            )
        case "hidden_sheet":
            return _("Sheet “{sheet}” is hidden. It was read.").format(sheet=sheet)
        case "hidden":
            return _("Sheet “{sheet}” has hidden rows or columns. They were read.").format(
                sheet=sheet
            )
        case "formulas":
            cells = number(answer, "number")
            return ngettext(
                "Sheet “{sheet}” has {n} formula without a result ({cell}). Its text was read.",
                "Sheet “{sheet}” has {n} formulas without a result (the first: {cell}). Their text "
                "was read.",
                cells,
            ).format(sheet=sheet, n=cells, cell=word(answer, "cell"))
    return ""


def _place(answer: Mapping[str, Any]) -> str:
    parts = []
    if "sheet" in answer:
        parts.append(_("sheet “{sheet}”").format(sheet=word(answer, "sheet")))
    if "row" in answer:
        parts.append(_("row {row}").format(row=labels.number(number(answer, "row"))))
    if "column" in answer:
        parts.append(_("column {column}").format(column=labels.number(number(answer, "column"))))
    return ", ".join(parts)
