"""The killed and injured by weapon, place hit or grade: a row for each, its bars beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from kharkiv_tracker import labels
from kharkiv_tracker.analysis.periods import COLUMNS
from kharkiv_tracker.charts import framing, style, wording, words
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.box import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.targets import Drawn
from kharkiv_tracker.domain.figure import GroupTotal, Total, Totals
from kharkiv_tracker.domain.report import WHOLES
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store import totals as stored_totals
from kharkiv_tracker.store.case_file import CaseFile

TITLES = {
    "weapon": N_("Civilian casualties by weapon"),
    "place": N_("Civilian casualties by place hit"),
    "grade": N_("Civilian casualties by grade"),
}
#: Points; few rows need not fill the sheet.
_TALLEST = 46.0


@dataclass(frozen=True, slots=True)
class Groups:
    """What the chart shows: the totals of every group that has an incident, most killed first."""

    asked: Asked
    by: str
    totals: Totals

    @property
    def groups(self) -> list[GroupTotal]:
        """Most killed first, then most injured; the unknown last."""
        return sorted(
            self.totals.groups,
            key=lambda g: (
                g.key == stored_totals.UNKNOWN,
                -(g.killed.best or 0),
                -(g.injured.best or 0),
                g.key,
            ),
        )


def read(case: CaseFile, asked: Asked, by: str) -> Groups:
    """Ask the case for what the chart shows."""
    totals = stored_totals.totals(case, asked.view.selection, by, asked.view.as_known_on)
    return Groups(asked, by, totals)


def to_csv(chart: Groups) -> str:
    """The numbers behind the chart; open and unknown cells are empty."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow([chart.by, *COLUMNS])
    for group in chart.groups:
        ends = [
            "" if end is None else end
            for total in (group.killed, group.injured)
            for end in (total.low, total.best, total.high)
        ]
        table.writerow([group.key, group.incidents, *ends])
    return out.getvalue()


def caption(chart: Groups) -> str:
    """How to read the chart and what it leaves out, in sentences."""
    told = [total for group in chart.groups for total in (group.killed, group.injured)]
    several = sum(g.incidents for g in chart.groups) > chart.totals.total.incidents
    sentences = [
        _("An incident of several kinds stands in each of them, so that rows may add up to more.")
        if several
        else "",
        _("Thin lines run from low to high.")
        if any(total.low != total.high and not total.is_open for total in told)
        else "",
        _("A plus marks figures open upwards.") if any(t.is_open for t in told) else "",
        words.unknowns(chart.totals),
        words.left_out(chart.totals.left_out, chart.asked.view.selection),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def draw(chart: Groups, theme: Tone, size: tuple[float, float]) -> Drawn:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        subtitle = words.subtitle(chart.asked)
        box = framing.framed(sheet, _(TITLES[chart.by]), subtitle, caption(chart))
        if chart.groups:
            rows(sheet, box, chart.groups, [_(group.key) for group in chart.groups])
        else:
            framing.nothing(sheet, box, chart.asked)
        return sheet.figure


def rows(sheet: Sheet, box: Box, groups: Sequence[GroupTotal], names: Sequence[str]) -> None:
    """Draw a row for each group under its name: bars of its killed and of its injured."""
    base = sheet.base
    widest = max(style.width(name, base) for name in names)
    beside = min(widest, box.width * 0.34) + base * 1.4
    gap = base * 2
    wide = (box.width - beside - gap) / 2
    head = base * 2.2
    high = min(_TALLEST, (box.height - head) / len(groups))
    size = min(base, high * 0.8)
    for index, quantity in enumerate(WHOLES):
        column = Box(box.left + beside + index * (wide + gap), box.bottom, wide, box.height)
        heading = _("Killed") if quantity == "killed" else _("Injured")
        sheet.text(
            column.left, box.top - base * 1.1, heading, size=base * 1.1, weight=style.SEMIBOLD
        )
        totals = [group.killed if quantity == "killed" else group.injured for group in groups]
        numbers = max(style.width(labels.figure_text(t), size, style.SEMIBOLD) for t in totals)
        most = max(max(t.high or t.best or 0 for t in totals), 1)
        scale = max(1.0, wide - numbers - base) / most
        for place, group in enumerate(groups):
            row = Box(column.left, box.top - head - (place + 1) * high, wide, high)
            _bar(sheet, row, totals[place], scale, f"{quantity}-{group.key}", size)
    for place, name in enumerate(names):
        middle = box.top - head - (place + 0.5) * high
        fitting = wording.elided(name, beside - base * 1.2, size)
        sheet.text(box.left, middle - size * 0.36, fitting, size=size)


def _bar(sheet: Sheet, row: Box, total: Total, scale: float, gid: str, size: float) -> None:
    middle = row.bottom + row.height / 2
    if total.is_unknown:
        sheet.text(row.left, middle - size * 0.36, "?", size=size, quiet=True)
        return
    colour = sheet.palette.ink if gid.startswith("killed") else sheet.palette.injured
    thick = row.height * 0.46
    reach = (total.best or 0) * scale
    sheet.figure.add_artist(
        Rectangle(
            (row.left, middle - thick / 2),
            max(reach, 0.8),
            thick,
            transform=sheet.points,
            facecolor=colour,
            linewidth=0,
            gid=gid,
        )
    )
    end = max(reach, (total.high or 0) * scale)
    if total.high is not None and total.low != total.high:
        low, best, high = (row.left + at for at in ((total.low or 0) * scale, reach, end))
        # On the bar itself only the ground's colour can be seen.
        sheet.line([low, best], [middle, middle], color=sheet.palette.ground, linewidth=1.2)
        sheet.line([best, high], [middle, middle], color=sheet.palette.quiet, linewidth=1.2)
    said = labels.figure_text(total)
    left = row.left + end + size * 0.5
    sheet.text(left, middle - size * 0.36, said, size=size, weight=style.SEMIBOLD)
