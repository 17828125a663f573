"""Back and forward over what was looked at: selection, kind of chart, options, clocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kharkiv_tracker.charts.choices import Options
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.selection import Selection

if TYPE_CHECKING:
    from kharkiv_tracker.gui.session import Session

#: What is typed or slid on end, within so many seconds, is one step.
_ON_END = 0.9
_MOST = 100


@dataclass(frozen=True, slots=True)
class Stop:
    """What was looked at, and how."""

    selection: Selection
    chart: str
    options: Options
    clocks: tuple[datetime | None, datetime | None]

    def differs_in(self, other: Stop) -> frozenset[str]:
        """The names of the parts that are not the same."""
        names = ("selection", "chart", "options", "clocks")
        return frozenset(name for name in names if getattr(self, name) != getattr(other, name))


class Journey(QObject):
    """Follows a session from stop to stop and leads back along them."""

    def __init__(self, session: Session, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(session)
        self._session, self._clock = session, clock
        self._stops = [self._here()]
        self._at = 0
        self._moved_at, self._moved = clock() - _ON_END, frozenset[str]()
        self._is_leading = False
        session.changed.connect(self._follow)
        session.turned.connect(self._follow)

    @property
    def may_go_back(self) -> bool:
        return self._at > 0

    @property
    def may_go_forward(self) -> bool:
        return self._at + 1 < len(self._stops)

    def back(self) -> None:
        """Look again at what was looked at before."""
        self._go(self._at - 1)

    def forward(self) -> None:
        """Look again at what one came back from."""
        self._go(self._at + 1)

    def _go(self, number: int) -> None:
        if not 0 <= number < len(self._stops):
            return
        self._at, stop = number, self._stops[number]
        self._moved = frozenset()
        self._is_leading = True
        try:
            self._session.turn(chart=stop.chart, options=stop.options, clocks=stop.clocks)
            self._session.select(stop.selection)
        finally:
            self._is_leading = False

    def _follow(self, _changes: Changes | None = None) -> None:
        here = self._here()
        if self._is_leading or here == self._stops[self._at]:
            return
        moved, now = here.differs_in(self._stops[self._at]), self._clock()
        on_end = moved == self._moved and now - self._moved_at < _ON_END
        if on_end and self._at > 0 and moved <= {"selection", "clocks"}:
            self._stops[self._at :] = [here] if here != self._stops[self._at - 1] else []
        else:
            self._stops[self._at + 1 :] = [here]
            del self._stops[:-_MOST]
        self._at = len(self._stops) - 1
        self._moved_at, self._moved = now, moved

    def _here(self) -> Stop:
        held = self._session
        clocks = (held.as_known_on, held.as_recorded_on)
        return Stop(held.selection, held.chart, held.options, clocks)
