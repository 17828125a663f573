"""The sheets of an XLSX workbook as rows of text, read by openpyxl with defusedxml.

To import it takes half a second, so the child that reads a workbook does it late.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from zipfile import ZipFile

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from openpyxl import DEFUSEDXML, LXML
from openpyxl.cell.text import Text
from openpyxl.comments.comment_sheet import CommentSheet
from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.reader.workbook import WorkbookParser
from openpyxl.styles.stylesheet import Stylesheet
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.escape import unescape
from openpyxl.xml.constants import ARC_ROOT_RELS, ARC_WORKBOOK, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring, iterparse, localname

from kharkiv_tracker.child_process import Problem
from kharkiv_tracker.file_checks.package_check import checked_package
from kharkiv_tracker.imports.files.row_batches import MOST_COLUMNS, MOST_ROWS, Answer, RowBatches
from kharkiv_tracker.imports.files.workbook_cells import CellParser

#: So many blank rows between two filled ones are none that anyone left on purpose.
_GAP = 10_000
_MOST_SHEETS, _MOST_REGIONS = 200, 100_000
#: By a part that a file of another kind has.
_STRANGERS = {
    "xl/workbook.bin": "xlsb",
    "content.xml": "ods",
    "Index/Document.iwa": "numbers",
    "Index.zip": "numbers",
    "word/document.xml": "document",
    "ppt/presentation.xml": "document",
}
_WORKBOOK = "[Content_Types].xml"
_SHEET, _STRING = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("worksheet", "si"))

Piece = TypeVar("Piece")


def answers(path: Path) -> Iterator[bytes | Answer]:
    """Every sheet of the workbook; raises Problem for what is not one, or is a hostile one."""
    if LXML or not DEFUSEDXML:
        raise ImportError
    # On what of a workbook is not kept: nobody asked for it.
    warnings.filterwarnings("ignore", module="openpyxl")
    with checked_package(path) as package:
        _check_kind(package)
        yield from _sheets(package)
    yield {"kind": "XLSX", "encoding": "", "delimiter": ""}


def _check_kind(package: ZipFile) -> None:
    """Raise Problem for a ZIP file that is not a workbook."""
    names = package.NameToInfo
    for name, kind in _STRANGERS.items():
        if name in names:
            raise Problem(kind)
    if _WORKBOOK not in names:
        raise Problem("zip")


@contextmanager
def _declared() -> Iterator[None]:
    """Make a Problem of whatever openpyxl raises for a file that it cannot read."""
    try:
        yield
    except (Problem, MemoryError):
        raise
    except DefusedXmlException:
        raise Problem("entities") from None
    except Exception:
        raise Problem("broken") from None


def _pieces(pieces: Iterable[Piece]) -> Iterator[Piece]:
    with _declared():
        yield from pieces


def _sheets(package: ZipFile) -> Iterator[bytes | Answer]:
    with _declared():
        book = WorkbookParser(package, _main_part(package), keep_links=False)
        book.parse()
        if len(book.sheets) > _MOST_SHEETS:
            raise Problem("sheets")
        relations = book.rels.values()
        formats = _date_formats(package, _targets(relations, "styles"))
        shared = list(_texts(package, _targets(relations, "sharedStrings")))
        sheets = [
            (sheet, part)
            for sheet, relation in book.find_sheets()
            for part in _targets([relation], "worksheet")
        ]
    if not sheets:
        raise Problem("broken")
    batches = RowBatches()
    for sheet, part in sheets:
        yield {"sheet": sheet.name, "first": 1}
        if sheet.state != "visible":
            yield {"notice": "hidden_sheet", "sheet": sheet.name}
        with _declared():
            _check_language(package, part)
            stream = package.open(part)
        with stream:
            parser = CellParser(stream, shared, True, book.wb.epoch, *formats)
            yield from _Sheet(sheet.name, parser).answers(batches)
        with _declared():
            comments = list(_comments(package, part))
        if comments:
            yield {"comments": comments}


def _main_part(package: ZipFile) -> str:
    return next(_targets(get_dependents(package, ARC_ROOT_RELS), "officeDocument"), ARC_WORKBOOK)


def _targets(relations: Iterable[Any], kind: str) -> Iterator[str]:
    """The parts that have this to do with another."""
    return (one.target for one in relations if one.Type.rpartition("/")[2] == kind)


def _date_formats(package: ZipFile, parts: Iterable[str]) -> tuple[set[int], set[int]]:
    """The styles by which numbers are dates or times, and those by which they are durations."""
    dates: set[int] = set()
    durations: set[int] = set()
    for part in parts:
        tree = fromstring(package.read(part))
        # Of the others, openpyxl refuses many that spreadsheet programs read.
        for other in [one for one in tree if localname(one) not in ("numFmts", "cellXfs")]:
            tree.remove(other)
        sheet = Stylesheet.from_tree(tree)
        dates |= sheet.date_formats
        durations |= sheet.timedelta_formats
    return dates, durations


def _texts(package: ZipFile, parts: Iterable[str]) -> Iterator[str]:
    """The texts that cells share; rich text is its words.

    They are spelt as they are in XML, which `read_string_table` would change.
    """
    for part in parts:
        with package.open(part) as stream:
            elements = iterparse(stream, ("start", "end"))
            _event, table = next(elements)
            for event, element in elements:
                if event == "end" and element.tag == _STRING:
                    yield Text.from_tree(element).content
                    # Three million emptied ones would be a quarter of the memory there is.
                    table.clear()


def _check_language(package: ZipFile, part: str) -> None:
    """Raise Problem for a sheet in another XML, in which openpyxl finds no row at all."""
    with package.open(part) as stream:
        _event, sheet = next(iterparse(stream, ("start",)))
        if sheet.tag != _SHEET:
            raise Problem("broken")


def _comments(package: ZipFile, sheet: str) -> Iterator[tuple[int, int, str]]:
    listing = get_rels_path(sheet)
    if listing not in package.NameToInfo:
        return
    for part in _targets(get_dependents(package, listing), "comments"):
        for comment in CommentSheet.from_tree(fromstring(package.read(part))).commentList:
            row, column = coordinate_to_tuple(comment.ref)
            yield row - 1, column - 1, unescape(comment.content)


class _Sheet:
    """One sheet while it is read."""

    def __init__(self, name: str, parser: CellParser) -> None:
        self._name, self._parser = name, parser
        self._hides = False

    def answers(self, batches: RowBatches) -> Iterator[bytes | Answer]:
        """The rows, then what else there is to know of them."""
        yield from batches.answers(
            self._rows(), lambda index: {"row": index + 1, "sheet": self._name}
        )
        if regions := self._regions():
            yield {"merged": regions}
        if self._parser.open_formulas:
            yield {
                "notice": "formulas",
                "sheet": self._name,
                "cell": self._parser.first_open,
                "number": self._parser.open_formulas,
            }
        self._notice_hidden(self._parser.column_dimensions)
        if self._hides:
            yield {"notice": "hidden", "sheet": self._name}

    def _rows(self) -> Iterator[list[str]]:
        last = filled = 0
        for row, pairs in _pieces(self._parser.parse()):
            if not last < row <= MOST_ROWS:
                raise Problem("broken")
            last = row
            self._notice_hidden(self._parser.row_dimensions)
            cells: list[str] = []
            for column, text in pairs:
                if not text:
                    continue
                if column > MOST_COLUMNS:
                    raise Problem("columns", sheet=self._name, row=row)
                cells += [""] * (column - len(cells) - 1)
                cells.append(text)
            if not cells:
                continue
            if row - filled > _GAP:
                raise Problem("far", sheet=self._name, row=row)
            yield from ([] for _blank in range(filled + 1, row))
            yield cells
            filled = row

    def _notice_hidden(self, dimensions: dict[str, dict[str, str]]) -> None:
        """Notice what is hidden; of a million rows, no more is kept."""
        if any(one.get("hidden") in ("1", "true") for one in dimensions.values()):
            self._hides = True
        dimensions.clear()

    def _regions(self) -> list[tuple[int, int, int, int]]:
        merged = self._parser.merged_cells
        regions = merged.mergeCell if merged else []
        if len(regions) > _MOST_REGIONS:
            raise Problem("large")
        return [
            (one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1) for one in regions
        ]
