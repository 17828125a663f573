"""Names at the ends of lines: spread so that none covers another, tied to them by hairlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from kharkiv_tracker import labels
from kharkiv_tracker.charts import style, text_fit
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.i18n import ngettext

GAP = 16.0
"""Points between the end of a line and its name."""
_LEAD = 1.22
_FEW = 9
#: Numbers of as many digits take the same room, so that nothing moves from one to the next.
WIDE = str.maketrans("123456789", "000000000")


@dataclass(frozen=True, slots=True)
class End:
    """The end of one line, at a point of the sheet, and what is written beside it."""

    x: float
    y: float
    colour: str
    number: str
    name: str
    note: str = ""
    line: Any = None
    """The line; None for an end that only counts others."""
    is_early: bool = False
    """Whether the line ends before the axis does."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """The names as lines of text: size, lines of each, width of the numbers."""

    size: float
    lines: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[str, ...], ...]
    numbers: float

    def heights(self) -> list[float]:
        return [
            (len(lines) + 0.9 * len(notes)) * self.size * _LEAD + 0.25 * self.size
            for lines, notes in zip(self.lines, self.notes, strict=True)
        ]

    def is_complete(self, ends: Sequence[End]) -> bool:
        """Whether every name is written out."""
        return all(" ".join(lines) == end.name for lines, end in zip(self.lines, ends, strict=True))


def room(ends: Sequence[End], size: float, limit: float) -> float:
    """How many points names and numbers take beside the lines, at most `limit`.

    A few names may take two lines each; many are on one line each.
    """
    if not ends:
        return 0.0
    lines = 2 if len(ends) <= _FEW else 1
    widest = max(
        max(_narrowest(end.name, size, lines), _narrowest(end.note.translate(WIDE), size * 0.9, 2))
        for end in ends
    )
    return GAP + min(limit, _numbers(ends, size) + widest + 1)


def _narrowest(name: str, size: float, lines: int) -> float:
    """The width of a name broken where its two lines come out most alike."""
    words = name.split(" ")
    if lines == 1 or len(words) == 1:
        return style.width(name, size)
    splits = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
    return min(max(style.width(line, size) for line in split) for split in splits)


def draw(sheet: Sheet, ends: Sequence[End], box: Box) -> list[tuple[Any, Box]]:
    """Write the names into the box right of their lines; those without room are counted.

    Returns the line and the box of each name.
    """
    if not ends:
        return []
    # Names that share a height keep the order in which they were given.
    ordered = sorted(ends, key=lambda end: -end.y)
    visible, layout = _fitted(sheet, ordered, box)
    heights = layout.heights()
    # The first line of text is level with the line of the chart.
    first = layout.size * _LEAD / 2
    targets = [end.y + first - high / 2 for end, high in zip(visible, heights, strict=True)]
    centres = spread(targets, heights, box.bottom, box.top)
    levels = [centre + high / 2 - first for centre, high in zip(centres, heights, strict=True)]
    _leaders(sheet, visible, levels, box)
    for index, (end, level) in enumerate(zip(visible, levels, strict=True)):
        _name(sheet, end, layout, index, level, box)
    return [
        (end.line, Box(box.left, centre - high / 2, box.width, high))
        for end, centre, high in zip(visible, centres, heights, strict=True)
        if end.line is not None
    ]


def spread(
    targets: Sequence[float], heights: Sequence[float], bottom: float, top: float
) -> list[float]:
    """Centres for boxes of these heights, downwards in order, as near to `targets` as they can be.

    Neighbours that would overlap are moved together about their common middle.
    """
    groups: list[tuple[float, float, int]] = []  # sum of target tops, height, boxes
    for centre, height in zip(targets, heights, strict=True):
        groups.append((centre + height / 2, height, 1))
        while len(groups) > 1 and _top(groups[-1], bottom, top) > (
            _top(groups[-2], bottom, top) - groups[-2][1]
        ):
            tops, high, many = groups.pop()
            before, above, number = groups.pop()
            groups.append((before + tops + many * above, above + high, number + many))
    centres: list[float] = []
    index = 0
    for group in groups:
        edge = _top(group, bottom, top)
        for height in heights[index : index + group[2]]:
            centres.append(edge - height / 2)
            edge -= height
        index += group[2]
    return centres


def _top(group: tuple[float, float, int], bottom: float, top: float) -> float:
    tops, height, many = group
    return min(top, max(bottom + height, tops / many))


def _numbers(ends: Sequence[End], size: float) -> float:
    widest = max(style.width(end.number.translate(WIDE), size, style.SEMIBOLD) for end in ends)
    return widest + size * 0.6


def _fitted(sheet: Sheet, ends: list[End], box: Box) -> tuple[list[End], _Layout]:
    """Drops notes, then second lines, then size; then names are cut, at last left out."""
    base = sheet.base
    tries = [(base, 3, True)]
    tries += [(base * less, max_lines, False) for less in (1, 0.85, 0.75) for max_lines in (2, 1)]
    fitting = []
    layout = _layout(ends, box, *tries[0])
    for size, max_lines, notes in tries:
        layout = _layout(ends, box, size, max_lines, notes)
        if sum(layout.heights()) <= box.height:
            fitting.append(layout)
            if layout.is_complete(ends):
                return ends, layout
    if fitting:
        return ends, fitting[0]
    count = max(1, int(box.height / layout.heights()[0]) - 1)
    others = len(ends) - count
    rest = replace(
        ends[count],
        number="…",
        name=ngettext("{n} other", "{n} others", others).format(n=labels.number(others)),
        note="",
        line=None,
    )
    visible = [*ends[:count], rest]
    return visible, _layout(visible, box, layout.size, 1, False)


def _layout(ends: Sequence[End], box: Box, size: float, max_lines: int, notes: bool) -> _Layout:
    numbers = _numbers(ends, size)
    room = box.width - GAP - numbers
    return _Layout(
        size,
        tuple(tuple(text_fit.wrap(end.name, room, size, max_lines)) for end in ends),
        tuple(
            tuple(text_fit.wrap(end.note, room, size * 0.9, 2)) if notes and end.note else ()
            for end in ends
        ),
        numbers,
    )


def _leaders(sheet: Sheet, ends: Sequence[End], levels: Sequence[float], box: Box) -> None:
    text_left = box.left + GAP - 3
    paths = []
    for end, level in zip(ends, levels, strict=True):
        bend = max(end.x + 1, box.left + 2)
        along = [(end.x + 1, end.y), (bend, end.y), (text_left - 4, level), (text_left, level)]
        # Of a line that ends early only the level is marked: the line must not seem to run on.
        paths.append(along[1:] if end.is_early else along)
    unknown = [end.number in {"?", ""} for end in ends]
    quiet = sheet.palette.quiet
    colours = [
        quiet if is_unknown else end.colour for end, is_unknown in zip(ends, unknown, strict=True)
    ]
    dashes = [(0, (1, 2)) if is_unknown else "solid" for is_unknown in unknown]
    sheet.paths(paths, colors=colours, linestyles=dashes, linewidths=0.6)


def _name(sheet: Sheet, end: End, layout: _Layout, index: int, level: float, box: Box) -> None:
    size = layout.size
    left = box.left + GAP + layout.numbers
    baseline = level - size * 0.36
    quiet = end.number in {"?", "…", ""}
    number_end = left - size * 0.6
    weight = style.SEMIBOLD
    sheet.text(number_end, baseline, end.number, size=size, weight=weight, quiet=quiet, ha="right")
    for line in layout.lines[index]:
        sheet.text(left, baseline, line, size=size, quiet=quiet)
        baseline -= size * _LEAD
    for line in layout.notes[index]:
        sheet.text(left, baseline, line, size=size * 0.9, quiet=True)
        baseline -= size * 0.9 * _LEAD
