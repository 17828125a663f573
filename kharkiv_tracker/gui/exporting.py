"""How the menu makes a file: it asks where, writes beside the window, says where it lies."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.gui import dialogs, export
from kharkiv_tracker.gui.background import Background
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _


class Exporting:
    """Asks over the window; `say` puts a sentence into its status line."""

    def __init__(
        self, window: QWidget, background: Background, say: Callable[[str], object]
    ) -> None:
        self._window = window
        self._background = background
        self._say = say

    def page(self, session: Session) -> None:
        """The PDF of the selection, in the language that is chosen."""
        language = dialogs.ask_language(self._window)
        if not language:
            return
        path = dialogs.ask_save_path(
            self._window, _("Export PDF"), _beside(session, ".pdf"), _("PDF files (*.pdf)")
        )
        if path:
            self._say(_("The PDF is being written…"))
            export.page(self._background, session, path, language, self._saved, self._not_saved)

    def chart(self, session: Session) -> None:
        """The chart of the selection as a picture or as numbers."""
        path = dialogs.ask_save_path(
            self._window,
            _("Export chart"),
            _beside(session, ".png"),
            _("Pictures and numbers (*.png *.svg *.pdf *.csv)"),
        )
        if path:
            self._say(_("The chart is being written…"))
            export.chart(self._background, session, path, self._saved, self._not_saved)

    def _saved(self, path: Path) -> None:
        said = _("Saved as {path}.").format(path=path)
        self._say(said)
        if dialogs.tell_saved(self._window, said):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _not_saved(self, error: BaseException) -> None:
        self._say(export.why(error))
        dialogs.tell(self._window, export.why(error))


def _beside(session: Session, suffix: str) -> Path:
    """A file named after the case, in the folder where the case lies."""
    path = session.case.path or Path("kharkiv")
    return path.with_name(re.sub(r"\W+", "-", path.stem).strip("-") + suffix)
