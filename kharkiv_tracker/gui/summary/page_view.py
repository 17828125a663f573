"""The pages of the summary in one column, fitted to the width or at a chosen zoom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from kharkiv_tracker.gui import theme
from kharkiv_tracker.i18n import _

#: Between and around the pages.
GAP = 16
#: Pixels per inch of a screen at a scale of 100 %.
SCREEN = 96.0
#: Zoom steps, relative to the size on paper.
STEPS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_SETTLED = 160
#: The number of page images kept in memory, those nearest to the current page.
_MAX_DRAWN = 8


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The image of a page, with the number of its layout."""

    image: QImage
    number: int


class PageView(QAbstractScrollArea):
    """Shows page images and requests only those of visible pages."""

    #: A visible page has no image: its number, from 0.
    missing = Signal(int)
    #: The current page, from 0.
    page_changed = Signal(int)
    #: The pages or the zoom changed.
    changed = Signal()
    #: The zoom settled: the pixels per inch that the pages should be drawn with.
    settled = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Pages of the summary"))
        #: None fits the width; 1.0 is the size on paper.
        self.zoom: float | None = None
        self.page = 0
        self._number = 0
        #: In inches.
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._drawn: dict[int, _Drawn] = {}
        self._requested: set[int] = set()
        self._rest = QTimer(self, singleShot=True, interval=_SETTLED)
        self._rest.timeout.connect(lambda: self.settled.emit(self.ppi))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._follow())

    @property
    def count(self) -> int:
        return len(self._sizes)

    @property
    def ppi(self) -> float:
        """Screen pixels per inch of the page."""
        return round(self._scale() * SCREEN * self.devicePixelRatioF(), 2)

    def set_pages(self, number: int, sizes: Sequence[tuple[int, int]], ppi: float) -> None:
        """Show the pages of a new layout; earlier images stay until the new ones arrive."""
        share = self._scroll_share()
        self._number = number
        self._sizes = tuple((width / ppi, height / ppi) for width, height in sizes)
        self._drawn = {at: drawn for at, drawn in self._drawn.items() if at < len(sizes)}
        self._requested.clear()
        self._measure(share)
        self._follow()
        self._announce_page()
        self.changed.emit()

    def set_image(self, number: int, page: int, image: QImage) -> None:
        """Show the image of a page; images of another layout are ignored."""
        if number != self._number:
            return
        image.setDevicePixelRatio(1.0)
        self._drawn[page] = _Drawn(image, number)
        self._requested.discard(page)
        near = sorted(self._drawn, key=lambda at: abs(at - self.page))
        for at in near[_MAX_DRAWN:]:
            del self._drawn[at]
        self.viewport().update()

    def clear(self) -> None:
        """Remove all pages."""
        self._sizes, self._drawn = (), {}
        self._requested.clear()
        self.page = 0
        self._measure(0.0)
        self.viewport().update()
        self.changed.emit()

    def set_zoom(self, zoom: float | None) -> None:
        """Set the zoom, None to fit the width; the current page stays visible."""
        share = self._scroll_share()
        self.zoom = zoom
        self._measure(share)
        self._follow()
        self._rest.start()
        self.changed.emit()

    def larger(self) -> None:
        """Zoom in by one step."""
        now = self._scale()
        self.set_zoom(next((step for step in STEPS if step > now + 0.01), STEPS[-1]))

    def smaller(self) -> None:
        """Zoom out by one step."""
        now = self._scale()
        self.set_zoom(next((step for step in STEPS[::-1] if step < now - 0.01), STEPS[0]))

    def scroll_to_page(self, page: int) -> None:
        """Scroll to the top of a page."""
        if self._sizes:
            at = min(max(page, 0), self.count - 1)
            self.verticalScrollBar().setValue(self._tops()[at] - GAP // 2)
            self._set_page(at)

    def rectangle(self, page: int) -> QRect:
        """The rectangle of a page in the viewport."""
        width, height = self._pixels(page)
        across = max(GAP, (self.viewport().width() - width) // 2)
        return QRect(
            across - self.horizontalScrollBar().value(),
            self._tops()[page] - self.verticalScrollBar().value(),
            width,
            height,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        colours = theme.colours()
        painter.fillRect(event.rect(), QColor(colours.panel))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._seen():
            where = self.rectangle(page)
            painter.fillRect(where, QColor("white"))
            if drawn := self._drawn.get(page):
                self._draw(painter, drawn.image, where)
            painter.setPen(QColor(colours.hairline))
            painter.drawRect(where.adjusted(-1, -1, 0, 0))
            if (drawn is None or drawn.number != self._number) and page not in self._requested:
                self._requested.add(page)
                self.missing.emit(page)
        if self.hasFocus():
            painter.setPen(QColor(colours.accent))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def _draw(self, painter: QPainter, image: QImage, where: QRect) -> None:
        ratio = self.devicePixelRatioF()
        # Scaling by a single pixel would only blur the image.
        if abs(image.width() - where.width() * ratio) <= 2:
            image.setDevicePixelRatio(ratio)
            painter.drawImage(where.topLeft(), image)
        else:
            image.setDevicePixelRatio(1.0)
            painter.drawImage(where, image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        share = self._scroll_share()
        self._measure(share)
        if self.zoom is None:
            self._rest.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        down = self.verticalScrollBar()
        moves = {
            Qt.Key.Key_PageDown: lambda: self.scroll_to_page(self.page + 1),
            Qt.Key.Key_PageUp: lambda: self.scroll_to_page(self.page - 1),
            Qt.Key.Key_Home: lambda: self.scroll_to_page(0),
            Qt.Key.Key_End: lambda: self.scroll_to_page(self.count - 1),
            Qt.Key.Key_Down: lambda: down.setValue(down.value() + down.singleStep()),
            Qt.Key.Key_Up: lambda: down.setValue(down.value() - down.singleStep()),
        }
        plain = not modifiers & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in moves:
            moves[Qt.Key(key)]()
        elif key == Qt.Key.Key_Space and not modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            way = -1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1
            down.setValue(down.value() + way * down.pageStep())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                (self.larger if turned > 0 else self.smaller)()
            event.accept()
        else:
            super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _scale(self) -> float:
        """The scale of the pages, relative to the size on paper."""
        if self.zoom is not None:
            return self.zoom
        widest = max((width for width, _height in self._sizes), default=8.27)
        room = self.viewport().width() - 2 * GAP
        return min(STEPS[-1], max(0.25, room / (widest * SCREEN)))

    def _pixels(self, page: int) -> tuple[int, int]:
        width, height = self._sizes[page]
        scale = self._scale() * SCREEN
        return round(width * scale), round(height * scale)

    def _tops(self) -> list[int]:
        heights = [self._pixels(page)[1] + GAP for page in range(self.count)]
        return list(accumulate(heights, initial=GAP))

    def _measure(self, share: float) -> None:
        """Update the scroll bars and scroll to the same share of the height."""
        room = self.viewport().size()
        high = self._tops()[-1]
        wide = max((self._pixels(page)[0] for page in range(self.count)), default=0) + 2 * GAP
        for bar, total, seen in (
            (self.verticalScrollBar(), high, room.height()),
            (self.horizontalScrollBar(), wide, room.width()),
        ):
            bar.setRange(0, max(0, total - seen))
            bar.setPageStep(max(1, seen - 2 * GAP))
            bar.setSingleStep(48)
        self.verticalScrollBar().setValue(round(share * high))

    def _scroll_share(self) -> float:
        """The position of the top of the viewport, as a share of the total height."""
        return self.verticalScrollBar().value() / max(1, self._tops()[-1])

    def _seen(self) -> list[int]:
        room = self.viewport().rect()
        return [page for page in range(self.count) if self.rectangle(page).intersects(room)]

    def _follow(self) -> None:
        """Update the current page: the one that covers the upper third."""
        self.viewport().update()
        at = self.viewport().height() // 3
        below = [page for page in range(self.count) if self.rectangle(page).bottom() >= at]
        self._set_page(below[0] if below else max(0, self.count - 1))

    def _set_page(self, page: int) -> None:
        if page != self.page:
            self.page = page
            self._announce_page()
            self.page_changed.emit(page)

    def _announce_page(self) -> None:
        """Announce the current page to a screen reader."""
        if self.count:
            text = _("Page {page} of {pages}").format(page=self.page + 1, pages=self.count)
            self.setAccessibleDescription(text)
            changed = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(changed)
