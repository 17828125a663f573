"""The card that offers to add a report to an incident of the case."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QWidget

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.entry.earlier_reports import EarlierReports
from kharkiv_tracker.gui.entry.update_matches import Match
from kharkiv_tracker.gui.flow_row import FlowRow
from kharkiv_tracker.gui.short_text import shortened
from kharkiv_tracker.i18n import _


class UpdateCard(QWidget):
    """Shows the incidents a report may update, or the one it updates, and the change of figures."""

    accepted = Signal(str)
    declined = Signal()
    opened = Signal(str)
    #: Whether something is offered may have changed.
    offering = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("offer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._codes: tuple[str, ...] = ()
        self._update_code = ""
        self._title = widgets.text("", bold=True)
        self._about = widgets.Elided()
        self._change = widgets.wrapped("")
        self.earlier = EarlierReports()
        self._rows = widgets.column()
        self._decline, self._new_incident = (
            widgets.button(label, self.declined.emit, kind="link")
            for label in (_("Keep both  Alt+I"), _("New incident  Alt+I"))
        )
        self._decline.setToolTip(
            widgets.tooltip(
                _(
                    "Enter as new incident and mark the two as different; they will not be "
                    "suggested as duplicates again."
                )
            )
        )
        self._open = widgets.button(_("Open  Alt+O"), self.open, kind="link")
        self._accept = widgets.button(_("Add as update  Enter"), self.accept, main=True)
        inner = widgets.column(
            FlowRow(self._title, self._decline),
            self._about,
            self._change,
            2,
            self._rows,
            4,
            FlowRow(self._accept, self._new_incident, self._open),
            self.earlier,
            margins=(12, 6, 12, 10),
        )
        self.setLayout(inner)
        self.hide()

    @property
    def code(self) -> str:
        """The incident added to, or the first of those offered; "" without any."""
        return self._update_code or (self._codes[0] if self._codes else "")

    @property
    def codes(self) -> tuple[str, ...]:
        return self._codes

    @property
    def offers(self) -> bool:
        """Whether there is an offer to accept."""
        return bool(self._codes)

    @property
    def change(self) -> str:
        """The change of figures shown for the incident that is updated."""
        return self._change.text()

    def accept(self, number: int = 1) -> bool:
        """Accept the offer with this number; False if not found."""
        if not 0 < number <= len(self._codes):
            return False
        self.accepted.emit(self._codes[number - 1])
        return True

    def open(self) -> None:
        """Open the focused incident, else the first or the one updated."""
        code = next((row.code for row in self._row_widgets() if row.hasFocus()), self.code)
        if code:
            self.opened.emit(code)

    def differences(self) -> list[str]:
        return [row.change for row in self.findChildren(_Row) if not row.isHidden()]

    def withdraw(self) -> None:
        """Offer nothing."""
        self._codes, self._update_code = (), ""
        self.hide()
        self.offering.emit()

    def show_offers(self, offers: Sequence[tuple[Match, str]]) -> None:
        """Show incidents and what the report would change about each."""
        if not offers:
            self.withdraw()
            return
        codes = tuple(match.code for match, _change in offers)
        if codes != self._codes:
            self._codes, self._update_code = codes, ""
            self._title.setText(
                _("An update of this?") if len(codes) == 1 else _("An update of one of these?")
            )
            widgets.emptied(self._rows)
            for number, (match, change) in enumerate(offers, 1):
                row = _Row(match, change, number)
                row.clicked.connect(partial(self.accept, number))
                self._rows.addWidget(row)
        else:
            for row, (_match, change) in zip(self._row_widgets(), offers, strict=True):
                row.set_change(change)
        self._show_parts(offering=True)

    def show_update(self, match: Match, change: str) -> None:
        """Show the incident that the report updates."""
        self._codes, self._update_code = (), match.code
        widgets.emptied(self._rows)
        self._title.setText(_("Update of {code}").format(code=match.code))
        self._about.setText(_("{when}: {title}").format(when=match.when, title=match.title))
        self._change.setText(change)
        self.earlier.show_reports(match)
        self._show_parts(offering=False)

    def _show_parts(self, offering: bool) -> None:
        for button in (self._accept, self._decline):
            button.setVisible(offering)
        update_parts: tuple[QWidget, ...] = (self._about, self._change, self._new_incident)
        for widget in update_parts:
            widget.setVisible(not offering)
        if offering:
            self.earlier.show_reports(None)
        self.show()
        self.offering.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = self._row_widgets()
        index = next((n for n, row in enumerate(rows) if row.hasFocus()), None)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if index is not None and step and 0 <= index + step < len(rows):
            rows[index + step].setFocus()
        else:
            super().keyPressEvent(event)

    def enter(self) -> None:
        """Focus the first offer; the arrow keys move on."""
        for row in self._row_widgets()[:1]:
            row.setFocus(Qt.FocusReason.TabFocusReason)

    def _row_widgets(self) -> list[_Row]:
        items = (self._rows.itemAt(n) for n in range(self._rows.count()))
        return [row for item in items if item and isinstance(row := item.widget(), _Row)]


class _Row(QAbstractButton):
    """One incident: its title and key, below them the change of figures."""

    def __init__(self, match: Match, change: str, number: int) -> None:
        super().__init__()
        self._match, self._number = match, number
        self.code, self.change = match.code, ""
        # Reached by the arrow down or its number: Tab moves to the buttons.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_change(change)

    @property
    def _title_text(self) -> str:
        return _("{when}: {title}").format(when=self._match.when, title=self._match.title)

    def set_change(self, change: str) -> None:
        self.change = change
        self.setToolTip(widgets.tooltip(f"{self._match.code}\n{self._title_text}\n{change}"))
        self.setAccessibleName(f"{self._title_text}; {self._match.code}; {change}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self._line() * 2 + 10)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(self.palette().color(QPalette.ColorRole.Accent))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 5, 5)
        first = QRect(6, 4, self.width() - 12, self._line())
        key = _("Alt+{number}").format(number=self._number)
        quiet = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.setFont(theme.font(9))
        painter.setPen(quiet)
        painter.drawText(first, int(Qt.AlignmentFlag.AlignRight), key)
        key_width = QFontMetrics(theme.font(9)).horizontalAdvance(key) + 8
        self._draw(painter, first.adjusted(0, 0, -key_width, 0), self._title_text)
        self._draw(painter, first.translated(0, self._line() + 1), self.change)

    def _draw(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setFont(theme.font(theme.BASE))
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        metrics = QFontMetrics(theme.font(theme.BASE))
        line = shortened(text, metrics, rect.width())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), line)

    def _line(self) -> int:
        return QFontMetrics(theme.font(theme.BASE)).lineSpacing()
