"""What the window does for the safety of the open case: checks, backups, ways on from damage."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import known_cases
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui.banner import Gravity, Message
from kharkiv_tracker.gui.case_view import CaseView
from kharkiv_tracker.gui.dialogs import progress_dialog, standard_dialogs
from kharkiv_tracker.gui.dialogs.progress_dialog import Stopped
from kharkiv_tracker.gui.files.background_check import BackgroundCheck
from kharkiv_tracker.gui.files.backup_keeper import BackupKeeper
from kharkiv_tracker.gui.files.lost_file import Actions, CaseWindow, LostFile
from kharkiv_tracker.gui.files.stranger_takeover import StrangerTakeover
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import backups, case_copy, case_identity, copies, synced_folder
from kharkiv_tracker.store.copies import CopyKind
from kharkiv_tracker.store.engine import DatabaseError
from kharkiv_tracker.store.file_identity import FileReplaced, Loss
from kharkiv_tracker.store.open_checks import CaseDamaged, problem_of
from kharkiv_tracker.store.verification import Verification

if TYPE_CHECKING:
    from kharkiv_tracker.gui.files.case_rescue import CaseRescue

#: What is noted of a case once it was read that its folder is synced.
_SYNCED = "synced"


class CaseSafety:
    """Follows the open case; `window` is both the parent of its dialogs and the main window."""

    def __init__(self, widget: QWidget, window: CaseWindow) -> None:
        self._widget, self._window = widget, window
        self._followed: Session | None = None
        self._damage: CaseDamaged | None = None
        self._problems: Verification | None = None
        self.lost = LostFile(widget, window, self.restore, self._rescue)
        self.check = BackgroundCheck(widget)
        self._takeover = StrangerTakeover(widget, window, self.check)
        self.keeper = BackupKeeper(widget)
        self.check.ended.connect(self._take)
        for marked in (self.check, self.keeper):
            marked.changed.connect(self._mark)

    @cached_property
    def rescue(self) -> CaseRescue:
        """The ways on from damage."""
        from kharkiv_tracker.gui.files.case_rescue import CaseRescue

        return CaseRescue(self._widget, self._window)

    def follow(self, view: CaseView | None) -> None:
        """Follow the case of this view, or none; a view of the same case is one more to inform."""
        session = view.session if view else None
        if session is not self._followed:
            if session is None:
                self.keeper.finish()
            self._followed, self._damage, self._problems = session, None, None
            self.check.follow(session)
            self.keeper.follow(session)
        else:
            # Its view is a new one, perhaps in another language.
            self.keeper.refresh()
        if session is not None:
            self._show_synced(session)
            self._show_stranger(session)
            self._show_damage()
            self._show_backup_problem()
        self.lost.follow(session)

    def close(self) -> None:
        """The window is closed."""
        self.check.close()
        self.keeper.close()

    def save_copy(self) -> None:
        """Save a copy of the case file and stay with it."""
        session = self._followed
        path = self.lost.ask_path(_("Save a copy of the case file"))
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
            copies.note(session.case, CopyKind.COPY, Profile.INTERNAL, path)
            self._window.show_status(_("Saved as {path}.").format(path=path))

    def back_up(self) -> None:
        """Show the backups: where they are kept, and which there are."""
        from kharkiv_tracker.gui.dialogs.backup_dialog import BackupDialog

        if self._followed:
            BackupDialog(self._widget, self._followed, self.keeper).exec()

    def restore(self) -> None:
        """Restore a backup of the open case, or of a file that is chosen."""
        session = self._followed
        if session is None or session.case.path is None:
            return
        go_on = self.rescue.ask_backup(*_file(session), _mark(session))
        if go_on:
            self._go_on(session, go_on)

    def salvage(self) -> None:
        """Save what can be read of the open case into a new file, and continue with that."""
        session = self._followed
        if session is None or session.case.path is None:
            return
        go_on = self.rescue.ask_target(*_file(session))
        if go_on:
            self._go_on(session, go_on)

    def change_passphrase(self) -> None:
        """Set, change or remove the passphrase of the open case, or print its recovery sheet."""
        from kharkiv_tracker.gui.files.passphrase_flow import PassphraseFlow

        if self._followed is None:
            return
        try:
            flow = PassphraseFlow(self._widget, self._window, self.keeper, self._go_on)
            flow.ask(self._followed)
        except FileReplaced as replaced:
            self.lost.show_loss(replaced)

    def check_now(self) -> None:
        """Check the whole case file and show what came of it; meanwhile it can be stopped."""
        self.check.ask(self._show_check)
        sentence = _("Checking the case file…")
        progress_dialog.watch(self._widget, _("Check the case file"), sentence, self.check)

    def take_over(self) -> None:
        """Check a case that is not known here and open its file for writing, if that is wanted."""
        if self._followed:
            self._takeover.begin(self._followed)

    def explain(self, error: BaseException, show_report: Callable[[], object]) -> bool:
        """Whether an unforeseen error comes of the case file; then it is said, and the ways on.

        Where that is to be found out first, `show_report` is called if it does not.
        """
        session = self._followed
        if session is None or session.case.path is None:
            return False
        if self.lost.loss or self._damage:
            return True
        try:
            session.case.check_identity()
        except FileReplaced as replaced:
            self.lost.show_loss(replaced)
            return True
        except DatabaseError:
            pass

        def settle(result: Verification | BaseException) -> None:
            is_good = isinstance(result, Verification) and result.ok
            if is_good or isinstance(result, Stopped):
                show_report()
            elif isinstance(result, FileReplaced):
                self.lost.show_loss(result)
            else:
                self._take_damage(session, result)
                self._ask_way(session)

        self.check.ask(settle)
        return True

    def _take(self, result: Verification) -> None:
        """Take the result of a check."""
        if self._followed and not result.ok and not self._followed.case.is_newer:
            self._problems = result
            self._take_damage(self._followed, result)

    def _take_damage(self, session: Session, result: Verification | BaseException) -> None:
        from kharkiv_tracker.gui.dialogs import rescue_dialogs

        path = session.place
        if isinstance(result, Verification):
            what = rescue_dialogs.problem_text(result.problems[0])
            self._damage = CaseDamaged(path, what)
        elif isinstance(result, CaseDamaged):
            self._damage = result
        else:
            self._damage = CaseDamaged(path, problem_of(str(result)))
        self.keeper.is_suspended = True
        self._show_damage()

    def _show_damage(self) -> None:
        view = self._window.view
        if view is None or self._damage is None:
            return
        actions: Actions = (
            (_("Restore a backup…"), self.restore),
            (_("Recover data…"), self.salvage),
        )
        if self._problems:
            actions += ((_("Show all"), self._show_problems),)
        view.banner.show_message(Message(Gravity.DAMAGED, str(self._damage), actions))

    def _show_synced(self, session: Session) -> None:
        """Say that another program syncs the folder, until that was read once."""
        view, place = self._window.view, session.place
        warning = synced_folder.case_warning(place) if place else ""
        first = case_identity.first_revision(session.case.db) if warning else ""
        if view is None or not first or known_cases.is_noted(_SYNCED, first):
            return

        def hide() -> None:
            known_cases.note(_SYNCED, first)
            view.banner.withdraw(Gravity.SYNCED)

        action = (_("Do not show again"), hide)
        view.banner.show_message(Message(Gravity.SYNCED, warning, (action,), is_good=True))

    def _show_stranger(self, session: Session) -> None:
        """Say that a copy is open, and offer to take its case over."""
        if self._window.view and session.may_take_over:
            action = (_("Check and take over…"), self.take_over)
            self._window.view.banner.show_message(
                Message(Gravity.STRANGER, session.case.notice, (action,), is_good=True)
            )

    def _show_problems(self) -> None:
        from kharkiv_tracker.gui.dialogs import rescue_dialogs

        if self._problems:
            rescue_dialogs.show_problems(self._widget, self._problems.problems)

    def _show_check(self, result: Verification | BaseException) -> None:
        from kharkiv_tracker.gui.dialogs import rescue_dialogs

        if isinstance(result, Verification):
            rescue_dialogs.show_check(self._widget, result)
        elif isinstance(result, Stopped):
            self._window.show_status(str(result))
        else:
            standard_dialogs.show_message(self._widget, str(result))

    def _rescue(self, session: Session, damaged: CaseDamaged) -> None:
        """Say that the file is damaged, and ask for a way on."""
        self._take_damage(session, damaged)
        self._ask_way(session)

    def _ask_way(self, session: Session) -> None:
        """The dialog for damage that comes up while the case is open."""
        path, passphrase = _file(session)
        if self._damage:
            go_on = self.rescue.ask(path, self._damage, passphrase, _mark(session))
            if go_on:
                self._go_on(session, go_on)

    def _go_on(self, session: Session, make: Callable[[], Session | None]) -> None:
        """Close the case, do it, and open what came of it; else what was open before."""
        path, passphrase = _file(session)
        kept = None
        if self.lost.loss and self.lost.loss is not Loss.OVERWRITTEN:
            kept = self.lost.keep_open(session)
            if kept is None:
                return

        def change() -> Session | None:
            return make() or self._window.opened(kept or path, passphrase)

        self._window.change_case(change)

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


def _file(session: Session) -> tuple[Path, str]:
    """The file that ways on are about, and its passphrase."""
    path, passphrase = session.file()
    return session.place or path, passphrase or ""


def _mark(session: Session) -> str:
    """What distinguishes backups of this case from others; "" where it cannot be read."""
    with suppress(DatabaseError):
        return backups.mark_of(session.case)
    return ""
