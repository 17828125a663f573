"""Names at the ends of lines: spread so that none covers another, tied to them by hairlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kharkiv_tracker import labels
from kharkiv_tracker.charts import style, wording
from kharkiv_tracker.charts.box import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.i18n import ngettext

GAP = 16.0
"""Points between the end of a line and its name."""
_LEAD = 1.22
_FEW = 9


@dataclass(frozen=True, slots=True)
class End:
    """The end of one line, at a point of the sheet, and what is written beside it."""

    x: float
    y: float
    colour: str
    number: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Set:
    """The names as they are set: text size, lines of each, width of the numbers."""

    size: float
    lines: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[str, ...], ...]
    numbers: float

    def heights(self) -> list[float]:
        return [
            (len(lines) + 0.9 * len(notes)) * self.size * _LEAD + 0.25 * self.size
            for lines, notes in zip(self.lines, self.notes, strict=True)
        ]

    def is_whole(self, ends: Sequence[End]) -> bool:
        """Whether every name is written out."""
        return all(" ".join(lines) == end.name for lines, end in zip(self.lines, ends, strict=True))


def room(ends: Sequence[End], size: float, most: float) -> float:
    """How many points names and numbers take beside the lines, at most `most`.

    A few names may stand on two lines each; where they are many, each wants its own width.
    """
    if not ends:
        return 0.0
    lines = 2 if len(ends) <= _FEW else 1
    widest = max(_narrowest(end.name, size, lines) for end in ends)
    return GAP + min(most, _numbers(ends, size) + widest + 1)


def _narrowest(name: str, size: float, lines: int) -> float:
    """The width of a name broken where its two lines come out most alike."""
    words = name.split(" ")
    if lines == 1 or len(words) == 1:
        return style.width(name, size)
    splits = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
    return min(max(style.width(line, size) for line in split) for split in splits)


def draw(sheet: Sheet, ends: Sequence[End], box: Box) -> None:
    """Write the names into the box right of their lines; those without room are counted."""
    if not ends:
        return
    # Names that share a height keep the order in which they were given.
    ordered = sorted(ends, key=lambda end: -end.y)
    shown, placed = _fitted(sheet, ordered, box)
    heights = placed.heights()
    # It is the first line of a name that stands level with the line it names.
    first = placed.size * _LEAD / 2
    wanted = [end.y + first - high / 2 for end, high in zip(shown, heights, strict=True)]
    centres = spread(wanted, heights, box.bottom, box.top)
    for index, (end, centre) in enumerate(zip(shown, centres, strict=True)):
        level = centre + heights[index] / 2 - first
        _leader(sheet, end, level, box)
        _name(sheet, end, placed, index, level, box)


def spread(
    wanted: Sequence[float], heights: Sequence[float], bottom: float, top: float
) -> list[float]:
    """Centres for boxes of these heights, downwards in order, as near to `wanted` as they can be.

    Neighbours that would overlap are moved together about their common middle.
    """
    groups: list[tuple[float, float, int]] = []  # sum of wanted tops, height, boxes
    for centre, height in zip(wanted, heights, strict=True):
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
    return max(style.width(end.number, size, style.SEMIBOLD) for end in ends) + size * 0.6


def _fitted(sheet: Sheet, ends: list[End], box: Box) -> tuple[list[End], _Set]:
    """First notes go, then second lines, then size; then names are cut, at last left out."""
    base = sheet.base
    tries = [(base, 3, True)]
    tries += [(base * less, most, False) for less in (1, 0.85, 0.75) for most in (2, 1)]
    fitting = []
    placed = _set(ends, box, *tries[0])
    for size, most, notes in tries:
        placed = _set(ends, box, size, most, notes)
        if sum(placed.heights()) <= box.height:
            fitting.append(placed)
            if placed.is_whole(ends):
                return ends, placed
    if fitting:
        return ends, fitting[0]
    kept = max(1, int(box.height / placed.heights()[0]) - 1)
    others = len(ends) - kept
    counted = replace(
        ends[kept],
        number="…",
        name=ngettext("{n} other", "{n} others", others).format(n=labels.number(others)),
    )
    shown = [*ends[:kept], counted]
    return shown, _set(shown, box, placed.size, 1, False)


def _set(ends: Sequence[End], box: Box, size: float, most: int, notes: bool) -> _Set:
    numbers = _numbers(ends, size)
    room = box.width - GAP - numbers
    return _Set(
        size,
        tuple(tuple(wording.wrapped(end.name, room, size, most)) for end in ends),
        tuple(
            tuple(wording.wrapped(end.note, room, size * 0.9, 2)) if notes and end.note else ()
            for end in ends
        ),
        numbers,
    )


def _leader(sheet: Sheet, end: End, level: float, box: Box) -> None:
    text_left = box.left + GAP - 3
    unknown = end.number == "?"
    sheet.line(
        [end.x + 1, max(end.x + 1, box.left + 2), text_left - 4, text_left],
        [end.y, end.y, level, level],
        color=sheet.palette.quiet if unknown else end.colour,
        linewidth=0.6,
        linestyle=(0, (1, 2)) if unknown else "solid",
    )


def _name(sheet: Sheet, end: End, placed: _Set, index: int, level: float, box: Box) -> None:
    size = placed.size
    left = box.left + GAP + placed.numbers
    baseline = level - size * 0.36
    quiet = end.number in {"?", "…"}
    number_end = left - size * 0.6
    weight = style.SEMIBOLD
    sheet.text(number_end, baseline, end.number, size=size, weight=weight, quiet=quiet, ha="right")
    for line in placed.lines[index]:
        sheet.text(left, baseline, line, size=size, quiet=quiet)
        baseline -= size * _LEAD
    for line in placed.notes[index]:
        sheet.text(left, baseline, line, size=size * 0.9, quiet=True)
        baseline -= size * 0.9 * _LEAD
