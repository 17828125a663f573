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
    _rooms: dict[tuple[int, int], tuple[Box, float]] = field(default_factory=dict)

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

    def room(self, width: float, height: float) -> tuple[Box, float]:
        """The best place for a rectangle of this size, and the share of it within the area."""
        size = (math.ceil(width), math.ceil(height))
        if size not in self._rooms:
            self._rooms[size] = self._room(*size)
        return self._rooms[size]

    def _room(self, width: float, height: float) -> tuple[Box, float]:
        box = self.bounds
        steps = np.linspace(0.08, 0.92, 15)
        x, y = np.meshgrid(box.left + steps * box.width, box.bottom + steps * box.height)
        x, y = x.ravel() - width / 2, y.ravel() - height / 2
        rectangles = shapely.box(x, y, x + width, y + height)
        within = shapely.contains_properly(self.shape, rectangles)
        shares = within.astype(float)
        if not within.any():
            rough = shapely.simplify(self.shape, _ROUGH)
            shares = shapely.area(shapely.intersection(rough, rectangles)) / (width * height)
        # Of equally good places the one nearest the middle.
        off = np.hypot(
            x + width / 2 - box.left - box.width / 2, y + height / 2 - box.bottom - box.height / 2
        )
        best = int(np.lexsort((off, -np.round(shares, 2)))[0])
        return Box(float(x[best]), float(y[best]), width, height), float(shares[best])
