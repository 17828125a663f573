"""How the toll of each district builds up: step curves by day of incident."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from matplotlib.artist import Artist

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import series
from kharkiv_tracker.analysis.columns import Days
from kharkiv_tracker.charts import days as stored_days
from kharkiv_tracker.charts import framing, style, words
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.bars import reading
from kharkiv_tracker.charts.box import Box
from kharkiv_tracker.charts.curves import biggest as biggest_incidents
from kharkiv_tracker.charts.curves import comparable, lines, panel, today
from kharkiv_tracker.charts.curves.cumulative_data import Cumulative
from kharkiv_tracker.charts.curves.panel import Panel
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.targets import Drawn
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.total import LeftOut
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store.biggest import Biggest
from kharkiv_tracker.store.case_file import CaseFile

#: Lines that the caption has room for while the clock is moved, so that nothing else moves.
_CAPTION = 4
#: Points: on a lower sheet there is no room to spare for that.
_HIGH = 330.0
#: Of panels side by side, the least width to their height, and in points.
_SLENDER, _NARROWEST = 0.625, 190.0


@dataclass(frozen=True, slots=True)
class Framed:
    """A figure's frame: what stays when only the data change, and what was drawn of the data."""

    sheet: Sheet
    box: Box
    panels: tuple[Panel, ...]
    is_framed: bool
    changing: list[Artist] = field(default_factory=list)


def title() -> str:
    """The chart's name in the current language."""
    return _("Cumulative civilian casualties by district")


def read(case: CaseFile, asked: Asked) -> Cumulative:
    """Ask the case for what the chart shows."""
    view = asked.view
    days = stored_days.of(case, view)
    later = today.of(case, view) if reading.has_later(asked) else None
    named: dict[str, tuple[Biggest, ...]] = {}
    if asked.options.labelled:
        named = {
            quantity: biggest_incidents.of(case, asked, days, quantity) for quantity in COUNTED
        }
    left_out = stored_days.left_out(case, view)
    return compose(asked, days, left_out, today.statements(case), later, named)


def compose(
    asked: Asked,
    days: Days,
    left_out: LeftOut,
    statements: Iterable[Statement] = (),
    later: Days | None = None,
    biggest: Mapping[str, tuple[Biggest, ...]] | None = None,
) -> Cumulative:
    """Put the parts together; statements are drawn where they can be, and else counted."""
    curves = lines.curves(days)
    chart = Cumulative(
        asked,
        tuple(curves),
        lines.lines(days, curves, later, asked.options),
        stored_days.summed(days, left_out),
        biggest=biggest or {},
        has_later=later is not None,
    )
    known = [each for each in statements if is_known(each, asked.view.as_known_on)]
    drawn = tuple(each for each in known if comparable.is_drawn(each, chart))
    return replace(chart, drawn=drawn, listed=len(known) - len(drawn))


def to_csv(chart: Cumulative) -> str:
    """The numbers behind the chart."""
    return series.to_csv(chart.curves)


def caption(chart: Cumulative) -> str:
    """How to read the chart and what it leaves out, in sentences."""
    if not chart.lines:
        return words.left_out(chart.totals.left_out, chart.asked.view.selection)
    ends = [
        line.curve.end.toll[quantity]
        for line in chart.lines
        if not line.is_quiet
        for quantity in COUNTED
    ]
    ranged = any(end.low != end.high and not end.is_open for end in ends)
    return reading.together(
        [
            _("Each incident adds its whole figure on its day."),
            _("The districts that are not picked out are grey.")
            if any(line.is_quiet for line in chart.lines)
            else "",
            _("Bands run from low to high.") if ranged else "",
            _("An arrow and a fading band mark figures open upwards.")
            if any(end.is_open for end in ends)
            else "",
            *also(chart),
            words.statements(len(chart.drawn), chart.listed),
        ]
    )


def also(chart: Cumulative) -> list[str]:
    """What every picture of the curves says: lines shared, what came later, what is lacking."""
    undated = sum(curve.undated.incidents for curve in chart.curves if curve.undated)
    return [
        ngettext(
            "{n} raion is drawn as one line.",
            "{n} raions are drawn together as one line.",
            chart.together,
        ).format(n=labels.number(chart.together))
        if chart.together
        else "",
        _("Thin dotted lines show what became known later.") if chart.has_later else "",
        words.unknowns(chart.totals),
        words.undated(undated),
        words.left_out(chart.totals.left_out, chart.asked.view.selection),
    ]


def subtitle(chart: Cumulative) -> str:
    """Case, period, selection and clock on one line."""
    return words.subtitle(chart.asked)


def draw(chart: Cumulative, theme: Tone, size: tuple[float, float], framed: bool = True) -> Drawn:
    """The figure, `size` in inches; unframed without title and caption, for a page with its own."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        # A page shows through: what lies behind its text lies behind its chart too.
        sheet.figure.patch.set_visible(framed)
        box = room(sheet, chart) if framed else framing.bare(sheet)
        if chart.lines:
            panels = [
                panel.made(panel.layout(sheet, place, quantity, chart))
                for quantity, place in zip(COUNTED, boxes(sheet, box), strict=True)
            ]
            sheet.figure.kept = Framed(sheet, box, tuple(panels), framed)
            fill(sheet.figure.kept, chart)
        else:
            _write(sheet, chart)
            framing.nothing(sheet, box, chart.asked)
        return sheet.figure


def fill(kept: Framed, chart: Cumulative) -> None:
    """Draw all that depends on the data into its frame."""
    artists = kept.sheet.figure.artists
    before = len(artists)
    if kept.is_framed:
        _write(kept.sheet, chart)
    for each in kept.panels:
        panel.fill(each, chart)
    kept.changing[:] = artists[before:]


def room(sheet: Sheet, chart: Cumulative) -> Box:
    """What title and caption leave of the sheet."""
    return framing.between(sheet, subtitle(chart), caption(chart), least=_least(sheet, chart))


def _write(sheet: Sheet, chart: Cumulative) -> None:
    framing.framed(sheet, title(), subtitle(chart), caption(chart), least=_least(sheet, chart))


def _least(sheet: Sheet, chart: Cumulative) -> int:
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


def is_known(statement: Statement, as_known_on: datetime | None) -> bool:
    """A statement is known from its publication, else from the end of what it speaks of."""
    if statement.withdrawn:
        return False
    if as_known_on is None:
        return True
    known = statement.published or statement.as_of
    return known is not None and known.end <= as_known_on
