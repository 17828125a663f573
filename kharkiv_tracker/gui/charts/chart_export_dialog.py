"""The dialog for the size and format of a chart file."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from kharkiv_tracker.charts.sizes import SIZES, Size
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.i18n import N_, _

_FORMS: Mapping[str, str] = {
    ".png": N_("Image (PNG)"),
    ".svg": N_("Vector image (SVG)"),
    ".pdf": N_("Page (PDF)"),
    ".csv": N_("Numbers (CSV)"),
}


class ChartDialog(Dialog):
    """Size and format; a CSV file has no size."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Export chart"))
        self.form = widgets.Choice(_("Format"))
        for suffix, label in _FORMS.items():
            self.form.addItem(_(label), suffix)
        self.size_of = widgets.Choice(_("Size"))
        for name, size in SIZES.items():
            self.size_of.addItem(_(size.label), name)
        self.add_field(_("Format"), self.form)
        self.add_field(_("Size"), self.size_of)
        self.form.currentIndexChanged.connect(self._allow)
        self.finish(_("Choose location…"))

    def answer(self) -> tuple[Size, str]:
        """The size, and the suffix of the file."""
        return SIZES[str(self.size_of.currentData())], str(self.form.currentData())

    def _allow(self, _index: int) -> None:
        self.size_of.setEnabled(self.form.currentData() != ".csv")


def ask(parent: QWidget) -> tuple[Size, str] | None:
    """Size and suffix of the chart file; None if cancelled."""
    dialog = ChartDialog(parent)
    return dialog.answer() if dialog.exec() else None
