"""The outlines of districts, from a file of the user, and their populations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from kharkiv_tracker.domain.incident_words import PointPrecision

#: Longitude and latitude in degrees (WGS84), closed: the last point is the first.
Ring = tuple[tuple[float, float], ...]
#: The outer ring, then those of its holes.
Polygon = tuple[Ring, ...]

#: How far, in metres, an incident may be from its point. With the precision *district* it may be
#: anywhere in it: a point would say more than is known.
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
        """Whether a point is in the district; undecided on its edge."""
        crossed = (
            _crosses(start, end, latitude, longitude)
            for polygon in self.polygons
            for ring in polygon
            for start, end in pairwise(ring)
        )
        return sum(crossed) % 2 == 1


@dataclass(frozen=True, slots=True, eq=False)
class Populations:
    """The populations of districts, by their keys, and their source."""

    whose: str
    people: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Outlines:
    """The outlines of some districts, and their source; `others` belong to none of ours."""

    whose: str
    outlines: tuple[Outline, ...]
    populations: Populations | None = None
    others: int = 0

    def of(self, district: str) -> Outline | None:
        """The outline of a district by its key; None where the file has none."""
        return next((outline for outline in self.outlines if outline.district == district), None)


def _crosses(
    start: tuple[float, float], end: tuple[float, float], latitude: float, longitude: float
) -> bool:
    """Whether a ray from the point to the east goes through this side of a ring."""
    if (start[1] > latitude) == (end[1] > latitude):
        return False
    share = (latitude - start[1]) / (end[1] - start[1])
    return longitude < start[0] + share * (end[0] - start[0])
