"""The dialog for the size and format of a chart file."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels, settings
from kharkiv_tracker.charts.sizes import SIZES, Size
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.labels import people_text

_FORMS: Mapping[str, str] = {
    ".png": N_("Image (PNG)"),
    ".svg": N_("Vector image (SVG)"),
    ".pdf": N_("Page (PDF)"),
    ".csv": N_("Numbers (CSV)"),
}


class ChartDialog(Dialog):
    """Size, format and version; a CSV file has no size."""

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
        self.profile = widgets.Choice(_("Version"))
        for profile in Profile:
            self.profile.addItem(people_text.capital(labels.word(profile)), profile)
        self.profile.setCurrentIndex(self.profile.findData(Profile(settings.load().profile)))
        self.add_field(_("Version"), self.profile)
        self._about = widgets.wrapped("", "quiet", 9)
        self.add(self._about)
        self.profile.currentIndexChanged.connect(lambda _index: self._show_profile())
        self._show_profile()
        self.form.currentIndexChanged.connect(self._allow)
        self.finish(_("Choose location…"))

    def answer(self) -> tuple[Size, str, Profile]:
        """The size, the suffix of the file, and for whom the chart is."""
        size = SIZES[str(self.size_of.currentData())]
        return size, str(self.form.currentData()), Profile(self.profile.currentData())

    def _show_profile(self) -> None:
        """Say what the version names."""
        about = {
            Profile.RESTRICTED: _("No names in labels; points are rounded to about 1 km."),
            Profile.OPEN: _("Names that may be published; points are rounded to about 1 km."),
            Profile.INTERNAL: _("Not for publication: all names, and exact points."),
        }
        self._about.setText(about[Profile(self.profile.currentData())])

    def _allow(self, _index: int) -> None:
        self.size_of.setEnabled(self.form.currentData() != ".csv")


def ask(parent: QWidget) -> tuple[Size, str, Profile] | None:
    """Size, suffix and version of the chart file; None if cancelled."""
    dialog = ChartDialog(parent)
    return dialog.answer() if dialog.exec() else None
