"""Incidents as CSV with a row of tags of the Humanitarian Exchange Language."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

from kharkiv_tracker.export import csv_folder
from kharkiv_tracker.export.published_records import PublishedRecords
from kharkiv_tracker.export.table_rows import TableRows
from kharkiv_tracker.summary.summary_data import Progress, no_progress


def text(records: PublishedRecords, progress: Progress = no_progress) -> Iterator[bytes]:
    """The file in parts: the labels, the tags, and a row for each incident; columns with a tag."""
    rows = TableRows(records)
    table = next(table for table in rows.tables if table.name == "incidents")
    tagged = [column for column in table.columns if column.hxl]
    yield _lines([[column.label for column in tagged]], "utf-8-sig")
    yield _lines([[column.hxl for column in tagged]])
    for of, cells in rows.read(progress):
        if of is table:
            kept = [values for column, values in zip(of.columns, cells, strict=True) if column.hxl]
            yield _lines(csv_folder.rows_of(tagged, kept))


def _lines(rows: Iterable[Iterable[Any]], encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv_folder.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)
