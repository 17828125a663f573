"""The growth of figures from the first report to the last: median by weapon, and the largest."""

from __future__ import annotations

from collections.abc import Iterator

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.analysis import csv_table, growth_statistics
from kharkiv_tracker.charts import chart_frame, chart_notes, style
from kharkiv_tracker.charts.bars import bar_captions, growth_bars
from kharkiv_tracker.charts.bars.growth_data import GrowthData
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.charts.hit_areas import ChartFigure
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.domain.figure_growth import Growth
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store import growth_query as stored_growing
from kharkiv_tracker.store import totals as stored_totals
from kharkiv_tracker.store.case_file import CaseFile

COLUMNS = (
    *("row", "key", "quantity", "incidents", "first_best", "last_low", "last_best", "last_high"),
    *("added", "lower_quarter", "upper_quarter", "times"),
    *("first_about", "last_about", csv_table.NOTES[-1]),
)


def title() -> str:
    """The chart's name in the current language."""
    return _("How figures grew from the first report to the last")


def read(case: CaseFile, request: ChartRequest) -> GrowthData:
    """The data of the chart."""
    selection, clock = request.view.selection, request.view.as_known_on
    chart = GrowthData(
        request,
        stored_totals.summed(case, selection, clock).incidents,
        stored_growing.growths(case, selection, clock),
        stored_totals.left_out(case, selection, clock),
        stored_growing.growths(case, selection) if bar_captions.has_later(request) else (),
    )
    chart.work_out()
    return chart


def to_csv(chart: GrowthData) -> str:
    """A row for the median growth of each weapon, then one for each incident."""
    return csv_table.text(COLUMNS, [*_median_rows(chart), *_incident_rows(chart)])


def _median_rows(chart: GrowthData) -> Iterator[list[object]]:
    for quantity in COUNTED:
        medians = chart.medians(quantity)
        for weapon in chart.weapons:
            if median := medians.get(weapon):
                times = "" if median.times is None else f"{median.times:g}"
                quarters = [f"{number:g}" for number in (median.added, median.lower, median.upper)]
                if not median.is_typical:
                    quarters, times = [""] * len(quarters), ""
                head = ["weapon", weapon, quantity, median.incidents]
                numbers = ["", "", "", "", *quarters, times]
                yield [*head, *numbers, "", "", csv_table.stress_cell(chart.request.stress)]


def _incident_rows(chart: GrowthData) -> Iterator[list[object]]:
    for growth in chart.growths:
        head = ["incident", growth.code, growth.quantity, 1, *csv_table.cells(growth.first)[1:2]]
        numbers = [*csv_table.cells(growth.last), growth.added, "", "", ""]
        notes = csv_table.notes(chart.request.stress, growth.first, growth.last)
        yield [*head, *numbers, *notes]


def caption(chart: GrowthData) -> str:
    """How to read the chart and what it leaves out, in sentences."""
    if not chart.incidents:
        return chart_notes.left_out(chart.left_out, chart.request.view.selection)
    once = chart.incidents - len({growth.code for growth in chart.growths})
    largest = [growth for quantity in COUNTED for growth in chart.largest(quantity)]
    has_grown = any(chart.today(growth) for growth in largest)
    medians = [median for quantity in COUNTED for median in chart.medians(quantity).values()]
    return bar_captions.join(
        [
            _("Median growth: per incident, from the first best figure to the last."),
            _("Thin lines: middle half of the incidents.")
            if any(median.is_typical for median in medians)
            else "",
            ngettext(
                "No median below {n} incident: so few say nothing about others.",
                "No median below {n} incidents: so few say nothing about others.",
                growth_statistics.FEWEST,
            ).format(n=labels.number(growth_statistics.FEWEST))
            if any(not median.is_typical for median in medians)
            else "",
            _("Dashed lines: known later.") if has_grown else "",
            ngettext(
                "{n} incident not shown: only one report or no number.",
                "{n} incidents not shown: only one report or no number.",
                once,
            ).format(n=labels.number(once))
            if once
            else "",
            chart_notes.stress(chart.request) if chart.growths else "",
            chart_notes.left_out(chart.left_out, chart.request.view.selection),
        ]
    )


def incident_name(growth: Growth) -> str:
    """An incident in words: its place or district and its day."""
    district = gazetteer.load().get(growth.district)
    name = people_text.district(district) if district else growth.district
    day = labels.date(growth.date, short=True) if growth.date else _("undated")
    return _("{area}, {period}").format(area=name, period=day)


def draw(chart: GrowthData, theme: Tone, size: tuple[float, float]) -> ChartFigure:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        subtitle = chart_notes.subtitle(chart.request)
        box = chart_frame.draw_frame(sheet, title(), subtitle, caption(chart))
        if chart.growths:
            growth_bars.draw(sheet, box, chart, incident_name)
        elif chart.incidents:
            chart_frame.draw_sentence(sheet, box, _("No incident has more than one report."))
        else:
            chart_frame.draw_empty(sheet, box, chart.request)
        return sheet.figure
