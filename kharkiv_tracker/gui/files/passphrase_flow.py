"""The passphrase of the open case changed: the case closed, changed and opened again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui.dialogs import (
    older_copies_dialog,
    passphrase_dialog,
    progress_dialog,
    standard_dialogs,
)
from kharkiv_tracker.gui.dialogs.passphrase_dialog import Passphrases
from kharkiv_tracker.gui.dialogs.progress_dialog import Step, Stopped
from kharkiv_tracker.gui.files import backup_keeper
from kharkiv_tracker.gui.files.backup_keeper import BackupKeeper
from kharkiv_tracker.gui.files.lost_file import CaseWindow
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import older_copies, passphrase_change, passphrase_text
from kharkiv_tracker.store.backups import Backup
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.passphrase_change import Change

_T = TypeVar("_T")

#: Closes a case, does something, and opens what came of it or what was open before.
Reopen = Callable[[Session, Callable[[], Session | None]], object]


class PassphraseFlow:
    """What is asked, done and said; `reopen` keeps what is typed in the forms."""

    def __init__(
        self, widget: QWidget, window: CaseWindow, keeper: BackupKeeper, reopen: Reopen
    ) -> None:
        self._widget, self._window = widget, window
        self._keeper, self._reopen = keeper, reopen

    def ask(self, session: Session) -> None:
        """Ask for the passphrases, and change them; raises FileReplaced."""
        session.case.check_identity()
        path = session.file()[0]
        passphrases = passphrase_dialog.ask_passphrases(self._widget, session.case)
        if passphrases is None:
            return
        changes: list[Change] = []

        def make() -> Session | None:
            change = self._changed(path, passphrases)
            if change is None:
                return None
            changes.append(change)
            return self._window.opened(path, passphrases.new)

        self._reopen(session, make)
        if changes and self._window.view:
            self._finish(self._window.view.session, changes[0])

    def _changed(self, path: Path, passphrases: Passphrases) -> Change | None:
        try:
            return progress_dialog.do_beside(
                self._widget,
                _("Passphrase"),
                _("Writing and verifying the case file under its new passphrase…")
                if passphrases.new
                else _("Writing and verifying the case file without a passphrase…"),
                lambda step: passphrase_change.change(
                    path, passphrases.current, passphrases.new, step
                ),
            )
        except Stopped as stopped:
            self._window.show_status(str(stopped))
        except TrackerError as error:
            standard_dialogs.show_message(self._widget, str(error))
        return None

    def _finish(self, session: Session, change: Change) -> None:
        """Say what was done, back up, and offer to delete the backups this replaces."""
        try:
            older = self._beside(
                session,
                lambda case, step: older_copies.find(case, backup_keeper.folder(), change, step),
            )
            newest = self._backed_up(session)
            replaced = (
                self._beside(
                    session,
                    lambda case, _step: older_copies.replaced(case, newest, older, change),
                )
                if newest and older.backups
                else []
            )
        except TrackerError as error:
            standard_dialogs.show_message(self._widget, f"{passphrase_text.done(change)} {error}")
            return
        if not older.paths:
            self._window.show_status(passphrase_text.done(change))
        elif older_copies_dialog.ask(self._widget, change, older, len(replaced)):
            self._delete(session, replaced, change)

    def _beside(self, session: Session, job: Callable[[CaseFile, Step], _T]) -> _T:
        """Do it in a thread, on a connection of its own."""

        def run(step: Step) -> _T:
            with session.another_connection() as case:
                return job(case, step)

        return progress_dialog.do_beside(
            self._widget, _("Passphrase"), _("Searching for earlier copies…"), run
        )

    def _backed_up(self, session: Session) -> Backup | None:
        """A backup that opens as the case does now, where a folder is chosen for backups."""
        folder = backup_keeper.folder()
        if folder is None or not folder.is_dir() or session.case.sample:
            return None
        return self._keeper.make(session, folder)

    def _delete(self, session: Session, replaced: list[Backup], change: Change) -> None:
        try:
            removed = self._beside(
                session, lambda case, _step: older_copies.remove(case, replaced, change)
            )
        except TrackerError as error:
            standard_dialogs.show_message(self._widget, str(error))
            return
        self._keeper.refresh()
        self._window.show_status(
            ngettext("{n} backup deleted.", "{n} backups deleted.", removed).format(n=removed)
        )
