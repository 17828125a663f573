"""The registry of sources: where reports and official totals were read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.folding import fold
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.table import Column, Table, TableModel
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import sources
from kharkiv_tracker.store.sources import ListedSource


class SourcesView(QWidget):
    """All sources of the case, the most used first; asked for when it is seen."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._sources: tuple[ListedSource, ...] = ()
        self._stale = True
        self.model = TableModel(_columns(), self._rows, self)
        self.table = Table(self.model, _("Sources"))
        self._number = widgets.text("", points=theme.TITLE, bold=True)
        self._about = widgets.Elided(
            _("Where reports and official totals were read; whom they quote is the speaker."),
            "quiet",
        )
        self._none = widgets.wrapped(
            _("No source is recorded yet. A source comes with the first report that names it."),
            "quiet",
        )
        head = widgets.row(self._number, 14, self._about, margins=(8, 0, 0, 0))
        head.setStretch(2, 1)
        self.setLayout(
            widgets.column(
                head, 8, self.table, widgets.filling(self._none), margins=(10, 14, 10, 8)
            )
        )
        session.changed.connect(self.refresh)

    def refresh(self, changes: Changes) -> None:
        """Ask anew once it is seen; a moved selection changes no source."""
        if changes:
            self._stale = True
            if self.isVisible():
                self._ask()

    def show_source(self, wanted: Source) -> None:
        """Put the cursor on a source, found by its name in any spelling."""
        self._ask()
        for number, one in enumerate(self._sources):
            if (fold(one.source.name), one.source.kind) == (fold(wanted.name), wanted.kind):
                self.table.selectRow(number)
                self.table.scrollTo(self.model.index(number, 0))
                return

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._ask()

    def _ask(self) -> None:
        self._stale = False
        self._sources = sources.listed(self._session.case)
        n = len(self._sources)
        self.model.show_ids(range(n))
        self._number.setText(ngettext("{n} source", "{n} sources", n).format(n=labels.number(n)))
        if n:
            self.table.selectRow(0)
        self.table.setVisible(n > 0)
        self._none.setVisible(n == 0)

    def _rows(self, ids: list[int]) -> list[ListedSource]:
        return [self._sources[number] for number in ids]


def _columns() -> tuple[Column[ListedSource], ...]:
    def kind(row: ListedSource) -> str:
        return labels.word(row.source.kind) if row.source.kind else "?"

    return (
        Column(_("Name"), _name, width=200, stretches=True, quiet=lambda row: not row.source.name),
        Column(_("Kind"), kind, width=150, quiet=lambda row: row.source.kind is None),
        _counting(_("Reports"), lambda row: row.reports),
        _counting(_("Official totals"), lambda row: row.statements),
    )


def _name(row: ListedSource) -> str:
    return row.source.name or _("not named")


def _counting(title: str, of: Callable[[ListedSource], int]) -> Column[ListedSource]:
    return Column(
        title,
        lambda row: labels.number(of(row)),
        right=True,
        width=90,
        quiet=lambda row: of(row) == 0,
    )
