"""The context menu of the header of a column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QMenu, QWidget

from kharkiv_tracker.i18n import _


class Columns(Protocol):
    """The columns of a table, by their names."""

    @property
    def order(self) -> list[str]: ...
    @property
    def hidden(self) -> frozenset[str]: ...
    def title(self, key: str) -> str: ...
    def is_sortable(self, key: str) -> bool: ...
    def may_widen(self, key: str) -> bool: ...
    def hide(self, key: str) -> object: ...
    def open_choice(self) -> object: ...
    def sort_by(self, key: str, descending: bool) -> object: ...
    def fit_width(self, key: str) -> object: ...
    def reset(self) -> object: ...


def header_menu(parent: QWidget, columns: Columns, key: str) -> QMenu:
    """What can be done to a column, "" right of the last one; it is deleted when it closes."""
    menu = QMenu(parent)

    def add(text: str, act: Callable[[], object]) -> None:
        menu.addAction(text).triggered.connect(lambda _checked=False: act())

    if key and columns.is_sortable(key):
        add(_("Sort ascending"), lambda: columns.sort_by(key, False))
        add(_("Sort descending"), lambda: columns.sort_by(key, True))
        menu.addSeparator()
    if key and columns.may_widen(key):
        add(_("Fit width"), lambda: columns.fit_width(key))
    if key and len(columns.order) - len(columns.hidden) > 1:
        title = columns.title(key).replace("&", "&&")
        text = _("Hide “{column}”").format(column=title)
        add(text, lambda: columns.hide(key))
    add(_("Columns…"), columns.open_choice)
    add(_("Reset columns"), columns.reset)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
