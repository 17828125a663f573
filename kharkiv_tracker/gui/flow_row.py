"""A row of controls that breaks into lines where it does not fit."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from kharkiv_tracker.gui import theme
from kharkiv_tracker.gui.widgets import Elided

_GAP, _LINE_GAP = 8, 6
#: A filler with less room than this would show a word or two, and is left out.
_LEAST = 120
#: A text that is shortened wants so much, and takes what is left.
_TEXT = 220
_Margins = tuple[int, int, int, int]


class FlowRow(QLayout):
    """Widgets from left to right, then on the next line.

    A filler, such as a remark after a title, takes the room that is left in its line, or none.
    """

    def __init__(
        self, *parts: QWidget, filler: QWidget | None = None, margins: _Margins = (0, 0, 0, 0)
    ) -> None:
        super().__init__()
        self._parts: list[QLayoutItem] = []
        self._filler = filler
        if filler is not None:
            filler.setMinimumWidth(0)
        self.setContentsMargins(*margins)
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:
        self._parts.append(item)

    def count(self) -> int:
        return len(self._parts)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._parts[index] if 0 <= index < len(self._parts) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._parts.pop(index) if 0 <= index < len(self._parts) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        heights = [max(part.sizeHint().height() for part in line) for line in self._lines(inner)]
        gaps = _LINE_GAP * max(0, len(heights) - 1)
        return sum(heights) + gaps + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        parts = [part for part in self._parts if not part.isEmpty()]
        wide = sum(map(_wide, parts)) + _GAP * max(0, len(parts) - 1)
        high = max((part.sizeHint().height() for part in parts), default=0)
        return self._with_margins(wide, high)

    def minimumSize(self) -> QSize:
        parts = [part for part in self._parts if not part.isEmpty()]
        wide = max((part.minimumSize().width() for part in parts), default=0)
        high = max((part.minimumSize().height() for part in parts), default=0)
        return self._with_margins(wide, high)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        y = inner.y()
        for line in self._lines(inner.width()):
            widths = self._widths(line, inner.width())
            high = max(part.sizeHint().height() for part in line)
            x = inner.x()
            for part, width in zip(line, widths, strict=True):
                tall = min(high, part.sizeHint().height())
                part.setGeometry(QRect(x, y + (high - tall) // 2, width, tall))
                x += width + (_GAP if width else 0)
            y += high + _LINE_GAP

    def _lines(self, room: int) -> Iterator[list[QLayoutItem]]:
        line: list[QLayoutItem] = []
        used = 0
        for part in self._parts:
            if part.isEmpty():
                continue
            needed = 0 if self._fills(part) else min(_wide(part), room) + _GAP
            if line and used + needed - _GAP > room:
                yield line
                line, used = [], 0
            line.append(part)
            used += needed
        if line:
            yield line

    def _widths(self, line: list[QLayoutItem], room: int) -> list[int]:
        widths = [0 if self._fills(part) else min(_wide(part), room) for part in line]
        spare = room - sum(widths) - _GAP * (len(line) - 1)
        for number, part in enumerate(line):
            if self._fills(part):
                wanted = part.sizeHint().width()
                widths[number] = spare if spare >= min(wanted, theme.px(_LEAST)) else 0
                return widths
        growing = [number for number, part in enumerate(line) if _grows(part)]
        for number in growing:
            widths[number] += max(0, spare) // len(growing)
        return widths

    def _fills(self, part: QLayoutItem) -> bool:
        return self._filler is not None and part.widget() is self._filler

    def _with_margins(self, wide: int, high: int) -> QSize:
        margins = self.contentsMargins()
        return QSize(
            wide + margins.left() + margins.right(), high + margins.top() + margins.bottom()
        )


def _wide(part: QLayoutItem) -> int:
    wide = part.sizeHint().width()
    return min(wide, theme.px(_TEXT)) if isinstance(part.widget(), Elided) else wide


def _grows(part: QLayoutItem) -> bool:
    if isinstance(part.widget(), Elided):
        return True
    return bool(part.expandingDirections() & Qt.Orientation.Horizontal)
