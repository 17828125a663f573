"""Degrees on the ground as points on the sheet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import shapely
from matplotlib.path import Path

from kharkiv_tracker.analysis.misplaced_points import METRES
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.domain.outline import Outline

#: Finer turns of an outline, in points, cannot be seen.
_FINEST = 0.15
#: Fine enough to test whether text fits, in points.
_ROUGH = 1.5
#: How many places for a label are tried across and up.
_STEPS = 21


@lru_cache(maxsize=16)
def projection(box: Box, outlines: tuple[Outline, ...], leaning: float = 0.5) -> Projection:
    """The projection of a box, cached: a window draws the same map again and again."""
    return Projection(box, outlines, leaning)


class Projection:
    """Outlines fitted into a box: every place keeps its distance and direction to the others."""

    def __init__(self, box: Box, outlines: Sequence[Outline], leaning: float = 0.5) -> None:
        """`leaning` is 0 for the left edge of the box, 1 for the right."""
        corners = np.array(
            [point for outline in outlines for polygon in outline.polygons for point in polygon[0]]
        )
        west, south = (float(degree) for degree in corners.min(axis=0))
        east, north = (float(degree) for degree in corners.max(axis=0))
        self._narrow = math.cos(math.radians((south + north) / 2))
        wide = max(1e-9, (east - west) * self._narrow)
        high = max(1e-9, north - south)
        #: Points of the sheet in a degree of latitude.
        self._scale = min(box.width / wide, box.height / high)
        self._left = box.left + (box.width - wide * self._scale) * leaning - west * self._across
        self._bottom = box.bottom + (box.height - high * self._scale) / 2 - south * self._scale
        self.box = box
        self._outlines = outlines

    @property
    def _across(self) -> float:
        return self._narrow * self._scale

    @property
    def metre(self) -> float:
        """How many points of the sheet a metre takes."""
        return self._scale / METRES

    def x(self, longitude: Any) -> Any:
        """From the left of the sheet, for a number or a column of them."""
        return self._left + longitude * self._across

    def y(self, latitude: Any) -> Any:
        """From the lower edge of the sheet."""
        return self._bottom + latitude * self._scale

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The districts as they are drawn."""
        return tuple(self._area(outline) for outline in self._outlines)

    def _area(self, outline: Outline) -> Area:
        parts = [
            shapely.Polygon(self._ring(rings[0]), [self._ring(ring) for ring in rings[1:]])
            for rings in outline.polygons
        ]
        shape = shapely.simplify(shapely.MultiPolygon(parts), _FINEST)
        shapely.prepare(shape)
        return Area(outline.district, shape)

    def _ring(self, ring: Sequence[tuple[float, float]]) -> Any:
        degrees = np.array(ring)
        return np.column_stack((self.x(degrees[:, 0]), self.y(degrees[:, 1])))


@dataclass(frozen=True)
class Area:
    """A district's outline on the sheet."""

    district: str
    shape: Any
    _rooms: dict[tuple[int, int], list[Box]] = field(default_factory=dict)

    @cached_property
    def path(self) -> Path:
        """What is filled: every ring closed, holes left open."""
        rings = [
            Path(np.asarray(ring.coords), closed=True)
            for part in shapely.get_parts(self.shape)
            for ring in (part.exterior, *part.interiors)
            if len(ring.coords) > 3
        ]
        return Path.make_compound_path(*rings) if rings else Path(np.zeros((0, 2)))

    @property
    def bounds(self) -> Box:
        west, south, east, north = (float(edge) for edge in self.shape.bounds)
        return Box(west, south, east - west, north - south)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point of the sheet lies in it."""
        return bool(shapely.intersects_xy(self.shape, x, y))

    def meets(self, box: Box) -> bool:
        """Whether any of it lies in a rectangle."""
        rectangle = shapely.box(box.left, box.bottom, box.right, box.top)
        return bool(shapely.intersects(self.shape, rectangle))

    @property
    def size(self) -> float:
        """How large it is on the sheet, in points squared."""
        return float(shapely.area(self.shape))

    @cached_property
    def middle(self) -> tuple[float, float]:
        """A point within it, near its middle."""
        point = shapely.point_on_surface(self.shape)
        return float(point.x), float(point.y)

    def rooms(self, width: float, height: float) -> list[Box]:
        """Places for a rectangle of this size, the best first.

        Those within the area first, then by the share of it that is, then those around it; of
        equally good places the one nearest the middle.
        """
        size = (math.ceil(width), math.ceil(height))
        if size not in self._rooms:
            self._rooms[size] = self._places(*size)
        return self._rooms[size]

    def _places(self, width: float, height: float) -> list[Box]:
        box = self.bounds
        steps = np.linspace(0, 1, _STEPS)
        wide, high = box.width + 2 * width, box.height + 2 * height
        x, y = np.meshgrid(box.left - width + steps * wide, box.bottom - height + steps * high)
        middle_x, middle_y = box.left + box.width / 2, box.bottom + box.height / 2
        # The middle itself is a place.
        x = np.append(x.ravel(), middle_x) - width / 2
        y = np.append(y.ravel(), middle_y) - height / 2
        rectangles = shapely.box(x, y, x + width, y + height)
        rough = shapely.simplify(self.shape, _ROUGH)
        shares = shapely.area(shapely.intersection(rough, rectangles)) / (width * height)
        away = shapely.distance(rough, rectangles)
        off = np.hypot(x + width / 2 - middle_x, y + height / 2 - middle_y)
        order = np.lexsort((off, away, -np.round(shares, 2)))
        return [Box(float(x[index]), float(y[index]), width, height) for index in order]
