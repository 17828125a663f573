"""About: the versions, and the licences of the program and of what it contains."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QWidget

from kharkiv_tracker import __version__, components
from kharkiv_tracker.gui import app_icon, theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import engine_versions

_WIDTH, _LIST, _TEXT, _ICON = 820, 250, 260, 48


class AboutDialog(Dialog):
    """The licence of the chosen component is shown beside the list."""

    holds_input = False

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("About Kharkiv Tracker"))
        self.setMinimumWidth(theme.px(_WIDTH))
        self._components = components.components()
        self.icon = widgets.text("")
        self.icon.setPixmap(app_icon.picture(theme.px(_ICON), self.devicePixelRatioF()))
        version = widgets.text(_("Version {version}").format(version=__version__))
        engines = widgets.wrapped(_engines(), "quiet")
        sentence = _("Works offline. Nothing is sent anywhere. Nothing is checked for updates.")
        lines = widgets.column(version, 4, engines, 4, widgets.wrapped(sentence, "quiet"))
        top = widgets.row(self.icon, 12, lines)
        top.setStretch(2, 1)
        self.add(widgets.holding(top), gap=12)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Parts of the program"))
        self.list.setFixedWidth(theme.px(_LIST))
        for component in self._components:
            self.list.addItem(_title(component))
        self._name = widgets.wrapped()
        self._licence = widgets.wrapped("", "quiet", points=9)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(theme.font(9))
        self.text.setAccessibleName(_("Licence"))
        beside = widgets.column(self._name, 2, self._licence, 6, self.text)
        beside.setStretch(4, 1)
        body = widgets.row(self.list, 12, beside)
        body.setStretch(2, 1)
        self.text.setMinimumHeight(theme.px(_TEXT))
        self.add(widgets.holding(body))
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)
        self.finish(_("Close"), cancel=False)
        # Letters that are typed lead to the part whose name begins with them; Enter closes.
        self.list.setFocus()

    def _show(self, number: int) -> None:
        component = self._components[number]
        name = component.licence or _("licence not stated")
        self._name.setText(_title(component))
        self._licence.setText(_("Licence: {name}").format(name=name))
        self.text.setPlainText(component.text or _("Its text is not installed with it."))


def _title(component: components.Component) -> str:
    return f"{component.name} {component.version}".strip()


def _engines() -> str:
    missing = _("not available")
    versions = engine_versions.versions()
    return " · ".join(f"{name} {version or missing}" for name, version in versions)
