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


def bare(sheet: Sheet, edge: float = 0) -> Box:
    """The sheet within an edge."""
    return Box(edge, edge, sheet.width - 2 * edge, sheet.height - 2 * edge)


def framed(sheet: Sheet, title: str, subtitle: str, caption: str) -> Box:
    """Write title and caption; returns what is left between them."""
    if sheet.height < _LOWEST:
        return bare(sheet, sheet.base)
    edge = sheet.base * (2.2 if sheet.width >= 560 else 1.2)
    room = sheet.width - 2 * edge
    top = sheet.height - edge * 0.8
    heading = sheet.base * 1.55
    fitting = wording.elided(title, room, heading, style.SEMIBOLD)
    sheet.text(edge, top - heading, fitting, size=heading, weight=style.SEMIBOLD)
    top -= heading * 1.2
    top -= sheet.paragraph(Box(edge, 0, room, top - 3), subtitle, sheet.base, most=2)
    small = sheet.base * 0.87
    lines = len(wording.wrapped(caption, room, small, 4))
    foot = edge * 0.7 + lines * small * 1.4
    sheet.paragraph(Box(edge, 0, room, foot), caption, small, most=4)
    bottom = foot + sheet.base * 0.9
    return Box(edge, bottom, room, top - bottom - sheet.base * 1.2)


def nothing(sheet: Sheet, box: Box, asked: Asked) -> None:
    """Say in the middle why there is nothing to draw."""
    sentence = (
        _("No incident is recorded yet.")
        if asked.view.is_everything
        else _("No incident is selected.")
    )
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
