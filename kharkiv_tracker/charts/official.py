"""Official totals, each above our own sum for the same area and period."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.charts import cumulative, framing, groups, style, words
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.targets import Drawn
from kharkiv_tracker.domain.figure import GroupTotal, Range, Total, Totals
from kharkiv_tracker.domain.gap import Gap
from kharkiv_tracker.domain.report import WHOLES
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store import statements as stored_statements
from kharkiv_tracker.store import totals as stored_totals
from kharkiv_tracker.store.case_file import CaseFile

#: More pairs of rows could not be read.
_MOST = 8


@dataclass(frozen=True, slots=True)
class Official:
    """What the chart shows: the official totals selected, by the time they speak of."""

    asked: Asked
    totals: Totals
    gaps: tuple[Gap, ...]

    @property
    def comparable(self) -> tuple[Gap, ...]:
        return tuple(gap for gap in self.gaps if gap.reason is None)

    @property
    def drawn(self) -> tuple[Gap, ...]:
        """The latest of those that can be compared."""
        return self.comparable[-_MOST:]


def title() -> str:
    """The chart's name in the current language."""
    return _("Official totals and our own sums")


def read(case: CaseFile, asked: Asked) -> Official:
    """Ask the case for what the chart shows."""
    places = gazetteer.load()
    gaps = tuple(
        stored_statements.gap(case, places, told)
        for told in stored_statements.statements(case)
        if cumulative.is_known(told, asked.view.as_known_on)
        and _is_selected(told, asked.view.selection)
    )
    totals = stored_totals.totals(case, asked.view.selection, as_known_on=asked.view.as_known_on)
    return Official(asked, totals, gaps)


def _is_selected(told: Statement, selection: Selection) -> bool:
    """Whether it speaks of a selected district, as of a selected day."""
    within = gazetteer.load().within(told.area)
    if selection.districts and not set(within) & set(selection.districts):
        return False
    day = told.as_of.last_day if told.as_of else None
    if day is None:
        return not selection.has_period
    after = selection.first is None or selection.first <= day
    return after and (selection.last is None or day <= selection.last)


def to_csv(chart: Official) -> str:
    """A row for each official total; sums are empty where nothing can be compared."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    ends = [f"{q}_{end}" for q in WHOLES for end in ("low", "best", "high")]
    head = [f"{side}_{each}" for side in ("official", "own") for each in ends]
    table.writerow(["code", "area", "since", "last", *head])
    for gap in chart.gaps:
        told, own = gap.statement, gap.own_then
        numbers: list[Range] = [*map(told.count, WHOLES), own.killed, own.injured]
        cells = [end for each in numbers for end in (each.low, each.best, each.high)]
        table.writerow([told.code, told.area, told.since, gap.last, *cells])
    return out.getvalue()


def caption(chart: Official) -> str:
    """How to read the chart and what it leaves out, in sentences."""
    told = [total for row in rows(chart) for total in (row.killed, row.injured)]
    listed = len(chart.gaps) - len(chart.drawn)
    sentences = [
        _(
            "Each official total stands above our sum for its own area and period, "
            "whatever else is selected."
        ),
        _("A question mark: no number is told.") if any(t.is_unknown for t in told) else "",
        _("Thin lines run from low to high.")
        if any(total.low != total.high and not total.is_open for total in told)
        else "",
        _("A plus marks figures open upwards.") if any(t.is_open for t in told) else "",
        ngettext(
            "{n} official total cannot be compared or has no room; it is listed, not drawn.",
            "{n} official totals cannot be compared or have no room; they are listed, not drawn.",
            listed,
        ).format(n=labels.number(listed))
        if listed
        else "",
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def rows(chart: Official) -> list[GroupTotal]:
    """What is told, and under it what we have, for each official total drawn."""
    told = []
    for gap in chart.drawn:
        code, own = gap.statement.code, gap.own_then
        killed, injured = (_total(gap.statement.count(whole)) for whole in WHOLES)
        told.append(GroupTotal(f"{code}-official", 0, killed, injured))
        told.append(GroupTotal(f"{code}-own", own.incidents, own.killed, own.injured))
    return told


def _total(said: Range) -> Total:
    return Total(said.low, said.best, said.high, int(said.low is None), said.about)


def draw(chart: Official, theme: Tone, size: tuple[float, float]) -> Drawn:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        subtitle = words.subtitle(chart.asked)
        box = framing.framed(sheet, title(), subtitle, caption(chart))
        if chart.drawn:
            names = [name for gap in chart.drawn for name in _names(gap)]
            groups.rows(sheet, box, rows(chart), names)
        elif chart.totals.total.incidents:
            framing.say(sheet, box, _("No official total can be compared."))
        else:
            framing.nothing(sheet, box, chart.asked)
        return sheet.figure


def _names(gap: Gap) -> tuple[str, str]:
    place = gazetteer.load().get(gap.statement.area)
    area = labels.area(place) if place else gap.statement.area
    since = labels.date(gap.statement.since, short=True) if gap.statement.since else ""
    last = labels.date(gap.last, short=True) if gap.last else ""
    return (
        _("{area}, {period}").format(area=area, period=f"{since} – {last}"),
        _("our sum, as known then"),
    )
