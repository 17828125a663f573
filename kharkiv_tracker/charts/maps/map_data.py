"""The data of the map, and its caption."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kharkiv_tracker import city, labels
from kharkiv_tracker.analysis.district_totals import by_district
from kharkiv_tracker.analysis.misplaced_points import Points, find_misplaced
from kharkiv_tracker.charts import chart_notes, chart_profile, day_source, text_fit
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.charts.maps import map_measure
from kharkiv_tracker.charts.maps.map_measure import MapMeasure
from kharkiv_tracker.domain.outline import Outlines
from kharkiv_tracker.domain.quantity import STRESS_WITHIN
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.total import GroupTotal, Totals
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import map_points as stored_points
from kharkiv_tracker.store.case_file import CaseFile

_NAMED = 3


@dataclass(frozen=True, slots=True, eq=False)
class DistrictMap:
    """The totals of every district in the selection, and with outlines where incidents lie.

    `later` is the same as known today, None where it is not needed. `points` are the incidents
    with a point, `misplaced` the codes of those whose point lies outside their district.
    """

    request: ChartRequest
    totals: Totals
    points: Points | None = None
    misplaced: tuple[str, ...] = ()
    later: DistrictMap | None = None

    @property
    def groups(self) -> dict[str, GroupTotal]:
        return {group.key: group for group in self.totals.groups}

    @property
    def outlines(self) -> Outlines | None:
        return self.request.options.outlines

    @property
    def measure(self) -> MapMeasure:
        later = None if self.later is None else self.later.groups
        return map_measure.map_measure(self.request.options, self.groups, later)


def read(case: CaseFile, request: ChartRequest) -> DistrictMap:
    """The data of the map."""
    chart = _read(case, request)
    if request.view.as_known_on is None or not request.options.later:
        return chart
    today = replace(request, view=replace(request.view, as_known_on=None))
    return replace(chart, later=_read(case, today))


def visible_points(chart: DistrictMap) -> Points | None:
    """The points to draw: with outlines, where the options include them."""
    return chart.points if chart.request.options.points and chart.outlines else None


def caption(chart: DistrictMap, on_map: int) -> str:
    """How to read the map and what it leaves out; `on_map` incidents are drawn as points."""
    measure = chart.measure
    # The sentence that must never be cut on a short sheet is first.
    sentences = [
        _rates(measure),
        _ground(chart),
        measure.key(),
        _later(chart),
        _points(chart, on_map),
        chart_profile.about_points(chart.request) if visible_points(chart) else "",
        _misplaced(chart.misplaced),
        chart_notes.unknowns(chart.totals),
        chart_notes.stress(chart.request, chart.totals)
        if chart.request.options.measure.quantity in STRESS_WITHIN
        else "",
        chart_notes.remainder(chart.totals),
        chart_notes.left_out(chart.totals.left_out, chart.request.view.selection),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _read(case: CaseFile, request: ChartRequest) -> DistrictMap:
    view, options = request.view, request.options
    day_columns = day_source.of(case, view)
    totals = day_source.summed(
        day_columns, day_source.left_out(case, view), by_district(day_columns).values()
    )
    if options.outlines is None:
        return DistrictMap(request, totals)
    points = _read_points(case, view)
    misplaced = find_misplaced(points, options.outlines)
    return DistrictMap(request, totals, chart_profile.shown_points(request, points), misplaced)


def _read_points(case: CaseFile, view: View) -> Points:
    return Points.of(stored_points.points(case, view.selection, view.as_known_on))


def _ground(chart: DistrictMap) -> str:
    if chart.outlines is None:
        text = _("Tiles show approximate positions, not sizes or boundaries.")
        asks = chart.request.options.points
        needed = _("To show points, load district outlines.")
        return f"{text} {needed}" if asks else text
    whose = text_fit.drawable(chart.outlines.whose, 160)
    text = _(
        "Outlines: {whose}. Districts without an outline are shown as tiles; no number means "
        "none recorded."
    )
    return text.format(whose=whose.rstrip("."))


def _rates(measure: MapMeasure) -> str:
    """The caveat that goes with every rate."""
    if not measure.rate_quantity or measure.populations is None:
        return ""
    return _(
        "Rates are approximate: only pre-war populations of unknown year are available for "
        "{possessive} districts. The number of people living there now is unknown. "
        "Populations: {whose}."
    ).format(
        possessive=city.text("possessive"),
        whose=text_fit.drawable(measure.populations.whose, 160).rstrip("."),
    )


def _later(chart: DistrictMap) -> str:
    if chart.later is None or chart.later.totals == chart.totals:
        return ""
    return _("After an arrow: numbers known later.")


def _points(chart: DistrictMap, on_map: int) -> str:
    if visible_points(chart) is None:
        return ""
    text = ngettext(
        "{n} incident shown as a circle; its width is the location uncertainty.",
        "{n} incidents shown as circles; their width is the location uncertainty.",
        on_map,
    ).format(n=labels.number(on_map))
    rest = chart.totals.total.incidents - on_map
    if not rest:
        return text
    rest_text = ngettext(
        "{n} other has no circle: known only by district, or off the map.",
        "{n} others have no circle: known only by district, or off the map.",
        rest,
    ).format(n=labels.number(rest))
    return f"{text} {rest_text}"


def _misplaced(codes: tuple[str, ...]) -> str:
    if not codes:
        return ""
    text = ngettext(
        "{n} incident has a point outside its recorded district: {codes}.",
        "{n} incidents have points outside their recorded districts: {codes}.",
        len(codes),
    )
    if len(codes) > _NAMED:
        text = ngettext(
            "{n} incident has a point outside its recorded district, including {codes}.",
            "{n} incidents have points outside their recorded districts, including {codes}.",
            len(codes),
        )
    return text.format(n=labels.number(len(codes)), codes=", ".join(codes[:_NAMED]))
