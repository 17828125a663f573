"""Tables as a folder of CSV files, with the data package that says what every column is."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from kharkiv_tracker import __version__
from kharkiv_tracker.analysis import csv_table
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.export import columns
from kharkiv_tracker.export.columns import Cell, Column
from kharkiv_tracker.export.published_records import PublishedRecords
from kharkiv_tracker.export.table_list import Table
from kharkiv_tracker.export.table_rows import TableRows
from kharkiv_tracker.summary import page_frame
from kharkiv_tracker.summary.summary_data import Progress, no_progress

#: The file of a folder that says what the others are.
DESCRIPTION = "datapackage.json"
_PROFILE = "tabular-data-package"
_LINE_END = "\r\n"
#: Without it readers guess: a text full of semicolons makes them take these for delimiters.
_DIALECT = {
    "delimiter": ",",
    "lineTerminator": _LINE_END,
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}


def write(records: PublishedRecords, folder: Path, progress: Progress = no_progress) -> TableRows:
    """Fill a folder with a file for each table; returns what was read."""
    rows = TableRows(records)
    with ExitStack() as stack:
        writers = {table.name: stack.enter_context(_writer(folder, table)) for table in rows.tables}
        for table, cells in rows.read(progress):
            writers[table.name](cells)
    description = json.dumps(_description(records, rows), ensure_ascii=False, indent=1)
    (folder / DESCRIPTION).write_text(f"{description}\n", "utf-8")
    return rows


def writer(stream: IO[str]) -> Any:
    """A writer of rows as RFC 4180 has them."""
    # With another end of a line, Python before 3.13 puts no quotation marks around a cell with a
    # carriage return, and whoever reads it breaks the row there.
    return csv.writer(stream, lineterminator=_LINE_END)


def rows_of(
    table_columns: Sequence[Column], cells: Sequence[Sequence[Cell]]
) -> Iterable[tuple[Any, ...]]:
    """Rows for a CSV writer, of cells by column; an unknown or absent value is empty."""
    return zip(
        *(
            _WRITTEN.get(column.type, _as_it_is)(values)
            for column, values in zip(table_columns, cells, strict=True)
        ),
        strict=True,
    )


def _as_it_is(values: Sequence[Any]) -> Iterable[Any]:
    """Numbers and dates, which the writer spells as they are to be."""
    return values


def _texts(values: Sequence[Any]) -> Iterable[Any]:
    """Texts that no spreadsheet takes for a formula; few have to be changed for that."""
    joined = "\n".join(value for value in values if value)
    return map(_text, values) if csv_table.guarded(joined) != joined else values


def _text(value: str | None) -> str:
    return csv_table.guarded(value) if value else ""


#: How the values of a column of a type are written, unless the writer spells them so.
_WRITTEN: Mapping[str, Callable[[Sequence[Any]], Iterable[Any]]] = {
    "text": _texts,
    "word": lambda words: (word.value if word is not None else "" for word in words),
    "tick": lambda ticks: map(_TICKS.__getitem__, ticks),
    "moment": lambda moments: map(_moment, moments),
}
_TICKS: Mapping[bool | None, str] = {
    None: "",
    True: csv_table.yes_or_no(True),
    False: csv_table.yes_or_no(False),
}


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(zone()).isoformat(timespec="seconds") if moment else ""


@contextmanager
def _writer(folder: Path, table: Table) -> Iterator[Callable[[list[list[Cell]]], None]]:
    with (folder / file_name(table)).open("w", encoding="utf-8-sig", newline="") as stream:
        out = writer(stream)
        out.writerow([column.name for column in table.columns])
        yield lambda cells: out.writerows(rows_of(table.columns, cells))


def file_name(table: Table) -> str:
    """The name of the file of a table."""
    return f"{table.name}.csv"


def _description(records: PublishedRecords, rows: TableRows) -> dict[str, Any]:
    frame = records.frame
    return {
        "profile": _PROFILE,
        "name": "kharkiv-tracker-export",
        "title": page_frame.named(frame),
        "description": page_frame.selected(frame),
        "version": f"{frame.revisions}",
        "created": frame.recorded.isoformat() if frame.recorded else None,
        "kharkiv_tracker": {
            "version": __version__,
            "profile": records.request.profile.value,
            "revision": frame.revisions,
            "fingerprint": frame.fingerprint,
        },
        "resources": [_resource(table, rows.tables) for table in rows.tables],
    }


def _resource(table: Table, tables: Sequence[Table]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {
                "name": column.name,
                "type": columns.TYPES[column.type],
                "title": column.label,
                **({"description": column.about} if column.about else {}),
                **_FORMATS.get(column.type, {}),
            }
            for column in table.columns
        ],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.of and any(other.name == table.of for other in tables):
        reference = {"resource": table.of, "fields": "code"}
        schema["foreignKeys"] = [{"fields": table.columns[0].name, "reference": reference}]
    return {
        "name": table.name,
        "title": table.title,
        "path": file_name(table),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "schema": schema,
    }


#: How values of a type are spelt, where that is not the usual way.
_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "tick": {"trueValues": ["yes"], "falseValues": ["no"]},
    "moment": {"format": "%Y-%m-%dT%H:%M:%S%z"},
    "hour": {"format": "%H:%M:%S"},
}
