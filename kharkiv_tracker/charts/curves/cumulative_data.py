"""The data of the cumulative chart: curves, the lines drawn, and labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from kharkiv_tracker import labels
from kharkiv_tracker.analysis.series import Curve
from kharkiv_tracker.charts import span
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.charts.curves import curve_lines
from kharkiv_tracker.charts.curves.curve_lines import Line
from kharkiv_tracker.charts.curves.end_labels import End
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.total import Total, Totals
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.largest_incidents import LargestIncident

_MINUTES = 1440


@dataclass(frozen=True, eq=False)
class Cumulative:
    """The curve of each district, the lines drawn, and the labels beside them."""

    request: ChartRequest
    curves: tuple[Curve, ...]
    lines: tuple[Line, ...]
    totals: Totals
    statements: tuple[Statement, ...] = ()
    omitted: int = 0
    biggest: Mapping[str, tuple[LargestIncident, ...]] = field(default_factory=dict)
    has_later: bool = False
    """Whether the lines include figures as known today."""
    days: Span | None = None
    """The only days drawn; None for all."""
    whole: tuple[Line, ...] = ()
    """The lines before they were cut at these days: number axes and names keep their room."""

    @property
    def reaching(self) -> tuple[Line, ...]:
        """The lines that number axes have to reach."""
        return self.whole or self.lines

    @property
    def clock(self) -> float | None:
        """The view date as an ordinal of a day: nothing is drawn after it; None without one."""
        view = self.request.view
        instants = [instant for instant in (view.as_known_on, view.as_recorded_on) if instant]
        return min(map(_ordinal, instants), default=None)

    @cached_property
    def span(self) -> Span | None:
        """The days of the axis; None where no incident has a date."""
        if self.days is not None:
            return self.days
        days = [
            date.fromordinal(int(line.last.days[at]))
            for line in self.lines
            for at in (0, -1)
            if len(line.last.days)
        ]
        selection = self.request.view.selection
        return span.spanning(days, selection.first, selection.last)

    @cached_property
    def names(self) -> Mapping[str, Sequence[End]]:
        """Every name with all its numbers, so that frames stay while the known-on date changes."""
        return {
            quantity: [
                End(
                    *(
                        0,
                        0,
                        "",
                        labels.figure_text(curve.end.toll[quantity]),
                        curve_lines.name(line.key),
                    ),
                    known_today(line.later.end.toll[quantity]) if line.later else "",
                )
                for line in self.reaching
                if not line.is_quiet
                for curve in (line.curve, line.later)
                if curve
            ]
            for quantity in COUNTED
        }

    @property
    def shared(self) -> int:
        """How many districts share one line."""
        return sum(len(line.districts) for line in self.lines if len(line.districts) > 1)


def top_of(chart: Cumulative, quantity: str) -> int:
    """The largest number any line reaches, open ends at their low."""
    totals = [
        curve.end.toll[quantity]
        for line in chart.reaching
        for curve in (line.curve, line.later)
        if curve
    ]
    return max([total.high or total.best or 0 for total in totals], default=0)


def known_today(total: Total) -> str:
    """The note under a number that differs today."""
    if total.is_unknown:
        return _("number unknown as of today")
    return _("{figure} known today").format(figure=labels.figure_text(total))


def within(chart: Cumulative, days: Span) -> Cumulative:
    """The chart on an axis of these days only; where later days are cut, so are the undated."""
    whole = chart.span
    if whole is None:
        return chart
    lines = chart.lines
    if days.last < whole.last:
        lines = tuple(curve_lines.cut(line, days.last) for line in lines)
    return replace(chart, lines=lines, days=days, whole=chart.reaching)


def _ordinal(instant: datetime) -> float:
    """An instant in days, its time as a part of one."""
    at = instant.astimezone(zone())
    return at.toordinal() + (at.hour * 60 + at.minute) / _MINUTES
