"""The heads of a sheet: where they are, and the rows below them with a name for every cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.files.table_file import Region, Sheet, TableFile

#: Columns of a file of rejected rows: the file they are from, the row, the column and the problem.
PROBLEM_HEADS = ("import: file", "import: row", "import: column", "import: problem")
#: Rows of titles and remarks above the heads are looked through this far.
_ABOVE = 30
#: The most rows of heads that are looked for.
_MOST_HEADS = 3


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet below its heads: `heads` one for each column, no two alike; `start` the first row.

    `archive` is the name of the file, of rejected rows that of the file they are from: identifiers
    of the table are of it where nothing else is known.
    """

    sheet: Sheet
    heads: tuple[str, ...]
    start: int
    head_row: int
    head_rows: int = 1
    archive: str = ""
    _merged: dict[int, list[Region]] = field(default_factory=dict)
    _comments: dict[int, list[tuple[int, str]]] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """The number and the cells of each row that has any."""
        for index in range(self.start, len(self.sheet.rows)):
            if any(self.sheet.rows[index]):
                yield index, self.sheet.rows[index]

    def cells(self, index: int) -> dict[str, str]:
        """The filled cells of a row by their heads; merged cells have the value of the first."""
        row = self.sheet.rows[index] if index < len(self.sheet.rows) else ()
        cells = {head: cell for head, cell in zip(self.heads, row, strict=False) if cell}
        for region in self.regions(index):
            text = _cell(self.sheet, region.first_row, region.first_column)
            if text:
                for head in self.heads[region.first_column : region.last_column + 1]:
                    cells.setdefault(head, text)
        return cells

    def regions(self, index: int) -> list[Region]:
        """The merged cells that a row of that index is part of."""
        return self._merged.get(index, [])

    def comments(self, index: int) -> list[tuple[str, str]]:
        """The heads and the comments of the cells of a row."""
        return [
            (self.heads[column], text)
            for column, text in self._comments.get(index, ())
            if column < len(self.heads)
        ]

    def number(self, index: int) -> int:
        """The number by which a person finds the row of that index."""
        return self.sheet.number(index)


def choose_sheet(file: TableFile, name: str = "") -> Sheet:
    """The sheet of a name; of no name the first with rows. Refused where it does not exist."""
    for sheet in file.sheets:
        if sheet.name == name if name else any(any(row) for row in sheet.rows):
            return sheet
    if name:
        raise Refused(_("The file has no sheet “{name}”.").format(name=name))
    raise Refused(_("The file has no rows."))


def read(file: TableFile, sheet: str = "", head_row: int = 0, head_rows: int = 1) -> Table:
    """The table of a sheet of a file; "" is the first with rows. Refused where it has none."""
    table = table_of(choose_sheet(file, sheet), head_row, head_rows)
    first = next((table.cells(index) for index, _cells in table.rows()), {})
    return replace(table, archive=first.get(PROBLEM_HEADS[0]) or file.path.stem)


def table_of(sheet: Sheet, head_row: int = 0, head_rows: int = 1) -> Table:
    """The table of a sheet; where `head_row` is 0 its heads are looked for."""
    if head_row:
        first = head_row - sheet.first
        if not 0 <= first < len(sheet.rows):
            raise Refused(_("The sheet has no row {row}.").format(row=head_row))
    else:
        first, head_rows = guess(sheet)
    start = first + head_rows
    width = max((len(row) for row in sheet.rows[first:]), default=0)
    names = _unique(_head(sheet, first, start, column) for column in range(width))
    regions, comments = _regions(sheet, start), _comments(sheet)
    return Table(sheet, names, start, sheet.number(first), head_rows, "", regions, comments)


def guess(sheet: Sheet) -> tuple[int, int]:
    """The index of the first row of heads, and how many rows they are.

    The row of heads is the first that has a text in most of the columns; a merged cell in it, or
    one below a gap of it, says that the next row belongs to it.
    """
    top = sheet.rows[: _ABOVE + _MOST_HEADS]
    filled = [sum(map(bool, row)) for row in top]
    widest = max(filled, default=0)
    first = next((at for at, n in enumerate(filled[:_ABOVE]) if n and 2 * n >= widest), 0)
    last = max(
        [
            first,
            *(
                region.last_row
                for region in sheet.merged
                if region.first_row == first and region.last_row - first < _MOST_HEADS
            ),
        ]
    )
    is_wide = any(
        region.first_row == first and region.last_column > region.first_column
        for region in sheet.merged
    )
    if is_wide and last == first and first + 1 < len(sheet.rows):
        last = first + 1
    if last == first and _continues(top, first):
        last = first + 1
    return first, last - first + 1


def letters(column: int) -> str:
    """What a spreadsheet calls a column, counted from 0: A, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _continues(rows: Sequence[Sequence[str]], first: int) -> bool:
    """Whether the row below has the names of columns: `Killed, , Injured,` over `all, children`.

    Two groups at least have columns without a head of their own, and words below all of theirs.
    """
    if first + 1 >= len(rows):
        return False
    heads, below = rows[first], rows[first + 1]
    if any(any(map(str.isdigit, text)) for text in below):
        return False
    groups: dict[int, list[int]] = {}
    group = -1
    for column in range(max(len(heads), len(below))):
        if _at(heads, column):
            group = column
        elif _at(below, column):
            groups.setdefault(group, [group]).append(column)
    return len(groups) >= 2 and all(
        column >= 0 and _at(below, column) for columns in groups.values() for column in columns
    )


def _at(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def _head(sheet: Sheet, first: int, start: int, column: int) -> str:
    """The head of a column: the texts above one another, those of merged cells too."""
    texts: list[str] = []
    for row in range(first, start):
        text = " ".join(_cell(sheet, row, column).split())
        if not text and row < start - 1:
            # Of a group, only the first column has the name, merged or not.
            text = _group(sheet, row, column, start)
        if text and text not in texts:
            texts.append(text)
    return " / ".join(texts) or _("Column {letters}").format(letters=letters(column))


def _group(sheet: Sheet, row: int, column: int, start: int) -> str:
    """The name of the group of columns that a column without a name of its own is in."""
    for region in sheet.merged:
        if region.first_row <= row <= region.last_row and (
            region.first_column <= column <= region.last_column
        ):
            return " ".join(_cell(sheet, region.first_row, region.first_column).split())
    if any(region.first_row == row for region in sheet.merged):
        # The file says by its merged cells which columns are a group.
        return ""
    before = next((at for at in range(column, -1, -1) if _cell(sheet, row, at)), None)
    if before is None or not _cell(sheet, start - 1, before):
        return ""
    return " ".join(_cell(sheet, row, before).split())


def _cell(sheet: Sheet, row: int, column: int) -> str:
    return _at(sheet.rows[row], column) if row < len(sheet.rows) else ""


def _unique(heads: Iterator[str]) -> tuple[str, ...]:
    """The heads with a number behind those that are repeated: `Date`, `Date (2)`."""
    seen: Counter[str] = Counter()
    names = []
    for head in heads:
        seen[head] += 1
        names.append(head if seen[head] == 1 else f"{head} ({seen[head]})")
    return tuple(names)


def _regions(sheet: Sheet, start: int) -> dict[int, list[Region]]:
    """The merged cells below the heads by the rows they are in."""
    rows: dict[int, list[Region]] = {}
    for region in sheet.merged:
        for row in range(max(start, region.first_row), min(region.last_row + 1, len(sheet.rows))):
            rows.setdefault(row, []).append(region)
    return rows


def _comments(sheet: Sheet) -> dict[int, list[tuple[int, str]]]:
    rows: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in sorted(sheet.comments.items()):
        rows.setdefault(row, []).append((column, " ".join(text.split())))
    return rows
