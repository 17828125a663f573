"""The picture of a page with the boxes over it, drawn, moved and sized by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kharkiv_tracker.gui import theme
from kharkiv_tracker.i18n import _
from kharkiv_tracker.redaction.box import Box

#: A key moves a box by so much of the page, in percent; with Ctrl by the second.
_STEP, _SMALL_STEP = 1.0, 0.1
#: A box begun by the keyboard, and the least size of any, in percent.
_BEGUN, _LEAST = (35.0, 45.0, 30.0, 10.0), 0.2
#: What is smaller was a click and no box; within so many pixels of a corner it is dragged.
_CLICK, _CORNER = 4.0, 8.0
_SEEN_THROUGH = 165
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class PageCanvas(QWidget):
    """Shows one page. `boxes` are those of all pages; `selected` is one of them or None."""

    #: Boxes, or the selected one, changed.
    changed = Signal()
    #: Another page is wanted: 1 for the next, -1 for the one before.
    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[Box] = []
        self.selected: Box | None = None
        self.page = 1
        #: Whether a page is drawn or a copy made: nothing can be changed then.
        self.is_busy = False
        self._image = QImage()
        self._as_saved = False
        self._drag: Callable[[QPointF], Box] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Page with black boxes"))

    @property
    def image_size(self) -> QSize:
        """The size of the picture in pixels; empty while it is loaded."""
        return self._image.size()

    @property
    def on_page(self) -> list[Box]:
        """The boxes of this page."""
        return [box for box in self.boxes if box.page == self.page]

    def show_page(self, page: int, image: QImage) -> None:
        """Show a page; a null image while it is loaded."""
        self.page, self._image, self._drag = page, image, None
        self._select(None)

    def set_as_saved(self, as_saved: bool) -> None:
        """Whether the page is shown as the copy will have it: nothing can be changed then."""
        self._as_saved, self._drag = as_saved, None
        self.unsetCursor()
        self.update()

    def add_box(self) -> None:
        """Begin a box in the middle of the page."""
        if not self._locked:
            self._put(None, Box(self.page, *_BEGUN))

    def remove_box(self) -> None:
        """Remove the selected box."""
        if self.selected is not None and not self._locked:
            self.boxes.remove(self.selected)
            self._select(None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor("white"))
        painter.drawImage(self.rect(), self._image)
        for box in self.on_page:
            self._paint_box(painter, box)
        colours = theme.colours()
        painter.setPen(QColor(colours.accent if self.hasFocus() else colours.hairline))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._locked:
            return
        at = event.position()
        if self.selected is not None and (corner := self._corner_at(at)) is not None:
            self._drag = self._drawing(corner)
            return
        under = next((box for box in reversed(self.on_page) if self._area(box).contains(at)), None)
        self._select(under)
        self._drag = self._drawing(at) if under is None else self._moving(under, at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._drag is None:
            self.setCursor(self._cursor(at))
        elif event.buttons() & Qt.MouseButton.LeftButton:
            box = self._drag(at)
            if self.selected is None:
                area = self._area(box)
                if min(area.width(), area.height()) < _CLICK:
                    return
            self._put(self.selected, box)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._drag = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.turned.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Insert:
            self.add_box()
        elif key == Qt.Key.Key_Space:
            self._select_next(backward=bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        elif key in _REMOVING and self.selected is not None:
            self.remove_box()
        elif key in _ARROWS and self.selected is not None and not self._locked:
            self._step(key, modifiers)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @property
    def _locked(self) -> bool:
        return self._as_saved or self.is_busy or self._image.isNull()

    def _paint_box(self, painter: QPainter, box: Box) -> None:
        area = self._area(box)
        if self._as_saved:
            painter.fillRect(area.toAlignedRect(), QColor("black"))
            return
        painter.fillRect(area, QColor(0, 0, 0, _SEEN_THROUGH))
        accent = QColor(theme.colours().accent)
        if box != self.selected:
            return
        painter.setPen(QPen(accent, 2))
        painter.drawRect(area)
        for corner in _corners(area):
            painter.fillRect(QRectF(corner.x() - 3, corner.y() - 3, 7, 7), accent)

    def _step(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Move the selected box by a key, or its right and lower edge with Shift."""
        box = self.selected
        if box is None:
            return
        step = _SMALL_STEP if modifiers & Qt.KeyboardModifier.ControlModifier else _STEP
        across, down = (way * step for way in _ARROWS[key])
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            width = min(max(box.width + across, _LEAST), 100 - box.left)
            height = min(max(box.height + down, _LEAST), 100 - box.top)
            self._put(box, replace(box, width=width, height=height))
        else:
            self._put(box, _moved(box, box.left + across, box.top + down))

    def _select_next(self, backward: bool) -> None:
        boxes = self.on_page
        if not boxes or self._locked:
            return
        at = boxes.index(self.selected) if self.selected in boxes else (0 if backward else -1)
        self._select(boxes[(at + (-1 if backward else 1)) % len(boxes)])

    def _drawing(self, start: QPointF) -> Callable[[QPointF], Box]:
        """A box from this point to the mouse."""
        return lambda at: self._box(QRectF(start, at).normalized())

    def _moving(self, box: Box, start: QPointF) -> Callable[[QPointF], Box]:
        """The box moved as the mouse was."""
        area = self._area(box)

        def moved(at: QPointF) -> Box:
            left, top = area.x() + at.x() - start.x(), area.y() + at.y() - start.y()
            return _moved(box, 100 * left / self.width(), 100 * top / self.height())

        return moved

    def _corner_at(self, at: QPointF) -> QPointF | None:
        """The corner opposite to the one of the selected box under this point."""
        corners = _corners(self._area(self.selected)) if self.selected else []
        for number, corner in enumerate(corners):
            if max(abs(corner.x() - at.x()), abs(corner.y() - at.y())) <= _CORNER:
                return corners[(number + 2) % 4]
        return None

    def _cursor(self, at: QPointF) -> Qt.CursorShape:
        if self._locked:
            return Qt.CursorShape.ArrowCursor
        if (opposite := self._corner_at(at)) is not None:
            rising = (opposite.x() - at.x()) * (opposite.y() - at.y()) < 0
            shapes = Qt.CursorShape.SizeBDiagCursor, Qt.CursorShape.SizeFDiagCursor
            return shapes[0] if rising else shapes[1]
        if any(self._area(box).contains(at) for box in self.on_page):
            return Qt.CursorShape.SizeAllCursor
        return Qt.CursorShape.CrossCursor

    def _area(self, box: Box) -> QRectF:
        """The box in pixels of the widget."""
        across, down = self.width() / 100, self.height() / 100
        return QRectF(box.left * across, box.top * down, box.width * across, box.height * down)

    def _box(self, area: QRectF) -> Box:
        """The box of an area of the widget, as far as it is on the page."""
        area = area.intersected(QRectF(self.rect()))
        across, down = 100 / self.width(), 100 / self.height()
        width, height = max(area.width() * across, _LEAST), max(area.height() * down, _LEAST)
        return Box(
            self.page,
            min(area.x() * across, 100 - width),
            min(area.y() * down, 100 - height),
            width,
            height,
        )

    def _put(self, before: Box | None, box: Box) -> None:
        """Put a box in the place of another, or beside all of them."""
        if before in self.boxes:
            self.boxes[self.boxes.index(before)] = box
        else:
            self.boxes.append(box)
        self._select(box)

    def _select(self, box: Box | None) -> None:
        self.selected = box
        self.setAccessibleDescription(self._account(box))
        changed = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(changed)
        self.update()
        self.changed.emit()

    def _account(self, box: Box | None) -> str:
        """The selected box in words, for who does not see it."""
        boxes = self.on_page
        if box is None:
            return _("Boxes on this page: {n}").format(n=len(boxes))
        return _(
            "Box {number} of {n}, in percent: {left} from the left, {top} from the top, "
            "{width} wide, {height} high"
        ).format(
            number=boxes.index(box) + 1,
            n=len(boxes),
            left=f"{box.left:.0f}",
            top=f"{box.top:.0f}",
            width=f"{box.width:.0f}",
            height=f"{box.height:.0f}",
        )


def _moved(box: Box, left: float, top: float) -> Box:
    return replace(
        box,
        left=min(max(left, 0.0), 100 - box.width),
        top=min(max(top, 0.0), 100 - box.height),
    )


def _corners(area: QRectF) -> list[QPointF]:
    """Its corners, each followed by its neighbour."""
    return [area.topLeft(), area.topRight(), area.bottomRight(), area.bottomLeft()]
