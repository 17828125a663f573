"""The folder of backups: chosen, or none any more, with what has to be known of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kharkiv_tracker import files
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.files import backup_keeper
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import backups, synced_folder


def ask_folder(parent: QWidget) -> Path | None:
    """In which folder backups are to be kept."""
    chosen = QFileDialog.getExistingDirectory(parent, _("Backup folder"))
    return Path(chosen) if chosen else None


def rule_text() -> str:
    """When backups are made, and how many are kept."""
    return _(
        "Backups are made every hour and when a changed case file is closed. "
        "Backups from the last 10 sessions, 7 days and 4 weeks are kept."
    )


class BackupFolder(QWidget):
    """A choice applies at once; `session` is the open case, if any."""

    #: Another folder was chosen, or none.
    changed = Signal()

    def __init__(self, session: Session | None) -> None:
        super().__init__()
        self._session = session
        self._folder = widgets.Elided("", is_path=True)
        self.warning = widgets.wrapped("", "attention", 9)
        self.choosing = widgets.button(_("Choose folder…"), self._choose)
        self.stopping = widgets.button(_("No backups"), lambda: self._keep(None))
        line = widgets.row(self._folder, 12, self.choosing, 8, self.stopping)
        line.setStretch(0, 1)
        self.setLayout(widgets.column(line, 4, self.warning))
        self.setFocusProxy(self.choosing)
        self.refresh()

    def follow(self, session: Session | None) -> None:
        """Warn of what concerns this open case."""
        self._session = session
        self.refresh()

    def refresh(self) -> None:
        """Show the folder as it is chosen and found now."""
        place = backup_keeper.folder()
        self._folder.setText(str(place) if place else _("No folder chosen yet"))
        self.stopping.setEnabled(place is not None)
        self.warn("\n".join(self._warnings(place)) if place else "")

    def warn(self, sentence: str) -> None:
        """Show what is wrong; nothing for ""."""
        self.warning.setText(sentence)
        self.warning.setVisible(bool(sentence))

    def _choose(self) -> None:
        if chosen := ask_folder(self):
            self._keep(chosen)

    def _keep(self, chosen: Path | None) -> None:
        try:
            backup_keeper.choose(chosen)
        except OSError as error:
            sentence = _("Could not save the folder choice: {error}.")
            self.warn(sentence.format(error=files.reason(error)))
            return
        self.refresh()
        self.changed.emit()
        if chosen is None:
            self.choosing.setFocus()

    def _warnings(self, place: Path) -> Iterator[str]:
        if not place.is_dir():
            yield _("Folder not found. Connect its disk or choose another folder.")
            return
        path = self._session.place if self._session else None
        if path and backups.is_on_same_disk(place, path):
            yield _(
                "The folder is on the same disk as the case file. If the disk fails, "
                "both are lost. Choose a folder on another disk or a USB drive."
            )
        is_encrypted = self._session is not None and self._session.case.is_encrypted
        if warning := synced_folder.backup_warning(place, is_encrypted):
            yield warning
