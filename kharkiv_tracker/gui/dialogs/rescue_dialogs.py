"""Dialogs for a damaged case file: the ways on, what a check found, and what was saved."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from kharkiv_tracker.domain import revision
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import salvage_text
from kharkiv_tracker.store.record_checks import Problem
from kharkiv_tracker.store.verification import Verification


class Way(Enum):
    """A way on from a damaged file."""

    RESTORE = auto()
    SALVAGE = auto()


def ask_way(parent: QWidget, title: str, sentence: str, newest: str) -> Way | None:
    """What to do about a damaged file; `newest` describes its newest good backup."""
    dialog = RescueDialog(parent, title, sentence, newest)
    return dialog.way if dialog.exec() else None


def show_check(parent: QWidget, result: Verification) -> None:
    """Show the result of a check: that all is as recorded, or the list of problems."""
    if result.ok:
        standard_dialogs.show_message(
            parent,
            _("No problems found: {revisions}, fingerprint {fingerprint}.").format(
                revisions=salvage_text.revisions(result.revisions),
                fingerprint=revision.short(result.fingerprint),
            ),
        )
        return
    show_problems(parent, result.problems)


def show_problems(parent: QWidget, problems: Sequence[Problem]) -> None:
    """Show everything that is wrong with the case file."""
    _show_list(
        parent,
        _("Check of the case file"),
        _(
            "The case file does not match its history. It is damaged or was changed by "
            "another program. The check changed nothing."
        ),
        _("Problems"),
        [problem_text(problem) for problem in problems],
    )


def show_salvaged(parent: QWidget, path: str, lines: Sequence[str]) -> None:
    """Show what was saved into a new file and what was not."""
    sentence = _(
        "The recovered data is saved as {path}. The damaged file was not changed. Keep it "
        "until you have checked everything."
    ).format(path=path)
    _show_list(parent, _("Saved to a new file"), sentence, _("Recovered data"), lines)


def problem_text(problem: Problem) -> str:
    """A problem in one line, the record first."""
    return f"{problem.record}: {problem.problem}" if problem.record else problem.problem


class RescueDialog(Dialog):
    """What is wrong with a file, and the ways on."""

    def __init__(self, parent: QWidget, title: str, sentence: str, newest: str) -> None:
        super().__init__(parent, title)
        self.setMinimumWidth(theme.px(520))
        self.way: Way | None = None
        self.add(widgets.wrapped(sentence))
        self.add(widgets.wrapped(newest, "quiet"))
        self.restoring = self._button(_("Restore a backup…"), Way.RESTORE, main=True)
        self.salvaging = self._button(_("Recover data to a new file…"), Way.SALVAGE)
        cancel = widgets.button(_("Cancel"), self.reject)
        self.add_buttons(self.restoring, 8, self.salvaging, 8, cancel)
        self.restoring.setDefault(True)

    def _button(self, label: str, way: Way, main: bool = False) -> QPushButton:
        def choose() -> None:
            self.way = way
            self.accept()

        return widgets.button(label, choose, main=main)


def _show_list(parent: QWidget, title: str, sentence: str, name: str, lines: Sequence[str]) -> None:
    text = "\n".join(lines)
    dialog = Dialog(parent, title)
    dialog.add(widgets.wrapped(sentence))
    box = QPlainTextEdit(text, readOnly=True)
    box.setAccessibleName(name)
    box.setTabChangesFocus(True)
    box.setMinimumSize(theme.px(520), theme.px(180))
    dialog.add(box)
    dialog.finish(_("Close"), (_("Copy"), lambda: QGuiApplication.clipboard().setText(text)))
    dialog.exec()
