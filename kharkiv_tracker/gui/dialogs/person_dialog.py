"""A person harmed: a small form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.domain.age import Age, parse_age
from kharkiv_tracker.domain.person import NAMES, Civilian, Person, Sex, Status, Visibility
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.when import EventTime
from kharkiv_tracker.errors import Refused, under
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.outcome import present
from kharkiv_tracker.labels import people_text


@dataclass(frozen=True, slots=True)
class PersonRequest:
    """A person as typed, and the id of the report of the death; "" for none."""

    person: Person
    death_report: str = ""


@dataclass(frozen=True, slots=True)
class PersonContext:
    """What a person may refer to: reports and persons of the incident, the report of the death."""

    reports: tuple[Report, ...]
    persons: tuple[Person, ...] = ()
    death_report: str = ""
    event: EventTime | None = None
    """When the strike was."""


class PersonDialog(Dialog):
    """Closes only with a valid person."""

    def __init__(self, parent: QWidget, title: str, person: Person, context: PersonContext) -> None:
        super().__init__(parent, title)
        self._person, self._context = person, context
        self.name = QLineEdit(person.name)
        self.cleared = QCheckBox(_("The name may be published"))
        self.cleared.setChecked(person.is_named)
        self.age = QLineEdit(str(person.age))
        self.age.setPlaceholderText(_("34, ~30, 5-7, 6 months, child"))
        self.sex = widgets.Choice(_("Sex"))
        self.status = widgets.Choice(_("What happened to them"))
        self.civilian = widgets.Choice(_("Civilian"))
        self.report = widgets.Choice(_("Named in report"))
        self.death = widgets.Choice(_("Death reported in"))
        self.same = widgets.Choice(_("Same person as"))
        self.notes = QPlainTextEdit(person.notes)
        self._wrong = widgets.wrapped("", "attention", 9)
        self._fill()
        self._build()
        self.status.currentIndexChanged.connect(lambda _index: self._offer_death())
        self._offer_death()

    def answer(self) -> PersonRequest:
        """The person as typed; raises Refused for an invalid one."""
        with under("age"):
            age = self._read_age()
        sex, status = self.sex.currentData(), self.status.currentData()
        name = " ".join(self.name.text().split())
        person = replace(
            self._person,
            **_names(self._person, name),
            visibility=Visibility.FULL if self.cleared.isChecked() else None,
            cleared=False,
            age=age,
            sex=Sex(sex) if sex else None,
            status=Status(status) if status else None,
            civilian=Civilian(self.civilian.currentData()),
            report=str(self.report.currentData() or ""),
            same_as=str(self.same.currentData() or ""),
            notes=self.notes.toPlainText().strip(),
        )
        person.check()
        death = str(self.death.currentData() or "") if self._may_have_died else ""
        return PersonRequest(person, death)

    def _read_age(self) -> Age:
        """The age as typed; the year of a birth counts back from the strike."""
        text = self.age.text()
        if not text.strip():
            return Age()
        known = replace(present(gazetteer.load()), event=self._context.event)
        return parse_age(field_reader.settled(field_reader.read("age", text, known)).part["age"])

    @property
    def _may_have_died(self) -> bool:
        return self.status.currentData() in (Status.KILLED.value, Status.DIED_LATER.value)

    def _offer_death(self) -> None:
        """Let the report of the death be chosen for those who died, where any reports deaths."""
        self._death_title.setVisible(self._may_have_died and self.death.count() > 1)

    def accept(self) -> None:
        try:
            self.answer()
        except Refused as refusal:
            self._wrong.setText(refusal.sentence)
            self._wrong.show()
            (self.age if refusal.path == "age" else self.name).setFocus()
        else:
            super().accept()

    def _fill(self) -> None:
        self.sex.addItem(_("unknown"), "")
        for sex in Sex:
            self.sex.addItem(labels.word(sex), sex.value)
        self.status.addItem(_("unknown"), "")
        for status in Status:
            self.status.addItem(labels.word(status), status.value)
        for civilian in Civilian:
            self.civilian.addItem(labels.word(civilian), civilian.value)
        self.report.addItem(_("no report"), "")
        self.death.addItem(_("no report"), "")
        for report in self._context.reports:
            self.report.addItem(_report_text(report), report.uid)
            if report.transfer and not report.withdrawn:
                self.death.addItem(_report_text(report), report.uid)
        self.same.addItem(_("no other record"), "")
        for other in self._context.persons:
            if other.uid != self._person.uid:
                text = people_text.person(other, False)
                self.same.addItem(f"P{other.number} · {text}", other.uid)
        for choice, value in (
            (self.sex, self._person.sex),
            (self.status, self._person.status),
            (self.civilian, self._person.civilian),
            (self.report, self._person.report),
            (self.death, self._context.death_report),
            (self.same, self._person.same_as),
        ):
            choice.setCurrentIndex(max(0, choice.findData(value or "")))

    def _build(self) -> None:
        for choice in (self.report, self.death, self.same):
            choice.setSizeAdjustPolicy(
                widgets.Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(44)
        self.add_field(_("Full name"), self.name)
        self.add(self.cleared)
        self._death_title = self._titled(_("Death reported in"), self.death)
        # Side by side, so that the dialog fits a low screen.
        for first, second, share in (
            (self._titled(_("Age"), self.age), self._titled(_("Sex"), self.sex), 3),
            (
                self._titled(_("What happened to them"), self.status),
                self._titled(_("Civilian"), self.civilian),
                2,
            ),
            (self._titled(_("Named in report"), self.report), self._death_title, 2),
        ):
            line = widgets.row(first, 8, second)
            line.setStretchFactor(first, share)
            line.setStretchFactor(second, 2)
            self.add(widgets.holding(line))
        if self.same.count() > 1:
            self.add_field(_("Same person as"), self.same)
        self.add_field(_("Note"), self.notes)
        self.add(self._wrong, gap=0)
        self._wrong.hide()
        self.finish(_("Save"))
        self.name.setFocus()

    @staticmethod
    def _titled(label: str, box: QWidget) -> QWidget:
        title = widgets.text(label, "quiet")
        title.setBuddy(box)
        box.setAccessibleName(label)
        return widgets.holding(widgets.column(title, 3, box))


def _report_text(report: Report) -> str:
    hidden = report.is_confidential
    who = _("Confidential source") if hidden else labels.speaker(report.speaker)
    parts = (labels.as_of(report.as_of), who, labels.short_report(report))
    return " · ".join(part for part in parts if part)


def _names(person: Person, name: str) -> dict[str, Any]:
    """The name as typed, in place of the same name in the language it is in."""
    return {
        field: name
        for field in NAMES
        if field == "name" or getattr(person, field) == person.name != ""
    }
