"""What another archive calls a record: the archive and its identifier."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.i18n import _


class IdentifierDialog(Dialog):
    """Shows which other records have the identifier; closes only with both fields."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        identifier: Identifier,
        archives: Sequence[str],
        others: Callable[[Identifier], Sequence[str]],
    ) -> None:
        super().__init__(parent, title)
        self._identifier, self._others = identifier, others
        self.scheme = QLineEdit(identifier.scheme)
        completer = QCompleter(list(archives), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.scheme.setCompleter(completer)
        widgets.set_hint(self.scheme, ", ".join(archives[:4]))
        self.value = QLineEdit(identifier.value)
        self._same = widgets.wrapped("", "attention", 9)
        self.add_field(_("Archive"), self.scheme)
        self.add_field(_("Identifier"), self.value)
        self.add(self._same, gap=0)
        self.finish(_("Save"))
        for field in (self.scheme, self.value):
            field.textChanged.connect(lambda _text: self._show_others())
        self._show_others()
        (self.value if identifier.scheme else self.scheme).setFocus()

    def answer(self) -> Identifier:
        """The identifier as typed."""
        scheme, value = (" ".join(field.text().split()) for field in (self.scheme, self.value))
        return replace(self._identifier, scheme=scheme, value=value)

    def accept(self) -> None:
        try:
            self.answer().check()
        except Refused as refusal:
            self._show(refusal.sentence)
            (self.scheme if refusal.path == "scheme" else self.value).setFocus()
        else:
            super().accept()

    def _show_others(self) -> None:
        typed = self.answer()
        others = self._others(typed) if typed.scheme and typed.value else ()
        sentence = _("Other records with this identifier: {codes}.")
        self._show(sentence.format(codes=", ".join(others)) if others else "")

    def _show(self, sentence: str) -> None:
        self._same.setText(sentence)
        self._same.setVisible(bool(sentence))
