"""The data of the cumulative chart: curves, the lines drawn, and labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
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
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.largest_incidents import LargestIncident


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

    @cached_property
    def span(self) -> Span | None:
        """The days of the axis; None where no incident has a date."""
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
                for line in self.lines
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
        for line in chart.lines
        for curve in (line.curve, line.later)
        if curve
    ]
    return max([total.high or total.best or 0 for total in totals], default=0)


def known_today(total: Total) -> str:
    """The note under a number that differs today."""
    if total.is_unknown:
        return _("number unknown as of today")
    return _("{figure} known today").format(figure=labels.figure_text(total))
