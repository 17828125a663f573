"""A figure laid out in points, with text, lines and axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.transforms import Affine2D

from kharkiv_tracker.charts import medium, style, text_fit
from kharkiv_tracker.charts.glyph_cache import CachedText
from kharkiv_tracker.charts.hit_areas import Area, ChartFigure, Find
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.domain.quantity import QUANTITIES
from kharkiv_tracker.palette import PALETTES, Palette, Tone

POINTS = 72.0
#: Dots per inch of a screen whose scale is 100 %.
SCREEN = 96.0


class Sheet:
    """A figure of a size in inches; `base` is the size of its ordinary text in points.

    Title and caption are part of it only where `is_framed`; else the window shows them.
    """

    def __init__(self, size: tuple[float, float], theme: Tone) -> None:
        self.palette: Palette = PALETTES[theme]
        # A canvas on a finer screen multiplies the dots the figure was made with.
        self.figure = ChartFigure(figsize=size, dpi=SCREEN, facecolor=self.palette.ground)
        self.width, self.height = size[0] * POINTS, size[1] * POINTS
        self.is_framed = medium.is_framed()
        self.base = 9.0 if self.width >= 560 else 7.5 if self.width >= 400 else 7.0
        self.figure.text_size = self.base
        # By way of the figure, so that they move with it where only a part of it is drawn.
        scaled = Affine2D().scale(1 / self.width, 1 / self.height)
        self.points = scaled + self.figure.transFigure

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float | None = None,
        weight: int = style.REGULAR,
        quiet: bool = False,
        colour: str = "",
        **alignment: Any,
    ) -> None:
        """Write one line at a point; `alignment` are matplotlib's ha, va and the like.

        `colour` is used where it is not quiet.
        """
        self.figure.add_artist(
            CachedText(
                x,
                y,
                text,
                transform=self.points,
                fontproperties=style.font(size or self.base, weight),
                color=self.palette.quiet if quiet else colour or self.palette.ink,
                **{"va": "baseline", **alignment},
            )
        )

    def colour(self, quantity: str) -> str:
        """The colour of a counted quantity or a subset of one."""
        name, _dot, _subset = quantity.partition(".")
        return str(getattr(self.palette, QUANTITIES[name].colour))

    def paragraph(
        self, box: Box, text: str, size: float, max_lines: int = 20, lead: float = 1.4
    ) -> float:
        """Write quiet lines from the top of the box downwards; returns the height they take."""
        lines = text_fit.wrap(text, box.width, size, max_lines) if text else []
        for index, line in enumerate(lines):
            self.text(box.left, box.top - size - index * size * lead, line, size=size, quiet=True)
        return len(lines) * size * lead

    def line(self, xs: Sequence[float], ys: Sequence[float], **properties: Any) -> None:
        """Draw through points of the sheet."""
        self.figure.add_artist(Line2D(xs, ys, transform=self.points, **properties))

    def paths(self, paths: Sequence[Sequence[tuple[float, float]]], **properties: Any) -> None:
        """Draw many lines at once, each through points of the sheet."""
        if paths:
            self.figure.add_artist(LineCollection(paths, transform=self.points, **properties))

    def answer(self, box: Box, find: Find, span: Span | None = None) -> None:
        """Give a part of the sheet its targets, and its days."""
        self.figure.areas.append(Area(box, find, span))

    def axes(self, box: Box) -> Axes:
        """Axes that fill the box, without frame, ticks or margins."""
        axes = self.figure.add_axes(
            (
                box.left / self.width,
                box.bottom / self.height,
                max(1.0, box.width) / self.width,
                max(1.0, box.height) / self.height,
            )
        )
        for side in axes.spines.values():
            side.set_visible(False)
        axes.tick_params(length=0, pad=4, labelsize=self.base * 0.9, labelcolor=self.palette.quiet)
        axes.margins(0)
        axes.set_autoscale_on(False)
        return axes
