"""The options of a summary: template, language, selection, audience."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from kharkiv_tracker import city, labels, languages, settings
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.incidents import selection_fields
from kharkiv_tracker.gui.incidents.selection_popups import PeriodPopup
from kharkiv_tracker.gui.popups import DropButton, Popup, TickPopup
from kharkiv_tracker.gui.short_text import shortened
from kharkiv_tracker.i18n import LANGUAGES, NO_BREAK, _, current
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.search import typed_terms
from kharkiv_tracker.store import text_search
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import template_labels
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template

#: The width of the form, at which its longest sentence is readable.
WIDTH = 312
_REST, _SOON = 350, 40
_MAX_ROWS = 20


class FormDropButton(DropButton):
    """A button as wide as the form that shows the chosen values, shortened."""

    def __init__(self, anything: str, title: str, popup: Callable[[], Popup]) -> None:
        super().__init__(anything, title, popup)
        self._full_text = anything
        self.setProperty("box", True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_chosen(self, chosen: str) -> None:
        super().show_chosen(chosen)
        self._full_text = chosen or self._anything
        self.setAccessibleName(f"{self._title}: {self._full_text}")
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().minimumSizeHint().height())

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 38
        text = shortened(self._full_text, self.fontMetrics(), room)
        self.setText(text)
        self.setToolTip(widgets.tooltip(self._full_text) if text != self._full_text else "")


@dataclass(frozen=True, slots=True)
class Start:
    """The initial values of the form: the view of the window and the current incident."""

    view: View
    incident: str = ""


class SummaryOptions(QWidget):
    """The form; its selection starts as that of the window and applies to this summary only."""

    #: An option is being changed.
    touched = Signal()
    #: The options settled after a change.
    changed = Signal()
    #: The list of what the open page names is to be shown.
    names_wanted = Signal()

    def __init__(self, case: CaseFile, gazetteer: Gazetteer, start: Start) -> None:
        super().__init__()
        self._case, self._gazetteer, self._start = case, gazetteer, start
        self.selection = start.view.selection
        self._selection_fields = {field.name: field for field in selection_fields.listed(gazetteer)}
        self._code = ""
        self.template = widgets.Choice(_("Template"))
        for template in Template:
            self.template.addItem(people_text.capital(template_labels.template(template)), template)
        self.language = widgets.Choice(_("Summary language"))
        for language in LANGUAGES:
            self.language.addItem(languages.known()[language].name, language)
        self.language.setCurrentIndex(LANGUAGES.index(current()))
        self.incident = QLineEdit(start.incident.partition("/")[0])
        widgets.set_hint(self.incident, _("code, place or words from a report"))
        self.since = QLineEdit()
        widgets.set_hint(self.since, _("2022-08-20 or the fingerprint from its footer"))
        self.period = FormDropButton(
            _("All dates"), _("Period"), lambda: PeriodPopup(self.period, self)
        )
        self.drops = {name: self._drop(name) for name in ("districts", "grades")}
        self.approved = QCheckBox(_("Approved only"))
        self.gate = widgets.wrapped("", "quiet", 9)
        self.gate.setMinimumHeight(self.gate.fontMetrics().lineSpacing() * 2)
        self.author = QLineEdit(maxLength=120)
        widgets.set_hint(self.author, _("no one is named"))
        self.profile = widgets.Choice(_("Version"))
        for profile in Profile:
            self.profile.addItem(people_text.capital(template_labels.profile(profile)), profile)
        self.profile.setCurrentIndex(self.profile.findData(Profile(settings.load().profile)))
        self._about = widgets.wrapped("", "quiet", 9)
        self.quotes = QCheckBox(_("Print quotes"))
        self.names = widgets.button(
            _("What the open version names…"), self.names_wanted.emit, kind="link"
        )
        self._incident_echo = widgets.wrapped("", "quiet", 9)
        self._also = widgets.wrapped("", "quiet", 9)
        self.back = widgets.button(_("Use window selection"), self._as_window, kind="link")
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self.changed)
        self._lay_out()
        self._listen()
        self._look()
        self._show()

    @property
    def request(self) -> SummaryRequest | None:
        """The summary request; None while a required option is missing."""
        template = Template(self.template.currentData())
        view = self._start.view
        selection = Selection() if template is Template.INCIDENT else self.selection
        request = SummaryRequest(
            View(selection, view.as_known_on, view.as_recorded_on),
            template,
            str(self.language.currentData()),
            self.approved.isChecked() and template is not Template.INCIDENT,
            self._profile,
            self._code if template is Template.INCIDENT else "",
            " ".join(self.since.text().split()) if template is Template.CHANGES else "",
            " ".join(self.author.text().split()),
            self.quotes.isChecked() and self._profile is Profile.OPEN,
        )
        if template is Template.INCIDENT and not request.incident:
            return None
        return None if template is Template.CHANGES and not request.since else request

    @property
    def _profile(self) -> Profile:
        return Profile(self.profile.currentData())

    @property
    def missing(self) -> str:
        """The missing option, as a sentence."""
        if Template(self.template.currentData()) is Template.INCIDENT:
            return _("Give the incident's code, or words found only in it.")
        return _("Give the date or fingerprint of the earlier summary.")

    def select(self, selection: Selection) -> None:
        """Set the selection of the summary; that of the window is unchanged."""
        if selection != self.selection:
            self.selection = selection
            self._show()
            self._wait(_SOON)

    def show_approval(self, text: str, attention: bool = False) -> None:
        """Show the sentence on approval under the check box."""
        self.gate.setText(text)
        self.gate.setObjectName("attention" if attention else "quiet")
        widgets.restyle(self.gate, "wrong", attention)

    def _drop(self, name: str) -> FormDropButton:
        field = self._selection_fields[name]

        def popup() -> TickPopup:
            return TickPopup(
                self.drops[name],
                field.title,
                field.options,
                lambda: field.chosen(self.selection),
                lambda values: self.select(field.with_chosen(self.selection, values)),
            )

        return FormDropButton(field.anything, field.title, popup)

    def _lay_out(self) -> None:
        self._lines: QVBoxLayout = widgets.column(margins=(0, 0, 8, 8))
        self._field(_("Template"), self.template)
        self._of_incident = self._field(_("Incident"), self.incident, self._incident_echo)
        self._of_changes = self._field(_("Since"), self.since)
        self._field(_("Summary language"), self.language)
        self._selected = [
            self._field(_("Period"), self.period),
            self._field(_("District"), self.drops["districts"]),
            self._field(_("Grade"), self.drops["grades"]),
        ]
        self._lines.addWidget(self._also)
        self._lines.addWidget(self.back)
        self._lines.addSpacing(8)
        self._lines.addWidget(self.approved)
        self._lines.addSpacing(2)
        self._lines.addWidget(self.gate)
        self._lines.addSpacing(12)
        self._field(_("Version"), self.profile, self._about)
        lines = widgets.column(self.quotes, 6, widgets.row(self.names, -1), margins=(0, 0, 0, 12))
        self._of_open = widgets.holding(lines)
        self._lines.addWidget(self._of_open)
        self._field(_("Prepared by"), self.author)
        self._lines.addStretch()
        self.setLayout(self._lines)

    def _field(self, label: str, box: QWidget, echo: QWidget | None = None) -> QWidget:
        title = widgets.text(label, "quiet")
        title.setBuddy(box)
        if isinstance(box, QLineEdit):
            box.setAccessibleName(label)
        lines = widgets.column(title, 3, box, margins=(0, 0, 0, 12))
        if echo is not None:
            lines.addSpacing(3)
            lines.addWidget(echo)
        holder = widgets.holding(lines)
        self._lines.addWidget(holder)
        return holder

    def _listen(self) -> None:
        for choice in (self.template, self.language, self.profile):
            choice.currentIndexChanged.connect(lambda _index: self._choose())
        for tick in (self.approved, self.quotes):
            tick.toggled.connect(lambda _on: self._choose())
        self.incident.textEdited.connect(lambda _text: self._type())
        self.since.textEdited.connect(lambda _text: self._type())
        self.author.textEdited.connect(lambda _text: self._wait(_REST))
        for line in (self.incident, self.since, self.author):
            widgets.leave_keys_to_menu(line)

    def _choose(self) -> None:
        self._show()
        self._wait(_SOON)

    def _type(self) -> None:
        self._look()
        self._show()
        self._wait(_REST)

    def _wait(self, rest: int) -> None:
        self._rest.start(rest)
        self.touched.emit()

    def _as_window(self) -> None:
        self.select(self._start.view.selection)

    def _look(self) -> None:
        """Find the incident that matches the text and show it."""
        typed = self.incident.text().strip()
        self._code, echo = "", ""
        if typed:
            rows = text_search.find(self._case, typed, _MAX_ROWS).incidents
            exact = [row for row in rows if row.code.casefold() == typed.casefold()]
            rows = tuple(exact) or rows
            if len(rows) == 1:
                (row,) = rows
                self._code = row.code
                place = people_text.incident(row.place, self._gazetteer.get(row.district))
                figures = people_text.figures_in_signs(row.figures).replace(" ", NO_BREAK)
                words = [row.code, place, labels.event_time_brief(row.event), figures]
                echo = " · ".join(word for word in words if word)
            elif rows:
                echo = _("Several incidents match. Add more words or the code.")
            else:
                echo = typed_terms.read(typed).problem or _("No matches.")
        self._incident_echo.setText(echo)

    def _show(self) -> None:
        """Show the fields of the template, and the meaning of each choice."""
        template = Template(self.template.currentData())
        is_incident = template is Template.INCIDENT
        self._of_incident.setVisible(is_incident)
        self._of_changes.setVisible(template is Template.CHANGES)
        for field in self._selected:
            field.setVisible(not is_incident)
        self.approved.setVisible(not is_incident)
        chosen = self.selection
        self.period.show_chosen(selection_fields.period(chosen) if chosen.has_period else "")
        for name, drop in self.drops.items():
            drop.show_chosen(self._selection_fields[name].chosen_text(chosen))
        also = self._other_conditions(is_incident)
        self._also.setText(_("Also: {others}").format(others=", ".join(also)) if also else "")
        self._also.setVisible(bool(also))
        self.back.setVisible(not is_incident and chosen != self._start.view.selection)
        self._about.setText(template_labels.about(self._profile))
        self._of_open.setVisible(self._profile is Profile.OPEN)

    def _other_conditions(self, is_incident: bool) -> list[str]:
        """The other conditions of the summary, chosen in the window."""
        conditions = []
        if not is_incident:
            conditions = [
                self._selection_fields[name].chosen_text(self.selection)
                for name in ("weapons", "states")
            ]
            conditions += [f"“{self.selection.text}”" if self.selection.text else ""]
        view = self._start.view
        if view.as_known_on:
            when = labels.moment(view.as_known_on)
            conditions.append(
                _("as known on {when} {clock}").format(when=when, clock=city.text("clock"))
            )
        if view.as_recorded_on:
            when = labels.moment(view.as_recorded_on)
            conditions.append(
                _("as recorded on {when} {clock}").format(when=when, clock=city.text("clock"))
            )
        return [condition for condition in conditions if condition]
