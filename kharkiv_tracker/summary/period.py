"""The summary of a period: totals, chart, districts, people, weapons, places, incidents."""

from __future__ import annotations

from typing import Any

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.charts import writing
from kharkiv_tracker.charts.curves import cumulative
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.i18n import _
from kharkiv_tracker.summary import blocks, content, listing, official, prose, tables
from kharkiv_tracker.summary.blocks import Block
from kharkiv_tracker.summary.gathered import Summed

#: Inches: the width of the text on the page, and what leaves room for the tables below. Two panels
#: lie beside each other, more of them above each other.
_CHART = (17.0 / 2.54, (3.9 if len(COUNTED) < 3 else 2.6 * len(COUNTED)) / 2.54)
#: More incidents than this stand behind the rest, so that the findings come first.
_FEW = 12


def page(gathered: Summed) -> dict[str, Any]:
    """The page as nested lists and texts."""
    listed = _incidents(gathered)
    few = len(gathered.incidents) <= _FEW
    return content.content(
        gathered,
        [
            blocks.big(prose.big(gathered)),
            blocks.text(prose.lead(gathered)),
            *_chart(gathered),
            blocks.pair(
                [blocks.heading(_("Districts")), tables.districts(gathered)],
                [blocks.heading(_("Who was harmed")), *tables.who(gathered.totals.total)],
                (1.24, 1),
            ),
            *_causes(gathered),
            *(listed if few else []),
            *official.statements(gathered),
            *content.method(gathered),
            *([] if few else listed),
        ],
    )


def _chart(gathered: Summed) -> list[Block]:
    drawn = cumulative.draw(gathered.chart, "light", _CHART, framed=False)
    svg = writing.write(drawn, "svg").decode("utf-8")
    return [
        blocks.heading(_("How the toll built up, by district")),
        blocks.chart(svg, _alternative(gathered), cumulative.caption(gathered.chart)),
    ]


def _alternative(gathered: Summed) -> str:
    """The chart for those who cannot see it: where each curve ends."""
    curves = []
    for curve in gathered.chart.curves:
        place = gazetteer.load().get(curve.district)
        curves.append(
            labels.toll(
                labels.district(place) if place else curve.district,
                {name: labels.figure_words(curve.end.toll[name]) for name in COUNTED},
            )
        )
    if not curves:
        return _("An empty chart: no incident is selected.")
    return _(
        "Step charts, {quantities}, of the toll of each district by day of incident. "
        "They end at: {curves}."
    ).format(
        quantities=labels.joined([labels.people(name).lower() for name in COUNTED]),
        curves="; ".join(curves),
    )


def _causes(gathered: Summed) -> list[Block]:
    if not gathered.incidents:
        return []
    return [
        blocks.pair(
            [blocks.heading(_("By weapon")), tables.weapons(gathered)],
            [blocks.heading(_("By place hit")), tables.places_hit(gathered)],
            (1, 1),
        )
    ]


def _incidents(gathered: Summed) -> list[Block]:
    told = [blocks.heading(_("Incidents"))]
    if not gathered.incidents:
        return [*told, blocks.note(_("none recorded"))]
    if listing.is_long(gathered):
        return [*told, *listing.instead(gathered)]
    return [*told, tables.incidents(gathered.incidents, gathered)]
