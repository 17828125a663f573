"""The target under the pointer: its text, and its incidents one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.domain.quantity import COUNTED, QUANTITIES
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.store import point_incidents
from kharkiv_tracker.store.incidents import IncidentRow

if TYPE_CHECKING:
    from kharkiv_tracker.charts.hit_areas import Target

_MAX_ROWS = 20


class HoverTarget:
    """Queries the incidents of a target once; each click moves to the next one."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._answers: dict[object, list[IncidentRow] | None] = {}
        self._index = -1
        self.target: Target | None = None

    @property
    def code(self) -> str:
        """The code of the current incident; "" without one."""
        rows = self.rows() or []
        return rows[self._index].code if 0 <= self._index < len(rows) else ""

    def clear(self) -> None:
        """Discard all results when the case or the view changes."""
        self._answers.clear()
        self.target, self._index = None, -1

    def point(self, target: Target | None) -> bool:
        """Set the target; False if it is unchanged."""
        if target == self.target:
            return False
        before, self.target = self.target, target
        if target is None or not target.is_same(before):
            # Drawn at another place it is still the same, and so is the incident chosen of it.
            self._index = -1
        return True

    def next_incident(self) -> str:
        """Move to the next incident and return its code; "" without any or with too many."""
        rows = self.rows()
        if not rows:
            return ""
        self._index = (self._index + 1) % len(rows)
        return rows[self._index].code

    def narrowed(self) -> Selection | None:
        """The session's selection narrowed to the target; None if no selection can express it."""
        target = self.target
        if target is None or target.within is None or target.undated:
            return None
        return intersection(self._session.selection, target.within)

    def names(self) -> str:
        """The incidents of the target in one line."""
        rows = self.rows()
        if rows is None:
            text = ngettext("More than {n} incident.", "More than {n} incidents.", _MAX_ROWS)
            return text.format(n=labels.number(_MAX_ROWS))
        if len(rows) == 1:
            return incident_line(rows[0])
        if self._index >= 0 and rows:
            return _("{n} of {all}: {incident}").format(
                n=labels.number(self._index + 1),
                all=labels.number(len(rows)),
                incident=incident_line(rows[self._index]),
            )
        n = ngettext("{n} incident: {told}", "{n} incidents: {told}", len(rows))
        incidents = "; ".join(incident_line(row) for row in rows)
        return n.format(n=labels.number(len(rows)), told=incidents) if rows else ""

    def rows(self) -> list[IncidentRow] | None:
        """The incidents of the target; None if they are too many."""
        target = self.target
        if target is None or (target.within is None and not target.codes):
            return []
        key = target.identity
        if key not in self._answers:
            session = self._session
            within = (target.within,) if target.within else ()
            self._answers[key] = point_incidents.rows(
                session.viewed,
                (session.selection, *within),
                target.codes,
                target.undated,
                session.as_known_on,
                _MAX_ROWS,
            )
        return self._answers[key]


def intersection(left: Selection, right: Selection) -> Selection | None:
    """The intersection as one selection; None if no selection can express it."""
    lists: dict[str, Any] = {}
    for name in ("districts", "weapons", "grades", "states"):
        in_left, in_right = getattr(left, name), getattr(right, name)
        if in_left and in_right and name == "weapons" and in_left != in_right:
            # An incident may have one weapon from each list and none from both.
            return None
        shared = (
            tuple(value for value in in_left if value in in_right)
            if in_left and in_right
            else in_left or in_right
        )
        if in_left and in_right and not shared:
            return None
        lists[name] = shared
    first = max(filter(None, (left.first, right.first)), default=None)
    last = min(filter(None, (left.last, right.last)), default=None)
    if first and last and last < first:
        return None
    text = " ".join(words for words in (left.text, right.text) if words)
    return Selection(first, last, text=text, **lists)


def incident_line(row: IncidentRow) -> str:
    """One incident and its figures: `17 Aug 2022, ~21:30, dormitory: …`."""
    where = row.place or people_text.incident("", gazetteer.load().get(row.district))
    figures = [
        _(QUANTITIES[name].count).format(count=labels.figure_text(row.figures[name]))
        for name in COUNTED
    ]
    return _("{when}, {where}: {figures}").format(
        when=labels.event_time_brief(row.event), where=where, figures=", ".join(figures)
    )
