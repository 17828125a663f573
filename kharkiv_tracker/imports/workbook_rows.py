"""The sheets of an XLSX workbook as rows of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from kharkiv_tracker.child_process import Problem
from kharkiv_tracker.imports.package_check import checked_package
from kharkiv_tracker.imports.row_batches import MOST_COLUMNS, MOST_ROWS, Answer, RowBatches
from kharkiv_tracker.imports.sheet_xml import XmlEvents
from kharkiv_tracker.imports.workbook_cells import CellTexts, unescaped
from kharkiv_tracker.imports.workbook_parts import (
    comment_parts,
    date_styles,
    open_part,
    read_book,
)

_INDEX = re.compile(r"[0-9]{1,8}")
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
#: So many blank rows between two filled ones are none that anyone left on purpose.
_GAP = 10_000
_MOST_REGIONS = 100_000


def answers(path: Path) -> Iterator[bytes | Answer]:
    """Every sheet of the workbook; raises Problem for what is not one, or is a hostile one."""
    with checked_package(path) as package:
        yield from _sheets(package)
    yield {"kind": "XLSX", "encoding": "", "delimiter": ""}


def _sheets(package: ZipFile) -> Iterator[bytes | Answer]:
    book = read_book(package)
    shared: list[str] = []
    if book.strings:
        with open_part(package, book.strings) as stream:
            shared = [text for _place, text in _texts(stream, "si")]
    texts = CellTexts(shared, book.epoch, *date_styles(package, book.styles))
    batches = RowBatches()
    for sheet in book.sheets:
        yield {"sheet": sheet.name, "first": 1}
        if sheet.is_hidden:
            yield {"notice": "hidden_sheet", "sheet": sheet.name}
        with open_part(package, sheet.part) as stream:
            yield from _SheetRows(sheet.name, texts).answers(stream, batches)
        for part in comment_parts(package, sheet.part):
            with open_part(package, part) as stream:
                yield {"comments": list(_comments(stream))}


def _comments(stream: IO[bytes]) -> Iterator[tuple[int, int, str]]:
    for place, text in _texts(stream, "comment"):
        row, column = _cell(place)
        yield row - 1, column - 1, text


def _texts(stream: IO[bytes], element: str) -> Iterator[tuple[str, str]]:
    """The text of every element of that name, with the place it is for; rich text is its words."""
    texts: list[tuple[str, str]] = []
    parts: list[str] = []
    place = ""
    #: Readings of words in another script, which are no part of the text.
    is_reading = False

    def begin(attributes: Mapping[str, str]) -> None:
        nonlocal place
        place = attributes.get("ref", "")
        parts.clear()

    def read_aloud(is_so: bool) -> None:
        nonlocal is_reading
        is_reading = is_so

    def add() -> None:
        text = events.text()
        if not is_reading:
            parts.append(text)

    events = XmlEvents(
        {
            element: begin,
            "t": lambda _attributes: events.collect(),
            "rPh": lambda _attributes: read_aloud(True),
        },
        {
            element: lambda: texts.append((place, unescaped("".join(parts)))),
            "t": add,
            "rPh": lambda: read_aloud(False),
        },
    )
    for _piece in events.feed(stream):
        yield from texts
        texts.clear()


def _cell(place: str) -> tuple[int, int]:
    """Row and column of `B7`, counted from 1."""
    match = _PLACE.fullmatch(place)
    if not match:
        raise Problem("broken")
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(match[2]), column


class _Columns(dict[str, int]):
    """The columns by their letters."""

    def __missing__(self, letters: str) -> int:
        column = _cell(f"{letters}1")[1]
        # Letters only: of `A2`, with the 1, there would be a row.
        if not letters.isalpha():
            raise Problem("broken")
        self[letters] = column
        return column


_COLUMNS = _Columns()


class _SheetRows:
    """One sheet while it is read."""

    def __init__(self, name: str, texts: CellTexts) -> None:
        self._name, self._texts = name, texts
        self._rows: list[list[str]] = []
        self._row = self._filled = self._column = 0
        self._cells: list[str] = []
        self._kind = self._formula = self._place = self._row_text = ""
        self._style = 0
        self._value: str | None = None
        self._inline: list[str] = []
        self._has_formula = False
        self._regions: list[tuple[int, int, int, int]] = []
        #: How many formulas have no value, and the first of them.
        self._open, self._first_open = 0, ""
        self._hides = False
        collect = self._collect
        self._events = XmlEvents(
            {
                "row": self._begin_row, "c": self._begin_cell, "v": collect, "t": collect,
                "f": self._begin_formula, "col": self._hide, "mergeCell": self._merge,
            },
            {
                "row": self._end_row, "c": self._end_cell, "v": self._end_value,
                "t": self._end_text, "f": self._end_formula,
            },
        )  # fmt: skip

    def answers(self, stream: IO[bytes], batches: RowBatches) -> Iterator[bytes | Answer]:
        """The rows, then what else there is to know of them."""
        yield from batches.answers(
            self._read(stream), lambda index: {"row": index + 1, "sheet": self._name}
        )
        if self._regions:
            yield {"merged": self._regions}
        if self._open:
            yield {
                "notice": "formulas",
                "sheet": self._name,
                "cell": self._first_open,
                "number": self._open,
            }
        if self._hides:
            yield {"notice": "hidden", "sheet": self._name}

    def _read(self, stream: IO[bytes]) -> Iterator[list[str]]:
        for _piece in self._events.feed(stream):
            yield from self._rows
            self._rows.clear()

    def _collect(self, _attributes: Mapping[str, str]) -> None:
        self._events.collect()

    def _hide(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("hidden") in ("1", "true"):
            self._hides = True

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._hide(attributes)
        number = attributes.get("r", str(self._row + 1))
        row = int(number) if _INDEX.fullmatch(number) else 0
        if not self._row < row <= MOST_ROWS:
            raise Problem("broken")
        self._row, self._row_text, self._column, self._cells = row, str(row), 0, []

    def _end_row(self) -> None:
        if not any(self._cells):
            return
        if self._row - self._filled > _GAP:
            raise Problem("far", sheet=self._name, row=self._row)
        self._rows += [[] for _blank in range(self._filled + 1, self._row)]
        self._rows.append(self._cells)
        self._filled = self._row

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._place = attributes.get("r", "")
        self._kind = attributes.get("t", "n")
        style = attributes.get("s")
        self._style = int(style) if style and _INDEX.fullmatch(style) else 0
        self._value, self._formula, self._has_formula = None, "", False
        self._inline.clear()
        place = self._place.removesuffix(self._row_text)
        column = _COLUMNS[place] if place else self._column + 1
        if column <= self._column:
            raise Problem("broken")
        self._column = column

    def _begin_formula(self, _attributes: Mapping[str, str]) -> None:
        self._has_formula = True
        self._events.collect()

    def _end_formula(self) -> None:
        self._formula = self._events.text()

    def _end_value(self) -> None:
        self._value = self._events.text()

    def _end_text(self) -> None:
        self._inline.append(self._events.text())

    def _end_cell(self) -> None:
        text = self._text()
        if not text:
            return
        if self._column > MOST_COLUMNS:
            raise Problem("columns", sheet=self._name, row=self._row)
        self._cells += [""] * (self._column - len(self._cells) - 1)
        self._cells.append(text)

    def _text(self) -> str:
        if self._kind == "inlineStr":
            return unescaped("".join(self._inline))
        if self._value:
            return self._texts.text(self._kind, self._value, self._style)
        # The value may be a text without a letter; else nothing has calculated it yet.
        if self._has_formula and not (self._kind == "str" and self._value is not None):
            self._open += 1
            self._first_open = self._first_open or self._place or f"{self._row}:{self._column}"
            return f"={self._formula}"
        return ""

    def _merge(self, attributes: Mapping[str, str]) -> None:
        first, _colon, last = attributes.get("ref", "").partition(":")
        (row, column), (bottom, right) = _cell(first), _cell(last or first)
        if not (row <= bottom <= MOST_ROWS and column <= right):
            raise Problem("broken")
        self._regions.append((row - 1, column - 1, bottom - 1, right - 1))
        if len(self._regions) > _MOST_REGIONS:
            raise Problem("large")
