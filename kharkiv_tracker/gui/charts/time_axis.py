"""The days on screen of a chart with an axis of days: all of them, or a magnified part."""

from __future__ import annotations

from datetime import date

from kharkiv_tracker.charts.span import Span

#: The fewest days on screen.
MIN_DAYS = 3


class TimeAxis:
    """The visible part of an axis; it never leaves the axis, and begins and ends with a day."""

    def __init__(self) -> None:
        self._whole: Span | None = None
        self._left = self._days = 0.0

    @property
    def whole(self) -> Span | None:
        """All days of the axis; None for a chart without one."""
        return self._whole

    @property
    def is_whole(self) -> bool:
        """Whether all days are visible."""
        return self._whole is None or self._days >= self._whole.days

    @property
    def visible(self) -> Span | None:
        """The visible days; None if all are."""
        if self._whole is None or self.is_whole:
            return None
        left = self._whole.first.toordinal() + round(self._left)
        return Span(date.fromordinal(left), date.fromordinal(left + max(1, round(self._days))))

    def fit(self, whole: Span | None) -> None:
        """Set all days of the axis, and show them."""
        self._whole = whole
        self.reset()

    def reset(self) -> None:
        """Show all days."""
        self._left, self._days = 0.0, float(self._whole.days if self._whole else 0)

    def magnify(self, share: float, times: float) -> None:
        """Show fewer or more days around the one at this share of the axis, which stays there."""
        if self._whole is None:
            return
        most = float(self._whole.days)
        days = min(most, max(min(MIN_DAYS, most), self._days / times))
        self._left += (self._days - days) * share
        self._days = days
        self._hold()

    def pan(self, share: float) -> None:
        """Move by a share of the visible days; to the right if it is positive."""
        self._left += share * self._days
        self._hold()

    def show(self, day: date) -> None:
        """Move as far as needed to make this day visible."""
        if self._whole is not None:
            at = day.toordinal() - self._whole.first.toordinal()
            if not self._left <= at <= self._left + self._days:
                self._left = at - self._days / 2
                self._hold()

    def _hold(self) -> None:
        most = self._whole.days if self._whole else 0
        self._left = min(max(0.0, self._left), max(0.0, most - self._days))
