"""Choose another incident by its code or its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import incident_matches
from kharkiv_tracker.analysis.duplicate_pairs import around
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.search import search_dialog
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.search import typed_terms
from kharkiv_tracker.store import incidents, text_search
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.incidents import IncidentRow

_REST = 150
_ROWS, _MOST = 5, 30
#: More incidents than this within three days are not all looked at.
_LOOKED_AT = 150
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Picker(QWidget):
    """A field and a list of incidents; without text, those most like the current one."""

    def __init__(
        self, case: CaseFile, gazetteer: Gazetteer, own_code: str, picked: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._case, self._gazetteer, self._own_code = case, gazetteer, own_code
        self._picked = picked
        #: The widget that Enter focuses.
        self.then: QWidget = self
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("code, place or words from a report"))
        self.field.setAccessibleName(_("Other incident"))
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Incidents"))
        self.list.setItemDelegate(search_dialog.HitDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = widgets.text("", "quiet", 9)
        self.setLayout(widgets.column(self.field, 6, self.list, 3, self._none))
        self._rest_timer = QTimer(self, singleShot=True, interval=_REST)
        self._rest_timer.timeout.connect(self.refresh)
        self.field.textChanged.connect(lambda _text: self._rest_timer.start())
        self.list.currentRowChanged.connect(lambda _row: picked(self.code))
        self.refresh()

    @property
    def code(self) -> str:
        """The incident under the cursor; "" without one."""
        item = self.list.currentItem()
        return item.text() if item else ""

    def refresh(self) -> None:
        """List the incidents that match the typed text."""
        self._rest_timer.stop()
        text = self.field.text().strip()
        rows = text_search.find(self._case, text, _MOST).incidents if text else self._alike()
        eligible = [row for row in rows if self._is_eligible(row)]
        self.list.blockSignals(True)
        self.list.clear()
        for row in eligible:
            self.list.addItem(self._item(row))
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        height = max(1, self.list.sizeHintForRow(0)) * _ROWS + 8
        self.list.setFixedHeight(height)
        self._none.setText("" if eligible else self._nothing(text))
        self._none.setVisible(not eligible)
        self._picked(self.code)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() in _MOVING:
            self.list.event(event)
        elif event.key() in _ENTER and self._rest_timer.isActive():
            self.refresh()
        elif event.key() in _ENTER:
            self.then.setFocus()
        else:
            return False
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._rest_timer.stop()

    def _nothing(self, text: str) -> str:
        if text:
            return typed_terms.read(text).problem or _("No matches.")
        return _("No other incidents close in time. Enter a code or a word.")

    def _is_eligible(self, row: IncidentRow) -> bool:
        return row.code != self._own_code and row.state is not ReviewState.WITHDRAWN

    def _alike(self) -> Sequence[IncidentRow]:
        """The incidents of the days around, best matches first."""
        incident = incidents.incident(self._case, self._own_code)
        if not incident.event.date:
            return ()
        figures = incidents.figures(self._case, self._own_code)
        traits = incident_matches.ReportTraits(
            incident.event.date,
            incident.district,
            incident.place,
            {
                name: figure
                for name, figure in figures.items()
                if name in COUNTED and not figure.is_unknown
            },
        )
        near = incidents.ids(self._case, around(incident.event.date))[:_LOOKED_AT]
        rows = incidents.rows(self._case, near)
        ranked = list(incident_matches.ranked(traits, rows))
        return [*ranked, *(row for row in rows if row not in ranked)][:_MOST]

    def _item(self, row: IncidentRow) -> QListWidgetItem:
        item = QListWidgetItem(row.code)
        details = [
            people_text.incident(row.place, self._gazetteer.get(row.district)),
            labels.event_time_brief(row.event),
        ]
        figures = people_text.figures_in_signs(row.figures)
        item.setData(search_dialog.DETAIL, " · ".join(details))
        item.setData(search_dialog.KIND, figures)
        text = ", ".join((row.code, *details, figures))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
        item.setToolTip(widgets.tooltip(text))
        return item
