"""The incidents with most casualties, named beside the curve they lift where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from kharkiv_tracker import labels
from kharkiv_tracker.analysis.columns import Days
from kharkiv_tracker.charts import style, wording
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.box import Box
from kharkiv_tracker.charts.curves import lines
from kharkiv_tracker.charts.curves.frame import Frame
from kharkiv_tracker.charts.curves.traces import Named, Trace
from kharkiv_tracker.charts.targets import Target
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import biggest as store
from kharkiv_tracker.store.biggest import Biggest
from kharkiv_tracker.store.case_file import CaseFile

#: So many incidents are named in a panel, and so many days are looked through for them.
_NAMED, _SOUGHT, _SEEN = 4, 40, 0.006
#: Points between a name and what it must not touch.
_AIR = 2.5
#: Names are tried at these widths in points; a step lower than `_LOWEST` is not seen, nor named.
_WIDTHS, _LOWEST = (130.0, 80.0, 56.0, 42.0), 5.0


def of(case: CaseFile, asked: Asked, days: Days, quantity: str) -> tuple[Biggest, ...]:
    """The incidents with most of a quantity, of the districts picked out where some are."""
    dated, view = days.dated, asked.view
    picked = [days.districts.index(key) for key in asked.options.picked if key in days.districts]
    if picked:
        dated = dated.take(np.isin(dated.district, picked))
    best = np.nan_to_num(dated.sums[quantity].best)
    # Beside what a whole district comes to, smaller ones would not be seen.
    least = _SEEN * float(np.bincount(dated.district, best).max(initial=0))
    among = [
        (
            date.fromordinal(int(dated.day[row])),
            days.districts[int(dated.district[row])],
            int(best[row]),
        )
        for row in np.argsort(-best, kind="stable")[:_SOUGHT]
        if best[row] > least
    ]
    return tuple(store.biggest(case, quantity, among, _NAMED, view.selection, view.as_known_on))


def draw(
    frame: Frame, wanted: Sequence[Biggest], traces: Sequence[Trace], others: Sequence[Trace] = ()
) -> list[Named]:
    """Write the names that have room beside all lines, the biggest first."""
    sheet, size = frame.sheet, frame.sheet.base * 0.85
    found: list[Named] = []
    for incident in wanted if frame.span and sheet.width >= 400 else ():
        trace = next((t for t in traces if incident.district in t.line.districts), None)
        at = _step(trace, incident) if trace else None
        if trace is None or at is None:
            continue
        x, low, high = float(trace.xs[at]), frame.y(trace.before(at)), frame.y(trace.after(at))
        tried = [said(incident, room, size) for room in _WIDTHS] if high - low >= _LOWEST else []
        places = (
            (_placed(frame, t, size, (x, low, high), (*traces, *others), found), t) for t in tried
        )
        box, text = next(((box, t) for box, t in places if box), (None, ""))
        if box is None:
            continue
        _leader(frame, box, x, (low, high))
        weight = style.SEMIBOLD if trace.line.picked is not None else style.REGULAR
        sheet.text(box.left, box.bottom + size * 0.22, text, size=size, weight=weight, quiet=True)
        found.append(Named(incident, box, _target(incident, box, frame.quantity)))
    return found


def said(incident: Biggest, room: float, size: float) -> str:
    """Where it was and what it came to: `Dormitory 19`."""
    figure = labels.figure_text(incident.figure)
    place = wording.drawable(incident.place, 60) or lines.name(incident.district)
    return f"{_begun(place, room - style.width(f' {figure}', size), size)} {figure}"


def _begun(place: str, room: float, size: float) -> str:
    """The place, or as much of its beginning as there is room for."""
    if style.width(place, size) <= room:
        return place
    kept = next((n for n in range(len(place) - 1, 3, -1) if _fits(place[:n], room, size)), 3)
    return f"{place[:kept].rstrip(' ,;(')}…"


def _fits(text: str, room: float, size: float) -> bool:
    return style.width(f"{text}…", size) <= room


def _target(incident: Biggest, box: Box, quantity: str) -> Target:
    told = _("{place}, {date}: {figure} {quantity}").format(
        place=wording.drawable(incident.place, 60) or lines.name(incident.district),
        date=labels.date(incident.day),
        figure=labels.figure_text(incident.figure),
        quantity=labels.quantity(quantity),
    )
    return Target(told, box, codes=(incident.code,))


def _step(trace: Trace, incident: Biggest) -> int | None:
    """Which step of the line its day is."""
    at = int(np.searchsorted(trace.steps.at, incident.day.toordinal()))
    return at if at < len(trace.steps.at) else None


def _placed(
    frame: Frame,
    text: str,
    size: float,
    step: tuple[float, float, float],
    traces: Sequence[Trace],
    others: Sequence[Named],
) -> Box | None:
    wide, high = style.width(text, size), size * 1.15
    for left, bottom in _places(step, wide, high):
        box = Box(left, bottom, wide, high)
        within = (
            frame.plot.left <= left
            and box.right <= frame.plot.right
            and frame.plot.bottom + 2 <= bottom
            and box.top <= frame.plot.top
        )
        if (
            within
            and not any(_overlap(box, other.box) for other in others)
            and not any(_crosses(frame, box, trace) for trace in traces)
        ):
            return box
    return None


def _places(
    step: tuple[float, float, float], wide: float, high: float
) -> Iterator[tuple[float, float]]:
    """Left of the step and level with its top, then above, then right below it, then farther."""
    x, low, top = step
    for away in (6.0, 14.0, 26.0):
        for level in (top, (low + top) / 2, low):
            for up in (-high / 2, high * 0.2, high * 0.9, high * 1.9):
                yield x - away - wide, level + up
        for level in ((low + top) / 2, low, top):
            for down in (high / 2, high * 1.2, high * 2.2):
                yield x + away, level - down


def _crosses(frame: Frame, box: Box, trace: Trace) -> bool:
    """Whether a line, which only ever rises, runs through the box; its band belongs to it."""
    if not trace.steps.is_known:
        return False
    left = trace.level(frame, box.left - _AIR)
    right = trace.level(frame, box.right + _AIR)
    return left <= box.top + _AIR and right >= box.bottom - _AIR and right > frame.plot.bottom


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.right + _AIR
        and other.left < one.right + _AIR
        and one.bottom < other.top + _AIR
        and other.bottom < one.top + _AIR
    )


def _leader(frame: Frame, box: Box, x: float, step: tuple[float, float]) -> None:
    """A hairline from the name to the step."""
    middle = box.bottom + box.height / 2
    level = min(max(middle, step[0]), step[1])
    near = box.right + 1.5 if box.right < x else box.left - 1.5
    frame.sheet.line([near, x], [middle, level], color=frame.sheet.palette.quiet, linewidth=0.5)
