"""The passphrase of the open case, set, changed and removed through the real dialogs."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from kharkiv_tracker import settings
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.dialogs.passphrase_dialog import PassphraseDialog
from kharkiv_tracker.gui.dialogs.sheet_dialog import SheetDialog
from kharkiv_tracker.gui.files.wrong_tries import TRIES
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import backups, incidents
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import PLAIN_HEADER
from tests.cases import empty_file
from tests.gui.dialog_answers import Dialogs, press

OLD, NEW = "пароль й", "шість інших слів"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return empty_file(tmp_path / "work.ktcase")


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    path = tmp_path / "work.ktcase"
    CaseFile.create(path, "", OLD).close()
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    chosen = tmp_path / "backups"
    chosen.mkdir()
    settings.save(replace(settings.load(), backups=str(chosen)))
    return chosen


def fill(button: str, current: str = "", new: str = "") -> Callable[[QDialog], bool]:
    """Type the passphrases and press a button."""

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, PassphraseDialog)
        dialog.current.line.setText(current)
        dialog.new.line.setText(new)
        dialog.new.second.setText(new)
        return press(button)(dialog)

    return answer


def test_it_is_set_with_what_is_typed_in_the_form(
    window: MainWindow, case: Path, hands, dialogs: Dialogs
) -> None:
    window.open_path(case)
    hands.start(window)
    hands.fill("17.08.2022")
    dialogs.expect(fill("Set passphrase", new=NEW))
    window.safety.change_passphrase()
    assert not case.read_bytes().startswith(PLAIN_HEADER)
    assert window.view is not None
    assert window.session is not None
    assert window.session.case.is_encrypted
    assert window.session.file() == (case, NEW)
    assert window.view.is_entering
    assert window.view.entry.report.fields["when"].text() == "17.08.2022"
    assert window.status is not None
    assert "is encrypted now" in window.status.text
    assert not [path for path in case.parent.iterdir() if path.suffix == ".part"]


def test_it_is_changed_after_the_current_one_is_typed(
    window: MainWindow, encrypted: Path, dialogs: Dialogs
) -> None:
    window.open_path(encrypted, OLD)
    dialogs.expect(fill("Change passphrase", OLD, NEW))
    window.safety.change_passphrase()
    assert window.session is not None
    assert window.session.file() == (encrypted, NEW)
    dialogs.expect(fill("Remove passphrase", NEW))
    asked = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(standard_dialogs, "confirm", lambda *words: asked.append(words) or True)
        window.safety.change_passphrase()
    assert "anyone who has the file" in asked[0][1]
    assert window.session.file() == (encrypted, None)
    assert encrypted.read_bytes().startswith(PLAIN_HEADER)


def test_a_wrong_one_is_refused_though_the_case_is_open(
    window: MainWindow, encrypted: Path, qtbot
) -> None:
    window.open_path(encrypted, OLD)
    assert window.session is not None
    dialog = PassphraseDialog(window, window.session.case)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.current.line.setText("guess")
    for act in (dialog.remove, dialog.show_sheet):
        act()
        assert dialog.current.line.text() == ""
        assert "does not match" in dialog.current._wrong.text()
        dialog.current.line.setText("guess")
    dialog.new.line.setText(NEW)
    dialog.accept()
    assert dialog._wrong.text() == "The passphrases do not match."
    dialog.new.second.setText(NEW)
    dialog.accept()
    assert dialog.answer is None
    dialog.current.line.setText(OLD)
    dialog.accept()
    assert dialog.answer is not None
    assert not TRIES.are_many(encrypted)
    dialog.wipe()
    assert (dialog.current.line.text(), dialog.new.passphrase()) == ("", "")


def test_backups_that_a_new_one_replaces_are_deleted_on_request(
    window: MainWindow, encrypted: Path, folder: Path, dialogs: Dialogs
) -> None:
    with CaseFile.open(encrypted, OLD) as opened:
        first = backups.make(opened, folder)
    window.open_path(encrypted, OLD)
    dialogs.expect(fill("Change passphrase", OLD, NEW), press("Delete 1 backup"))
    window.safety.change_passphrase()
    assert "1 copy made before still opens" in dialogs.seen[1]
    assert str(first.path) in dialogs.seen[1]
    (newest,) = backups.listed(folder, encrypted)
    assert newest != first
    CaseFile.open(newest.path, NEW).close()


def test_given_up_it_is_open_as_before(
    window: MainWindow, encrypted: Path, dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(encrypted, OLD)
    said: list[str] = []
    monkeypatch.setattr(standard_dialogs, "show_message", lambda _parent, text: said.append(text))
    dialogs.expect(fill("Change passphrase", OLD, NEW))
    with CaseFile.open(encrypted, OLD):
        window.safety.change_passphrase()
    assert "open in this program" in said[0]
    assert window.session is not None
    assert window.session.file() == (encrypted, OLD)
    assert incidents.ids(window.session.case) == []


def test_the_sheet_is_saved_and_printed(
    window: MainWindow, encrypted: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(encrypted, OLD)
    assert window.session is not None
    dialog = SheetDialog(window, window.session.case)
    qtbot.addWidget(dialog)
    saved, printed = encrypted.with_name("sheet.pdf"), encrypted.with_name("printed.pdf")
    proposed: list[Path] = []
    monkeypatch.setattr(
        standard_dialogs,
        "ask_save_path",
        lambda _parent, _title, path, _kinds: proposed.append(path) or saved,
    )
    dialog.saving.click()
    assert proposed == [encrypted.with_name("work recovery sheet.pdf")]
    assert "This PDF opens the case file." in dialog.state.text()

    def to_file(chosen: QPrintDialog) -> QDialog.DialogCode:
        printer = chosen.printer()
        assert "work" not in printer.docName()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(printed))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", to_file)
    dialog.printing.click()
    assert "sent to the printer" in dialog.state.text()
    for path in (saved, printed):
        with pypdfium2.PdfDocument(path) as document:
            (page,) = document
            picture = page.render(scale=0.5).to_pil().convert("L")
            assert picture.size == (298, 421)
            # The lines of the key are there, the margins are blank.
            assert picture.getextrema()[0] < 100
            assert picture.crop((0, 0, 30, 421)).getextrema() == (255, 255)


def test_a_plain_case_has_nothing_to_remove(window: MainWindow, case: Path, qtbot) -> None:
    window.open_path(case)
    assert window.session is not None
    dialog = PassphraseDialog(window, window.session.case)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.current.isVisible()
    dialog.accept()
    assert dialog._wrong.text() == "Enter a passphrase."
    QTimer.singleShot(0, dialog.reject)
    assert dialog.exec() == QDialog.DialogCode.Rejected
