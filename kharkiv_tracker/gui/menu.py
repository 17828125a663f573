"""The menu bar and the sheet of keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from kharkiv_tracker import settings
from kharkiv_tracker.gui.case_view import view_names
from kharkiv_tracker.i18n import _

if TYPE_CHECKING:
    from kharkiv_tracker.gui.window import MainWindow


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done from the menu; `in_case` needs an open case."""

    name: str
    act: Callable[[], object]
    keys: str = ""
    in_case: bool = False


def build(window: MainWindow) -> list[QAction]:
    """Fill the menu bar in the current language; returns the actions that need an open case."""
    bar = window.menuBar()
    bar.clear()
    chosen = settings.load()
    in_case = _fill(bar.addMenu(_("&File")), _file(window))
    in_case += _fill(bar.addMenu(_("&Record")), _record(window))
    view = bar.addMenu(_("&View"))
    in_case += _fill(view, _views(window))
    view.addSeparator()
    themes = [("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))]
    _choices(view.addMenu(_("&Theme")), themes, chosen.theme, window.choose_theme)
    languages = [("", _("As the system")), ("en", "English"), ("uk", "Українська")]
    _choices(bar.addMenu(_("&Language")), languages, chosen.language, window.choose_language)
    _fill(bar.addMenu(_("&Help")), [Command(_("Keys"), window.show_keys, "Ctrl+/")])
    return in_case


def key_sheet() -> list[tuple[str, str]]:
    """Every key there is and what it does."""
    views = [
        (f"Ctrl+{number}", _("View: {name}").format(name=name))
        for number, name in enumerate(view_names(), 1)
    ]
    return [
        ("Ctrl+N", _("Enter a report")),
        ("Ctrl+U", _("Add an update to the chosen incident")),
        ("Ctrl+Enter", _("Save and begin the next")),
        ("Alt+1, Alt+2", _("Report, official total")),
        ("Alt+U", _("Take the offer: add as update")),
        ("Alt+I", _("A new incident after all")),
        ("Esc", _("Close the entry panel; in the search: select everything again")),
        *views,
        ("Ctrl+F", _("Search")),
        ("Ctrl+E", _("Export PDF")),
        ("Ctrl+O", _("Open a case file")),
        ("Ctrl+/", _("This sheet")),
    ]


def _file(window: MainWindow) -> list[Command | None]:
    return [
        Command(_("New case file…"), window.new_case, "Ctrl+Shift+N"),
        Command(_("Open…"), window.open_case, "Ctrl+O"),
        Command(_("Sample case"), window.open_sample),
        None,
        Command(_("Export PDF…"), window.export_page, "Ctrl+E", True),
        Command(_("Export chart…"), window.export_chart, "", True),
        None,
        Command(_("Close case"), window.close_case, "Ctrl+W", True),
        Command(_("Quit"), window.close, "Ctrl+Q"),
    ]


def _record(window: MainWindow) -> list[Command | None]:
    return [
        Command(_("New report"), window.enter, "Ctrl+N", True),
        Command(_("Add update"), window.add_update, "Ctrl+U", True),
        Command(_("Search"), window.search, "Ctrl+F", True),
    ]


def _views(window: MainWindow) -> list[Command | None]:
    def go(number: int) -> Callable[[], object]:
        return lambda: window.show_view(number)

    return [
        Command(name, go(number), f"Ctrl+{number + 1}", True)
        for number, name in enumerate(view_names())
    ]


def _fill(menu: QMenu, commands: Sequence[Command | None]) -> list[QAction]:
    in_case = []
    for command in commands:
        if command is None:
            menu.addSeparator()
            continue
        action = menu.addAction(command.name)
        action.triggered.connect(lambda _checked=False, act=command.act: act())
        if command.keys:
            action.setShortcut(QKeySequence(command.keys))
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
