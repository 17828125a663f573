"""The page of backups: their folder, how many are kept, and who can read them."""

from __future__ import annotations

from collections.abc import Callable

from kharkiv_tracker import settings
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.dialogs import backup_folder
from kharkiv_tracker.gui.dialogs.backup_folder import BackupFolder
from kharkiv_tracker.gui.preferences.choice_page import ChoicePage
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _


class BackupPage(ChoicePage):
    """A folder applies at once; the backups of the open case can be listed."""

    def __init__(self, prefer: Callable[..., object]) -> None:
        super().__init__(prefer, ())

    def add_first(self) -> None:
        self.folder = BackupFolder(None)
        self.folder.changed.connect(lambda: self._prefer(backups=settings.load().backups))
        self.add_field("backups", _("Backup &folder"), self.folder, backup_folder.rule_text())
        readers = _(
            "Backups of a case file with a passphrase are encrypted with the same passphrase. "
            "Backups of other case files can be read by whoever has access to the folder."
        )
        self.lines.addWidget(widgets.wrapped(readers, "quiet", 9))
        self.lines.addSpacing(12)
        self.listing = widgets.button(_("Backups of this case file…"), self._list)
        self.listing.hide()
        self.lines.addLayout(widgets.row(self.listing, -1))
        self._show: Callable[[], object] = tuple

    def follow(self, session: Session | None, show: Callable[[], object]) -> None:
        """Warn of what concerns the open case, if any; `show` lists its backups."""
        self._show = show
        self.folder.follow(session)
        self.listing.setVisible(session is not None)

    def _list(self) -> None:
        self._show()
        # The folder may be another one now.
        self.folder.refresh()
