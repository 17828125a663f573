"""A schematic map: one tile for each district, standing where the district lies to the others."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import FancyBboxPatch

from kharkiv_tracker import labels
from kharkiv_tracker.charts import framing, style, tiles, wording, words
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.box import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.targets import Drawn
from kharkiv_tracker.domain.figure import GroupTotal, Total, Totals
from kharkiv_tracker.domain.place import District
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store import totals as stored_totals
from kharkiv_tracker.store.case_file import CaseFile

#: How much of the accent the tile with most killed takes; more would drown the words on it.
_DEEPEST = 0.38
#: From here on grey words could not be read on the tint.
_TINTED = 0.05


@dataclass(frozen=True, slots=True)
class DistrictMap:
    """What the map shows: the totals of every district in the selection."""

    asked: Asked
    totals: Totals

    @property
    def groups(self) -> dict[str, GroupTotal]:
        return {group.key: group for group in self.totals.groups}


def title() -> str:
    """The chart's name in the current language."""
    return _("Civilian casualties by district, schematic map")


def read(case: CaseFile, asked: Asked) -> DistrictMap:
    """Ask the case for what the map shows."""
    totals = stored_totals.totals(case, asked.view.selection, as_known_on=asked.view.as_known_on)
    return DistrictMap(asked, totals)


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
        words.left_out(shown.totals.left_out, shown.asked.view.selection),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def draw(shown: DistrictMap, theme: Tone, size: tuple[float, float]) -> Drawn:
    """The figure, `size` in inches."""
    palette = PALETTES[theme]
    with style.drawing(palette):
        sheet = Sheet(size, theme)
        subtitle = words.subtitle(shown.asked)
        box = framing.framed(sheet, title(), subtitle, caption(shown))
        if not shown.totals.groups:
            framing.nothing(sheet, box, shown.asked)
            return sheet.figure
        groups = shown.groups
        deepest = max((group.killed.best or 0 for group in groups.values()), default=0)
        for place, tile in tiles.placed(sheet, box):
            _tile(sheet, tile, place, groups.get(place.key), deepest)
        return sheet.figure


def _tile(sheet: Sheet, box: Box, place: District, group: GroupTotal | None, deepest: int) -> None:
    palette, base = sheet.palette, sheet.base
    killed = (group.killed.best or 0) if group else 0
    share = (killed / deepest) ** 0.5 * _DEEPEST if deepest else 0.0
    patch = FancyBboxPatch(
        (box.left, box.bottom),
        box.width,
        box.height,
        boxstyle=f"round,pad=0,rounding_size={base * 0.5}",
        transform=sheet.points,
        facecolor=_blend(palette.panel, palette.accent, share),
        edgecolor=palette.hairline,
        linestyle="--" if place.kind.is_unknown else "-",
        linewidth=0.8,
        gid=place.key,
    )
    sheet.figure.add_artist(patch)
    pad = base * 0.8
    room = box.width - 2 * pad
    sheet.text(
        box.left + pad,
        box.top - pad - base * 0.8,
        wording.elided(tiles.name(place), room, base, style.SEMIBOLD),
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
