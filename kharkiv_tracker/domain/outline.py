"""Where districts lie on the ground, as somebody drew them, and how many people live in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from kharkiv_tracker.domain.incident import PointPrecision

#: Longitude and latitude in degrees (WGS84), closed: the last point is the first.
Ring = tuple[tuple[float, float], ...]
#: The outer ring, then those of its holes.
Polygon = tuple[Ring, ...]

#: How far, in metres, an incident may lie from the point it was given. Within a district it may
#: lie anywhere: there a point would say more than is known.
REACH: Mapping[PointPrecision, float] = {
    PointPrecision.EXACT: 50,
    PointPrecision.STREET: 300,
    PointPrecision.NEIGHBOURHOOD: 1_000,
    PointPrecision.SETTLEMENT: 3_000,
}


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """The outline of one district: the key of the district and its parts; only itself is equal."""

    district: str
    polygons: tuple[Polygon, ...]

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a point lies in the district; on its edge it may or may not."""
        crossed = (
            _crosses(start, end, latitude, longitude)
            for polygon in self.polygons
            for ring in polygon
            for start, end in pairwise(ring)
        )
        return sum(crossed) % 2 == 1


@dataclass(frozen=True, slots=True, eq=False)
class Populations:
    """How many people live in districts, by their keys, and who says so."""

    whose: str
    people: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Outlines:
    """The outlines of some districts, and whose they are; `others` belong to none of ours."""

    whose: str
    outlines: tuple[Outline, ...]
    populations: Populations | None = None
    others: int = 0

    def of(self, district: str) -> Outline | None:
        """The outline of a district by its key; None where nobody drew one."""
        return next((outline for outline in self.outlines if outline.district == district), None)


def _crosses(
    start: tuple[float, float], end: tuple[float, float], latitude: float, longitude: float
) -> bool:
    """Whether a ray from the point to the east goes through this side of a ring."""
    if (start[1] > latitude) == (end[1] > latitude):
        return False
    share = (latitude - start[1]) / (end[1] - start[1])
    return longitude < start[0] + share * (end[0] - start[0])
