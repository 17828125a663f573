"""The map: each district as a tile where it lies to the others, or in outlines the user loaded."""

from __future__ import annotations

from kharkiv_tracker.analysis import table
from kharkiv_tracker.charts import framing, style, tiles, words
from kharkiv_tracker.charts.choices import ChartRequest
from kharkiv_tracker.charts.maps import mapped, measuring, outlined, tiled
from kharkiv_tracker.charts.maps.mapped import DistrictMap
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.targets import ChartFigure
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store.case_file import CaseFile

#: Lines of the caption; a map with all options needs many.
_LINES = 6


def title() -> str:
    """The chart's name in the current language."""
    return _("Civilian casualties by district, schematic map")


def read(case: CaseFile, request: ChartRequest) -> DistrictMap:
    """The data of the map."""
    return mapped.read(case, request)


def to_csv(chart: DistrictMap) -> str:
    """The numbers of the map, a row for each district with an incident.

    With populations each row has its own, from which the rates follow.
    """
    populations = measuring.populations(chart.request.options)
    head = ["district", "incidents", *table.BOUNDS, *(["population"] if populations else [])]
    rows = []
    for group in chart.totals.groups:
        people = [populations.people.get(group.key, "")] if populations else []
        numbers = table.cells(*group.toll.counted)
        rows.append([group.key, group.incidents, *numbers, *people])
    return table.text(head, rows)


def draw(chart: DistrictMap, theme: Tone, size: tuple[float, float]) -> ChartFigure:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        caption = mapped.caption(chart, outlined.number_of_points(chart))
        heading = title() if chart.outlines is None else _("Civilian casualties by district, map")
        box = framing.draw_frame(
            sheet, heading, words.subtitle(chart.request), caption, max_lines=_LINES
        )
        measure, outlines = chart.measure, chart.outlines
        later = chart.later.totals.groups if chart.later else ()
        if not chart.totals.groups and not later:
            framing.draw_empty(sheet, box, chart.request)
        elif measure.rate_quantity and measure.populations is None:
            framing.draw_sentence(
                sheet, box, _("A rate needs populations: load a file that gives them.")
            )
        elif measure.rate_quantity and not framing.has_words(sheet):
            framing.draw_sentence(sheet, box, _("There is no room for the caveat that rates need."))
        else:
            for block in tiles.blocks(sheet, box):
                if outlines is not None and outlined.covers(outlines, block):
                    outlined.draw(sheet, block, outlines, chart, measure)
                else:
                    for place, tile in tiles.grid(sheet, block):
                        tiled.draw(sheet, tile, place, measure)
        return sheet.figure
