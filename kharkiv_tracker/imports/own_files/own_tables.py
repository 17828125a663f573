"""Our own tables, of a folder or a workbook in any language, as one document in JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.record import NUMBERED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.export import table_list, workbook
from kharkiv_tracker.export.columns import Column
from kharkiv_tracker.export.table_list import Table
from kharkiv_tracker.i18n import LANGUAGES, speaking
from kharkiv_tracker.imports.files.table_file import FileKind, Sheet, TableFile
from kharkiv_tracker.imports.own_files import own_cells
from kharkiv_tracker.imports.own_files.own_cells import OwnRow
from kharkiv_tracker.imports.own_files.own_document import PLACE, Place, Records

#: The tables that hold records; what others have is worked out from them.
TABLES = (
    *("incidents", "reports", "persons", "documents", "statements", "joint_reports"),
    *("sources", "notes", "identifiers"),
)
#: Without these heads a table of incidents is another program's.
_HEADS = ("code", "date", "precision", "district_key", "counted")
_MORE = re.compile(r" \d+$")

_Rows = dict[str, list[OwnRow]]


def is_own(files: Sequence[TableFile]) -> bool:
    """Whether these are tables that the program wrote."""
    return any(_recognised(files))


def document(files: Sequence[TableFile]) -> dict[str, Records]:
    """The records of our tables: the files of a folder, or one workbook."""
    language, rows = next(_recognised(files))
    with speaking(language):
        return _Assembly(rows).document()


def _recognised(files: Sequence[TableFile]) -> Iterator[tuple[str, _Rows]]:
    """The rows by table in each language they can be read in; where both can be, either is."""
    for language in LANGUAGES:
        with speaking(language):
            by_name = {table.name: table for table in table_list.all_tables(Profile.INTERNAL)}
            rows: _Rows = {}
            for sheet, table, is_workbook in _sheets(files, by_name):
                heads, below = _below(sheet, table.columns, is_workbook)
                if table.name == "incidents" and not set(_HEADS) <= set(heads):
                    rows.clear()
                    break
                rows.setdefault(table.name, []).extend(below)
        if "incidents" in rows:
            yield language, rows


def _sheets(
    files: Sequence[TableFile], tables: Mapping[str, Table]
) -> Iterator[tuple[Sheet, Table, bool]]:
    """The sheets of our tables: files by their names, sheets of a workbook by their titles."""
    for file in files:
        if file.kind is FileKind.CSV and file.path.stem in tables:
            yield file.sheets[0], tables[file.path.stem], False
        for sheet in file.sheets if file.kind is FileKind.XLSX else ():
            # What does not fit on a sheet is on further ones with a number.
            ending = (_MORE.findall(sheet.name) or [""])[0]
            for table in tables.values():
                names = {workbook.sheet_name(table, ""), workbook.sheet_name(table, ending)}
                if sheet.name in names and table.name in TABLES:
                    yield sheet, table, True


def _below(
    sheet: Sheet, columns: Sequence[Column], is_workbook: bool
) -> tuple[list[str], Iterator[OwnRow]]:
    """The names of the columns of a sheet, and the rows below its heads."""
    heads = [" ".join(head.split()) for head in sheet.rows[0]] if sheet.rows else []
    if is_workbook:
        heads = list(_names(heads, columns))
    rows = (
        OwnRow(sheet.number(at), dict(zip(heads, row, strict=False)), is_workbook)
        for at, row in enumerate(sheet.rows[1:], start=1)
        if any(row)
    )
    return heads, rows


def _names(heads: Iterable[str], columns: Sequence[Column]) -> Iterator[str]:
    """The names of columns by their labels; of several with one label, in their order."""
    left: dict[str, list[str]] = {}
    for column in columns:
        left.setdefault(" ".join(column.label.split()), []).append(column.name)
    for head in heads:
        names = left.get(head)
        yield names.pop(0) if names else ""


class _Assembly:
    """The rows of all tables on their way to one document."""

    def __init__(self, rows: _Rows) -> None:
        self._rows = rows
        self._identifiers: dict[str, Records] = {}
        for row, identifier in self._read("identifiers", Identifier):
            self._identifiers.setdefault(row.text("on"), []).append(identifier)

    def document(self) -> dict[str, Records]:
        """The document."""
        members = {
            "reports": self._numbered("reports", Report, NUMBERED["report"]),
            "persons": self._numbered("persons", Person, NUMBERED["person"]),
        }
        incidents = []
        for row, entry in self._read("incidents", Incident):
            entry |= {name: listed.get(row.text("code"), []) for name, listed in members.items()}
            incidents.append({**entry, "identifiers": self._on(row)})
        return {
            "documents": [
                {"id": row.text("code"), **entry, "identifiers": self._on(row)}
                for row, entry in self._read("documents", Document)
            ],
            "sources": [entry for _row, entry in self._read("sources", Source)],
            "incidents": incidents,
            "statements": [entry for _row, entry in self._read("statements", Statement)],
            "joint_reports": [entry for _row, entry in self._read("joint_reports", JointReport)],
            "notes": [{"on": row.text("on"), **note} for row, note in self._read("notes", Note)],
        }

    def _on(self, row: OwnRow) -> Records:
        return self._identifiers.get(row.text("code"), [])

    def _read(self, name: str, record: type) -> Iterator[tuple[OwnRow, dict[str, Any]]]:
        """The records of a table with their rows."""
        for row in self._rows.get(name, ()):
            yield row, {**own_cells.document(record, row), PLACE: Place(name, row.number)}

    def _numbered(self, name: str, record: type, mark: str) -> dict[str, Records]:
        """The reports or persons of each incident by its code, under the numbers they have."""
        by_code: dict[str, Records] = {}
        for row, entry in self._read(name, record):
            entry["number"] = row.text("code").rpartition("/")[2].removeprefix(mark)
            if record is Person:
                entry["report"] = row.text("report").rpartition("/")[2] or None
                entry["same_as"] = row.text("same_as")
                entry["identifiers"] = self._on(row)
            by_code.setdefault(row.text("incident"), []).append(entry)
        return by_code
