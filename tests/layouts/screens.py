"""Every view, form, dialog and menu of the window, opened one after the other.

What opens by a command is reached through the table of commands: a new one is walked by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QListWidget,
    QMenu,
    QWidget,
)

from kharkiv_tracker import gazetteer
from kharkiv_tracker.gui.commands import target
from kharkiv_tracker.gui.commands.command import About, AnyCommand
from kharkiv_tracker.gui.commands.command_table import TABLE, VIEWS
from kharkiv_tracker.gui.commands.subject import Subject
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import incidents

#: Those that end the walk, interrupt it, or begin it anew in another language or size.
_ENDING = ("quit", "close-case", "open-sample", "language-", "theme-", "check-case", "lock")
#: Between two looks at whether everything lies still, in milliseconds, and how many at most.
_REST, _LOOKS = 40, 60
#: As after a save.
_NOTICE = "Saved KHT-2022-08-17-01: Saltivskyi killed 7+ → 12, injured 14 → 31"
#: A table with rows to add, to reject, to look at, and twice.
_TABLE = """Date,Address,District,Killed,Injured,Source,What the neighbours say
03/04/2022,Heroiv Pratsi St 12,Saltivskyi,2,7+,Suspilne,“The roof fell in at night”
05/04/2022,Poltavskyi Shliakh 5,Novobavarskyi,кілька,3,Suspilne,
06/04/2022,Nauky Ave 1,Shevchenkivskyi,many,3,Suspilne,
07/04/2029,Nauky Ave 9,Shevchenkivskyi,5000,3,Suspilne,
03/04/2022,Heroiv Pratsi St,Saltivskyi,2,7,Nakypilo,
"""
#: Two strikes and an official total.
_POST = """More blasts in Kharkiv

The toll of the strike of 17 August on the Saltivsky district is at least seven dead civilians; \
16 others were wounded, among them an 11-year-old child.

In the Slobidsky district 18 people were injured at dawn on 18 August, two of them children, and \
one person was killed, wrote Oleh Syniehubov, 25 miles away.

The Kharkiv Regional Prosecutor’s Office counted more than 1,000 civilians killed since February \
and twice as many wounded. Among the killed are 50 children.
"""
Look = Callable[[str, QWidget], None]


def walk(window: MainWindow, case: Path, crowded: str, look: Look) -> None:
    """Look at everything; `crowded` is the code of the incident with most to show."""
    rest()
    look("welcome", window)
    for command in _commands():
        if command.about is About.WINDOW and command.possible(window):
            _run(command, window, look, "welcome")
    window.open_path(case)
    walk_case(window, case, crowded, look)


def walk_case(window: MainWindow, case: Path, crowded: str, look: Look) -> None:
    """Look at everything of the open case; a table to be imported is made beside its file."""
    view = window.view
    assert view is not None
    for number, command in enumerate(VIEWS):
        view.show_view(number)
        if not number:
            view.open_incident(crowded)
        rest()
        look(command.text, window)
    view.show_view(1)
    for chart in range(view.charts.choice.count()):
        view.charts.choice.setCurrentIndex(chart)
        rest()
        look(f"chart {chart}", window)
    view.show_view(0)
    view.open_incident(crowded)
    for name, popup in _popups(view.bar):
        look(f"selection: {name}", popup)
    _look_at_forms(window, crowded, look)
    for command in _commands():
        view.show_view(0)
        view.open_incident(crowded)
        _run(command, window, look, "command")
    _look_at_records(window, crowded, look)
    _look_at_many(window, crowded, look)
    _look_at_rest(window, crowded, look)
    _look_at_import(window, case.with_name("import.csv"), look)
    _look_at_paste(window, look)
    _look_at_stack(window, look)


def _look_at_paste(window: MainWindow, look: Look) -> None:
    """A pasted text as it is read, asked about, typed over, confirmed, and before it is read."""
    from kharkiv_tracker.gui.paste.paste_dialog import PasteDialog
    from kharkiv_tracker.posts.post import Post

    assert window.view is not None
    window.view.dialogs.paste_report(Post(_POST, published="2022-08-18"))
    dialog = window.view.findChild(PasteDialog)
    assert dialog is not None
    rest()
    look("paste, read", dialog)
    for card in dialog.list.cards:
        card.asking.decline()
        card.refresh()
    rest()
    look("paste, without questions", dialog)
    dialog.list.cards[-1].begin()
    for row in dialog.list.cards[-1].rows.values():
        row.edit()
        rest()
        look(f"paste, {row.name} typed", dialog)
        row.leave()
    dialog.list.cards[0].drop()
    dialog.list.confirm_all()
    rest()
    look("paste, decided", dialog)
    dialog.edit_text()
    rest()
    look("paste, text", dialog)
    dialog.reject()


def _look_at_stack(window: MainWindow, look: Look) -> None:
    """One post of many, with all that the line over it may say."""
    from kharkiv_tracker.gui.paste.stack_dialog import StackDialog
    from kharkiv_tracker.gui.paste.stack_source import StackSource
    from kharkiv_tracker.posts.post import Post
    from kharkiv_tracker.posts.stack import PostList, PostStack, PostState, StackPlace, UnreadFile

    assert window.view is not None
    assert window.session is not None
    place = StackPlace((Path("ChatExport_2022-08-18"), Path("Suspilne"), Path("result.json")))
    content = PostList((Post(_POST), Post("Kharkiv")), 1234, (UnreadFile("a.pdf", "Damaged."),))
    posts = PostStack(window.session.case, content, place)
    dialog = StackDialog(window, window.session, gazetteer.load(), posts)
    dialog.show()
    posts.decide(PostState.DISMISSED)
    posts.go_back()
    dialog.begin()
    rest()
    look("stack", dialog)
    dialog.reject()
    source = StackSource(window, place)
    source.show()
    rest()
    look("stack, source", source)
    source.reject()


def _look_at_import(window: MainWindow, table: Path, look: Look) -> None:
    """The pages of an import, with every list of its trial run."""
    from kharkiv_tracker.gui.imports import import_work
    from kharkiv_tracker.gui.imports.import_dialog import ImportDialog
    from kharkiv_tracker.gui.imports.import_draft import ImportDraft

    assert window.session is not None
    table.write_text(_TABLE, encoding="utf-8")
    draft = import_work.read(window, table, ImportDraft)
    assert isinstance(draft, ImportDraft)
    dialog = ImportDialog(window, window.session, draft)
    dialog.show()
    rest()
    look("import, file", dialog)
    dialog.file.order.setCurrentIndex(0)
    dialog.accept()
    rest()
    look("import, columns", dialog)
    dialog.columns.editor.open_at(3)
    rest()
    look("import, fields", dialog)
    dialog.columns.table.setFocus()
    rest()
    dialog.accept()
    for number in range(dialog.trial.choice.count()):
        dialog.trial.choice.setCurrentIndex(number)
        rest()
        look(f"import, trial {number}", dialog)
    dialog.accept()
    assert dialog.outcome is not None
    window.importing._show_imported(window.session, dialog.outcome, table)
    rest()
    look("import, imported", window)


def _look_at_forms(window: MainWindow, crowded: str, look: Look) -> None:
    view = window.view
    assert view is not None
    view.enter()
    rest()
    look("entry", window)
    view.entry.form.toggle_more()
    rest()
    look("entry, more fields", window)
    view.entry.report.fields["when"].set_text("17.08.2022")
    view.entry.report.fields["where"].set_text("Saltivskyi")
    view.entry.report.fields["killed"].set_text("8+")
    view.entry.update_target.update()
    rest()
    look("entry, looks like", window)
    view.entry.save()
    rest()
    look("entry, asked", window)
    view.entry.leave_questions()
    view.entry.report.clear()
    view.entry.update_target.start_next()
    view.entry.choose(1)
    rest()
    look("entry, official total", window)
    view.entry.close_panel()
    for code in (crowded, f"{crowded}/1"):
        view.edit(code)
        rest()
        look(f"edit {code}", window)
        view.editing.close_panel()


def _look_at_records(window: MainWindow, crowded: str, look: Look) -> None:
    """The commands of reports, persons, files, notes and identifiers, of totals and documents."""
    view = window.view
    assert view is not None
    case = view.session.case
    codes = {
        About.REPORT: f"{crowded}/1",
        About.PERSON: f"{crowded}/P1",
        About.ATTACHMENT: f"{crowded}/A1",
    }
    assert incidents.reports(case, crowded)
    for kind, code in codes.items():
        for command in TABLE:
            if command.about & kind and command.name not in ("choose-grade", "choose-state"):
                view.show_view(0)
                view.open_incident(crowded)
                subject = Subject(view, code, kind, is_named=True)
                _open(
                    lambda run=command, of=subject: run.run(of),
                    f"{kind.name}: {command.name}",
                    window,
                    look,
                )


def _look_at_many(window: MainWindow, crowded: str, look: Look) -> None:
    """What is done to several incidents at once, with the table and its sum of those chosen."""
    view = window.view
    assert view is not None
    many = [command for command in TABLE if command.many is not None and command.menu is not None]
    for command in many:
        view.show_view(0)
        view.open_incident(crowded)
        view.incidents.table.selectAll()
        view.incidents.table.setFocus()
        if command is many[0]:
            rest()
            look("several chosen", window)
        _run(command, window, look, "several")


def _look_at_rest(window: MainWindow, crowded: str, look: Look) -> None:
    """What is seen only after something was done."""
    view = window.view
    assert view is not None
    view.show_view(1)
    view.open_incident(crowded)
    view.show_view(1)
    view.show_beside()
    rest()
    look("chart with the inspector", window)
    view.close_beside()
    view.show_view(0)
    view.session.noticed.emit(_NOTICE)
    rest()
    look("notice", window)
    view.enter()
    view.entry.report.fields["killed"].set_text("7")
    view.entry.report.fields["where"].set_text("Saltivskyi")
    # The question whether to discard is looked at elsewhere.
    view.entry._ask_discard = lambda: True
    view.entry.close_panel()
    shelf = next(command for command in TABLE if command.name == "discarded-entries")
    _run(shelf, window, look, "after discarding")
    shown = next(command for command in TABLE if command.name == "preferences")

    def leaf(name: str, widget: QWidget) -> None:
        pages = widget.findChild(QListWidget)
        for number in range(pages.count() if pages else 0):
            pages.setCurrentRow(number)
            QApplication.processEvents()
            look(f"{name}, page {number}", widget)

    _run(shown, window, leaf, "leafed")


def _commands() -> Iterator[AnyCommand]:
    for command in TABLE:
        if command.menu is not None and not command.name.startswith(_ENDING):
            yield command


def _run(command: AnyCommand, window: MainWindow, look: Look, where: str) -> None:
    if target.is_enabled(command, window):
        _open(lambda: target.run(command, window), f"{where}: {command.name}", window, look)


def _open(act: Callable[[], object], name: str, window: MainWindow, look: Look) -> None:
    """Do it, and look at whatever opens by it; then close that."""
    with _answering(name, look):
        act()
        rest()
    for opened in _opened(window):
        look(name, opened)
        _close(opened)
    view = window.view
    if view is not None and view.is_entering:
        view.entry.close_panel()
    if view is not None and view.is_editing:
        view.editing.close_panel()


def _opened(window: MainWindow) -> list[QWidget]:
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.isVisible() and widget is not window and not isinstance(widget, QFileDialog)
    ]


@contextmanager
def _answering(name: str, look: Look) -> Iterator[None]:
    """Look at each dialog that waits for an answer, and refuse it."""
    seen: list[QWidget] = []

    def answer() -> None:
        waiting = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if waiting is None or not waiting.isVisible():
            return
        if not isinstance(waiting, QFileDialog) and waiting not in seen:
            seen.append(waiting)
            look(f"{name}", waiting)
        _close(waiting)

    timer = QTimer()
    timer.setInterval(_REST)
    timer.timeout.connect(answer)
    timer.start()
    try:
        yield
    finally:
        timer.stop()


def _popups(bar: QWidget) -> Iterator[tuple[str, QWidget]]:
    """The popups of the selection bar, each open."""
    from PySide6.QtWidgets import QPushButton

    for button in bar.findChildren(QPushButton):
        if button.property("drop") and button.isVisible():
            button.click()
            rest()
            popup = QApplication.activePopupWidget()
            if popup is not None:
                yield button.text(), popup
                _close(popup)


def _close(widget: QWidget) -> None:
    if isinstance(widget, QDialog):
        widget.reject()
    elif isinstance(widget, QMenu):
        widget.close()
    else:
        widget.close()
    rest(10)


def rest(milliseconds: int = _REST) -> None:
    """Wait until nothing in the window moves any more."""
    before: object = None
    for _look in range(_LOOKS):
        QTest.qWait(milliseconds)
        now = [
            (widget.geometry().getRect(), widget.isVisible())
            for top in QApplication.topLevelWidgets()
            if top.isVisible()
            for widget in (top, *top.findChildren(QWidget))
        ]
        if now == before:
            return
        before = now
