"""The summary of a period: totals, chart, districts, people, weapons, places, incidents."""

from __future__ import annotations

from typing import Any

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.charts import chart_bytes
from kharkiv_tracker.charts.curves import cumulative_chart
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.i18n import _
from kharkiv_tracker.summary import (
    blocks,
    incident_csv,
    method_block,
    official_totals,
    page_frame,
    person_block,
    prose,
    tables,
)
from kharkiv_tracker.summary.blocks import Block
from kharkiv_tracker.summary.summary_data import SelectionData

#: Inches: the width of the text on the page, and a height that leaves room for the tables below.
#: Two panels are side by side, more of them above one another.
_CHART = (17.0 / 2.54, (3.9 if len(COUNTED) < 3 else 2.6 * len(COUNTED)) / 2.54)
#: More incidents than this are listed last, so that the totals come first.
_FEW = 12


def page(data: SelectionData) -> dict[str, Any]:
    """The page as nested lists and texts."""
    listed = _incidents(data)
    few = len(data.incidents) <= _FEW
    return page_frame.content(
        data,
        [
            blocks.big(prose.big(data)),
            blocks.text(prose.lead(data)),
            *_chart(data),
            *groups(data),
            *(listed if few else []),
            *person_block.named(data),
            *official_totals.statements(data),
            *page_frame.method(data),
            *method_block.method_page(data),
            *([] if few else listed),
        ],
    )


def _chart(data: SelectionData) -> list[Block]:
    drawn = cumulative_chart.draw(data.chart, "light", _CHART, framed=False)
    svg = chart_bytes.write(drawn, "svg").decode("utf-8")
    return [
        blocks.heading(_("Cumulative killed and injured by district")),
        blocks.chart(svg, alternative(data), cumulative_chart.caption(data.chart)),
    ]


def alternative(data: SelectionData) -> str:
    """The chart for those who cannot see it: where each curve ends."""
    places, curves = gazetteer.load(), []
    by_district = {curve.district: curve for curve in data.chart.curves}
    for curve in map(by_district.__getitem__, places.in_order(by_district)):
        place = places.get(curve.district)
        curves.append(
            labels.toll(
                labels.district(place) if place else curve.district,
                {name: labels.figure_words(curve.end.toll[name]) for name in COUNTED},
            )
        )
    if not curves:
        return _("Empty chart: no incidents in the selection.")
    return _(
        "Step charts ({quantities}): cumulative number in each district by day of incident. "
        "Final values: {curves}."
    ).format(
        quantities=labels.joined([labels.people(name).lower() for name in COUNTED]),
        curves="; ".join(curves),
    )


def groups(data: SelectionData) -> list[Block]:
    """The figures by district, by who was harmed, by weapon and by place hit."""
    return [
        *_side_by_side(
            data,
            [blocks.heading(_("Districts")), tables.districts(data)],
            [blocks.heading(_("Who was killed or injured")), *tables.who(data.totals.total)],
            (1.24, 1),
        ),
        *_causes(data),
    ]


def _causes(data: SelectionData) -> list[Block]:
    if not data.extent.incidents:
        return []
    return _side_by_side(
        data,
        [blocks.heading(_("By weapon")), tables.weapons(data)],
        [blocks.heading(_("By place hit")), tables.places_hit(data)],
        (1, 1),
    )


def _side_by_side(
    data: SelectionData, left: list[Block], right: list[Block], widths: tuple[float, float]
) -> list[Block]:
    """Tables beside one another, or below where more columns need the whole width."""
    return [*left, *right] if data.beside else [blocks.pair(left, right, widths)]


def _incidents(data: SelectionData) -> list[Block]:
    title = [blocks.heading(_("Incidents"))]
    if not data.incidents:
        return [*title, blocks.note(_("none recorded"))]
    if incident_csv.is_long(data):
        return [*title, *incident_csv.instead(data)]
    return [*title, tables.incidents(data.incidents, data)]
