"""The menu bar, and the sheet of keys read off what answers to them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from kharkiv_tracker import languages, settings
from kharkiv_tracker.gui import case_files, finding
from kharkiv_tracker.gui.actions import Actions
from kharkiv_tracker.gui.case_view import view_names
from kharkiv_tracker.i18n import LANGUAGES, _

if TYPE_CHECKING:
    from kharkiv_tracker.gui.window import MainWindow


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done from the menu.

    `in_case` needs an open case, `also` is a second key.
    """

    name: str
    act: Callable[[], object]
    keys: str = ""
    in_case: bool = False
    also: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """What of the menu changes while the window is open."""

    in_case: list[QAction]
    undo: QAction
    redo: QAction


#: A heading and, under it, keys and what they do.
Sheet = list[tuple[str, list[tuple[str, str]]]]


def build(window: MainWindow) -> Menu:
    """Fill the menu bar in the current language."""
    bar = window.menuBar()
    bar.clear()
    chosen = settings.load()
    file = bar.addMenu(_("&File"))
    in_case = _fill(file, _file(window))
    _recent(file, file.actions()[3], window)
    record = bar.addMenu(_("&Record"))
    in_case += _fill(record, _record(window))
    undo, redo = record.actions()[:2]
    view = bar.addMenu(_("&View"))
    in_case += _fill(view, [*_views(window), None, *_journey(window)])
    view.addSeparator()
    themes = [("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))]
    _choices(view.addMenu(_("&Theme")), themes, chosen.theme, window.choose_theme)
    spoken = [(code, languages.known()[code].name) for code in LANGUAGES]
    choices = [("", _("As the system")), *spoken]
    _choices(bar.addMenu(_("&Language")), choices, chosen.language, window.choose_language)
    _fill(bar.addMenu(_("&Help")), [Command(_("Keys"), window.show_keys, "Ctrl+/")])
    return Menu(in_case, undo, redo)


def key_sheet(window: MainWindow) -> Sheet:
    """Every key there is now and what it does, as the actions and shortcuts themselves tell it."""
    sheet: Sheet = []
    for top in window.menuBar().actions():
        if isinstance(menu := top.menu(), QMenu):
            keys = [
                (action.shortcut().toString(_NATIVE), name)
                for name, action in finding.within(menu)
                if not action.shortcut().isEmpty()
            ]
            sheet.append((finding.plain(top.text()), keys))
    if window.view:
        sheet.append((_("Entry panel"), list(_shortcuts(window.view.entry))))
        others = _shortcuts(window.view, window.view.entry.findChildren(QShortcut))
        sheet.append((_("Elsewhere in the window"), list(others)))
    return [(heading, keys) for heading, keys in sheet if keys]


def _shortcuts(within: QWidget, left_out: Collection[QShortcut] = ()) -> Iterator[tuple[str, str]]:
    """Keys that do the same stand in one line."""
    by_what: dict[str, list[str]] = {}
    for shortcut in within.findChildren(QShortcut):
        if shortcut not in left_out and shortcut.whatsThis():
            keys = by_what.setdefault(shortcut.whatsThis(), [])
            said = shortcut.key().toString(_NATIVE).replace("Return", "Enter")
            if said not in keys:
                keys.append(said)
    for what, keys in by_what.items():
        yield ", ".join(keys), what


_NATIVE = QKeySequence.SequenceFormat.NativeText


def _file(window: MainWindow) -> list[Command | None]:
    return [
        Command(_("New case file…"), window.new_case, "Ctrl+Shift+N"),
        Command(_("Open…"), window.open_case, "Ctrl+O"),
        Command(_("Sample case"), window.open_sample),
        None,
        Command(_("Export PDF…"), window.export_page, "Ctrl+E", True),
        Command(_("Export chart…"), window.export_chart, "", True),
        Command(_("Copy chart"), window.copy_chart, "Ctrl+Shift+C", True),
        None,
        Command(_("Case…"), window.settle_case, "", True),
        Command(_("Close case"), window.close_case, "Ctrl+W", True),
        Command(_("Quit"), window.close, "Ctrl+Q"),
    ]


def _record(window: MainWindow) -> list[Command | None]:
    return [
        Command(_("Undo"), window.undo, "Ctrl+Z"),
        Command(_("Redo"), window.redo, "Ctrl+Shift+Z"),
        None,
        Command(_("New report"), window.enter, "Ctrl+N", True),
        Command(_("Add update"), window.add_update, "Ctrl+U", True),
        None,
        *_on_record(window),
        Command(_("Joint report of these…"), window.enter_joint, "Ctrl+Shift+J", True),
        None,
        Command(_("Search"), window.search, "Ctrl+F", True),
        Command(_("Possible duplicates…"), window.show_duplicates, "", True),
        Command(_("Find anything…"), window.find_anything, "Ctrl+K"),
    ]


def _on_record(window: MainWindow) -> list[Command | None]:
    """What is done to the incident that is chosen, or to the report in hand."""

    def on(verb: Callable[[Actions, str], object], to_report: bool = False) -> Callable[[], object]:
        return lambda: window.on_record(verb, to_report)

    return [
        Command(_("Edit…"), window.edit, "F2", True, "Ctrl+Shift+E"),
        Command(_("Grade…"), lambda: window.choose(0), "Ctrl+Shift+G", True),
        Command(_("Review state…"), lambda: window.choose(1), "Ctrl+Shift+R", True),
        Command(_("Approve"), on(Actions.approve), "Ctrl+Shift+A", True),
        Command(_("Withdraw…"), on(Actions.withdraw, to_report=True), "", True),
        Command(_("Reinstate"), on(Actions.reinstate, to_report=True), "", True),
        None,
        Command(_("Merge with…"), on(Actions.merge), "Ctrl+Shift+M", True),
        Command(_("Split…"), on(Actions.split), "", True),
        Command(_("Link…"), on(Actions.link), "Ctrl+L", True),
        Command(_("Add person…"), on(Actions.add_person), "Ctrl+Shift+P", True),
        Command(_("Attach file…"), on(Actions.attach), "", True),
    ]


def _views(window: MainWindow) -> list[Command | None]:
    def go(number: int) -> Callable[[], object]:
        return lambda: window.show_view(number)

    return [
        Command(name, go(number), f"Ctrl+{number + 1}", True)
        for number, name in enumerate(view_names())
    ]


def _journey(window: MainWindow) -> list[Command | None]:
    return [
        Command(_("Back to what was looked at"), window.go_back, "Alt+Left", True),
        Command(_("Forward again"), window.go_forward, "Alt+Right", True),
    ]


def _recent(file: QMenu, before: QAction, window: MainWindow) -> None:
    """The cases worked on before, asked for when the menu opens."""
    menu = QMenu(_("Recent cases"), file)
    file.insertMenu(before, menu)

    def fill() -> None:
        menu.clear()
        for path in case_files.recent():
            action = menu.addAction(str(path).replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, path=path: window.open_path(path))
        menu.addSeparator()
        forget = menu.addAction(_("Forget these"))
        forget.triggered.connect(lambda _checked=False: window.forget_recent())
        forget.setEnabled(len(menu.actions()) > 2)

    def offer() -> None:
        menu.setEnabled(bool(case_files.recent()))

    menu.aboutToShow.connect(fill)
    file.aboutToShow.connect(offer)


def _fill(menu: QMenu, commands: Sequence[Command | None]) -> list[QAction]:
    in_case = []
    for command in commands:
        if command is None:
            menu.addSeparator()
            continue
        action = menu.addAction(command.name)
        action.triggered.connect(lambda _checked=False, act=command.act: act())
        if command.keys:
            keys = [key for key in (command.keys, command.also) if key]
            action.setShortcuts([QKeySequence(key) for key in keys])
        if command.in_case:
            in_case.append(action)
    return in_case


def _choices(
    menu: QMenu, named: list[tuple[str, str]], current: str, choose: Callable[[str], object]
) -> None:
    """Entries of which one holds."""
    group = QActionGroup(menu)
    for value, name in named:
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(value == current)
        action.triggered.connect(lambda _checked=False, value=value: choose(value))
        group.addAction(action)
