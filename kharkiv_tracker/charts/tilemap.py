"""A schematic map: one tile for each district, standing where the district lies to the others."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.charts import framing, style, wording, words
from kharkiv_tracker.charts.sheet import Box, Sheet
from kharkiv_tracker.domain.figure import GroupTotal, Total, Totals
from kharkiv_tracker.domain.place import District, DistrictKind
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.i18n import _, current
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store import totals as stored_totals
from kharkiv_tracker.store.case_file import CaseFile

#: Column and row of each tile, from the north-west; the unknown areas stand in free places.
_CITY = {
    "Shevchenkivskyi": (1, 0),
    "Kyivskyi": (2, 0),
    "Kholodnohirskyi": (0, 1),
    "Kharkiv city, district unknown": (1, 1),
    "Saltivskyi": (2, 1),
    "Novobavarskyi": (0, 2),
    "Slobidskyi": (1, 2),
    "Nemyshlianskyi": (2, 2),
    "Osnovianskyi": (1, 3),
    "Industrialnyi": (2, 3),
}
_OBLAST = {
    "Bohodukhivskyi": (0, 0),
    "Kharkivskyi": (1, 0),
    "Kupianskyi": (2, 0),
    "Kharkiv oblast, raion unknown": (0, 1),
    "Chuhuivskyi": (1.5, 1),
    "Berestynskyi": (0, 2),
    "Lozivskyi": (1, 2),
    "Iziumskyi": (2, 2),
}
_COLUMNS, _ROWS = 3, 4
#: How much of the accent the tile with most killed takes; more would drown the words on it.
_DEEPEST = 0.38
#: From here on grey words could not be read on the tint.
_TINTED = 0.05
_UNKNOWN = (DistrictKind.CITY_UNKNOWN, DistrictKind.OBLAST_UNKNOWN)


@dataclass(frozen=True, slots=True)
class DistrictMap:
    """What the map shows: the totals of every district in the selection."""

    case_title: str
    selection: Selection
    as_known_on: datetime | None
    totals: Totals

    @property
    def groups(self) -> dict[str, GroupTotal]:
        return {group.key: group for group in self.totals.groups}


def title() -> str:
    """The chart's name in the current language."""
    return _("Civilian casualties by district, schematic map")


def read(case: CaseFile, selection: Selection, as_known_on: datetime | None) -> DistrictMap:
    """Ask the case for what the map shows."""
    totals = stored_totals.totals(case, selection, as_known_on=as_known_on)
    return DistrictMap(case.title, selection, as_known_on, totals)


def to_csv(shown: DistrictMap) -> str:
    """The numbers behind the map, a row for each district with an incident."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    ends = [f"{quantity}_{end}" for quantity in ("killed", "injured") for end in _ENDS]
    rows.writerow(["district", "incidents", *ends])
    for group in shown.totals.groups:
        rows.writerow([group.key, group.incidents, *_ends(group.killed), *_ends(group.injured)])
    return out.getvalue()


def caption(shown: DistrictMap) -> str:
    """How to read the map and what it leaves out, in sentences."""
    sentences = [
        _("Tiles stand roughly where the districts lie; their size and outline mean nothing."),
        _("The deeper the tint, the more killed."),
        words.unknowns(shown.totals),
        words.left_out(shown.totals.left_out, shown.selection),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def draw(shown: DistrictMap, theme: Tone, size: tuple[float, float]) -> Figure:
    """The figure, `size` in inches."""
    palette = PALETTES[theme]
    with style.drawing(palette):
        sheet = Sheet(size, theme)
        subtitle = words.subtitle(shown.case_title, shown.selection, shown.as_known_on)
        box = framing.framed(sheet, title(), subtitle, caption(shown))
        if not shown.totals.groups:
            framing.nothing(sheet, box, shown.selection, shown.as_known_on)
            return sheet.figure
        gap = sheet.base * 2.4
        half = (box.width - gap) / 2
        left = Box(box.left, box.bottom, half, box.height)
        right = Box(box.left + half + gap, box.bottom, half, box.height)
        _block(sheet, left, _CITY, _("Kharkiv city"), shown)
        _block(sheet, right, _OBLAST, _("The oblast around it"), shown)
        return sheet.figure


def _block(
    sheet: Sheet,
    box: Box,
    places: Mapping[str, tuple[float, float]],
    heading: str,
    shown: DistrictMap,
) -> None:
    size = sheet.base * 1.1
    sheet.text(box.left, box.top - size, heading, size=size, weight=style.SEMIBOLD)
    top = box.top - size * 2
    gap = sheet.base * 0.7
    wide = (box.width - gap * (_COLUMNS - 1)) / _COLUMNS
    high = (top - box.bottom - gap * (_ROWS - 1)) / _ROWS
    groups = shown.groups
    deepest = max((group.killed.best or 0 for group in groups.values()), default=0)
    for place in gazetteer.load().districts:
        if place.names["en"] not in places:
            continue
        column, row = places[place.names["en"]]
        tile = Box(box.left + column * (wide + gap), top - (row + 1) * high - row * gap, wide, high)
        _tile(sheet, tile, place, groups.get(place.key), deepest)


def _tile(sheet: Sheet, box: Box, place: District, group: GroupTotal | None, deepest: int) -> None:
    palette, base = sheet.palette, sheet.base
    killed = (group.killed.best or 0) if group else 0
    share = (killed / deepest) ** 0.5 * _DEEPEST if deepest else 0.0
    unknown = place.kind in _UNKNOWN
    patch = FancyBboxPatch(
        (box.left, box.bottom),
        box.width,
        box.height,
        boxstyle=f"round,pad=0,rounding_size={base * 0.5}",
        transform=sheet.points,
        facecolor=_blend(palette.panel, palette.accent, share),
        edgecolor=palette.hairline,
        linestyle="--" if unknown else "-",
        linewidth=0.8,
        gid=place.key,
    )
    sheet.figure.add_artist(patch)
    pad = base * 0.8
    room = box.width - 2 * pad
    name = _("District unknown") if unknown else labels.district(place)
    if place.kind is DistrictKind.OBLAST_UNKNOWN:
        name = _("Raion unknown")
    elif place.kind is DistrictKind.RAION:
        name = place.short_name(current())
    sheet.text(
        box.left + pad,
        box.top - pad - base * 0.8,
        wording.elided(name, room, base, style.SEMIBOLD),
        weight=style.SEMIBOLD,
        quiet=group is None,
    )
    if group is None:
        told = wording.elided(_("none recorded"), room, base * 0.9)
        sheet.text(box.left + pad, box.bottom + pad, told, size=base * 0.9, quiet=True)
        return
    _numbers(sheet, box, pad, group, quiet=share < _TINTED)


def _numbers(sheet: Sheet, box: Box, pad: float, group: GroupTotal, quiet: bool) -> None:
    """Killed and injured below the name, the killed larger."""
    base = sheet.base
    lines = [
        (labels.figure_text(group.killed), _("killed"), base * 1.7, style.SEMIBOLD),
        (labels.figure_text(group.injured), _("injured"), base * 1.15, style.REGULAR),
    ]
    y = box.bottom + pad
    for figure, word, size, weight in reversed(lines):
        sheet.text(box.left + pad, y, figure, size=size, weight=weight)
        beside = box.left + pad + style.width(figure, size, weight) + base * 0.4
        room = box.right - pad - beside
        fitting = wording.elided(word, room, base * 0.9)
        sheet.text(beside, y, fitting, size=base * 0.9, quiet=quiet)
        y += size * 1.15


def _blend(ground: str, accent: str, share: float) -> str:
    (r, g, b), (red, green, blue) = to_rgb(ground), to_rgb(accent)
    mixed = (r + (red - r) * share, g + (green - g) * share, b + (blue - b) * share)
    return str(to_hex(mixed))


_ENDS = ("low", "best", "high")


def _ends(total: Total) -> list[str]:
    """Low, best and high; empty where they are unknown or open."""
    return ["" if n is None else str(n) for n in (total.low, total.best, total.high)]
