"""The dialog for the recovery sheet of the open case: saved as a PDF, or printed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.case_connection import CaseConnection
from kharkiv_tracker.summary import recovery_sheet

_WIDTH = 480
#: Dots to the inch of a printed page.
_DOTS = 300


class SheetDialog(Dialog):
    """Says what the sheet is; it is made when a button is pressed, and kept nowhere."""

    def __init__(self, parent: QWidget, case: CaseConnection) -> None:
        super().__init__(parent, _("Recovery sheet"))
        self.setMinimumWidth(theme.px(_WIDTH))
        self._case = case
        for sentence in (
            _(
                "The recovery sheet is a page with the key of this case file. Who types the key "
                "opens the file without its passphrase, until the passphrase is changed."
            ),
            _(
                "Keep the sheet in a safe place, apart from the computer. A PDF opens the case "
                "file as well: delete it when it is printed. Printers may keep what they print."
            ),
        ):
            self.add(widgets.wrapped(sentence))
        self.state = widgets.wrapped("", "quiet")
        self.add(self.state)
        self.printing = widgets.button(_("Print…"), self.print_page, main=True)
        self.saving = widgets.button(_("Save as PDF…"), self.save)
        close = widgets.button(_("Close"), self.reject)
        self.add_buttons(self.printing, 8, self.saving, 8, close)
        self.printing.setDefault(True)

    def save(self) -> None:
        """Ask where, and save the page as a PDF."""
        path = self._case.path or Path()
        name = _("{case} recovery sheet").format(case=path.stem)
        proposed = path.with_name(f"{name}.pdf")
        target = standard_dialogs.ask_save_path(
            self, _("Save the recovery sheet"), proposed, _("PDF files (*.pdf)")
        )
        if target is None:
            return
        try:
            recovery_sheet.write(recovery_sheet.content(self._case), target)
        except TrackerError as error:
            standard_dialogs.show_message(self, str(error))
        else:
            self.state.setText(
                _("Saved as {path}. This PDF opens the case file.").format(path=target)
            )

    def print_page(self) -> None:
        """Ask for a printer, and print the page; it is drawn in memory."""
        from PySide6.QtGui import QPageSize
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setFullPage(True)
        # The queue of a printer is read by others: no name of a case.
        printer.setDocName(_("Recovery sheet"))
        if QPrintDialog(printer, self).exec() != QDialog.DialogCode.Accepted:
            return
        try:
            (page,) = recovery_sheet.pages(recovery_sheet.content(self._case), _DOTS)
        except TrackerError as error:
            standard_dialogs.show_message(self, str(error))
            return
        painter = QPainter()
        if not painter.begin(printer):
            standard_dialogs.show_message(self, _("The page could not be printed."))
            return
        paper = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
        image = QImage.fromData(page)
        size = image.size().scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRect(paper.topLeft(), size), image)
        painter.end()
        self.state.setText(_("The page was sent to the printer."))
