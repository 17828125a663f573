"""The dialog that imports a file of our own: what it would do, and the edit."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from kharkiv_tracker.domain.entry import Recorded
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.dialogs.progress_dialog import Step
from kharkiv_tracker.gui.imports import import_work
from kharkiv_tracker.gui.imports.import_work import Outcome, Own
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.table.table_view import Column, Table, TableModel
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.own_files import own_plan, own_text
from kharkiv_tracker.imports.own_files.own_plan import OwnPlan
from kharkiv_tracker.store.case_file import CaseFile

_WIDTH, _TABLE = 680, 138


class OwnDialog(Dialog):
    """It has no columns to choose: every field is known. `outcome` is what was recorded."""

    def __init__(self, parent: QWidget, session: Session, path: Path, plan: OwnPlan) -> None:
        super().__init__(parent, _("Import"))
        self.setMinimumWidth(theme.px(_WIDTH))
        self._session, self.path, self._plan = session, path, plan
        self.outcome: Outcome | None = None
        self.add(widgets.Elided(str(path), "quiet", 9, is_path=True), 6)
        self.lines = widgets.wrapped("\n".join(own_text.lines(plan, is_done=False)))
        self.add(self.lines)
        if plan.rejects:
            self.add(self._table())
        self.reason = QLineEdit(f"import {path.name}", maxLength=300)
        self.add_field(_("Reason"), self.reason)
        self.problem = widgets.wrapped("", "attention", 9)
        self.problem.hide()
        self.add(self.problem, 0)
        self.finish(_("Import"))
        self.accepting.setEnabled(not plan.is_empty)
        self.accepting.setFocus()

    def accept(self) -> None:
        """Import; a refusal leaves the case as it was."""
        plan, session = self._plan, self._session
        reason = " ".join(self.reason.text().split()) or "import"

        def make(case: CaseFile, step: import_work.Count) -> tuple[Recorded, str, None]:
            recorded = own_plan.run(case, plan, session.author, reason, step)
            return recorded, " ".join(own_text.lines(plan, is_done=True)), None

        number = sum(plan.added.values())
        try:
            self.outcome = import_work.record(self, session, self.path.name, number, make)
        except TrackerError as error:
            self.problem.setText(str(error))
            self.problem.show()
        else:
            super().accept()

    def _table(self) -> Table:
        """The records that are rejected, each in a line."""
        lines = [own_text.reject_line(reject) for reject in self._plan.rejects]
        column = Column[str](_("Problem"), lambda line: line, width=240, stretches=True)
        model = TableModel((column,), lambda ids: [lines[number] for number in ids], self)
        model.show_ids(range(len(lines)))
        table = Table(model, _("Rejected rows"))
        table.setFixedHeight(theme.px(_TABLE))
        return table


def plan(parent: QWidget, session: Session, document: Own) -> OwnPlan:
    """What importing a file of ours would do; raises TrackerError, Stopped."""

    def job(step: Step) -> OwnPlan:
        with session.another_connection() as case, case.snapshot():
            return own_plan.plan(case, document, step)

    return import_work.do(parent, _("Trying the import…"), job)
