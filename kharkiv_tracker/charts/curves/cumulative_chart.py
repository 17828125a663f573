"""The cumulative total of each district: step curves by day of incident."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from matplotlib.artist import Artist

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import series
from kharkiv_tracker.analysis.day_columns import Days
from kharkiv_tracker.charts import chart_frame, chart_notes, style
from kharkiv_tracker.charts import day_source as stored_days
from kharkiv_tracker.charts.bars import bar_captions
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.charts.curves import (
    cumulative_data,
    curve_lines,
    fixed_parts,
    panel,
    statement_marks,
)
from kharkiv_tracker.charts.curves import incident_labels as biggest_incidents
from kharkiv_tracker.charts.curves.cumulative_data import Cumulative
from kharkiv_tracker.charts.curves.panel import Panel
from kharkiv_tracker.charts.hit_areas import ChartFigure
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.domain.account import Account
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.total import LeftOut
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.largest_incidents import LargestIncident

#: Lines that the caption has room for while the clock is moved, so that nothing else moves.
_CAPTION = 4
#: Points: a lower sheet has no room for that.
_HIGH = 330.0
#: Of panels side by side, the least width to their height, and in points.
_SLENDER, _NARROWEST = 0.625, 190.0


@dataclass(frozen=True, slots=True)
class CumulativeFrame:
    """The frame of a figure: what stays when only the data change, and the artists of the data."""

    sheet: Sheet
    box: Box
    panels: tuple[Panel, ...]
    is_framed: bool
    changing: list[Artist] = field(default_factory=list)


def title() -> str:
    """The chart's name in the current language."""
    return _("Cumulative civilian casualties by district")


def read(case: CaseFile, request: ChartRequest) -> Cumulative:
    """The data of the chart."""
    view = request.view
    days = stored_days.of(case, view)
    later = fixed_parts.of(case, view) if bar_captions.has_later(request) else None
    labelled: dict[str, tuple[LargestIncident, ...]] = {}
    if request.options.labelled:
        labelled = {
            quantity: biggest_incidents.of(case, request, days, quantity) for quantity in COUNTED
        }
    left_out = stored_days.left_out(case, view)
    return compose(request, days, left_out, fixed_parts.statements(case), later, labelled)


def compose(
    request: ChartRequest,
    days: Days,
    left_out: LeftOut,
    statements: Iterable[Statement] = (),
    later: Days | None = None,
    biggest: Mapping[str, tuple[LargestIncident, ...]] | None = None,
) -> Cumulative:
    """The data from their parts; statements that cannot be drawn are only counted."""
    curves = curve_lines.curves(days)
    chart = Cumulative(
        request,
        tuple(curves),
        curve_lines.lines(days, curves, later, request.options),
        stored_days.summed(days, left_out),
        biggest=biggest or {},
        has_later=later is not None,
    )
    known_statements = [
        statement for statement in statements if is_known(statement, request.view.as_known_on)
    ]
    drawable = tuple(
        statement for statement in known_statements if statement_marks.is_drawn(statement, chart)
    )
    return replace(chart, statements=drawable, omitted=len(known_statements) - len(drawable))


def within(chart: Cumulative, days: Span) -> Cumulative:
    """The chart on an axis of these days only."""
    return cumulative_data.within(chart, days)


def to_csv(chart: Cumulative) -> str:
    """The numbers of the chart."""
    return series.to_csv(chart.curves, chart.request.stress)


def caption(chart: Cumulative) -> str:
    """How to read the chart and what it leaves out, in sentences."""
    if not chart.lines:
        return chart_notes.left_out(chart.totals.left_out, chart.request.view.selection)
    totals = [
        line.curve.end.toll[quantity]
        for line in chart.lines
        if not line.is_quiet
        for quantity in COUNTED
    ]
    ranged = any(total.low != total.high and not total.is_open for total in totals)
    return bar_captions.join(
        [
            _("Each incident is added in full on its own day."),
            _("Other districts are grey.") if any(line.is_quiet for line in chart.lines) else "",
            _("Bands: range, from low to high.") if ranged else "",
            _("Arrow and fading band: at least (no upper limit reported).")
            if any(total.is_open for total in totals)
            else "",
            *common_notes(chart),
            chart_notes.statements(len(chart.statements), chart.omitted),
        ]
    )


def common_notes(chart: Cumulative) -> list[str]:
    """Notes of every chart of curves: shared lines, later figures, what is left out."""
    undated = sum(curve.undated.incidents for curve in chart.curves if curve.undated)
    return [
        ngettext(
            "{n} raion shown as one line.",
            "{n} raions shown together as one line.",
            chart.shared,
        ).format(n=labels.number(chart.shared))
        if chart.shared
        else "",
        _("Thin dotted lines: known later.") if chart.has_later else "",
        chart_notes.unknowns(chart.totals),
        chart_notes.stress(chart.request, chart.totals),
        chart_notes.undated(undated),
        chart_notes.remainder(chart.totals),
        chart_notes.left_out(chart.totals.left_out, chart.request.view.selection),
    ]


def subtitle(chart: Cumulative) -> str:
    """Case, period, selection and clock on one line."""
    return chart_notes.subtitle(chart.request)


def draw(
    chart: Cumulative, theme: Tone, size: tuple[float, float], framed: bool = True
) -> ChartFigure:
    """The figure, `size` in inches; unframed without title and caption, for a page with its own."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        # Transparent without a frame, so that the page shows through.
        sheet.figure.patch.set_visible(framed)
        box = room(sheet, chart) if framed else chart_frame.inner_box(sheet)
        if chart.lines:
            panels = [
                panel.make(panel.layout(sheet, place, quantity, chart))
                for quantity, place in zip(COUNTED, boxes(sheet, box), strict=True)
            ]
            sheet.figure.frame = CumulativeFrame(sheet, box, tuple(panels), framed)
            fill(sheet.figure.frame, chart)
        else:
            _write(sheet, chart)
            chart_frame.draw_empty(sheet, box, chart.request)
        return sheet.figure


def fill(frame: CumulativeFrame, chart: Cumulative) -> None:
    """Draw all that depends on the data into its frame."""
    artists = frame.sheet.figure.artists
    before = len(artists)
    if frame.is_framed:
        _write(frame.sheet, chart)
    for frame_panel in frame.panels:
        panel.fill(frame_panel, chart)
    frame.changing[:] = artists[before:]


def room(sheet: Sheet, chart: Cumulative) -> Box:
    """The box between title and caption."""
    return chart_frame.content_box(
        sheet, subtitle(chart), caption(chart), min_lines=_min_lines(sheet, chart)
    )


def _write(sheet: Sheet, chart: Cumulative) -> None:
    chart_frame.draw_frame(
        sheet, title(), subtitle(chart), caption(chart), min_lines=_min_lines(sheet, chart)
    )


def _min_lines(sheet: Sheet, chart: Cumulative) -> int:
    return _CAPTION if chart.has_later and sheet.height >= _HIGH else 0


def boxes(sheet: Sheet, box: Box) -> list[Box]:
    """One for each counted quantity, side by side where there is width, else one above another."""
    gap, many = sheet.base * 2.2, len(COUNTED)
    if box.width / many > max(_SLENDER * box.height, _NARROWEST):
        wide = (box.width - gap * (many - 1)) / many
        return [Box(box.left + i * (wide + gap), box.bottom, wide, box.height) for i in range(many)]
    gap *= 0.5
    high = (box.height - gap * (many - 1)) / many
    return [
        Box(box.left, box.bottom + i * (high + gap), box.width, high) for i in reversed(range(many))
    ]


def is_known(account: Account, as_known_on: datetime | None) -> bool:
    """An account is known from its publication, else from the end of its date."""
    if account.withdrawn:
        return False
    if as_known_on is None:
        return True
    source = account.published or account.as_of
    return source is not None and source.end <= as_known_on
