"""Incidents whose point lies outside their recorded district."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from kharkiv_tracker import city
from kharkiv_tracker.domain.outline import REACH, Outline, Outlines

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

#: Metres in a degree of latitude, and in one of longitude at the equator.
METRES = 111_320.0


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Incidents with a point in columns: the code of each, its district, where, how exactly.

    `reach` is in metres, nan where the point is no more exact than the district.
    """

    codes: tuple[str, ...]
    districts: NDArray[np.str_]
    latitude: Floats
    longitude: Floats
    reach: Floats

    def __len__(self) -> int:
        return len(self.codes)

    @classmethod
    def of(cls, rows: Sequence[Sequence[Any]]) -> Points:
        """The columns of code, district, latitude, longitude and precision (None: not recorded)."""
        columns = list(zip(*rows, strict=True)) or [()] * 5
        reaches = {precision.value: metres for precision, metres in REACH.items()}
        return cls(
            tuple(columns[0]),
            np.array(columns[1], dtype=np.str_),
            np.array(columns[2], dtype=np.float64),
            np.array(columns[3], dtype=np.float64),
            np.array([reaches.get(word, math.nan) for word in columns[4]], dtype=np.float64),
        )

    @property
    def is_close(self) -> NDArray[np.bool_]:
        """Which points are more exact than their district."""
        return ~np.isnan(self.reach)


def find_misplaced(points: Points, outlines: Outlines) -> tuple[str, ...]:
    """The codes of the points that lie outside their district by more than their uncertainty.

    Only for districts with an outline, and for points that are more exact than the district.
    """
    is_misplaced = np.zeros(len(points), dtype=bool)
    for outline in outlines.outlines:
        indices = np.flatnonzero((points.districts == outline.district) & points.is_close)
        if len(indices):
            distance = _metres_away(outline, points.latitude[indices], points.longitude[indices])
            is_misplaced[indices[distance > points.reach[indices]]] = True
    return tuple(points.codes[index] for index in np.flatnonzero(is_misplaced))


def _metres_away(outline: Outline, latitude: Floats, longitude: Floats) -> Floats:
    """How far points lie from an area, 0 for those within it."""
    import shapely

    narrow = _narrowing()
    area = shapely.MultiPolygon(
        [
            (
                [_metres(point, narrow) for point in rings[0]],
                [[_metres(point, narrow) for point in ring] for ring in rings[1:]],
            )
            for rings in outline.polygons
        ]
    )
    shapely.prepare(area)
    x, y = longitude * METRES * narrow, latitude * METRES
    distance = np.zeros(len(x), dtype=np.float64)
    outside = np.flatnonzero(~shapely.intersects_xy(area, x, y))
    distance[outside] = shapely.distance(area, shapely.points(x[outside], y[outside]))
    return distance


def _metres(point: tuple[float, float], narrow: float) -> tuple[float, float]:
    return point[0] * METRES * narrow, point[1] * METRES


def _narrowing() -> float:
    """How much narrower a degree of longitude is there than at the equator.

    At the city's latitude; distances within the oblast are off by less than a hundredth.
    """
    return math.cos(math.radians(city.load().latitude))
