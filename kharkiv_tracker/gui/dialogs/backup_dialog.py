"""The dialog for backups: where they are kept, which there are, and one made now."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs import backup_folder
from kharkiv_tracker.gui.dialogs.backup_folder import BackupFolder
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.files import backup_keeper
from kharkiv_tracker.gui.files.backup_keeper import BackupKeeper
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.table.table_view import Column, Table, TableModel
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store.backups import Backup

_WIDTH, _LIST = 560, 172


class BackupDialog(Dialog):
    """Shows the backups of the open case; a folder is used from the moment it is chosen."""

    holds_input = False

    def __init__(self, parent: QWidget, session: Session, keeper: BackupKeeper) -> None:
        super().__init__(parent, _("Backups"))
        self.setMinimumWidth(theme.px(_WIDTH))
        self._session, self._keeper = session, keeper
        self._backups: list[Backup] = []
        self.folder = BackupFolder(session)
        self.state = widgets.wrapped("", "quiet", 9)
        self.model = TableModel(_columns(), lambda ids: [self._backups[n] for n in ids], self)
        self.list = Table(self.model, _("Backups of this case file"))
        self.list.setFixedHeight(theme.px(_LIST))
        self._build()
        self.folder.changed.connect(self._follow)
        self._refresh()
        (self.making if self.making.isEnabled() else self.folder.choosing).setFocus()

    def accept(self) -> None:
        """Back up now; the dialog stays, with the new backup in its list."""
        place = backup_keeper.folder()
        if place is None:
            return
        try:
            self._keeper.make(self._session, place)
        except TrackerError as error:
            self._refresh()
            self.folder.warn(str(error))
        else:
            self._refresh()

    def _follow(self) -> None:
        self._keeper.refresh()
        self._refresh()

    def _refresh(self) -> None:
        self._backups = backup_keeper.listed(self._session)
        self.model.show_ids(range(len(self._backups)))
        self.list.setVisible(bool(self._backups))
        self.making.setEnabled(backup_keeper.folder() is not None)
        self.folder.refresh()
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

    def _build(self) -> None:
        self.add(widgets.wrapped(backup_folder.rule_text(), "quiet"))
        self.add(self.folder, gap=6)
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
