"""The killed and injured by age and sex, with those of whom nobody says either."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import people
from kharkiv_tracker.analysis.periods import COLUMNS
from kharkiv_tracker.charts import framing, groups, style, words
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.targets import Drawn
from kharkiv_tracker.domain.figure import GroupTotal, Total, Totals
from kharkiv_tracker.domain.report import CHILDREN, WHOLES
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store import totals as stored_totals
from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class People:
    """What the chart shows: the totals of the selection with their classes."""

    asked: Asked
    totals: Totals

    @property
    def classes(self) -> tuple[GroupTotal, ...]:
        total = self.totals.total
        return people.classes(total) if total.incidents else ()


def title() -> str:
    """The chart's name in the current language."""
    return _("Civilian casualties by age and sex")


def read(case: CaseFile, asked: Asked) -> People:
    """Ask the case for what the chart shows."""
    totals = stored_totals.totals(case, asked.view.selection, as_known_on=asked.view.as_known_on)
    return People(asked, totals)


def to_csv(chart: People) -> str:
    """The numbers behind the chart, a row for each class; open and unknown cells are empty."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["class", *COLUMNS[1:]])
    for group in chart.classes:
        ends = [
            "" if end is None else end
            for total in (group.killed, group.injured)
            for end in (total.low, total.best, total.high)
        ]
        table.writerow([group.key, *ends])
    return out.getvalue()


def caption(chart: People) -> str:
    """How to read the chart and what it leaves out, in sentences."""
    told = [total for group in chart.classes for total in (group.killed, group.injured)]
    sentences = [
        _("“Age and sex unknown” holds everyone of whom no report states them."),
        _("A question mark: no report states this class.")
        if any(total.is_unknown for total in told)
        else "",
        _children(chart),
        _("Thin lines run from low to high.")
        if any(total.low != total.high and not total.is_open for total in told)
        else "",
        _("A plus marks figures open upwards.") if any(t.is_open for t in told) else "",
        words.unknowns(chart.totals),
        words.left_out(chart.totals.left_out, chart.asked.view.selection),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _children(chart: People) -> str:
    """All children together: boys, girls and those of unknown sex."""
    of_whom = chart.totals.total.of_whom
    told = [of_whom.get(whole, {}).get(CHILDREN, Total()) for whole in WHOLES]
    if all(total.is_unknown for total in told):
        return ""
    killed, injured = map(labels.figure_text, told)
    return _("Children of either or unknown sex: {killed} killed, {injured} injured.").format(
        killed=killed, injured=injured
    )


def draw(chart: People, theme: Tone, size: tuple[float, float]) -> Drawn:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        subtitle = words.subtitle(chart.asked)
        box = framing.framed(sheet, title(), subtitle, caption(chart))
        if chart.classes:
            names = [labels.quantity(group.key) for group in chart.classes]
            groups.rows(sheet, box, chart.classes, names)
        else:
            framing.nothing(sheet, box, chart.asked)
        return sheet.figure
