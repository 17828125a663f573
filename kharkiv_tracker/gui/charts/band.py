"""A period marked on a chart with an axis of days, before it is selected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.domain.selection import Selection

if TYPE_CHECKING:
    from kharkiv_tracker.charts.hit_areas import Area, ChartFigure, Target

#: How far a key moves the end of a band, in points of the sheet.
_STEP = 3


@dataclass(frozen=True, slots=True)
class Band:
    """The days between the start and the end of a drag, in either direction."""

    area: Area
    start: date
    end: date

    @property
    def period(self) -> Selection:
        return Selection(min(self.start, self.end), max(self.start, self.end))

    def box(self) -> Box:
        """Its box on the sheet, from the beginning of the first day to the end of the last."""
        place, span = self.area.box, self.area.span
        if span is None:
            return place
        origin, day_width = span.first.toordinal(), place.width / span.days
        first, last = sorted((self.start, self.end))
        left = place.left + (first.toordinal() - origin) * day_width
        right = place.left + (last.toordinal() - origin + 1) * day_width
        left = max(place.left, left)
        return Box(left, place.bottom, min(place.right, right) - left, place.height)

    def widened(self, step: int) -> Band:
        """The band with its end moved by one key press."""
        span = self.area.span
        if span is None:
            return self
        days = max(1, round(span.days * _STEP / max(1.0, self.area.box.width)))
        end = self.end + timedelta(days=step * days)
        return replace(self, end=min(max(end, span.first), span.last))


def between(
    figure: ChartFigure, pressed: tuple[float, float], at: tuple[float, float]
) -> Band | None:
    """The band between two points; None if the chart has no axis of days there."""
    area = figure.area(*pressed)
    start, end = (area.day(pressed[0]), area.day(at[0])) if area else (None, None)
    return Band(area, start, end) if area and start and end else None


def around(
    figure: ChartFigure, at: tuple[float, float] | None, target: Target | None, step: int
) -> Band | None:
    """The band over the days of the target, ready to be widened in a direction."""
    area = figure.area(*at) if at else None
    if area is None or area.span is None:
        area = next((candidate for candidate in figure.areas if candidate.span), None)
    if area is None:
        return None
    first = last = area.day(at[0] if at else area.box.left)
    if target is not None and target.within is not None and target.within.has_period:
        first, last = target.within.first or first, target.within.last or last
    if first is None or last is None:
        return None
    return Band(area, first, last) if step > 0 else Band(area, last, first)
