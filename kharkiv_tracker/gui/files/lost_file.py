"""What the window does when the file of the open case is gone, replaced or written over."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.errors import CaseUnavailable, TrackerError
from kharkiv_tracker.gui.banner import Gravity, Message
from kharkiv_tracker.gui.case_view import CaseView
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.files import backup_keeper
from kharkiv_tracker.gui.files.file_watch import FileWatch
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.status_bar import StatusBar
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import case_copy, file_placement, revision_chain
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import DatabaseError
from kharkiv_tracker.store.file_identity import FileReplaced, Loss
from kharkiv_tracker.store.open_checks import CaseDamaged

Actions = tuple[tuple[str, Callable[[], object]], ...]


class CaseWindow(Protocol):
    """What is needed of the main window."""

    view: CaseView | None
    status: StatusBar | None

    def opened(self, path: Path, passphrase: str = "") -> Session | None:
        """The session of a file, after asking what has to be asked; None without one."""

    def change_case(self, make: Callable[[], Session | None]) -> bool:
        """Close the open case and show another with what was typed; whether there is one."""

    def show_status(self, sentence: str) -> None:
        """Show a sentence in the status line for a while."""


class LostFile:
    """Follows the open case; `loss` is what has become of its file, None while it is there.

    `restore` restores a backup; `rescue` gets a case whose file was damaged by what was written.
    """

    def __init__(
        self,
        widget: QWidget,
        window: CaseWindow,
        restore: Callable[[], object],
        rescue: Callable[[Session, CaseDamaged], object],
    ) -> None:
        self._widget, self._window = widget, window
        self._restore, self._rescue = restore, rescue
        self._followed: Session | None = None
        self.loss: Loss | None = None
        self.watch = FileWatch(widget)
        self.watch.looked.connect(self.show_loss)

    def follow(self, session: Session | None) -> None:
        """Follow this case, or none; once more where its view is another."""
        self.loss = None
        if session is not self._followed:
            self._followed = session
            self.watch.follow(session.case if session else None)
        self.watch.look()

    def may_leave(self) -> bool:
        """Whether the case may be closed: asked where what is open is in no file any more."""
        self.watch.look()
        if self.loss is None or self.loss is Loss.OVERWRITTEN:
            return True
        answer = standard_dialogs.ask_unsaved_case(self._widget)
        if answer == "save":
            self.save_open_as()
            return self.loss is None
        return answer == "discard"

    def save_open_as(self) -> None:
        """Save what is open, also when its file is gone, and continue with that file."""
        session = self._followed
        path = self.ask_path(_("Save case file as"))
        if session is None or path is None or not self._copy_open(session, path):
            return
        if self._change(session, path):
            self._window.show_status(_("Saved as {path}. This file is now open.").format(path=path))

    def open_other(self) -> None:
        """Open what now lies at the path; what was open is kept beside it under a name."""
        session = self._followed
        if session is None or session.case.path is None:
            return
        path, heads = session.case.path, _heads(session)
        if self.loss is Loss.OVERWRITTEN:
            # Nothing can be kept of what was open: it is left only for a file that opens.
            if self._opens(session):
                self._change(session, path)
            return
        kept = self.keep_open(session)
        if kept is None or not self._change(session, path, otherwise=kept):
            return
        now = self._followed
        if now and now.case.path == kept:
            sentence = _("Could not open the other file. {path} was opened instead.")
            self._window.show_status(sentence.format(path=kept))
        elif now and heads and revision_chain.contains(now.case.db, heads):
            # What was open is part of the other file.
            file_placement.remove(kept)
        else:
            sentence = _("The previously open case file is kept as {path}.")
            self._window.show_status(sentence.format(path=kept))

    def ask_path(self, title: str) -> Path | None:
        """Where to save the open case."""
        place = self._followed.place if self._followed else None
        if place is None:
            return None
        proposed = file_placement.free_beside(place, "copy")
        kinds = _("Case files (*.ktcase)")
        return standard_dialogs.ask_save_path(self._widget, title, proposed, kinds)

    def keep_open(self, session: Session) -> Path | None:
        """A copy of what is open, beside its path; None, and it is said, where none was made."""
        kept = file_placement.free_beside(session.file()[0], "open")
        return kept if self._copy_open(session, kept) else None

    def show_loss(self, replaced: FileReplaced | None) -> None:
        """Show what has become of the file, or that it is back."""
        loss = replaced.loss if replaced else None
        view = self._window.view
        if loss is self.loss or view is None:
            return
        self.loss = loss
        if self._window.status:
            self._window.status.show_lost(loss is not None)
        if replaced is None:
            view.banner.withdraw(Gravity.REPLACED)
        else:
            sentence = f"{replaced.brief} {_next_sentence(replaced.loss)}"
            actions = self._ways(replaced.loss)
            view.banner.show_message(Message(Gravity.REPLACED, sentence, actions))

    def _ways(self, loss: Loss) -> Actions:
        saving = (_("Save case file as…"), self.save_open_as)
        if loss is Loss.GONE:
            restoring = (_("Restore a backup…"), self._restore)
            session = self._followed
            return (saving, restoring) if session and _has_backups(session) else (saving,)
        if loss is Loss.JOURNAL:
            return (saving, (_("Open file anyway"), self.open_other))
        other = (_("Open other file"), self.open_other)
        return (other,) if loss is Loss.OVERWRITTEN else (saving, other)

    def _copy_open(self, session: Session, path: Path) -> bool:
        """Copy what is open, in this thread: its connection belongs to it."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            case_copy.copy(session.case, path)
        except TrackerError as error:
            problem = str(error)
        else:
            return True
        finally:
            QGuiApplication.restoreOverrideCursor()
        standard_dialogs.show_message(self._widget, problem)
        return False

    def _opens(self, session: Session) -> bool:
        """Whether what was written over the open file opens; else it is said."""
        path, passphrase = session.file()
        try:
            CaseFile.open(path, passphrase, reading=True).close()
        except CaseDamaged as damaged:
            self._rescue(session, damaged)
            return False
        except CaseUnavailable as unavailable:
            standard_dialogs.show_message(self._widget, str(unavailable))
            return False
        return True

    def _change(self, session: Session, path: Path, otherwise: Path | None = None) -> bool:
        """Continue with another file, or where it does not open with a copy of this one."""
        passphrase = session.file()[1] or ""

        def make() -> Session | None:
            opened = self._window.opened(path, passphrase)
            if opened is None and otherwise is not None:
                opened = self._window.opened(otherwise, passphrase)
            return opened

        return self._window.change_case(make)


def _next_sentence(loss: Loss) -> str:
    if loss is Loss.OVERWRITTEN:
        return _(
            "Changes are no longer saved to this file, and the data shown may be wrong. Your "
            "unsaved entry is still here."
        )
    return _(
        "Changes are no longer saved to this file. The open case file is intact. To "
        "continue, save it under a new name."
    )


def _heads(session: Session) -> list[str]:
    with suppress(DatabaseError):
        return session.case.heads()
    return []


def _has_backups(session: Session) -> bool:
    with suppress(DatabaseError):
        return bool(backup_keeper.listed(session))
    return False
