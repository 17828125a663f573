"""What a change of the passphrase did not reach: copies of before, and backups to delete."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import passphrase_text
from kharkiv_tracker.store.older_copies import OlderCopies
from kharkiv_tracker.store.passphrase_change import Change

_WIDTH, _LIST = 560, 120


def ask(parent: QWidget, change: Change, older: OlderCopies, replaced: int) -> bool:
    """Say which copies there are; whether to delete the backups that a new one replaces."""
    return bool(OlderCopiesDialog(parent, change, older, replaced).exec()) and replaced > 0


class OlderCopiesDialog(Dialog):
    """Names the copies; it offers to delete those backups only of which all is in a new one."""

    def __init__(self, parent: QWidget, change: Change, older: OlderCopies, replaced: int) -> None:
        super().__init__(parent, _("Earlier copies"))
        self.setMinimumWidth(theme.px(_WIDTH))
        sentence, *paths = passphrase_text.older(change, older)
        self.add(widgets.wrapped(passphrase_text.done(change)))
        self.add(widgets.wrapped(sentence), gap=4)
        box = QPlainTextEdit("\n".join(paths), readOnly=True)
        box.setAccessibleName(_("Earlier copies"))
        box.setTabChangesFocus(True)
        box.setMinimumHeight(theme.px(_LIST))
        self.add(box)
        if not replaced:
            self.add(widgets.wrapped(_("Delete them when you no longer need them."), "quiet"))
            self.finish(_("Close"), cancel=False)
            return
        n = labels.number(replaced)
        contained = ngettext(
            "A new backup was made. It contains everything in {n} of these backups.",
            "A new backup was made. It contains everything in {n} of these backups.",
            replaced,
        )
        self.add(widgets.wrapped(contained.format(n=n), "quiet"))
        label = ngettext("Delete {n} backup", "Delete {n} backups", replaced).format(n=n)
        keeping = widgets.button(_("Keep"), self.reject)
        self.deleting = widgets.button(label, self.accept, main=True)
        self.add_buttons(self.deleting, 8, keeping)
        keeping.setFocus()
