"""The notes on a record and on what belongs to it; a press corrects one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.commands import context_menu, subject
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.inspector.link_button import LinkButton
from kharkiv_tracker.gui.inspector.section import Section
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import revision_text
from kharkiv_tracker.store.note_list import ListedNote


def section(host: CaseHost, code: str, notes: Sequence[ListedNote]) -> Section | None:
    """The notes on the record of that code; None without any."""
    if not notes:
        return None
    lines = [_Line(host, code, entry) for entry in notes]
    number = sum(not entry.note.withdrawn for entry in notes)
    return Section("notes", _("Notes"), lines, labels.number(number))


class _Line(QWidget):
    """When it was written, by whom, on which record if not the one shown; and the text."""

    def __init__(self, host: CaseHost, code: str, entry: ListedNote) -> None:
        super().__init__()
        note = entry.note
        self.subject = subject.of_note(host, note)
        parts = (
            labels.date_time(datetime.fromisoformat(note.written), short=True),
            revision_text.author(note.author),
            _place(entry.on, code),
            _("withdrawn") if note.withdrawn else "",
        )
        command = context_menu.offered(self.subject)[0]
        head = LinkButton(
            " · ".join(part for part in parts if part),
            partial(command.run, self.subject),
            9,
            struck=note.withdrawn,
            more=note.text,
        )
        text = widgets.wrapped(note.text, "quiet" if note.withdrawn else "")
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setContentsMargins(1, 0, 0, 4)
        self.setLayout(widgets.column(head, text, margins=(13, 0, 0, 0)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        context_menu.open_menu(self, self.subject, event.globalPos())


def _place(on: str, code: str) -> str:
    """What of the record the note is on: `report 2`, `P1`; "" for the record itself."""
    number = on.removeprefix(f"{code}/")
    if on == code or number == on:
        return "" if on == code else on
    return _("report {number}").format(number=number) if number.isdigit() else number
