"""Building blocks of the window: plain text, lines, buttons, rows and columns."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from kharkiv_tracker.gui import theme
from kharkiv_tracker.gui.short_text import shortened

#: The padding of a choice, and the room of its chevron.
_CHEVRON = 34
_HINT_PADDING = 20
#: A choice that is shortened.
_LEAST = 60
_Margins = tuple[int, int, int, int]
_Layout = TypeVar("_Layout", bound=QBoxLayout)


def text(
    content: str = "", kind: str = "", points: float = theme.BASE, bold: bool = False
) -> QLabel:
    """A plain text label; `kind` is `quiet` or another object name of the style sheet."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(points, bold))
    label.setObjectName(kind)
    label.setText(content)
    return label


def wrapped(content: str = "", kind: str = "", points: float = theme.BASE) -> QLabel:
    """A plain text label with several lines."""
    label = text(content, kind, points)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


def filling(label: QLabel) -> QLabel:
    """Let a label fill an empty area, with its text at the top."""
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    label.setContentsMargins(8, 8, 8, 8)
    return label


class Elided(QLabel):
    """A label of one line, shortened to what fits; its tooltip has the full text.

    A path is cut in its middle instead. A note is in the tooltip whether it is cut or not.
    """

    def __init__(
        self,
        content: str = "",
        kind: str = "",
        points: float = theme.BASE,
        is_path: bool = False,
    ) -> None:
        super().__init__()
        self._is_path, self._note = is_path, ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(points))
        self.setObjectName(kind)
        self.setMinimumWidth(24)
        self.setText(content)

    def setText(self, content: str) -> None:
        super().setText(content)
        self._refresh()

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refresh()

    def set_note(self, note: str) -> None:
        """What the tooltip says beside the text."""
        self._note = note
        self.setAccessibleDescription(note)
        self._refresh()

    def _refresh(self) -> None:
        full = self.text() if self.shown_text() != self.text() else ""
        self.setToolTip(tooltip("\n".join(line for line in (full, self._note) if line)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment()), self.shown_text())

    def shown_text(self) -> str:
        """The text as it is drawn."""
        width, metrics = self.contentsRect().width(), QFontMetrics(self.font())
        if self._is_path:
            return metrics.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, width)
        return shortened(self.text(), metrics, width)


class Choice(QComboBox):
    """A combo box with a chevron that the style sheet cannot draw; a long text is shortened."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._is_cut = False
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)
        self.currentTextChanged.connect(lambda _text: self._refresh())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self._shown_text()
        # A value that was set without a signal.
        self._refresh()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.palette().color(self.foregroundRole()))
        pen.setWidthF(1.4)
        painter.setPen(pen)
        step = theme.px(4)
        x, y = self.width() - theme.px(17), (self.height() - step) / 2
        painter.drawPolyline([QPointF(x, y), QPointF(x + step, y + step), QPointF(x + 2 * step, y)])

    def _shown_text(self) -> str:
        text = self.currentText() or self.placeholderText()
        return shortened(text, self.fontMetrics(), self.width() - _CHEVRON)

    def _refresh(self) -> None:
        text = self.currentText() or self.placeholderText()
        was_cut, self._is_cut = self._is_cut, self._shown_text() != text
        if self._is_cut:
            self.setToolTip(tooltip(text))
        elif was_cut:
            self.setToolTip("")


def tooltip(content: str) -> str:
    """Plain text escaped for a tooltip, which has no plain text format."""
    return f"<qt>{escape(content)}</qt>".replace("\n", "<br>") if content else ""


class _MenuKeys(QObject):
    """Leaves keys to the menu that edit a line on some platforms, and undo where it has none."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        is_command = (
            event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in _MENU_KEYS
        )
        is_undo = any(event.matches(key) for key in _UNDO_KEYS) and _is_untouched(watched)
        if is_command or is_undo:
            event.ignore()
        return is_command or is_undo


_MENU_KEYS = (Qt.Key.Key_E, Qt.Key.Key_F, Qt.Key.Key_N, Qt.Key.Key_U)
_UNDO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def _is_untouched(box: QObject) -> bool:
    """Whether a text box is empty, and typing in it can neither be undone nor redone."""
    if isinstance(box, QLineEdit):
        return not (box.text() or box.isUndoAvailable() or box.isRedoAvailable())
    if isinstance(box, QPlainTextEdit):
        content = box.document()
        has_steps = content.isUndoAvailable() or content.isRedoAvailable()
        return content.isEmpty() and not has_steps
    return False


class _Hint(QObject):
    """Shortens what an empty line says to its width; the tooltip has the rest."""

    def __init__(self, line: QLineEdit, text: str) -> None:
        super().__init__(line)
        self._line, self._text = line, text
        self._has_tooltip = bool(line.toolTip())
        line.installEventFilter(self)
        self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._refresh()
        return super().eventFilter(watched, event)

    def _refresh(self) -> None:
        line = self._line
        room = line.width() - theme.px(_HINT_PADDING)
        hint = shortened(self._text, line.fontMetrics(), room) if line.isVisible() else self._text
        line.setPlaceholderText(hint)
        if not self._has_tooltip:
            line.setToolTip(tooltip(self._text) if hint != self._text else "")


def set_hint(line: QLineEdit, text: str) -> None:
    """What a line says while it is empty, shortened where it has no room."""
    _Hint(line, text)


def leave_keys_to_menu(box: QWidget) -> None:
    """Let Ctrl+E, Ctrl+F, Ctrl+N and Ctrl+U in a text field run their commands of the menu.

    So do undo and redo while nothing was typed in it.
    """
    box.installEventFilter(_MenuKeys(box))


class Button(QPushButton):
    """A button that Enter presses as the space bar does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)


def button(
    label: str, act: Callable[[], object], main: bool = False, kind: str = ""
) -> QPushButton:
    """A button; `main` highlights it, `kind` is a property of the style sheet."""
    widget = Button(label)
    widget.setAutoDefault(False)
    # A property of the style sheet must be set before the widget is first polished.
    widget.setProperty(kind or "plain", True)
    widget.setProperty("main", main)
    widget.clicked.connect(lambda _checked=False: act())
    return widget


def small_button(text: str, act: Callable[[], object]) -> QPushButton:
    """A small link button."""
    widget = button(text, act, kind="link")
    widget.setFont(theme.font(9))
    return widget


def shortcut(within: QWidget, keys: str, act: Callable[[], object]) -> None:
    """A shortcut that works while the focus is within this widget."""
    key = QShortcut(QKeySequence(keys), within)
    key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    key.activated.connect(act)


def hairline(vertical: bool = False) -> QFrame:
    """A separating line one pixel wide."""
    line = QFrame()
    line.setObjectName("hairline")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


def column(*parts: QWidget | QLayout | int, margins: _Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """A column of widgets and layouts; a number is a gap, -1 a stretch."""
    return _fill(QVBoxLayout(), parts, margins)


def row(*parts: QWidget | QLayout | int, margins: _Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """A row of widgets and layouts; a number is a gap, -1 a stretch."""
    return _fill(QHBoxLayout(), parts, margins)


def holding(layout: QLayout, name: str = "") -> QWidget:
    """A widget with a layout."""
    widget = QWidget()
    widget.setObjectName(name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, bool(name))
    widget.setLayout(layout)
    return widget


def scrolling(inner: QWidget, name: str) -> QScrollArea:
    """A vertical scroll area for a widget."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(name)
    area.setWidget(inner)
    return area


class Pages(QStackedWidget):
    """Pages of which only the visible one asks for room."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _page: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.minimumSizeHint() if page else super().minimumSizeHint()


def emptied(layout: QLayout) -> None:
    """Remove everything from a layout."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            emptied(inner)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet uses and restyle the widget."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _fill(
    layout: _Layout, parts: tuple[QWidget | QLayout | int, ...], margins: _Margins
) -> _Layout:
    layout.setContentsMargins(*margins)
    layout.setSpacing(0)
    for item in parts:
        if isinstance(item, int):
            if item < 0:
                layout.addStretch()
            else:
                layout.addSpacing(item)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)
    return layout
