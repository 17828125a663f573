"""The map: districts as tiles at their approximate positions, or in outlines the user loaded."""

from __future__ import annotations

from kharkiv_tracker.analysis import csv_table
from kharkiv_tracker.charts import chart_frame, chart_notes, style, tile_positions
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.charts.hit_areas import ChartFigure
from kharkiv_tracker.charts.maps import map_data, map_measure, map_tile, outline_map
from kharkiv_tracker.charts.maps.map_data import DistrictMap
from kharkiv_tracker.charts.sheet import Sheet
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
    return map_data.read(case, request)


def to_csv(chart: DistrictMap) -> str:
    """The numbers of the map, a row for each district with an incident.

    With populations each row has its own, from which the rates follow.
    """
    populations, stress = map_measure.populations(chart.request.options), chart.request.stress
    more = ["population"] if populations else []
    head = ["district", "incidents", *csv_table.BOUNDS, *more, *csv_table.NOTES]
    rows = []
    for group in chart.totals.groups:
        people = [populations.people.get(group.key, "")] if populations else []
        numbers = csv_table.cells(*group.toll.counted)
        notes = csv_table.notes(stress, *group.toll.counted)
        rows.append([group.key, group.incidents, *numbers, *people, *notes])
    return csv_table.text(head, rows)


def draw(chart: DistrictMap, theme: Tone, size: tuple[float, float]) -> ChartFigure:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        caption = map_data.caption(chart, outline_map.number_of_points(chart))
        heading = title() if chart.outlines is None else _("Civilian casualties by district, map")
        box = chart_frame.draw_frame(
            sheet, heading, chart_notes.subtitle(chart.request), caption, max_lines=_LINES
        )
        measure, outlines = chart.measure, chart.outlines
        later = chart.later.totals.groups if chart.later else ()
        if not chart.totals.groups and not later:
            chart_frame.draw_empty(sheet, box, chart.request)
        elif measure.rate_quantity and measure.populations is None:
            chart_frame.draw_sentence(
                sheet, box, _("Rates need population data. Load a population file.")
            )
        elif measure.rate_quantity and not chart_frame.has_words(sheet):
            chart_frame.draw_sentence(
                sheet, box, _("Not enough room for the note that rates require.")
            )
        else:
            for block in tile_positions.blocks(sheet, box):
                if outlines is not None and outline_map.covers(outlines, block):
                    outline_map.draw(sheet, block, outlines, chart, measure)
                else:
                    for place, tile in tile_positions.grid(sheet, block):
                        map_tile.draw(sheet, tile, place, measure)
        return sheet.figure
