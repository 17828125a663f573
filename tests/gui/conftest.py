"""A real window on real case files; every question it asks is answered by the test."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer, settings
from kharkiv_tracker.gui import app
from kharkiv_tracker.gui.charts import chart_export_dialog
from kharkiv_tracker.gui.dialogs import (
    new_case_dialog,
    passphrase_question,
    prompts,
    standard_dialogs,
)
from kharkiv_tracker.gui.entry.panel import EntryPanel
from kharkiv_tracker.gui.paste.paste_dialog import PasteDialog
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.posts.post import Post
from kharkiv_tracker.settings import Settings
from kharkiv_tracker.store.case_file import CaseFile
from tests import keys
from tests.cases import empty_file, sample_file
from tests.gui.dialog_answers import Dialogs

_UNHELD = Qt.KeyboardModifier.NoModifier


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every Qt warning fails a test, but for what a window without a screen cannot do."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support"))


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    # Each window has a thread of its own, and two that load numpy at a time break it for good.
    import_module("numpy")
    return app.make("en")


@pytest.fixture(autouse=True)
def in_english(qapp: QApplication) -> Iterator[None]:
    """Each window is built in English and dressed anew."""
    app.make("en")
    yield
    # No key stays held: Qt takes a row that is chosen next for one more.
    QTest.keyRelease(QWidget(), Qt.Key.Key_Control)
    assert qapp.keyboardModifiers() == _UNHELD
    qapp.closeAllWindows()
    # What was given up goes now: no event loop comes by, and each style would dress it again.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question no test expected fails the test instead of waiting for ever."""

    def asked(*_args: object, **_kwargs: object) -> None:
        raise AssertionError(f"asked: {_args[1:]}")

    for name in (
        "ask_open_path",
        "ask_import_path",
        "ask_save_path",
    ):
        monkeypatch.setattr(standard_dialogs, name, asked)
    monkeypatch.setattr(new_case_dialog, "ask_new_case", asked)
    monkeypatch.setattr(passphrase_question, "ask_passphrase", asked)
    for name in ("reason", "merge", "split", "link", "person", "files", "note", "identifier"):
        monkeypatch.setattr(prompts, f"ask_{name}", asked)
    monkeypatch.setattr(chart_export_dialog, "ask", asked)
    for name in (
        "ask_draft",
        "confirm_discard",
        "ask_unsaved_case",
        "confirm",
        "confirm_replace",
        "show_message",
        "offer_to_open",
        "show_error_report",
    ):
        monkeypatch.setattr(standard_dialogs, name, asked)


@pytest.fixture(autouse=True)
def nameless(own_home: Path) -> None:
    """The name was asked for on an earlier day, and declined."""
    assert own_home.is_dir()
    settings.save(Settings(unnamed=True))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window, closed before the folder of its case file goes."""
    assert tmp_path.is_dir()
    made = MainWindow()
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    if made.view:
        made.view.entry.report.clear()
        made.view.entry.statement.clear()
    made.close()
    made.deleteLater()


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """An empty case file."""
    return empty_file(tmp_path / "case.ktcase", "Kharkiv 2022")


@pytest.fixture
def sampled(tmp_path: Path) -> Path:
    """A case file of seven strikes and six official totals, marked as a sample."""
    return sample_file(tmp_path / "sample.ktcase")


@pytest.fixture
def dialogs() -> Iterator[Dialogs]:
    answering = Dialogs()
    yield answering
    answering.timer.stop()
    assert not answering.waiting, "a dialog that never came"


class Hands:
    """Types into whatever has the keyboard, and counts the keystrokes."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.keystrokes = 0

    @property
    def focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.keystrokes += 1
        self._qtbot.keyClick(self.focus, key, held)

    def ctrl(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def alt(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.AltModifier)

    def type(self, text: str) -> None:
        self.keystrokes += len(text)
        for letter in text:
            # A letter may move the keyboard on.
            keys.type_into(self.focus, letter)

    def paste(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.ctrl(Qt.Key.Key_V)

    def fill(self, *texts: str) -> None:
        """Type each text into one field, Tab to the next."""
        self.pass_document()
        for number, text in enumerate(texts):
            if number:
                self.press(Qt.Key.Key_Tab)
            if text:
                self.type(text)

    def pass_document(self) -> None:
        """Leave the first field of a form blank: no document is named."""
        if self.focus.accessibleName() == "Link or document":
            self.press(Qt.Key.Key_Tab)

    def save(self) -> None:
        self.ctrl(Qt.Key.Key_Return)

    def quote_office(self, panel: EntryPanel) -> None:
        """Say whom the entry quotes: one that names nobody is asked about."""
        panel.form.fields["office"].set_text("Kharkiv OVA")

    def start(self, window: MainWindow) -> None:
        """Open the entry panel."""
        window.activateWindow()
        self._qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        self.ctrl(Qt.Key.Key_N)
        assert window.view is not None
        assert window.view.is_entering


@pytest.fixture
def hands(qtbot: QtBot) -> Hands:
    return Hands(qtbot)


@pytest.fixture
def pasted(qtbot: QtBot) -> Iterator[Callable[[CaseFile, str], PasteDialog]]:
    """Read a text in the dialog, without the window."""
    parent = QWidget()
    parent.resize(1280, 800)
    parent.show()

    def paste_into(case: CaseFile, text: str) -> PasteDialog:
        dialog = PasteDialog(parent, Session(case, "tester"), gazetteer.load())
        dialog.open()
        qtbot.waitUntil(dialog.isActiveWindow)
        dialog.show_post(Post(text))
        return dialog

    yield paste_into
    parent.close()
    parent.deleteLater()
