"""What a chart says below it: the readout in two lines, and the notes folded behind a button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.gui import theme, widgets, window_state
from kharkiv_tracker.gui.charts.chart_canvas import ChartCanvas
from kharkiv_tracker.gui.charts.view_date_bar import ViewDateBar
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _

#: The margins of a view with a chart: the chart has the room.
MARGINS = (12, 6, 12, 2)
#: The height of the notes, when they are unfolded, before they scroll.
_NOTES = 64
_STATE = "chart-notes"
#: A view less high has no room to spare.
_LOW = 300


class ChartFoot(QWidget):
    """Shows the readout of a chart; Alt+M unfolds its notes and what else the view lists."""

    def __init__(
        self,
        session: Session,
        pane: ChartCanvas,
        date_bar: ViewDateBar,
        listed: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._pane, self._date_bar = pane, date_bar
        self._session = session
        self._is_low = False
        self.whole = widgets.button(_("Whole time  0"), pane.input.reset, kind="link")
        self.whole.hide()
        self.more = widgets.button(_("More  Alt+M"), self.toggle, kind="link")
        self._caption = widgets.wrapped("", "quiet", 9)
        self._caption.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._caption.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        notes = widgets.scrolling(self._caption, _("Notes on the chart"))
        notes.setFixedHeight(theme.px(_NOTES))
        parts: tuple[QWidget | int, ...] = (notes,) if listed is None else (notes, 4, listed)
        self.notes = widgets.holding(widgets.column(4, *parts))
        line = widgets.row(pane.words, 10, self.whole, 4, self.more)
        line.setStretch(0, 1)
        self.setLayout(widgets.column(line, self.notes, 4, date_bar))
        self._show_folded(not window_state.saved_number(_STATE, 0, 2))
        pane.drawn.connect(self._refresh)
        pane.magnified.connect(self._refresh)
        date_bar.noted.connect(pane.show_notice)
        session.view_changed.connect(self._make_room)

    @property
    def is_folded(self) -> bool:
        """Whether the notes take no room."""
        return self.notes.isHidden()

    def fit(self, height: int) -> None:
        """Take less room in a view of little height."""
        self._is_low = height < theme.px(_LOW)
        self._make_room()

    def _make_room(self) -> None:
        """In a low view the view dates are folded too, while none is set."""
        view = self._session.view
        is_dated = bool(view.as_known_on or view.as_recorded_on)
        self._date_bar.setVisible(not (self._is_low and self.is_folded) or is_dated)

    def toggle(self) -> None:
        """Unfold the notes, or fold them again; the next start remembers it."""
        self._show_folded(not self.is_folded)
        window_state.save(_STATE, int(not self.is_folded))

    def _show_folded(self, is_folded: bool) -> None:
        self.notes.setHidden(is_folded)
        self.more.setText(_("More  Alt+M") if is_folded else _("Less  Alt+M"))
        self.more.setAccessibleName(_("Show notes") if is_folded else _("Hide notes"))
        self._make_room()

    def _refresh(self) -> None:
        """Show the notes of the picture on screen, and the way back to the whole of it."""
        self._caption.setText(self._pane.caption)
        has_days = self._pane.input.time.whole is not None
        self.whole.setText(_("Whole time  0") if has_days else _("Whole picture  0"))
        self.whole.setVisible(not self._pane.input.is_whole)
