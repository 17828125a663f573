"""The strip under every view: a timeline of all incidents and the selected period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import DayTotal
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.case_reader import Topic
from kharkiv_tracker.gui.incidents import selection_fields, strip_bins
from kharkiv_tracker.gui.incidents.strip_bins import Bin, Bins
from kharkiv_tracker.gui.incidents.sums_head import PENDING
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.short_text import shortened
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import totals
from kharkiv_tracker.store.case_file import CaseFile

_SIDE, _HEAD, _BARS, _YEARS = 8, 20, 44, 18
_LEAST_BAR = 2.0


class TimelineStrip(QWidget):
    """Drag, or move and widen by arrows, to select a period; a click outside selects all."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._days: list[DayTotal] = []
        self._bins = strip_bins.binned((), 1)
        self._press_bin: int | None = None
        self._hover_bin: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._head = theme.px(_HEAD)
        self._base = self._head + _BARS
        self.setFixedHeight(self._base + theme.px(_YEARS))
        self.setMinimumWidth(theme.px(120))
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName(_("Timeline of all incidents"))
        session.changed.connect(self.refresh)
        session.run_when_painted(self, lambda: self.refresh(Changes(case=True)))

    def sizeHint(self) -> QSize:
        return QSize(600, self.height())

    @property
    def bins(self) -> tuple[Bin, ...]:
        return self._bins.bins

    @property
    def period(self) -> tuple[int, int] | None:
        """The first and the last bin marked: being dragged over, or selected; None for all."""
        if self._press_bin is not None and self._hover_bin is not None:
            return min(self._press_bin, self._hover_bin), max(self._press_bin, self._hover_bin)
        selection = self._session.selection
        if not selection.has_period or not self.bins:
            return None
        first = self._bins.number_of(selection.first) if selection.first else 0
        last = self._bins.number_of(selection.last) if selection.last else len(self.bins) - 1
        return first, last

    def refresh(self, changes: Changes) -> None:
        """Reload the days if the record changed; a new selection only moves the mark."""
        if changes:
            width = self._room()

            def read(case: CaseFile) -> tuple[list[DayTotal], Bins]:
                days = totals.by_day(case)
                return days, strip_bins.binned(days, width)

            self._session.reader.read(Topic.DAYS, read, lambda read: self._show_days(width, *read))
        self._refresh_description()
        self.update()

    def _show_days(self, width: int, days: list[DayTotal], bins: Bins) -> None:
        self._days = days
        if width == self._room():
            self._show_bins(bins)
        else:
            self._bin()

    def caption(self) -> str:
        """The length of a bin, and the undated incidents."""
        if not self.bins and not self._bins.undated:
            return _("No records yet.")
        # Marked while the days are read again.
        pending = PENDING if self._session.reader.is_pending(Topic.DAYS) else ""
        scales = {
            1: _("per day"),
            7: _("per week"),
            14: _("per 2 weeks"),
            28: _("per 4 weeks"),
        }
        parts = [scales.get(self._bins.size, _("per 13 weeks"))] if self.bins else []
        if undated := self._bins.undated:
            sentence = ngettext(
                "{n} undated incident, not on the axis: {figures}",
                "{n} undated incidents, not on the axis: {figures}",
                undated.incidents,
            )
            parts.append(
                sentence.format(
                    n=labels.number(undated.incidents),
                    figures=labels.figures_line(undated.toll),
                )
            )
        return " · ".join(parts) + pending

    def bin_words(self, number: int) -> str:
        """One bin in words: its days, its incidents, their figures."""
        interval = self.bins[number]
        days = selection_fields.period(Selection(interval.first, interval.last))
        if interval.is_nothing:
            return _("{days}: none recorded").format(days=days)
        n = ngettext("{n} incident", "{n} incidents", interval.incidents)
        return _("{days}: {incidents} · {figures}").format(
            days=days,
            incidents=n.format(n=labels.number(interval.incidents)),
            figures=" · ".join(labels.each_figure(interval.toll)),
        )

    def number_at(self, x: float) -> int:
        """The bin at this distance from the left edge, the nearest if outside."""
        number = int((x - _SIDE) / self._step()) if self.bins else 0
        return max(0, min(len(self.bins) - 1, number))

    def x_of(self, number: int) -> float:
        """Where a bin begins."""
        return _SIDE + number * self._step()

    def select(self, first: int, last: int) -> None:
        """Select the days from one bin to another."""
        period = (self.bins[first].first, self.bins[last].last)
        self._select(*period)

    def clear(self) -> None:
        """Select all dates."""
        self._select(None, None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._bin()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._hint(event.pos())
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.bins:
            self._press_bin, self._hover_bin = self.number_at(event.position().x()), None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press_bin is None:
            return
        over = self.number_at(event.position().x())
        if over != self._hover_bin and (over != self._press_bin or self._hover_bin is not None):
            self._hover_bin = over
            first, last = self.period or (over, over)
            period = selection_fields.period(
                Selection(self.bins[first].first, self.bins[last].last)
            )
            QToolTip.showText(event.globalPosition().toPoint(), _tip(period), self)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._press_bin is None:
            return
        dragged = self.period if self._hover_bin is not None else None
        held, self._press_bin, self._hover_bin = self._press_bin, None, None
        marked = self.period
        if dragged:
            self.select(*dragged)
        elif marked and not marked[0] <= held <= marked[1]:
            self.clear()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, widen = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if self.bins and key in steps:
            self._step_by(steps[Qt.Key(key)], widen)
        elif self.bins and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            end = 0 if key == Qt.Key.Key_Home else len(self.bins) - 1
            self.select(end, end)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.bins:
            self._paint_period(painter)
            self._paint_bars(painter)
            self._paint_years(painter)
        self._paint_caption(painter)
        if self.hasFocus():
            painter.setPen(QColor(theme.colours().accent))
            painter.drawRect(self.rect().adjusted(2, 0, -3, -1))

    def _step_by(self, step: int, widen: bool) -> None:
        """Move the period or its end by a bin; without a period select the last bin."""
        last = len(self.bins) - 1
        if self.period is None:
            self.select(last, last)
            return
        first, end = self.period
        if widen:
            self.select(first, max(first, min(last, end + step)))
        elif first + step >= 0 and end + step <= last:
            self.select(first + step, end + step)

    def _select(self, first: date | None, last: date | None) -> None:
        self._session.select(replace(self._session.selection, first=first, last=last))

    def _bin(self) -> None:
        self._show_bins(strip_bins.binned(self._days, self._room()))

    def _room(self) -> int:
        """The width of the bars."""
        return max(1, self.width() - 2 * _SIDE)

    def _show_bins(self, bins: Bins) -> None:
        self._bins = bins
        self._refresh_description()
        self.update()

    def _step(self) -> float:
        return (self.width() - 2 * _SIDE) / max(1, len(self.bins))

    def _refresh_description(self) -> None:
        """Update the description for screen readers."""
        selection = self._session.selection
        period = _("Period: {period}").format(period=selection_fields.period(selection))
        sentence = _("{period}. Arrow keys move it, Shift+arrows extend it, Delete clears it.")
        description = ". ".join(
            part for part in (self.caption(), sentence.format(period=period)) if part
        )
        if description != self.accessibleDescription():
            self.setAccessibleDescription(description)
            QAccessible.updateAccessibility(
                QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            )

    def _hint(self, at: QPoint) -> None:
        inside = self.bins and _SIDE <= at.x() < self.width() - _SIDE
        text = self.bin_words(self.number_at(at.x())) if inside else ""
        QToolTip.showText(self.mapToGlobal(at), _tip(text), self)

    def _paint_period(self, painter: QPainter) -> None:
        marked = self.period
        if marked is None:
            return
        left, right = self.x_of(marked[0]), self.x_of(marked[1] + 1)
        area = QRectF(left - 1, self._head, max(4.0, right - left + 1), _BARS)
        painter.fillRect(area, QColor(theme.colours().selection))
        edge = QColor(theme.colours().accent)
        painter.fillRect(QRectF(area.left(), self._head, 1, _BARS), edge)
        painter.fillRect(QRectF(area.right() - 1, self._head, 1, _BARS), edge)

    def _paint_bars(self, painter: QPainter) -> None:
        colours, step = theme.colours(), self._step()
        # Bars have a maximum width: in a short period a day would be a plank.
        width = max(1.0, min(step - 1.0, 8.0))
        highest = max(1, self._bins.highest)
        ground = QRectF(_SIDE, self._base, self.width() - 2 * _SIDE, 1)
        painter.fillRect(ground, QColor(colours.hairline))
        colour_of = {name: theme.quantity_colour(name) for name in COUNTED}
        for number, interval in enumerate(self.bins):
            if interval.is_nothing:
                continue
            left = self.x_of(number) + (step - width) / 2
            values = [(name, interval.toll[name].best or 0) for name in reversed(COUNTED)]
            # The taller in the background; of equals the first quantity in front.
            for name, value in sorted(values, key=lambda pair: -pair[1]):
                if value:
                    height = max(_LEAST_BAR, (_BARS - 4) * value / highest)
                    bar = QRectF(left, self._base - height, width, height)
                    painter.fillRect(bar, colour_of[name])
            if not any(value for _name, value in values):
                painter.fillRect(QRectF(left, self._base - 1, width, 2), QColor(colours.quiet))

    def _paint_years(self, painter: QPainter) -> None:
        """The years under the bars, or the months of a record of less than two years."""
        painter.setFont(theme.font(8.5))
        painter.setPen(QColor(theme.colours().quiet))
        metrics, free = QFontMetrics(painter.font()), 0.0
        for x, label in self._bins.ticks(_SIDE, self.width() - 2 * _SIDE):
            width = metrics.horizontalAdvance(label)
            if x >= free and x + width <= self.width():
                painter.drawText(QPoint(int(x), self.height() - 4), label)
                free = x + width + 14

    def _paint_caption(self, painter: QPainter) -> None:
        """The legend and the caption above the bars."""
        colours = theme.colours()
        painter.setFont(theme.font(8.5))
        metrics, x, y = QFontMetrics(painter.font()), _SIDE, self._head - 7
        mark = theme.px(7)
        for name in COUNTED:
            if self.bins:
                label = labels.quantity(name)
                painter.fillRect(QRectF(x, y - mark, mark, mark), theme.quantity_colour(name))
                painter.setPen(QColor(colours.quiet))
                painter.drawText(QPoint(x + mark + 4, y), label)
                x += metrics.horizontalAdvance(label) + mark + 15
        painter.setPen(QColor(colours.quiet))
        room = self.width() - _SIDE - x
        painter.drawText(QPoint(x, y), shortened(self.caption(), metrics, room))


def _tip(text: str) -> str:
    """A tooltip in one line."""
    return f"<p style='white-space:pre'>{widgets.tooltip(text)}</p>" if text else ""
