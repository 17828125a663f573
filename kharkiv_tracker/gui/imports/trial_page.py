"""The third page of an import: what it would do, and what of it is left out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QScrollArea, QSizePolicy, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.imports import table_area
from kharkiv_tracker.gui.imports.side_by_side import SideBySide
from kharkiv_tracker.gui.imports.trial_lists import (
    CHOSEN,
    TITLES,
    EntryRow,
    Listed,
    TrialLists,
    reject_columns,
)
from kharkiv_tracker.gui.table.table_view import Table, TableModel
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.imports.plan import PlanEntry
from kharkiv_tracker.imports.rows.record_drafts import Reject
from kharkiv_tracker.store.case_file import CaseFile

_TABLE, _DETAIL = 104, 88
#: What else is in a high window beside the table.
_BESIDE = 560


class TrialPage(QWidget):
    """Space leaves the row out that the cursor is on, or takes it in again."""

    #: Another number of records is imported.
    changed = Signal()

    def __init__(self, case: CaseFile, save_rejects: Callable[[], object]) -> None:
        super().__init__()
        self._lists: TrialLists | None = None
        self.counts = widgets.wrapped()
        self.choice = widgets.Choice(_("Show"))
        self.rejects = Table(TableModel(reject_columns(), self._rejects, self), _("Rejected rows"))
        self.entries: Table | None = None
        self._tables = widgets.column()
        self.detail = SideBySide(case)
        self._scroll = widgets.scrolling(self.detail, _("Side by side"))
        self.tick = QCheckBox(_("&Import this record"))
        self.tick.clicked.connect(lambda _on: self.toggle())
        self.all = widgets.button(_("&Leave all out"), self._toggle_all)
        self.saving = widgets.button(_("&Save rejected rows…"), save_rejects)
        self.reason = QLineEdit(maxLength=300)
        self.reason.setAccessibleName(_("Reason"))
        self._lay_out()
        self.choice.currentIndexChanged.connect(lambda _index: self._show_list())

    def _lay_out(self) -> None:
        title = widgets.text(_("Show"), "quiet")
        title.setBuddy(self.choice)
        why = widgets.text(_("Reason"), "quiet")
        why.setBuddy(self.reason)
        self.choice.setMinimumWidth(theme.px(240))
        verbs = widgets.row(self.tick, 12, self.all, -1, self.saving)
        choosing = widgets.row(title, 8, self.choice, -1)
        reason = widgets.row(why, 8, self.reason)
        reason.setStretch(2, 1)
        self._size(self.rejects)
        self._tables.addWidget(self.rejects)
        _limit(self._scroll)
        listed = widgets.column(self._tables, 4, self._scroll)
        listed.setStretchFactor(self._tables, 3)
        listed.setStretchFactor(self._scroll, 2)
        area = table_area.TableArea(listed)
        self.setLayout(widgets.column(self.counts, 10, choosing, 6, area, 4, verbs, 8, reason))

    @property
    def lists(self) -> TrialLists | None:
        return self._lists

    @property
    def listed(self) -> Listed:
        """The list that is shown."""
        return Listed(self.choice.currentData() or Listed.REJECTED)

    def show_lists(self, lists: TrialLists) -> None:
        """Show what an import would do, beginning with what has to be looked at."""
        self._lists = lists
        self._show_counts()
        self.choice.blockSignals(True)
        self.choice.clear()
        for listed in Listed:
            if number := lists.number(listed):
                text = _("{list}: {n}").format(list=_(TITLES[listed]), n=labels.number(number))
                self.choice.addItem(text, listed.value)
        self.choice.blockSignals(False)
        self.saving.setVisible(lists.number(Listed.REJECTED) > 0)
        self._show_list()

    def focus_first(self) -> None:
        self.choice.setFocus()

    def toggle(self) -> None:
        """Leave the record at the cursor out, or take it in again."""
        lists, entry = self._lists, self._entry()
        if lists is not None and entry is not None and self.listed in CHOSEN:
            lists.choose((entry,), not lists.is_chosen(entry))
            self._refresh()

    def _toggle_all(self) -> None:
        """Leave all records of the list out, or take all in again."""
        lists = self._lists
        if lists is not None:
            entries = lists.entries[self.listed]
            lists.choose(entries, not any(map(lists.is_chosen, entries)))
            self._refresh()

    def _show_list(self) -> None:
        lists, listed = self._lists, self.listed
        if lists is None:
            return
        is_any, is_of_rejects = self.choice.count() > 0, listed is Listed.REJECTED
        if self.entries is not None:
            self.entries.deleteLater()
            self.entries.hide()
            self.entries = None
        self.rejects.setVisible(is_any and is_of_rejects)
        if is_of_rejects:
            _show(self.rejects, lists.number(listed))
        else:
            self.entries = self._entry_table(lists, listed)
            self._tables.addWidget(self.entries)
            self.entries.show()
            _show(self.entries, lists.number(listed))
        for part in (self.tick, self.all):
            part.setVisible(is_any and listed in CHOSEN)
        self._scroll.setVisible(is_any)
        self._show_detail()

    def _entry_table(self, lists: TrialLists, listed: Listed) -> Table:
        remark = {
            Listed.SUSPECTED: _("May be the same as"),
            Listed.DOUBTED: _("Why"),
        }.get(listed, _("Record"))

        def rows(numbers: list[int]) -> list[EntryRow]:
            return lists.rows(listed, numbers)

        table = Table(TableModel(lists.columns(remark), rows, self), _(TITLES[listed]))
        self._size(table)
        widgets.shortcut(table, "Space", self.toggle)
        return table

    def _size(self, table: Table) -> None:
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        table.selectionModel().currentRowChanged.connect(lambda _on, _off: self._show_detail())

    def _rejects(self, numbers: list[int]) -> list[Reject]:
        return self._lists.rejects(numbers) if self._lists else []

    def _entry(self) -> PlanEntry | None:
        """The record at the cursor."""
        lists, table = self._lists, self.entries
        index = table.currentIndex() if table is not None else None
        if lists is None or index is None or not index.isValid():
            return None
        return lists.entries[self.listed][index.row()]

    def _show_detail(self) -> None:
        lists, entry = self._lists, self._entry()
        if lists is None:
            return
        number = self.rejects.currentIndex().row()
        if self.listed is Listed.REJECTED and 0 <= number < lists.number(Listed.REJECTED):
            self.detail.show_reject(lists.plan, *lists.rejects((number,)))
        else:
            self.detail.show_entry(lists, entry)
        self._scroll.verticalScrollBar().setValue(0)
        self.tick.setChecked(entry is not None and lists.is_chosen(entry))
        entries = lists.entries.get(self.listed, [])
        is_any = any(map(lists.is_chosen, entries))
        self.all.setText(_("&Leave all out") if is_any else _("&Import all"))

    def _refresh(self) -> None:
        """Show what is left out now."""
        model = self.entries.model() if self.entries is not None else None
        if isinstance(model, TableModel):
            model.fetch_again()
        self._show_counts()
        self._show_detail()
        self.changed.emit()

    def _show_counts(self) -> None:
        lists = self._lists
        if lists is None:
            return
        lines = list(lists.counts)
        if out := lists.number_left_out:
            sentence = ngettext("{n} record is left out.", "{n} records are left out.", out)
            lines.append(sentence.format(n=labels.number(out)))
        self.counts.setText(" ".join(lines))


def _limit(area: QScrollArea) -> None:
    area.setMinimumHeight(theme.px(_DETAIL))
    area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)


def _show(table: Table, number: int) -> None:
    model = table.model()
    if isinstance(model, TableModel):
        model.show_ids(range(number))
        table_area.fit(table, theme.px(_TABLE), theme.px(_BESIDE))
        if number:
            table.setCurrentIndex(model.index(0, 0))
