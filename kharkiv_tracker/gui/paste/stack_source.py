"""Which posts to work through: those one was at before, a folder, or files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.i18n import _
from kharkiv_tracker.posts.stack import StackPlace


class StackSource(Dialog):
    """`sources` is what was chosen."""

    holds_input = False

    def __init__(self, parent: QWidget, place: StackPlace | None) -> None:
        super().__init__(parent, _("Posts to work through"))
        self.sources: tuple[Path, ...] = ()
        sentence = _(
            "Choose a folder of text, HTML, DOCX and PDF files, or a Telegram channel exported as "
            "JSON. Files stay where they are. What is already recorded is skipped."
        )
        self.add(widgets.wrapped(sentence))
        buttons = [
            widgets.button(_("Folder…"), self._ask_folder, main=place is None),
            widgets.button(_("Files…"), self._ask_files),
            widgets.button(_("Cancel"), self.reject),
        ]
        if place:
            self._before = place.sources
            names = ", ".join(path.name for path in place.sources[:3])
            self.add(widgets.wrapped(_("Begun before: {names}").format(names=names)))
            buttons.insert(0, widgets.button(_("Continue"), self._continue, main=True))
        self.add_buttons(*[part for button in buttons for part in (button, 8)])

    def _continue(self) -> None:
        self._take(self._before)

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Work through a folder"))
        self._take((Path(folder),) if folder else ())

    def _ask_files(self) -> None:
        kinds = _("Posts (*.json *.txt *.md *.html *.htm *.docx *.pdf);;All files (*)")
        names, _filter = QFileDialog.getOpenFileNames(self, _("Work through files"), "", kinds)
        self._take(tuple(map(Path, names)))

    def _take(self, sources: tuple[Path, ...]) -> None:
        if sources:
            self.sources = sources
            self.accept()
