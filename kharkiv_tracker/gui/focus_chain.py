"""The order in which Tab goes through the widgets of a window."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def beside(widget: QWidget, forward: bool = True) -> QWidget | None:
    """The widget that Tab, or Shift+Tab, comes to after this one, wanted by the keyboard or not."""
    neighbour: QWidget | None = (
        widget.nextInFocusChain() if forward else widget.previousInFocusChain()
    )
    if neighbour is not None:
        # PySide now takes the neighbour for a part of `widget`, and would call it deleted together
        # with that one. This tells it the parent it has; in Qt nothing changes. The parent is kept
        # by it: where Qt made it, PySide drops it otherwise, and what is in it.
        parent = neighbour.parentWidget()
        neighbour.setParent(parent)
        neighbour.__dict__["parent_in_qt"] = parent
    return neighbour


def put_in_order(place: QWidget, widget: QWidget) -> None:
    """Let Tab come to what is in a widget built later where it came to `place`."""
    # Qt orders only what takes the focus; a widget that hands it on would stay where it was.
    place.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    own, inner = [place], beside(widget)
    while inner is not None and widget.isAncestorOf(inner):
        if inner.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            own.append(inner)
        inner = beside(inner)
    for before, after in pairwise(own):
        QWidget.setTabOrder(before, after)
    place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
