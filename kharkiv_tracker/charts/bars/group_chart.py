"""Totals by weapon, place hit, grade or kind of source: a row for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import csv_table
from kharkiv_tracker.charts import chart_frame, chart_notes, style
from kharkiv_tracker.charts.bars import bar_captions, bar_rows
from kharkiv_tracker.charts.bars.bar_rows import Row, Side
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.charts.hit_areas import ChartFigure
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.domain.incident import Grade, Weapon
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import GroupTotal, Totals
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store import group_codes
from kharkiv_tracker.store import totals as stored_totals
from kharkiv_tracker.store.case_file import CaseFile

TITLES = {
    "weapon": N_("Civilian casualties by weapon"),
    "place": N_("Civilian casualties by place hit"),
    "grade": N_("Civilian casualties by grade"),
    "source_kind": N_("Civilian casualties by kind of source"),
}


@dataclass(frozen=True, slots=True)
class Groups:
    """The totals of every group with an incident, as known then and later."""

    request: ChartRequest
    by: str
    totals: Totals
    later: Totals | None = None
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The incidents of each group, where there are not too many."""
    in_several: Mapping[str, int] = field(default_factory=dict)
    """How many incidents of a group are counted in another one as well."""

    @property
    def groups(self) -> list[GroupTotal]:
        """The highest figures first, by the counted quantities in turn; grades in their order.

        The unknown is last.
        """
        return sorted(self.totals.groups, key=self._order)

    @property
    def rows(self) -> list[Row]:
        """A row for each group, those known from later reports alone included."""
        groups = {group.key: group for group in self.totals.groups}
        later = {group.key: group for group in self.later.groups} if self.later else {}
        keys = [group.key for group in sorted({**later, **groups}.values(), key=self._order)]
        return [self._row(key, groups.get(key), later.get(key)) for key in keys]

    def _order(self, group: GroupTotal) -> tuple[bool, list[int], int, str]:
        # Grades are a scale: its order says more than the numbers.
        is_scale = self.by == "grade"
        figures = [] if is_scale else [-(total.best or 0) for total in group.toll.counted]
        place = labels.place_in_list(self.by, group.key)
        return (group.key == stored_totals.UNKNOWN, figures, place, group.key)

    def _row(self, key: str, now: GroupTotal | None, later: GroupTotal | None) -> Row:
        return Row(
            key,
            self._name(key),
            {
                quantity: Side(
                    now.toll[quantity] if now else None, later.toll[quantity] if later else None
                )
                for quantity in COUNTED
            },
            within := self._within(key),
            () if within else self.codes.get(key, ()),
        )

    def _name(self, key: str) -> str:
        is_ungraded = self.by == "grade" and key == stored_totals.UNKNOWN
        return _("not graded") if is_ungraded else labels.group(self.by, key)

    def _within(self, key: str) -> Selection | None:
        """The selection of the group's incidents, where one exists."""
        if key == stored_totals.UNKNOWN:
            return None
        if self.by == "grade":
            return Selection(grades=(Grade(key),))
        # An incident must match both lists of weapons, which one list cannot express.
        is_free = self.by == "weapon" and not self.request.view.selection.weapons
        return Selection(weapons=(Weapon(key),)) if is_free else None


def title(by: str) -> str:
    """The chart's name in the current language."""
    return _(TITLES[by])


def read(case: CaseFile, request: ChartRequest, by: str) -> Groups:
    """The data of the chart."""
    selection, clock = request.view.selection, request.view.as_known_on
    totals = stored_totals.totals(case, selection, by, clock, of_whom=False)
    is_few = totals.total.incidents <= group_codes.MOST
    codes = group_codes.codes(case, selection, by, clock) if is_few else {}
    has_later = bar_captions.has_later(request)
    later = stored_totals.totals(case, selection, by, of_whom=False) if has_later else None
    is_several = sum(group.incidents for group in totals.groups) > totals.total.incidents
    in_several = stored_totals.in_several(case, selection, by, clock) if is_several else {}
    return Groups(request, by, totals, later, codes, in_several)


def to_csv(chart: Groups) -> str:
    """The numbers of the chart; open and unknown cells are empty.

    Where incidents are counted in several rows, the rows do not add up to the total: the last
    column says how many of a row.
    """
    lines = [
        [
            *(group.key, group.incidents),
            *csv_table.cells(*group.toll.counted),
            *csv_table.notes(chart.request.stress, *group.toll.counted),
            chart.in_several.get(group.key, 0),
        ]
        for group in chart.groups
    ]
    head = [chart.by, "incidents", *csv_table.BOUNDS, *csv_table.NOTES, "in_several_rows"]
    return csv_table.text(head, lines)


def caption(chart: Groups) -> str:
    """How to read the chart and what it leaves out, in sentences."""
    if not chart.rows:
        return chart_notes.left_out(chart.totals.left_out, chart.request.view.selection)
    figures = [total for group in chart.groups for total in group.toll.counted]
    return bar_captions.join(
        [
            _("Each kind of source shows the full figures of the incidents it reported.")
            if chart.by == "source_kind"
            else "",
            labels.in_several_rows() if chart.in_several else "",
            *bar_captions.ranges(figures, _("+: at least (no upper limit reported).")),
            bar_rows.later(chart.rows),
            chart_notes.unknowns(chart.totals),
            chart_notes.stress(chart.request, chart.totals),
            chart_notes.remainder(chart.totals, is_drawn=False),
            chart_notes.left_out(chart.totals.left_out, chart.request.view.selection),
        ]
    )


def draw(chart: Groups, theme: Tone, size: tuple[float, float]) -> ChartFigure:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        subtitle = chart_notes.subtitle(chart.request)
        box = chart_frame.draw_frame(sheet, title(chart.by), subtitle, caption(chart))
        if chart.rows:
            bar_rows.draw(sheet, box, chart.rows)
        else:
            chart_frame.draw_empty(sheet, box, chart.request)
        return sheet.figure
