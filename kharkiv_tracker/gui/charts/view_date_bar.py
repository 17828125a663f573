"""The bar below charts and map that sets and shows both view dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from kharkiv_tracker import city, labels
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.charts import view_dates
from kharkiv_tracker.gui.charts.view_date_slider import ViewDateSlider
from kharkiv_tracker.gui.flow_row import FlowRow
from kharkiv_tracker.gui.idle_timer import IdleTimer
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _

#: The longest text of a field, the room around it, and its greatest width.
_LONGEST, _EDGES, _WIDEST = "2022-08-18T12:00", 24, 168
#: The least width of the slider.
_SLIDER = 120


def view_sentence(view: View) -> str:
    """A sentence on the view dates that are set; "" if none is."""
    if view.as_known_on and view.as_recorded_on:
        text = _(
            "Charts, map and summary as known on {known} and as recorded on {recorded} {clock}."
        )
    elif view.as_known_on:
        text = _("Charts, map and summary as known on {known} {clock}.")
    elif view.as_recorded_on:
        text = _("Charts, map and summary as recorded on {recorded} {clock}.")
    else:
        return ""
    known, recorded = (
        labels.moment(instant) if instant else ""
        for instant in (view.as_known_on, view.as_recorded_on)
    )
    return text.format(known=known, recorded=recorded, clock=city.text("clock"))


def view_phrases(view: View) -> list[str]:
    """A short phrase for each view date that is set."""
    phrases = []
    if view.as_known_on:
        when = labels.moment(view.as_known_on)
        phrases.append(_("charts and summary as known on {when}").format(when=when))
    if view.as_recorded_on:
        when = labels.moment(view.as_recorded_on)
        phrases.append(_("charts and summary as recorded on {when}").format(when=when))
    return phrases


class ViewDateBar(QWidget):
    """A slider and a field for the known-on date, a switch and a field for the recorded-on date.

    It is one line high where there is room; what it has to say is shown by the chart.
    """

    #: A sentence about the view dates, and whether it needs attention; "" for all records.
    noted = Signal(str, bool)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._dates = view_dates.of(session)
        self._idle = IdleTimer(self)
        self._idle.timeout.connect(self._dates.preload)
        self.slider = ViewDateSlider(self._dates)
        self.slider.setAccessibleName(_("As known on"))
        self.known = self._field(_("As known on"), self._set_known_on)
        self.recorded = self._field(_("As recorded on"), self._set_recorded_on)
        self.switch = QCheckBox(_("As recorded on"))
        self.switch.setToolTip(widgets.tooltip(_("Show our records as they were on a given day.")))
        self.switch.clicked.connect(self._switch)
        self.today = widgets.button(_("Now"), self._dates.show_latest)
        self._text = ""
        label = widgets.text(_("As known on"))
        label.setBuddy(self.slider)
        self.slider.setMinimumWidth(theme.px(_SLIDER))
        line = FlowRow(label, self.slider, self.known, self.today, self.switch, self.recorded)
        self.setLayout(widgets.column(widgets.hairline(), 4, widgets.holding(line)))
        self._dates.updated.connect(self._refresh)
        session.view_changed.connect(self._refresh)
        self._refresh()

    @property
    def text(self) -> str:
        """The sentence about the view dates."""
        return self._text

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The chart beside it is read and drawn first.
        if self._session.reader.is_large:
            self._idle.start()
        else:
            self._dates.preload()

    def _field(self, name: str, accept: Callable[[], None]) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setMinimumWidth(field.fontMetrics().horizontalAdvance(_LONGEST) + theme.px(_EDGES))
        field.setMaximumWidth(theme.px(_WIDEST))
        field.setPlaceholderText(_("now"))
        field.setToolTip(
            widgets.tooltip(
                _("2022-08-18 means the end of that day. With a time: 2022-08-18T12:00.")
            )
        )
        widgets.leave_keys_to_menu(field)
        field.editingFinished.connect(accept)
        return field

    def _set_known_on(self) -> None:
        """Set the known-on date to the text of the field; blank means now."""
        if self.known.text().strip() == _date_text(self._session.as_known_on):
            return
        try:
            instant = _read(self.known.text())
        except Refused as refused:
            self._refuse(self.known, refused)
        else:
            self._dates.set_known_on(instant)
            self._refresh()

    def _set_recorded_on(self) -> None:
        current = self._dates.awaited or self._session.as_recorded_on
        if self.recorded.text().strip() == _date_text(current):
            if current is None and not self.recorded.hasFocus():
                self._refresh()
            return
        try:
            instant = _read(self.recorded.text())
        except Refused as refused:
            self._refuse(self.recorded, refused)
        else:
            self._dates.set_recorded_on(instant)
            self._refresh()

    def _switch(self, is_on: bool) -> None:
        """Ask for the recorded-on date, or clear it when switched off."""
        if not is_on:
            self._dates.set_recorded_on(None)
            self._refresh()
            return
        self.recorded.show()
        self.recorded.setFocus()
        self._show_text(
            _("Enter a day and press Enter to see our records as of the end of that day.")
        )

    def _refuse(self, field: QLineEdit, refused: Refused) -> None:
        widgets.restyle(field, "wrong", True)
        self._show_text(str(refused), needs_attention=True)

    def _refresh(self) -> None:
        """Update all parts to the view dates."""
        view, awaited = self._session.view, self._dates.awaited
        self.slider.show_instant(view.as_known_on)
        recorded = awaited or view.as_recorded_on
        for field, instant in ((self.known, view.as_known_on), (self.recorded, recorded)):
            widgets.restyle(field, "wrong", False)
            if field.text() != _date_text(instant):
                field.setText(_date_text(instant))
        with QSignalBlocker(self.switch):
            self.switch.setChecked(recorded is not None)
        self.recorded.setVisible(recorded is not None or self.recorded.hasFocus())
        self.today.setEnabled(bool(view.as_known_on or recorded))
        if awaited:
            when = labels.moment(awaited)
            self._show_text(_("Loading records as of {when}…").format(when=when))
        elif self._dates.trouble:
            self._show_text(self._dates.trouble, needs_attention=True)
        elif is_turned := view_sentence(view):
            self._show_text(is_turned, needs_attention=True)
        elif self._dates.span or not self._dates.is_read:
            self._show_text(_("All records, regardless of when they became known."), is_news=False)
        else:
            self._show_text(_("No report has a publication or “as of” time."), is_news=False)

    def _show_text(
        self, sentence: str, needs_attention: bool = False, is_news: bool = True
    ) -> None:
        self._text = sentence
        self.noted.emit(sentence if is_news else "", needs_attention)
        how = _("Arrow keys step through report times; End: now.")
        self.slider.setAccessibleDescription(f"{sentence} {how}")


def _date_text(instant: datetime | None) -> str:
    return view_dates.written(instant) if instant else ""


def _read(text: str) -> datetime | None:
    return parse_clock(text) if text.strip() else None
