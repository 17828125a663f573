"""The key of small panels and what they leave out, where no panel is."""

from __future__ import annotations

from kharkiv_tracker import labels
from kharkiv_tracker.charts import style, text_fit, tile_positions
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.i18n import _

_SMALL, _LEAD = 0.87, 1.4
#: How much of the box above the panels the key may take.
_WIDEST = 0.28


def boxes(sheet: Sheet, box: Box, note: str) -> tuple[Box, Box | None]:
    """The boxes of the key and of a note among the panels in a box; no second where none fits."""
    free = [
        free_box
        for block in tile_positions.planned(sheet, box)
        for free_box in tile_positions.free_boxes(sheet, block)
    ]
    largest = max(free, key=lambda item: item.width * item.height, default=box)
    others = [item for item in free if item is not largest and _holds_key(sheet, item)]
    lines = len(text_fit.wrap(note, largest.width, sheet.base * _SMALL, 99)) if note else 0
    fits = lines * sheet.base * _SMALL * _LEAD <= largest.height
    return (others[0], largest) if free and others and fits else (box, None)


def draw(sheet: Sheet, key_box: Box, note_box: Box, note: str, span: Span | None) -> None:
    """Write the key and the note into their boxes."""
    small, y = sheet.base * 0.9, key_box.top - sheet.base
    for text, quantity in zip(_entries(), COUNTED, strict=True):
        entry(sheet, key_box.left, y, quantity, text)
        y -= small * 1.5
    if span:
        first, last = (labels.date(day, short=True) for day in (span.first, span.last))
        dates = _("{first} to {last}").format(first=first, last=last)
        below = Box(key_box.left, key_box.bottom, key_box.width, y + small - key_box.bottom)
        sheet.paragraph(below, dates, sheet.base * _SMALL, max_lines=2)
    sheet.paragraph(note_box, note, sheet.base * _SMALL)


def draw_above(sheet: Sheet, box: Box) -> None:
    """Write the key at the right above the panels, if there is room."""
    words, base = [labels.quantity(quantity) for quantity in COUNTED], sheet.base
    wide = sum(style.width(text, base * 0.9) + base * 1.9 for text in words)
    if wide > box.width * _WIDEST:
        return
    x = box.right - wide
    for quantity, word in zip(COUNTED, words, strict=True):
        x = entry(sheet, x, box.top - base * 1.1, quantity, word)


def entry(sheet: Sheet, x: float, y: float, quantity: str, text: str) -> float:
    """A dash in the colour of the quantity and a text after it; returns where the next begins."""
    small, mark = sheet.base * 0.9, sheet.base * 1.1
    middle = y + small * 0.36
    sheet.line([x, x + mark * 0.7], [middle, middle], color=sheet.colour(quantity))
    sheet.text(x + mark, y, text, size=small)
    return x + mark + style.width(text, small) + sheet.base * 0.8


def _entries() -> list[str]:
    """The counted quantities with the side of their axis, the first at the left."""
    sides = [_("{quantity}, left axis"), *[_("{quantity}, right axis")] * (len(COUNTED) - 1)]
    return [
        side.format(quantity=labels.quantity(name))
        for side, name in zip(sides, COUNTED, strict=True)
    ]


def _holds_key(sheet: Sheet, box: Box) -> bool:
    """Whether the key with the dates fits into a box."""
    base = sheet.base
    wide = max(style.width(text, base * 0.9) for text in _entries()) + base * 1.1
    high = base * (1 + 1.5 * 0.9 * len(COUNTED) + 2 * _SMALL * _LEAD)
    return wide <= box.width and high <= box.height
