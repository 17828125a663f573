"""What is asked before many records change: a word, a text, or another incident."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from kharkiv_tracker import codebook, labels
from kharkiv_tracker.domain.incident import Grade, ReviewState
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.incident_picker import Picker
from kharkiv_tracker.gui.dialogs.link_dialog import RELATIONS
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.store import many_changes
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.incidents import IncidentRow
from kharkiv_tracker.store.many_changes import Manner
from kharkiv_tracker.store.many_records import ManyChange

#: Values with their labels.
_Values = Iterable[tuple[str, Any]]
_NOTE = 78
_NONE = "none"


class ChangeInput(QWidget):
    """`changed` is called when the change is another one."""

    added = ""
    """What each record gets where no field of it changes."""

    def __init__(self, changed: Callable[[], object]) -> None:
        super().__init__()
        self.changed = changed
        self._lines = widgets.column()
        self.setLayout(self._lines)

    @abstractmethod
    def change(self) -> ManyChange | None:
        """The change; None while it is not complete."""

    def _add(self, label: str, box: QWidget) -> None:
        title = widgets.text(label, "quiet")
        title.setBuddy(box)
        box.setAccessibleName(label)
        if self._lines.count():
            self._lines.addSpacing(10)
        for widget, gap in ((title, 3), (box, 0)):
            self._lines.addWidget(widget)
            self._lines.addSpacing(gap)


class WordInput(ChangeInput):
    """A list of words, with the definition of the one that is chosen."""

    def __init__(
        self,
        changed: Callable[[], object],
        label: str,
        values: _Values,
        make: Callable[[Any], ManyChange],
        define: Callable[[Any], str] | None = None,
    ) -> None:
        super().__init__(changed)
        self._make, self._define = make, define
        self.choice = _choice(label, values)
        self._definition = widgets.wrapped("", "quiet", 9)
        self._definition.setVisible(define is not None)
        self._add(label, self.choice)
        self._lines.addWidget(self._definition)
        self.setFocusProxy(self.choice)
        self.choice.currentIndexChanged.connect(lambda _index: self._show())

    def change(self) -> ManyChange | None:
        return self._make(self.choice.currentData()) if self.choice.currentIndex() >= 0 else None

    def _show(self) -> None:
        if self._define is not None:
            self._definition.setText(self._define(self.choice.currentData()))
        self.changed()


class WordsInput(ChangeInput):
    """A word, and whether it is added, removed, or replaces the words there are."""

    def __init__(
        self, changed: Callable[[], object], label: str, field: str, words: Sequence[Word]
    ) -> None:
        super().__init__(changed)
        self._field = field
        self.choice = _choice(label, ((labels.word(word), word.value) for word in words))
        manners = (
            (_("Add to those recorded"), Manner.ADD.value),
            (_("Replace those recorded"), Manner.REPLACE.value),
            (_("Remove from those recorded"), Manner.REMOVE.value),
        )
        self.manner = _choice(_("What to do"), manners)
        self.manner.setCurrentIndex(0)
        self._add(label, self.choice)
        self._add(_("What to do"), self.manner)
        self.setFocusProxy(self.choice)
        for box in (self.choice, self.manner):
            box.currentIndexChanged.connect(lambda _index: changed())

    def change(self) -> ManyChange | None:
        if self.choice.currentIndex() < 0:
            return None
        manner = Manner(self.manner.currentData())
        return many_changes.word(self._field, self.choice.currentData(), manner)


class NoteInput(ChangeInput):
    """The text of a note that each record gets."""

    def __init__(self, changed: Callable[[], object]) -> None:
        super().__init__(changed)
        self.added = _("note")
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.px(_NOTE))
        self._lines.addWidget(
            widgets.wrapped(_("For colleagues. Never on a public page."), "quiet", 9)
        )
        self._add(_("Note"), self.text)
        self.setFocusProxy(self.text)
        self.text.textChanged.connect(self._type)
        self._is_note = False

    def change(self) -> ManyChange | None:
        text = self.text.toPlainText().strip()
        try:
            Note(text).check()
        except Refused:
            return None
        return many_changes.note(text)

    def _type(self) -> None:
        # Which records can have it does not depend on what it says.
        is_note = self.change() is not None
        if is_note is not self._is_note:
            self._is_note = is_note
            self.changed()


class LinkInput(ChangeInput):
    """The other incident of all links, and how they belong together."""

    def __init__(
        self, changed: Callable[[], object], case: CaseFile, gazetteer: Gazetteer, code: str
    ) -> None:
        super().__init__(changed)
        self.relation = _choice(
            _("Type of link"),
            ((people_text.capital(labels.word(word)), word.value) for word in RELATIONS),
        )
        self.relation.setCurrentIndex(0)
        self.notes = QLineEdit()
        self.picker = _AnyPicker(case, gazetteer, code, self._pick)
        self.picker.then = self.relation
        self._lines.addWidget(self.picker)
        self._add(_("Type of link"), self.relation)
        self._add(_("Note"), self.notes)
        self.setFocusProxy(self.picker.field)
        self.relation.currentIndexChanged.connect(lambda _index: changed())

    def change(self) -> ManyChange | None:
        other = self.picker.code if hasattr(self, "picker") else ""
        if not other:
            return None
        self.added = _("link with {code}").format(code=other)
        notes = " ".join(self.notes.text().split())
        return many_changes.link(other, Relation(self.relation.currentData()), notes)

    def _pick(self, _code: str) -> None:
        # It picks the first one while it is made.
        if hasattr(self, "picker"):
            self.changed()


class _AnyPicker(Picker):
    """The incident itself may be picked: the others are linked with it."""

    def _is_eligible(self, row: IncidentRow) -> bool:
        return row.state is not ReviewState.WITHDRAWN


def grade(changed: Callable[[], object]) -> WordInput:
    """The grade of all, or none."""
    values = [(labels.word(word), word.value) for word in Grade]
    return WordInput(
        changed,
        _("Grade"),
        [*values, (_("not graded"), _NONE)],
        lambda value: many_changes.grade(None if value == _NONE else Grade(value)),
        lambda value: _defined(None if value == _NONE else Grade(value)),
    )


def review_state(changed: Callable[[], object]) -> WordInput:
    """The review state of all; withdrawing asks for a reason elsewhere."""
    states = [word for word in ReviewState if word is not ReviewState.WITHDRAWN]
    return WordInput(
        changed,
        _("Review state"),
        [(labels.word(word), word.value) for word in states],
        lambda value: many_changes.review_state(ReviewState(value)),
        lambda value: _defined(ReviewState(value)),
    )


def district(changed: Callable[[], object], gazetteer: Gazetteer) -> WordInput:
    """The district of all."""
    values = [(labels.district(place), place.key) for place in gazetteer.listed]
    return WordInput(changed, _("District"), values, many_changes.district)


def _defined(value: Grade | ReviewState | None) -> str:
    return codebook.definition(value) if value else _("Not yet graded.")


def _choice(label: str, values: _Values) -> widgets.Choice:
    """A list of values of which none is chosen yet."""
    choice = widgets.Choice(label)
    for text, value in values:
        choice.addItem(text, value)
    choice.setCurrentIndex(-1)
    return choice
