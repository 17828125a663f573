"""A block of the map in outlines: areas with their numbers, and tiles without an outline."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.patches import PathPatch
from matplotlib.patheffects import withStroke

from kharkiv_tracker import city, gazetteer, labels
from kharkiv_tracker.charts import style, tile_positions
from kharkiv_tracker.charts.hit_areas import Target
from kharkiv_tracker.charts.maps import incident_circles, map_data, map_tile
from kharkiv_tracker.charts.maps.map_data import DistrictMap
from kharkiv_tracker.charts.maps.map_measure import MapMeasure
from kharkiv_tracker.charts.maps.projection import Area, Projection, projection
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.tile_positions import Block, Places
from kharkiv_tracker.domain.outline import Outline, Outlines
from kharkiv_tracker.domain.place import District
from kharkiv_tracker.i18n import _

#: Labels tried in a district, in this order: how many numbers, whether with words, the size of
#: the name to the ordinary text, and the share of the label that has to lie within.
_TRIES = (
    (2, True, 0.9, 0.98),
    (1, True, 0.9, 0.95),
    (1, True, 0.8, 0.88),
    (1, False, 0.8, 0.8),
)
_LEAD = 1.25
#: A text, its size in points and its weight.
_TextLine = tuple[str, float, int]


def covers(outlines: Outlines, block: Block) -> bool:
    """Whether any district of a block has an outline."""
    return bool(_outlines_of(outlines, block.places))


def number_of_points(chart: DistrictMap) -> int:
    """How many incidents are points on the map."""
    points, outlines = map_data.visible_points(chart), chart.outlines
    if points is None or outlines is None:
        return 0
    groups = (_outlines_of(outlines, part.tiles) for part in city.load().blocks)
    return sum(len(incident_circles.visible(points, group)) for group in groups if group)


def draw(
    sheet: Sheet, block: Block, outlines: Outlines, chart: DistrictMap, measure: MapMeasure
) -> None:
    """Draw the outlines of a block, their points and labels, and the tiles below."""
    shapes = _outlines_of(outlines, block.places)
    keys = {outline.district for outline in shapes}
    bare = [place for place in block.districts if place.key not in keys]
    ground, tile_boxes = _arranged(sheet, block, shapes, bare)
    for place, tile in tile_boxes:
        map_tile.draw(sheet, tile, place, measure)
    areas = [(area, _place(area.district)) for area in ground.areas]
    for area, _district in areas:
        _fill(sheet, area, measure)
    _answer(sheet, ground.box, areas, measure)
    points = map_data.visible_points(chart)
    if points is not None:
        later = None if chart.later is None else chart.later.points
        incident_circles.draw(sheet, ground, shapes, points, later)
    label_boxes: list[Box] = []
    for area, place in areas:
        label_boxes.append(_Label(sheet, area, place, measure).write(label_boxes))
    incident_circles.draw_scale_bar(sheet, ground)


def _arranged(
    sheet: Sheet, block: Block, shapes: list[Outline], bare: list[District]
) -> tuple[Projection, list[tuple[District, Box]]]:
    """The projection of a block and its tiles: one tile in a free corner, several below the map."""
    below, tile_boxes = tile_positions.shelf(sheet, block.box, bare)
    if len(tile_boxes) == 1:
        for alignment in (0.5, 1.0):
            ground = projection(block.box, tuple(shapes), alignment)
            for corner in _left_corners(block.box, tile_boxes[0][1]):
                if not any(area.meets(corner) for area in ground.areas):
                    return ground, [(tile_boxes[0][0], corner)]
    return projection(below, tuple(shapes)), tile_boxes


def _left_corners(box: Box, tile: Box) -> tuple[Box, Box]:
    """The tile in the lower and in the upper corner at the left of a box."""
    top = box.top - tile.height
    return (
        Box(box.left, box.bottom, tile.width, tile.height),
        Box(box.left, top, tile.width, tile.height),
    )


def _outlines_of(outlines: Outlines, places: Places) -> list[Outline]:
    every = (outlines.of(place.key) for place in tile_positions.districts(places))
    return [outline for outline in every if outline is not None]


def _place(key: str) -> District:
    return next(place for place in gazetteer.load().districts if place.key == key)


def _fill(sheet: Sheet, area: Area, measure: MapMeasure) -> None:
    palette = sheet.palette
    sheet.figure.add_artist(
        PathPatch(
            area.path,
            transform=sheet.points,
            facecolor=measure.tint(palette, area.district),
            edgecolor=palette.quiet,
            linewidth=0.5,
            joinstyle="round",
            gid=area.district,
        )
    )


def _answer(
    sheet: Sheet, box: Box, areas: list[tuple[Area, District]], measure: MapMeasure
) -> None:
    targets = [(area, map_tile.target(place, area.bounds, measure)) for area, place in areas]

    def find(x: float, y: float) -> Target | None:
        return next((target for area, target in targets if area.holds(x, y)), None)

    sheet.answer(box, find)


@dataclass(frozen=True)
class _Label:
    """The name and the numbers of a district, as many of them as fit."""

    sheet: Sheet
    area: Area
    place: District
    measure: MapMeasure

    def write(self, label_boxes: list[Box]) -> Box:
        """Write what fits clear of the other labels; returns its box."""
        box, lines = Box(0, 0, 0, 0), self._lines(0, False, 0)
        for numbers, with_words, size, minimum in _TRIES:
            candidate = self._lines(numbers, with_words, size)
            at, within = self._room(candidate)
            if within >= minimum and not any(at.overlaps(other) for other in label_boxes):
                box, lines = at, candidate
                break
        else:
            box, _within = self._room(lines)
        self._put(box, lines)
        return box

    def _lines(self, numbers: int, with_words: bool, name: float) -> list[_TextLine]:
        """So many of its numbers below the name in this size; no name in size 0."""
        base, key = self.sheet.base, self.place.key
        numbered = self.measure.lines(key)
        lines = [(tile_positions.name(self.place), base * name, style.SEMIBOLD)] if name else []
        if key not in self.measure.groups:
            later = [map_tile.after(line) for line in numbered[:1] if line.later]
            if numbers > 1:
                none = " ".join([_("none recorded"), *later])
                return [*lines, (none, base * 0.8, style.REGULAR)]
            bare = [(later[0], base * 0.8, style.REGULAR)] if later else []
            return lines + bare or [(labels.NOTHING, base, style.REGULAR)]
        for index, line in enumerate(numbered[: max(1, numbers)]):
            size, weight = (0.85, style.REGULAR) if index else (1.1, style.SEMIBOLD)
            parts = [line.figure, map_tile.after(line), line.word if with_words else ""]
            lines.append((" ".join(part for part in parts if part), base * size, weight))
        return lines

    def _room(self, lines: list[_TextLine]) -> tuple[Box, float]:
        width = max(style.width(*line) for line in lines) + 2
        return self.area.room(width, sum(size * _LEAD for _text, size, _weight in lines))

    def _put(self, box: Box, lines: list[_TextLine]) -> None:
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
        tint = self.measure.tint(self.sheet.palette, key)
        is_missing = key not in self.measure.groups
        self.sheet.text(
            x,
            y,
            text,
            size=size,
            weight=style.REGULAR if quiet else weight,
            quiet=is_missing or (quiet and self.measure.is_light(key)),
            path_effects=[withStroke(linewidth=2, foreground=tint)],
        )
