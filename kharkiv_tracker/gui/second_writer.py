"""Watches whether another program or window writes to the open case file."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from kharkiv_tracker import labels
from kharkiv_tracker.domain.revision import UNNAMED
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.foreign_changes import ForeignChanges, ForeignWatch

_INTERVAL = 1000


class SecondWriter(QObject):
    """Looks once a second; `wrote` carries what others changed (ForeignChanges)."""

    wrote = Signal(object)

    def __init__(self, case: CaseFile, parent: QObject) -> None:
        super().__init__(parent)
        self._watch = ForeignWatch(case)
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL)
        self._timer.timeout.connect(self.look)
        self._is_in_file = case.path is not None
        self.start()

    def start(self) -> None:
        """Look from now on."""
        if self._is_in_file:
            self._timer.start()

    def look(self) -> None:
        """Look now."""
        foreign = self._watch.look()
        if foreign is not None:
            self.wrote.emit(foreign)

    def leave_out(self, edit: str) -> None:
        """Leave out an edit that was made here."""
        self._watch.leave_out(edit)

    def stop(self) -> None:
        """Look no more: the case is about to be closed, or written to by this window."""
        self._timer.stop()


def sentence(foreign: ForeignChanges) -> str:
    """Who changed what: `Olena added KHT-2022-08-17-02.`"""
    names = [_("Another program") if name == UNNAMED else name for name in foreign.authors]
    author, n = labels.joined(names), len(foreign.codes)
    if not n:
        return _("{author} changed the case file.").format(author=author)
    if n == 1:
        (code,) = foreign.codes
        text = _("{author} added {code}.") if foreign.added else _("{author} changed {code}.")
        return text.format(author=author, code=code)
    if foreign.added:
        text = ngettext("{author} added {n} record.", "{author} added {n} records.", n)
    else:
        text = ngettext("{author} changed {n} record.", "{author} changed {n} records.", n)
    return text.format(author=author, n=labels.number(n))
