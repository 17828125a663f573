"""The documents of the case: their list, and one of them with what was taken from it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.gui import theme, widgets, window_state
from kharkiv_tracker.gui.commands import context_menu, subject
from kharkiv_tracker.gui.commands.command import About, Command
from kharkiv_tracker.gui.commands.controls import bind_keys, button
from kharkiv_tracker.gui.commands.document_verbs import (
    GATHER_DOCUMENTS,
    NEW_DOCUMENT,
    DocumentVerb,
)
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.documents.document_columns import columns
from kharkiv_tracker.gui.documents.document_dialog import DocumentDialog
from kharkiv_tracker.gui.documents.document_groups_dialog import DocumentGroupsDialog
from kharkiv_tracker.gui.documents.document_merge_dialog import DocumentMergeDialog
from kharkiv_tracker.gui.documents.document_panel import DocumentPanel
from kharkiv_tracker.gui.flow_row import FlowRow
from kharkiv_tracker.gui.list_and_panel import ListAndPanel
from kharkiv_tracker.gui.table.column_picker import ColumnPicker
from kharkiv_tracker.gui.table.table_view import Table, TableModel
from kharkiv_tracker.i18n import N_, _, ngettext
from kharkiv_tracker.store import (
    document_groups,
    document_list,
    document_merge,
    document_records,
)
from kharkiv_tracker.store.document_list import DocumentList, DocumentRow

_REST = 150
_LIST, _PANEL, _PANEL_LEAST = 520, 480, 340
_FILTER = 170
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DocumentsView(QWidget):
    """Read when it becomes visible; of the texts only the current one."""

    def __init__(self, host: CaseHost, gazetteer: Gazetteer) -> None:
        super().__init__()
        self._host, self._session, self._gazetteer = host, host.session, gazetteer
        self._listed = DocumentList((), 0, 0)
        self._stale, self._is_loading = True, False
        # The newest first.
        self.model = TableModel(columns(), self._rows, self, ("published", True))
        self.table = Table(self.model, _("Documents"), several=True)
        ColumnPicker(self.table, self.model, "documents")
        self.panel = DocumentPanel(host)
        self.filter = QLineEdit()
        self._number = widgets.text("", points=theme.TITLE, bold=True)
        self._unread = widgets.Elided("", "quiet")
        self._none = widgets.wrapped("", "quiet")
        self._build()
        self._rest_timer = QTimer(self, singleShot=True, interval=_REST)
        self._rest_timer.timeout.connect(self._reload)
        self.filter.textChanged.connect(lambda _text: self._rest_timer.start())
        self.filter.installEventFilter(self)
        self.model.sort_requested.connect(lambda _key, _descending: self._reload())
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.activated.connect(lambda _index: self._enter())
        self.table.make_menu = self._menu
        bind_keys(self, COMMANDS, self)
        self._session.changed.connect(self.refresh)

    @property
    def code(self) -> str:
        """The code of the current document; "" without one."""
        return self.panel.code if self._listed.ids else ""

    @property
    def keyboard_target(self) -> QWidget:
        """The list, or the filter line if no list is shown."""
        return self.table if self._listed.ids and not self._parts.is_alone else self.filter

    @property
    def chosen_codes(self) -> list[str]:
        """The codes of the selected documents, in the order of the list."""
        return [row.code for row in self._rows(self.table.chosen_ids())]

    def refresh(self, changes: Changes) -> None:
        """Read again once it is seen; a moved selection changes no document."""
        if changes:
            self._stale = True
            if self.isVisible():
                self._reload()

    def show_document(self, code: str) -> None:
        """Select the document of that code, or what it was merged into."""
        case = self._session.case
        (id_,) = document_list.numbers(case, [document_records.current(case, code).uid])
        if self._stale or id_ not in self._listed.ids:
            self.filter.clear()
            self._reload()
        self._point_at(self.model.number_of(id_))

    def change(self, verb: DocumentVerb) -> None:
        """Do what a command says to the list, or to the documents selected in it."""
        act = {
            DocumentVerb.ADD: self.add,
            DocumentVerb.GATHER: self.gather,
            DocumentVerb.MERGE: self.merge,
        }
        act[verb]()

    def add(self) -> None:
        """Enter a document without a report, and show it."""
        dialog = DocumentDialog(self, self._session, self._gazetteer)
        if dialog.exec():
            self.show_document(dialog.code)
            self.table.setFocus()

    def merge(self) -> None:
        """Merge the two selected documents, or the current one with another."""
        codes = self.chosen_codes
        first, *others = codes if len(codes) == 2 else [self.code]
        if not first:
            return
        dialog = DocumentMergeDialog(self, self._session.case, first, *others)
        if dialog.exec():
            answer = dialog.answer()
            done = self._host.edits.run_edit(
                answer.reason or "merge",
                lambda edit: document_merge.merge(edit, answer.remaining, answer.merged),
            )
            if done:
                self.show_document(answer.remaining)

    def gather(self) -> None:
        """Put records entered without documents under the documents they came from."""
        groups = document_groups.groups(self._session.case)
        if not groups:
            sentence = _("Nothing to gather: no reports share a link and a day.")
            standard_dialogs.show_message(self, sentence)
            return
        dialog = DocumentGroupsDialog(self, groups)
        if dialog.exec():
            self._host.edits.run_edit(
                "gather", lambda edit: document_groups.gather(edit, dialog.chosen)
            )

    def step(self, by: int) -> None:
        """Go to the next passage of the text (1), or the previous one (-1)."""
        self.panel.step(by)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._reload()

    def _give_room(self, is_alone: bool) -> None:
        """Beside a form there may be room for the document alone."""
        for part in (self._unread, self.filter, *self._verbs):
            part.setVisible(not is_alone)
        if self.filter.hasFocus() and not self.filter.text():
            # It was given the keyboard while a panel still took the room of the list.
            self.keyboard_target.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the filter line: down or Enter goes to the list, Escape clears."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Down, *_ENTER):
            if self._rest_timer.isActive():
                self._reload()
            self.table.setFocus()
        elif event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
        else:
            return False
        return True

    def _reload(self) -> None:
        self._rest_timer.stop()
        self._stale = False
        row, id_ = self.table.currentIndex().row(), self._current_id()
        key, descending = self.model.sorted_by
        self._listed = document_list.ordered(
            self._session.case, key, descending, self.filter.text()
        )
        self._is_loading = True
        self.model.update_ids(self._listed.ids)
        self._show_number()
        n = len(self._listed.ids)
        number = self.model.number_of(id_)
        if n:
            self._point_at(number if number >= 0 else max(0, min(row, n - 1)))
        self._is_loading = False
        self.panel.show_document(self.model.row(self.table.currentIndex().row()).code if n else "")

    def _current_id(self) -> int:
        row = self.table.currentIndex().row()
        return self.model.ids[row] if 0 <= row < len(self.model.ids) else 0

    def _point_at(self, number: int) -> None:
        if number >= 0 and number != self.table.currentIndex().row():
            self.table.point_at(number)
            self.table.scrollTo(self.model.index(number, 0))

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._is_loading:
            self.panel.show_document(self.model.row(current.row()).code)

    def _enter(self) -> None:
        """From the list to the records, or to the text."""
        self._parts.show_panel()
        panel = self.panel
        (panel.records if panel.records.current >= 0 else panel.text).setFocus()

    def _menu(self) -> QMenu:
        """The commands of the current document, or of all that are chosen."""
        if not self.code or not self.table.number_chosen:
            return self.table.copy_menu()
        codes = self._host.chosen_codes()
        record = subject.of_several(self._host, codes) if codes else self.panel.subject
        return context_menu.menu(self.table, record)

    def _show_number(self) -> None:
        n, total = len(self._listed.ids), self._listed.total
        text = ngettext("{n} document", "{n} documents", n)
        if n < total:
            text = ngettext("{n} of {all} document", "{n} of {all} documents", total)
        self._number.setText(text.format(n=labels.number(n), all=labels.number(total)))
        unread = self._listed.unread
        waiting = ngettext("{n} without records", "{n} without records", unread)
        self._unread.setText(waiting.format(n=labels.number(unread)) if unread else "")
        self._none.setText(
            _("No matches.")
            if total
            else _(
                "No documents yet. A document is an article, a post or a letter, entered once for "
                "all reports taken from it. Press Ctrl+N and paste its link."
            )
        )
        self._parts.setVisible(n > 0)
        self._none.setVisible(n == 0)

    def _rows(self, ids: list[int]) -> list[DocumentRow]:
        return document_list.rows(self._session.case, ids)

    def _build(self) -> None:
        widgets.set_hint(self.filter, _("Filter documents"))
        self.filter.setAccessibleName(_("Filter documents"))
        self.filter.setClearButtonEnabled(False)
        widgets.leave_keys_to_menu(self.filter)
        self._verbs = [button(command, self._host) for command in (GATHER_DOCUMENTS, NEW_DOCUMENT)]
        for verb in self._verbs:
            verb.setEnabled(not self._session.case.read_only)
        gather, new = self._verbs
        self.filter.setMinimumWidth(theme.px(_FILTER))
        parts = (self._number, self._unread, self.filter, gather, new)
        head = FlowRow(*parts, margins=(8, 0, 10, 0))
        self._parts = ListAndPanel(self.table, self.panel, _PANEL, _PANEL_LEAST)
        self._parts.taken.connect(self._give_room)
        # Beside a form the text is what is read.
        self._parts.show_panel()
        splitter = self._parts.splitter
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LIST, _PANEL])
        splitter.restoreState(window_state.saved_bytes("documents"))
        splitter.splitterMoved.connect(
            lambda *_moved: window_state.save("documents", splitter.saveState())
        )
        layout = widgets.column(head, 8, self._parts, widgets.filling(self._none))
        layout.setContentsMargins(10, 14, 0, 0)
        layout.setStretch(2, 1)
        self.setLayout(layout)


COMMANDS = (
    Command[DocumentsView](
        "next-passage",
        N_("Next passage of the document"),
        lambda view: view.step(1),
        ("Alt+Down",),
        About.DOCUMENT,
    ),
    Command[DocumentsView](
        "previous-passage",
        N_("Previous passage of the document"),
        lambda view: view.step(-1),
        ("Alt+Up",),
        About.DOCUMENT,
    ),
    Command[DocumentsView](
        "paste-into-document",
        N_("Attach clipboard contents to document"),
        lambda view: view.panel.paste(),
        ("Ctrl+V",),
        About.DOCUMENT,
    ),
)
