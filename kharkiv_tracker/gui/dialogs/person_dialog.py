"""A person harmed: a small form, of which the rare fields are folded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.domain.age import Age, parse_age
from kharkiv_tracker.domain.person import (
    NAMES,
    Civilian,
    Occupation,
    Person,
    Sex,
    Status,
    Visibility,
)
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.when import EventTime, parse_date
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.errors import Refused, under
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.dialogs.person_form import folded, line_of, titled
from kharkiv_tracker.i18n import _, pgettext
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.outcome import present
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.labels.person_name import romanised
from kharkiv_tracker.store.person_records import ListedPerson

_WIDTH = 620


@dataclass(frozen=True, slots=True)
class PersonRequest:
    """A person as typed, and the id of the report of the death; "" for none."""

    person: Person
    death_report: str = ""


@dataclass(frozen=True, slots=True)
class PersonContext:
    """What a person may refer to: reports of the incident, records that may be of them, and more.

    `death_report` is the report of the death, `event` when the strike was; `documents` are codes;
    `author` is who clears a name now.
    """

    reports: tuple[Report, ...]
    persons: tuple[ListedPerson, ...] = ()
    death_report: str = ""
    event: EventTime | None = None
    documents: tuple[str, ...] = ()
    author: str = ""


class PersonDialog(Dialog):
    """Closes only with a valid person."""

    def __init__(self, parent: QWidget, title: str, person: Person, context: PersonContext) -> None:
        super().__init__(parent, title)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._person, self._context = person.as_published(), context
        self.name = QLineEdit(person.name)
        self.forms = {field: QLineEdit(getattr(person, field)) for field in NAMES[1:]}
        self.age = QLineEdit(str(person.age))
        widgets.set_hint(self.age, _("34, ~30, 5-7, 6 months, child"))
        self.sex = _choice(_title("sex"), Sex, person.sex, _("unknown"))
        self.status = _choice(_title("status"), Status, person.status, _("unknown"))
        self.status_on = QLineEdit(f"{person.status_on:%d.%m.%Y}" if person.status_on else "")
        widgets.set_hint(self.status_on, _("19.08.2022"))
        self.civilian = _choice(_title("civilian"), Civilian, person.civilian)
        self.occupation = _choice(
            _title("occupation"), Occupation, person.occupation, pgettext("occupation", "none")
        )
        self.family = QLineEdit(person.family)
        self.visibility = _choice(_title("visibility"), Visibility, person.shown_as)
        self.why = QLineEdit(person.visibility_reason)
        self.cleared_by = QLineEdit(person.cleared_by)
        self.document = widgets.Choice(_title("document"))
        self.report = widgets.Choice(_title("report"))
        self.death = widgets.Choice(_("Death reported in"))
        self.same = widgets.Choice(_title("same_as"))
        self.notes = QPlainTextEdit(person.notes)
        self._latin = widgets.Elided("", "quiet", 9)
        self._wrong = widgets.wrapped("", "attention", 9)
        self._fill()
        self._build()
        for line in (self.name, *self.forms.values()):
            line.textChanged.connect(lambda _text: self._romanise())
        self.status.currentIndexChanged.connect(lambda _index: self._offer())
        self.visibility.currentIndexChanged.connect(lambda _index: self._offer())
        self._romanise()
        self._offer()

    def answer(self) -> PersonRequest:
        """The person as typed; raises Refused for an invalid one."""
        with under("age"):
            age = self._read_age()
        with under("status_on"):
            status_on = self._read_day()
        sex, status = self.sex.currentData(), self.status.currentData()
        occupation = self.occupation.currentData()
        document = str(self.document.currentData() or "")
        is_same_document = document == self._person.document
        person = replace(
            self._person,
            **self._names(),
            **self._publication(),
            age=age,
            sex=Sex(sex) if sex else None,
            status=Status(status) if status else None,
            status_on=status_on,
            civilian=Civilian(self.civilian.currentData()),
            occupation=Occupation(occupation) if occupation else None,
            family=" ".join(self.family.text().split()),
            document=document,
            words=self._person.words if is_same_document else (),
            report=str(self.report.currentData() or ""),
            same_as=str(self.same.currentData() or ""),
            notes=self.notes.toPlainText().strip(),
        )
        person.check()
        death = str(self.death.currentData() or "") if self._may_have_died else ""
        return PersonRequest(person, death)

    def accept(self) -> None:
        try:
            self.answer()
        except Refused as refusal:
            self._wrong.setText(refusal.sentence)
            self._wrong.show()
            fields = {"age": self.age, "status_on": self.status_on, "reason": self.why}
            fields.get(refusal.path, self.name).setFocus()
        else:
            super().accept()

    def _names(self) -> dict[str, Any]:
        """The name as typed, also in place of the same name in the language it is in."""
        typed = {field: " ".join(line.text().split()) for field, line in self.forms.items()}
        name = " ".join(self.name.text().split())
        was = self._person.name
        for field, form in typed.items():
            if form == getattr(self._person, field) == was != "":
                typed[field] = name
        return {"name": name, **typed}

    def _publication(self) -> dict[str, Any]:
        """What may be published; a person of whom it was never decided stays so."""
        visibility = Visibility(self.visibility.currentData())
        if visibility is Visibility.AGE_AND_SEX and self._person.visibility is None:
            return {"visibility": None}
        reason, by = (" ".join(line.text().split()) for line in (self.why, self.cleared_by))
        is_changed = visibility is not self._person.shown_as
        if visibility is Visibility.AGE_AND_SEX:
            return {"visibility": visibility, "visibility_reason": "", "cleared_by": ""}
        if is_changed and not reason:
            raise Refused(
                _("Enter a reason for what may be published. It is kept in the history."),
                "reason",
            )
        return {"visibility": visibility, "visibility_reason": reason, "cleared_by": by}

    def _read_age(self) -> Age:
        """The age as typed; the year of a birth counts back from the strike."""
        text = self.age.text()
        if not text.strip():
            return Age()
        return parse_age(self._read("age", text))

    def _read_day(self) -> date | None:
        text = self.status_on.text()
        return parse_date(self._read("since", text)) if text.strip() else None

    def _read(self, field: str, text: str) -> str:
        known = replace(present(gazetteer.load()), event=self._context.event)
        return str(field_reader.settled(field_reader.read(field, text, known)).part[field])

    @property
    def _may_have_died(self) -> bool:
        return self.status.currentData() in (Status.KILLED.value, Status.DIED_LATER.value)

    def _offer(self) -> None:
        """Show what follows from a choice: the report of a death, the reason for a name."""
        self._death_title.setVisible(self._may_have_died and self.death.count() > 1)
        is_decided = self.visibility.currentData() != Visibility.AGE_AND_SEX.value
        for field in self._decided:
            field.setVisible(is_decided)
        if is_decided and not self.cleared_by.text():
            self.cleared_by.setText(self._context.author)

    def _romanise(self) -> None:
        """Show the name in Latin letters while no English form is given."""
        latin = romanised(replace(self._person, **self._names()))
        text = _("In Latin letters: {name}").format(name=latin) if latin else ""
        self._latin.setText(text)
        self._latin.setVisible(bool(latin))

    def _fill(self) -> None:
        person = self._person
        self.document.addItem(_("no document"), "")
        for code in self._context.documents:
            self.document.addItem(code, code)
        self.report.addItem(_("no report"), "")
        self.death.addItem(_("no report"), "")
        for report in self._context.reports:
            self.report.addItem(_report_text(report), report.uid)
            if report.transfer and not report.withdrawn:
                self.death.addItem(_report_text(report), report.uid)
        self.same.addItem(_("no other record"), "")
        for other in self._context.persons:
            if other.person.uid != person.uid:
                text = people_text.person(other.person, False)
                self.same.addItem(f"{other.code} · {text}", other.person.uid)
        for choice, value in (
            (self.document, person.document),
            (self.report, person.report),
            (self.death, self._context.death_report),
            (self.same, person.same_as),
        ):
            choice.setCurrentIndex(max(0, choice.findData(value)))
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )

    def _build(self) -> None:
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(theme.px(44))
        self._death_title = titled(_("Death reported in"), self.death)
        self._decided = (
            titled(_title("visibility_reason"), self.why),
            titled(_title("cleared_by"), self.cleared_by),
        )
        document = titled(_title("document"), self.document)
        document.setVisible(self.document.count() > 1)
        uk, ru, en = (titled(_title(field), line) for field, line in self.forms.items())
        self.add_field(_("Full name"), self.name)
        self.add(self._latin, gap=6)
        # Side by side, so that the dialog fits a low screen.
        self.add(
            line_of(
                titled(_title("age"), self.age),
                titled(_title("sex"), self.sex),
                titled(_title("status"), self.status),
                titled(_title("status_on"), self.status_on),
                shares=(4, 3, 5, 3),
            )
        )
        self.add(
            line_of(titled(_title("visibility"), self.visibility), *self._decided, shares=(3, 4, 2))
        )
        self.add(line_of(titled(_title("report"), self.report), self._death_title, document))
        if self.same.count() > 1:
            self.add_field(_title("same_as"), self.same)
        self.add_field(_("Note"), self.notes)
        rare = folded(
            _("More fields"),
            line_of(uk, ru, en),
            line_of(
                titled(_title("civilian"), self.civilian),
                titled(_title("occupation"), self.occupation),
                titled(_title("family"), self.family),
                shares=(3, 3, 5),
            ),
            is_open=self._has_rare(),
        )
        self.add(rare, gap=4)
        self.add(self._wrong, gap=0)
        self._wrong.hide()
        self.finish(_("Save"))
        self.name.setFocus()

    def _has_rare(self) -> bool:
        """Whether anything is in the rare fields."""
        person = self._person
        forms = {form for field in NAMES[1:] if (form := getattr(person, field)) != person.name}
        return bool(
            forms - {""}
            or person.occupation
            or person.family
            or person.civilian is not Civilian.CIVILIAN
        )


def _title(name: str) -> str:
    """What a field of a person is called."""
    return labels.field(RECORDS["person"].by_name[name])


def _choice(title: str, kind: type[Word], value: Word | None, blank: str = "") -> widgets.Choice:
    """A list of words; with `blank` none of them can be chosen."""
    choice = widgets.Choice(title)
    if blank:
        choice.addItem(blank, "")
    for word in kind:
        choice.addItem(labels.word(word), word.value)
    choice.setCurrentIndex(max(0, choice.findData(value.value if value else "")))
    return choice


def _report_text(report: Report) -> str:
    hidden = report.is_confidential
    who = _("Confidential source") if hidden else labels.speaker(report.speaker)
    parts = (labels.as_of(report.as_of), who, labels.short_report(report))
    return " · ".join(part for part in parts if part)
