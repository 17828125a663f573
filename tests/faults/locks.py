"""The window locked in all ways while somebody types: no key is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from tests.faults import draft_kills, made_cases
from tests.faults.forked import Tell, ask
from tests.faults.outcome import Fault, Outcome, Verdict, kept, lost

if TYPE_CHECKING:
    from kharkiv_tracker.gui.case_view import CaseView
    from kharkiv_tracker.gui.entry.form import Form
    from kharkiv_tracker.gui.window import MainWindow

_LOCKS, _MOST_KEYS = 2, 9
#: Each unlock derives the key of the file anew, in seconds.
_PATIENCE = 300
#: Longer than the minutes after which a case is locked, in seconds.
_LONG = 6000
_PASSPHRASE = made_cases.KINDS["encrypted"]
#: With a form that no draft keeps: it is covered, and the file stays open.
_DIALOG = "new document"


def lock_often(tell: Tell, path: Path, seed: int) -> None:
    """Type, lock and unlock; tells for each lock its way, where, and the keys typed before it."""
    from tests.faults import typist

    dice = Random(seed)  # noqa: S311 - no secret hangs on it
    window = typist.show(path, _PASSPHRASE)
    hand = typist.Typist(dice)
    #: What was typed into every form, by its place.
    typed: dict[str, dict[str, str]] = defaultdict(dict)
    for _number in range(_LOCKS):
        kind = dice.choice([*typist.KINDS, _DIALOG])
        # One record at a time is corrected, and one form has either an update or a new report.
        if kind in ("update", "document"):
            kind = "correction"
        tell(_locked_once(window, hand, dice, kind, typed))


def _locked_once(
    window: MainWindow, hand: Any, dice: Random, kind: str, typed: dict[str, dict[str, str]]
) -> dict[str, Any]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from tests import keys
    from tests.faults import typist

    dialog, form_at_hand, names = _opened(window, kind)
    hand.begin()
    number = dice.randrange(_MOST_KEYS)
    for _key in range(number):
        name, letter = hand.key(form_at_hand(), names)
        texts = typed[kind]
        texts[name] = texts.get(name, form_at_hand().texts()[name][:-1]) + letter
        QTest.qWait(dice.randrange(60))
    way = dice.choice(list(_WAYS))
    _WAYS[way](window)
    was_locked, was_open = window.locker.is_locked, window.view is not None
    if was_locked:
        line = typist.secret_line(QApplication.activeModalWidget() or window)
        keys.type_into(line, _PASSPHRASE)
        QTest.keyClick(line, Qt.Key.Key_Return)
        QTest.qWait(20)
    is_locked = window.locker.is_locked
    held = {} if is_locked else {name: form_at_hand().texts()[name] for name in typed[kind]}
    is_whole = was_locked and not is_locked and held == typed[kind]
    result = {
        "kind": kind,
        "way": way,
        "keys": number,
        "covered": was_open,
        "is whole": is_whole,
        "was locked": was_locked,
        "typed": typed[kind],
        "held": held,
    }
    if dialog is not None:
        typed.pop(kind, None)
        dialog.done(0)
        dialog.deleteLater()
        # Without a window manager the keyboard goes nowhere.
        window.activateWindow()
    return result


def _opened(window: MainWindow, kind: str) -> tuple[Any, Callable[[], Form], tuple[str, ...]]:
    """Open a form; a dialog if it is in one, the form as it is at each time, and its fields."""
    from PySide6.QtTest import QTest

    from kharkiv_tracker import gazetteer
    from kharkiv_tracker.gui.dialogs.dialog import Dialog
    from kharkiv_tracker.gui.documents.document_dialog import DocumentDialog
    from tests.faults import typist

    def view() -> CaseView:
        assert window.view is not None
        return window.view

    if kind == _DIALOG:
        assert window.session is not None
        dialog: Dialog = DocumentDialog(window, window.session, gazetteer.load())
        dialog.open()
        QTest.qWait(20)
        return dialog, lambda: dialog.form, ("title", "text", "notes")
    typist.KINDS[kind].open(view())
    QTest.qWait(20)
    return None, lambda: typist.form_of(view()), typist.KINDS[kind].fields


def _by_key(window: MainWindow) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_L, held)


def _by_rest(window: MainWindow) -> None:
    window.locker.idle.let_pass(_LONG)
    window.locker.idle.look()


_WAYS: dict[str, Callable[[MainWindow], object]] = {
    "by the key": _by_key,
    "idle": _by_rest,
    "with the screen": lambda window: window.locker.desktop.hear(True),
    "by the session": lambda window: window.locker.desktop.hear_lock(),
    "asleep": lambda window: window.locker.desktop.hear_sleep(True),
}


def _round(place: Path, dice: Random) -> Iterator[Outcome]:
    path = place / "case.ktcase"
    path.write_bytes(made_cases.typed(_PASSPHRASE))
    ending = ask(lock_often, path, dice.getrandbits(32), seconds=_PATIENCE)
    if broken := ending.broken:
        yield broken
    for told in ending.lines:
        if told["is whole"]:
            note = f"{told['way']}{', covered' if told['covered'] else ''}"
            yield kept(note, keys=told["keys"])
        elif told["was locked"] and told["held"]:
            yield lost(str(told))
        else:
            yield Outcome(Verdict.WRONG, detail=str(told))


FAULTS = [
    Fault("locks", "no key is lost in a lock, whatever locks and whatever is open", 50, _round,
          prepare=draft_kills.load)
]  # fmt: skip
