"""The settings of a case: title, counting rule, review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.counting_rule import Rule
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.background_worker import BackgroundWorker
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.table.table_view import Column, Table, TableModel
from kharkiv_tracker.i18n import N_, _, ngettext
from kharkiv_tracker.labels import change_text, people_text
from kharkiv_tracker.store import case_settings, incidents, rule_choice
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.rule_choice import Difference, Review

#: In a larger case differences are computed in the background.
_LARGE = 5000
_WIDTH, _PREVIEW = 620, 138
_RULES = {
    Rule.LATEST: N_(
        "The largest official number that no later one replaces counts; "
        "higher ones widen the range."
    ),
    Rule.RANGE: N_("The range also spans what every speaker last said; the best is the same."),
}


@dataclass(frozen=True, slots=True)
class CaseSettings:
    """New settings of the case, and the reason."""

    title: str
    rule: Rule
    review: Review
    reason: str

    def make(self, edit: Edit) -> None:
        """Write the settings; unchanged ones leave no revision."""
        rule_choice.set_title(edit, self.title)
        rule_choice.set_rule(edit, self.rule)
        rule_choice.set_review(edit, self.review.second_name, self.review.quiet_days)


def ask_case(
    parent: QWidget, session: Session, background: BackgroundWorker
) -> CaseSettings | None:
    """The new settings; None if cancelled."""
    dialog = CaseDialog(parent, session, background)
    return dialog.answer() if dialog.exec() else None


class CaseDialog(Dialog):
    """Shows what another rule would change before it is saved."""

    def __init__(self, parent: QWidget, session: Session, background: BackgroundWorker) -> None:
        super().__init__(parent, _("Case"))
        self.setMinimumWidth(_WIDTH)
        self._session, self._background = session, background
        self._differences: Sequence[Difference] = ()
        self._request = 0
        case = session.case
        self._before = CaseSettings(case.title, case.rule, rule_choice.review(case), "")
        self.title = QLineEdit(case.title, maxLength=200)
        self.rule = widgets.Choice(_("Counting rule"))
        for rule in _RULES:
            self.rule.addItem(people_text.capital(labels.word(rule)), rule)
        self.rule.setCurrentIndex(self.rule.findData(case.rule))
        self._meaning = widgets.wrapped("", "quiet", 9)
        self._status = widgets.wrapped("", points=9)
        self.model = TableModel(_columns(), lambda ids: [self._differences[n] for n in ids], self)
        self.preview = Table(self.model, _("What would change"))
        self.preview.setFixedHeight(_PREVIEW)
        self.second = QCheckBox(_("Approval asks for a second name"))
        self.second.setChecked(self._before.review.second_name)
        self.quiet = QLineEdit(str(self._before.review.quiet_days), maxLength=4)
        self.quiet.setValidator(QIntValidator(1, case_settings.LONGEST_QUIET, self.quiet))
        self.quiet.setFixedWidth(80)
        self.reason = QLineEdit(maxLength=300)
        self._wrong = widgets.wrapped("", "attention", 9)
        self._build()
        self.rule.currentIndexChanged.connect(lambda _index: self._preview())
        for line in (self.title, self.quiet):
            line.textChanged.connect(lambda _text: self._allow())
        self.second.toggled.connect(lambda _on: self._allow())
        self._preview()

    def answer(self) -> CaseSettings:
        days = int(self.quiet.text() or 0)
        return CaseSettings(
            " ".join(self.title.text().split()),
            Rule(self.rule.currentData()),
            Review(self.second.isChecked(), days),
            " ".join(self.reason.text().split()),
        )

    def accept(self) -> None:
        settings = self.answer()
        if not settings.title:
            self._show_error(self.title, _("A case needs a title."))
        elif not self.quiet.hasAcceptableInput():
            maximum = labels.number(case_settings.LONGEST_QUIET)
            sentence = _("The days without an update have to be from 1 to {most}.")
            self._show_error(self.quiet, sentence.format(most=maximum))
        elif not settings.reason:
            self._show_error(
                self.reason, _("A few words of why are needed; the history keeps them.")
            )
        else:
            super().accept()

    def _show_error(self, field: QLineEdit, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.show()
        field.setFocus()

    def _preview(self) -> None:
        """Show what the chosen rule means and what it would change."""
        rule = Rule(self.rule.currentData())
        self._meaning.setText(_(_RULES[rule]))
        self._request += 1
        request = self._request
        self.accepting.setEnabled(False)
        case = self._session.case
        if rule is self._before.rule:
            self._show(request, ())
        elif incidents.number(case) <= _LARGE or case.path is None:
            self._show(request, rule_choice.differences(case, rule))
        else:
            self._show_lines(())
            self._status.setText(_("What would change is being worked out…"))
            self._background.run(
                lambda: self._compute_differences(rule),
                lambda differences: self._show(request, differences),
                lambda _error: self._allow(),
            )

    def _compute_differences(self, rule: Rule) -> tuple[Difference, ...]:
        case: CaseFile = self._session.another_connection()
        try:
            return rule_choice.differences(case, rule)
        finally:
            case.close()

    def _show(self, request: int, differences: Sequence[Difference]) -> None:
        if request != self._request:
            return
        self._show_lines(differences)
        n = len({difference.code for difference in differences})
        if differences:
            text = ngettext(
                "This would change the figures of {n} incident.",
                "This would change the figures of {n} incidents.",
                n,
            ).format(n=labels.number(n))
        elif Rule(self.rule.currentData()) is self._before.rule:
            text = _("This is the rule now.")
        else:
            text = _("No figure would change.")
        self._status.setText(text)
        self._allow()

    def _show_lines(self, differences: Sequence[Difference]) -> None:
        self._differences = differences
        self.model.show_ids(range(len(differences)))
        self.preview.setVisible(bool(differences))
        self.adjustSize()

    def _allow(self) -> None:
        now = self.answer()
        before = (self._before.title, self._before.rule, self._before.review)
        changed = (now.title, now.rule, now.review) != before
        self.accepting.setEnabled(changed and not self._session.case.read_only)

    def _build(self) -> None:
        self.add_field(_("Title"), self.title)
        label = widgets.text(_("Counting rule"), "quiet")
        label.setBuddy(self.rule)
        self.add(label, gap=3)
        self.add(self.rule, gap=4)
        self.add(self._meaning, gap=4)
        self.add(self._status, gap=6)
        self.add(self.preview)
        self.add(self.second, gap=2)
        self.add(
            widgets.wrapped(
                _("Nobody approves an incident of which they were the last to change something."),
                "quiet",
                9,
            )
        )
        quiet = widgets.row(
            widgets.text(_("An incident not yet approved waits after")),
            8,
            self.quiet,
            8,
            widgets.text(_("days without an update")),
            -1,
        )
        self.quiet.setAccessibleName(_("Days without an update"))
        self.add(widgets.holding(quiet))
        self.add_field(_("Reason"), self.reason)
        self.add(self._wrong, gap=0)
        self._wrong.hide()
        self.finish(_("Save"))
        self.title.setFocus()


def _columns() -> tuple[Column[Difference], ...]:
    return (
        Column(_("Incident"), lambda row: row.code, width=160),
        Column(_("What"), lambda row: change_text.field(row.quantity), width=120, stretches=True),
        Column(_("Now"), lambda row: labels.figure_text(row.before), right=True, width=70),
        Column(_("Then"), lambda row: labels.figure_text(row.after), right=True, width=70),
    )
