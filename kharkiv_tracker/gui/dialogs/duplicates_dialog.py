"""Possible duplicates, pair by pair: to open, to merge, or to keep both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import duplicate_pairs
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.button_menu import button_menu
from kharkiv_tracker.gui.commands.record_edits import RecordEdits
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.flow_row import FlowRow
from kharkiv_tracker.gui.incidents.incidents_view import columns
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.short_lines import ShortLines
from kharkiv_tracker.gui.table.table_copy import copied_table
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.store import duplicate_traits, incidents, merge_split
from kharkiv_tracker.store.incidents import IncidentRow

#: The maximum number of pairs shown.
_MOST = 200
_WIDTH, _ROWS = 660, 5
#: What is copied of an incident, beside its code.
_CODE = "code"
_COPIED = ("when", "district", "place", *COUNTED, "state")
Pair = tuple[IncidentRow, IncidentRow]


class DuplicatesDialog(Dialog):
    """Stays open beside the window; the incident recorded first is first in its pair."""

    holds_input = False

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        gazetteer: Gazetteer,
        edits: RecordEdits,
        open_incident: Callable[[str], object],
    ) -> None:
        super().__init__(parent, _("Possible duplicates"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._session, self._gazetteer = session, gazetteer
        self._edits, self._open_incident = edits, open_incident
        self._pairs: list[Pair] = []
        self._days: Iterator[tuple[duplicate_pairs.Pair, ...]] | None = None
        self._ids: dict[str, int] = {}
        self._return_to = 0
        self._step = QTimer(self, interval=0)
        self._step.timeout.connect(self._search)
        self._build()
        session.changed.connect(self._changed)
        self._begin()

    @property
    def codes(self) -> list[tuple[str, str]]:
        """The codes of the pairs shown."""
        return [(first.code, second.code) for first, second in self._pairs]

    @property
    def status(self) -> str:
        """The line on how many pairs there are."""
        return self._status.text()

    def show_beside(self, work: QWidget) -> None:
        """Show it over the table, where the incident that is opened can be seen at its side."""
        corner = work.mapToGlobal(work.rect().topLeft())
        self.move(corner.x() + 24, corner.y() + 24)
        self.show()
        self.activateWindow()
        self.list.setFocus()

    def show_incident(self, which: int = 0) -> None:
        """Show the first (0) or second (1) of the pair in the window."""
        if pair := self._current():
            self._open_incident(pair[which].code)

    def merge(self) -> None:
        """Open the dialog that merges the pair."""
        if pair := self._current():
            self._edits.merge(pair[0].code, pair[1].code)

    def keep_both(self) -> None:
        """Note that the pair is not the same incident; it is not offered again."""
        if pair := self._current():
            first, second = pair[0].code, pair[1].code
            self._edits.run_edit(
                "not the same",
                lambda edit: merge_split.link(edit, first, second, Relation.DIFFERENT),
            )

    def copy(self) -> None:
        """Copy the pair, a row for each incident, with why they may be the same."""
        item, pair = self.list.currentItem(), self._current()
        if item is None or pair is None:
            return
        shown = [c for c in columns(self._gazetteer) if c.name in (_CODE, *_COPIED)]
        shown.sort(key=lambda column: column.name != _CODE)
        reasons = str(item.data(Qt.ItemDataRole.UserRole))
        titles = [*(column.full_title for column in shown), _("Reason")]
        rows = [[*(column.text(row) for column in shown), reasons] for row in pair]
        QGuiApplication.clipboard().setMimeData(copied_table(titles, rows))

    def _open_menu(self, at: QPoint) -> None:
        """What can be done to the pair at the cursor."""
        if self._current():
            menu = button_menu(self.list, self._verbs)
            menu.addSeparator()
            menu.addAction(_("Copy") + "\tCtrl+C").triggered.connect(self.copy)
            menu.popup(self.list.viewport().mapToGlobal(at))

    def _build(self) -> None:
        rule = _(
            "Incidents no more than 1 day apart, in the same district or with the district unknown."
        )
        self.list = QListWidget()
        self.list.setAccessibleName(_("Possible duplicates"))
        self.list.setItemDelegate(ShortLines(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight((self.list.fontMetrics().lineSpacing() * 2 + 14) * _ROWS)
        self.list.itemActivated.connect(lambda _item: self.show_incident())
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self._status = widgets.text("", "quiet", 9)
        opens = (
            widgets.button(_("Open first  Enter"), self.show_incident),
            widgets.button(_("Open second  Alt+2"), partial(self.show_incident, 1)),
        )
        self._verbs = (
            *opens,
            widgets.button(_("Merge…  Alt+M"), self.merge),
            widgets.button(_("Keep both  Alt+I"), self.keep_both),
        )
        self.add(widgets.wrapped(rule, "quiet"), gap=8)
        self.add(self.list, gap=4)
        self.add(self._status)
        self.add(widgets.holding(FlowRow(*self._verbs)), gap=0)
        for keys, act in (
            ("Alt+1", self.show_incident),
            ("Alt+2", partial(self.show_incident, 1)),
            ("Alt+M", self.merge),
            ("Alt+I", self.keep_both),
        ):
            widgets.shortcut(self, keys, act)
        widgets.shortcut(self.list, "Ctrl+C", self.copy)
        self.list.setFocus()

    def _changed(self, changes: Changes) -> None:
        if changes:
            self._begin()

    def _begin(self) -> None:
        """Search again, newest first, and return to the current row."""
        self._return_to = max(0, self.list.currentRow())
        self._pairs.clear()
        self.list.clear()
        case = self._session.case
        newest_first = duplicate_traits.features(case)[::-1]
        self._ids = {features.code: features.id for features in newest_first}
        self._days = duplicate_pairs.by_day(newest_first, duplicate_traits.different(case))
        self._step.start()
        self._refresh_status()

    def _search(self) -> None:
        """Compare the incidents of one more day; the window stays responsive."""
        day_pairs = next(self._days, None) if self._days else None
        for pair in (day_pairs or ())[: _MOST - len(self._pairs)]:
            ids = sorted((self._ids[pair.one], self._ids[pair.other]))
            first, second = incidents.rows(self._session.case, ids)
            self._show((first, second), pair)
        if day_pairs is None or len(self._pairs) >= _MOST:
            self._days = None
            self._step.stop()
        self._refresh_status()

    def _show(self, pair: Pair, match: duplicate_pairs.Pair) -> None:
        self._pairs.append(pair)
        first, second = map(self._line, pair)
        reasons = ", ".join(match.reasons)
        item = QListWidgetItem(f"{first}\n{second} · {reasons}")
        item.setData(Qt.ItemDataRole.UserRole, reasons)
        item.setToolTip(widgets.tooltip(item.text()))
        self.list.addItem(item)
        if self.list.count() == 1 or self.list.count() == self._return_to + 1:
            self.list.setCurrentItem(item)

    def _line(self, row: IncidentRow) -> str:
        figures = people_text.figures_in_signs(row.figures)
        title = people_text.incident(row.place, self._gazetteer.get(row.district))
        return " · ".join((row.code, figures, labels.event_time_brief(row.event), title))

    def _refresh_status(self) -> None:
        number = len(self._pairs)
        pairs = ngettext("{n} pair", "{n} pairs", number).format(n=labels.number(number))
        if self._days is not None:
            text = _("{pairs} so far. Searching…").format(pairs=pairs)
        elif number >= _MOST:
            text = _("Newest only: {pairs}. More may appear after these are resolved.").format(
                pairs=pairs
            )
        else:
            text = pairs if number else _("No duplicates found.")
        self._status.setText(text)
        for verb in self._verbs:
            verb.setEnabled(bool(number))

    def _current(self) -> Pair | None:
        row = self.list.currentRow()
        return self._pairs[row] if 0 <= row < len(self._pairs) else None
