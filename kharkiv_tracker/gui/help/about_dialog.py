"""About: the version, and the licences of the program and of what it contains."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QWidget

from kharkiv_tracker import __version__, components
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.i18n import _

_WIDTH, _LIST, _TEXT = 760, 250, 260


class AboutDialog(Dialog):
    """The licence of the chosen component is shown beside the list."""

    holds_input = False

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("About Kharkiv Tracker"))
        self.setMinimumWidth(theme.px(_WIDTH))
        self._components = components.components()
        self.add(widgets.text(_("Version {version}").format(version=__version__)), gap=4)
        sentence = _("Works offline. Nothing is sent anywhere. Nothing is checked for updates.")
        self.add(widgets.wrapped(sentence, "quiet"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Program, typeface and libraries"))
        self.list.setFixedWidth(theme.px(_LIST))
        for component in self._components:
            parts = (component.name, component.version)
            self.list.addItem(" ".join(part for part in parts if part))
        self._name = widgets.wrapped("", points=9)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(theme.font(9))
        self.text.setAccessibleName(_("Licence"))
        beside = widgets.column(self._name, 4, self.text)
        beside.setStretch(2, 1)
        body = widgets.row(self.list, 12, beside)
        body.setStretch(2, 1)
        self.text.setMinimumHeight(theme.px(_TEXT))
        self.add(widgets.holding(body))
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)
        self.finish(_("Close"), cancel=False)
        self.accepting.setFocus()

    def _show(self, number: int) -> None:
        component = self._components[number]
        name = component.licence or _("licence not stated")
        self._name.setText(_("Licence: {name}").format(name=name))
        self.text.setPlainText(component.text or _("Its text is not installed with it."))
