"""Undo and redo in the menu: named by what they would take back, idle where there is nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import dialogs, history_words
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import undoing

_NAMED = 3


class Undo:
    """Keeps two actions of the menu in step with the history of the open case."""

    def __init__(
        self, window: QWidget, undo: QAction, redo: QAction, say: Callable[[str], object]
    ) -> None:
        self._window = window
        self._undo, self._redo = undo, redo
        self._say = say
        self._session: Session | None = None
        self._name()

    def follow(self, session: Session | None) -> None:
        """From now on be about this case, or about none."""
        if self._session is not None:
            self._session.changed.disconnect(self._refresh)
        self._session = session
        if session is not None:
            session.changed.connect(self._refresh)
        self._name()

    def undo(self) -> None:
        self._take_back(again=False)

    def redo(self) -> None:
        self._take_back(again=True)

    def _take_back(self, again: bool) -> None:
        session = self._session
        could = self._could()
        edit = could.redo if again else could.undo
        if session is None or edit is None:
            return
        try:
            changes = session.redo() if again else session.undo()
        except TrackerError as error:
            dialogs.tell(self._window, str(error))
            return
        said = history_words.reason(edit[1])
        if again:
            sentence = _("Made again: {what}{records}.")
        else:
            sentence = _("Taken back: {what}{records}. Ctrl+Shift+Z makes it again.")
        self._say(sentence.format(what=said, records=_records(changes)))

    def _could(self) -> undoing.Undoable:
        if self._session is None or self._session.case.read_only:
            return undoing.Undoable(None, None)
        return undoing.undoable(self._session.case)

    def _refresh(self, changes: Changes) -> None:
        if changes:
            self._name()

    def _name(self) -> None:
        could = self._could()
        for action, edit, alone, named in (
            (self._undo, could.undo, _("Undo"), _("Undo: {what}")),
            (self._redo, could.redo, _("Redo"), _("Redo: {what}")),
        ):
            action.setEnabled(edit is not None)
            # An ampersand would become the underlined letter of the menu.
            said = history_words.reason(edit[1]).replace("&", "&&") if edit else ""
            action.setText(named.format(what=said) if said else alone)


def _records(changes: Changes | None) -> str:
    """The records it was about, the first few by their codes: ` (KHT-2022-08-17-02)`."""
    codes = sorted(changes.incidents | changes.statements) if changes else []
    if not codes:
        return ""
    told = ", ".join(codes[:_NAMED])
    more = len(codes) - _NAMED
    if more > 0:
        said = ngettext("{codes} and {n} more", "{codes} and {n} more", more)
        told = said.format(codes=told, n=labels.number(more))
    return f" ({told})"
