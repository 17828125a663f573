"""The tables of a page in a Word document: heads that repeat, rows that stay whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kharkiv_tracker.charts import style
from kharkiv_tracker.export import word_text
from kharkiv_tracker.export.word_text import paragraph, run
from kharkiv_tracker.palette import PALETTES
from kharkiv_tracker.summary import blocks
from kharkiv_tracker.summary.blocks import Block, Cell

#: The style of a cell and its size in points, by the size that the block has.
_CELLS = {blocks.BODY: ("Cell", 8.5), blocks.LIST: ("SmallCell", 7.0)}
#: Points between columns, and between those of a table that has many.
_GUTTER, _NARROW_GUTTER, _MANY = 10.0, 7.0, 5
#: At most this part of the width is for a column of text that is not the wide one.
_MOST = 0.35
#: The typeface that stands in for Inter may be so much wider; columns have room for it as long as
#: they leave this part of the width to the wide one.
_WIDER, _SPARE = 1.13, 0.22
#: A wide column is at least so wide, in points.
_LEAST = 60.0
#: A table of no more lines than this stays on one page.
_SHORT = 12
#: A row of more letters than this may be parted: it could be longer than a page.
_LONG = 1500
_HAIRLINE = PALETTES["light"].hairline[1:].upper()


def table(block: Block, room: float) -> str:
    """A table at most `room` points wide, and the note below it."""
    grid = _Grid.of(block, room)
    stays = _height(block) <= _SHORT
    rows = [grid.row(block["head"], edge="bottom", is_head=True, keep=True)]
    last = len(block["rows"]) - (0 if block["foot"] else 1)
    for at, row in enumerate(block["rows"]):
        # The last row is never alone on a page.
        keep = at < last and (stays or at == last - 1)
        rows.append(grid.row(row["cells"], row["quiet"] or "", keep=keep))
    if block["foot"]:
        rows.append(grid.row(block["foot"], edge="top", emphasis=word_text.STRONG))
    note = paragraph(run(block["note"]), word_text.NOTE) if block["note"] else ""
    return _table("Figures", grid.widths, rows) + note


def big(block: Block, room: float) -> str:
    """Large figures side by side, each with what it is below it."""
    items = block["items"]
    parts = [1.3 if "also" in item else 1.0 for item in items]
    parts = parts if len(items) > 3 else [1.15, 1.15, 1.0][: len(items)]
    widths = [room * part / max(sum(parts), len(parts)) for part in parts]
    cells = [
        _cell(paragraph(_large(item), "LargeFigures"), width, gutter=_GUTTER)
        for item, width in zip(items, widths, strict=True)
    ]
    return _table("TableNormal", widths, [_whole_row(cells)])


def _large(item: Block) -> str:
    number = run(item["number"], "LargeFigure") + run(f" {item['name']}")
    below = [run(item.get("also", ""), "Small"), run(item["about"], "SmallNote")]
    return word_text.lines([number, *below])


@dataclass(frozen=True, slots=True)
class _Grid:
    """The columns of one table: their widths in points, the space after them included."""

    widths: tuple[float, ...]
    numbers: tuple[bool, ...]
    gutter: float
    style: str

    @classmethod
    def of(cls, block: Block, room: float) -> _Grid:
        name, size = _CELLS[block["size"]]
        columns = block["columns"]
        gutter = _NARROW_GUTTER if len(columns) > _MANY else _GUTTER
        after = [gutter] * (len(columns) - 1) + [0.0]
        widths = _widths(block, room - sum(after), size)
        return cls(
            tuple(width + space for width, space in zip(widths, after, strict=True)),
            tuple(column["number"] for column in columns),
            gutter,
            name,
        )

    def row(
        self,
        cells: Sequence[Cell],
        quiet: str = "",
        *,
        edge: str = "",
        emphasis: str = "",
        is_head: bool = False,
        keep: bool = False,
    ) -> str:
        """A row with a line at one edge; `quiet` is in place of the cells that are missing."""
        drawn = []
        for at, cell in enumerate(cells):
            # A cell of Word has a paragraph even where it is empty.
            texts = ([cell] if isinstance(cell, str) else cell) or [""]
            styles = [emphasis] + [word_text.QUIET] * (len(texts) - 1)
            content = self._paragraphs(texts, styles, keep=keep, right=self.numbers[at])
            gutter = self.gutter if at < len(self.widths) - 1 else 0.0
            drawn.append(_cell(content, self.widths[at], gutter, edge=edge, low=is_head))
        if quiet:
            width, span = sum(self.widths[len(cells) :]), len(self.widths) - len(cells)
            content = self._paragraphs([quiet], [word_text.QUIET], keep=keep, right=True)
            drawn.append(_cell(content, width, 0.0, span=span))
        letters = sum(len(text) for cell in cells for text in cell)
        return _whole_row(drawn, is_head=is_head, may_part=letters > _LONG)

    def _paragraphs(
        self, texts: Iterable[str], styles: Iterable[str], *, keep: bool, right: bool
    ) -> str:
        return "".join(
            paragraph(run(text, name), self.style, keep=keep, right=right)
            for text, name in zip(texts, styles, strict=True)
        )


def _table(name: str, widths: Iterable[float], rows: Iterable[str]) -> str:
    widths = list(widths)
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{name}"/>'
        f'<w:tblW w:w="{sum(map(_twips, widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _whole_row(cells: Iterable[str], *, is_head: bool = False, may_part: bool = False) -> str:
    properties = "" if may_part else "<w:cantSplit/>"
    properties += "<w:tblHeader/>" * is_head
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(
    content: str, width: float, gutter: float, *, span: int = 1, edge: str = "", low: bool = False
) -> str:
    properties = f'<w:tcW w:w="{_twips(width)}" w:type="dxa"/>'
    if span > 1:
        properties += f'<w:gridSpan w:val="{span}"/>'
    if edge:
        line = f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{_HAIRLINE}"/>'
        properties += f"<w:tcBorders>{line}</w:tcBorders>"
    if gutter:
        properties += f'<w:tcMar><w:right w:w="{_twips(gutter)}" w:type="dxa"/></w:tcMar>'
    properties += '<w:vAlign w:val="bottom"/>' * low
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _twips(points: float) -> int:
    return round(20 * points)


def _height(block: Block) -> int:
    """How many lines the rows have at least."""
    return sum(
        max(1 if isinstance(cell, str) else len(cell) for cell in row["cells"])
        for row in block["rows"]
    )


def _widths(block: Block, room: float, size: float) -> list[float]:
    """The width of each column without the space after it, in points."""
    columns: list[Block] = block["columns"]
    widths: list[float] = [
        0.0
        if column["wide"]
        else min(_column_width(block, at, size), room if column["number"] else _MOST * room)
        for at, column in enumerate(columns)
    ]
    wide = sum(bool(column["wide"]) for column in columns)
    most, needed = room - _LEAST * wide, max(1.0, sum(widths))
    scale = min(most / needed, max(1.0, min(_WIDER, (1 - _SPARE) * room / needed)))
    widths = [scale * width for width in widths]
    spare = room - sum(widths)
    return [
        spare / wide if column["wide"] else width
        for column, width in zip(columns, widths, strict=True)
    ]


def _column_width(block: Block, at: int, size: float) -> float:
    """The width that the block has for the column, or of its longest text."""
    if width := block["columns"][at]["width"]:
        return size * float(width / block["size"])
    weights = [(row["cells"], style.REGULAR) for row in block["rows"]]
    weights += [(block["head"], style.REGULAR), (block["foot"] or [], style.SEMIBOLD)]
    texts = {
        (re.sub(r"\d", "0", text), weight)
        for cells, weight in weights
        for cell in cells[at : at + 1]
        for text in ([cell] if isinstance(cell, str) else cell)
    }
    return 1.02 * max((style.width(text, size, weight) for text, weight in texts), default=0.0) + 1
