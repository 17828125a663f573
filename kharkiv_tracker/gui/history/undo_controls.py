"""Undo and redo, named by the edit they apply to; disabled without one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.revision import UNNAMED, Changes
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import revision_text
from kharkiv_tracker.store import undo_stack
from kharkiv_tracker.store.undo_stack import UndoableEdit

_NAMED = 3
_NOTHING = undo_stack.Undoable(None, None)


class UndoControls:
    """Follows the history of the open case; `moved` is called when the next edit changes."""

    def __init__(
        self, window: QWidget, show_status: Callable[[str], object], moved: Callable[[], object]
    ) -> None:
        self._window, self._show_status, self._moved = window, show_status, moved
        self._session: Session | None = None
        self._edits = _NOTHING

    @property
    def may_undo(self) -> bool:
        return self._edits.undo is not None

    @property
    def may_redo(self) -> bool:
        return self._edits.redo is not None

    @property
    def undo_title(self) -> str:
        reason = _reason(self._edits.undo)
        return _("Undo: {what}").format(what=reason) if reason else _("Undo")

    @property
    def redo_title(self) -> str:
        reason = _reason(self._edits.redo)
        return _("Redo: {what}").format(what=reason) if reason else _("Redo")

    def follow(self, session: Session | None) -> None:
        """Follow this session, or none."""
        if self._session is not None:
            self._session.changed.disconnect(self._refresh)
        self._session = session
        if session is not None:
            session.changed.connect(self._refresh)
        self._read()

    def undo(self) -> None:
        self._run(again=False)

    def redo(self) -> None:
        self._run(again=True)

    def _run(self, again: bool) -> None:
        session, edits = self._session, self._now()
        edit = edits.redo if again else edits.undo
        if session is None or edit is None:
            return
        # Another author's work is undone only after a confirmation that names the author.
        if not edit.is_by(session.author) and not standard_dialogs.confirm(
            self._window, _question(edit, again), _("Redo") if again else _("Undo")
        ):
            return
        try:
            changes = session.redo(edit) if again else session.undo(edit)
        except TrackerError as error:
            standard_dialogs.show_message(self._window, str(error))
            return
        if again:
            sentence = _("Redone: {what}{records}.")
        else:
            sentence = _("Undone: {what}{records}. Redo: Ctrl+Shift+Z.")
        self._show_status(sentence.format(what=_reason(edit), records=_records(changes)))

    def _refresh(self, changes: Changes) -> None:
        if changes:
            self._read()

    def _read(self) -> None:
        self._edits = self._now()
        self._moved()

    def _now(self) -> undo_stack.Undoable:
        if self._session is None or self._session.case.read_only:
            return _NOTHING
        return undo_stack.undoable(self._session.case)


def _reason(edit: UndoableEdit | None) -> str:
    return revision_text.reason(edit.reason) if edit else ""


def _question(edit: UndoableEdit, again: bool) -> str:
    """Who did or undid it, and whether to reverse that."""
    if edit.author == UNNAMED:
        sentence = (
            _("Undone without an author name: {what}. Redo it?")
            if again
            else _("Done without an author name: {what}. Undo it?")
        )
    else:
        sentence = (
            _("Undone by {author}: {what}. Redo it?")
            if again
            else _("Done by {author}: {what}. Undo it?")
        )
    return sentence.format(author=edit.author, what=_reason(edit))


def _records(changes: Changes | None) -> str:
    """The affected records, the first few by code: ` (KHT-2022-08-17-02)`."""
    codes = sorted(changes.incidents | changes.statements) if changes else []
    if not codes:
        return ""
    text = ", ".join(codes[:_NAMED])
    more = len(codes) - _NAMED
    if more > 0:
        pattern = ngettext("{codes} and {n} more", "{codes} and {n} more", more)
        text = pattern.format(codes=text, n=labels.number(more))
    return f" ({text})"
