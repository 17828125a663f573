"""To which incident the report that is being typed belongs, and what looks odd about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from PySide6.QtCore import QObject, QTimer

from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui.entry import partial_entry, update_matches
from kharkiv_tracker.gui.entry.field_parsers import Reader
from kharkiv_tracker.gui.entry.forms import OF_INCIDENT, ReportForm, StatementForm
from kharkiv_tracker.gui.entry.source_completion import Known
from kharkiv_tracker.gui.entry.update_card import OfferCard
from kharkiv_tracker.intake import entry_warnings
from kharkiv_tracker.store import statements
from kharkiv_tracker.store.case_file import CaseFile

_REST = 120


class Updating(QObject):
    """Looks once the typing rests; `taken` is the incident the report was said to update."""

    def __init__(
        self,
        case: CaseFile,
        report: ReportForm,
        card: OfferCard,
        known: Callable[[], Known],
        reader: Callable[[], Reader],
    ) -> None:
        super().__init__(report)
        self._case, self._form, self._card = case, report, card
        self._known, self._reader = known, reader
        self._declined: set[str] = set()
        #: The incidents of which somebody said that this report is not about them.
        self.apart: list[str] = []
        self.taken: update_matches.Match | None = None
        self._look = QTimer(self, singleShot=True, interval=_REST)
        self._look.timeout.connect(self.look)
        report.edited.connect(self._look.start)

    @property
    def code(self) -> str:
        return self.taken.code if self.taken else ""

    @property
    def event_day(self) -> date | None:
        """The day of the strike, as far as it is known."""
        if self.taken:
            return self.taken.day
        return partial_entry.event_day(self._form.texts(), self._reader())

    def take(self, code: str) -> None:
        """Make the report an update of this incident; raises Refused where there is none."""
        self.taken = update_matches.by_code(self._case, code, self._reader().gazetteer)
        when = self._form.fields["when"]
        if update_matches.typed_code(when.text()):
            when.set_text("")
        self._form.fold(OF_INCIDENT)
        self.look()

    @property
    def code_is_waiting(self) -> bool:
        """Whether a code was typed in place of a day and is not taken yet."""
        return not self.taken and bool(update_matches.typed_code(self._form.fields["when"].text()))

    def settle(self) -> bool:
        """Take the incident whose code was typed; False where the case has none of that code."""
        if not self.code_is_waiting:
            return True
        when = self._form.fields["when"]
        try:
            self.take(update_matches.typed_code(when.text()))
        except Refused as refusal:
            when.refuse(refusal.sentence)
            return False
        return True

    def refresh(self, _changes: object = None) -> None:
        """The case has changed: the incident may have other figures now, or be gone."""
        if self.taken:
            try:
                self.take(self.taken.code)
            except Refused:
                self.let_go()

    def let_go(self) -> None:
        """Make the report one of a new incident; what was offered is not offered again."""
        self._declined |= {*self._card.codes, self.code} - {""}
        self.taken = None
        self._form.fold(())
        self.look()

    def keep_apart(self) -> None:
        """Remember that what is offered is not the same, to be noted once the report is saved."""
        self.apart += [code for code in self._card.codes if code not in self.apart]

    def begin_anew(self) -> None:
        """The next report belongs to no incident yet."""
        self.taken = None
        self.apart.clear()
        self._declined.clear()
        self._form.fold(())
        self._look.stop()
        self._card.withdraw()

    def look(self) -> None:
        """Offer what the report may belong to, and say what looks odd."""
        self._look.stop()
        texts, reader = self._form.texts(), self._reader()
        said = partial_entry.report(texts, reader, self.event_day, self._known())
        if self.taken:
            self._card.show_update(
                self.taken, update_matches.difference(self.taken, said, self._case)
            )
        else:
            self._card.show_offers(self._offers(said))
        self._form.say(self._odd(said, reader))

    def _offers(self, said: Report) -> list[tuple[update_matches.Match, str]]:
        texts, reader = self._form.texts(), self._reader()
        typed = partial_entry.traits(texts, reader, said)
        link, code = texts["url"].strip(), update_matches.typed_code(texts["when"])
        found = update_matches.likely(self._case, typed, link, code, reader.gazetteer)
        return [
            (match, update_matches.difference(match, said, self._case))
            for match in found
            if match.code not in self._declined
        ]

    def _odd(self, said: Report, reader: Reader) -> dict[str, str]:
        now = datetime.now(UTC)
        before = self.taken.figures if self.taken else {}
        found = entry_warnings.of_report(said, before, self.event_day, now)
        if not self.taken:
            found |= entry_warnings.of_event(self.event_day, reader.today)
        return found


class Comparing(QObject):
    """Says what looks odd about an official total beside the one before it."""

    def __init__(
        self,
        case: CaseFile,
        form: StatementForm,
        known: Callable[[], Known],
        reader: Callable[[], Reader],
    ) -> None:
        super().__init__(form)
        self._case, self._form = case, form
        self._known, self._reader = known, reader
        self._look = QTimer(self, singleShot=True, interval=_REST)
        self._look.timeout.connect(self.look)
        form.edited.connect(self._look.start)

    def look(self) -> None:
        said = partial_entry.statement(self._form.texts(), self._reader(), self._known())
        self._form.say(entry_warnings.of_statement(said, self._earlier(said), datetime.now(UTC)))

    def _earlier(self, said: Statement) -> Statement | None:
        if not said.area or not said.as_of:
            return None
        earlier = [
            one
            for one in statements.statements(self._case)
            if (one.area, one.since) == (said.area, said.since)
            and one.as_of
            and said.as_of.is_later_than(one.as_of)
        ]
        return earlier[-1] if earlier else None
