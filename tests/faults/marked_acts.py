"""Every feature of the window used with words that are to be found in no file afterwards.

Everything goes through what a person uses: dialogs, forms, keys, commands.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QListView, QMessageBox

from kharkiv_tracker.gui.case_view import CaseView
from kharkiv_tracker.gui.dialogs.progress_dialog import Progress
from kharkiv_tracker.gui.window import MainWindow
from tests import keys
from tests.faults import typist
from tests.layouts import screens

Answer = Callable[[Any], object]

CODE = "KHT-2022-08-17-01"
#: How long something is waited for, in milliseconds.
_PATIENCE = 60_000
#: After so many looks at it a dialog that was answered and stays is taken for stuck.
_LONGEST = 500


class Acts:
    """`words` by their roles; files of the user are in `files`, what is saved goes to `saved`."""

    def __init__(self, window: MainWindow, words: Mapping[str, str], place: Path) -> None:
        self.window, self.words = window, words
        self.files, self.saved = place / "files", place / "saved"
        self.case, self.backups = place / "case" / "case.ktcase", place / "backups"
        self.has_passphrase = bool(words.get("passphrase"))

    @property
    def view(self) -> CaseView:
        assert self.window.view is not None
        return self.window.view

    def brief(self) -> Iterator[str]:
        """The features that write most, one after the other."""
        for act in (self.new_case, self.report, self.note, self.search, self.errors, self.draft):
            act()
            yield act.__name__

    def all(self) -> Iterator[str]:
        """Every feature."""
        for act in (
            *(self.new_case, self.document, self.report, self.correct, self.person, self.note),
            *(self.attach, self.identify, self.describe_source, self.search, self.find, self.undo),
            *(self.discard, self.import_table, self.describe_method, self.draw, self.copy_rows),
            *(self.preview, self.back_up, self.save_copy, self.check, self.restore, self.lock),
            *(self.change_passphrase, self.errors, self.every_command, self.reopen, self.draft),
        ):
            act()
            yield act.__name__

    def new_case(self) -> None:
        """A new case file, with its title and its passphrase."""

        def fill(dialog: Any) -> None:
            retype(dialog.title, self.words["title"])
            if self.has_passphrase:
                dialog.passphrase.clear()
                for line in (dialog.passphrase.line, dialog.passphrase.second):
                    keys.type_into(line, self.words["passphrase"])
            else:
                dialog.without.setChecked(True)
            dialog.accept()

        with answering(choosing(self.case), fill):
            self.window.new_case()
        wait(lambda: self.window.view is not None)

    def document(self) -> None:
        """A document with its text, entered in its dialog."""

        def fill(dialog: Any) -> None:
            fields = dialog.form.fields
            for name, text in (
                ("url", "https://example.org/1"),
                ("published", "18.08.2022"),
                ("title", self.words["document title"]),
                ("text", f"A headline.\n{self.words['document text']} was hit."),
            ):
                keys.type_into(fields[name].box, text)
            dialog.accept()

        with answering(fill):
            self.command("new-document")

    def report(self) -> None:
        """A report typed into the form and saved."""
        words = self.words
        texts = {
            "when": "17.08.22",
            "where": f"saltivskyi, {words['place']}",
            "killed": "7+",
            "source": words["source"],
            "speaker": words["speaker"],
            "office": "Kharkiv OVA",
            "quote": f"{words['quote']} said so.",
        }
        self.view.enter()
        self.type_form(texts)
        self.view.entry.save()
        wait(lambda: self.view.entry.is_blank or self.view.entry.questions.is_open)
        self.view.entry.close_panel()
        self.view.open_incident(CODE)
        wait(lambda: self.view.incidents.current == CODE)

    def type_form(self, texts: Mapping[str, str]) -> None:
        """Type into the fields of the form at hand."""
        form = typist.form_of(self.view)
        for name, text in texts.items():
            field = form.fields[name]
            form.reveal(field)
            box: Any = field.box
            typist.to_end(box)
            keys.type_into(box, text)
            pause()

    def correct(self) -> None:
        """A correction with its reason."""
        self.view.edit(f"{CODE}/1")
        self.type_form({"quote": f" {self.words['correction']}"})
        retype(self.view.editing.why, self.words["reason"])
        self.view.editing.save()
        wait(lambda: not self.view.is_editing)

    def person(self) -> None:
        """A person with several names."""

        def fill(dialog: Any) -> None:
            keys.type_into(dialog.name, self.words["person"])
            keys.type_into(next(iter(dialog.forms.values())), self.words["other name"])
            keys.type_into(dialog.family, self.words["family"])
            dialog.accept()

        with answering(fill):
            self.view.edits.add_person(CODE)

    def note(self) -> None:
        def fill(dialog: Any) -> None:
            keys.type_into(dialog.text, self.words["note"])
            dialog.accept()

        with answering(fill):
            self.view.edits.notes.add_note(CODE)

    def attach(self) -> None:
        """A file of the user, chosen in the dialog for files."""
        name = f"{self.words['attachment name']}.txt"
        (self.files / name).write_text(self.words["attachment"] * 3, encoding="utf-8")
        with answering(choosing(self.files / name)):
            self.view.edits.attach(CODE)

    def identify(self) -> None:
        def fill(dialog: Any) -> None:
            lines = [one for one in dialog.findChildren(QLineEdit) if one.isVisible()]
            for line in lines:
                keys.type_into(line, self.words["identifier"])
            dialog.accept()

        with answering(fill):
            self.view.edits.notes.add_identifier(CODE)

    def describe_source(self) -> None:
        """The notes on a source."""
        self.view.show_view(4)
        pause()
        panel = self.view.sources.panel
        keys.type_into(panel.notes, self.words["source notes"])
        panel.commit()
        self.view.show_view(0)

    def search(self) -> None:
        """A search text of the selection, kept under a name."""
        bar = self.view.bar
        retype(bar.text, self.words["searched"])
        QTest.keyClick(bar.text, Qt.Key.Key_Return)
        pause(200)
        bar.saved.click()
        pause()
        popup: Any = QApplication.activePopupWidget()
        keys.type_into(popup.name, self.words["selection"])
        popup.keep.click()
        popup.close()
        self.view.session.select_everything()

    def find(self) -> None:
        """Ctrl+K."""
        for text in (self.words["looked for"], self.words["person"][:5]):
            self.window.find_anything()
            dialog: Any = wait_for(QApplication.activeModalWidget)
            keys.type_into(dialog.field, text)
            pause(400)
            dialog.reject()
            pause()

    def undo(self) -> None:
        """Something undone, done again and undone."""
        with answering(lambda dialog: (keys.type_into(dialog.text, self.words["undone"]),
                                       dialog.accept())):  # fmt: skip
            self.view.edits.notes.add_note(CODE)
        for act in (self.window.undo.undo, self.window.undo.redo, self.window.undo.undo):
            act()
            pause()

    def discard(self) -> None:
        """Something typed and discarded, which is kept on the shelf."""
        self.view.enter()
        self.type_form({"quote": self.words["discarded"]})
        with answering(lambda box: box.buttons()[0].click()):
            self.view.entry.close_panel()
        self.command("discarded-entries")

    def import_table(self) -> None:
        """A table of the user imported, which a child of the program reads."""
        table = self.files / "table.csv"
        table.write_text(
            "Date,Address,District,Killed,Source,Remark\n"
            f"03/04/2022,Heroiv Pratsi St 12,Saltivskyi,2,Suspilne,{self.words['imported']}\n"
            f"05/04/2022,Nauky Ave 1,{self.words['imported']},3,Suspilne,x\n",
            encoding="utf-8",
        )

        def go(dialog: Any) -> None:
            if dialog.draft.is_order_open:
                dialog.file.order.setCurrentIndex(0)
            for _page in range(3):
                dialog.accept()
                pause(100)

        with answering(go):
            self.window.importing.import_file(table)
        self.view.session.select_everything()

    def describe_method(self) -> None:
        def fill(dialog: Any) -> None:
            for box in dialog.findChildren(QLineEdit):
                if box.isVisible():
                    keys.type_into(box, self.words["method"])
            dialog.accept()

        with answering(fill):
            self.command("method-page")

    def draw(self) -> None:
        """Every view and every chart."""
        for number in range(7):
            self.view.show_view(number)
            pause()
        self.view.show_view(1)
        for number in range(self.view.charts.choice.count()):
            self.view.charts.choice.setCurrentIndex(number)
            pause(100)
        self.command("copy-chart")
        pause(500)
        self.view.show_view(0)

    def copy_rows(self) -> None:
        """Rows of the table and a text of the user in the clipboard."""
        table = self.view.incidents.table
        table.setFocus()
        table.selectAll()
        QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        pause()
        self.view.open_incident(CODE)
        QApplication.clipboard().setText(self.words["clipboard"])

    def preview(self) -> None:
        """The pages of a summary, which a child of the program lays out."""
        dialog = self.open_preview()
        dialog.reject()
        pause(200)
        dialog = self.open_preview()
        with answering(choosing(self.saved / "page.pdf")):
            dialog.ask_where()
            wait((self.saved / "page.pdf").exists)
        dialog.reject()
        pause(200)

    def open_preview(self) -> Any:
        from kharkiv_tracker.gui.summary.dialog import SummaryDialog

        self.view.exporting.page(self.view.session)
        dialog = wait_for(
            lambda: next(
                (d for d in self.window.findChildren(SummaryDialog) if d.isVisible()), None
            )
        )
        wait(lambda: dialog.is_fresh)
        return dialog

    def back_up(self) -> None:
        from dataclasses import replace

        from kharkiv_tracker import settings

        settings.save(replace(settings.load(), backups=str(self.backups)))
        with answering(lambda dialog: (dialog.accept(), dialog.reject())):
            self.window.safety.back_up()
        wait(lambda: any(self.backups.rglob("*.ktcase")))

    def save_copy(self) -> None:
        with answering(choosing(self.case.with_name("copy.ktcase"))):
            self.window.safety.save_copy()

    def check(self) -> None:
        with answering(lambda dialog: dialog.reject()):
            self.window.safety.check_now()
            pause(300)

    def restore(self) -> None:
        """A backup compared with the case, and put in its place."""

        def go(dialog: Any) -> None:
            pause(1000)
            dialog.accept()

        with answering(go):
            self.window.safety.restore()
        wait(lambda: self.window.view is not None)
        self.view.open_incident(CODE)

    def lock(self) -> None:
        if not self.has_passphrase:
            return
        self.window.locker.lock()
        line = typist.secret_line(self.window)
        keys.type_into(line, "another")
        QTest.keyClick(line, Qt.Key.Key_Return)
        pause()
        line = typist.secret_line(self.window)
        keys.type_into(line, self.words["passphrase"])
        QTest.keyClick(line, Qt.Key.Key_Return)
        wait(lambda: self.window.view is not None)

    def change_passphrase(self) -> None:
        """The passphrase changed, and the sheet with the key saved where the user says."""
        if not self.has_passphrase:
            return

        def fill(dialog: Any) -> None:
            keys.type_into(dialog.current.line, self.words["passphrase"])
            dialog.new.clear()
            for line in (dialog.new.line, dialog.new.second):
                keys.type_into(line, self.words["second passphrase"])
            dialog.accept()

        with answering(fill, lambda dialog: dialog.reject()):
            self.window.safety.change_passphrase()
            wait(lambda: self.window.view is not None)
            pause(500)
        self.view.open_incident(CODE)

    def errors(self) -> None:
        """Errors whose messages quote a record: in the window's thread and in another."""

        def fail(role: str) -> None:
            raise ValueError(self.words[role])

        with answering(lambda dialog: dialog.reject()):
            QTimer.singleShot(0, lambda: fail("error"))
            pause(300)
        thread = threading.Thread(target=fail, args=("thread error",))
        thread.start()
        thread.join()

    def every_command(self) -> None:
        """Every command, and every dialog it opens, refused."""
        screens.walk_case(self.window, self.case, CODE, lambda _name, _widget: None)

    def reopen(self) -> None:
        """The case closed and opened again, as another day."""
        self.window.close_case()

        def fill(dialog: Any) -> None:
            keys.type_into(dialog.field.line, self.words["second passphrase"])
            dialog.accept()

        with answering(*(fill,) * self.has_passphrase):
            self.window.open_path(self.case)
        wait(lambda: self.window.view is not None)
        self.view.open_incident(CODE)

    def draft(self) -> None:
        """Something typed and not saved, and more that no draft has yet."""
        self.view.enter()
        self.type_form({"quote": self.words["draft"]})
        pause(1500)
        QApplication.clipboard().setText(self.words["clipboard"])
        self.type_form({"quote": f" {self.words['untold']}"})

    def command(self, name: str) -> None:
        """Run a command of the menus; what it opens and is not answered is refused."""
        from kharkiv_tracker.gui.commands import target
        from kharkiv_tracker.gui.commands.command_table import named

        with answering():
            target.run(named(name), self.window)
            pause(100)


def pause(milliseconds: int = 30) -> None:
    """Let the window work. An error in it would end a wait of the test library in a crash."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait(is_done: Callable[[], object]) -> None:
    """Let the window work until this is so."""
    wait_for(lambda: is_done() or None)


def wait_for(ask: Callable[[], Any]) -> Any:
    """The first answer that is not None."""
    for _look in range(_PATIENCE // 20):
        if (answer := ask()) is not None:
            return answer
        pause(20)
    raise RuntimeError(f"this was waited for in vain: {ask}")


def retype(line: QLineEdit, text: str) -> None:
    """Type over what is in a line."""
    line.setFocus()
    line.selectAll()
    keys.type_into(line, text)


def choosing(path: Path) -> Answer:
    """Choose a file in a dialog of Qt."""

    def choose(dialog: QFileDialog) -> None:
        # It lists its folder first.
        pause(200)
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        listed = dialog.findChild(QListView, "listView")
        assert isinstance(line, QLineEdit)
        assert isinstance(listed, QListView)
        line.setText(str(path))
        listed.clearSelection()
        dialog.accept()

    return choose


#: The texts of dialogs that were not answered, the last ones.
refused: deque[str] = deque(maxlen=3)


def _refuse(dialog: Any) -> None:
    refused.append(" ".join(label.text() for label in dialog.findChildren(QLabel))[:300])
    if isinstance(dialog, QMessageBox):
        dialog.buttons()[-1].click()
    else:
        dialog.close()


@contextmanager
def answering(*answers: Answer) -> Iterator[None]:
    """Answer dialogs in their order as they come up; any more of them are refused."""
    waiting = list(answers)
    seen = [QApplication.activeModalWidget()]
    stuck: list[str] = []
    looks = count()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or not dialog.isVisible() or isinstance(dialog, Progress):
            return
        if dialog in seen:
            if dialog is not seen[0] and next(looks) > _LONGEST:
                stuck.append(dialog.windowTitle())
                dialog.done(0)
            return
        seen.append(dialog)
        answer = waiting.pop(0) if waiting else _refuse
        # Not from here: while a timer is at work it looks at nothing else that comes up.
        QTimer.singleShot(0, dialog, lambda: answer(dialog))

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    try:
        yield
        # A dialog may come up later, as one about a check.
        for _look in range(_LONGEST):
            if not waiting:
                break
            pause(20)
        pause(60)
    finally:
        timer.stop()
    if stuck:
        raise RuntimeError(f"an answer did not close {stuck}")
    if waiting:
        raise RuntimeError(f"{len(waiting)} of {len(answers)} dialogs did not come up")
