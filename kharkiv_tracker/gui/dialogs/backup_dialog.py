"""The dialog for backups: where they are kept, which there are, and one made now."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from kharkiv_tracker import files, labels
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.files import backup_keeper
from kharkiv_tracker.gui.files.backup_keeper import BackupKeeper
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.table.table_view import Column, Table, TableModel
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import backups
from kharkiv_tracker.store.backups import Backup

_WIDTH, _LIST = 560, 172


def ask_folder(parent: QWidget) -> Path | None:
    """In which folder backups are to be kept."""
    chosen = QFileDialog.getExistingDirectory(parent, _("Backup folder"))
    return Path(chosen) if chosen else None


class BackupDialog(Dialog):
    """Shows the backups of the open case; a folder is used from the moment it is chosen."""

    holds_input = False

    def __init__(self, parent: QWidget, session: Session, keeper: BackupKeeper) -> None:
        super().__init__(parent, _("Backups"))
        self.setMinimumWidth(theme.px(_WIDTH))
        self._session, self._keeper = session, keeper
        self._backups: list[Backup] = []
        self._folder = widgets.Elided("", is_path=True)
        self.warning = widgets.wrapped("", "attention", 9)
        self.state = widgets.wrapped("", "quiet", 9)
        self.model = TableModel(_columns(), lambda ids: [self._backups[n] for n in ids], self)
        self.list = Table(self.model, _("Backups of this case file"))
        self.list.setFixedHeight(theme.px(_LIST))
        self.choosing = widgets.button(_("Choose folder…"), self._choose)
        self._build()
        self._refresh()
        (self.making if self.making.isEnabled() else self.choosing).setFocus()

    def accept(self) -> None:
        """Back up now; the dialog stays, with the new backup in its list."""
        place = backup_keeper.folder()
        if place is None:
            return
        try:
            self._keeper.make(self._session, place)
        except TrackerError as error:
            self._refresh()
            self._warn(str(error))
        else:
            self._refresh()

    def _choose(self) -> None:
        chosen = ask_folder(self)
        if chosen is None:
            return
        try:
            backup_keeper.choose(chosen)
        except OSError as error:
            self._warn(
                _("Could not save the folder choice: {error}.").format(error=files.reason(error))
            )
            return
        self._keeper.refresh()
        self._refresh()

    def _refresh(self) -> None:
        place, path = backup_keeper.folder(), self._session.case.path
        self._folder.setText(str(place) if place else _("No folder chosen yet"))
        self._backups = backup_keeper.listed(self._session)
        self.model.show_ids(range(len(self._backups)))
        self.list.setVisible(bool(self._backups))
        self.making.setEnabled(place is not None)
        self._warn("")
        if place is not None and not place.is_dir():
            self._warn(_("Folder not found. Connect its disk or choose another folder."))
        elif place and path and backups.is_on_same_disk(place, path):
            self._warn(
                _(
                    "The folder is on the same disk as the case file. If the disk fails, "
                    "both are lost. Choose a folder on another disk or a USB drive."
                )
            )
        self.state.setText(self._state())
        self.adjustSize()

    def _state(self) -> str:
        if not self._backups:
            return _("No backup of this case file yet.")
        made = labels.zoned(labels.date_time(self._backups[0].made))
        n = len(self._backups)
        return ngettext(
            "Last backup: {time}. {n} backup is kept.",
            "Last backup: {time}. {n} backups are kept.",
            n,
        ).format(time=made, n=labels.number(n))

    def _warn(self, sentence: str) -> None:
        self.warning.setText(sentence)
        self.warning.setVisible(bool(sentence))

    def _build(self) -> None:
        self.add(
            widgets.wrapped(
                _(
                    "Backups are made every hour and when a changed case file is closed. "
                    "Backups from the last 10 sessions, 7 days and 4 weeks are kept."
                ),
                "quiet",
            )
        )
        line = widgets.row(self._folder, 12, self.choosing)
        line.setStretch(0, 1)
        self.add(widgets.holding(line), gap=4)
        self.add(self.warning, gap=6)
        self.add(self.state, gap=6)
        self.add(self.list)
        self.finish(_("Back up now"), (_("Close"), self.reject))
        self.making = self.accepting


def _columns() -> tuple[Column[Backup], ...]:
    return (
        Column(
            _("When"),
            lambda row: labels.zoned(labels.date_time(row.made)),
            width=180,
            stretches=True,
        ),
        Column(_("Size"), _size, right=True, width=80),
    )


def _size(backup: Backup) -> str:
    try:
        size = backup.path.stat().st_size
    except OSError:
        return "?"
    if size < 1_000_000:
        return _("{n} kB").format(n=labels.number(max(1, round(size / 1000))))
    return _("{n} MB").format(n=labels.number(round(size / 1_000_000)))
