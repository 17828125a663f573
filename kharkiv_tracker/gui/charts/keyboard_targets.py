"""The next target of a chart for the arrow keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kharkiv_tracker.charts.rectangle import Box

if TYPE_CHECKING:
    from kharkiv_tracker.charts.hit_areas import ChartFigure, Target

#: Distance in points between tried places: straight ahead, and over the whole sheet.
_FINE, _COARSE = 1.0, 9.0
#: The weight of distance to the side, compared with distance straight ahead.
_ASIDE = 3.0


def step(
    figure: ChartFigure, at: tuple[float, float] | None, mark: Box | None, across: int, up: int
) -> tuple[float, float] | None:
    """The next place in a direction with another target; the first place at the start."""
    if at is None or mark is None:
        return first(figure)
    along = _along(figure, at, across, up)
    aside = _aside(figure, at, mark, across, up) if along is None else None
    return along or aside


def again(figure: ChartFigure, target: Target) -> tuple[float, float] | None:
    """A place with the same target in another picture of a chart."""
    return next((place for place, other in _everywhere(figure) if target.is_same(other)), None)


def first(figure: ChartFigure) -> tuple[float, float] | None:
    """The first place with a target, in reading order."""
    return next((place for place, _target in _everywhere(figure)), None)


def _along(
    figure: ChartFigure, at: tuple[float, float], across: int, up: int
) -> tuple[float, float] | None:
    """The next target straight ahead, within the same area."""
    area = figure.area(*at)
    here = figure.find(*at)
    x, y = at
    while area is not None and area.box.holds(x + across * _FINE, y + up * _FINE):
        x, y = x + across * _FINE, y + up * _FINE
        target = figure.find(x, y)
        if target is not None and not target.is_same(here):
            return x, y
    return None


def _aside(
    figure: ChartFigure, at: tuple[float, float], mark: Box, across: int, up: int
) -> tuple[float, float] | None:
    """The nearest other target on that side."""
    best: tuple[float, tuple[float, float]] | None = None
    for (x, y), target in _everywhere(figure):
        on = (x - at[0]) * across + (y - at[1]) * up
        sideways = abs((x - at[0]) * up) + abs((y - at[1]) * across)
        if on > 0 and target.mark != mark and (best is None or on + sideways * _ASIDE < best[0]):
            best = (on + sideways * _ASIDE, (x, y))
    return best[1] if best else None


def _everywhere(figure: ChartFigure) -> Iterator[tuple[tuple[float, float], Target]]:
    """All places of a grid over the sheet that have a target."""
    for area in figure.areas:
        y = area.box.top - min(_COARSE, area.box.height) / 2
        while y > area.box.bottom:
            x = area.box.left + min(_COARSE, area.box.width) / 2
            while x < area.box.right:
                target = figure.find(x, y)
                if target is not None:
                    yield (x, y), target
                x += _COARSE
            y -= _COARSE
