"""Discarded entries: the last forms that were discarded, to be typed on or removed for good."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.entry import form_draft
from kharkiv_tracker.gui.entry.form_draft import CORRECTION, PASTE, Draft
from kharkiv_tracker.gui.search import search_dialog
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.store import drafts
from kharkiv_tracker.store.case_file import CaseFile

_WIDTH, _ROWS = 640, 6
_FORMS = {
    "report": N_("entry of a report"),
    "statement": N_("official total"),
    CORRECTION: N_("correction"),
    PASTE: N_("pasted text"),
}


class Panel(Protocol):
    """A panel in which a discarded entry is typed again; whether it was."""

    def bring_back(self, draft: Draft) -> bool: ...


class PasteHost(Protocol):
    """What shows a pasted text again."""

    def resume_paste(self, draft: Draft, is_discarded: bool) -> object: ...


class DiscardedHost(Protocol):
    """The open case and its panels."""

    @property
    def session(self) -> Session: ...
    @property
    def dialogs(self) -> PasteHost: ...
    @property
    def entry(self) -> Panel: ...
    @property
    def editing(self) -> Panel: ...
    def enter(self) -> object: ...
    def go_on_editing(self) -> object: ...


class DiscardedDialog(Dialog):
    """Enter types the current one again, Delete removes it."""

    def __init__(self, parent: QWidget, case: CaseFile) -> None:
        super().__init__(parent, _("Discarded entries"))
        self.setMinimumWidth(theme.px(_WIDTH))
        self._case = case
        self._drafts: list[Draft] = []
        self.list = QListWidget()
        self.list.setAccessibleName(_("Discarded entries, newest first"))
        self.list.setItemDelegate(search_dialog.HitDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = widgets.wrapped(_("No discarded entries."), "quiet")
        self._remove = widgets.button(_("Remove  Delete"), self.remove, kind="link")
        self._empty = widgets.button(_("Remove all…"), self.empty, kind="link")
        self.add(
            widgets.wrapped(
                _(
                    "Kept in the case file: the last {n}. Unsaved text in the form is put "
                    "here first."
                ).format(n=drafts.SHELVED),
                "quiet",
            )
        )
        self.add(self.list)
        self.add(self._none)
        self.add(widgets.holding(widgets.row(self._remove, 8, self._empty, -1)))
        self.finish(_("Continue entry"))
        self.list.activated.connect(lambda _index: self.accept())
        widgets.shortcut(self.list, "Delete", self.remove)
        self._fill()
        self.list.setFocus()

    @property
    def draft(self) -> Draft | None:
        """The current one; None without any."""
        row = self.list.currentRow()
        return self._drafts[row] if row >= 0 else None

    def remove(self) -> None:
        """Remove the current one for good."""
        if self.draft:
            form_draft.discard(self._case, self.draft.key)
            self._fill(self.list.currentRow())

    def empty(self) -> None:
        """Remove all of them for good, after a question."""
        question = _("All discarded entries are removed for good. This cannot be undone.")
        if standard_dialogs.confirm(self, question, _("Remove all")):
            drafts.empty_shelf(self._case)
            self._fill()

    def _fill(self, row: int = 0) -> None:
        self._drafts = form_draft.load_discarded(self._case)
        self.list.clear()
        for draft in self._drafts:
            self.list.addItem(_item(draft))
        is_empty = not self._drafts
        self._none.setVisible(is_empty)
        self.list.setVisible(not is_empty)
        self.list.setFixedHeight(max(1, self.list.sizeHintForRow(0)) * _ROWS + 8)
        for button in (self.accepting, self._remove, self._empty):
            button.setEnabled(not is_empty)
        self.list.setCurrentRow(min(row, len(self._drafts) - 1))


def ask(parent: QWidget, host: DiscardedHost) -> None:
    """List discarded entries; the one that is chosen is typed again in its form."""
    dialog = DiscardedDialog(parent, host.session.case)
    draft = dialog.draft if dialog.exec() else None
    dialog.deleteLater()
    if draft and draft.form == CORRECTION:
        if host.editing.bring_back(draft):
            host.go_on_editing()
    elif draft and draft.form == PASTE:
        host.dialogs.resume_paste(draft, is_discarded=True)
    elif draft:
        host.enter()
        host.entry.bring_back(draft)


def _item(draft: Draft) -> QListWidgetItem:
    """A line: when it was discarded, its first fields, and quietly its form."""
    form = _(_FORMS[draft.form]) if draft.form in _FORMS else draft.form
    item = QListWidgetItem(labels.date_time(draft.at, short=True))
    item.setData(search_dialog.DETAIL, draft.excerpt)
    item.setData(search_dialog.KIND, form)
    text = ", ".join(filter(None, (form, draft.time, draft.excerpt)))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
    item.setToolTip(widgets.tooltip(text))
    return item
