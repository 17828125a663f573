"""Where each district's tile stands: as the districts lie to each other, in two blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.charts import style, wording
from kharkiv_tracker.charts.box import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.domain.place import District, DistrictKind
from kharkiv_tracker.i18n import _, current

#: Column and row of each tile, from the north-west; the unknown areas stand in free places.
_CITY = {
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
_OBLAST = {
    "Bohodukhivskyi": (0, 0),
    "Kharkivskyi": (1, 0),
    "Kupianskyi": (2, 0),
    "Kharkiv oblast, raion unknown": (0, 1),
    "Chuhuivskyi": (1.5, 1),
    "Berestynskyi": (0, 2),
    "Lozivskyi": (1, 2),
    "Iziumskyi": (2, 2),
}
_COLUMNS, _ROWS = 3, 4


def placed(sheet: Sheet, box: Box) -> Iterator[tuple[District, Box]]:
    """Write the headings of city and oblast; yields every district with the place of its tile."""
    gap = sheet.base * 2.4
    half = (box.width - gap) / 2
    left = Box(box.left, box.bottom, half, box.height)
    right = Box(box.left + half + gap, box.bottom, half, box.height)
    yield from _block(sheet, left, _CITY, _("Kharkiv city"))
    yield from _block(sheet, right, _OBLAST, _("The oblast around it"))


def name(place: District) -> str:
    """What a tile calls its district; the heading above says what it is part of."""
    if place.kind is DistrictKind.CITY_UNKNOWN:
        return _("District unknown")
    if place.kind is DistrictKind.OBLAST_UNKNOWN:
        return _("Raion unknown")
    return (
        place.short_name(current()) if place.kind is DistrictKind.RAION else labels.district(place)
    )


def _block(
    sheet: Sheet, box: Box, places: Mapping[str, tuple[float, float]], heading: str
) -> Iterator[tuple[District, Box]]:
    size = sheet.base * 1.1
    fitting = wording.elided(heading, box.width, size, style.SEMIBOLD)
    sheet.text(box.left, box.top - size, fitting, size=size, weight=style.SEMIBOLD)
    top = box.top - size * 2
    gap = sheet.base * 0.7
    wide = (box.width - gap * (_COLUMNS - 1)) / _COLUMNS
    high = (top - box.bottom - gap * (_ROWS - 1)) / _ROWS
    for place in gazetteer.load().districts:
        if place.names["en"] in places:
            column, row = places[place.names["en"]]
            left, down = column * (wide + gap), (row + 1) * high + row * gap
            yield place, Box(box.left + left, top - down, wide, high)
