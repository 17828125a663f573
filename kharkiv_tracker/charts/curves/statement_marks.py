"""Official totals that are comparable with a curve: those of its area and period."""

from __future__ import annotations

from datetime import date

from kharkiv_tracker import gazetteer
from kharkiv_tracker.charts.curves.cumulative_data import Cumulative, top_of
from kharkiv_tracker.charts.curves.curve_lines import Line
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.statement import Statement


def is_drawn(statement: Statement, chart: Cumulative) -> bool:
    """Whether area and period are those of a line, and the statement lies within its axes.

    A total of the whole city or oblast is not comparable with the incidents of unknown district.
    """
    place = gazetteer.load().get(statement.area)
    line = next((line for line in chart.lines if line.districts == (statement.area,)), None)
    span = chart.span
    if place is None or place.kind.is_unknown or line is None or span is None:
        return False
    if statement.since is None or statement.as_of is None:
        return False
    first = chart.request.view.selection.first
    starts = statement.since == first if first else statement.since <= _first_day(line, span)
    if not starts or not span.first <= statement.as_of.day <= span.last:
        return False
    bests = [(statement.count(q).best, top_of(chart, q)) for q in COUNTED]
    return any(best is not None for best, _top in bests) and all(
        best is None or best <= top for best, top in bests
    )


def _first_day(line: Line, span: Span) -> date:
    return date.fromordinal(int(line.last.days[0])) if len(line.last.days) else span.first
