"""The positions of the tiles: as the districts lie to each other, in two blocks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.charts import style, wording
from kharkiv_tracker.charts.box import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.domain.place import District, DistrictKind
from kharkiv_tracker.i18n import _, current

#: Column and row of each tile, from the north-west; the unknown areas are in free places.
Places = Mapping[str, tuple[float, float]]
_CITY: Places = {
    "Shevchenkivskyi": (1, 0),
    "Kyivskyi": (2, 0),
    "Kholodnohirskyi": (0, 1),
    "Kharkiv city, district unknown": (1, 1),
    "Saltivskyi": (2, 1),
    "Novobavarskyi": (0, 2),
    "Slobidskyi": (1, 2),
    "Nemyshlianskyi": (2, 2),
    "Osnovianskyi": (1, 3),
    "Industrialnyi": (2, 3),
}
_OBLAST: Places = {
    "Bohodukhivskyi": (0, 0),
    "Kharkivskyi": (1, 0),
    "Kupianskyi": (2, 0),
    "Kharkiv oblast, raion unknown": (0, 1),
    "Chuhuivskyi": (1.5, 1),
    "Berestynskyi": (0, 2),
    "Lozivskyi": (1, 2),
    "Iziumskyi": (2, 2),
}
#: The places of both blocks.
PLACES: tuple[Places, ...] = (_CITY, _OBLAST)
_COLUMNS, _ROWS = 3, 4
#: To the size of ordinary text: where a half is narrower, the city is above the oblast.
_NARROW = 24


@dataclass(frozen=True, slots=True)
class Block:
    """One half of the map, the city or the oblast around it, below its heading."""

    box: Box
    places: Places
    rows: int

    @property
    def districts(self) -> list[District]:
        return districts(self.places)


def districts(places: Places) -> list[District]:
    """The districts that have a place, in the order of the gazetteer."""
    return [place for place in gazetteer.load().districts if place.names["en"] in places]


def layout(sheet: Sheet, box: Box) -> Iterator[tuple[District, Box]]:
    """Write the headings of city and oblast; yields every district with the place of its tile."""
    for block in blocks(sheet, box):
        yield from grid(sheet, block)


def blocks(sheet: Sheet, box: Box) -> Iterator[Block]:
    """Write the headings of city and oblast; yields what is below each."""
    parts = ((_CITY, _("Kharkiv city")), (_OBLAST, _("The oblast around it")))
    gap = sheet.base * 2.4
    half = (box.width - gap) / 2
    if half >= _NARROW * sheet.base:
        for index, (places, heading) in enumerate(parts):
            half_box = Box(box.left + index * (half + gap), box.bottom, half, box.height)
            yield Block(_draw_heading(sheet, half_box, heading), places, _ROWS)
        return
    rows = [
        math.ceil(max(row for _column, row in places.values()) + 1) for places, _heading in parts
    ]
    top = box.top
    for (places, heading), count in zip(parts, rows, strict=True):
        high = (box.height - sheet.base) * count / sum(rows)
        yield Block(
            _draw_heading(sheet, Box(box.left, top - high, box.width, high), heading), places, count
        )
        top -= high + sheet.base


def _draw_heading(sheet: Sheet, box: Box, heading: str) -> Box:
    """Write a heading into a box; returns what is below it."""
    size = sheet.base * 1.1
    fitting = wording.elide(heading, box.width, size, style.SEMIBOLD)
    sheet.text(box.left, box.top - size, fitting, size=size, weight=style.SEMIBOLD)
    return Box(box.left, box.bottom, box.width, box.height - size * 2)


def grid(sheet: Sheet, block: Block) -> Iterator[tuple[District, Box]]:
    """Every district of a block with the place of its tile, as the districts lie to each other."""
    box, gap = block.box, sheet.base * 0.7
    wide = (box.width - gap * (_COLUMNS - 1)) / _COLUMNS
    high = (box.height - gap * (block.rows - 1)) / block.rows
    for place in block.districts:
        column, row = block.places[place.names["en"]]
        left, down = column * (wide + gap), (row + 1) * high + row * gap
        yield place, Box(box.left + left, box.top - down, wide, high)


def shelf(
    sheet: Sheet, box: Box, districts: Sequence[District]
) -> tuple[Box, list[tuple[District, Box]]]:
    """The part of a box above tiles for districts, and the boxes of those at its foot."""
    gap = sheet.base * 0.7
    wide = (box.width - gap * (_COLUMNS - 1)) / _COLUMNS
    rows = -(-len(districts) // _COLUMNS)
    high = min(sheet.base * 6.4, (box.height - gap * rows) / max(1, rows) * 0.6)
    tile_boxes = []
    for index, place in enumerate(districts):
        row, column = divmod(index, _COLUMNS)
        bottom = box.bottom + (rows - 1 - row) * (high + gap)
        tile_boxes.append((place, Box(box.left + column * (wide + gap), bottom, wide, high)))
    used_height = rows * (high + gap)
    return Box(box.left, box.bottom + used_height, box.width, box.height - used_height), tile_boxes


def name(place: District) -> str:
    """The name of a district on its tile, without the city or oblast of the heading."""
    if place.kind is DistrictKind.CITY_UNKNOWN:
        return _("District unknown")
    if place.kind is DistrictKind.OBLAST_UNKNOWN:
        return _("Raion unknown")
    return (
        place.short_name(current()) if place.kind is DistrictKind.RAION else labels.district(place)
    )
