"""The words around every chart: title, what it shows and leaves out, why it may be empty."""

from __future__ import annotations

from matplotlib.figure import Figure

from kharkiv_tracker.charts import style, wording
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.box import Box
from kharkiv_tracker.charts.sheet import POINTS, Sheet
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import PALETTES, Tone

#: Lower than this there is no room for words; the picture is worth more.
_LOWEST = 190
#: Points below the caption in which the mark of the sample case has its room.
_MARK = 11.5
#: Sizes of title and caption, in those of ordinary text.
_HEADING, _SMALL = 1.55, 0.87


def bare(sheet: Sheet, edge: float = 0) -> Box:
    """The sheet within an edge."""
    return Box(edge, edge, sheet.width - 2 * edge, sheet.height - 2 * edge)


def has_words(sheet: Sheet) -> bool:
    """Whether there is room for title and caption."""
    return sheet.height >= _LOWEST


def framed(
    sheet: Sheet, title: str, subtitle: str, caption: str, most: int = 4, least: int = 0
) -> Box:
    """Write title and caption, of at most so many lines; returns what is left between them."""
    left = between(sheet, subtitle, caption, most, least)
    if not has_words(sheet):
        return left
    edge, heading = left.left, sheet.base * _HEADING
    top = sheet.height - edge * 0.8
    fitting = wording.elided(title, left.width, heading, style.SEMIBOLD)
    sheet.text(edge, top - heading, fitting, size=heading, weight=style.SEMIBOLD)
    top -= heading * 1.2
    sheet.paragraph(Box(edge, 0, left.width, top - 3), subtitle, sheet.base, most=2)
    foot = left.bottom - sheet.base * 0.9
    sheet.paragraph(Box(edge, 0, left.width, foot), caption, sheet.base * _SMALL, most)
    return left


def between(sheet: Sheet, subtitle: str, caption: str, most: int = 4, least: int = 0) -> Box:
    """What title and caption will leave, were the caption at least and at most so many lines."""
    if not has_words(sheet):
        return bare(sheet, sheet.base)
    edge = sheet.base * (2.2 if sheet.width >= 560 else 1.2)
    room, small = sheet.width - 2 * edge, sheet.base * _SMALL
    above = len(wording.wrapped(subtitle, room, sheet.base, 2)) if subtitle else 0
    top = sheet.height - edge * 0.8 - sheet.base * (_HEADING * 1.2 + above * 1.4)
    lines = len(wording.wrapped(caption, room, small, most)) if caption else 0
    bottom = max(edge * 0.7, _MARK) + max(least, lines) * small * 1.4 + sheet.base * 0.9
    return Box(edge, bottom, room, top - bottom - sheet.base * 1.2)


def nothing(sheet: Sheet, box: Box, asked: Asked) -> None:
    """Say in the middle why there is nothing to draw."""
    if asked.view.is_everything:
        sentence = _("No incident is recorded yet.")
    elif asked.view.selection.is_everything:
        sentence = _("Nothing was known or recorded by then.")
    else:
        sentence = _("No incident is selected.")
    say(sheet, box, sentence)


def say(sheet: Sheet, box: Box, sentence: str) -> None:
    """Write a sentence in the middle, where a picture would stand."""
    size = sheet.base * 1.1
    sheet.text(
        box.left + box.width / 2,
        box.bottom + box.height / 2,
        wording.elided(sentence, box.width, size),
        size=size,
        quiet=True,
        ha="center",
    )


def mark_sample(figure: Figure, theme: Tone) -> None:
    """Say under everything else that this is the sample case, whatever chart it is."""
    palette = PALETTES[theme]
    wide, _high = figure.get_size_inches() * POINTS
    size = 7.0
    told = _("Sample case, not to be quoted")
    with style.drawing(palette):
        figure.text(
            (wide - size) / wide,
            3 / _high,
            wording.elided(told, wide - 2 * size, size, style.SEMIBOLD),
            fontproperties=style.font(size, style.SEMIBOLD),
            color=palette.attention,
            ha="right",
            va="baseline",
            gid="sample",
        )
