"""Official totals, each above our own sum for the same area and period."""

from __future__ import annotations

from dataclasses import dataclass

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.analysis import csv_table
from kharkiv_tracker.charts import chart_frame, chart_notes, style
from kharkiv_tracker.charts.bars import bar_captions, bar_rows
from kharkiv_tracker.charts.bars.bar_rows import Row, Side
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.charts.curves import cumulative_chart
from kharkiv_tracker.charts.hit_areas import ChartFigure
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.counting_rule import Stress
from kharkiv_tracker.domain.figure import Range
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import Total
from kharkiv_tracker.domain.total_comparison import Gap
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store import statements as stored_statements
from kharkiv_tracker.store import totals as stored_totals
from kharkiv_tracker.store.case_file import CaseFile

#: More pairs of rows could not be read.
_MOST = 8


@dataclass(frozen=True, slots=True)
class Official:
    """The official totals selected, in order of their dates."""

    request: ChartRequest
    has_incidents: bool
    gaps: tuple[Gap, ...]
    later: int = 0
    """How many official totals became known after the clock."""

    @property
    def comparable(self) -> tuple[Gap, ...]:
        return tuple(gap for gap in self.gaps if gap.reason is None)

    @property
    def compared(self) -> tuple[Gap, ...]:
        """The latest of those that can be compared."""
        return self.comparable[-_MOST:]

    @property
    def rows(self) -> list[Row]:
        """The official total, and our sum under it, for each that is drawn."""
        return [row for gap in self.compared for row in self._pair(gap)]

    def _pair(self, gap: Gap) -> tuple[Row, Row]:
        code, period = gap.statement.code, _period_name(gap)
        official = {quantity: _official(gap.statement.count(quantity)) for quantity in COUNTED}
        has_later = bar_captions.has_later(self.request)
        ours = {
            quantity: Side(
                total := gap.own_then.toll[quantity],
                gap.own_today.toll[quantity] if has_later else None,
                note=labels.unknown_in(total),
            )
            for quantity in COUNTED
        }
        mine = _("our sum, as known then")
        name = _("{area}, {period}").format(area=period, period=mine)
        return (
            Row(f"{code}-official", period, official, self._within(gap)),
            Row(f"{code}-own", mine, ours, self._within(gap), full_name=name),
        )

    def _within(self, gap: Gap) -> Selection | None:
        """The selection of the incidents compared with; the chart's own does not narrow it."""
        if not self.request.view.selection.is_everything:
            return None
        districts = gazetteer.load().within(gap.statement.area)
        return Selection(first=gap.statement.since, last=gap.last, districts=districts)


def title() -> str:
    """The chart's name in the current language."""
    return _("Official totals and our own sums")


def read(case: CaseFile, request: ChartRequest) -> Official:
    """The data of the chart."""
    places, clock = gazetteer.load(), request.view.as_known_on
    selected = [
        statement
        for statement in stored_statements.statements(case)
        if statement.is_selected(request.view.selection, places)
    ]
    known_statements = [
        statement for statement in selected if cumulative_chart.is_known(statement, clock)
    ]
    gaps = tuple(
        stored_statements.gap(case, places, statement, clock) for statement in known_statements
    )
    has_incidents = stored_totals.summed(case, request.view.selection, clock).incidents > 0
    later = len(selected) - len(known_statements) if bar_captions.has_later(request) else 0
    return Official(request, has_incidents, gaps, later)


def to_csv(chart: Official) -> str:
    """A row for each official total; sums are empty where nothing can be compared."""
    bounds = [f"{side}_{bound}" for side in ("official", "own") for bound in csv_table.BOUNDS]
    unknown = [f"own_{quantity}_unknown" for quantity in COUNTED]
    *about, stress = csv_table.NOTES
    notes = [*(f"{side}_{name}" for side in ("official", "own") for name in about), stress]
    return csv_table.text(
        ["code", "area", "since", "last", *bounds, *unknown, *notes],
        (_cells(gap, chart.request.stress) for gap in chart.gaps),
    )


def _cells(gap: Gap, stress: Stress) -> list[object]:
    statement, own_totals = gap.statement, gap.own_then.toll.counted
    figures: list[Range] = [*map(statement.count, COUNTED), *own_totals]
    numbers, notes = csv_table.cells(*figures), csv_table.notes(stress, *figures)
    unknown = ["" if gap.reason else total.unknown for total in own_totals]
    return [statement.code, statement.area, statement.since, gap.last, *numbers, *unknown, *notes]


def caption(chart: Official) -> str:
    """How to read the chart and what it leaves out, in sentences."""
    sides = [side for row in chart.rows for side in row.sides.values()]
    totals = [side.total or Total() for side in sides]
    # An official number is printed as it was published, without a plus.
    in_signs = [side.total or Total() for side in sides if not side.label]
    without = len(chart.gaps) - len(chart.comparable)
    crowded = len(chart.comparable) - len(chart.compared)
    return bar_captions.join(
        [
            _(
                "Each official total is compared with our sum for the same area and period, "
                "whatever is selected."
            )
            if chart.compared
            else "",
            _("?: no number given.") if any(t.is_unknown for t in totals) else "",
            *bar_captions.ranges(totals, ""),
            *bar_captions.ranges(in_signs, _("+: at least (no upper limit reported)."))[1:],
            bar_rows.later(chart.rows),
            chart_notes.stress(chart.request) if chart.compared else "",
            _omitted(crowded, without),
            ngettext(
                "{n} official total became known later.",
                "{n} official totals became known later.",
                chart.later,
            ).format(n=labels.number(chart.later))
            if chart.later
            else "",
        ]
    )


def _omitted(crowded: int, without: int) -> str:
    """How many official totals are not drawn, by the two reasons there are."""
    sentences = []
    if without:
        sentences.append(
            ngettext(
                "{n} official total not drawn: it cannot be compared; see the list.",
                "{n} official totals not drawn: they cannot be compared; see the list.",
                without,
            ).format(n=labels.number(without))
        )
    if crowded:
        sentences.append(
            ngettext(
                "{n} earlier official total not drawn (no room); see the list.",
                "{n} earlier official totals not drawn (no room); see the list.",
                crowded,
            ).format(n=labels.number(crowded))
        )
    return " ".join(sentences)


def draw(chart: Official, theme: Tone, size: tuple[float, float]) -> ChartFigure:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        subtitle = chart_notes.subtitle(chart.request)
        box = chart_frame.draw_frame(sheet, title(), subtitle, caption(chart))
        if chart.compared:
            bar_rows.draw(sheet, box, chart.rows)
        elif chart.has_incidents:
            chart_frame.draw_sentence(sheet, box, _("None of the official totals can be compared."))
        else:
            chart_frame.draw_empty(sheet, box, chart.request)
        return sheet.figure


def _official(count: Count) -> Side:
    """A number as published: more than 2,400 is not 2,401."""
    total = Total(count.low, count.best, count.high, int(count.low is None), count.about)
    label = "" if count.is_unknown else labels.count(count)
    return Side(total, label=label, is_theirs=True)


def _period_name(gap: Gap) -> str:
    place = gazetteer.load().get(gap.statement.area)
    area = labels.area(place) if place else gap.statement.area
    since = labels.date(gap.statement.since, short=True) if gap.statement.since else ""
    last = labels.date(gap.last, short=True) if gap.last else ""
    return _("{area}, {period}").format(area=area, period=f"{since} – {last}")
