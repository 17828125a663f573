"""A real window on a case, and somebody who types into its forms, one letter after the other.

Only children import it, and what begins them when it is asked to: Qt takes long to load.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from kharkiv_tracker import settings
from kharkiv_tracker.gui import app
from kharkiv_tracker.gui.case_view import CaseView
from kharkiv_tracker.gui.entry.form import Form
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.settings import Settings
from tests import keys
from tests.faults import made_cases

#: What is typed into a field of numbers, and into any other; a comma takes what a field offers.
_DIGITS, _LETTERS = "0123456789", "abcxyzабвґєїщ   ."
#: So many letters of a hundred are typed into another field than the one before.
_LEAVES = 12


@dataclass(frozen=True)
class Kind:
    """A form by how it is opened and which of its fields are typed into."""

    open: Callable[[CaseView], object]
    fields: tuple[str, ...]


KINDS = {
    "report": Kind(lambda view: _enter(view, 0), ("where", "quote", "killed")),
    "official total": Kind(lambda view: _enter(view, 1), ("quote", "killed")),
    "update": Kind(lambda view: view.add_update(made_cases.TYPED.incident), ("quote", "injured")),
    "correction": Kind(
        lambda view: view.edit(f"{made_cases.TYPED.incident}/1"), ("quote", "injured")
    ),
    "document": Kind(lambda view: view.edit(made_cases.TYPED.document), ("title", "text")),
}


def _enter(view: CaseView, number: int) -> None:
    view.enter()
    view.entry.choose(number)


def show(path: Path, passphrase: str) -> MainWindow:
    """A window with the case in it."""
    settings.save(Settings(unnamed=True))
    app.make("en")
    window = MainWindow()
    window.show()
    window.open_path(path, passphrase)
    window.activateWindow()
    QTest.qWaitForWindowExposed(window)
    return window


def form_of(view: CaseView) -> Form:
    """The form at hand."""
    panel = view.editing if view.is_editing else view.entry
    form: Form = panel.form
    return form


def place_of(view: CaseView) -> list[str]:
    """The form at hand by its name, and the record it belongs to, "" for a new one."""
    if view.is_editing:
        return ["edit", view.editing.code]
    form = view.entry.form
    return [form.name, view.entry.update_target.code if form is view.entry.report else ""]


class Typist:
    """Types at the end of fields; `typed` is what they hold then."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._name = ""

    def begin(self) -> None:
        """Choose a field anew: another form is at hand."""
        self._name = ""

    def key(self, form: Form, names: tuple[str, ...]) -> tuple[str, str]:
        """Press one key; the field and the letter."""
        if not self._name or self._dice.randrange(100) < _LEAVES:
            self._name = self._dice.choice(names)
            to_end(form.fields[self._name].box)
        is_number = self._name in ("killed", "injured")
        letter = self._dice.choice(_DIGITS if is_number else _LETTERS)
        keys.type_into(form.fields[self._name].box, letter)
        return self._name, letter


def to_end(box: Any) -> None:
    """Go to a field, behind what is in it."""
    box.setFocus()
    if isinstance(box, QLineEdit):
        box.end(False)
    else:
        box.moveCursor(QTextCursor.MoveOperation.End)


def secret_line(window: QWidget) -> QLineEdit:
    """The line in sight that asks for a passphrase."""
    return next(
        line
        for line in window.findChildren(QLineEdit)
        if line.isVisible() and line.echoMode() is QLineEdit.EchoMode.Password
    )
