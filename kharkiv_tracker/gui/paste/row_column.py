"""The rows of one proposal, one for each field, and one for each person."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.entry import forms
from kharkiv_tracker.gui.entry.form_field import Field
from kharkiv_tracker.gui.paste.proposal_check import Check, ProposalCheck
from kharkiv_tracker.gui.paste.proposal_row import ProposalRow
from kharkiv_tracker.gui.paste.proposed_entry import ProposedEntry, inputs
from kharkiv_tracker.i18n import _


class RowColumn(QWidget):
    """Puts what is typed into the entry; `label` gives what a field is called."""

    #: The keyboard came to the row of this name.
    pointed = Signal(str)
    changed = Signal()
    #: A question about a typed text was answered by this reading.
    answered = Signal(object)

    def __init__(
        self, entry: ProposedEntry, checks: ProposalCheck, label: Callable[[str], str]
    ) -> None:
        super().__init__()
        self._entry, self._checks, self._label = entry, checks, label
        self.rows: dict[str, ProposalRow] = {}
        self._column = widgets.column()
        self.setLayout(self._column)

    @property
    def stops(self) -> list[QWidget]:
        """What takes the keyboard, in its order."""
        return [row.stop for row in self.rows.values()]

    def leave(self) -> None:
        """Take what is being typed."""
        for row in self.rows.values():
            row.leave()

    def go_to(self, name: str, types: bool = False, text: str | None = None) -> bool:
        """Move the keyboard to a row, to type another text if asked; False without that row."""
        if name not in self.rows:
            return False
        self.rows[name].setFocus(Qt.FocusReason.TabFocusReason)
        if types:
            self.rows[name].edit(text)
        return True

    def show_check(self, check: Check) -> None:
        """Show what the entry has now, and what there is to say of it."""
        entry = self._entry
        wanted = [*entry.names, *(f"person {n}" for n in range(len(entry.persons)))]
        for name in [name for name in self.rows if name not in wanted]:
            self.rows.pop(name).deleteLater()
        for place, name in enumerate(wanted):
            if name not in self.rows:
                self.rows[name] = self._row(name)
                self._column.insertWidget(place, self.rows[name])
                self.rows[name].show()
        self.rows = {name: self.rows[name] for name in wanted}
        for name in entry.names:
            waits = name == "where" and bool(entry.candidates)
            refusal = "" if waits else check.refusals.get(name, "")
            note = refusal or check.cautions.get(name, "")
            self.rows[name].show_value(entry.value(name).text, check.readings.get(name, ""), note)
        for number, person in enumerate(entry.persons):
            name = f"person {number}"
            self.rows[name].show_value(person.text, check.readings.get(name, ""), "")

    def _row(self, name: str) -> ProposalRow:
        if name in inputs(self._entry.subject):
            row = ProposalRow(name, self._label(name), partial(self._field, name))
            row.changed.connect(partial(self._change_text, name))
            row.answered.connect(self.answered)
        else:
            row = ProposalRow(name, _("Person"), None)
            row.changed.connect(partial(self._change_person, int(name.split()[-1])))
        row.entered.connect(partial(self.pointed.emit, name))
        return row

    def _field(self, name: str) -> Field:
        """The field in which a row is typed."""
        item = inputs(self._entry.subject)[name]
        made = forms.control(item, lambda: self._checks.context(self._entry))
        assert isinstance(made, Field)  # noqa: S101 - nothing else is a row
        if names := self._checks.names(name):
            made.set_names(names)
        return made

    def _change_text(self, name: str, text: str) -> None:
        self._entry.put(name, text)
        self.changed.emit()

    def _change_person(self, number: int, text: str) -> None:
        self._entry.persons[number].text = text
        self.changed.emit()
