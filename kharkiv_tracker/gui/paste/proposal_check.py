"""What a proposal comes to as it is now: its readings, what it may update, and what is odd."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.exchange.json_shape import Fields
from kharkiv_tracker.exchange.record_json import Document, read_fields
from kharkiv_tracker.gui.entry import (
    document_reader,
    entry_cautions,
    entry_commit,
    forms,
    partial_entry,
    typed_document,
    update_matches,
)
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.gui.entry.source_completion import SourceCompletion
from kharkiv_tracker.gui.entry.update_matches import Match
from kharkiv_tracker.gui.paste.pasted_document import PastedDocument
from kharkiv_tracker.gui.paste.proposed_entry import ProposedEntry, Value, inputs
from kharkiv_tracker.intake import entry_doubts
from kharkiv_tracker.intake.entry_doubts import Doubt
from kharkiv_tracker.intake.name_completion import Names
from kharkiv_tracker.intake.outcome import Context, Question
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class Check:
    """Everything by the name of its field; `refused` is why the whole record is refused."""

    readings: Mapping[str, str] = field(default_factory=dict)
    refusals: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    cautions: Mapping[str, str] = field(default_factory=dict)
    falls: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    refused: str = ""
    #: The incident that is updated and what that changes, and those that may be.
    match: Match | None = None
    change: str = ""
    offers: tuple[tuple[Match, str], ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether it can be recorded as it is."""
        return not (self.refusals or self.refused or self.questions)


class ProposalCheck:
    """Checks proposals of one pasted document against the case, as the entry form does."""

    def __init__(
        self, case: CaseFile, reader: Callable[[], Reader], document: PastedDocument
    ) -> None:
        self._case, self._reader, self._document = case, reader, document
        self.completion = SourceCompletion(case)
        self._matches: dict[str, Match | None] = {}

    def refresh(self) -> None:
        """The case has changed."""
        self._matches.clear()
        self.completion = SourceCompletion(self._case)

    def complete(self, entry: ProposedEntry) -> None:
        """Add the office that a speaker has in the case, where the text names none."""
        office = self.completion.office_of(entry.value("speaker").text)
        if office and not entry.value("office").text:
            entry.values["office"] = Value(office, (), office)

    def names(self, name: str) -> Names | None:
        """The names that a field completes; None where it completes none."""
        if name == "where":
            return forms.district_names(self._reader().gazetteer)
        return self.completion.names(name)

    def context(self, entry: ProposedEntry) -> Context:
        """What is known when a field of this proposal is read."""
        texts = self._document.texts_of(entry)
        return self._reader().context(texts, self.event_day(entry))

    def event_day(self, entry: ProposedEntry) -> date | None:
        """The day of the strike, None while unknown."""
        if match := self._match(entry.code):
            return match.day
        return partial_entry.event_day(self._document.texts_of(entry), self._reader())

    def document_of(self, entry: ProposedEntry) -> Document:
        """The entry in the JSON of `add`, without its document; Refused names the field."""
        texts = self._document.texts_of(entry)
        if entry.is_statement:
            return typed_document.statement(texts, self._reader())
        persons = [dict(person.part) for person in entry.persons if person.text]
        day = self.event_day(entry)
        return entry_commit.report(self._case, texts, self._reader(), entry.code, day, persons)

    def check(self, entry: ProposedEntry) -> Check:
        """All that there is to say of a proposal."""
        readings: dict[str, str] = {}
        refusals: dict[str, str] = {}
        questions: dict[str, Question] = {}
        context, items = self.context(entry), inputs(entry.subject)
        for name in entry.names:
            text = entry.value(name).text
            if not text.strip():
                continue
            try:
                outcome = items[name].read(text, context)
            except Refused as refusal:
                refusals[name] = refusal.sentence
                continue
            if isinstance(outcome, Question):
                questions[name] = outcome
            else:
                readings[name] = outcome.words
        for number, person in enumerate(entry.persons):
            if person.text:
                readings[f"person {number}"] = self._person_text(person.part)
        refused, doubts = "", tuple[Doubt, ...]()
        if not refusals and not questions:
            refused, doubts = self._doubts(entry, refusals)
        parts = (readings, refusals, questions)
        if entry.is_statement:
            return Check(*parts, self._of_statement(entry), {}, doubts, refused)
        return self._of_report(entry, Check(*parts, {}, {}, doubts, refused))

    def _person_text(self, part: Mapping[str, Any]) -> str:
        """A person in words; "" where they cannot be read."""
        try:
            values = read_fields(Person, Fields(dict(part)), self._reader().gazetteer)
        except Refused:
            return ""
        return people_text.person(Person(**values), name_visible=True)

    def _doubts(
        self, entry: ProposedEntry, refusals: dict[str, str]
    ) -> tuple[str, tuple[Doubt, ...]]:
        """Why it is refused as a whole, "" where it is not, and what is odd about it."""
        try:
            written = self._document.written([self.document_of(entry)], self._reader())
            entries = entry_json.read(written, self._reader().gazetteer)
        except Refused as refusal:
            name = typed_document.field_of(refusal.path)
            if name in entry.names:
                refusals[name] = refusal.sentence
                return "", ()
            return refusal.sentence, ()
        doubts = entry_doubts.of_entries(self._case, entries)
        return "", tuple(doubt for _path, doubt in doubts)

    def _of_statement(self, entry: ProposedEntry) -> dict[str, str]:
        texts = self._document.texts_of(entry)
        statement = partial_entry.statement(texts, self._reader(), self.completion)
        return entry_cautions.of_statement(self._case, statement)

    def _of_report(self, entry: ProposedEntry, check: Check) -> Check:
        texts, reader, day = self._document.texts_of(entry), self._reader(), self.event_day(entry)
        report = partial_entry.report(texts, reader, day, self.completion)
        match = self._match(entry.code)
        cautions = entry_cautions.of_report(report, reader, day, match)
        falls = entry_cautions.large_falls(report, texts, match)
        offers: list[tuple[Match, str]] = []
        change = update_matches.difference(match, report) if match else ""
        if not match:
            link = document_reader.named(texts.get("document", "")).url

            def match_of(code: str) -> Match | None:
                return None if code in entry.declined else self._match(code)

            offers = update_matches.offers(self._case, texts, reader, report, link, match_of)
        return Check(
            *(check.readings, check.refusals, check.questions, cautions, falls, check.doubts),
            *(check.refused, match, change, tuple(offers)),
        )

    def _match(self, code: str) -> Match | None:
        """The incident of a code, read once until the case changes; None where there is none."""
        if code and code not in self._matches:
            try:
                gazetteer = self._reader().gazetteer
                self._matches[code] = update_matches.by_code(self._case, code, gazetteer)
            except Refused:
                self._matches[code] = None
        return self._matches.get(code)
