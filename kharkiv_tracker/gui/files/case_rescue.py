"""Ways on from a damaged case file: a backup restored, or whatever can be read saved anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.errors import CaseUnavailable, TrackerError
from kharkiv_tracker.gui.dialogs import (
    progress_dialog,
    rescue_dialogs,
    restore_dialog,
    standard_dialogs,
)
from kharkiv_tracker.gui.dialogs.rescue_dialogs import Way
from kharkiv_tracker.gui.files import backup_keeper
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import backups, file_placement, history, salvage_text
from kharkiv_tracker.store import restoration as store_restoration
from kharkiv_tracker.store import salvage as store_salvage
from kharkiv_tracker.store.open_checks import CaseDamaged


class Opener(Protocol):
    """Opens case files, asking what has to be asked, and shows a sentence in the status line."""

    def opened(self, path: Path, passphrase: str = "") -> Session | None: ...
    def show_status(self, sentence: str) -> object: ...


class CaseRescue:
    """Each way is chosen in its dialog first, and then done to a file that is not open anywhere."""

    def __init__(self, widget: QWidget, opener: Opener) -> None:
        self._widget, self._opener = widget, opener

    def ask(
        self, path: Path, error: CaseUnavailable, passphrase: str, mark: str = ""
    ) -> Callable[[], Session | None] | None:
        """Say what is wrong and ask for a way on; returns what does it, None for nothing."""
        is_damaged = isinstance(error, CaseDamaged)
        title = _("The case file is damaged") if is_damaged else _("Cannot open case file")
        newest = self._newest(path, passphrase, mark)
        way = rescue_dialogs.ask_way(self._widget, title, str(error), newest)
        if way is Way.RESTORE:
            return self.ask_backup(path, passphrase, mark)
        if way is Way.SALVAGE:
            return self.ask_target(path, passphrase)
        return None

    def has_backups(self, path: Path) -> bool:
        """Whether there are backups of case files of this name."""
        place = backup_keeper.folder()
        return place is not None and bool(backups.listed(place, path))

    def ask_backup(
        self, path: Path, passphrase: str, mark: str = ""
    ) -> Callable[[], Session | None] | None:
        """Ask which backup to restore; returns what restores and opens it."""
        place = backup_keeper.folder()
        listed = backups.listed(place, path, mark) if place else []
        backup = restore_dialog.ask_backup(self._widget, path, passphrase or None, listed)
        return (lambda: self._restored(backup, path, passphrase)) if backup else None

    def ask_target(self, path: Path, passphrase: str) -> Callable[[], Session | None] | None:
        """Ask where to save what can be read; returns what saves and opens it."""
        target = standard_dialogs.ask_save_path(
            self._widget,
            _("Recover data"),
            file_placement.free_beside(path, "saved"),
            _("Case files (*.ktcase)"),
        )
        return (lambda: self._salvaged(path, passphrase, target)) if target else None

    def _restored(self, backup: Path, path: Path, passphrase: str) -> Session | None:
        try:
            kept = progress_dialog.do_beside(
                self._widget,
                _("Restore a backup"),
                _("Restoring the backup…"),
                lambda step: store_restoration.restore(backup, path, passphrase or None, step),
            )
        except TrackerError as error:
            standard_dialogs.show_message(self._widget, str(error))
            return None
        session = self._opener.opened(path, passphrase)
        if session and kept:
            session.case.notice = " ".join(
                filter(
                    None,
                    (
                        _("Backup restored. The previous case file is kept as {name}.").format(
                            name=kept.name
                        ),
                        session.case.notice,
                    ),
                )
            )
        return session

    def _salvaged(self, path: Path, passphrase: str, target: Path) -> Session | None:
        try:
            salvaged = progress_dialog.do_beside(
                self._widget,
                _("Recover data"),
                _("Reading data…"),
                lambda step: store_salvage.salvage(path, passphrase or None, target, step),
            )
        except TrackerError as error:
            standard_dialogs.show_message(self._widget, str(error))
            return None
        rescue_dialogs.show_salvaged(self._widget, str(target), salvage_text.lines(salvaged))
        return self._opener.opened(target, passphrase)

    def _newest(self, path: Path, passphrase: str, mark: str) -> str:
        """The newest good backup in a sentence, with what is in it."""
        place = backup_keeper.folder()
        if place is None:
            return _("No backup folder chosen. You can choose a backup from another folder.")
        try:
            newest = progress_dialog.do_beside(
                self._widget,
                _("Backups"),
                _("Searching for the newest valid backup…"),
                lambda _step: backups.newest_good(place, path, passphrase or None, mark),
            )
            if newest is None:
                return _("No valid backup of this case file found in {folder}.").format(
                    folder=place
                )
            with backups.opened(newest.path, passphrase or None) as case:
                revisions = salvage_text.revisions(history.count(case))
        except TrackerError as error:
            return str(error)
        return _("Newest valid backup: {time}, {revisions}.").format(
            time=labels.zoned(labels.date_time(newest.made)), revisions=revisions
        )
