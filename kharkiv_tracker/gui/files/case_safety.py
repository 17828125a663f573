"""What the window does when the file of the open case is gone, replaced or damaged."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.errors import CaseUnavailable, TrackerError
from kharkiv_tracker.gui.banner import Gravity, Message
from kharkiv_tracker.gui.case_view import CaseView
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.files.file_watch import FileWatch
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import case_copy, file_placement, revision_chain
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import DatabaseError
from kharkiv_tracker.store.file_identity import FileReplaced, Loss

class CaseWindow(Protocol):
    """What is needed of the main window."""

    view: CaseView | None
    watch: FileWatch

    def opened(self, path: Path, passphrase: str = "") -> Session | None:
        """The session of a file, after asking what has to be asked; None where there is none."""

    def change_case(self, make: Callable[[], Session | None]) -> bool:
        """Close the open case and show another with what was typed; whether there is one."""

    def show_status(self, sentence: str) -> None:
        """Show a sentence in the status line for a while."""


class CaseSafety:
    """Follows the open case; `window` is both the parent of its dialogs and the main window."""

    def __init__(self, widget: QWidget, window: CaseWindow) -> None:
        self._widget, self._window = widget, window
        self._loss: Loss | None = None
        window.watch.looked.connect(self._look)

    def follow(self, view: CaseView | None) -> None:
        """Follow the case of this view, or none."""
        self._loss = None
        self._window.watch.follow(view.session.case if view else None)
        self._window.watch.look()

    def save_open_as(self) -> None:
        """Save what is open, also when its file is gone, and go on with that file."""
        session = self._session
        if session is None or session.case.path is None:
            return
        path = standard_dialogs.ask_save_path(
            self._widget,
            _("Save what is open as"),
            _free(session.case.path, _("saved")),
            _("Case files (*.ktcase)"),
        )
        if path is None or not self._copy_open(session, path):
            return
        if self._change(session, path):
            self._window.show_status(
                _("Saved as {path}. The window goes on with this file.").format(path=path)
            )

    def open_other(self) -> None:
        """Open what now lies at the path; what was open is kept beside it under a name."""
        session = self._session
        if session is None or session.case.path is None:
            return
        path, heads = session.case.path, _heads(session)
        if self._loss is Loss.OVERWRITTEN:
            # Nothing can be kept of what was open: it is left only for a file that opens.
            if self._opens(session):
                self._change(session, path)
            return
        kept = self.keep_open(session)
        if kept is None:
            return
        if not self._change(session, path, otherwise=kept):
            return
        now = self._session
        if now and now.case.path != kept and revision_chain.contains(now.case.db, heads):
            # What was open is part of the other file.
            file_placement.remove(kept)
        elif now and now.case.path == kept:
            self._window.show_status(
                _("The other file does not open. The window goes on with {path}.").format(path=kept)
            )
        else:
            self._window.show_status(
                _("What was open before is kept as {path}.").format(path=kept)
            )

    def keep_open(self, session: Session) -> Path | None:
        """A copy of what is open, beside its path; None, and it is said, where none was made."""
        kept = _free(session.file()[0], "open")
        return kept if self._copy_open(session, kept) else None

    @property
    def _session(self) -> Session | None:
        return self._window.view.session if self._window.view else None

    def _look(self, replaced: FileReplaced | None) -> None:
        """Show what has become of the file, or that it is back."""
        loss = replaced.loss if replaced else None
        if loss is self._loss or self._window.view is None:
            return
        self._loss = loss
        banner = self._window.view.banner
        if replaced is None:
            banner.withdraw(Gravity.REPLACED)
        else:
            sentence = f"{replaced.brief} {self._next_sentence(replaced.loss)}"
            banner.show_message(Message(Gravity.REPLACED, sentence, self._ways(replaced.loss)))

    def _next_sentence(self, loss: Loss) -> str:
        if loss is Loss.OVERWRITTEN:
            return _(
                "Nothing more is saved there, and what is shown may be wrong. What you typed is "
                "still in its form."
            )
        return _(
            "Nothing more is saved there. What is open is still whole: save it under a name to "
            "go on."
        )

    def _ways(self, loss: Loss) -> tuple[tuple[str, Callable[[], object]], ...]:
        saving = (_("Save what is open as…"), self.save_open_as)
        if loss is Loss.GONE:
            return (saving,)
        if loss is Loss.JOURNAL:
            return (saving, (_("Open the file as it is"), self.open_other))
        other = (_("Look at the other file"), self.open_other)
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
        try:
            CaseFile.open(*session.file(), reading=True).close()
        except CaseUnavailable as unavailable:
            standard_dialogs.show_message(self._widget, str(unavailable))
            return False
        return True

    def _change(self, session: Session, path: Path, otherwise: Path | None = None) -> bool:
        """Go on with another file, or where it does not open with a copy of this one."""
        passphrase = session.file()[1] or ""

        def make() -> Session | None:
            opened = self._window.opened(path, passphrase)
            if opened is None and otherwise is not None:
                opened = self._window.opened(otherwise, passphrase)
            return opened

        return self._window.change_case(make)


def _free(path: Path, word: str) -> Path:
    """A name beside a file that is free: `case.open-1.ktcase`."""
    names = (path.with_name(f"{path.stem}.{word}-{n}{path.suffix}") for n in count(1))
    return next(name for name in names if not name.exists())


def _heads(session: Session) -> list[str]:
    with suppress(DatabaseError):
        return session.case.heads()
    return []
