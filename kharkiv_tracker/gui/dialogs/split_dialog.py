"""Split an incident: the reports to move are ticked; both figures are shown before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QLineEdit, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.counting_rule import derive
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.entry import update_matches
from kharkiv_tracker.gui.popups import TickList
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class SplitRequest:
    """The numbers of the reports to move, and the reason."""

    reports: tuple[int, ...]
    reason: str


class SplitDialog(Dialog):
    """At least one report moves, at least one stays."""

    def __init__(self, parent: QWidget, case: CaseFile, gazetteer: Gazetteer, code: str) -> None:
        super().__init__(parent, _("Split {code}").format(code=code))
        self.setMinimumWidth(theme.px(520))
        self._case, self._code = case, code
        self._match = update_matches.by_code(case, code, gazetteer)
        self._result = widgets.wrapped("", "quiet")
        self._reason = QLineEdit()
        widgets.set_hint(self._reason, _("reason; kept in the history"))
        self.add(
            widgets.wrapped(
                _(
                    "Tick the reports about another strike. They become a new incident with "
                    "the same time and place, which you can edit afterwards."
                )
            )
        )
        self.list = TickList(_("Reports to move"), self._refresh)
        self.list.fill(
            [(report.number, _report_line(report)) for report in self._match.reports], ()
        )
        self.list.setCurrentRow(0)
        self.add(self.list)
        self.add(self._result)
        self.add_field(_("Reason"), self._reason)
        self.finish(_("Split"))
        self._refresh()
        self.list.setFocus()

    @property
    def result_text(self) -> str:
        """The figures of both incidents."""
        return self._result.text()

    def answer(self) -> SplitRequest:
        return SplitRequest(tuple(self.list.ticked()), " ".join(self._reason.text().split()))

    def _refresh(self) -> None:
        going = set(self.list.ticked())
        moving = [report for report in self._match.reports if report.number in going]
        staying = [report for report in self._match.reports if report.number not in going]
        may = bool(moving and staying)
        self.accepting.setEnabled(may)
        if not may:
            self._result.setText(_("Move at least one report and keep at least one."))
            return
        sentence = _("{code} keeps {stays}; the new incident has {goes}.")
        self._result.setText(
            sentence.format(
                code=self._code, stays=self._figures(staying), goes=self._figures(moving)
            )
        )

    def _figures(self, reports: list[Report]) -> str:
        grounds = replace(incidents.grounds(self._case, self._code), reports=tuple(reports))
        if grounds.chosen not in [report.uid for report in reports]:
            grounds = replace(grounds, rule=self._case.rule, chosen=None)
        return labels.figures_line(derive(grounds))


def _report_line(report: Report) -> str:
    who = _("Confidential source") if report.is_confidential else labels.speaker(report.speaker)
    parts = (labels.as_of(report.as_of), who, labels.short_report(report))
    return " · ".join(part for part in parts if part)
