"""Link two incidents: which, how, and why."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.dialogs.incident_picker import Picker
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.store.case_file import CaseFile

#: An incident is split from another by splitting it.
RELATIONS = (Relation.ATTACK_WAVE, Relation.DOUBLE_STRIKE, Relation.DIFFERENT)


@dataclass(frozen=True, slots=True)
class LinkRequest:
    """The other incident, the relation, and the note."""

    other: str
    relation: Relation
    notes: str


class LinkDialog(Dialog):
    """A link changes no figure."""

    def __init__(self, parent: QWidget, case: CaseFile, gazetteer: Gazetteer, code: str) -> None:
        super().__init__(parent, _("Link {code} with…").format(code=code))
        self.setMinimumWidth(theme.px(560))
        self.relation = widgets.Choice(_("Type of link"))
        for relation in RELATIONS:
            self.relation.addItem(people_text.capital(labels.word(relation)), relation)
        self._notes = QLineEdit()
        self.picker = Picker(case, gazetteer, code, self._allow)
        self.picker.then = self.relation
        self.add(self.picker)
        self.add_field(_("Type of link"), self.relation)
        self.add_field(_("Note"), self._notes)
        self.finish(_("Link incidents"))
        self._allow(self.picker.code)
        self.picker.field.setFocus()

    def answer(self) -> LinkRequest:
        notes = " ".join(self._notes.text().split())
        return LinkRequest(self.picker.code, Relation(self.relation.currentData()), notes)

    def _allow(self, code: str) -> None:
        if hasattr(self, "accepting"):
            self.accepting.setEnabled(bool(code))
