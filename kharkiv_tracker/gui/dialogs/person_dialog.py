"""A person harmed: a small form."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.person import Person, Sex, Status
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.errors import Refused, under
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.i18n import _


class PersonDialog(Dialog):
    """Closes only with a valid person."""

    def __init__(
        self, parent: QWidget, title: str, person: Person, reports: tuple[Report, ...]
    ) -> None:
        super().__init__(parent, title)
        self._person = person
        self.name = QLineEdit(person.name)
        self.cleared = QCheckBox(_("The name may be published"))
        self.cleared.setChecked(person.cleared)
        self.age = QLineEdit(str(person.age))
        self.age.setPlaceholderText(_("34, ~30, 5-7, 6 months, child"))
        self.sex = widgets.Choice(_("Sex"))
        self.status = widgets.Choice(_("What befell them"))
        self.report = widgets.Choice(_("Told by"))
        self.notes = QPlainTextEdit(person.notes)
        self._wrong = widgets.wrapped("", "attention", 9)
        self._fill(reports)
        self._build()

    def answer(self) -> Person:
        """The person as typed; raises Refused for an invalid one."""
        with under("age"):
            age = parse_age(self.age.text())
        sex, status = self.sex.currentData(), self.status.currentData()
        person = replace(
            self._person,
            name=" ".join(self.name.text().split()),
            cleared=self.cleared.isChecked(),
            age=age,
            sex=Sex(sex) if sex else None,
            status=Status(status) if status else None,
            report=str(self.report.currentData() or ""),
            notes=self.notes.toPlainText().strip(),
        )
        person.check()
        return person

    def accept(self) -> None:
        try:
            self.answer()
        except Refused as refusal:
            self._wrong.setText(refusal.sentence)
            self._wrong.show()
            (self.age if refusal.path == "age" else self.name).setFocus()
        else:
            super().accept()

    def _fill(self, reports: tuple[Report, ...]) -> None:
        self.sex.addItem(_("unknown"), "")
        for sex in Sex:
            self.sex.addItem(labels.word(sex), sex.value)
        self.status.addItem(_("unknown"), "")
        for status in Status:
            self.status.addItem(labels.word(status), status.value)
        self.report.addItem(_("no report"), "")
        for report in reports:
            hidden = report.is_confidential
            who = _("Confidential source") if hidden else labels.speaker(report.speaker)
            parts = (labels.as_of(report.as_of), who, labels.short_report(report))
            self.report.addItem(" · ".join(part for part in parts if part), report.uid)
        for choice, value in (
            (self.sex, self._person.sex),
            (self.status, self._person.status),
            (self.report, self._person.report),
        ):
            choice.setCurrentIndex(max(0, choice.findData(value or "")))

    def _build(self) -> None:
        self.report.setSizeAdjustPolicy(
            widgets.Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(56)
        self.add_field(_("Full name"), self.name)
        self.add(self.cleared)
        self.add_field(_("Age"), self.age)
        pair = widgets.row(
            self._titled(_("Sex"), self.sex), 8, self._titled(_("What befell them"), self.status)
        )
        self.add(widgets.holding(pair))
        self.add_field(_("Told by"), self.report)
        self.add_field(_("Note"), self.notes)
        self.add(self._wrong, gap=0)
        self._wrong.hide()
        self.finish(_("Save"))
        self.name.setFocus()

    @staticmethod
    def _titled(label: str, box: QWidget) -> QWidget:
        title = widgets.text(label, "quiet")
        title.setBuddy(box)
        return widgets.holding(widgets.column(title, 3, box))
