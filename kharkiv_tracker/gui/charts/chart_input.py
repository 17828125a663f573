"""Mouse and keyboard input of a chart; both can do the same."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.gui.charts import band as bands
from kharkiv_tracker.gui.charts import keyboard_targets
from kharkiv_tracker.gui.charts.band import Band
from kharkiv_tracker.gui.charts.hover_text import HoverTarget
from kharkiv_tracker.gui.charts.magnifier import Magnifier
from kharkiv_tracker.gui.charts.pointed_place import Place
from kharkiv_tracker.gui.incidents import selection_fields
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _

if TYPE_CHECKING:
    from kharkiv_tracker.charts.hit_areas import ChartFigure

_MOVED = 4.0
_FRAME, _RESTED = 0.033, 300
_NOTCH, _TIMES = 120.0, 1.25
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_ZOOMS = {
    Qt.Key.Key_Plus: _TIMES,
    Qt.Key.Key_Equal: _TIMES,
    Qt.Key.Key_Minus: 1 / _TIMES,
    Qt.Key.Key_Underscore: 1 / _TIMES,
}
_LEFT, _MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Canvas(Protocol):
    """The widget that shows a chart and the text of the target."""

    @property
    def figure(self) -> object: ...

    @property
    def caption(self) -> str: ...

    @property
    def notice(self) -> str: ...

    @property
    def is_keyed(self) -> bool: ...

    is_accompanied: bool

    def dismiss(self) -> None: ...

    def show_text(self, text: str, names: str) -> None: ...

    def moved(self) -> None: ...

    def setFocus(self, reason: Qt.FocusReason) -> None: ...

    def rect(self) -> QRect: ...

    def width(self) -> int: ...

    def height(self) -> int: ...

    def update(self) -> None: ...


class ChartInput:
    """Points at targets, selects incidents and periods, and zooms."""

    def __init__(self, pane: Canvas, parent: QObject, session: Session) -> None:
        self._pane, self._session = pane, session
        self.magnifier = Magnifier()
        self.zoom, self.time = self.magnifier.lens, self.magnifier.time
        self.hover = HoverTarget(session)
        self._at: tuple[float, float] | None = None
        self._place: Place | None = None
        self._clicked: QPointF | None = None
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._is_panning = False
        self._band: Band | None = None
        # Incidents are queried once all pending mouse moves are handled.
        self._naming = QTimer(parent, singleShot=True, interval=0)
        self._naming.timeout.connect(self.update_text)

    @property
    def is_busy(self) -> bool:
        """Whether Escape has something to clear here."""
        is_marked = self._band is not None or self._at is not None
        return is_marked or not self.is_whole or self._pane.is_accompanied

    @property
    def is_whole(self) -> bool:
        """Whether the whole chart is on screen."""
        return self.magnifier.is_whole

    def mark(self) -> Box | None:
        """The box of the target."""
        return self.hover.target.mark if self.hover.target else None

    def band_box(self) -> Box | None:
        """The marked period, as a box of the sheet."""
        return self._band.box() if self._band is not None else None

    def clear(self) -> None:
        """Discard target and marked period when the chart changes."""
        self.hover.clear()
        self._band = None

    def look_again(self) -> None:
        """Find the target again after the picture changed."""
        figure, at, place = self._figure(), self._at, self._place
        if at is not None and figure is not None:
            if place is not None and (self._pane.is_keyed or place.is_of_other(figure)):
                at = self._same(figure, place.on(figure))
            self._at = at
            if at is None:
                self.hover.point(None)
            else:
                self._point(*at)
        self._naming.start()

    def _same(
        self, figure: ChartFigure, at: tuple[float, float] | None
    ) -> tuple[float, float] | None:
        """The place of the same target in another picture, near this one if it is there."""
        target = self.hover.target
        if target is None or (at is not None and target.is_same(figure.find(*at))):
            return at
        return keyboard_targets.again(figure, target) or at

    def update_text(self) -> None:
        """Show the text of the target or the marked period, else a hint."""
        self._naming.stop()
        hover = self.hover
        if self._band is not None:
            period = selection_fields.period(self._band.period)
            self._pane.show_text(period, _("Release or press Enter to select this period."))
        elif hover.target is not None:
            began = perf_counter()
            self._pane.show_text(hover.target.text, hover.names())
            # If the query is slow, it waits until the pointer rests.
            slow = perf_counter() - began > _FRAME
            self._naming.setInterval(_RESTED if slow else 0)
        else:
            self._pane.show_text(self._pane.notice or self._hint(), self._pane.caption)

    def _hint(self) -> str:
        figure = self._figure()
        if self._pane.is_keyed:
            return _("Arrow keys move, Space selects, Enter opens, Shift+arrows mark a period.")
        if figure is not None and any(area.span for area in figure.areas):
            return _("Point at the chart to read values. Drag to select a period; scroll to zoom.")
        return _("Point at the chart to read values. Scroll to zoom.")

    def move(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is not None and self._drag(at):
            return
        if self._clicked is not None and _near(self._clicked, at):
            return
        self._clicked = None
        self._point(*self.zoom.on_sheet(at))

    def press(self, event: QMouseEvent) -> None:
        self._pane.setFocus(Qt.FocusReason.MouseFocusReason)
        button = event.button()
        if button in (_LEFT, _MIDDLE):
            self._pressed = self._last = event.position()
            self._is_panning = button is _MIDDLE or bool(event.modifiers() & _SHIFT)

    def release(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        if self._band is not None:
            self._select_band()
        elif event.button() is _LEFT and _near(pressed, event.position()):
            again = self._clicked is not None and _near(self._clicked, event.position())
            if not again or self.hover.target is None:
                self._point(*self.zoom.on_sheet(event.position()))
            self._clicked = event.position()
            self.point_at_incident()

    def leave(self) -> None:
        """Clear the target when the mouse leaves."""
        if self._pressed is None:
            self._at = self._clicked = None
            self._point_at_nothing()

    def wheel(self, event: QWheelEvent) -> None:
        across, up = event.angleDelta().x(), event.angleDelta().y()
        if event.modifiers() & _SHIFT or abs(across) > abs(up):
            self.magnifier.pan(self._figure(), QPointF(-(across or up), 0))
        else:
            times = float(_TIMES ** (up / _NOTCH))
            self.magnifier.magnify(self._figure(), event.position(), times)
        self._pane.moved()
        event.accept()

    def point_at_incident(self) -> None:
        """Point the table at the incident under the pointer; repeated, at the next of several."""
        if code := self.hover.next_incident():
            self._session.point_at(code)
        self.update_text()

    def open(self) -> None:
        """Show the current incident in the table, or all of the target if they are too many."""
        code = self.hover.code or self.hover.next_incident()
        if code:
            self._session.open(code)
        elif self.hover.target is not None and self.hover.names():
            narrowed = self.hover.narrowed()
            if narrowed is not None:
                self._session.select(narrowed)
                self._session.open("")

    def key(self, event: QKeyEvent) -> bool:
        """Handle a key; False if it has no meaning here."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key in _ARROWS and not modifiers & Qt.KeyboardModifier.AltModifier:
            self._arrow(*_ARROWS[key], modifiers)
        elif key in _ZOOMS:
            self._zoom(_ZOOMS[key])
        elif key == Qt.Key.Key_0:
            self.reset()
        elif key == Qt.Key.Key_Space:
            self.point_at_incident()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape and self.is_busy:
            self._escape()
        else:
            return False
        return True

    def _arrow(self, across: int, up: int, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & _CTRL:
            self._pan(QPointF(across, -up) * 40)
        elif modifiers & _SHIFT and across:
            self._widen(across)
        elif (figure := self._figure()) is not None:
            target_place = keyboard_targets.step(figure, self._at, self.mark(), across, up)
            if target_place is not None:
                self._point(*target_place)
                self._keep_in_sight()
            elif across and not self.time.is_whole:
                self._pan(QPointF(across * self._pane.width() / 2, 0))

    def _enter(self) -> None:
        if self._band is not None:
            self._select_band()
        else:
            self.open()

    def _escape(self) -> None:
        """Clear the band, else close the panel beside, show the whole, clear the target."""
        if self._band is not None:
            self._pressed = None
            self._mark(None)
        elif self._pane.is_accompanied:
            self._pane.dismiss()
        elif not self.is_whole:
            self.reset()
        else:
            self._at = self._clicked = None
            self._point_at_nothing()

    def _zoom(self, times: float) -> None:
        if self._at is not None:
            self.magnifier.magnify(self._figure(), self.zoom.in_window(*self._at), times)
        elif self.time.whole is not None:
            self.time.magnify(0.5, times)
        else:
            self.zoom.magnify(self._pane.rect().center().toPointF(), times)
        self._pane.moved()

    def _pan(self, by: QPointF) -> None:
        self.magnifier.pan(self._figure(), by)
        self._pane.moved()

    def reset(self) -> None:
        """Show the whole chart again."""
        self.magnifier.reset()
        self._pane.moved()

    def _keep_in_sight(self) -> None:
        """Pan so that the keyboard target is visible."""
        if self._at is None or self.zoom.is_full_view:
            return
        at, middle = self.zoom.in_window(*self._at), self._pane.rect().center().toPointF()
        if not self._pane.rect().toRectF().contains(at):
            self.zoom.pan(at - middle)
            self._pane.moved()

    def _point(self, x: float, y: float) -> None:
        figure = self._figure()
        self._at = (x, y)
        self._place = Place.of(figure, x, y) if figure is not None else None
        if figure is not None and self.hover.point(figure.find(x, y)):
            self._pane.update()
            if self._naming.interval() and self.hover.target is not None:
                self._pane.show_text(self.hover.target.text, "")
            self._naming.start()

    def _point_at_nothing(self) -> None:
        if self.hover.point(None):
            self._pane.update()
        self.update_text()

    def _drag(self, at: QPointF) -> bool:
        """Pan or extend the band; False as long as this may be a click."""
        pressed = self._pressed
        if pressed is None or (self._band is None and _near(pressed, at)):
            return False
        if not self._is_panning and self._band_to(pressed, at):
            return True
        self._pan(self._last - at)
        self._last = at
        return True

    def _band_to(self, pressed: QPointF, at: QPointF) -> bool:
        """Mark the band from the pressed point; False without an axis of days."""
        figure, zoom = self._figure(), self.zoom
        if figure is None:
            return False
        band = bands.between(figure, zoom.on_sheet(pressed), zoom.on_sheet(at))
        if band is not None:
            self._mark(band)
        return band is not None

    def _widen(self, step: int) -> None:
        """Start a band at the target, or move its end."""
        figure = self._figure()
        if self._band is not None:
            self._mark(self._band.widened(step))
        elif figure is not None:
            self._mark(bands.around(figure, self._at, self.hover.target, step))

    def _mark(self, band: Band | None) -> None:
        self._band = band
        self.update_text()
        self._pane.update()

    def _select_band(self) -> None:
        band, self._band = self._band, None
        if band is not None:
            self._pane.update()
            selection, period = self._session.selection, band.period
            self._session.select(replace(selection, first=period.first, last=period.last))
            self.update_text()

    def _figure(self) -> ChartFigure | None:
        figure = self._pane.figure
        if figure is None:
            return None
        from kharkiv_tracker.charts.hit_areas import ChartFigure

        return figure if isinstance(figure, ChartFigure) else None


def _near(start: QPointF, end: QPointF) -> bool:
    return (start - end).manhattanLength() < _MOVED
