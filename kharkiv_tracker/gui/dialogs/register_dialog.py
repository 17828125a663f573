"""The register of names: all persons of the case file, to be joined or marked as different."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.person import NAMES, PURGED
from kharkiv_tracker.domain.person_names import name_keys
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.romanised_key import romanised_key
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.button_menu import button_menu
from kharkiv_tracker.gui.commands.record_edits import RecordEdits
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.flow_row import FlowRow
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.table.column_picker import ColumnPicker
from kharkiv_tracker.gui.table.table_view import Column, Table, TableModel
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.labels.person_name import other_forms, register_key
from kharkiv_tracker.store import person_groups, person_pairs, person_records
from kharkiv_tracker.store.person_records import ListedPerson

_WIDTH, _HEIGHT = 1160, 540
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A person with the codes of the records of the same person, perhaps the same, and not."""

    listed: ListedPerson
    same: tuple[str, ...]
    perhaps: tuple[str, ...]
    different: tuple[str, ...]


class RegisterDialog(Dialog):
    """Stays open beside the window; names are hidden until they are asked for."""

    holds_input = False

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        edits: RecordEdits,
        open_incident: Callable[[str], object],
    ) -> None:
        super().__init__(parent, _("Register of names"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._edits, self._open_incident = session, edits, open_incident
        self._rows: list[RegisterRow] = []
        self._names_visible = False
        self._model = TableModel(self._columns(), lambda ids: [self._rows[n] for n in ids], self)
        self.table = Table(self._model, _("Register of names"), several=True)
        ColumnPicker(self.table, self._model, "persons")
        self.filter = QLineEdit()
        self._status = widgets.text("", "quiet", 9)
        self._build()
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        session.changed.connect(self._changed)
        self._reload()

    @property
    def codes(self) -> list[str]:
        """The codes of the persons shown, in their order."""
        return [self._rows[number].listed.code for number in self._model.ids]

    @property
    def chosen(self) -> list[RegisterRow]:
        """The rows that are selected."""
        return [self._rows[number] for number in self.table.chosen_ids()]

    def show_beside(self, work: QWidget) -> None:
        """Show it over the table, so that the incident that is opened can be seen beside it."""
        corner = work.mapToGlobal(work.rect().topLeft())
        self.move(corner.x() + 24, corner.y() + 24)
        self.show()
        self.activateWindow()
        self.table.setFocus()

    def show_names(self) -> None:
        """Show all names, or hide them again."""
        self._names_visible = not self._names_visible
        self._reload()

    def open_incident(self) -> None:
        """Show the incident of the current person in the window."""
        if row := self._current():
            self._open_incident(row.listed.code.partition("/")[0])

    def edit(self) -> None:
        """Open the form of the current person."""
        if row := self._current():
            self._edits.edit_person(row.listed.code)

    def join(self) -> None:
        """Join the two records chosen, or part them where they are joined."""
        if pair := self._pair():
            one, other = pair
            if other.listed.code in one.same:
                self._edits.part_person(one.listed.code)
            else:
                self._edits.join_person(one.listed.code, other.listed.code)

    def mark_different(self) -> None:
        """Mark the two records chosen as different people for good, or remove the mark."""
        if pair := self._pair():
            one, other = (row.listed.code for row in pair)
            if other in pair[0].different:
                self._edits.unmark_different(one, other)
            else:
                self._edits.mark_different(one, other)

    def menu(self) -> QMenu:
        """What can be done to the chosen persons; it is deleted when it closes."""
        menu = button_menu(self, (self._open, self._edit, self._join, self._apart))
        self.table.add_copy(menu)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.table.hasFocus():
            self.open_incident()
        elif event.key() == Qt.Key.Key_Down and self.filter.hasFocus():
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        widgets.set_hint(self.filter, _("Filter by name, in any alphabet, or code"))
        self.filter.setAccessibleName(_("Filter by name, in any alphabet, or code"))
        self.filter.textChanged.connect(lambda _text: self._filter())
        self.table.activated.connect(lambda _index: self.open_incident())
        self.table.make_menu = self.menu
        self.table.selectionModel().selectionChanged.connect(lambda *_rows: self._offer())
        self._open = widgets.button(_("Open incident  Enter"), self.open_incident)
        self._edit = widgets.button(_("Edit…  Alt+E"), self.edit)
        self._join = widgets.button("", self.join)
        self._apart = widgets.button("", self.mark_different)
        self._reveal = widgets.button("", self.show_names)
        self.add(widgets.holding(FlowRow(self.filter, self._reveal)), gap=8)
        self.add(self.table, gap=4)
        self._lines.setStretch(self._lines.indexOf(self.table), 1)
        self.add(self._status)
        verbs = FlowRow(self._open, self._edit, self._join, self._apart)
        self.add(widgets.holding(verbs), gap=0)
        for keys, act in (
            ("Alt+E", self.edit),
            ("Alt+S", self.join),
            ("Alt+D", self.mark_different),
            ("Alt+N", self.show_names),
            ("Ctrl+F", self.filter.setFocus),
        ):
            widgets.shortcut(self, keys, act)

    def _changed(self, changes: Changes) -> None:
        if changes:
            self._reload()

    def _reload(self) -> None:
        """Read all persons again; the current one stays current."""
        chosen = [row.listed.person.uid for row in self.chosen]
        db = self._session.case.db
        listed = sorted(
            person_records.listed(self._session.case),
            key=lambda entry: (register_key(entry.person), entry.code),
        )
        codes = {entry.person.uid: entry.code for entry in listed}
        groups = person_pairs.joined(db)
        members: dict[str, list[str]] = {}
        for entry in listed:
            members.setdefault(groups[entry.person.uid], []).append(entry.code)
        perhaps, apart = person_pairs.suggested(db), person_groups.apart_keys(db)
        different: dict[str, list[str]] = {}
        for one, _colon, other in (key.partition(":") for key in sorted(apart)):
            if one in codes and other in codes:
                different.setdefault(one, []).append(codes[other])
        self._rows = [
            RegisterRow(
                entry,
                tuple(c for c in members[groups[entry.person.uid]] if c != entry.code),
                tuple(codes[uid] for uid in perhaps.get(entry.person.uid, ()) if uid in codes),
                tuple(different.get(entry.person.uid, ())),
            )
            for entry in listed
        ]
        text = _("Hide names  Alt+N") if self._names_visible else _("Show names  Alt+N")
        self._reveal.setText(text)
        self._filter()
        for number, row in enumerate(self._rows):
            if chosen[:1] == [row.listed.person.uid] and number in self._model.ids:
                self.table.point_at(self._model.number_of(number))

    def _filter(self) -> None:
        """Show the persons of whom a name, in any alphabet, or the code has the words typed."""
        text = self.filter.text().strip()
        keys, code = romanised_key(text).split(), fold(text)
        ids = [
            number
            for number, row in enumerate(self._rows)
            if not text
            or code in fold(row.listed.code)
            or (keys and all(key in _keys(row.listed) for key in keys))
        ]
        self._model.show_ids(ids)
        if ids:
            self.table.point_at(0)
        n = len(ids)
        self._status.setText(
            ngettext("{n} person", "{n} people", n).format(n=labels.number(n))
            if self._rows
            else _("No people recorded.")
        )
        self._offer()

    def _offer(self) -> None:
        """What can be done with the rows chosen."""
        row, pair = self._current(), self._pair()
        can_write = not self._session.case.read_only
        self._open.setEnabled(row is not None)
        self._edit.setEnabled(row is not None and can_write and len(self.chosen) < 2)
        self._join.setEnabled(pair is not None and can_write)
        self._apart.setEnabled(pair is not None and can_write)
        is_same = bool(pair and pair[1].listed.code in pair[0].same)
        is_different = bool(pair and pair[1].listed.code in pair[0].different)
        self._join.setText(_("Not the same  Alt+S") if is_same else _("Same person  Alt+S"))
        self._apart.setText(_("Remove mark  Alt+D") if is_different else _("Different…  Alt+D"))

    def _current(self) -> RegisterRow | None:
        row = self.table.currentIndex().row()
        return self._model.row(row) if 0 <= row < len(self._model.ids) else None

    def _pair(self) -> tuple[RegisterRow, RegisterRow] | None:
        """The two rows chosen; of one that is joined or may be the same, it and the first such."""
        chosen = self.chosen
        if len(chosen) == 2:
            return chosen[0], chosen[1]
        if len(chosen) != 1:
            return None
        (row,) = chosen
        others = (*row.same, *row.perhaps, *row.different)
        return next(
            ((row, other) for code in others for other in self._rows if other.listed.code == code),
            None,
        )

    def _columns(self) -> tuple[Column[RegisterRow], ...]:
        def name(row: RegisterRow) -> str:
            return people_text.name(row.listed.person, self._names_visible)

        def forms(row: RegisterRow) -> str:
            person = row.listed.person
            is_visible = self._names_visible or person.is_named
            return other_forms(person) if is_visible else ""

        def age_and_sex(row: RegisterRow) -> str:
            person = row.listed.person
            age = "" if person.age.is_unknown else labels.age(person.age)
            sex = labels.word(person.sex) if person.sex else ""
            return " · ".join(filter(None, (age, sex)))

        def same(row: RegisterRow) -> str:
            texts = (
                (row.same, _("same as {codes}")),
                (row.perhaps, _("perhaps {codes}")),
                (row.different, _("not {codes}")),
            )
            parts = [text.format(codes=", ".join(codes)) for codes, text in texts if codes]
            return ", ".join(parts)

        def is_quiet(row: RegisterRow) -> bool:
            return row.listed.person.withdrawn

        return (
            Column(
                _("Full name"),
                name,
                width=190,
                max_width=260,
                quiet=is_quiet,
                stretches=True,
                key="name",
            ),
            Column(
                _("Other forms"),
                forms,
                width=90,
                max_width=200,
                quiet=is_quiet,
                gives_way=1,
                key="forms",
            ),
            Column(
                _("Age and sex"),
                age_and_sex,
                width=90,
                max_width=130,
                quiet=is_quiet,
                key="age",
            ),
            Column(
                _("What happened"),
                lambda row: people_text.status(row.listed.person),
                width=80,
                max_width=200,
                quiet=is_quiet,
                key="status",
            ),
            Column(
                _("May be published"),
                lambda row: labels.word(row.listed.person.shown_as),
                width=80,
                max_width=170,
                quiet=is_quiet,
                gives_way=2,
                key="publication",
            ),
            Column(
                _("Person"),
                lambda row: row.listed.code,
                width=150,
                max_width=190,
                quiet=is_quiet,
                key="code",
            ),
            Column(_("Same person"), same, width=90, max_width=280, quiet=is_quiet, key="same"),
        )


def _keys(listed: ListedPerson) -> str:
    forms = (getattr(listed.person, field) for field in NAMES)
    return name_keys(form for form in forms if form != PURGED)
