"""The search dialog: one field, and the matching records and commands below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.short_text import shortened
from kharkiv_tracker.i18n import _
from kharkiv_tracker.search import typed_terms

MAX_HITS = 50
_REST = 150
_SIZE = QSize(680, 460)
DETAIL = Qt.ItemDataRole.UserRole + 1
KIND = Qt.ItemDataRole.UserRole + 2
_MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Hit:
    """A match, and what choosing it does."""

    kind: str
    title: str
    detail: str
    act: Callable[[], object]
    #: Other names by which it is found.
    names: tuple[str, ...] = ()


#: Passes the hits that contain every word of a text, now or later, those of "" the default hits;
#: what was asked before is given up.
Finder = Callable[[str, Callable[[Sequence[Hit]], None]], None]


def ranked(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """Hits by rank: title begins with the text, a word begins with it, has all words, others.

    Where nothing is typed they stay as they are, all of them.
    """
    folded = fold(text)
    if not folded:
        return list(hits)

    def rank(hit: Hit) -> int:
        return min(_rank(folded, fold(name)) for name in (hit.title, *hit.names))

    return sorted(hits, key=rank)[:MAX_HITS]


def _rank(folded: str, name: str) -> int:
    if name.startswith(folded):
        return 0
    if f" {folded}" in f" {name}":
        return 1
    return 2 if all(word in name for word in folded.split()) else 3


def holds(text: str, *texts: str) -> bool:
    """Whether every word of the text occurs in the other texts."""
    folded = fold(" ".join(texts))
    return all(word in folded for word in fold(text).split())


class SearchDialog(QDialog):
    """Arrow keys choose a hit, Enter opens it, Escape closes the dialog.

    The hits before stay until the new ones are found; Enter pressed meanwhile waits for those.
    """

    holds_input = False

    def __init__(self, parent: QWidget, find: Finder) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("find")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("Search everything"))
        self.setModal(True)
        self._find = find
        self._hits: list[Hit] = []
        self._text_searched: str | None = None
        self._is_searching = self._is_accepted = False
        self.field = QLineEdit()
        widgets.set_hint(
            self.field,
            _("Incidents, speakers, sources, official totals, combined reports, commands"),
        )
        self.field.setAccessibleName(_("Search everything"))
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Search results"))
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._note = widgets.text("", "quiet", 9)
        self.setLayout(
            widgets.column(
                self.field, 8, self.list, 6, widgets.row(8, self._note), margins=(12, 12, 12, 10)
            )
        )
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._look)
        self.field.textChanged.connect(lambda _text: self._wait())
        self.field.returnPressed.connect(self._accept)
        self.list.itemClicked.connect(lambda _item: self._accept())
        self.list.itemActivated.connect(lambda _item: self._accept())
        self._look()

    def show_over(self, window: QWidget) -> None:
        """Open at the top of the window, no larger than the window."""
        size = QSize(theme.px(_SIZE.width()), theme.px(_SIZE.height()))
        self.resize(size.boundedTo(window.size() - QSize(80, 120)))
        above = window.mapToGlobal(window.rect().topLeft())
        self.move(above.x() + (window.width() - self.width()) // 2, above.y() + 84)
        self.open()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moving = (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in _MOVING
        )
        if moving:
            self.list.event(event)
        return moving

    def _wait(self) -> None:
        self._is_accepted = False
        self._rest.start()

    def _look(self) -> None:
        self._rest.stop()
        text = self.field.text().strip()
        self._text_searched = self.field.text()
        self._is_searching = True
        self._find(text, lambda hits: self._show(text, hits))

    def _show(self, text: str, hits: Sequence[Hit]) -> None:
        self._is_searching = False
        self._hits = ranked(text, hits)
        self.list.clear()
        for hit in self._hits:
            item = QListWidgetItem(hit.title)
            item.setData(DETAIL, hit.detail)
            item.setData(KIND, hit.kind)
            line = ", ".join(words for words in (hit.title, hit.detail, hit.kind) if words)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, line)
            item.setToolTip(widgets.tooltip(line))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        if self._hits:
            self._note.setText(_("↑ ↓: choose · Enter: open · Esc: close"))
        else:
            self._note.setText(typed_terms.read(text).problem or _("No matches."))
        if self._is_accepted:
            self._accept()

    def _accept(self) -> None:
        if self._text_searched != self.field.text():
            self._look()
        self._is_accepted = self._is_searching
        if self._is_searching:
            return
        number = self.list.currentRow()
        if 0 <= number < len(self._hits):
            self.accept()
            self._hits[number].act()


class HitDelegate(QStyledItemDelegate):
    """Draws a hit in one line: title, dimmed detail, and kind at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, theme.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours = theme.colours()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection))
            painter.drawRoundedRect(option.rect, 4, 4)
        room = QRect(option.rect).adjusted(10, 0, -10, 0)
        painter.setFont(theme.font(theme.BASE))
        measure = QFontMetrics(painter.font())

        def draw(text: str, colour: str, right: bool = False) -> int:
            """Draw the text shortened to the room, and return its width."""
            line = shortened(text, measure, max(room.width(), 0))
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            painter.setPen(QColor(colour))
            painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), line)
            return measure.horizontalAdvance(line) + 14

        room.setRight(room.right() - draw(str(index.data(KIND)), colours.quiet, right=True))
        room.setLeft(room.left() + draw(str(index.data()), colours.ink))
        draw(str(index.data(DETAIL)), colours.quiet)
        painter.restore()
