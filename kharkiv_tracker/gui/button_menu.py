"""A context menu of what buttons do, in lists whose commands are buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget


def button_menu(
    parent: QWidget,
    buttons: Iterable[QAbstractButton],
    before: Sequence[tuple[str, Callable[[], object]]] = (),
) -> QMenu:
    """The buttons that are enabled, with their keys at the right, after these other lines.

    It is deleted when it closes.
    """
    menu = QMenu(parent)
    for text, act in before:
        menu.addAction(text).triggered.connect(lambda _checked=False, act=act: act())
    for button in buttons:
        if button.isEnabled() and not button.isHidden():
            # Text and key are parted by two spaces.
            action = menu.addAction(button.text().replace("  ", "\t"))
            action.triggered.connect(lambda _checked=False, button=button: button.click())
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
