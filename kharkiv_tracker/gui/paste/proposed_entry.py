"""A proposal on its way to a record: the texts of its fields, and what a person decided on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.passage import Ranges
from kharkiv_tracker.domain.place import District
from kharkiv_tracker.domain.quantity import QUANTITIES
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.gui.entry.inputs import Input, inputs_of
from kharkiv_tracker.intake.passages.proposal import Finding, Proposal, Subject

#: The rows that are always there, as nothing can be recorded without them.
_NEEDED = {Subject.INCIDENT: ("when", "where"), Subject.STATEMENT: ("area", "as_of")}
_RECORDS = {Subject.INCIDENT: (Incident, Report), Subject.STATEMENT: (Statement,)}
#: What comes from the document, or is found from the words.
_NOT_HERE = frozenset(
    (
        *("source", "source_kind", "published", "archive_url", "language", "url", "document"),
        *("quote", "words", "confidential", "state", "grade", "summary", "cluster", "debris"),
    )
)
#: The rows that come first, in this order; all others follow as their records declare them.
_FIRST = {
    Subject.INCIDENT: ("when", "where", *QUANTITIES, "transfer", "combatants"),
    Subject.STATEMENT: ("area", "since", "as_of", *QUANTITIES),
}


#: What an update says of the victims is noted on its incident.
REMARK = "circumstances"


class Decision(StrEnum):
    """What a person decided on a proposal."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DROPPED = "dropped"


@dataclass(slots=True)
class Value:
    """What would be typed in one field, and the words of the text that give it.

    `proposed` is what was read there, in `proposed_words`; `part` the person in JSON, where it is
    one.
    """

    text: str
    words: Ranges = ()
    proposed: str = ""
    part: Mapping[str, Any] = field(default_factory=dict)
    proposed_words: Ranges = ()

    @classmethod
    def of(cls, finding: Finding) -> Value:
        spans = finding.spans
        return cls(finding.text, spans, finding.text, finding.part, spans)

    @property
    def is_changed(self) -> bool:
        return self.text != self.proposed


@dataclass(slots=True, eq=False)
class ProposedEntry:
    """One report or official total that may be recorded.

    `code` is the incident it is an update of; `declined` are those it is not said to be of, and
    `distinct_codes` those it is not the same as.
    """

    subject: Subject
    values: dict[str, Value]
    persons: list[Value] = field(default_factory=list)
    candidates: tuple[District, ...] = ()
    quote: Ranges = ()
    decision: Decision = Decision.OPEN
    code: str = ""
    declined: set[str] = field(default_factory=set)
    distinct_codes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, proposal: Proposal) -> ProposedEntry:
        values = {name: Value.of(finding) for name, finding in proposal.findings.items()}
        persons = [Value.of(person) for person in proposal.persons]
        return cls(proposal.subject, values, persons, proposal.candidates, proposal.quote)

    @property
    def is_statement(self) -> bool:
        return self.subject is Subject.STATEMENT

    @property
    def is_open(self) -> bool:
        """Whether nothing is decided on it."""
        return self.decision is Decision.OPEN

    @property
    def names(self) -> list[str]:
        """The fields that have rows, in their order; of an update not those of its incident."""
        needed = () if self.code else _NEEDED[self.subject]
        shown = {*needed, *self.values}
        if self.code:
            shown -= {item.name for item in inputs_of(Incident)} - {REMARK}
        return [name for name in inputs(self.subject) if name in shown]

    @property
    def all_values(self) -> dict[str, Value]:
        """Every row with its value by name, persons as `person 0` and so on."""
        persons = {f"person {number}": person for number, person in enumerate(self.persons)}
        return {**{name: self.value(name) for name in self.names}, **persons}

    def value(self, name: str) -> Value:
        """What is in a field; blank where nothing is."""
        return self.values.get(name) or Value("")

    def put(self, name: str, text: str, words: Ranges | None = None) -> None:
        """Put a text into a field; without words those it was read from stay."""
        value = self.values.setdefault(name, Value(""))
        value.text = " ".join(text.split()) if name in QUANTITIES else text.strip()
        if words is not None:
            value.words = words

    def texts(self, text: str, words: Ranges | None = None) -> dict[str, str]:
        """The texts of a form that would record it, read in a text; `words` are its words there."""
        of_incident = {REMARK} if self.code else set()
        texts = {n: self.value(n).text for n in self.names if n not in of_incident}
        quoted = passage.quote(text, self.words(text))
        marked = self.words(text) if words is None else words
        return {**texts, "quote": quoted, "words": passage.stored(marked)}

    def words(self, text: str) -> Ranges:
        """The words of the text that the report rests on: its sentences, its values elsewhere.

        What it says of the incident is in the text of the document, and not in its quote.
        """
        left_out = () if self.is_statement else {item.name for item in inputs_of(Incident)}
        given = [v for name, v in self.values.items() if v.text and name not in left_out]
        given += [person for person in self.persons if person.text]
        return joined(text, [*self.quote, *(pair for value in given for pair in value.words)])


def inputs(subject: Subject) -> dict[str, Input]:
    """What can be typed of a proposal, by name and in the order of its rows."""
    items = {
        item.name: item
        for record in _RECORDS[subject]
        for item in inputs_of(record)
        if item.name not in _NOT_HERE
    }
    order = dict.fromkeys((*_FIRST[subject], *items))
    return {name: items[name] for name in order if name in items}


def joined(text: str, pairs: Iterable[tuple[int, int]]) -> Ranges:
    """Ranges of a text in order; those with nothing but spaces between them become one."""
    return tuple(_joined(text, sorted(pairs)))


def _joined(text: str, pairs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if not pairs:
        return
    first, last = pairs[0]
    for start, end in pairs[1:]:
        if start > last and text[last:start].strip():
            yield first, last
            first, last = start, end
        else:
            last = max(last, end)
    yield first, last
