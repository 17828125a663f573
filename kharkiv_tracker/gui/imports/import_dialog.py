"""The dialog that imports a file: how it is read, what its columns are, a trial run, the edit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.domain.entry import Recorded
from kharkiv_tracker.errors import Refused, TrackerError
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.dialogs.progress_dialog import Step, Stopped
from kharkiv_tracker.gui.imports import import_work
from kharkiv_tracker.gui.imports.column_page import ColumnPage
from kharkiv_tracker.gui.imports.file_page import FilePage
from kharkiv_tracker.gui.imports.import_draft import ImportDraft
from kharkiv_tracker.gui.imports.import_work import Count, Outcome
from kharkiv_tracker.gui.imports.trial_lists import TrialLists
from kharkiv_tracker.gui.imports.trial_page import TrialPage
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.imports import import_plan, import_run, import_text
from kharkiv_tracker.imports.plan import Plan
from kharkiv_tracker.store.case_file import CaseFile

_WIDTH = 860
_FILE, _COLUMNS, _TRIAL = range(3)


class ImportDialog(Dialog):
    """Nothing is recorded before its last button; `outcome` is what was then."""

    def __init__(self, parent: QWidget, session: Session, draft: ImportDraft) -> None:
        super().__init__(parent, _("Import"))
        self.setMinimumWidth(theme.px(_WIDTH))
        self._session = session
        self.draft = draft
        self.plan: Plan | None = None
        self.outcome: Outcome | None = None
        self._step = widgets.text("", "quiet", 9)
        self.file = FilePage(self._read_again, self._work_out)
        self.columns = ColumnPage()
        self.trial = TrialPage(session.case, self.save_rejects)
        self.pages = (self.file, self.columns, self.trial)
        self.problem = widgets.wrapped("", "attention", 9)
        path = widgets.Elided(str(draft.file.path), "quiet", 9, is_path=True)
        head = widgets.row(path, 12, self._step)
        head.setStretch(0, 1)
        self.add(widgets.holding(head), 6)
        for page in self.pages:
            self._lines.addWidget(page, 1)
        self._lines.addWidget(self.problem)
        self.forward = widgets.button("", self.accept, main=True)
        self.forward.setDefault(True)
        self.back = widgets.button(_("&Back"), self.go_back)
        cancel = widgets.button(_("Cancel"), self.reject)
        self.add_buttons(self.forward, 8, self.back, 8, cancel)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            widgets.shortcut(self, keys, self.accept)
        self.trial.changed.connect(self._show_button)
        self.trial.reason.setText(f"import {draft.file.path.name}")
        self.file.show_draft(self.draft)
        self._show_page(_FILE)

    @property
    def page(self) -> int:
        """The number of the page that is shown."""
        return next(n for n, page in enumerate(self.pages) if not page.isHidden())

    def accept(self) -> None:
        """Go to the next page; from the last one, import."""
        self._warn("")
        if not self.forward.isEnabled():
            return
        (self._leave_file, self._leave_columns, self._import)[self.page]()

    def go_back(self) -> None:
        """Back to the page before, with everything as it was chosen."""
        self._warn("")
        if self.page == _COLUMNS:
            self.columns.take_constants()
            self.file.show_draft(self.draft)
        self._show_page(self.page - 1)

    def save_rejects(self) -> None:
        """Save the rejected rows to a file that can be corrected and imported."""
        if self.plan is not None:
            import_work.save_rejects(self, self.plan, self.draft.file.path)

    def _leave_file(self) -> None:
        if self.draft.is_order_open:
            self._warn(_("Choose the order of day and month."))
            self.file.order.setFocus()
            return
        self.columns.show_draft(self.draft)
        self._show_page(_COLUMNS)

    def _leave_columns(self) -> None:
        """Try what would be imported; what does not fit is said beside the columns."""
        self.columns.take_constants()
        draft = self.draft
        if not draft.has_dates:
            sentence = _("No column is a date, so every row would be rejected. Choose one.")
            self.columns.say(sentence)
            return
        try:
            self._work_out(draft.weigh)
            if draft.is_order_open:
                self._ask_order()
                return
            lists = self._try()
        except Stopped:
            self._warn(_("Stopped. Nothing was imported."))
        except Refused as refused:
            self.columns.say(refused.sentence)
        except TrackerError as error:
            self._warn(str(error))
        else:
            self.plan = lists.plan
            self.trial.show_lists(lists)
            self._show_page(_TRIAL)

    def _ask_order(self) -> None:
        """Go back to the first page: other columns are dates now, and leave their order open."""
        self.file.show_draft(self.draft)
        self._show_page(_FILE)
        self._warn(_("Choose the order of day and month."))

    def _try(self) -> TrialLists:
        session, choice = self._session, self.draft.choice
        rows = max(1, len(choice.table.sheet.rows) - choice.table.start)

        def job(step: Step) -> TrialLists:
            tell = import_work.counted(step, 3 * rows)
            with session.another_connection() as case, case.snapshot():
                plan = import_plan.plan(case, choice.table, choice.column_map, choice.preset, tell)
                return TrialLists(plan, gazetteer.load())

        return import_work.do(self, _("Trying the import…"), job)

    def _import(self) -> None:
        """Import what the trial shows, in one edit; a refusal leaves the case as it was."""
        lists, session = self.trial.lists, self._session
        if lists is None:
            return
        plan = lists.chosen_plan
        reason = " ".join(self.trial.reason.text().split()) or "import"

        def make(case: CaseFile, step: Count) -> tuple[Recorded, str, Plan]:
            return _recorded(case, plan, session.author, reason, step)

        name = self.draft.file.path.name
        try:
            self.outcome = import_work.record(self, session, name, lists.number_chosen, make)
        except Stopped:
            self._warn(_("Stopped. Nothing was imported."))
        except TrackerError as error:
            self._warn(str(error))
        else:
            super().accept()

    def _read_again(self, encoding: str, delimiter: str) -> None:
        """Read the file in another encoding, or by another delimiter."""
        path = self.draft.file.path
        problem = ""
        try:
            made = import_work.read(self, path, ImportDraft, encoding, delimiter)
            if isinstance(made, ImportDraft):
                self.draft = made
        except TrackerError as error:
            problem = str(error)
        self.file.show_draft(self.draft)
        self.file.say(problem)

    def _work_out(self, change: Callable[[], object]) -> object:
        return import_work.do(self, _("Reading the table…"), lambda _step: change())

    def _show_page(self, number: int) -> None:
        for at, page in enumerate(self.pages):
            page.setVisible(at == number)
        step = _("Step {n} of {all}").format(n=number + 1, all=len(self.pages))
        self._step.setText(step)
        self.back.setVisible(number > 0)
        self._show_button()
        self.pages[number].focus_first()

    def _show_button(self) -> None:
        """The button says what it does; it imports only if there is something to import."""
        lists = self.trial.lists
        if self.page == _FILE:
            self.forward.setText(_("&Next: columns"))
        elif self.page == _COLUMNS:
            self.forward.setText(_("&Next: trial run"))
        elif lists is not None:
            n = lists.number_chosen
            text = ngettext("&Import {n} record", "&Import {n} records", n)
            self.forward.setText(text.format(n=labels.number(n)))
        self.forward.setEnabled(self.page != _TRIAL or bool(lists and lists.number_chosen))

    def _warn(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))


def _recorded(
    case: CaseFile, plan: Plan, author: str, reason: str, step: Count
) -> tuple[Recorded, str, Plan]:
    """Record a plan: what was recorded of it, with what the case refused among the rejects."""
    imported = import_run.run(case, plan, author, reason, step)
    done = import_run.done(plan, imported)
    return imported.recorded, " ".join(import_text.count_lines(done, is_done=True)), done
