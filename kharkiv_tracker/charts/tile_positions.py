"""The positions of the tiles: as the districts lie to each other, in two blocks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from kharkiv_tracker import city, gazetteer, labels
from kharkiv_tracker.charts import style, text_fit
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.domain.place import District, DistrictKind
from kharkiv_tracker.i18n import current

#: To the size of ordinary text: where a half is narrower, the city is above the oblast.
_NARROW = 24
#: The heading of a block, in sizes of ordinary text.
_HEADING = 1.1


#: Column and row of each tile, from the north-west; the unknown areas are in free places.
Places = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the map, the city or the oblast around it, below its heading."""

    box: Box
    places: Places
    rows: int

    @property
    def districts(self) -> list[District]:
        return districts(self.places)


def districts(places: Places) -> list[District]:
    """The districts that have a place, in the order of a list."""
    return [place for place in gazetteer.load().listed if place.key in places]


def blocks(sheet: Sheet, box: Box) -> Iterator[Block]:
    """Write the headings of city and oblast; yields what is below each."""
    for block, heading, above in _blocks(sheet, box):
        size = _HEADING * sheet.base
        fitting = text_fit.elide(heading, above.width, size, style.SEMIBOLD)
        sheet.text(above.left, above.top - size, fitting, size=size, weight=style.SEMIBOLD)
        yield block


def planned(sheet: Sheet, box: Box) -> list[Block]:
    """What is below the headings of city and oblast, without writing them."""
    return [block for block, _heading_text, _above in _blocks(sheet, box)]


def _blocks(sheet: Sheet, box: Box) -> Iterator[tuple[Block, str, Box]]:
    """Each block, its heading, and the box of both."""
    parts = city.load().blocks
    gap = sheet.base * 2.4
    wide = (box.width - gap * (len(parts) - 1)) / len(parts)
    rows = [_count(row for _column, row in part.tiles.values()) for part in parts]
    if wide >= _NARROW * sheet.base:
        for index, part in enumerate(parts):
            beside = Box(box.left + index * (wide + gap), box.bottom, wide, box.height)
            yield (
                Block(_below_heading(sheet, beside), part.tiles, max(rows)),
                _heading(part),
                beside,
            )
        return
    top = box.top
    for part, count in zip(parts, rows, strict=True):
        high = (box.height - sheet.base * (len(parts) - 1)) * count / sum(rows)
        below = Box(box.left, top - high, box.width, high)
        yield Block(_below_heading(sheet, below), part.tiles, count), _heading(part), below
        top -= high + sheet.base


def _count(positions: Iterable[float]) -> int:
    """How many columns or rows hold tiles at these positions."""
    return math.ceil(max(positions) + 1)


def _columns() -> int:
    return max(
        _count(column for column, _row in part.tiles.values()) for part in city.load().blocks
    )


def _heading(part: city.Block) -> str:
    return city.in_language(part.heading, current())


def _below_heading(sheet: Sheet, box: Box) -> Box:
    return Box(box.left, box.bottom, box.width, box.height - sheet.base * _HEADING * 1.8)


def grid(sheet: Sheet, block: Block) -> Iterator[tuple[District, Box]]:
    """Every district of a block with the place of its tile, as the districts lie to each other."""
    for place in block.districts:
        yield place, _cells(sheet, block, *block.places[place.key])


def _cells(
    sheet: Sheet, block: Block, column: float, row: float, across: int = 1, down: int = 1
) -> Box:
    """The box of one cell of a block, or of several from there to the right and down."""
    box, gap = block.box, sheet.base * 0.7
    columns = _columns()
    wide = (box.width - gap * (columns - 1)) / columns
    high = (box.height - gap * (block.rows - 1)) / block.rows
    height = down * (high + gap) - gap
    left, top = box.left + column * (wide + gap), box.top - row * (high + gap)
    return Box(left, top - height, across * (wide + gap) - gap, height)


def free_boxes(sheet: Sheet, block: Block) -> list[Box]:
    """Where a block has no tiles: rectangles of whole cells, the largest first."""
    cells = {(column, row) for column in range(_columns()) for row in range(block.rows)}
    for column, row in block.places.values():
        cells -= {(int(column), int(row)), (math.ceil(column), math.ceil(row))}
    boxes = []
    while cells:
        left, top, across, down = max(
            _rectangles(cells), key=lambda item: (item[2] * item[3], item[2], -item[1], -item[0])
        )
        boxes.append(_cells(sheet, block, left, top, across, down))
        cells -= {(left + x, top + y) for x in range(across) for y in range(down)}
    return boxes


def _rectangles(cells: set[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Every rectangle of these cells: its column and row, and how many of each it has."""
    most = len(cells)
    for (left, top), across, down in product(cells, range(1, most + 1), range(1, most + 1)):
        if all((left + x, top + y) in cells for x in range(across) for y in range(down)):
            yield left, top, across, down


def shelf(
    sheet: Sheet, box: Box, districts: Sequence[District]
) -> tuple[Box, list[tuple[District, Box]]]:
    """The part of a box above tiles for districts, and the boxes of those at its foot."""
    gap = sheet.base * 0.7
    columns = _columns()
    wide = (box.width - gap * (columns - 1)) / columns
    rows = -(-len(districts) // columns)
    high = min(sheet.base * 6.4, (box.height - gap * rows) / max(1, rows) * 0.6)
    tile_boxes = []
    for index, place in enumerate(districts):
        row, column = divmod(index, columns)
        bottom = box.bottom + (rows - 1 - row) * (high + gap)
        tile_boxes.append((place, Box(box.left + column * (wide + gap), bottom, wide, high)))
    used_height = rows * (high + gap)
    return Box(box.left, box.bottom + used_height, box.width, box.height - used_height), tile_boxes


def name(place: District) -> str:
    """The name of a district on its tile, without the city or oblast of the heading."""
    if place.kind.is_unknown:
        return city.in_language(place.tile, current())
    return (
        place.short_name(current()) if place.kind is DistrictKind.RAION else labels.district(place)
    )
