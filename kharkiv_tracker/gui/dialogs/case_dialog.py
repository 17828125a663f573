"""The settings of a case: title, counting rule, acute stress, review."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.counting_rule import Rule, Stress
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.background_worker import BackgroundWorker
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.dialogs.difference_preview import DifferencePreview
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import N_, _, ngettext
from kharkiv_tracker.labels import people_text, stress_text
from kharkiv_tracker.store import case_settings, rule_choice
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.rule_choice import Review

_WIDTH = 620
_RULES = {
    Rule.LATEST: N_(
        "The largest official number not replaced by a later one is used. Higher numbers "
        "widen the range."
    ),
    Rule.RANGE: N_(
        "The range also covers the last number from each speaker. The best figure is the same."
    ),
}


@dataclass(frozen=True, slots=True)
class CaseSettings:
    """New settings of the case, and the reason."""

    title: str
    rule: Rule
    stress: Stress
    review: Review
    reason: str

    def make(self, edit: Edit) -> None:
        """Write the settings; unchanged ones leave no revision."""
        rule_choice.set_title(edit, self.title)
        rule_choice.set_rule(edit, self.rule)
        rule_choice.set_stress(edit, self.stress)
        rule_choice.set_review(edit, self.review.second_name, self.review.quiet_days)


def ask_case(
    parent: QWidget, session: Session, background: BackgroundWorker
) -> CaseSettings | None:
    """The new settings; None if cancelled."""
    dialog = CaseDialog(parent, session, background)
    return dialog.answer() if dialog.exec() else None


class CaseDialog(Dialog):
    """Shows, before it is saved, what another rule or use of acute stress would change."""

    def __init__(self, parent: QWidget, session: Session, background: BackgroundWorker) -> None:
        super().__init__(parent, _("Case file"))
        self.setMinimumWidth(theme.px(_WIDTH))
        self._session = session
        case = session.case
        self._before = CaseSettings(
            case.title, case.rule, case.stress, rule_choice.review(case), ""
        )
        self.title = QLineEdit(case.title, maxLength=200)
        self.rule = widgets.Choice(_("Counting rule"))
        for rule in _RULES:
            self.rule.addItem(people_text.capital(labels.word(rule)), rule)
        self.rule.setCurrentIndex(self.rule.findData(case.rule))
        self._meaning = widgets.wrapped("", "quiet", 9)
        self.stress = widgets.Choice(_("Acute stress"))
        for stress in Stress:
            self.stress.addItem(people_text.capital(labels.word(stress)), stress)
        self.stress.setCurrentIndex(self.stress.findData(case.stress))
        self._which = widgets.wrapped("", "quiet", 9)
        self.preview = DifferencePreview(session, background, self._allow)
        self.second = QCheckBox(_("Require approval by a second person"))
        self.second.setChecked(self._before.review.second_name)
        self.quiet = QLineEdit(str(self._before.review.quiet_days), maxLength=4)
        self.quiet.setValidator(QIntValidator(1, case_settings.LONGEST_QUIET, self.quiet))
        self.quiet.setFixedWidth(theme.px(80))
        self.reason = QLineEdit(maxLength=300)
        self._wrong = widgets.wrapped("", "attention", 9)
        self._build()
        for choice in (self.rule, self.stress):
            choice.currentIndexChanged.connect(lambda _index: self._preview())
        for line in (self.title, self.quiet):
            line.textChanged.connect(lambda _text: self._allow())
        self.second.toggled.connect(lambda _on: self._allow())
        self._preview()

    def answer(self) -> CaseSettings:
        days = int(self.quiet.text() or 0)
        return CaseSettings(
            " ".join(self.title.text().split()),
            Rule(self.rule.currentData()),
            Stress(self.stress.currentData()),
            Review(self.second.isChecked(), days),
            " ".join(self.reason.text().split()),
        )

    def accept(self) -> None:
        settings = self.answer()
        if not settings.title:
            self._show_error(self.title, _("Enter a title for the case file."))
        elif not self.quiet.hasAcceptableInput():
            maximum = labels.number(case_settings.LONGEST_QUIET)
            sentence = _("Days without an update: enter a number from 1 to {most}.")
            self._show_error(self.quiet, sentence.format(most=maximum))
        elif not settings.reason:
            self._show_error(self.reason, _("Enter a reason. It is kept in the history."))
        else:
            super().accept()

    def _show_error(self, field: QLineEdit, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.show()
        field.setFocus()

    def _preview(self) -> None:
        """Show what the choices mean and what they would change."""
        chosen = self.answer()
        rule, stress = chosen.rule, chosen.stress
        self._meaning.setText(_(_RULES[rule]))
        self._which.setText(stress_text.which(stress))
        if (rule, stress) == (self._before.rule, self._before.stress):
            self.preview.clear(_("Current rule: figures do not change."), is_ready=True)
        else:
            self.preview.work_out(lambda case: rule_choice.differences(case, rule, stress))

    def _allow(self) -> None:
        now = self.answer()
        changed = replace(now, reason="") != self._before
        self.accepting.setEnabled(
            changed and self.preview.is_ready and not self._session.case.read_only
        )

    def _build(self) -> None:
        self.add_field(_("Title"), self.title)
        choices = widgets.row()
        for number, (title, choice, meaning) in enumerate(
            (
                (_("Counting rule"), self.rule, self._meaning),
                (_("Acute stress"), self.stress, self._which),
            )
        ):
            label = widgets.text(title, "quiet")
            label.setBuddy(choice)
            choices.addSpacing(12 if number else 0)
            column = widgets.column(label, 3, choice, 4, meaning)
            column.addStretch()
            choices.addLayout(column, 1)
        self.add(widgets.holding(choices), gap=4)
        self.add(self.preview)
        self.add(self.second, gap=2)
        self.add(
            widgets.wrapped(
                _("An incident cannot be approved by the person who changed it last."),
                "quiet",
                9,
            )
        )
        days = widgets.text(_without_update(self.quiet.text()))
        self.quiet.textChanged.connect(lambda text: days.setText(_without_update(text)))
        quiet = widgets.row(
            widgets.text(_("Flag unapproved incidents after")),
            8,
            self.quiet,
            8,
            days,
            -1,
        )
        self.quiet.setAccessibleName(_("Days without an update"))
        self.add(widgets.holding(quiet))
        self.add_field(_("Reason"), self.reason)
        self.add(self._wrong, gap=0)
        self._wrong.hide()
        self.finish(_("Save"))
        self.title.setFocus()


def _without_update(number: str) -> str:
    """What follows the number of days in the box."""
    return ngettext("day without an update", "days without an update", int(number or 0))
