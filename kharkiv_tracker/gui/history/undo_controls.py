"""Undo and redo, named by the edit they apply to; disabled without one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.revision import UNNAMED, Changes
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui.dialogs import progress_dialog, standard_dialogs
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import edit_text, revision_text
from kharkiv_tracker.store import edit_steps, undo_stack
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.undo_stack import UndoableEdit

#: So many of the last edits are listed to go back to.
_LISTED = 50
#: Edits of more revisions are undone and redone in a thread.
_LONG = 500
_NOTHING = undo_stack.Undoable(None, None)


class UndoControls:
    """Follows the history of the open case; `moved` is called when the next edit changes."""

    def __init__(
        self, window: QWidget, show_status: Callable[[str], object], moved: Callable[[], object]
    ) -> None:
        self._window, self._show_status, self._moved = window, show_status, moved
        self._session: Session | None = None
        self._edits = _NOTHING
        #: What the edits that come next did, by their ids.
        self._names: dict[str, str] = {}

    @property
    def may_undo(self) -> bool:
        return self._edits.undo is not None

    @property
    def may_redo(self) -> bool:
        return self._edits.redo is not None

    @property
    def undo_title(self) -> str:
        name = self._name(self._edits.undo)
        return _("Undo {what}").format(what=name) if name else _("Undo")

    @property
    def redo_title(self) -> str:
        name = self._name(self._edits.redo)
        return _("Redo {what}").format(what=name) if name else _("Redo")

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

    def undo_several(self) -> None:
        """Choose one of the last edits, and undo it with all that came after it."""
        from kharkiv_tracker.gui.history import undo_dialog

        session = self._session
        if session is None or session.case.read_only:
            return
        edits = undo_stack.last_edits(session.case, _LISTED)
        steps = [edit_steps.of(session.case, edit.edit) for edit in edits]
        chosen = edits[: undo_dialog.ask_number(self._window, steps)] if steps else []
        if not chosen or not self._agrees(chosen, session.author):
            return
        try:
            session.undo_several(chosen)
        except TrackerError as error:
            standard_dialogs.show_message(self._window, str(error))
            return
        sentence = ngettext(
            "Undone: {n} change. Redo: Ctrl+Shift+Z.",
            "Undone: {n} changes. Redo one by one: Ctrl+Shift+Z.",
            len(chosen),
        )
        self._show_status(sentence.format(n=labels.number(len(chosen))))

    def _agrees(self, edits: list[UndoableEdit], author: str) -> bool:
        """Ask before the work of others is undone, by their names."""
        others = {fold(edit.author): edit.author for edit in edits if not edit.is_by(author)}
        if not others:
            return True
        names = ", ".join(revision_text.author(name) for name in others.values())
        question = _("Some of these changes were made by others: {names}. Undo them too?")
        return standard_dialogs.confirm(
            self._window, question.format(names=names), _("Undo changes")
        )

    def _run(self, again: bool) -> None:
        session, edits = self._session, self._now()
        edit = edits.redo if again else edits.undo
        if session is None or edit is None:
            return
        name = self._name(edit)
        # Another author's work is undone only after a confirmation that names the author.
        if not edit.is_by(session.author) and not standard_dialogs.confirm(
            self._window, _question(edit, name, again), _("Redo") if again else _("Undo change")
        ):
            return
        try:
            self._reverse(session, edit, again)
        except TrackerError as error:
            standard_dialogs.show_message(self._window, str(error))
            return
        undone = _("Undone: {what}. Redo: Ctrl+Shift+Z.")
        sentence = _("Redone: {what}.") if again else undone
        self._show_status(sentence.format(what=name))

    def _reverse(self, session: Session, target: UndoableEdit, again: bool) -> None:
        """Undo or redo an edit; one of many records by a connection of its own, in a thread."""
        if session.case.path is None or not edit_steps.is_longer(session.case, target.edit, _LONG):
            session.redo(target) if again else session.undo(target)
            return
        path, passphrase = session.file()
        reverse = undo_stack.redo if again else undo_stack.undo

        def job(step: progress_dialog.Step) -> Changes | None:
            with CaseFile.open(path, passphrase) as case:
                return reverse(case, session.author, expected=target, step=step)

        title = _("Redo") if again else _("Undo")
        sentence = _("Redoing the change…") if again else _("Undoing the change…")
        with session.writing_beside():
            changes = progress_dialog.do_beside(self._window, title, sentence, job)
            session.follow_reversal(target, changes, again)

    def _refresh(self, changes: Changes) -> None:
        if changes:
            self._read()

    def _read(self) -> None:
        self._edits, self._names = self._now(), {}
        self._moved()

    def _name(self, edit: UndoableEdit | None) -> str:
        """What the edit did; "" without one."""
        if edit is None or self._session is None:
            return ""
        if edit.edit not in self._names:
            step = edit_steps.of(self._session.case, edit.edit)
            self._names[edit.edit] = edit_text.what(step)
        return self._names[edit.edit]

    def _now(self) -> undo_stack.Undoable:
        if self._session is None or self._session.case.read_only:
            return _NOTHING
        return undo_stack.undoable(self._session.case)


def _question(edit: UndoableEdit, name: str, again: bool) -> str:
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
    return sentence.format(author=edit.author, what=name)
