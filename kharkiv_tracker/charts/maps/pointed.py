"""Incidents as circles on a map, each as wide as its place is uncertain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.collections import EllipseCollection

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.analysis.outlying import Points
from kharkiv_tracker.charts.box import Box
from kharkiv_tracker.charts.maps.ground import Ground
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.targets import Target
from kharkiv_tracker.domain.outline import Outline
from kharkiv_tracker.domain.place import DistrictKind
from kharkiv_tracker.i18n import _, ngettext

#: Radius in points of the smallest circle that can be seen.
_SMALLEST = 1.8
#: Circles whose middles are no further apart than this, in points, are drawn as one.
_TOGETHER = 0.5
#: So many circles are drawn, unless they are further apart than this.
_MOST, _APART = 3000, 4.0
_STROKE = 0.5
#: How much of a map circles of one size may cover with full strength.
_COVERING = 0.12
_BARS = (50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500)


def among(points: Points, outlines: Sequence[Outline]) -> Any:
    """Which of the incidents, by their numbers, stand on a map of these outlines.

    Those recorded in one of them, or in the city or the oblast they are parts of.
    """
    held = points.is_close & np.isin(points.districts, _areas(outlines))
    return np.flatnonzero(held & _in_bounds(points, outlines))


def draw(
    sheet: Sheet,
    ground: Ground,
    outlines: Sequence[Outline],
    points: Points,
    later: Points | None,
) -> None:
    """Draw the circles of a block, and let each tell its incidents; those known later hollow."""
    if later is not None:
        known = set(points.codes)
        found = among(later, outlines)
        new = np.array([each for each in found if later.codes[each] not in known], dtype=int)
        _Circles(sheet, ground, later, new).draw(hollow=True)
    _Circles(sheet, ground, points, among(points, outlines)).draw()


def measure(sheet: Sheet, ground: Ground) -> None:
    """Write a bar that tells distances into the lower right corner."""
    box, base = ground.box, sheet.base
    metres = next((each for each in _BARS if each * ground.metre <= box.width * 0.25), _BARS[-1])
    wide = metres * ground.metre
    told = (
        _("{n} km").format(n=labels.number(metres // 1000))
        if metres >= 1000
        else _("{n} m").format(n=labels.number(metres))
    )
    left, y = box.right - wide, box.bottom + base * 0.4
    sheet.line((left, left, box.right, box.right), (y + 3, y, y, y + 3), color=sheet.palette.quiet)
    sheet.text(left + wide / 2, y + 3, told, size=base * 0.8, quiet=True, ha="center")


class _Circles:
    """The circles of some incidents; those of one place and one size are one circle."""

    def __init__(self, sheet: Sheet, ground: Ground, points: Points, which: Any) -> None:
        self._sheet, self._points = sheet, points
        x, y = ground.x(points.longitude[which]), ground.y(points.latitude[which])
        radius = np.maximum(_SMALLEST, points.reach[which] * ground.metre)
        first, self._of = _bundled(x, y, radius)
        self._which, self._x, self._y, self._radius = which, x[first], y[first], radius[first]
        self._box = ground.box

    def draw(self, hollow: bool = False) -> None:
        if not len(self._which):
            return
        palette = self._sheet.palette
        order = np.argsort(-self._radius, kind="stable")
        radius = self._radius[order]
        ink = palette.quiet if hollow else palette.ink
        strokes = [(ink, float(strength)) for strength in _strengths(radius, self._box)]
        collection = EllipseCollection(
            2 * radius,
            2 * radius,
            np.zeros(len(order)),
            units="points",
            offsets=np.column_stack((self._x, self._y))[order],
            offset_transform=self._sheet.points,
            facecolors=[
                stroke if each <= _SMALLEST and not hollow else "none"
                for each, stroke in zip(radius, strokes, strict=True)
            ],
            edgecolors=strokes,
            linewidths=_STROKE,
            linestyles="dashed" if hollow else "solid",
            gid="later" if hollow else "points",
        )
        self._sheet.figure.add_artist(collection)
        if not hollow:
            self._sheet.answer(self._box, self._find)

    def _find(self, x: float, y: float) -> Target | None:
        """The smallest circle under a point, of those as small the nearest."""
        away = np.hypot(self._x - x, self._y - y)
        under = np.flatnonzero(away <= np.maximum(self._radius, _SMALLEST + 1))
        if not len(under):
            return None
        best = int(under[np.lexsort((away[under], self._radius[under]))[0]])
        held = self._which[np.flatnonzero(self._of == best)]
        codes = tuple(self._points.codes[index] for index in held)
        radius = float(self._radius[best])
        mark = Box(
            float(self._x[best]) - radius, float(self._y[best]) - radius, 2 * radius, 2 * radius
        )
        told = ngettext("{n} incident here", "{n} incidents here", len(codes))
        return Target(told.format(n=labels.number(len(codes))), mark, codes=codes)


def _bundled(x: Any, y: Any, radius: Any) -> tuple[Any, Any]:
    """Which circles are drawn, and which of them each incident belongs to.

    The more there are the further apart they may be to be one; that one stands where its first
    incident does.
    """
    cell = _TOGETHER
    while True:
        cells = np.column_stack((np.round(x / cell), np.round(y / cell), radius))
        kept, first, of = np.unique(cells, axis=0, return_index=True, return_inverse=True)
        if len(kept) <= _MOST or cell >= _APART:
            return first, of.ravel()
        cell *= 2


def _strengths(radius: Any, box: Box) -> Any:
    """How strongly each circle is drawn: where many lie above each other, what is below shows."""
    sizes, of, number = np.unique(radius, return_inverse=True, return_counts=True)
    covered = number * 2 * np.pi * sizes * _STROKE / (box.width * box.height)
    return np.clip(_COVERING / np.maximum(covered, 1e-9), 0.04, 1)[of.ravel()]


def _areas(outlines: Sequence[Outline]) -> list[str]:
    """The districts of a map, with the unknown area that its circles may be recorded in."""
    places = gazetteer.load()
    kinds = {place.kind for each in outlines if (place := places.get(each.district))}
    unknown = {
        DistrictKind.CITY_DISTRICT: DistrictKind.CITY_UNKNOWN,
        DistrictKind.RAION: DistrictKind.OBLAST_UNKNOWN,
    }
    wanted = kinds | {unknown[kind] for kind in kinds if kind in unknown}
    return [place.key for place in places.districts if place.kind in wanted]


def _in_bounds(points: Points, outlines: Sequence[Outline]) -> Any:
    corners = np.array([p for each in outlines for rings in each.polygons for p in rings[0]])
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    across = (points.longitude >= west) & (points.longitude <= east)
    return across & (points.latitude >= south) & (points.latitude <= north)
