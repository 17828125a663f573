"""The map: each district as a tile where it lies to the others, or in outlines that were given."""

from __future__ import annotations

from kharkiv_tracker.analysis import table
from kharkiv_tracker.charts import framing, style, tiles, words
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.maps import mapped, measuring, outlined, tiled
from kharkiv_tracker.charts.maps.mapped import DistrictMap
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.targets import Drawn
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store.case_file import CaseFile

#: What a caption may take of the sheet; a map with everything asked of it has much to tell.
_LINES = 6


def title() -> str:
    """The chart's name in the current language."""
    return _("Civilian casualties by district, schematic map")


def read(case: CaseFile, asked: Asked) -> DistrictMap:
    """Ask the case for what the map shows."""
    return mapped.read(case, asked)


def to_csv(shown: DistrictMap) -> str:
    """The numbers behind the map, a row for each district with an incident.

    With populations each row tells its own; the rates follow from it.
    """
    populations = measuring.populations(shown.asked.options)
    head = ["district", "incidents", *table.ENDS, *(["population"] if populations else [])]
    rows = []
    for group in shown.totals.groups:
        people = [populations.people.get(group.key, "")] if populations else []
        numbers = table.cells(*group.toll.counted)
        rows.append([group.key, group.incidents, *numbers, *people])
    return table.text(head, rows)


def draw(shown: DistrictMap, theme: Tone, size: tuple[float, float]) -> Drawn:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        told = mapped.caption(shown, outlined.standing(shown))
        heading = title() if shown.outlines is None else _("Civilian casualties by district, map")
        box = framing.framed(sheet, heading, words.subtitle(shown.asked), told, most=_LINES)
        measured, outlines = shown.measured, shown.outlines
        later = shown.later.totals.groups if shown.later else ()
        if not shown.totals.groups and not later:
            framing.nothing(sheet, box, shown.asked)
        elif measured.rated and measured.populations is None:
            framing.say(sheet, box, _("A rate needs populations: load a file that gives them."))
        elif measured.rated and not framing.has_words(sheet):
            framing.say(sheet, box, _("There is no room for the caveat that rates need."))
        else:
            for block in tiles.blocks(sheet, box):
                if outlines is not None and outlined.covers(outlines, block):
                    outlined.draw(sheet, block, outlines, shown, measured)
                else:
                    for place, tile in tiles.grid(sheet, block):
                        tiled.draw(sheet, tile, place, measured)
        return sheet.figure
