"""Export of files: ask for the path, write in the background, report."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.document import is_document_code
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui.background_worker import BackgroundWorker
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import copies
from kharkiv_tracker.store.copies import CopyKind


class FileExport:
    """Opens dialogs over the window; `show_status` shows a sentence in its status line."""

    def __init__(
        self, window: QWidget, background: BackgroundWorker, show_status: Callable[[str], object]
    ) -> None:
        self._window = window
        self.background = background
        self._show_status = show_status
        #: Where the last export was saved.
        self._folder: Path | None = None

    def page(self, session: Session, code: str = "") -> None:
        """Open the summary dialog for the selection or for one incident."""
        from kharkiv_tracker.gui.dialogs import standard_dialogs
        from kharkiv_tracker.gui.summary.dialog import SummaryDialog

        incident = "" if is_document_code(code) else code
        try:
            dialog = SummaryDialog(
                self._window, session, self.background, self._show_status, incident
            )
        except TrackerError as error:
            standard_dialogs.show_message(self._window, str(error))
        else:
            dialog.open()

    def chart(self, session: Session, kind: str) -> None:
        """Save a chart of the selection as a picture or as numbers."""
        from kharkiv_tracker.gui.charts import chart_export_dialog
        from kharkiv_tracker.gui.dialogs import standard_dialogs
        from kharkiv_tracker.gui.files import chart_export
        from kharkiv_tracker.gui.summary import open_names_dialog
        from kharkiv_tracker.gui.summary.summary_files import proposed_path

        answer = chart_export_dialog.ask(self._window)
        if answer is None:
            return
        size, suffix, profile = answer
        if profile is Profile.OPEN and not open_names_dialog.is_decided(self._window, session):
            return
        path = standard_dialogs.ask_save_path(
            self._window,
            _("Export chart"),
            proposed_path(session, suffix),
            _("Images and numbers (*.png *.svg *.pdf *.csv)"),
        )

        def saved(path: Path) -> None:
            copies.note(session.case, CopyKind.CHART, profile, path)
            self._saved(path)

        if path:
            self._show_status(_("Saving chart…"))
            chart_export.chart(
                self.background, session, kind, path, size, profile, saved, self._not_saved
            )

    def case(self, session: Session) -> None:
        """Export the selection, or all of the case, in one of the formats for others."""
        from kharkiv_tracker.export import formats
        from kharkiv_tracker.gui.dialogs.export_dialog import ExportDialog
        from kharkiv_tracker.gui.summary import summary_files

        dialog = ExportDialog(self._window, session, self.background, self._folder)
        if dialog.exec() and (exported := dialog.exported):
            paths = list(exported.paths)
            self._folder = paths[0].parent
            is_complete = dialog.options.chosen.output.is_complete
            contained = formats.sentence(exported, is_complete)
            self._saved(paths[0], f"{summary_files.saved_sentence(paths)} {contained}")
        dialog.deleteLater()

    def hand_over(self, session: Session) -> None:
        """Make a copy of the case for another person."""
        from kharkiv_tracker.gui.dialogs import hand_over_dialog, standard_dialogs

        dialog = hand_over_dialog.HandOverDialog(self._window, session, self.background)
        if dialog.exec() and dialog.made:
            self._show_status(_("Saved as {path}.").format(path=dialog.made.path))
            standard_dialogs.show_message(self._window, hand_over_dialog.summary(dialog.made))
        dialog.deleteLater()

    def copy(self, session: Session, kind: str, size: tuple[float, float]) -> None:
        """Copy a chart to the clipboard, its picture and its numbers."""
        from kharkiv_tracker.gui.files import chart_export

        def done(result: tuple[bytes, str]) -> None:
            QGuiApplication.clipboard().setMimeData(clipped(*result))
            self._show_status(_("Chart copied as image and numbers."))

        chart_export.copy(self.background, session, kind, size, done, self._not_copied)

    def show_copied(self, rows: int) -> None:
        """Show how many rows of a table were copied."""
        text = ngettext("{n} row copied.", "{n} rows copied.", rows)
        self._show_status(text.format(n=labels.number(rows)))

    def _not_copied(self, error: BaseException) -> None:
        if not isinstance(error, TrackerError):
            raise error
        self._show_status(str(error))

    def _saved(self, path: Path, sentence: str = "") -> None:
        from kharkiv_tracker.gui.dialogs import standard_dialogs

        sentence = sentence or _("Saved as {path}.").format(path=path)
        self._show_status(sentence)
        if standard_dialogs.offer_to_open(self._window, sentence, path.is_dir()):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _not_saved(self, error: BaseException) -> None:
        from kharkiv_tracker.gui.dialogs import standard_dialogs
        from kharkiv_tracker.gui.files import chart_export

        self._show_status(chart_export.why(error))
        standard_dialogs.show_message(self._window, chart_export.why(error))


def clipped(picture: bytes, numbers: str) -> QMimeData:
    """Picture and numbers for the clipboard, to be pasted into a text or a spreadsheet."""
    data = QMimeData()
    data.setImageData(QImage.fromData(picture))
    data.setData("text/csv", numbers.encode())
    cells = ("\t".join(row) for row in csv.reader(io.StringIO(numbers)))
    data.setText("\n".join(cells) + "\n")
    return data
