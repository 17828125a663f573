"""All changes of the case, the newest first, with the details of the current one."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QMenu, QWidget

from kharkiv_tracker import city, collation, labels
from kharkiv_tracker.domain.incident import is_incident_code
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.revision import Changes, Revision
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.button_menu import button_menu
from kharkiv_tracker.gui.commands.command import About, Command
from kharkiv_tracker.gui.commands.controls import bind_keys, button
from kharkiv_tracker.gui.commands.record_edits import RecordEdits
from kharkiv_tracker.gui.dialogs import prompts
from kharkiv_tracker.gui.flow_row import FlowRow
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.table.column_picker import ColumnPicker
from kharkiv_tracker.gui.table.table_view import Column, Table, TableModel
from kharkiv_tracker.i18n import N_, _, ngettext
from kharkiv_tracker.labels import revision_text
from kharkiv_tracker.store import clock, history, version_restore

_DETAIL = 130
#: Kinds of records with versions that can be restored.
_RESTORED = ("incident", "report", "statement", "joint", "document")


class HistoryView(QWidget):
    """Reads the history when it becomes visible, a page at a time."""

    def __init__(self, session: Session, gazetteer: Gazetteer, edits: RecordEdits) -> None:
        super().__init__()
        self._session = session
        self._gazetteer = gazetteer
        self._edits = edits
        self._revision: Revision | None = None
        self._stale = True
        self._code = ""
        self.model = TableModel(_columns(), self._rows, self)
        self.table = Table(self.model, _("History"), several=True)
        ColumnPicker(self.table, self.model, "history")
        self.which = widgets.Choice(_("Record type"))
        self.which.addItem(_("All records"), "")
        self.which.setMinimumWidth(theme.px(190))
        self.who = _Authors(session)
        self.who.setMinimumWidth(theme.px(130))
        self.who.setMaximumWidth(theme.px(190))
        self.names = QCheckBox(_("Show names"))
        self.restore = button(RESTORE, self)
        self._number = widgets.text("", points=theme.TITLE, bold=True)
        self._about = widgets.Elided(
            _("Nothing is overwritten. Earlier values are in the history."),
            "quiet",
        )
        self._title = widgets.Elided("")
        self._title.setFont(theme.font(theme.BASE, bold=True))
        self.own_time = widgets.wrapped("", "quiet")
        self.own_time.hide()
        self._fields = QGridLayout()
        self._fields.setContentsMargins(8, 0, 8, 8)
        self._fields.setHorizontalSpacing(16)
        self._fields.setVerticalSpacing(6)
        self._build()
        self.which.currentIndexChanged.connect(lambda _index: self._ask())
        self.who.currentIndexChanged.connect(lambda _index: self._ask())
        self.names.toggled.connect(lambda _on: self._show_again())
        bind_keys(self, COMMANDS, self)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.selectionModel().selectionChanged.connect(lambda *_rows: self._allow())
        self.table.make_menu = self.menu
        session.changed.connect(self.refresh)

    def offer_incident(self, code: str) -> None:
        """Offer to show only the changes of this incident, the current one in the table."""
        self._code = code
        if self.which.currentIndex() == 0:
            self._name_incident()

    def show_incident(self, code: str) -> None:
        """Show only the changes of this incident and its reports."""
        self._code = code
        self._name_incident()
        self.which.setCurrentIndex(self.which.count() - 1)
        self._ask()

    def refresh(self, changes: Changes) -> None:
        """Read again when visible; a new selection does not change the history."""
        if changes:
            self._stale = True
            if self.isVisible():
                self._ask()

    def ask_restore(self) -> None:
        """Ask for a reason, and restore the record as of the current change."""
        revision = self._revision
        if revision is None or not self.restore.isEnabled():
            return
        code, seq = revision_text.code(revision), revision.seq
        message = _(
            "{record} will be restored as it was after this change ({when}). The current "
            "version stays in the history."
        ).format(record=revision_text.record(revision), when=_when(revision))
        reason = prompts.ask_reason(self, _("Restore this version"), message, _("Restore"))
        if reason is not None:
            self._edits.run_edit(reason, lambda edit: version_restore.restore(edit, code, seq))

    def menu(self) -> QMenu:
        """What can be done to the current change; it is deleted when it closes."""
        revision = self._revision
        code = revision_text.code(revision).partition("/")[0] if revision else ""
        has_incident = is_incident_code(code) and self.table.number_chosen == 1
        show = [(_("Show incident"), lambda: self._session.open(code))] if has_incident else []
        menu = button_menu(self, [self.restore], show)
        self.table.add_copy(menu)
        return menu

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.which.currentIndex() > 0 and self.which.currentData() != self._code:
            self._name_incident()
        if self._stale:
            self._ask()

    def _name_incident(self) -> None:
        number = self.which.currentIndex()
        self.which.blockSignals(True)
        while self.which.count() > 1:
            self.which.removeItem(1)
        if self._code:
            self.which.addItem(self._code, self._code)
        self.which.setCurrentIndex(min(number, self.which.count() - 1))
        self.which.blockSignals(False)
        self._stale = True

    def _ask(self) -> None:
        self.who.stale |= self._stale
        self._stale = False
        code, author = self.which.currentData() or None, self.who.currentData()
        numbers = history.numbers(self._session.case, code, author)
        self.model.show_ids(numbers)
        text = ngettext("{n} change", "{n} changes", len(numbers)).format(
            n=labels.number(len(numbers))
        )
        self._number.setText(text)
        if numbers:
            self.table.selectRow(0)
            self._show_revision(self.model.row(0))

    def _rows(self, numbers: list[int]) -> list[Revision]:
        return history.numbered(self._session.case, numbers)

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self._show_revision(self.model.row(current.row()))

    def _show_again(self) -> None:
        if self._revision is not None:
            self._show_revision(self._revision)

    def _show_revision(self, revision: Revision) -> None:
        """Show the changes of a revision, field by field."""
        title = _("{record} · {author}, {when} · {reason}").format(
            record=revision_text.record(revision),
            author=revision_text.author(revision.author),
            when=_when(revision),
            reason=revision_text.reason(revision.reason),
        )
        self._revision = revision
        self._title.setText(title)
        own_time = _own_time(revision)
        self.own_time.setText(own_time)
        self.own_time.setVisible(bool(own_time))
        restorable = revision.kind in _RESTORED and not revision_text.took_out(revision)
        self.restore.setVisible(restorable)
        self._allow()
        self.names.setVisible(revision_text.has_private(revision))
        while item := self._fields.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        changes = revision_text.changes(revision, self._gazetteer, self.names.isChecked())
        is_added = all(not before for _name, before, _after in changes)
        is_removed = all(not after for _name, _before, after in changes)
        for line, (name, before, after) in enumerate(changes):
            self._put(name, line, 0, "quiet")
            if is_added or is_removed:
                self._put(after or before, line, 1, "quiet" if is_removed else "")
            else:
                self._put(before or labels.NOTHING, line, 1, "quiet")
                self._put("→", line, 2, "quiet")
                self._put(after or labels.NOTHING, line, 3)
        for line in range(self._fields.rowCount()):
            self._fields.setRowStretch(line, line == len(changes))
        # One column of values takes all the room, two share it.
        for place, share in ((1, 1), (3, 0 if is_added or is_removed else 2)):
            self._fields.setColumnStretch(place, share)

    def _allow(self) -> None:
        """Of several changes none can be restored."""
        is_one = self.table.number_chosen == 1
        may_restore = not self.restore.isHidden() and not self._session.case.read_only
        self.restore.setEnabled(is_one and may_restore)

    def _put(self, text: str, line: int, place: int, kind: str = "") -> None:
        label = widgets.wrapped(text, kind) if place else widgets.text(text, kind)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._fields.addWidget(label, line, place)

    def _build(self) -> None:
        parts = (self._number, self._about, self.who, self.which)
        head = FlowRow(*parts, filler=self._about, margins=(8, 0, 0, 0))
        detail = widgets.scrolling(widgets.holding(self._fields), _("Change details"))
        titled = FlowRow(self._title, self.names, self.restore, margins=(8, 0, 0, 0))
        own_time = widgets.row(self.own_time, margins=(8, 0, 8, 0))
        below = widgets.holding(widgets.column(widgets.hairline(), 10, titled, own_time, 8, detail))
        below.setMinimumHeight(theme.px(_DETAIL))
        layout = widgets.column(head, 8, self.table, below, margins=(10, 14, 10, 8))
        layout.setStretch(2, 3)
        layout.setStretch(3, 2)
        self.setLayout(layout)


class _Authors(widgets.Choice):
    """All authors, or one of them; read when the list is opened."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("Author"))
        self._session = session
        self.stale = True
        self.addItem(_("Everyone"), None)

    def offer(self) -> None:
        """Read the authors again."""
        if not self.stale:
            return
        self.stale = False
        author_chosen = self.currentData()
        self.blockSignals(True)
        while self.count() > 1:
            self.removeItem(1)
        authors = [
            (revision_text.author(author), author) for author in history.authors(self._session.case)
        ]
        for name, author in sorted(authors, key=lambda entry: collation.key(entry[0])):
            self.addItem(name, author)
        self.setCurrentIndex(max(0, self.findData(author_chosen)))
        self.blockSignals(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.offer()
        super().focusInEvent(event)

    def showPopup(self) -> None:
        self.offer()
        super().showPopup()


def _when(revision: Revision) -> str:
    return labels.date_time(datetime.fromisoformat(revision.at), short=True)


def _marked_time(revision: Revision) -> str:
    """When it was made, with a quiet mark where the computer's own clock differed."""
    return f"{_when(revision)} *" if clock.differing(revision) else _when(revision)


def _own_time(revision: Revision) -> str:
    """What the mark means, in a sentence; empty without one."""
    own_time = clock.differing(revision)
    if own_time is None:
        return ""
    sentence = _("*: The computer’s clock showed {when}.")
    return sentence.format(when=labels.date_time(own_time, short=True))


def _columns() -> tuple[Column[Revision], ...]:
    return (
        Column(_("When"), _marked_time, width=140, hint=city.text("clock"), key="when"),
        Column(
            _("Author"),
            lambda row: revision_text.author(row.author),
            width=90,
            max_width=180,
            key="author",
        ),
        Column(
            _("Reason"),
            lambda row: revision_text.reason(row.reason),
            width=70,
            max_width=200,
            key="reason",
        ),
        Column(_("Record"), revision_text.record, width=160, max_width=380, key="record"),
        Column(_("What"), revision_text.what, width=140, stretches=True, key="what"),
    )


RESTORE = Command[HistoryView](
    "restore-version",
    N_("Restore this version"),
    lambda view: view.ask_restore(),
    ("Ctrl+R",),
    About.HISTORY,
    button=N_("Restore this version…  Ctrl+R"),
)
COMMANDS = (RESTORE,)
