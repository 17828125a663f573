"""Incidents as circles on a map, each as wide as its place is uncertain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.collections import EllipseCollection

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.analysis.misplaced_points import Points
from kharkiv_tracker.charts.hit_areas import Target
from kharkiv_tracker.charts.maps.projection import Projection
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.sheet import Sheet
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


def visible(points: Points, outlines: Sequence[Outline]) -> Any:
    """The indices of the incidents that are on a map of these outlines.

    Those recorded in one of them, or in the city or the oblast they are parts of.
    """
    is_candidate = points.is_close & np.isin(points.districts, _areas(outlines))
    return np.flatnonzero(is_candidate & _in_bounds(points, outlines))


def draw(
    sheet: Sheet,
    ground: Projection,
    outlines: Sequence[Outline],
    points: Points,
    later: Points | None,
) -> None:
    """Draw the circles of a block, and give each its target; those known later hollow."""
    if later is not None:
        codes = set(points.codes)
        indices = visible(later, outlines)
        new = np.array([index for index in indices if later.codes[index] not in codes], dtype=int)
        _Circles(sheet, ground, later, new).draw(hollow=True)
    _Circles(sheet, ground, points, visible(points, outlines)).draw()


def draw_scale_bar(sheet: Sheet, ground: Projection) -> None:
    """Write a scale bar into the lower right corner."""
    box, base = ground.box, sheet.base
    metres = next(
        (length for length in _BARS if length * ground.metre <= box.width * 0.25), _BARS[-1]
    )
    wide = metres * ground.metre
    text = (
        _("{n} km").format(n=labels.number(metres // 1000))
        if metres >= 1000
        else _("{n} m").format(n=labels.number(metres))
    )
    left, y = box.right - wide, box.bottom + base * 0.4
    sheet.line((left, left, box.right, box.right), (y + 3, y, y, y + 3), color=sheet.palette.quiet)
    sheet.text(left + wide / 2, y + 3, text, size=base * 0.8, quiet=True, ha="center")


class _Circles:
    """The circles of some incidents; those of one place and one size are one circle."""

    def __init__(self, sheet: Sheet, ground: Projection, points: Points, which: Any) -> None:
        self._sheet, self._points = sheet, points
        x, y = ground.x(points.longitude[which]), ground.y(points.latitude[which])
        radius = np.maximum(_SMALLEST, points.reach[which] * ground.metre)
        first, self._of = _merge_circles(x, y, radius)
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
                stroke if size <= _SMALLEST and not hollow else "none"
                for size, stroke in zip(radius, strokes, strict=True)
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
        members = self._which[np.flatnonzero(self._of == best)]
        codes = tuple(self._points.codes[index] for index in members)
        radius = float(self._radius[best])
        mark = Box(
            float(self._x[best]) - radius, float(self._y[best]) - radius, 2 * radius, 2 * radius
        )
        text = ngettext("{n} incident here", "{n} incidents here", len(codes))
        return Target(text.format(n=labels.number(len(codes))), mark, codes=codes)


def _merge_circles(x: Any, y: Any, radius: Any) -> tuple[Any, Any]:
    """The circles to draw, and the circle of each incident.

    The more there are the further apart they may be to be one; it is drawn at its first
    incident.
    """
    cell = _TOGETHER
    while True:
        cells = np.column_stack((np.round(x / cell), np.round(y / cell), radius))
        merged, first, of = np.unique(cells, axis=0, return_index=True, return_inverse=True)
        if len(merged) <= _MOST or cell >= _APART:
            return first, of.ravel()
        cell *= 2


def _strengths(radius: Any, box: Box) -> Any:
    """The opacity of each circle, lower where many overlap."""
    sizes, of, number = np.unique(radius, return_inverse=True, return_counts=True)
    covered = number * 2 * np.pi * sizes * _STROKE / (box.width * box.height)
    return np.clip(_COVERING / np.maximum(covered, 1e-9), 0.04, 1)[of.ravel()]


def _areas(outlines: Sequence[Outline]) -> list[str]:
    """The districts of a map, with the unknown area that its circles may be recorded in."""
    places = gazetteer.load()
    kinds = {place.kind for outline in outlines if (place := places.get(outline.district))}
    unknown = {
        DistrictKind.CITY_DISTRICT: DistrictKind.CITY_UNKNOWN,
        DistrictKind.RAION: DistrictKind.OBLAST_UNKNOWN,
    }
    kinds_shown = kinds | {unknown[kind] for kind in kinds if kind in unknown}
    return [place.key for place in places.districts if place.kind in kinds_shown]


def _in_bounds(points: Points, outlines: Sequence[Outline]) -> Any:
    corners = np.array([p for outline in outlines for rings in outline.polygons for p in rings[0]])
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    across = (points.longitude >= west) & (points.longitude <= east)
    return across & (points.latitude >= south) & (points.latitude <= north)
