"""The field for the passphrase of a file, which waits after several wrong ones."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.secret_line import SecretLine, show_box
from kharkiv_tracker.gui.files.wrong_tries import TRIES
from kharkiv_tracker.i18n import _

#: How often the seconds left are counted, in milliseconds.
_OFTEN = 200


class PassphraseField(QWidget):
    """Asks for the passphrase of one file; who tries it reports a wrong one to `refuse`.

    A right one is reported to `TRIES.clear`, with the path of the file.
    """

    submitted = Signal(str)
    #: Whether a passphrase can be submitted now.
    ready = Signal(bool)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.line = SecretLine(_("Passphrase"))
        self.show_box = show_box(self.line)
        title = widgets.text(_("Passphrase"), "quiet")
        title.setBuddy(self.line)
        self._wrong = widgets.wrapped("", "attention")
        self._wait = widgets.wrapped("", "attention")
        self._limits = widgets.wrapped(
            _(
                "Waiting protects this window only. Whoever copies the file can try passphrases "
                "as fast as their computer allows. Only a long passphrase protects a copy."
            ),
            "quiet",
        )
        for label in (self._wrong, self._wait, self._limits):
            label.setContentsMargins(0, theme.px(6), 0, 0)
        self.setLayout(
            widgets.column(
                *(title, 3, self.line, 6, self.show_box, self._wrong, self._wait, self._limits)
            )
        )
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(self.submit)
        self._timer = QTimer(self, interval=_OFTEN)
        self._timer.timeout.connect(self.refresh)
        self.refresh()

    @property
    def can_submit(self) -> bool:
        """Whether something is typed that does not have to wait."""
        return bool(self.line.text()) and not TRIES.seconds(self._path)

    def submit(self) -> None:
        """Hand over what is typed, if anything, unless it has to wait."""
        if self.can_submit:
            self.submitted.emit(self.line.text())

    def refuse(self, sentence: str) -> None:
        """Count a wrong passphrase, say what is wrong, and wait if there were many."""
        TRIES.add(self._path)
        self._wrong.setText(sentence)
        self.line.wipe()
        self.line.setFocus()
        self.refresh()

    def clear(self) -> None:
        """Empty the field, hide what is typed next, and remove what was said of the last."""
        self.line.wipe()
        self.show_box.setChecked(False)
        self._wrong.setText("")
        self.refresh()

    def refresh(self) -> None:
        """Show how long to wait, and whether there is something to say."""
        seconds = TRIES.seconds(self._path)
        self._wait.setText(_("Wait {n} s.").format(n=seconds) if seconds else "")
        for label in (self._wrong, self._wait):
            label.setVisible(bool(label.text()))
        self._limits.setVisible(TRIES.are_many(self._path))
        if seconds and not self._timer.isActive():
            self._timer.start()
        elif not seconds:
            self._timer.stop()
        self.ready.emit(not seconds)
