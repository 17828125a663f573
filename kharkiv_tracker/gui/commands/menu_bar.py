"""The menu bar, made from the table of commands."""

from __future__ import annotations

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from kharkiv_tracker.gui.commands import target
from kharkiv_tracker.gui.commands.command import RECENT, AnyCommand, Menu
from kharkiv_tracker.gui.commands.command_table import TABLE, named, recent_cases
from kharkiv_tracker.gui.commands.hosts import WindowHost
from kharkiv_tracker.i18n import _


class MenuBar:
    """Has an action by name for each command with a menu."""

    def __init__(self, bar: QMenuBar, window: WindowHost) -> None:
        self._bar, self._window = bar, window
        self.actions: dict[str, QAction] = {}
        self._menus: dict[Menu, QMenu] = {}

    def build(self) -> None:
        """Fill the bar in the current language."""
        self._bar.clear()
        for menu in self._menus.values():
            menu.deleteLater()
        self._menus.clear()
        self.actions = {command.name: self._add(command) for command in TABLE if command.menu}
        recent = self._menus[RECENT]
        recent.aboutToShow.connect(self._fill_recent)
        self._menus[RECENT.top].aboutToShow.connect(lambda: recent.setEnabled(bool(recent_cases())))
        self.refresh()

    def refresh(self) -> None:
        """Update the text and availability of all actions."""
        for name, action in self.actions.items():
            command = named(name)
            action.setEnabled(target.is_enabled(command, self._window))
            action.setText(_escaped(target.title(command, self._window)))

    def _fill_recent(self) -> None:
        """Fill the menu of recent cases when it opens."""
        menu, clear = self._menus[RECENT], self.actions["forget-recent"]
        for action in menu.actions()[:-2]:
            menu.removeAction(action)
            action.deleteLater()
        before = menu.actions()[0]
        for command in recent_cases():
            menu.insertAction(before, self._action(command, menu))
        clear.setEnabled(target.is_enabled(named("forget-recent"), self._window))

    def _add(self, command: AnyCommand) -> QAction:
        assert command.menu is not None  # noqa: S101 - only such commands are in the bar
        menu = self._menu(command.menu)
        if command.line:
            menu.addSeparator()
        action = self._action(command, menu)
        menu.addAction(action)
        return action

    def _action(self, command: AnyCommand, menu: QMenu) -> QAction:
        action = QAction(_escaped(_(command.text)), menu)
        action.triggered.connect(lambda _checked=False: target.run(command, self._window))
        action.setShortcuts([QKeySequence(keys) for keys in command.shortcuts])
        if command.checked:
            action.setCheckable(True)
            action.setChecked(command.checked())
            self._group(menu).addAction(action)
        return action

    def _group(self, menu: QMenu) -> QActionGroup:
        """An exclusive group of actions."""
        return menu.findChild(QActionGroup) or QActionGroup(menu)

    def _menu(self, menu: Menu) -> QMenu:
        if menu not in self._menus:
            parent = self._menu(menu.parent) if menu.parent else None
            if parent and menu.line:
                parent.addSeparator()
            self._menus[menu] = (parent or self._bar).addMenu(_(menu.title))
        return self._menus[menu]


def _escaped(text: str) -> str:
    """Escape ampersands, which would mark an underlined letter."""
    return text.replace("&", "&&")
