"""The table of commands: each is declared once, and all that is made from it names each once."""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from kharkiv_tracker import gazetteer, gui
from kharkiv_tracker.gui.commands import target
from kharkiv_tracker.gui.commands.command import About, AnyCommand
from kharkiv_tracker.gui.commands.command_table import TABLE
from kharkiv_tracker.gui.commands.controls import native
from kharkiv_tracker.gui.commands.key_sheet import PANELS, key_sheet
from kharkiv_tracker.gui.search import search_results
from kharkiv_tracker.gui.search.search_dialog import Finder, Hit
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.i18n import _, speaking

ALL = (*TABLE, *PANELS)
#: What is done by a key of the menu bar, wherever the keyboard is.
IN_MENU = tuple(command for command in TABLE if command.menu)
#: Their names are said in their own language.
NATIVE = {"language-en", "language-uk"}


@pytest.fixture
def opened(window: MainWindow, sampled: Path) -> MainWindow:
    window.open_path(sampled)
    return window


def titles(find: Finder, text: str) -> list[str]:
    hits: list[Hit] = []
    find(text, hits.extend)
    return [hit.title for hit in hits]


def actions(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        if isinstance(inner := action.menu(), QMenu):
            yield from actions(inner)
        elif not action.isSeparator():
            yield action


def test_every_command_has_a_name_of_its_own() -> None:
    assert [name for name, times in Counter(one.name for one in ALL).items() if times > 1] == []


def test_every_key_stands_in_the_sheet_once(opened: MainWindow) -> None:
    rows = [row for _heading, rows in key_sheet(opened) for row in rows]
    for command in (one for one in ALL if one.shortcuts):
        key = native(command.key).replace("Return", "Enter")
        (keys,) = [keys for keys, name, *_more in rows if name == target.name(command, opened)]
        assert key in keys.split(", "), command.name


@pytest.mark.parametrize("about", list(About), ids=lambda about: about.name)
def test_no_two_commands_of_one_scope_share_a_key(about: About) -> None:
    """A key of the menu is of every scope, and so is one that works anywhere."""
    keys = [key for command in IN_MENU for key in command.shortcuts]
    keys += [command.anywhere for command in PANELS if command.anywhere]
    keys += [key for command in PANELS if about in command.about for key in command.shortcuts]
    assert [key for key, times in Counter(map(native, keys)).items() if times > 1] == []


def test_the_commands_of_every_panel_are_gathered() -> None:
    modules = pkgutil.walk_packages(gui.__path__, f"{gui.__name__}.")
    declared = [
        command
        for module in modules
        for command in getattr(importlib.import_module(module.name), "COMMANDS", ())
    ]
    assert sorted(one.name for one in declared) == sorted(one.name for one in PANELS)


def test_a_key_is_only_given_to_what_is_in_a_menu_or_a_panel() -> None:
    assert [command.name for command in TABLE if command.shortcuts and not command.menu] == []


def test_the_menu_bar_has_every_command_of_a_menu_and_nothing_else(opened: MainWindow) -> None:
    tops = [action.menu() for action in opened.menuBar().actions()]
    assert [action for menu in tops for action in actions(menu)] == [
        opened.menu_bar.actions[command.name] for command in IN_MENU
    ]


@pytest.mark.parametrize("with_case", [False, True], ids=["no case", "a case"])
def test_all_that_can_be_chosen_in_the_menu_bar_is_found(
    window: MainWindow, sampled: Path, with_case: bool
) -> None:
    if with_case:
        window.open_path(sampled)
    find = search_results.finder(window, window.view, gazetteer.load())
    enabled = [one for one in IN_MENU if window.menu_bar.actions[one.name].isEnabled()]
    assert len(enabled) > (40 if with_case else 10)
    assert titles(find, "") == [target.name(one, window) for one in enabled]
    for command in enabled:
        name = target.name(command, window)
        assert name in titles(find, name)


def test_every_command_about_a_record_is_offered_by_its_context_menu_or_by_the_menu_bar() -> None:
    about_records = [command for command in TABLE if command.about & About.RECORD]
    assert len(about_records) > 15
    assert [one.name for one in about_records if one.place is None and not one.menu] == []


@pytest.mark.parametrize("command", ALL, ids=lambda one: one.name)
def test_every_text_is_said_in_ukrainian(command: AnyCommand) -> None:
    texts = {command.text, command.button} - {""}
    assert texts
    with speaking("uk"):
        if command.name in NATIVE:
            assert command.title is not None
            assert command.title(None) == command.text
        else:
            assert [text for text in texts if _(text) == text] == []


@pytest.mark.parametrize(
    "command", [one for one in ALL if "  " in one.button], ids=lambda c: c.name
)
@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_button_that_tells_a_key_tells_its_own(command: AnyCommand, language: str) -> None:
    with speaking(language):
        key = _(command.button).rpartition("  ")[2]
    assert key in {native(one).replace("Return", "Enter") for one in command.shortcuts}


def test_cases_worked_on_before_are_offered_by_the_menu_and_found_once_typed(
    opened: MainWindow, sampled: Path
) -> None:
    recent = next(
        menu for menu in opened.menuBar().findChildren(QMenu) if menu.title() == "Recent case files"
    )
    for _time in range(2):
        recent.aboutToShow.emit()
        assert [action.text() for action in actions(recent)] == [str(sampled), "Clear list"]
    find = search_results.finder(opened, opened.view, gazetteer.load())
    assert f"Recent case files: {sampled}" in titles(find, "recent case")
    opened.clear_recent()
    recent.aboutToShow.emit()
    assert [action.isEnabled() for action in actions(recent)] == [False]
