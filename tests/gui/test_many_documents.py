"""Several documents chosen: withdrawn and noted together, never one of them in silence."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kharkiv_tracker import gazetteer
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.commands import context_menu, subject
from kharkiv_tracker.gui.commands.controls import short_text
from kharkiv_tracker.gui.many.many_dialog import ManyDialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import document_list

_DOCUMENTS = 6


def withdrawn(window: MainWindow) -> list[bool]:
    case = window.session.case
    listed = document_list.ordered(case, "title", False, "")
    return [row.withdrawn for row in document_list.rows(case, listed.ids)]


def test_desk_09_chosen_documents_are_withdrawn_in_one_step(
    window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    titles = ("One", "Two", "Three")
    documents = [{"id": f"d{n}", "title": title} for n, title in enumerate(titles)]
    window.session.record(entry_json.read({"documents": documents}, gazetteer.load()), "add")
    view = window.view
    view.show_view(_DOCUMENTS)
    actions = window.menu_bar.actions
    assert actions["edit"].isEnabled()
    QTest.keyClick(view.documents.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert not any(actions[name].isEnabled() for name in ("edit", "attach", "merge", "approve"))
    record = subject.of_several(view, view.chosen_codes())
    names = [short_text(command) for command in context_menu.offered(record)]
    assert names == ["Add note…", "Withdraw…"]
    menu = context_menu.menu(view, record)
    assert menu.actions()[0].text() == "3 documents"

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ManyDialog)
        model = dialog.preview.changing.model()
        shown = {str(model.index(row, 1).data()) for row in range(model.rowCount())}
        dialog.reason.setText("not ours")
        dialog.accept()
        assert shown == set(titles)

    QTimer.singleShot(0, answer)
    actions["withdraw"].trigger()
    assert withdrawn(window) == [True] * 3
    actions["undo"].trigger()
    assert withdrawn(window) == [False] * 3
