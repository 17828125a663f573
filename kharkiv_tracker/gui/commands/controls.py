"""Buttons and keys that do what a command does."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.commands.command import AnyCommand, Command
from kharkiv_tracker.i18n import _

_Target = TypeVar("_Target")


def native(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def short_text(command: AnyCommand) -> str:
    """What stands on a button or in a context menu."""
    return _(command.button or command.text)


def button(
    command: Command[_Target], target: _Target, *, main: bool = False, kind: str = ""
) -> QPushButton:
    """A button of the window that does the command."""
    return widgets.button(short_text(command), partial(command.run, target), main, kind)


def button_with_key(command: Command[_Target], target: _Target, *, kind: str = "") -> QPushButton:
    """The same, with the command's key in its tooltip."""
    made = button(command, target, kind=kind)
    made.setToolTip(command.key)
    return made


def small_button(command: Command[_Target], target: _Target) -> QPushButton:
    """A quiet button in the small type that does the command."""
    return widgets.small_button(short_text(command), partial(command.run, target))


def bind_keys(panel: QWidget, commands: Iterable[Command[_Target]], target: _Target) -> None:
    """Let the keys of commands work within a panel, and their keys for anywhere in its window."""
    for command in commands:
        for keys in command.shortcuts:
            widgets.shortcut(panel, keys, partial(command.run, target))
        if command.anywhere:
            shortcut = QShortcut(QKeySequence(command.anywhere), panel)
            shortcut.activated.connect(partial(command.run, target))
