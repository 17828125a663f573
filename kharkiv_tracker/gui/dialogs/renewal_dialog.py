"""The figures that the renewal of a case moved, and why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.table.table_view import Column, Table, TableModel
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import figure_change_text
from kharkiv_tracker.labels.figure_text import figure_text
from kharkiv_tracker.store import renewed_figures
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.renewed_figures import RenewedFigure

_WIDTH, _HEIGHT = 860, 320


class RenewalDialog(Dialog):
    """Stays open beside the window; a double click shows the incident there."""

    holds_input = False

    def __init__(
        self, parent: QWidget, case: CaseFile, open_incident: Callable[[str], object]
    ) -> None:
        super().__init__(parent, _("Figures changed by the new rule"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._open_incident = open_incident
        self.rows = renewed_figures.renewed(case)
        self.model = TableModel(_columns(), lambda ids: [self.rows[n] for n in ids], self)
        self.table = Table(self.model, _("Figures changed by the new rule"))
        self.table.setMinimumHeight(theme.px(_HEIGHT))
        self.model.show_ids(range(len(self.rows)))
        self.table.doubleClicked.connect(self._open)
        self.add(widgets.wrapped(self._sentence(), "quiet"))
        self.add(self.table)
        self.finish(_("Close"), cancel=False)

    def _sentence(self) -> str:
        n = len({row.code for row in self.rows})
        approved = len({row.code for row in self.rows if row.approved})
        if not n:
            return _("The new counting rule changed no figures.")
        sentence = ngettext(
            "The new edition of the counting rule changed the figures of {n} incident.",
            "The new edition of the counting rule changed the figures of {n} incidents.",
            n,
        ).format(n=labels.number(n))
        if approved:
            sentence += " " + ngettext(
                "{n} of them was approved and must be checked again.",
                "{n} of them were approved and must be checked again.",
                approved,
            ).format(n=labels.number(approved))
        return sentence

    def _open(self, index: QModelIndex) -> None:
        self._open_incident(self.rows[index.row()].code)


def _columns() -> tuple[Column[RenewedFigure], ...]:
    return (
        Column(_("Incident"), lambda row: row.code, width=150),
        Column(_("What"), lambda row: figure_change_text.quantity(row.change), width=150),
        Column(_("Before"), lambda row: figure_text(row.change.before), right=True, width=70),
        Column(_("After"), lambda row: figure_text(row.change.after), right=True, width=70),
        Column(_("Review state"), _approved, width=100),
        Column(
            _("Reason"), lambda row: figure_change_text.why(row.change), stretches=True, width=200
        ),
    )


def _approved(row: RenewedFigure) -> str:
    """Whether it was approved then."""
    return labels.word(ReviewState.APPROVED) if row.approved else ""
