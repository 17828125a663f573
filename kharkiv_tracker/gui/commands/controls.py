"""Buttons and keys of commands."""

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
    """A key in the notation of this system."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def short_text(command: AnyCommand) -> str:
    """The text of a command on a button or in a context menu."""
    return _(command.button or command.text)


def button(
    command: Command[_Target], target: _Target, *, main: bool = False, kind: str = ""
) -> QPushButton:
    """A button that runs the command."""
    return widgets.button(short_text(command), partial(command.run, target), main, kind)


def button_with_key(command: Command[_Target], target: _Target, *, kind: str = "") -> QPushButton:
    """A button that runs the command, with the key in its tooltip."""
    widget = button(command, target, kind=kind)
    widget.setToolTip(command.key)
    return widget


def small_button(command: Command[_Target], target: _Target) -> QPushButton:
    """A small link button that runs the command."""
    return widgets.small_button(short_text(command), partial(command.run, target))


def bind_keys(panel: QWidget, commands: Iterable[Command[_Target]], target: _Target) -> None:
    """Bind the keys of commands within a panel, and those for anywhere in its window."""
    for command in commands:
        for keys in command.shortcuts:
            widgets.shortcut(panel, keys, partial(command.run, target))
        if command.anywhere:
            shortcut = QShortcut(QKeySequence(command.anywhere), panel)
            shortcut.activated.connect(partial(command.run, target))
