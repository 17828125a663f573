"""What of a chart is pointed at: its words, and the incidents behind it one after another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

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

_MOST = 20


class Pointed:
    """Asks for the incidents behind a target once; whoever clicks again takes the next."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._answers: dict[Target, list[IncidentRow] | None] = {}
        self._taken = -1
        self.target: Target | None = None

    @property
    def code(self) -> str:
        """The incident that was taken; "" where none was."""
        rows = self._rows() or []
        return rows[self._taken].code if 0 <= self._taken < len(rows) else ""

    def forget(self) -> None:
        """The case, or what is looked at of it, is another: ask anew."""
        self._answers.clear()
        self.target, self._taken = None, -1

    def point(self, target: Target | None) -> bool:
        """Point at this; False where it is what was pointed at already."""
        if target == self.target:
            return False
        self.target, self._taken = target, -1
        return True

    def take(self) -> str:
        """Take the next incident; its code, "" where there is none, or too many to go through."""
        rows = self._rows()
        if not rows:
            return ""
        self._taken = (self._taken + 1) % len(rows)
        return rows[self._taken].code

    def narrowed(self) -> Selection | None:
        """The session's selection with only what is pointed at; None where none says that."""
        target = self.target
        if target is None or target.within is None or target.undated:
            return None
        return meeting(self._session.selection, target.within)

    def named(self) -> str:
        """The incidents behind it in one line."""
        rows = self._rows()
        if rows is None:
            return _("More than {n} incidents.").format(n=labels.number(_MOST))
        if len(rows) == 1:
            return _told(rows[0])
        if self._taken >= 0 and rows:
            return _("{n} of {all}: {incident}").format(
                n=labels.number(self._taken + 1),
                all=labels.number(len(rows)),
                incident=_told(rows[self._taken]),
            )
        n = ngettext("{n} incident: {told}", "{n} incidents: {told}", len(rows))
        told = "; ".join(_told(row) for row in rows)
        return n.format(n=labels.number(len(rows)), told=told) if rows else ""

    def _rows(self) -> list[IncidentRow] | None:
        target = self.target
        if target is None or (target.within is None and not target.codes):
            return []
        if target not in self._answers:
            held = self._session
            within = (target.within,) if target.within else ()
            self._answers[target] = point_incidents.rows(
                held.viewed,
                (held.selection, *within),
                target.codes,
                target.undated,
                held.as_known_on,
                _MOST,
            )
        return self._answers[target]


def meeting(one: Selection, other: Selection) -> Selection | None:
    """What both hold, as one selection; None where no selection says that."""
    lists = {}
    for name in ("districts", "weapons", "grades", "states"):
        here, there = getattr(one, name), getattr(other, name)
        if here and there and name == "weapons" and here != there:
            # An incident may have a weapon of each list and none that is in both.
            return None
        both = tuple(value for value in here if value in there) if here and there else here or there
        if here and there and not both:
            return None
        lists[name] = both
    first = max(filter(None, (one.first, other.first)), default=None)
    last = min(filter(None, (one.last, other.last)), default=None)
    if first and last and last < first:
        return None
    text = " ".join(part for part in (one.text, other.text) if part)
    return replace(one, first=first, last=last, text=text, **lists)


def _told(row: IncidentRow) -> str:
    """One incident and its figures: `17 Aug 2022, ~21:30, dormitory: …`."""
    where = row.place or people_text.incident("", gazetteer.load().get(row.district))
    figures = [
        _(QUANTITIES[name].count).format(count=labels.figure_text(row.figures[name]))
        for name in COUNTED
    ]
    return _("{when}, {where}: {figures}").format(
        when=labels.event_time_brief(row.event), where=where, figures=", ".join(figures)
    )
