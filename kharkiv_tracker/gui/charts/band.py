"""A period marked on a chart whose axis is one of days, before it is selected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.domain.selection import Selection

if TYPE_CHECKING:
    from kharkiv_tracker.charts.hit_areas import Area, ChartFigure, Target

#: Points of the sheet that a key moves the end of a band.
_STEP = 3


@dataclass(frozen=True, slots=True)
class Band:
    """The days from where one began to where one is now, in either direction."""

    area: Area
    began: date
    ends: date

    @property
    def period(self) -> Selection:
        return Selection(min(self.began, self.ends), max(self.began, self.ends))

    def box(self) -> Box:
        """Where it is drawn: from the beginning of its first day to the end of its last."""
        place, span = self.area.box, self.area.span
        if span is None:
            return place
        start, each = span.first.toordinal(), place.width / span.days
        first, last = sorted((self.began, self.ends))
        left = place.left + (first.toordinal() - start) * each
        right = place.left + (last.toordinal() - start + 1) * each
        left = max(place.left, left)
        return Box(left, place.bottom, min(place.right, right) - left, place.height)

    def widened(self, step: int) -> Band:
        """With its end moved by a key."""
        span = self.area.span
        if span is None:
            return self
        days = max(1, round(span.days * _STEP / max(1.0, self.area.box.width)))
        end = self.ends + timedelta(days=step * days)
        return replace(self, ends=min(max(end, span.first), span.last))


def between(
    figure: ChartFigure, pressed: tuple[float, float], at: tuple[float, float]
) -> Band | None:
    """The band from where was pressed to another place; None where there are no days."""
    area = figure.area(*pressed)
    began, ends = (area.day(pressed[0]), area.day(at[0])) if area else (None, None)
    return Band(area, began, ends) if area and began and ends else None


def around(
    figure: ChartFigure, at: tuple[float, float] | None, target: Target | None, step: int
) -> Band | None:
    """The band over the days of what is pointed at, to be widened in a direction."""
    area = figure.area(*at) if at else None
    if area is None or area.span is None:
        area = next((each for each in figure.areas if each.span), None)
    if area is None:
        return None
    first = last = area.day(at[0] if at else area.box.left)
    if target is not None and target.within is not None and target.within.has_period:
        first, last = target.within.first or first, target.within.last or last
    if first is None or last is None:
        return None
    return Band(area, first, last) if step > 0 else Band(area, last, first)
