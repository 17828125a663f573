"""How the toll of each district builds up: step curves of killed and injured by day of incident."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from kharkiv_tracker import gazetteer
from kharkiv_tracker.analysis import series
from kharkiv_tracker.analysis.series import Curve
from kharkiv_tracker.charts import framing, panel, span, style, words
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.box import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.charts.targets import Drawn
from kharkiv_tracker.domain.figure import DayTotal, Totals
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store import statements as stored_statements
from kharkiv_tracker.store import totals as stored_totals
from kharkiv_tracker.store.case_file import CaseFile

PANELS = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class Cumulative:
    """What the chart shows: curves in the gazetteer's order, and statements beside them."""

    asked: Asked
    curves: tuple[Curve, ...]
    totals: Totals
    drawn: tuple[Statement, ...] = ()
    listed: int = 0

    @property
    def span(self) -> Span | None:
        """The days of the axis; None where no incident has a date."""
        days = [point.day for curve in self.curves for point in curve.points if point.day]
        return span.spanning(days, self.asked.view.selection.first, self.asked.view.selection.last)


def title() -> str:
    """The chart's name in the current language."""
    return _("Cumulative civilian casualties by district")


def read(case: CaseFile, asked: Asked) -> Cumulative:
    """Ask the case for what the chart shows."""
    return compose(
        asked,
        stored_totals.per_day(case, asked.view.selection, asked.view.as_known_on),
        stored_totals.totals(case, asked.view.selection, as_known_on=asked.view.as_known_on),
        stored_statements.statements(case),
    )


def compose(
    asked: Asked,
    days: Iterable[DayTotal],
    totals: Totals,
    statements: Iterable[Statement],
) -> Cumulative:
    """Put the parts together; statements are drawn where they can be, and else counted."""
    order = {place.key: index for index, place in enumerate(gazetteer.load().districts)}
    curves = sorted(series.cumulative(days), key=lambda each: order.get(each.district, len(order)))
    known = [each for each in statements if is_known(each, asked.view.as_known_on)]
    chart = Cumulative(asked, tuple(curves), totals)
    drawn = tuple(each for each in known if _belongs(each, chart))
    return Cumulative(
        asked,
        tuple(curves),
        totals,
        drawn,
        len(known) - len(drawn),
    )


def to_csv(chart: Cumulative) -> str:
    """The numbers behind the chart."""
    return series.to_csv(chart.curves)


def caption(chart: Cumulative) -> str:
    """How to read the chart and what it leaves out, in sentences."""
    if not chart.curves:
        return words.left_out(chart.totals.left_out, chart.asked.view.selection)
    undated = sum(curve.undated.incidents for curve in chart.curves if curve.undated)
    ends = [curve.end.of(quantity) for curve in chart.curves for quantity in PANELS]
    ranged = any(end.low != end.high and not end.is_open for end in ends)
    sentences = [
        _("Each incident adds its whole figure on its day."),
        _("Bands run from low to high.") if ranged else "",
        _("An arrow and a fading band mark figures open upwards.")
        if any(end.is_open for end in ends)
        else "",
        words.unknowns(chart.totals),
        words.undated(undated),
        words.left_out(chart.totals.left_out, chart.asked.view.selection),
        words.statements(len(chart.drawn), chart.listed),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def subtitle(chart: Cumulative) -> str:
    """Case, period, selection and clock on one line."""
    return words.subtitle(chart.asked)


def draw(chart: Cumulative, theme: Tone, size: tuple[float, float], framed: bool = True) -> Drawn:
    """The figure, `size` in inches; unframed without title and caption, for a page with its own."""
    palette = PALETTES[theme]
    with style.drawing(palette):
        sheet = Sheet(size, theme)
        box = framing.bare(sheet)
        if framed:
            box = framing.framed(sheet, title(), subtitle(chart), caption(chart))
        # A page shows through: what lies behind its text lies behind its chart too.
        sheet.figure.patch.set_visible(framed)
        if chart.curves:
            _panels(sheet, chart, box)
        else:
            framing.nothing(sheet, box, chart.asked)
        return sheet.figure


def _panels(sheet: Sheet, chart: Cumulative, box: Box) -> None:
    """Side by side where there is width, else the killed above the injured."""
    gap = sheet.base * 2.2
    if box.width > 1.25 * box.height and box.width > 380:
        wide = (box.width - gap) / 2
        boxes = [Box(box.left + i * (wide + gap), box.bottom, wide, box.height) for i in (0, 1)]
    else:
        high = (box.height - gap * 0.5) / 2
        boxes = [
            Box(box.left, box.bottom + i * (high + gap * 0.5), box.width, high) for i in (1, 0)
        ]
    for quantity, place in zip(PANELS, boxes, strict=True):
        panel.draw(sheet, place, quantity, chart.curves, chart.span, chart.drawn)


def is_known(statement: Statement, as_known_on: datetime | None) -> bool:
    """A statement is known from its publication, else from the end of what it speaks of."""
    if statement.withdrawn:
        return False
    if as_known_on is None:
        return True
    known = statement.published or statement.as_of
    return known is not None and known.end <= as_known_on


def _belongs(statement: Statement, chart: Cumulative) -> bool:
    """Whether area and period are those of a curve, and the statement lies within its axes.

    A total of the whole city or oblast is not comparable with the incidents of unknown district.
    """
    place = gazetteer.load().get(statement.area)
    curve = next((each for each in chart.curves if each.district == statement.area), None)
    span = chart.span
    if place is None or place.kind.is_unknown or curve is None or span is None:
        return False
    if statement.since is None or statement.as_of is None:
        return False
    first = chart.asked.view.selection.first
    starts = statement.since == first if first else statement.since <= _first_day(curve, span)
    if not starts or not span.first <= statement.as_of.day <= span.last:
        return False
    told = [(statement.count(q).best, panel.top_of(chart.curves, q)) for q in PANELS]
    return any(best is not None for best, _top in told) and all(
        best is None or best <= top for best, top in told
    )


def _first_day(curve: Curve, span: Span) -> date:
    return (curve.points[0].day if curve.points else None) or span.first
