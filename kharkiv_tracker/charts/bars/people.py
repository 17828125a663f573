"""Those harmed by age and sex, with those of whom nobody says either."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import people, table
from kharkiv_tracker.charts import framing, style, words
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.bars import reading, rows
from kharkiv_tracker.charts.bars.rows import Row, Side
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.targets import Drawn
from kharkiv_tracker.domain.quantity import CHILDREN, CLASSES, COUNTED, QUANTITIES, subset
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import GroupTotal, Toll, Totals
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store import members
from kharkiv_tracker.store import totals as stored_totals
from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class People:
    """What the chart shows: the totals of the selection with their classes, then and later."""

    asked: Asked
    totals: Totals
    later: Totals | None = None
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The incidents of which a class is stated, where there are not too many."""

    @property
    def classes(self) -> tuple[GroupTotal, ...]:
        return _classes(self.totals)

    @property
    def rows(self) -> list[Row]:
        """A row for each class, those that only later reports state included."""
        known = {group.key: group for group in self.classes}
        later = {group.key: group for group in _classes(self.later)} if self.later else {}
        return [
            self._row(key, known.get(key), later.get(key))
            for key in CLASSES
            if key in known or key in later
        ]

    def _row(self, key: str, now: GroupTotal | None, later: GroupTotal | None) -> Row:
        # In any incident there may be someone of whom nobody says anything.
        within = Selection() if key == people.UNTOLD else None
        sides = _sides(now, later)
        return Row(key, labels.quantity(key), sides, within, self.codes.get(key, ()))


def _classes(totals: Totals) -> tuple[GroupTotal, ...]:
    return people.classes(totals.total) if totals.total.incidents else ()


def _sides(now: GroupTotal | None, later: GroupTotal | None) -> dict[str, Side]:
    # Of a class that no report stated then nobody knew, which is not none.
    toll = now.toll if now else Toll()
    return {each: Side(toll[each], later.toll[each] if later else None) for each in COUNTED}


def title() -> str:
    """The chart's name in the current language."""
    return _("Civilian casualties by age and sex")


def read(case: CaseFile, asked: Asked) -> People:
    """Ask the case for what the chart shows."""
    selection, clock = asked.view.selection, asked.view.as_known_on
    left_out = stored_totals.left_out(case, selection, clock)
    totals = Totals((), stored_totals.whole(case, selection, clock), left_out)
    has_later = reading.has_later(asked)
    later = Totals((), stored_totals.whole(case, selection), left_out) if has_later else None
    return People(asked, totals, later, members.stating(case, selection, clock))


def to_csv(chart: People) -> str:
    """The numbers behind the chart, a row for each class; open and unknown cells are empty."""
    lines = [[group.key, *table.cells(*group.toll.counted)] for group in chart.classes]
    return table.text(["class", *table.ENDS], lines)


def caption(chart: People) -> str:
    """How to read the chart and what it leaves out, in sentences."""
    if not chart.rows:
        return words.left_out(chart.totals.left_out, chart.asked.view.selection)
    shown = [total for group in chart.classes for total in group.toll.counted]
    return reading.together(
        [
            _("“Age and sex unknown” holds everyone of whom no report states them."),
            _("A question mark: no report says how many.")
            if any(total.is_unknown for total in shown)
            else "",
            _children(chart),
            *reading.ranges(shown, _("A plus marks figures open upwards.")),
            rows.later(chart.rows),
            words.unknowns(chart.totals),
            words.left_out(chart.totals.left_out, chart.asked.view.selection),
        ]
    )


def _children(chart: People) -> str:
    """All children together: boys, girls and those of unknown sex."""
    toll = chart.totals.total.toll
    children = {whole: toll[subset(whole, CHILDREN)] for whole in COUNTED}
    if all(total.is_unknown for total in children.values()):
        return ""
    figures = [
        _(QUANTITIES[whole].count).format(count=labels.figure_text(total))
        for whole, total in children.items()
    ]
    sentence = _("Children of either or unknown sex: {figures}.")
    return sentence.format(figures=", ".join(figures))


def draw(chart: People, theme: Tone, size: tuple[float, float]) -> Drawn:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        subtitle = words.subtitle(chart.asked)
        box = framing.framed(sheet, title(), subtitle, caption(chart))
        if chart.rows:
            rows.draw(sheet, box, chart.rows)
        else:
            framing.nothing(sheet, box, chart.asked)
        return sheet.figure
