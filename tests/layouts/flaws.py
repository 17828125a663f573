"""What is wrong with the room that widgets have: cut off, elided, off the window, overlapping."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTableView,
    QWidget,
)

from kharkiv_tracker.gui.widgets import Elided

#: Qt rounds sizes of text; so much is not seen.
_SLACK = 2
_CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)
#: A figure, with what qualifies it.
_FIGURE = re.compile(r"[~<>≤≥]?\d")


def of(window: QWidget) -> Iterator[str]:
    """The flaws of everything that is visible in a window, each in words."""
    for widget in (window, *window.findChildren(QWidget)):
        if not widget.isVisible() or widget.window() is not window or _is_qts_own(widget):
            continue
        for flaw in _of_widget(widget):
            yield f"{_name(widget)}: {flaw}"
        yield from _overlaps(widget)


def _of_widget(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, Elided):
        yield from _elided(widget.text(), widget.shown_text(), widget.toolTip())
    elif isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QComboBox):
        yield from _choice(widget)
    elif isinstance(widget, QAbstractButton):
        yield from _button(widget)
    elif isinstance(widget, QLineEdit):
        yield from _line(widget)
    elif isinstance(widget, QTableView):
        yield from _cells(widget)
    if isinstance(widget, _CONTROLS):
        yield from _off(widget)


def _elided(full: str, shown: str, tooltip: str) -> Iterator[str]:
    """A text cut by an ellipsis: no figure may be cut, and the whole is in the tooltip."""
    if full == shown:
        return
    if not tooltip:
        yield f"cut without a tooltip: {shown!r}"
    head, _dots, tail = shown.partition("…")
    gone = full[len(head) : len(full) - len(tail) if tail else None]
    word = full[len(head) :].split(" ", 1)[0]
    # A comma after a figure that goes is not a part of it.
    is_whole = not head or not gone or head[-1].isspace() or gone[0] in " ,:;\u00a0"
    if _FIGURE.search(gone) and not is_whole and any(c.isdigit() for c in head[-1:] + word):
        yield f"a figure cut: {shown!r} of {full!r}"


def _label(label: QLabel) -> Iterator[str]:
    text = label.text()
    if not text or label.textFormat() is Qt.TextFormat.RichText:
        return
    room = label.contentsRect()
    metrics = QFontMetrics(label.font())
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + _SLACK:
            yield f"lines cut off ({label.height()} of {needed}): {text[:60]!r}"
        widest = max(map(metrics.horizontalAdvance, text.split() or [""]))
        if widest > room.width() + _SLACK:
            yield f"a word cut off ({room.width()} of {widest}): {text[:60]!r}"
        return
    needed = max(map(metrics.horizontalAdvance, text.splitlines() or [""]))
    if needed > room.width() + _SLACK:
        yield f"cut off ({room.width()} of {needed}): {text[:60]!r}"
    if metrics.height() > label.height() + _SLACK:
        yield f"too low ({label.height()} of {metrics.height()}): {text[:60]!r}"


def _button(button: QAbstractButton) -> Iterator[str]:
    text = button.text()
    if not text or "\n" in text:
        # What breaks its lines itself shows the rest of the last in a tooltip.
        return
    needed = button.minimumSizeHint()
    if not isinstance(button, (QCheckBox, QRadioButton)) and not button.toolTip():
        # What elides itself says so by a tooltip.
        needed = needed.expandedTo(button.sizeHint())
    if needed.width() > button.width() + _SLACK:
        yield f"cut off ({button.width()} of {needed.width()}): {text[:60]!r}"
    if needed.height() > button.height() + _SLACK:
        yield f"too low ({button.height()} of {needed.height()}): {text[:60]!r}"


def _choice(choice: QComboBox) -> Iterator[str]:
    needed = QFontMetrics(choice.font()).horizontalAdvance(choice.currentText())
    # The frame, and the arrow.
    room = choice.width() - 34
    if needed > room + _SLACK and not choice.toolTip():
        yield f"choice cut off ({room} of {needed}): {choice.currentText()[:60]!r}"


def _line(line: QLineEdit) -> Iterator[str]:
    metrics = QFontMetrics(line.font())
    needed = metrics.horizontalAdvance(line.placeholderText())
    is_hint = bool(line.placeholderText()) and not line.text() and not line.toolTip()
    if is_hint and needed > line.width() - 16 + _SLACK:
        yield f"placeholder cut off: {line.placeholderText()[:60]!r}"
    if metrics.height() > line.height() + _SLACK:
        yield f"too low ({line.height()} of {metrics.height()})"


def _cells(table: QTableView) -> Iterator[str]:
    """Figures of a table, the right-aligned ones, and its titles."""
    model, header = table.model(), table.horizontalHeader()
    if model is None:
        return
    for column in range(model.columnCount()):
        if table.isColumnHidden(column):
            continue
        title = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        room = header.sectionSize(column)
        needed = QFontMetrics(header.font()).horizontalAdvance(title)
        tip = model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        if header.isVisible() and needed > room + _SLACK and not tip:
            yield f"title cut off ({room} of {needed}): {title!r}"
        metrics = QFontMetrics(table.font())
        for row in range(min(model.rowCount(), 60)):
            index = model.index(row, column)
            aligned = index.data(Qt.ItemDataRole.TextAlignmentRole)
            text = str(index.data() or "")
            is_figure = aligned is not None and int(aligned) & int(Qt.AlignmentFlag.AlignRight)
            needed = metrics.horizontalAdvance(text)
            if is_figure and needed > room - 8 + _SLACK:
                yield f"figure cut off ({room} of {needed}): {title} {text!r}"


def _off(control: QWidget) -> Iterator[str]:
    """A control that is cut by what it lies in, or beyond the window, and cannot be scrolled to."""
    rect = QRect(QPoint(0, 0), control.size())
    inner = control
    while (outer := inner.parentWidget()) is not None and not inner.isWindow():
        rect.translate(inner.pos())
        area = outer.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is outer:
            policies = area.horizontalScrollBarPolicy(), area.verticalScrollBarPolicy()
            off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            visible = outer.rect()
            if policies[0] == off and (
                rect.left() < -_SLACK or rect.right() > visible.right() + _SLACK
            ):
                yield f"beyond what can be scrolled to, in {_name(area)}"
            return
        if not outer.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(rect):
            yield f"off {_name(outer)}: {rect.getRect()} in {outer.rect().getRect()}"
            return
        inner = outer


def _overlaps(parent: QWidget) -> Iterator[str]:
    """Children of a layout that lie over one another."""
    layout = parent.layout()
    if layout is None or isinstance(parent, QAbstractScrollArea):
        return
    children = [
        child
        for child in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if child.isVisible() and isinstance(child, (QLabel, *_CONTROLS))
    ]
    for number, one in enumerate(children):
        for other in children[number + 1 :]:
            shared = one.geometry().intersected(other.geometry())
            if shared.width() > _SLACK and shared.height() > _SLACK:
                yield f"{_name(one)} lies over {_name(other)}"


def _is_qts_own(widget: QWidget) -> bool:
    return widget.objectName().startswith("qt_") or type(widget).__module__ == "builtins"


def _name(widget: QWidget) -> str:
    text = widget.accessibleName()
    if not text and isinstance(widget, (QLabel, QAbstractButton)):
        text = widget.text()
    return f"{type(widget).__name__} {text[:40]!r}"
