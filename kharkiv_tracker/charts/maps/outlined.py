"""A block of the map in outlines: areas with their numbers, and tiles for what has no outline."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.patches import PathPatch
from matplotlib.patheffects import withStroke

from kharkiv_tracker import city, gazetteer
from kharkiv_tracker.charts import style, tiles
from kharkiv_tracker.charts.box import Box
from kharkiv_tracker.charts.maps import mapped, pointed, tiled
from kharkiv_tracker.charts.maps.ground import Area, Ground, fitted
from kharkiv_tracker.charts.maps.mapped import DistrictMap
from kharkiv_tracker.charts.maps.measuring import Measured
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.targets import Target
from kharkiv_tracker.charts.tiles import Block, Places
from kharkiv_tracker.domain.outline import Outline, Outlines
from kharkiv_tracker.domain.place import District
from kharkiv_tracker.i18n import _

#: What is tried to write into a district, in its order: how many of its numbers, whether with
#: words, the size of its name to the ordinary text, and how much of all of it has to lie within.
_TRIES = (
    (2, True, 0.9, 0.98),
    (1, True, 0.9, 0.95),
    (1, True, 0.8, 0.88),
    (1, False, 0.8, 0.8),
)
_LEAD = 1.25
#: A text, its size in points and its weight.
_Written = tuple[str, float, int]


def covers(outlines: Outlines, block: Block) -> bool:
    """Whether any district of a block has an outline."""
    return bool(_of(outlines, block.places))


def standing(shown: DistrictMap) -> int:
    """How many incidents stand on the map as points."""
    points, outlines = mapped.drawn_points(shown), shown.outlines
    if points is None or outlines is None:
        return 0
    held = (_of(outlines, part.tiles) for part in city.load().blocks)
    return sum(len(pointed.among(points, each)) for each in held if each)


def draw(
    sheet: Sheet, block: Block, outlines: Outlines, shown: DistrictMap, measured: Measured
) -> None:
    """Draw the outlines of a block, what lies in them, and below them the tiles."""
    held = _of(outlines, block.places)
    drawn = {outline.district for outline in held}
    bare = [place for place in block.districts if place.key not in drawn]
    ground, stand = _laid(sheet, block, held, bare)
    for place, tile in stand:
        tiled.draw(sheet, tile, place, measured)
    areas = [(area, _place(area.district)) for area in ground.areas]
    for area, _named in areas:
        _fill(sheet, area, measured)
    _answer(sheet, ground.box, areas, measured)
    points = mapped.drawn_points(shown)
    if points is not None:
        later = None if shown.later is None else shown.later.points
        pointed.draw(sheet, ground, held, points, later)
    placed: list[Box] = []
    for area, place in areas:
        placed.append(_Label(sheet, area, place, measured).write(placed))
    pointed.measure(sheet, ground)


def _laid(
    sheet: Sheet, block: Block, held: list[Outline], bare: list[District]
) -> tuple[Ground, list[tuple[District, Box]]]:
    """The ground of a block and its tiles: one stands in a free corner, several below the map."""
    below, stand = tiles.shelf(sheet, block.box, bare)
    if len(stand) == 1:
        for leaning in (0.5, 1.0):
            ground = fitted(block.box, tuple(held), leaning)
            for corner in _left_corners(block.box, stand[0][1]):
                if not any(area.meets(corner) for area in ground.areas):
                    return ground, [(stand[0][0], corner)]
    return fitted(below, tuple(held)), stand


def _left_corners(box: Box, tile: Box) -> tuple[Box, Box]:
    """The tile in the lower and in the upper corner at the left of a box."""
    top = box.top - tile.height
    return (
        Box(box.left, box.bottom, tile.width, tile.height),
        Box(box.left, top, tile.width, tile.height),
    )


def _of(outlines: Outlines, places: Places) -> list[Outline]:
    found = (outlines.of(place.key) for place in tiles.districts(places))
    return [outline for outline in found if outline is not None]


def _place(key: str) -> District:
    return next(each for each in gazetteer.load().districts if each.key == key)


def _fill(sheet: Sheet, area: Area, measured: Measured) -> None:
    palette = sheet.palette
    sheet.figure.add_artist(
        PathPatch(
            area.path,
            transform=sheet.points,
            facecolor=measured.tint(palette, area.district),
            edgecolor=palette.quiet,
            linewidth=0.5,
            joinstyle="round",
            gid=area.district,
        )
    )


def _answer(sheet: Sheet, box: Box, areas: list[tuple[Area, District]], measured: Measured) -> None:
    told = [(area, tiled.target(place, area.bounds, measured)) for area, place in areas]

    def find(x: float, y: float) -> Target | None:
        return next((target for area, target in told if area.holds(x, y)), None)

    sheet.answer(box, find)


@dataclass(frozen=True)
class _Label:
    """The name and the numbers of a district, as many of them as find room in it."""

    sheet: Sheet
    area: Area
    place: District
    measured: Measured

    def write(self, placed: list[Box]) -> Box:
        """Write what finds room, clear of what was placed before; returns where it stands."""
        box, lines = Box(0, 0, 0, 0), self._lines(0, False, 0)
        for numbers, worded, size, wanted in _TRIES:
            told = self._lines(numbers, worded, size)
            at, within = self._room(told)
            if within >= wanted and not any(at.overlaps(other) for other in placed):
                box, lines = at, told
                break
        else:
            box, _within = self._room(lines)
        self._put(box, lines)
        return box

    def _lines(self, numbers: int, worded: bool, name: float) -> list[_Written]:
        """So many of its numbers below the name in this size; without a size no name."""
        base, key = self.sheet.base, self.place.key
        told = self.measured.lines(key)
        lines = [(tiles.name(self.place), base * name, style.SEMIBOLD)] if name else []
        if key not in self.measured.groups:
            later = [tiled.after(line) for line in told[:1] if line.later]
            if numbers > 1:
                none = " ".join([_("none recorded"), *later])
                return [*lines, (none, base * 0.8, style.REGULAR)]
            bare = [(later[0], base * 0.8, style.REGULAR)] if later else []
            return lines + bare or [("–", base, style.REGULAR)]
        for index, line in enumerate(told[: max(1, numbers)]):
            size, weight = (0.85, style.REGULAR) if index else (1.1, style.SEMIBOLD)
            parts = [line.figure, tiled.after(line), line.word if worded else ""]
            lines.append((" ".join(part for part in parts if part), base * size, weight))
        return lines

    def _room(self, lines: list[_Written]) -> tuple[Box, float]:
        width = max(style.width(*line) for line in lines) + 2
        return self.area.room(width, sum(size * _LEAD for _text, size, _weight in lines))

    def _put(self, box: Box, lines: list[_Written]) -> None:
        y = box.top
        for text, size, weight in lines:
            y -= size * _LEAD
            now, arrow, later = text.partition("→")
            x = box.left + (box.width - style.width(text, size, weight)) / 2
            self._text(x, y + size * 0.3, now, size, weight, quiet=False)
            x += style.width(now, size, weight)
            self._text(x, y + size * 0.3, arrow + later, size, weight, quiet=True)

    def _text(self, x: float, y: float, text: str, size: float, weight: int, quiet: bool) -> None:
        if not text:
            return
        key = self.place.key
        tint = self.measured.tint(self.sheet.palette, key)
        unread = key not in self.measured.groups
        self.sheet.text(
            x,
            y,
            text,
            size=size,
            weight=style.REGULAR if quiet else weight,
            quiet=unread or (quiet and self.measured.is_light(key)),
            path_effects=[withStroke(linewidth=2, foreground=tint)],
        )
