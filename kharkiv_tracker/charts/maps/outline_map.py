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

#: Sizes of name and number in a label, to the ordinary text; the halo around them, in points.
_NAME, _NUMBER, _HALO = 0.85, 1.05, 2.5
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
    label_boxes = [tile for _place_of_tile, tile in tile_boxes]
    # The small ones first: the large ones have other places.
    for area, place in sorted(areas, key=lambda item: item[0].size):
        label_boxes.append(_Label(sheet, area, place, measure).write(block.box, label_boxes))
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
    """The name and the number of a district, the same in all."""

    sheet: Sheet
    area: Area
    place: District
    measure: MapMeasure

    def write(self, within: Box, label_boxes: list[Box]) -> Box:
        """Write it clear of other labels, beside the district if need be; returns its box."""
        lines = self._lines()
        width = max(style.width(*line) for line in lines) + 2
        box = self._free(within, label_boxes, width, sum(line[1] * _LEAD for line in lines))
        x, y = box.left + box.width / 2, box.bottom + box.height / 2
        if not self.area.meets(box):
            at = self.area.middle
            self.sheet.line([x, at[0]], [y, at[1]], color=self.sheet.palette.quiet, linewidth=0.7)
        self._put(box, lines)
        return box

    def _free(self, within: Box, label_boxes: list[Box], width: float, height: float) -> Box:
        """The best place that no other label has; of none free, that with least in common."""
        places = [box for box in self.area.rooms(width, height) if _contains(within, box)]
        places = places or self.area.rooms(width, height)
        return min(places, key=lambda box: sum(_common(box, other) for other in label_boxes))

    def _lines(self) -> list[_TextLine]:
        base, key = self.sheet.base, self.place.key
        name = (tile_positions.name(self.place), base * _NAME, style.SEMIBOLD)
        numbers = self.measure.lines(key)
        figure = numbers[0].figure if numbers and key in self.measure.groups else labels.NOTHING
        later = map_tile.after(numbers[0]) if numbers else ""
        number = " ".join(part for part in (figure, later) if part)
        return [name, (number, base * _NUMBER, style.SEMIBOLD)]

    def _put(self, box: Box, lines: list[_TextLine]) -> None:
        y = box.top
        halo = [withStroke(linewidth=_HALO, foreground=self.sheet.palette.ground)]
        for text, size, weight in lines:
            y -= size * _LEAD
            x = box.left + (box.width - style.width(text, size, weight)) / 2
            self.sheet.text(x, y + size * 0.3, text, size=size, weight=weight, path_effects=halo)


def _contains(outer: Box, inner: Box) -> bool:
    return outer.holds(inner.left, inner.bottom) and outer.holds(inner.right, inner.top)


def _common(one: Box, other: Box) -> float:
    """The area that two boxes have in common."""
    across = min(one.right, other.right) - max(one.left, other.left)
    up = min(one.top, other.top) - max(one.bottom, other.bottom)
    return max(0.0, across) * max(0.0, up)
