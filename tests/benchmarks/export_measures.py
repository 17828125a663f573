"""What is measured of exports, beside the libraries that write the same cells."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kharkiv_tracker import labels
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.export import csv_folder as tables_of
from kharkiv_tracker.export import formats
from kharkiv_tracker.export.columns import Cell
from kharkiv_tracker.export.formats import Format
from kharkiv_tracker.export.published_records import PublishedRecords
from kharkiv_tracker.export.table_rows import TableRows
from kharkiv_tracker.summary.summary_request import SummaryRequest
from tests.benchmarks import process
from tests.benchmarks.case_set import CaseSet
from tests.benchmarks.row import Pair
from tests.benchmarks.store_measures import timed

_EXPORTED = """
import sys
from kharkiv_tracker.cli import main
case, form, target = sys.argv[1:]
try:
    main(["export", case, "--format", form, "-o", target])
except SystemExit as ended:
    assert not ended.code, ended.code
from tests.benchmarks.process import memory
print(memory("VmHWM"))
"""
_DATES = {datetime: "yyyy-mm-dd hh:mm", date: "yyyy-mm-dd", time: "hh:mm"}


@contextmanager
def csv_folder(cases: CaseSet) -> Iterator[Pair]:
    with TemporaryDirectory() as home:
        ours, bare = Path(home, "ours"), Path(home, "bare")
        formats.export(cases.case, SummaryRequest(), Format.CSV, ours)
        tables = {
            path.name: list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), "")))
            for path in sorted(ours.glob("*.csv"))
        }

        def write() -> None:
            bare.mkdir(exist_ok=True)
            for name, rows in tables.items():
                with (bare / name).open("w", encoding="utf-8-sig", newline="") as stream:
                    tables_of.writer(stream).writerows(rows)

        def compare() -> None:
            write()
            for name in tables:
                assert (bare / name).read_bytes() == (ours / name).read_bytes(), name

        yield Pair(timed(_exported(cases, Format.CSV, ours)), timed(write), compare)


@contextmanager
def workbook(cases: CaseSet) -> Iterator[Pair]:
    with TemporaryDirectory() as home:
        ours, bare = Path(home, "ours.xlsx"), Path(home, "bare.xlsx")
        sheets: dict[str, list[list[Any]]] = {}
        for table, cells in TableRows(PublishedRecords(cases.case, SummaryRequest())).read():
            if not table.is_child:
                rows = sheets.setdefault(table.name, [])
                rows += [list(map(_plain, row)) for row in zip(*cells, strict=True)]

        def write() -> None:
            from xlsxwriter import Workbook

            options = {"constant_memory": True, "tmpdir": home, "strings_to_urls": False}
            with Workbook(str(bare), options) as book:
                forms = {
                    kind: book.add_format({"num_format": text}) for kind, text in _DATES.items()
                }
                for name, rows in sheets.items():
                    sheet = book.add_worksheet(name)
                    for number, row in enumerate(rows):
                        for at, value in enumerate(row):
                            if isinstance(value, str):
                                sheet.write_string(number, at, value)
                            elif value is not None:
                                sheet.write(number, at, value, forms.get(type(value)))

        yield Pair(timed(_exported(cases, Format.XLSX, ours)), timed(write))


def _plain(cell: Cell) -> Any:
    """A cell as the library takes it."""
    if isinstance(cell, Word):
        return labels.word(cell)
    return cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell


def memory(form: str) -> Callable[[CaseSet], Any]:
    """The memory of an export at its highest."""

    @contextmanager
    def measure(cases: CaseSet) -> Iterator[Pair]:
        with process.home() as folder, TemporaryDirectory() as home:
            target = Path(home, f"out.{form}")

            def highest() -> float:
                shutil.rmtree(target, ignore_errors=True)
                return float(process.run(_EXPORTED, folder, str(cases.path), form, str(target)))

            yield Pair(highest)

    return measure


def _exported(cases: CaseSet, form: Format, target: Path) -> Callable[[], object]:
    return lambda: formats.export(cases.case, SummaryRequest(), form, target)
