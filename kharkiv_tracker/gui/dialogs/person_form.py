"""Parts of a form in a dialog: fields with their titles, side by side, and a folded block."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kharkiv_tracker.gui import widgets


def titled(label: str, box: QWidget) -> QWidget:
    """A field under its title."""
    title = widgets.text(label, "quiet")
    title.setBuddy(box)
    box.setAccessibleName(label)
    return widgets.holding(widgets.column(title, 3, box))


def line_of(*boxes: QWidget, shares: Sequence[int] = ()) -> QWidget:
    """Fields side by side; those that are hidden take no room."""
    line = widgets.row(*boxes)
    line.setSpacing(8)
    for number, box in enumerate(boxes):
        line.setStretchFactor(box, shares[number] if shares else 1)
    return widgets.holding(line)


def folded(title: str, *rows: QWidget, is_open: bool = False) -> QWidget:
    """Rows below a button that shows and hides them."""
    body = widgets.holding(widgets.column(6, *(part for row in rows for part in (row, 8))))

    def show(visible: bool) -> None:
        body.setVisible(visible)
        button.setText(f"{'▾' if visible else '▸'} {title}")
        if (window := body.window()).isVisible():
            window.adjustSize()

    button = widgets.small_button(title, lambda: show(body.isHidden()))
    button.setAccessibleName(title)
    show(is_open)
    return widgets.holding(widgets.column(widgets.row(button, -1), body))
