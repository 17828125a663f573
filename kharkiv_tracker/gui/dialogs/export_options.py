"""The options of an export: its format, which incidents, for whom, in which language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QSizePolicy, QWidget

from kharkiv_tracker import languages, settings
from kharkiv_tracker.charts import chart_notes
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.dialogs.label_grid import LabelGrid
from kharkiv_tracker.gui.dialogs.output_kinds import OUTPUTS, Output
from kharkiv_tracker.gui.flow_row import FlowRow
from kharkiv_tracker.i18n import LANGUAGES, _, current
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.summary import template_labels
from kharkiv_tracker.summary.summary_request import SummaryRequest


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be written."""

    output: Output
    request: SummaryRequest


class ExportOptions(QWidget):
    """The form; it begins with the view of the window and what was chosen last.

    An export that is complete is chosen anew each time: it contains all names.
    """

    changed = Signal()

    def __init__(self, view: View, show_names: Callable[[], object]) -> None:
        super().__init__()
        self._view = view
        saved = settings.load()
        self.output = widgets.Choice(_("Format"))
        for output in OUTPUTS:
            self.output.addItem(output.name)
        formats = [output.format.value for output in OUTPUTS]
        if saved.export_format in formats:
            self.output.setCurrentIndex(formats.index(saved.export_format))
        self.language = widgets.Choice(_("Language"))
        for language in LANGUAGES:
            self.language.addItem(languages.known()[language].name, language)
        language = saved.export_language or current()
        self.language.setCurrentIndex(self.language.findData(language))
        self.what = widgets.Choice(_("Incidents"))
        if not view.selection.is_everything:
            self.what.addItem(_("Selection of the window"), view.selection)
        self.what.addItem(_("Everything"), Selection())
        self.what.setEnabled(self.what.count() > 1)
        self.profile = widgets.Choice(_("Version"))
        self._offer_profiles(Profile(saved.profile))
        self.approved = QCheckBox(_("&Approved only"))
        self.approved.setChecked(saved.export_approved)
        self.quotes = QCheckBox(_("With &quotes"))
        self.names = widgets.button(_("What the open version names…"), show_names, kind="link")
        self._purpose, self._selected, self._about = (_echo() for _line in range(3))
        self._lay_out()
        for choice in (self.output, self.language, self.what, self.profile):
            choice.currentIndexChanged.connect(lambda _index: self._choose())
        for tick in (self.approved, self.quotes):
            tick.toggled.connect(lambda _on: self._choose())
        self._show()

    @property
    def chosen(self) -> Chosen:
        """What is chosen, as a request."""
        output, profile = self._output, Profile(self.profile.currentData())
        language = str(self.language.currentData())
        if output.is_complete:
            return Chosen(output, SummaryRequest(language=language, profile=Profile.INTERNAL))
        request = SummaryRequest(
            self._viewed,
            language=language,
            approved_only=self.approved.isChecked(),
            profile=profile,
            quotes=self.quotes.isChecked() and profile is Profile.OPEN,
        )
        return Chosen(output, request)

    def save(self) -> None:
        """Remember for the next export what is chosen; raises OSError where it cannot be."""
        after = replace(
            settings.load(),
            export_approved=self.approved.isChecked(),
            export_language=str(self.language.currentData()),
        )
        if not self._output.is_complete:
            after = replace(after, export_format=self._output.format.value)
        settings.save(after)

    @property
    def _viewed(self) -> View:
        return replace(self._view, selection=self.what.currentData())

    @property
    def _output(self) -> Output:
        return OUTPUTS[self.output.currentIndex()]

    def _offer_profiles(self, chosen: Profile) -> None:
        """Offer the versions that the format may have."""
        is_for_all = self._output.is_for_all
        self.profile.blockSignals(True)
        self.profile.clear()
        for profile in Profile:
            if not (is_for_all and profile.is_internal):
                self.profile.addItem(people_text.capital(template_labels.profile(profile)), profile)
        self.profile.setCurrentIndex(max(0, self.profile.findData(chosen)))
        self.profile.blockSignals(False)

    def _choose(self) -> None:
        self._offer_profiles(Profile(self.profile.currentData()))
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        """Show what each choice means, and hide those that the format has not."""
        output, profile = self._output, Profile(self.profile.currentData())
        self._purpose.setText(_(output.purpose))
        self._purpose.setObjectName("attention" if output.is_complete else "quiet")
        widgets.restyle(self._purpose, "wrong", output.is_complete)
        for part in self._of_language:
            part.setVisible(not (output.is_complete or output.is_for_all))
        for part in self._of_selection:
            part.setVisible(not output.is_complete)
        self._about.setText(template_labels.about(profile))
        selected = chart_notes.viewed(self._viewed, names_text=True)
        self._selected.setText(people_text.capital(" · ".join(selected)))
        self._of_open.setVisible(profile is Profile.OPEN and not output.is_complete)

    def _lay_out(self) -> None:
        self._grid = LabelGrid()
        self._place(0, 0, _("&Format"), self.output)
        self._of_language = self._place(0, 2, _("&Language"), self.language)
        self._grid.addWidget(self._purpose, 2, 0, 1, 3)
        self._of_selection = (
            *self._place(3, 0, _("&Incidents"), self.what, self._selected),
            *self._place(3, 2, _("&Version"), self.profile, self._about),
            self.approved,
        )
        self._of_open = widgets.holding(FlowRow(self.quotes, self.names, margins=(0, 6, 0, 0)))
        self.setLayout(widgets.column(self._grid, 12, self.approved, self._of_open))
        # What is left of the height stays below: nothing moves when a choice hides another.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _place(self, row: int, column: int, label: str, *boxes: QWidget) -> tuple[QWidget, ...]:
        return self._grid.place(row, column, label, *boxes, above=12 if row else 0)


def _echo() -> QLabel:
    """A quiet line below a box."""
    label = widgets.wrapped("", "quiet", 9)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setContentsMargins(0, 3, 0, 0)
    return label
