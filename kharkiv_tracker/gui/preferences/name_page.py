"""The page with the name that changes are recorded under."""

from __future__ import annotations

import os

from PySide6.QtWidgets import QLineEdit

from kharkiv_tracker import settings
from kharkiv_tracker.gui.preferences import author_name
from kharkiv_tracker.gui.preferences.choice_page import ChoicePage
from kharkiv_tracker.gui.preferences.name_line import LONGEST
from kharkiv_tracker.i18n import _


class NamePage(ChoicePage):
    """The name applies when the field is left or Enter is pressed."""

    def add_first(self) -> None:
        named = author_name.clean(os.environ.get(author_name.VARIABLE, ""))
        self.field = QLineEdit(named or settings.load().author, maxLength=LONGEST)
        self.field.setPlaceholderText(_("Changes are recorded without a name"))
        self.field.setEnabled(not named)
        hint = (
            _("Set by the environment variable {name}.").format(name=author_name.VARIABLE)
            if named
            else _("Saved with every change. Used from the next change on.")
        )
        self.add_field("author", _("Your &name or initials"), self.field, hint)
        self.field.editingFinished.connect(self._take)

    def _take(self) -> None:
        name = author_name.clean(self.field.text())
        self.field.setText(name)
        if name != settings.load().author:
            self._prefer(author=name, unnamed=not name)
