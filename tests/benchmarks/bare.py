"""Bare matplotlib drawing what the cumulative chart draws: lines, bands, axes of dates, names."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from kharkiv_tracker.charts.curves.cumulative_data import Cumulative
from kharkiv_tracker.domain.quantity import COUNTED

SIZE = (10.0, 6.0)


class Arrays(NamedTuple):
    """A line: its panel, its name, its days, and the three numbers of each."""

    panel: int
    name: str
    days: Any
    low: Any
    best: Any
    high: Any


def arrays(chart: Cumulative) -> list[Arrays]:
    """The lines of the chart, as they would be handed to matplotlib."""
    found = []
    since = date(1970, 1, 1).toordinal()
    for panel, quantity in enumerate(COUNTED):
        for line in chart.lines:
            ends = line.curve.of(quantity)
            days = (line.curve.days - since).astype("datetime64[D]")
            high = np.where(np.isnan(ends.high), ends.best, ends.high)
            found.append(Arrays(panel, line.key, days, ends.low, ends.best, high))
    return found


def draw(lines: list[Arrays]) -> Figure:
    """Draw them into a new figure, as one would without this program."""
    figure = Figure(figsize=SIZE, dpi=100)
    canvas = FigureCanvasAgg(figure)
    panels = figure.subplots(1, 2)
    for line in lines:
        axes = panels[line.panel]
        (drawn,) = axes.step(line.days, line.best, where="post", label=line.name)
        axes.fill_between(
            line.days, line.low, line.high, step="post", alpha=0.2, color=drawn.get_color()
        )
        if len(line.days):
            axes.annotate(line.name, (line.days[-1], line.best[-1]), fontsize=8)
    for axes, title in zip(panels, COUNTED, strict=True):
        axes.set_title(title)
        axes.grid(axis="y")
    canvas.draw()
    return figure


class Still:
    """A figure drawn once, to be drawn again whole."""

    def __init__(self, lines: list[Arrays]) -> None:
        self._figure = draw(lines)

    def redraw(self) -> None:
        self._figure.canvas.draw()
