"""The incident that a typed report updates, and warnings on the entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer

from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui.entry import (
    document_reader,
    entry_cautions,
    partial_entry,
    update_matches,
)
from kharkiv_tracker.gui.entry.forms import OF_INCIDENT, ReportForm, StatementForm
from kharkiv_tracker.gui.entry.inputs import Texts
from kharkiv_tracker.gui.entry.next_entry import REMARK
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.gui.entry.source_completion import SourceCompletion
from kharkiv_tracker.gui.entry.update_card import UpdateCard
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake import field_reader, role_suggestion
from kharkiv_tracker.intake.outcome import Outcome, Reading
from kharkiv_tracker.store.case_file import CaseFile

_REST = 120


class UpdateTarget(QObject):
    """Searches once typing rests; `match` is the incident that the report updates, if any."""

    def __init__(
        self,
        case: CaseFile,
        report: ReportForm,
        card: UpdateCard,
        completion: Callable[[], SourceCompletion],
        reader: Callable[[], Reader],
    ) -> None:
        super().__init__(report)
        self._case, self._form, self._card = case, report, card
        self._completion, self._reader = completion, reader
        self._declined: set[str] = set()
        #: Offered, and not shown until the report is saved: then they are asked about.
        self._put_off: set[str] = set()
        #: The codes of incidents marked as not the same as this one.
        self.distinct_codes: list[str] = []
        self.match: update_matches.Match | None = None
        #: What was offered since the case changed, by code.
        self._matches: dict[str, update_matches.Match] = {}
        #: The incidents it may be an update of, each with what that would change.
        self.offers: list[tuple[update_matches.Match, str]] = []
        self._timer = QTimer(self, singleShot=True, interval=_REST)
        self._timer.timeout.connect(self.update)
        report.edited.connect(self._timer.start)

    @property
    def code(self) -> str:
        return self.match.code if self.match else ""

    @property
    def offered_codes(self) -> tuple[str, ...]:
        """The codes of the incidents it may be an update of."""
        return tuple(match.code for match, _change in self.offers)

    @property
    def event_day(self) -> date | None:
        """The day of the strike, None while unknown."""
        if self.match:
            return self.match.day
        return partial_entry.event_day(self._form.texts(), self._reader())

    def accept(self, code: str) -> None:
        """Make the report an update of this incident; raises Refused if not found."""
        self.match = update_matches.by_code(self._case, code, self._reader().gazetteer)
        when = self._form.fields["when"]
        if update_matches.typed_code(when.text()):
            when.set_text("")
        if self._form.is_remark:
            self._form.fold([name for name in self._form.fields if name not in REMARK])
        else:
            self._form.fold(OF_INCIDENT)
        self.update()

    def read_when(self, text: str) -> Outcome:
        """A day and an hour, or the code of the incident that the report belongs to."""
        code = update_matches.typed_code(text)
        if not code:
            return field_reader.read("when", text, self._form.context())
        match = update_matches.by_code(self._case, code, self._reader().gazetteer)
        return Reading({}, _("an update of {title}").format(title=match.title))

    @property
    def code_is_waiting(self) -> bool:
        """Whether a code was typed in place of a day and is not accepted yet."""
        return not self.match and bool(update_matches.typed_code(self._form.fields["when"].text()))

    def accept_typed_code(self) -> bool:
        """Accept the incident whose code was typed; False if the case does not have it."""
        if not self.code_is_waiting:
            return True
        when = self._form.fields["when"]
        try:
            self.accept(update_matches.typed_code(when.text()))
        except Refused as refusal:
            when.refuse(refusal.sentence)
            return False
        return True

    def refresh(self, _changes: object = None) -> None:
        """The case has changed: the incident may have other figures now, or be gone."""
        self._matches.clear()
        if self.match:
            self.resume(self.match.code)

    def resume(self, code: str) -> None:
        """Make it an update of this incident; of one that is gone the code is typed instead.

        So no other incident is updated, and none is made without a question.
        """
        try:
            self.accept(code)
        except Refused:
            self.decline()
            self._form.fields["when"].set_text(code)

    def put_off(self) -> None:
        """Show the offers no more; they are asked about before the report is saved."""
        self._put_off |= set(self._card.codes)
        self.update()

    def decline(self) -> None:
        """Make the report one of a new incident; matches offered so far are not offered again."""
        self._declined |= {*self.offered_codes, self.code} - {""}
        self.match, self._form.is_remark = None, False
        self._form.fold(())
        self.update()

    def mark_as_distinct(self) -> None:
        """Note, once the report is saved, that the matches are not the same incident."""
        self.distinct_codes += [
            code for code in self.offered_codes if code not in self.distinct_codes
        ]

    def start_next(self) -> None:
        """Start the next report, without a match."""
        self.match, self.offers, self._form.is_remark = None, [], False
        self.distinct_codes.clear()
        self._declined.clear()
        self._put_off.clear()
        self._form.fold(())
        self._form.suggest_role(None)
        self._timer.stop()
        self._card.withdraw()

    def update(self) -> None:
        """Offer incidents that match the report, and show warnings."""
        self._timer.stop()
        texts, reader, day = self._form.texts(), self._reader(), self.event_day
        report = partial_entry.report(texts, reader, day, self._completion())
        self.offers = [] if self.match else self._offers(texts, reader, report)
        if self.match:
            self._card.show_update(self.match, update_matches.difference(self.match, report))
        else:
            self._card.show_offers(
                [offer for offer in self.offers if offer[0].code not in self._put_off]
            )
        self._form.show_cautions(entry_cautions.of_report(report, reader, day, self.match))
        self._form.suggest_role(role_suggestion.suggested(report, day))

    def large_falls(self) -> dict[str, str]:
        """What the update gives far less of than its incident has, where its kind is not typed."""
        texts, reader = self._form.texts(), self._reader()
        report = partial_entry.report(texts, reader, self.event_day, self._completion())
        return entry_cautions.large_falls(report, texts, self.match)

    def _offers(
        self, texts: Texts, reader: Reader, report: Report
    ) -> list[tuple[update_matches.Match, str]]:
        # What is read in a recorded document may well be of another incident.
        is_asked = self._form.text_field("document").question
        link = "" if is_asked else document_reader.named(texts["document"]).url

        def match_of(code: str) -> update_matches.Match | None:
            return None if code in self._declined else self._match(code, reader)

        return update_matches.offers(self._case, texts, reader, report, link, match_of)

    def _match(self, code: str, reader: Reader) -> update_matches.Match | None:
        """The incident of a code, read once until the case changes; None where there is none."""
        if code not in self._matches:
            try:
                match = update_matches.by_code(self._case, code, reader.gazetteer)
            except Refused:
                return None
            self._matches[code] = match
        return self._matches[code]


class StatementCheck(QObject):
    """Shows warnings on an official total compared with the one before it."""

    def __init__(
        self,
        case: CaseFile,
        form: StatementForm,
        completion: Callable[[], SourceCompletion],
        reader: Callable[[], Reader],
    ) -> None:
        super().__init__(form)
        self._case, self._form = case, form
        self._completion, self._reader = completion, reader
        self._timer = QTimer(self, singleShot=True, interval=_REST)
        self._timer.timeout.connect(self.check)
        form.edited.connect(self._timer.start)

    def check(self) -> None:
        statement = partial_entry.statement(self._form.texts(), self._reader(), self._completion())
        self._form.show_cautions(entry_cautions.of_statement(self._case, statement))
