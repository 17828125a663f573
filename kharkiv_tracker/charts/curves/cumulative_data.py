"""What the cumulative chart shows: curves, the lines drawn of them, and what stands beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kharkiv_tracker import labels
from kharkiv_tracker.analysis.series import Curve
from kharkiv_tracker.charts import span
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.curves import lines
from kharkiv_tracker.charts.curves.ends import End
from kharkiv_tracker.charts.curves.lines import Line
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.total import Total, Totals
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.biggest import Biggest


@dataclass(frozen=True, eq=False)
class Cumulative:
    """What the chart shows: each district's curve, the lines drawn, and what stands beside them."""

    asked: Asked
    curves: tuple[Curve, ...]
    lines: tuple[Line, ...]
    totals: Totals
    drawn: tuple[Statement, ...] = ()
    listed: int = 0
    biggest: Mapping[str, tuple[Biggest, ...]] = field(default_factory=dict)
    has_later: bool = False
    """Whether the lines tell what is known today beside what was known on the clock."""

    @cached_property
    def span(self) -> Span | None:
        """The days of the axis; None where no incident has a date."""
        ends = [
            date.fromordinal(int(line.last.days[at]))
            for line in self.lines
            for at in (0, -1)
            if len(line.last.days)
        ]
        selection = self.asked.view.selection
        return span.spanning(ends, selection.first, selection.last)

    @cached_property
    def names(self) -> Mapping[str, Sequence[End]]:
        """Every name with all its numbers: frames stay as they are while the clock is moved."""
        return {
            quantity: [
                End(
                    *(0, 0, "", labels.figure_text(curve.end.toll[quantity]), lines.name(line.key)),
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
    def together(self) -> int:
        """How many districts share one line."""
        return sum(len(line.districts) for line in self.lines if len(line.districts) > 1)


def top_of(chart: Cumulative, quantity: str) -> int:
    """The largest number any line reaches, open ends at their low."""
    reached = [
        curve.end.toll[quantity]
        for line in chart.lines
        for curve in (line.curve, line.later)
        if curve
    ]
    return max([total.high or total.best or 0 for total in reached], default=0)


def known_today(total: Total) -> str:
    """What stands under a number that was another on the clock."""
    if total.is_unknown:
        return _("known today, without a number")
    return _("{figure} known today").format(figure=labels.figure_text(total))
