"""The context menu of a record, in the table or on the line of a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.gui.commands.command import About, Command, Place
from kharkiv_tracker.gui.commands.controls import short_text
from kharkiv_tracker.gui.commands.record_commands import RECORD_COMMANDS
from kharkiv_tracker.gui.commands.subject import Subject
from kharkiv_tracker.gui.commands.target import start
from kharkiv_tracker.gui.table.table_view import Table
from kharkiv_tracker.i18n import ngettext


def offered(record: Subject) -> list[Command[Subject]]:
    """The commands possible for a record now, in the order of its menu.

    For several also those that the inspector has for a single one.
    """
    about = [
        (command.place or Place.MIDDLE, command)
        for command in RECORD_COMMANDS
        if (command.place is not None or record.codes)
        and record.kind in command.about
        and command.acts_on(len(record.codes))
        and command.possible(record)
    ]
    return [command for _place, command in sorted(about, key=lambda placed: placed[0])]


def open_menu(parent: QWidget, record: Subject, at: QPoint) -> None:
    """Open the context menu at a point of the screen, if it has any command."""
    if offered(record):
        menu(parent, record).popup(at)


def menu(
    parent: QWidget, record: Subject, before: Sequence[tuple[str, Callable[[], object]]] = ()
) -> QMenu:
    """The context menu of a record, of a row of a table too; it is deleted when it closes.

    `before` are other lines, at its beginning.
    """
    context_menu = QMenu(parent)
    for text, act in before:
        context_menu.addAction(text).triggered.connect(lambda _checked=False, act=act: act())
    if record.codes:
        context_menu.addAction(_number(record)).setEnabled(False)
    for command in offered(record):
        action = context_menu.addAction(short_text(command))
        action.triggered.connect(lambda _checked=False, command=command: start(command, record))
    if isinstance(parent, Table):
        parent.add_copy(context_menu)
    context_menu.aboutToHide.connect(context_menu.deleteLater)
    return context_menu


def _number(record: Subject) -> str:
    """How many records are chosen."""
    n = len(record.codes)
    if record.kind is About.DOCUMENT:
        text = ngettext("{n} document", "{n} documents", n)
    else:
        text = ngettext("{n} incident", "{n} incidents", n)
    return text.format(n=labels.number(n))
