"""One proposal: what is asked about it, its rows, and what was decided."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.entry import forms
from kharkiv_tracker.gui.entry.form_field import Field
from kharkiv_tracker.gui.entry.open_questions import Asked, OpenQuestions
from kharkiv_tracker.gui.paste.entry_questions import EntryQuestions
from kharkiv_tracker.gui.paste.proposal_check import Check, ProposalCheck
from kharkiv_tracker.gui.paste.proposal_row import ProposalRow
from kharkiv_tracker.gui.paste.proposed_entry import Decision, ProposedEntry, inputs
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.outcome import Reading
from kharkiv_tracker.store.confirmed_doubts import Confirmation

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIDE = 12


class ProposalCard(QWidget):
    """Open, it shows its rows; decided, or one of many, its title alone."""

    #: The keyboard came to a row of this name, "" for the card.
    pointed = Signal(str)
    #: A text or an answer is another.
    changed = Signal()
    #: It was confirmed or dropped, or that was taken back.
    decided = Signal()
    #: A field of the document has to be looked at.
    head_needed = Signal(str)

    def __init__(self, entry: ProposedEntry, check: ProposalCheck) -> None:
        super().__init__()
        self.entry, self._checks = entry, check
        self.check = Check()
        self.rows: dict[str, ProposalRow] = {}
        self._asked: list[Asked] = []
        self._is_folded = True
        self.asking = EntryQuestions(entry, self._go_to)
        self.setObjectName("proposal")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = widgets.Elided()
        self._title.setFont(theme.font(theme.BASE, bold=True))
        self._state = widgets.Elided("", "quiet", 9)
        self._about = widgets.wrapped("", "quiet", 9)
        self._change = widgets.small_button(_("Change"), self._choose_again)
        self._wrong = widgets.wrapped("", "attention", 9)
        self.questions = OpenQuestions()
        self._lines = widgets.column()
        head = widgets.row(self._title, 8, self._state)
        head.setStretch(0, 1)
        head.setStretch(2, 1)
        about = widgets.row(self._about, 8, self._change)
        about.setStretch(0, 1)
        self._body = widgets.holding(
            widgets.column(2, about, self.questions, self._wrong, self._lines)
        )
        self._body.hide()
        self.setLayout(widgets.column(head, self._body, margins=(_SIDE, 7, _SIDE, 7)))

    @property
    def confirmation(self) -> Confirmation | None:
        """What was odd about it and confirmed."""
        return self.asking.odd.confirmation

    @property
    def is_open(self) -> bool:
        """Whether nothing is decided on it."""
        return self.entry.is_open

    @property
    def is_folded(self) -> bool:
        """Whether its title alone is shown."""
        return self._body.isHidden()

    @property
    def stops(self) -> list[QWidget]:
        """What Tab goes through."""
        if self.is_folded:
            return [self]
        change = [] if self._change.isHidden() else [self._change]
        return [*self.questions.stops, *(row.stop for row in self.rows.values()), *change]

    def fold(self, is_folded: bool) -> None:
        """Show the title alone, or all of an open proposal."""
        self._is_folded = is_folded
        if self.is_open and not is_folded and self.is_folded:
            self.refresh()
        self._show_body()

    def refresh(self) -> None:
        """Check it again, and show that."""
        self.check = self._checks.check(self.entry)
        self._show_rows()
        open_questions = self.asking.asked(self.check) if self.is_open else ()
        asked = [self._with_sequel(asked) for asked in open_questions]
        if _words(asked) != _words(self._asked):
            had_focus = any(stop.hasFocus() for stop in self.questions.stops)
            self._asked = asked
            self.questions.ask(asked, takes_keyboard=False)
            if had_focus:
                self.begin()
        self.questions.setVisible(bool(asked))
        self._wrong.setText(self.check.refused)
        self._wrong.setVisible(bool(self.check.refused))
        self._show_body()

    def begin(self) -> None:
        """Move the keyboard to what is asked, else to the first row."""
        if stops := self.stops:
            stops[0].setFocus(Qt.FocusReason.TabFocusReason)

    def confirm(self) -> bool:
        """Confirm it, unless something is asked, wrong or missing: then go there."""
        for row in self.rows.values():
            row.leave()
        self.refresh()
        if not self.check.is_sound or self._asked:
            self._show_body(is_needed=True)
            if self._asked:
                self.questions.enter()
            else:
                self._go_to(next(iter(self.check.refusals), ""))
            return False
        self._decide(Decision.CONFIRMED)
        return True

    def holds(self) -> bool:
        """Whether it can be recorded as it was confirmed, in the case as it is now."""
        check = self._checks.check(self.entry)
        return check.is_sound and not any(self.asking.asked(check))

    def drop(self) -> None:
        """Drop it; the same again takes that back, as it does of a confirmation."""
        self._decide(Decision.DROPPED if self.is_open else Decision.OPEN)

    def go_to(self, name: str, text: str | None = None) -> None:
        """Move the keyboard to a row; with a text that is not understood, to type another."""
        if name in self.rows:
            self.rows[name].setFocus(Qt.FocusReason.TabFocusReason)
            if text is not None:
                self.rows[name].edit(text)

    def assign(self, name: str, text: str, words: tuple[tuple[int, int], ...]) -> None:
        """Give a field these words of the text."""
        self.entry.put(name, text, words)
        self.refresh()
        self.changed.emit()
        self.go_to(name, text if name in self.check.refusals else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held:
            super().keyPressEvent(event)
        elif key in _ENTER:
            self.confirm() if self.is_open else self.drop()
        elif key is Qt.Key.Key_Delete:
            self.drop()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pointed.emit("")

    def _decide(self, decision: Decision) -> None:
        self.entry.decision = decision
        self.refresh()
        self.changed.emit()
        self.decided.emit()

    def _with_sequel(self, asked: Asked) -> Asked:
        """A question whose answer is followed by what is asked then."""

        def choose(number: int) -> bool:
            if not asked.choose(number):
                self._asked = []
                self.refresh()
                self.changed.emit()
                self.begin()
            return True

        return replace(asked, choose=choose)

    def _choose_again(self) -> None:
        """Ask once more which incident it belongs to."""
        self.asking.choose_again()
        self.refresh()
        self.changed.emit()
        self.begin()

    def _go_to(self, name: str) -> None:
        if name in self.rows:
            self.rows[name].setFocus(Qt.FocusReason.TabFocusReason)
            self.rows[name].edit()
        elif name:
            self.head_needed.emit(name)

    def _show_rows(self) -> None:
        entry, check = self.entry, self.check
        wanted = [*entry.names, *(f"person {n}" for n in range(len(entry.persons)))]
        for name in [name for name in self.rows if name not in wanted]:
            self.rows.pop(name).deleteLater()
        for place, name in enumerate(wanted):
            if name not in self.rows:
                self.rows[name] = self._row(name)
                self._lines.insertWidget(place, self.rows[name])
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
        if name in inputs(self.entry.subject):
            row = ProposalRow(name, self.asking.label(name), partial(self._field, name))
            row.changed.connect(partial(self._change_text, name))
            row.answered.connect(self._take_answer)
        else:
            row = ProposalRow(name, _("Person"), None)
            row.changed.connect(partial(self._change_person, int(name.split()[-1])))
        row.entered.connect(partial(self.pointed.emit, name))
        return row

    def _field(self, name: str) -> Field:
        """The field in which a row is typed."""
        item = inputs(self.entry.subject)[name]
        made = forms.control(item, lambda: self._checks.context(self.entry))
        assert isinstance(made, Field)  # noqa: S101 - nothing else is a row
        if names := self._checks.names(name):
            made.set_names(names)
        return made

    def _change_text(self, name: str, text: str) -> None:
        self.entry.put(name, text)
        self.refresh()
        self.changed.emit()

    def _change_person(self, number: int, text: str) -> None:
        self.entry.persons[number].text = text
        self.refresh()
        self.changed.emit()

    def _take_answer(self, reading: Reading) -> None:
        self.asking.answer(reading)
        self.refresh()
        self.changed.emit()

    def _show_body(self, is_needed: bool = False) -> None:
        is_shown = self.is_open and (is_needed or not self._is_folded)
        policy = Qt.FocusPolicy.NoFocus if is_shown else Qt.FocusPolicy.StrongFocus
        self.setFocusPolicy(policy)
        self._body.setVisible(is_shown)
        self._show_title()

    def _show_title(self) -> None:
        entry, check = self.entry, self.check
        names = ("area", "as_of") if entry.is_statement else ("where", "when")
        kind = _("Official total") if entry.is_statement else _("Incident")
        title = " · ".join(filter(None, (kind, *(entry.value(name).text for name in names))))
        if check.match:
            title = _("{when}: {title}").format(when=check.match.when, title=check.match.title)
        self._title.setText(title)
        # What is dropped is dimmed.
        self._title.setEnabled(entry.decision is not Decision.DROPPED)
        state = {Decision.CONFIRMED: _("confirmed"), Decision.DROPPED: _("dropped")}
        counts = (
            _("{what} {figure}").format(what=labels.quantity(name), figure=entry.value(name).text)
            for name in COUNTED
            if entry.value(name).text
        )
        folded = [*counts, state.get(entry.decision, "")] if self.is_folded else []
        self._state.setText(" · ".join(filter(None, folded)))
        about = ""
        if check.match:
            about = _("Update of {code}: {change}").format(
                code=check.match.code, change=check.change
            )
        elif entry.distinct_codes:
            about = _("New incident, not the same as {codes}.").format(
                codes=", ".join(entry.distinct_codes)
            )
        elif entry.declined:
            about = _("New incident for now.")
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._change.setVisible(bool(about))
        self.setAccessibleName(", ".join(filter(None, (title, state.get(entry.decision, "")))))


def _words(asked: list[Asked]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.title, each.words, each.answers) for each in asked]
