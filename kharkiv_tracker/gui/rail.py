"""What stands on the rail below the views: the work queue, by reason, with its counts in words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.gui import parts, theme, widgets
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import queue
from kharkiv_tracker.store.queue import Waiting

#: Counting waits until the window has shown what was saved.
_REST = 120


class WaitingList(QWidget):
    """Chosen, a reason narrows the table to the incidents that wait for it; again, no longer."""

    chosen = Signal()
    counted = Signal()

    def __init__(self, session: Session, gazetteer: Gazetteer) -> None:
        super().__init__()
        self._session = session
        self._gazetteer = gazetteer
        self._title = widgets.text(_("To look at"), "quiet", 9, bold=True)
        self._title.setContentsMargins(10, 0, 0, 4)
        self.lines: dict[Waiting, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        for kind in Waiting:
            line = widgets.button("", partial(self._choose, kind), kind="waiting")
            line.setCheckable(True)
            line.setProperty("attention", kind is Waiting.DISAGREEMENT)
            line.setFont(theme.font(9))
            self.lines[kind] = line
            column.addWidget(line)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.count)
        session.changed.connect(self._follow)
        self._due: dict[Waiting, set[str]] = {kind: set() for kind in Waiting}
        self._changed = Changes(case=True)
        self._show()
        session.beside(self, self.count)

    def count(self) -> None:
        """Ask how many wait for what; of a large case only what was changed is looked at."""
        case, changed = self._session.case, self._changed
        self._changed = Changes()
        for kind in Waiting:
            if changed.case:
                self._due[kind] = queue.codes(case, self._gazetteer, kind)
            else:
                due = queue.codes(case, self._gazetteer, kind, changed.incidents)
                self._due[kind] = (self._due[kind] - changed.incidents) | due
        for kind, line in self.lines.items():
            n = len(self._due[kind])
            name = parts.waiting(kind)
            line.setText(_("{reason}  {n}").format(reason=name, n=labels.number(n)))
            waits = ngettext("{n} incident", "{n} incidents", n).format(n=labels.number(n))
            line.setAccessibleName(f"{name}: {waits}")
            line.setToolTip(widgets.tooltip(_why(kind)))
            line.setAccessibleDescription(_why(kind))
        self._show()
        self.counted.emit()

    def _follow(self, changes: Changes) -> None:
        if changes:
            self._changed.incidents |= changes.incidents
            self._changed.case |= changes.case
            self._rest.start()
        self._show()

    def _show(self) -> None:
        """Reasons for which nothing waits are not shown, but for the one being looked at."""
        looked = self._session.waiting
        for kind, line in self.lines.items():
            line.setChecked(kind is looked)
            line.setVisible(bool(self._due[kind]) or kind is looked)
        self._title.setVisible(any(self._due.values()) or looked is not None)

    def _choose(self, kind: Waiting) -> None:
        self._session.look_at(None if self._session.waiting is kind else kind)
        self._show()
        if self._session.waiting is kind:
            self.chosen.emit()


def _why(kind: Waiting) -> str:
    match kind:
        case Waiting.NOT_APPROVED:
            return _("Nobody has approved these incidents yet.")
        case Waiting.SINGLE_SPEAKER:
            return _("All that is known of these comes from one speaker.")
        case Waiting.DISAGREEMENT:
            return _("Speakers disagree about these, which widens the range.")
        case Waiting.DISTRICT_UNKNOWN:
            return _("Of these only the city or the oblast is known.")
        case _:
            return _("Of these no day is known; they lie in no period.")
