"""Areas along curves: from low to high, fading if no upper limit is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgba

from kharkiv_tracker.charts.curves.panel_frame import Frame
from kharkiv_tracker.charts.curves.panel_marks import Steps

#: How an open upper end fades out: so many bands, and so many points up in all.
_FADES, _FADES_AMONG_MANY, _FADE_HEIGHT = 6, 2, 14.4
#: What of a low panel that may take at most.
_FADE_SHARE = 0.14
_ARROW = 3.6

Layer = tuple[Any, tuple[float, ...]]


def open_room(height: float) -> float:
    """Points that an open end needs above its line in a plot of this height."""
    return _fade_height(height, is_calm=True) + 4


def band(frame: Frame, steps: Steps, colour: str) -> list[Layer]:
    """The area between low and high, where they differ."""
    if not steps.is_known or not (steps.low < steps.high).any():
        return []
    shade = to_rgba(colour, 0.2 if frame.is_calm else 0.1)
    return [(between(steps.x, steps.low, steps.high), shade)]


def fade(frame: Frame, steps: Steps, colour: str) -> list[Layer]:
    """The fading area above a curve, from where it has no high end."""
    if not steps.is_known or not steps.open[-1]:
        return []
    first = int(np.argmax(steps.open))
    xs, base = steps.x[first:], steps.best[first:]
    many = _FADES if frame.is_calm else _FADES_AMONG_MANY
    high = _fade_height(frame.plot.height, frame.is_calm)
    step = high / many * frame.top / frame.plot.height
    return [
        (
            between(xs, base + layer * step, base + (layer + 1) * step),
            to_rgba(colour, 0.26 * (1 - layer / many)),
        )
        for layer in range(many)
    ]


def arrows(frame: Frame, curves: Sequence[tuple[Steps, str]]) -> None:
    """An arrow at the end of each curve whose figure has no upper limit."""
    open_curves = [(steps, colour) for steps, colour in curves if steps.is_known and steps.open[-1]]
    if not open_curves:
        return
    x, colours = frame.line_end - 4, [colour for _steps, colour in open_curves]
    half = _ARROW / 2 if frame.is_calm else _ARROW * 0.4
    high = _fade_height(frame.plot.height, frame.is_calm)
    levels = [frame.y(float(steps.best[-1])) for steps, _colour in open_curves]
    shafts = [[(x, level), (x, level + high)] for level in levels]
    frame.sheet.paths(shafts, colors=colours, linewidths=1)
    heads = PolyCollection(
        [
            [(x - half, tip - half), (x + half, tip - half), (x, tip + half)]
            for tip in (level + high for level in levels)
        ],
        facecolors=colours,
        edgecolors=colours,
        linewidths=0.8,
        zorder=2,
        transform=frame.sheet.points,
        gid=f"{frame.quantity}-open",
    )
    frame.sheet.figure.add_artist(heads)


def fill(frame: Frame, axes: Axes, layers: Sequence[Layer], gid: str, zorder: float = 1) -> None:
    """All areas of a panel at once."""
    if layers:
        areas = PolyCollection(
            [outline for outline, _colour in layers],
            facecolors=[colour for _outline, colour in layers],
            edgecolors="none",
            linewidths=0,
            zorder=zorder,
            gid=gid,
            transform=axes.transData,
        )
        frame.sheet.figure.add_artist(areas)


def between(xs: Any, lows: Any, highs: Any) -> Any:
    """The outline of the area between two curves of steps."""
    across = np.repeat(xs, 2)[1:]
    low, high = np.repeat(lows, 2)[:-1], np.repeat(highs, 2)[:-1]
    return np.column_stack(
        (np.concatenate((across, across[::-1])), np.concatenate((low, high[::-1])))
    )


def _fade_height(height: float, is_calm: bool) -> float:
    return min(_FADE_HEIGHT if is_calm else _FADE_HEIGHT / 2, _FADE_SHARE * height)
