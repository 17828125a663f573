"""One district as a tile: its name, its numbers, what became known of them later."""

from __future__ import annotations

from functools import partial

from matplotlib.patches import FancyBboxPatch

from kharkiv_tracker import labels
from kharkiv_tracker.charts import style, text_fit, tile_positions
from kharkiv_tracker.charts.hit_areas import Target
from kharkiv_tracker.charts.maps.map_measure import Line, MapMeasure
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.domain.place import District
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.i18n import _

#: To the size of ordinary text: a tile lower than this has narrow edges.
_LOW = 6.5
#: Lower still, it has room for one line.
_LOWEST = 3.2
#: How much numbers are made smaller at most to fit.
_SMALLEST = 0.72
_LEAD = 1.15


def draw(sheet: Sheet, box: Box, place: District, measure: MapMeasure) -> None:
    """Draw the tile of a district and let it answer."""
    palette, base = sheet.palette, sheet.base
    patch = FancyBboxPatch(
        (box.left, box.bottom),
        box.width,
        box.height,
        boxstyle=f"round,pad=0,rounding_size={base * 0.5}",
        transform=sheet.points,
        facecolor=measure.tint(palette, place.key),
        edgecolor=palette.hairline,
        linestyle="--" if place.kind.is_unknown else "-",
        linewidth=0.8,
        gid=place.key,
    )
    sheet.figure.add_artist(patch)
    if box.height < _LOWEST * base:
        _in_one_line(sheet, box, place, measure)
    else:
        _in_lines(sheet, box, place, measure)
    answer = target(place, box, measure)
    sheet.answer(box, lambda _x, _y: answer)


def target(place: District, mark: Box, measure: MapMeasure) -> Target:
    """The target of a district: its numbers and its incidents."""
    text = measure.sentence(place.key, labels.district(place))
    return Target(text, mark, Selection(districts=(place.key,)))


def after(line: Line) -> str:
    """An arrow and the number as known later; empty where it is the same."""
    return f"→ {line.later}" if line.later else ""


def _in_lines(sheet: Sheet, box: Box, place: District, measure: MapMeasure) -> None:
    """The name above the numbers."""
    base = sheet.base
    pad = base * (0.8 if box.height > _LOW * base else 0.5)
    room = box.width - 2 * pad
    lines = measure.lines(place.key)
    is_recorded = place.key in measure.groups
    name, size = text_fit.fit(tile_positions.name(place), room, base, style.SEMIBOLD)
    sheet.text(
        box.left + pad,
        box.top - pad - base * 0.8,
        name,
        size=size,
        weight=style.SEMIBOLD,
        quiet=not is_recorded,
        colour=measure.ink(sheet.palette, place.key),
    )
    inner = Box(box.left + pad, box.bottom + pad, room, box.height - 2 * pad - base * 1.3)
    if not is_recorded:
        _unrecorded(sheet, inner, lines)
    else:
        ink = measure.ink(sheet.palette, place.key)
        _numbers(sheet, inner, lines, ink, quiet=measure.is_light(place.key))


def _in_one_line(sheet: Sheet, box: Box, place: District, measure: MapMeasure) -> None:
    """The name, and at the right the number that the colour shows."""
    base, pad = sheet.base * 0.9, sheet.base * 0.5
    y = box.bottom + (box.height - base * 0.72) / 2
    lines = measure.lines(place.key)
    quiet = place.key not in measure.groups
    parts = [lines[0].figure or labels.NOTHING, after(lines[0])] if lines else [labels.NOTHING]
    text = " ".join(text for text in parts if text)
    write = partial(sheet.text, quiet=quiet, colour=measure.ink(sheet.palette, place.key))
    write(box.right - pad, y, text, size=base, weight=style.SEMIBOLD, ha="right")
    room = box.width - 3 * pad - style.width(text, base, style.SEMIBOLD)
    name, size = text_fit.fit(tile_positions.name(place), room, base)
    write(box.left + pad, y, name, size=size)


def _unrecorded(sheet: Sheet, box: Box, lines: list[Line]) -> None:
    size = sheet.base * 0.9
    text = _("none recorded")
    if lines:
        text = " ".join(part for part in (text, after(lines[0]), lines[0].word) if part)
    sheet.text(box.left, box.bottom, text_fit.elide(text, box.width, size), size=size, quiet=True)


def _numbers(sheet: Sheet, box: Box, lines: list[Line], ink: str, quiet: bool) -> None:
    """The first number large, the next below it where there is room for two."""
    base = sheet.base
    sizes = [base * 1.7, base * 1.15]
    fitting = box.height / (sum(sizes) * _LEAD)
    if fitting < _SMALLEST:
        lines = lines[:1]
    scale = min(1.0, max(_SMALLEST, fitting))
    y = box.bottom
    for line, size in reversed(list(zip(lines, sizes, strict=False))):
        weight = style.SEMIBOLD if line is lines[0] else style.REGULAR
        _number(sheet, (box.left, y, box.right), line, size * scale, weight, (ink, quiet))
        y += size * scale * _LEAD


def _number(
    sheet: Sheet,
    at: tuple[float, float, float],
    line: Line,
    size: float,
    weight: int,
    manner: tuple[str, bool],
) -> None:
    """One number, what it became later, and its word, from a point up to the right edge.

    `manner` is the colour of the text, and whether all but the number is quiet.
    """
    (x, y, right), base, (ink, quiet) = at, sheet.base, manner
    later, gap = after(line), base * 0.4
    small_size = min(size, base * 1.1)
    wide = style.width(line.figure, size, weight)
    total = wide + (gap + style.width(later, small_size) if later else 0)
    shrunk = min(1.0, max(0.65, (right - x) / total))
    size, small_size = size * shrunk, small_size * shrunk
    sheet.text(x, y, line.figure, size=size, weight=weight, colour=ink)
    x += wide * shrunk + gap
    if later:
        sheet.text(x, y, later, size=small_size, quiet=quiet, colour=ink)
        x += style.width(later, small_size) + gap
    room = right - x
    # A word that is a little too long is better small than cut.
    small = base * 0.9 * min(1.0, max(0.8, room / style.width(line.word, base * 0.9)))
    if room > 2 * small:
        fitting = text_fit.elide(line.word, room, small)
        sheet.text(x, y, fitting, size=small, quiet=quiet, colour=ink)
