"""What a file of another program holds: sheets of cells, all of them text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class FileKind(StrEnum):
    """What a file is, as it is printed."""

    CSV = "CSV"
    XLSX = "XLSX"
    JSON = "JSON"
    GEOJSON = "GeoJSON"


@dataclass(frozen=True, slots=True)
class Region:
    """Cells merged into one: rows and columns counted from 0, the last ones included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of text as they are in the file, blank ones too; rows end with their last filled cell.

    Dates that are stored as such are `2022-08-17` or `2022-08-17 21:30`, numbers as short as they
    can be (`7`, `7.5`), truth values `yes` and `no`. A list or an object within JSON is its JSON;
    what an object holds are columns of their own: `properties.Date`. The point of a GeoJSON feature
    is in the columns `latitude` and `longitude`.
    """

    name: str
    rows: Sequence[Sequence[str]]
    merged: tuple[Region, ...] = ()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """What was noted on a cell, by its row and column, counted from 0."""
    first: int = 1
    """The number of the first row; 0 where the file has no such row, as with the heads of JSON."""

    def number(self, index: int) -> int:
        """The number by which a person finds the row of that index."""
        return self.first + index


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file that was read: how, and its sheets.

    `encoding` and `delimiter` are empty where the kind has none; `notices` are sentences on what
    may not be as it was meant.
    """

    path: Path
    kind: FileKind
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""
    notices: tuple[str, ...] = ()
