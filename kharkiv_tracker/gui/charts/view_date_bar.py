"""The bar below charts and map that turns both clocks, and says where they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from kharkiv_tracker import city, labels
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.charts import view_dates
from kharkiv_tracker.gui.charts.view_date_slider import ClockSlider
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _

_FIELD = (110, 168)


def told(view: View) -> str:
    """In words where clocks stand that do not stand at now; nothing where both do."""
    parts = []
    if view.as_known_on:
        when = labels.moment(view.as_known_on)
        parts.append(_("what was known by {when}").format(when=when))
    if view.as_recorded_on:
        when = labels.moment(view.as_recorded_on)
        parts.append(_("our own record as it stood on {when}").format(when=when))
    if not parts:
        return ""
    return _("Charts, map and page show {what}, {clock}.").format(
        what="; ".join(parts), clock=city.text("clock")
    )


def told_short(view: View) -> list[str]:
    """The same in as few words, a phrase for each clock."""
    found = []
    if view.as_known_on:
        when = labels.moment(view.as_known_on)
        found.append(_("charts and page as known on {when}").format(when=when))
    if view.as_recorded_on:
        when = labels.moment(view.as_recorded_on)
        found.append(_("charts and page as recorded on {when}").format(when=when))
    return found


class ClockBar(QWidget):
    """A slider and a field for what was known by then, a switch and a field for our own record."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._clocks = view_dates.of(session)
        self.slider = ClockSlider(self._clocks)
        self.slider.setAccessibleName(_("As known on"))
        self.known = self._field(_("As known on"), self._know)
        self.recorded = self._field(_("As recorded on"), self._record)
        self.switch = QCheckBox(_("As recorded on"))
        self.switch.setToolTip(
            widgets.tooltip(_("Show our own record as it stood on a day, whatever came since."))
        )
        self.switch.clicked.connect(self._switch)
        self.today = widgets.button(_("Today"), self._clocks.stand_at_now)
        self._said = widgets.Elided("", "quiet", 9, Qt.TextElideMode.ElideRight)
        label = widgets.text(_("As known on"))
        label.setBuddy(self.slider)
        line = widgets.row(label, 10, self.slider, 10, self.known, 10, self.today)
        line.setStretch(2, 1)
        below = widgets.row(self._said, 10, self.switch, 6, self.recorded)
        below.setStretch(0, 1)
        self.setLayout(widgets.column(widgets.hairline(), 6, line, 2, below))
        self._clocks.told.connect(self._tell)
        session.turned.connect(self._tell)
        self._tell()

    @property
    def said(self) -> str:
        """The sentence below the slider."""
        return self._said.text()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clocks.want()

    def _field(self, name: str, take: Callable[[], None]) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setMinimumWidth(_FIELD[0])
        field.setMaximumWidth(_FIELD[1])
        field.setPlaceholderText(_("now"))
        field.setToolTip(
            widgets.tooltip(_("2022-08-18 is the end of that day; or 2022-08-18T12:00."))
        )
        widgets.leave_keys_to_menu(field)
        field.editingFinished.connect(take)
        return field

    def _know(self) -> None:
        """Turn to what is typed; blank is now."""
        if self.known.text().strip() == _shown(self._session.as_known_on):
            return
        try:
            instant = _read(self.known.text())
        except Refused as refused:
            self._refuse(self.known, refused)
        else:
            self._clocks.know(instant)
            self._tell()

    def _record(self) -> None:
        shown = self._clocks.awaited or self._session.as_recorded_on
        if self.recorded.text().strip() == _shown(shown):
            if shown is None and not self.recorded.hasFocus():
                self._tell()
            return
        try:
            instant = _read(self.recorded.text())
        except Refused as refused:
            self._refuse(self.recorded, refused)
        else:
            self._clocks.record(instant)
            self._tell()

    def _switch(self, is_on: bool) -> None:
        """Ask for the day of our own record; off, it is taken as it is."""
        if not is_on:
            self._clocks.record(None)
            self._tell()
            return
        self.recorded.show()
        self.recorded.setFocus()
        self._say(_("Type a day and press Enter to see our own record as it stood at its end."))

    def _refuse(self, field: QLineEdit, refused: Refused) -> None:
        widgets.restyle(field, "wrong", True)
        self._say(str(refused), "attention")

    def _tell(self) -> None:
        """Put every part in step with the clocks."""
        view, awaited = self._session.view, self._clocks.awaited
        self.slider.stand_at(view.as_known_on)
        recorded = awaited or view.as_recorded_on
        for field, instant in ((self.known, view.as_known_on), (self.recorded, recorded)):
            widgets.restyle(field, "wrong", False)
            if field.text() != _shown(instant):
                field.setText(_shown(instant))
        with QSignalBlocker(self.switch):
            self.switch.setChecked(recorded is not None)
        self.recorded.setVisible(recorded is not None or self.recorded.hasFocus())
        self.today.setEnabled(bool(view.as_known_on or recorded))
        if awaited:
            when = labels.moment(awaited)
            self._say(_("Our record as it stood on {when} is being read…").format(when=when))
        elif self._clocks.trouble:
            self._say(self._clocks.trouble, "attention")
        elif is_turned := told(view):
            self._say(is_turned, "attention")
        elif self._clocks.span or not self._clocks.is_read:
            self._say(_("Everything recorded, whenever it became known."))
        else:
            self._say(_("No report says when it became known."))

    def _say(self, sentence: str, kind: str = "quiet") -> None:
        if self._said.objectName() != kind:
            self._said.setObjectName(kind)
            self._said.style().unpolish(self._said)
            self._said.style().polish(self._said)
        self._said.setText(sentence)
        how = _("Arrows lead to the times at which something became known, End to now.")
        self.slider.setAccessibleDescription(f"{sentence} {how}")


def _shown(instant: datetime | None) -> str:
    return view_dates.written(instant) if instant else ""


def _read(text: str) -> datetime | None:
    return parse_clock(text) if text.strip() else None
