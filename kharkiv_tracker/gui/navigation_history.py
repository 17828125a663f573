"""Back and forward between locations: selection, chart kind, options, view dates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from PySide6.QtCore import QObject

from kharkiv_tracker.charts.chart_request import Options
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.gui.session import Session

#: Changes of one kind within this time, in seconds, are one step.
_ON_END = 0.9
_MAX_LOCATIONS = 100


@dataclass(frozen=True, slots=True)
class Location:
    """A state of the view that navigation can return to."""

    selection: Selection
    chart: str
    options: Options
    dates: tuple[datetime | None, datetime | None]

    def differs_in(self, other: Location) -> frozenset[str]:
        """The names of the fields that differ."""
        names = ("selection", "chart", "options", "dates")
        return frozenset(name for name in names if getattr(self, name) != getattr(other, name))


class NavigationHistory(QObject):
    """Records the locations of a session and returns to them."""

    def __init__(self, session: Session, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(session)
        self._session, self._clock = session, clock
        self._locations = [self._here()]
        self._at = 0
        self._moved_at, self._moved = clock() - _ON_END, frozenset[str]()
        self._is_moving = False
        session.changed.connect(self._follow)
        session.view_changed.connect(self._follow)

    @property
    def may_go_back(self) -> bool:
        return self._at > 0

    @property
    def may_go_forward(self) -> bool:
        return self._at + 1 < len(self._locations)

    def back(self) -> None:
        """Return to the previous location."""
        self._go(self._at - 1)

    def forward(self) -> None:
        """Return to the next location."""
        self._go(self._at + 1)

    def _go(self, number: int) -> None:
        if not 0 <= number < len(self._locations):
            return
        self._at, location = number, self._locations[number]
        self._moved = frozenset()
        self._is_moving = True
        try:
            self._session.set_view(
                chart=location.chart, options=location.options, dates=location.dates
            )
            self._session.select(location.selection)
        finally:
            self._is_moving = False

    def _follow(self, _changes: Changes | None = None) -> None:
        here = self._here()
        if self._is_moving or here == self._locations[self._at]:
            return
        moved, now = here.differs_in(self._locations[self._at]), self._clock()
        on_end = moved == self._moved and now - self._moved_at < _ON_END
        if on_end and self._at > 0 and moved <= {"selection", "dates"}:
            self._locations[self._at :] = [here] if here != self._locations[self._at - 1] else []
        else:
            self._locations[self._at + 1 :] = [here]
            del self._locations[:-_MAX_LOCATIONS]
        self._at = len(self._locations) - 1
        self._moved_at, self._moved = now, moved

    def _here(self) -> Location:
        session = self._session
        dates = (session.as_known_on, session.as_recorded_on)
        return Location(session.selection, session.chart, session.options, dates)
