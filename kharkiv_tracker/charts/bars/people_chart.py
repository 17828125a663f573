"""Casualties by age and sex, with those of unknown age and sex."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import csv_table, people_classes
from kharkiv_tracker.charts import chart_frame, chart_notes, style
from kharkiv_tracker.charts.bars import bar_captions, bar_rows
from kharkiv_tracker.charts.bars.bar_rows import Row, Side
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.charts.hit_areas import ChartFigure
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.domain.quantity import CHILDREN, CLASSES, COUNTED, QUANTITIES, subset
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import GroupTotal, Toll, Totals
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store import group_codes
from kharkiv_tracker.store import totals as stored_totals
from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class People:
    """The totals of the selection with their classes, as known then and later."""

    request: ChartRequest
    totals: Totals
    later: Totals | None = None
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The incidents with a stated class, where they are not too many."""

    @property
    def classes(self) -> tuple[GroupTotal, ...]:
        return _classes(self.totals)

    @property
    def rows(self) -> list[Row]:
        """A row for each class, those that only later reports state included."""
        groups = {group.key: group for group in self.classes}
        later = {group.key: group for group in _classes(self.later)} if self.later else {}
        return [
            self._row(key, groups.get(key), later.get(key))
            for key in CLASSES
            if key in groups or key in later
        ]

    def _row(self, key: str, now: GroupTotal | None, later: GroupTotal | None) -> Row:
        # Any incident may include someone of unstated age and sex.
        within = Selection() if key == people_classes.UNSTATED else None
        sides = _sides(now, later)
        return Row(
            key,
            labels.quantity(key),
            sides,
            within,
            self.codes.get(key, ()),
            is_apart=key == people_classes.UNSTATED,
        )


def _classes(totals: Totals) -> tuple[GroupTotal, ...]:
    return people_classes.classes(totals.total) if totals.total.incidents else ()


def _sides(now: GroupTotal | None, later: GroupTotal | None) -> dict[str, Side]:
    # A class that no report stated then was unknown, which is not 0.
    toll = now.toll if now else Toll()
    return {
        quantity: Side(toll[quantity], later.toll[quantity] if later else None)
        for quantity in COUNTED
    }


def title() -> str:
    """The chart's name in the current language."""
    return _("Civilian casualties by age and sex")


def read(case: CaseFile, request: ChartRequest) -> People:
    """The data of the chart."""
    selection, clock = request.view.selection, request.view.as_known_on
    left_out = stored_totals.left_out(case, selection, clock)
    totals = Totals((), stored_totals.of_selection(case, selection, clock), left_out)
    has_later = bar_captions.has_later(request)
    later = Totals((), stored_totals.of_selection(case, selection), left_out) if has_later else None
    return People(request, totals, later, group_codes.by_class(case, selection, clock))


def to_csv(chart: People) -> str:
    """The numbers of the chart, a row for each class; open and unknown cells are empty."""
    lines = [
        [
            group.key,
            *csv_table.cells(*group.toll.counted),
            *csv_table.notes(chart.request.stress, *group.toll.counted),
        ]
        for group in chart.classes
    ]
    return csv_table.text(["class", *csv_table.BOUNDS, *csv_table.NOTES], lines)


def caption(chart: People) -> str:
    """How to read the chart and what it leaves out, in sentences."""
    if not chart.rows:
        return chart_notes.left_out(chart.totals.left_out, chart.request.view.selection)
    figures = [total for group in chart.classes for total in group.toll.counted]
    return bar_captions.join(
        [
            _(
                "“Age and sex unknown” covers everyone whose age and sex no report gives. "
                "Its bars have a scale of their own."
            )
            if len(chart.rows) > 1
            else _("“Age and sex unknown” covers everyone whose age and sex no report gives."),
            _("?: no report says how many.") if any(total.is_unknown for total in figures) else "",
            _children(chart),
            *bar_captions.ranges(figures, _("+: at least (no upper limit reported).")),
            bar_rows.later(chart.rows),
            chart_notes.unknowns(chart.totals),
            chart_notes.stress(chart.request, chart.totals),
            chart_notes.remainder(chart.totals),
            chart_notes.left_out(chart.totals.left_out, chart.request.view.selection),
        ]
    )


def _children(chart: People) -> str:
    """All children together: boys, girls and those of unknown sex."""
    toll = chart.totals.total.toll
    children = {quantity: toll[subset(quantity, CHILDREN)] for quantity in COUNTED}
    if all(total.is_unknown for total in children.values()):
        return ""
    figures = [
        _(QUANTITIES[quantity].count).format(count=labels.figure_text(total))
        for quantity, total in children.items()
    ]
    sentence = _("All children (boys, girls and sex unknown): {figures}.")
    return sentence.format(figures=", ".join(figures))


def draw(chart: People, theme: Tone, size: tuple[float, float]) -> ChartFigure:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        subtitle = chart_notes.subtitle(chart.request)
        box = chart_frame.draw_frame(sheet, title(), subtitle, caption(chart))
        if chart.rows:
            bar_rows.draw(sheet, box, chart.rows)
        else:
            chart_frame.draw_empty(sheet, box, chart.request)
        return sheet.figure
