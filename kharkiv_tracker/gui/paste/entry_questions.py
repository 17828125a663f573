"""What is asked about a proposal before it can be confirmed: the same as a form asks on saving."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kharkiv_tracker import labels
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.gui.entry import save_questions
from kharkiv_tracker.gui.entry.inputs import inputs_of
from kharkiv_tracker.gui.entry.odd_values import OddValues
from kharkiv_tracker.gui.entry.open_questions import Asked
from kharkiv_tracker.gui.paste.proposal_check import Check
from kharkiv_tracker.gui.paste.proposed_entry import ProposedEntry, inputs
from kharkiv_tracker.i18n import _, current
from kharkiv_tracker.intake.outcome import Reading


class EntryQuestions:
    """Puts the answers into the entry; `go_to` goes to the field of a name, to correct it."""

    def __init__(self, entry: ProposedEntry, go_to: Callable[[str], object]) -> None:
        self._entry = entry
        self._check = Check()
        self.odd = OddValues(self.label, go_to)

    def asked(self, check: Check) -> Iterator[Asked]:
        """Everything that is open, most important first."""
        entry, self._check = self._entry, check
        if entry.candidates and not entry.value("where").text:
            names = tuple(place.short_name(current()) for place in entry.candidates)

            def choose(number: int) -> None:
                entry.put("where", names[number])

            yield Asked(self.label("where"), _("Which district is meant?"), names, choose)
        for name, question in check.questions.items():
            text = entry.value(name).text
            yield save_questions.about_text(self.label(name), text, question, self.answer)
        yield from save_questions.same_incident(
            check.offers, self._add_to, self._set_apart, self.decline, with_changes=True
        )
        yield from save_questions.kind_of_report(self.label("role"), check.falls, self._set_role)
        yield from self.odd.ask(check.doubts)

    def answer(self, reading: Reading) -> None:
        """Put in the texts that a reading has."""
        for name, text in reading.texts.items():
            self._entry.put(name, text)

    def decline(self) -> None:
        """Make it a new incident, whatever is offered."""
        self._entry.declined |= {match.code for match, _change in self._check.offers}

    def choose_again(self) -> None:
        """Ask once more which incident it belongs to."""
        self._entry.code = ""
        self._entry.declined.clear()
        self._entry.distinct_codes.clear()

    def label(self, name: str) -> str:
        """What a field is called."""
        items = inputs(self._entry.subject)
        if name in items:
            return items[name].label
        return next((item.label for item in inputs_of(Report) if item.name == name), name)

    def _set_role(self, role: Role) -> None:
        self._entry.put("role", labels.word(role))

    def _add_to(self, code: str) -> None:
        self._entry.code = code

    def _set_apart(self) -> None:
        self._entry.distinct_codes = [match.code for match, _change in self._check.offers]
        self.decline()
