"""The text around every chart: title, subtitle, caption, and the sentence of an empty chart."""

from __future__ import annotations

from matplotlib.figure import Figure

from kharkiv_tracker.charts import style, text_fit
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.sheet import POINTS, Sheet
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.search import typed_terms

#: A lower sheet has no room for text; the chart matters more.
_LOWEST = 190
#: Points below the caption in which the mark of the sample case has its room.
_MARK = 11.5
#: The edge around a chart without title and caption, in sizes of ordinary text.
_CLOSE = 0.3
#: Sizes of title and caption, in those of ordinary text.
_HEADING, _SMALL = 1.55, 0.87


def inner_box(sheet: Sheet, edge: float = 0) -> Box:
    """The sheet within an edge."""
    return Box(edge, edge, sheet.width - 2 * edge, sheet.height - 2 * edge)


def has_words(sheet: Sheet) -> bool:
    """Whether title and caption are read: there is room for them, or the window shows them."""
    return sheet.height >= _LOWEST or not sheet.is_framed


def draw_frame(
    sheet: Sheet, title: str, subtitle: str, caption: str, max_lines: int = 4, min_lines: int = 0
) -> Box:
    """Write title and caption, of at most so many lines; returns the box between them."""
    left = content_box(sheet, subtitle, caption, max_lines, min_lines)
    sheet.figure.caption, sheet.figure.room = caption, left
    if not (sheet.is_framed and has_words(sheet)):
        return left
    edge, heading = left.left, sheet.base * _HEADING
    top = sheet.height - edge * 0.8
    fitting = text_fit.elide(title, left.width, heading, style.SEMIBOLD)
    sheet.text(edge, top - heading, fitting, size=heading, weight=style.SEMIBOLD)
    top -= heading * 1.2
    sheet.paragraph(Box(edge, 0, left.width, top - 3), subtitle, sheet.base, max_lines=2)
    foot = left.bottom - sheet.base * 0.9
    sheet.paragraph(Box(edge, 0, left.width, foot), caption, sheet.base * _SMALL, max_lines)
    return left


def content_box(
    sheet: Sheet, subtitle: str, caption: str, max_lines: int = 4, min_lines: int = 0
) -> Box:
    """The box between title and a caption of at least and at most so many lines."""
    if not sheet.is_framed:
        return inner_box(sheet, sheet.base * _CLOSE)
    if not has_words(sheet):
        return inner_box(sheet, sheet.base)
    edge = sheet.base * (2.2 if sheet.width >= 560 else 1.2)
    width, small = sheet.width - 2 * edge, sheet.base * _SMALL
    lines_above = len(text_fit.wrap(subtitle, width, sheet.base, 2)) if subtitle else 0
    top = sheet.height - edge * 0.8 - sheet.base * (_HEADING * 1.2 + lines_above * 1.4)
    lines_below = len(text_fit.wrap(caption, width, small, max_lines)) if caption else 0
    bottom = max(edge * 0.7, _MARK) + max(min_lines, lines_below) * small * 1.4 + sheet.base * 0.9
    return Box(edge, bottom, width, top - bottom - sheet.base * 1.2)


def draw_empty(sheet: Sheet, box: Box, request: ChartRequest) -> None:
    """Write in the middle why the chart is empty."""
    if request.view.is_everything:
        sentence = _("No incidents recorded yet.")
    elif request.view.selection.is_everything:
        sentence = _("Nothing was known or recorded by then.")
    else:
        problem = typed_terms.read(request.view.selection.text).problem
        sentence = problem or _("No incidents in this selection.")
    draw_sentence(sheet, box, sentence)


def draw_sentence(sheet: Sheet, box: Box, sentence: str) -> None:
    """Write a sentence in the middle, in place of a picture."""
    size = sheet.base * 1.1
    sheet.text(
        box.left + box.width / 2,
        box.bottom + box.height / 2,
        text_fit.elide(sentence, box.width, size),
        size=size,
        quiet=True,
        ha="center",
    )


def mark_sample(figure: Figure, theme: Tone) -> None:
    """Write below any chart that this is the sample case."""
    palette = PALETTES[theme]
    width, _height = figure.get_size_inches() * POINTS
    size = 7.0
    text = _("Sample case, do not quote")
    with style.drawing(palette):
        figure.text(
            (width - size) / width,
            3 / _height,
            text_fit.elide(text, width - 2 * size, size, style.SEMIBOLD),
            fontproperties=style.font(size, style.SEMIBOLD),
            color=palette.attention,
            ha="right",
            va="baseline",
            gid="sample",
        )
