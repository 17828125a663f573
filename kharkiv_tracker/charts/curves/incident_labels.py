"""Labels of the incidents with most casualties beside their curve, where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from kharkiv_tracker import labels
from kharkiv_tracker.analysis.day_columns import Days
from kharkiv_tracker.charts import chart_profile, style, text_fit
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.charts.curves import curve_lines
from kharkiv_tracker.charts.curves.curve_hit_areas import IncidentLabel, Trace
from kharkiv_tracker.charts.curves.panel_frame import Frame
from kharkiv_tracker.charts.hit_areas import Target
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import largest_incidents as store
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.largest_incidents import LargestIncident

#: Labels in a panel, days searched for them, and the smallest share of a district's total.
_LABELS, _CANDIDATES, _MINIMUM_SHARE = 4, 40, 0.006
#: Points between a label and what it must not touch.
_AIR = 2.5
#: Labels are tried at these widths in points; a step lower than `_LOWEST` has none.
_WIDTHS, _LOWEST = (130.0, 80.0, 56.0, 42.0), 5.0


def of(
    case: CaseFile, request: ChartRequest, days: Days, quantity: str
) -> tuple[LargestIncident, ...]:
    """The incidents with most of a quantity, of the highlighted districts if there are any."""
    dated, view = days.dated, request.view
    picked = [days.districts.index(key) for key in request.options.picked if key in days.districts]
    if picked:
        dated = dated.take(np.isin(dated.district, picked))
    best = np.nan_to_num(dated.sums[quantity].best)
    # Smaller ones could not be seen beside the total of a district.
    minimum = _MINIMUM_SHARE * float(np.bincount(dated.district, best).max(initial=0))
    candidates = [
        (
            date.fromordinal(int(dated.day[row])),
            days.districts[int(dated.district[row])],
            int(best[row]),
        )
        for row in np.argsort(-best, kind="stable")[:_CANDIDATES]
        if best[row] > minimum
    ]
    return tuple(
        chart_profile.labelled(case, request, incident)
        for incident in store.largest(
            case, quantity, candidates, _LABELS, view.selection, view.as_known_on
        )
    )


def draw(
    frame: Frame,
    incidents: Sequence[LargestIncident],
    traces: Sequence[Trace],
    others: Sequence[Trace] = (),
) -> list[IncidentLabel]:
    """Write the labels that have room beside all lines, the largest incidents first."""
    sheet, size = frame.sheet, frame.sheet.base * 0.85
    written: list[IncidentLabel] = []
    span = frame.span
    for incident in incidents if span and sheet.width >= 400 else ():
        if span is None or not span.first <= incident.day <= span.last:
            continue
        trace = next((t for t in traces if incident.district in t.line.districts), None)
        at = _step(trace, incident) if trace else None
        if trace is None or at is None:
            continue
        x, low, high = float(trace.xs[at]), frame.y(trace.before(at)), frame.y(trace.after(at))
        texts = (
            [label_text(incident, room, size) for room in _WIDTHS] if high - low >= _LOWEST else []
        )
        places = (
            (_free_box(frame, t, size, (x, low, high), (*traces, *others), written), t)
            for t in texts
        )
        box, text = next(((box, t) for box, t in places if box), (None, ""))
        if box is None:
            continue
        _leader(frame, box, x, (low, high))
        weight = style.SEMIBOLD if trace.line.picked is not None else style.REGULAR
        sheet.text(box.left, box.bottom + size * 0.22, text, size=size, weight=weight, quiet=True)
        written.append(IncidentLabel(incident, box, _target(incident, box, frame.quantity)))
    return written


def label_text(incident: LargestIncident, room: float, size: float) -> str:
    """Place and figure of an incident: `Dormitory 19`."""
    figure = labels.figure_text(incident.figure)
    place = text_fit.drawable(incident.place, 60) or curve_lines.name(incident.district)
    return f"{_shortened(place, room - style.width(f' {figure}', size), size)} {figure}"


def _shortened(place: str, room: float, size: float) -> str:
    """The place, or as much of its beginning as fits."""
    if style.width(place, size) <= room:
        return place
    length = next((n for n in range(len(place) - 1, 3, -1) if _fits(place[:n], room, size)), 3)
    return f"{place[:length].rstrip(' ,;(')}…"


def _fits(text: str, room: float, size: float) -> bool:
    return style.width(f"{text}…", size) <= room


def _target(incident: LargestIncident, box: Box, quantity: str) -> Target:
    text = _("{place}, {date}: {figure} {quantity}").format(
        place=text_fit.drawable(incident.place, 60) or curve_lines.name(incident.district),
        date=labels.date(incident.day),
        figure=labels.figure_text(incident.figure),
        quantity=labels.quantity(quantity),
    )
    return Target(text, box, codes=(incident.code,))


def _step(trace: Trace, incident: LargestIncident) -> int | None:
    """The step of the line on its day."""
    at = int(np.searchsorted(trace.steps.at, incident.day.toordinal()))
    return at if at < len(trace.steps.at) else None


def _free_box(
    frame: Frame,
    text: str,
    size: float,
    step: tuple[float, float, float],
    traces: Sequence[Trace],
    written: Sequence[IncidentLabel],
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
            and not any(_overlap(box, label.box) for label in written)
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


def _overlap(first: Box, second: Box) -> bool:
    return (
        first.left < second.right + _AIR
        and second.left < first.right + _AIR
        and first.bottom < second.top + _AIR
        and second.bottom < first.top + _AIR
    )


def _leader(frame: Frame, box: Box, x: float, step: tuple[float, float]) -> None:
    """A hairline from the label to the step."""
    middle = box.bottom + box.height / 2
    level = min(max(middle, step[0]), step[1])
    edge = box.right + 1.5 if box.right < x else box.left - 1.5
    frame.sheet.line([edge, x], [middle, level], color=frame.sheet.palette.quiet, linewidth=0.5)
