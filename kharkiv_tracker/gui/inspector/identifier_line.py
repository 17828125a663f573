"""What other archives call a record: one quiet line; a press corrects one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.commands import context_menu, subject
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.inspector.link_button import LinkButton
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.identifier_list import ListedIdentifier

#: The room for a row beside the margins of the panel, and between two entries.
_WIDTH, _GAP = 280, 8


def lines(host: CaseHost, code: str, identifiers: Sequence[ListedIdentifier]) -> list[QWidget]:
    """The identifiers of a record and of its persons, with a button for another; none without."""
    if not identifiers:
        return []
    add = widgets.small_button("+", lambda: host.edits.notes.add_identifier(code))
    add.setAccessibleName(_("Add identifier"))
    add.setToolTip(widgets.tooltip(_("Add identifier")))
    entries: list[QWidget] = [_Identifier(host, code, entry) for entry in identifiers]
    *full, last = _rows(entries)
    # A line of its own would leave the sign alone.
    return [_row(row) for row in (*full, [*last, add])]


def _rows(entries: Sequence[QWidget]) -> list[list[QWidget]]:
    """The entries in as many rows as they need to be whole."""
    rows: list[list[QWidget]] = [[]]
    left = _WIDTH
    for entry in entries:
        width = entry.sizeHint().width() + _GAP
        if width > left and rows[-1]:
            rows.append([])
            left = _WIDTH
        rows[-1].append(entry)
        left -= width
    return rows


def _row(entries: Sequence[QWidget]) -> QWidget:
    parts = [part for entry in entries for part in (entry, _GAP)]
    return widgets.holding(widgets.row(*parts, -1))


class _Identifier(LinkButton):
    """`T4P 1234`; with the number of the person if it is one of a person."""

    def __init__(self, host: CaseHost, code: str, entry: ListedIdentifier) -> None:
        self.subject = subject.of_identifier(host, entry.identifier)
        person = "" if entry.on == code else entry.on.rpartition("/")[2]
        text = str(entry.identifier)
        super().__init__(
            f"{person}: {text}" if person else text,
            self._run,
            9,
            struck=entry.identifier.withdrawn,
        )

    def _run(self) -> None:
        context_menu.offered(self.subject)[0].run(self.subject)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        context_menu.open_menu(self, self.subject, event.globalPos())
