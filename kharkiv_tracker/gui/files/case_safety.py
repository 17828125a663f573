"""What the window does when the file of the open case is gone, replaced or damaged."""

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
from kharkiv_tracker.gui.dialogs import progress_dialog, rescue_dialogs, standard_dialogs
from kharkiv_tracker.gui.dialogs.backup_dialog import BackupDialog
from kharkiv_tracker.gui.dialogs.progress_dialog import Stopped
from kharkiv_tracker.gui.files import backup_keeper, case_files
from kharkiv_tracker.gui.files.background_check import BackgroundCheck
from kharkiv_tracker.gui.files.backup_keeper import BackupKeeper
from kharkiv_tracker.gui.files.case_rescue import CaseRescue
from kharkiv_tracker.gui.files.file_watch import FileWatch
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.status_bar import StatusBar
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import backups, case_copy, file_placement, revision_chain
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import DatabaseError
from kharkiv_tracker.store.file_identity import FileReplaced, Loss
from kharkiv_tracker.store.open_checks import CaseDamaged
from kharkiv_tracker.store.verification import Verification

_Actions = tuple[tuple[str, Callable[[], object]], ...]


class CaseWindow(Protocol):
    """What is needed of the main window."""

    view: CaseView | None
    status: StatusBar | None

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
        self._followed: Session | None = None
        self._loss: Loss | None = None
        self._damage: CaseDamaged | None = None
        self._problems: Verification | None = None
        self.watch = FileWatch(widget)
        self.check = BackgroundCheck(widget)
        self.keeper = BackupKeeper(widget)
        self.rescue = CaseRescue(widget, window)
        self.watch.looked.connect(self._look)
        self.check.ended.connect(self._take)
        for marked in (self.check, self.keeper):
            marked.changed.connect(self._mark)

    def follow(self, view: CaseView | None) -> None:
        """Follow the case of this view, or none; a view of the same case is one more to tell."""
        session = view.session if view else None
        self._loss = None
        if session is not self._followed:
            if session is None:
                self.keeper.finish()
            self._followed, self._damage, self._problems = session, None, None
            self.check.follow(session)
            self.keeper.follow(session)
            self.watch.follow(session.case if session else None)
        if session is not None:
            # Also in another language.
            self.keeper.refresh()
            self._show_damage()
            self._show_backup_problem()
            self.watch.look()

    def close(self) -> None:
        """The window is closed."""
        self.check.close()
        self.keeper.close()

    def save_open_as(self) -> None:
        """Save what is open, also when its file is gone, and go on with that file."""
        session = self._followed
        path = self._ask_path(_("Save what is open as"))
        if session is None or path is None or not self._copy_open(session, path):
            return
        if self._change(session, path):
            self._window.show_status(
                _("Saved as {path}. The window goes on with this file.").format(path=path)
            )

    def save_copy(self) -> None:
        """Save a copy of the case file and stay with it."""
        session = self._followed
        path = self._ask_path(_("Save a copy of the case file"))
        if session is None or path is None:
            return

        def job(step: progress_dialog.Step) -> None:
            with session.another_connection() as case:
                case_copy.copy(case, path, step)

        try:
            sentence = _("Copying the case file…")
            progress_dialog.do_beside(self._widget, _("Copy"), sentence, job)
        except Stopped as stopped:
            self._window.show_status(str(stopped))
        except TrackerError as error:
            standard_dialogs.show_message(self._widget, str(error))
        else:
            self._window.show_status(_("Saved as {path}.").format(path=path))

    def open_other(self) -> None:
        """Open what now lies at the path; what was open is kept beside it under a name."""
        session = self._followed
        if session is None or session.case.path is None:
            return
        path, heads = session.case.path, _heads(session)
        if self._loss is Loss.OVERWRITTEN:
            # Nothing can be kept of what was open: it is left only for a file that opens.
            if self._opens(session):
                self._change(session, path)
            return
        kept = self._keep_open(session)
        if kept is None or not self._change(session, path, otherwise=kept):
            return
        now = self._followed
        if now and now.case.path == kept:
            sentence = _("The other file does not open. The window goes on with {path}.")
            self._window.show_status(sentence.format(path=kept))
        elif now and heads and revision_chain.contains(now.case.db, heads):
            # What was open is part of the other file.
            file_placement.remove(kept)
        else:
            sentence = _("What was open before is kept as {path}.")
            self._window.show_status(sentence.format(path=kept))

    def back_up(self) -> None:
        """Show the backups: where they are kept, and which there are."""
        if self._followed:
            BackupDialog(self._widget, self._followed, self.keeper).exec()

    def restore(self) -> None:
        """Restore a backup of the open case, or of a file that is chosen."""
        session = self._followed
        if session is None or session.case.path is None:
            return
        path, passphrase = session.file()
        go_on = self.rescue.ask_backup(path, passphrase or "", _mark(session))
        if go_on:
            self._go_on(session, go_on)

    def salvage(self) -> None:
        """Save what can be read of the open case into a new file, and go on with that."""
        session = self._followed
        if session is None or session.case.path is None:
            return
        path, passphrase = session.file()
        go_on = self.rescue.ask_target(path, passphrase or "")
        if go_on:
            self._go_on(session, go_on)

    def check_now(self) -> None:
        """Check the whole case file and show what came of it."""
        self.check.ask(self._show_check)

    def explain(self, error: BaseException, show_report: Callable[[], object]) -> bool:
        """Whether an unforeseen error comes of the case file; then it is said, and the ways on.

        Where that is to be found out first, `show_report` is called if it does not.
        """
        session = self._followed
        if session is None or session.case.path is None:
            return False
        if self._loss or self._damage:
            return True
        try:
            session.case.check_identity()
        except FileReplaced as replaced:
            self._look(replaced)
            return True
        except DatabaseError:
            pass

        def settle(result: Verification | BaseException) -> None:
            if isinstance(result, Verification) and result.ok:
                show_report()
            elif isinstance(result, FileReplaced):
                self._look(result)
            else:
                self._take_damage(session, result)
                self._ask_way(session)

        self.check.ask(settle)
        return True

    def _take(self, result: Verification) -> None:
        """Take the result of a check."""
        if self._followed and not result.ok:
            self._problems = result
            self._take_damage(self._followed, result)

    def _take_damage(self, session: Session, result: Verification | BaseException) -> None:
        path = session.case.path
        if isinstance(result, Verification):
            what = rescue_dialogs.problem_text(result.problems[0])
            self._damage = CaseDamaged(path, what)
        elif isinstance(result, CaseDamaged):
            self._damage = result
        else:
            self._damage = CaseDamaged(path, f"{str(result).rstrip('.')}.")
        self.keeper.is_suspended = True
        self._show_damage()

    def _show_damage(self) -> None:
        view = self._window.view
        if view is None or self._damage is None:
            return
        actions: _Actions = (
            (_("Restore a backup…"), self.restore),
            (_("Save what can be read…"), self.salvage),
        )
        if self._problems:
            actions += ((_("Show all"), self._show_problems),)
        view.banner.show_message(Message(Gravity.DAMAGED, str(self._damage), actions))

    def _show_problems(self) -> None:
        if self._problems:
            rescue_dialogs.show_problems(self._widget, self._problems.problems)

    def _show_check(self, result: Verification | BaseException) -> None:
        if isinstance(result, Verification):
            rescue_dialogs.show_check(self._widget, result)
        else:
            standard_dialogs.show_message(self._widget, str(result))

    def _ask_way(self, session: Session) -> None:
        """The dialog for damage that comes up while the case is open."""
        path, passphrase = session.file()
        if self._damage:
            go_on = self.rescue.ask(path, self._damage, passphrase or "", _mark(session))
            if go_on:
                self._go_on(session, go_on)

    def _go_on(self, session: Session, make: Callable[[], Session | None]) -> None:
        """Close the case, do it, and open what came of it; else what was open before."""
        path, passphrase = session.file()
        kept = None
        if self._loss and self._loss is not Loss.OVERWRITTEN:
            kept = self._keep_open(session)
            if kept is None:
                return

        def change() -> Session | None:
            return make() or self._window.opened(kept or path, passphrase or "")

        self._window.change_case(change)

    def _look(self, replaced: FileReplaced | None) -> None:
        """Show what has become of the file, or that it is back."""
        loss = replaced.loss if replaced else None
        view = self._window.view
        if loss is self._loss or view is None:
            return
        self._loss = loss
        if self._window.status:
            self._window.status.show_lost(loss is not None)
        if replaced is None:
            view.banner.withdraw(Gravity.REPLACED)
        else:
            sentence = f"{replaced.brief} {_next_sentence(replaced.loss)}"
            actions = self._ways(replaced.loss)
            view.banner.show_message(Message(Gravity.REPLACED, sentence, actions))

    def _ways(self, loss: Loss) -> _Actions:
        saving = (_("Save what is open as…"), self.save_open_as)
        if loss is Loss.GONE:
            restoring = (_("Restore a backup…"), self.restore)
            session = self._followed
            return (saving, restoring) if session and _has_backups(session) else (saving,)
        if loss is Loss.JOURNAL:
            return (saving, (_("Open the file as it is"), self.open_other))
        other = (_("Look at the other file"), self.open_other)
        return (other,) if loss is Loss.OVERWRITTEN else (saving, other)

    def _mark(self) -> None:
        """Show in the status line when the file was checked, and whether there is a backup."""
        if self._window.status:
            self._window.status.show_marks(self.check.state, self.keeper.problem, self.back_up)
        if self._window.view and not self.keeper.problem:
            self._window.view.banner.withdraw(Gravity.BACKUP)

    def _show_backup_problem(self) -> None:
        """Say at opening that the last backup could not be made."""
        view = self._window.view
        if view and self.keeper.has_failed:
            sentence = _("{problem} The case file itself is safe.")
            actions = ((_("Backups…"), self.back_up),)
            view.banner.show_message(
                Message(Gravity.BACKUP, sentence.format(problem=self.keeper.problem), actions, True)
            )

    def _ask_path(self, title: str) -> Path | None:
        """Where to save the open case."""
        if self._followed is None or self._followed.case.path is None:
            return None
        proposed = case_files.free_beside(self._followed.case.path, "copy")
        kinds = _("Case files (*.ktcase)")
        return standard_dialogs.ask_save_path(self._widget, title, proposed, kinds)

    def _keep_open(self, session: Session) -> Path | None:
        """A copy of what is open, beside its path; None, and it is said, where none was made."""
        kept = case_files.free_beside(session.file()[0], "open")
        return kept if self._copy_open(session, kept) else None

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
            self._take_damage(session, damaged)
            self._ask_way(session)
            return False
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


def _next_sentence(loss: Loss) -> str:
    if loss is Loss.OVERWRITTEN:
        return _(
            "Nothing more is saved there, and what is shown may be wrong. What you typed is "
            "still in its form."
        )
    return _(
        "Nothing more is saved there. What is open is still whole: save it under a name to go on."
    )


def _heads(session: Session) -> list[str]:
    with suppress(DatabaseError):
        return session.case.heads()
    return []


def _mark(session: Session) -> str:
    """What tells backups of this case from those of others; "" where it cannot be read."""
    with suppress(DatabaseError):
        return backups.mark_of(session.case)
    return ""


def _has_backups(session: Session) -> bool:
    with suppress(DatabaseError):
        return bool(backup_keeper.listed(session))
    return False
