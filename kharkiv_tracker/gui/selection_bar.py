"""The bar above every view: what is selected, and the two things one does most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _

_REST = 150


class SelectionBar(QWidget):
    """Text and district select for every view alike; Escape clears both."""

    def __init__(
        self,
        session: Session,
        gazetteer: Gazetteer,
        enter: Callable[[], object],
        export: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setObjectName("top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.text = QLineEdit(clearButtonEnabled=True)
        self.text.setPlaceholderText(_("Search incidents, reports, quotes"))
        self.text.setAccessibleName(_("Search incidents, reports, quotes"))
        self.text.setFixedWidth(250)
        widgets.leave_keys_to_menu(self.text)
        self.district = widgets.Choice(_("District"))
        self.district.addItem(_("All districts"), "")
        for one in gazetteer.districts:
            self.district.addItem(labels.district(one), one.key)
        self.district.setFixedWidth(200)
        self.enter = widgets.button(_("New report  Ctrl+N"), enter, main=True)
        self.export = widgets.button(_("Export PDF…"), export)
        self.setLayout(
            widgets.row(
                self.text, 8, self.district, -1, self.enter, 8, self.export, margins=(16, 8, 16, 8)
            )
        )
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._select)
        self.text.textChanged.connect(lambda _text: self._rest.start())
        self.text.returnPressed.connect(self._select)
        self.district.currentIndexChanged.connect(lambda _index: self._select())
        widgets.shortcut(self, "Escape", self.clear)
        session.changed.connect(self._follow)
        self.enter.setEnabled(not session.case.read_only)

    def clear(self) -> None:
        """Select everything again."""
        self.text.clear()
        self.district.setCurrentIndex(0)
        self._select()

    def _select(self) -> None:
        self._rest.stop()
        key = self.district.currentData()
        selection = replace(
            self._session.selection,
            text=self.text.text().strip(),
            districts=(str(key),) if key else (),
        )
        self._session.select(selection)

    def _follow(self, _changes: Changes) -> None:
        self.enter.setEnabled(not self._session.case.read_only)
