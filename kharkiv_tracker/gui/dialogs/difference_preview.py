"""The figures that a change would move, shown before it is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.background_worker import BackgroundWorker
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.table.table_view import Column, Table, TableModel
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import change_text
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.rule_choice import Difference

#: What computes the differences in a case; raises Refused where the change cannot be.
Compute = Callable[[CaseFile], Sequence[Difference]]

#: In a larger case differences are computed in the background.
_LARGE = 1000
_HEIGHT = 138


class DifferencePreview(QWidget):
    """A sentence on how many incidents change, above a table of them."""

    def __init__(
        self, session: Session, background: BackgroundWorker, settled: Callable[[], object]
    ) -> None:
        super().__init__()
        self._session, self._background, self._settled = session, background, settled
        self._differences: Sequence[Difference] = ()
        self._request = 0
        self.is_ready = False
        """Whether the change can be made, and what it changes is shown."""
        self.status = widgets.wrapped("", points=9)
        self.model = TableModel(_columns(), lambda ids: [self._differences[n] for n in ids], self)
        self.table = Table(self.model, _("Preview of changes"))
        self.table.setFixedHeight(theme.px(_HEIGHT))
        self.setLayout(widgets.column(self.status, 6, self.table))
        self._show_lines(())

    def clear(self, text: str, is_ready: bool = False) -> None:
        """Show a sentence without any difference."""
        self._request += 1
        self.status.setText(text)
        self._show_lines(())
        self._settle(is_ready)

    def work_out(self, compute: Compute) -> None:
        """Show what a change would move; `settled` is called once that is known."""
        self._request += 1
        request = self._request
        self.is_ready = False
        case = self._session.case
        if incidents.number(case) <= _LARGE or case.path is None:
            try:
                self._show(request, compute(case))
            except Refused as refused:
                self._fail(request, refused)
            return
        self._show_lines(())
        self.status.setText(_("Calculating changes…"))
        self._settle(False)
        self._background.run(
            lambda: self._computed(compute),
            lambda differences: self._show(request, differences),
            lambda error: self._fail(request, error),
        )

    def _computed(self, compute: Compute) -> Sequence[Difference]:
        case: CaseFile = self._session.another_connection()
        try:
            return compute(case)
        finally:
            case.close()

    def _fail(self, request: int, error: BaseException) -> None:
        """Show why a change cannot be; where only the preview failed it can still be made."""
        if request == self._request:
            refused = isinstance(error, Refused)
            self.clear(error.sentence if isinstance(error, Refused) else "", not refused)

    def _show(self, request: int, differences: Sequence[Difference]) -> None:
        if request != self._request:
            return
        n = len({difference.code for difference in differences})
        text = ngettext(
            "This would change the figures of {n} incident.",
            "This would change the figures of {n} incidents.",
            n,
        ).format(n=labels.number(n))
        self.status.setText(text if n else _("No figures would change."))
        self._show_lines(differences)
        self._settle(True)

    def _show_lines(self, differences: Sequence[Difference]) -> None:
        self._differences = differences
        self.model.show_ids(range(len(differences)))
        self.table.setVisible(bool(differences))

    def _settle(self, is_ready: bool) -> None:
        self.is_ready = is_ready
        window = self.window()
        if window is not self:
            window.adjustSize()
        self._settled()


def _columns() -> tuple[Column[Difference], ...]:
    return (
        Column(_("Incident"), lambda row: row.code, width=160),
        Column(_("What"), lambda row: change_text.field(row.quantity), width=120, stretches=True),
        Column(_("Current"), lambda row: labels.figure_text(row.before), right=True, width=70),
        Column(_("New"), lambda row: labels.figure_text(row.after), right=True, width=70),
    )
