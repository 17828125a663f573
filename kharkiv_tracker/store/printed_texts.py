"""What takes names, links and points out of typed texts, for an incident or the whole case."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from kharkiv_tracker.domain import open_names
from kharkiv_tracker.domain.clearance import Decision
from kharkiv_tracker.domain.open_names import OpenNames
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.domain.text_redaction import TextRedactor
from kharkiv_tracker.store import (
    clearance_records,
    derived_figures,
    document_persons,
    publication,
    records,
)
from kharkiv_tracker.store.incidents import uid_of
from kharkiv_tracker.store.record_reader import read_records
from kharkiv_tracker.store.states import record_from

if TYPE_CHECKING:
    from sqlite_utils import Database

    from kharkiv_tracker.store.case_file import CaseFile


def of_incident(case: CaseFile, code: str, profile: Profile) -> TextRedactor:
    """For the texts of the incident of that code."""
    uid = uid_of(case, code)
    reports = derived_figures.reports(case.db, uid)
    persons = tuple(read_records(case.db, Person, "WHERE incident = ? ORDER BY number", [uid]))
    persons += document_persons.beside(case.db, [uid])
    names = clearance_records.of_incident(case.db, uid, reports, persons)
    return open_names.redactor(reports, persons, profile, names)


def of_case(case: CaseFile, profile: Profile) -> TextRedactor:
    """For a text about all of them: the title of the case."""
    if profile.is_internal:
        return TextRedactor()
    made = clearance_records.decisions(case.db)
    named = frozenset(uid for uid, decision in made.items() if decision is Decision.NAMED)
    persons = read_records(case.db, Person)
    hidden = open_names.hidden_names(persons, profile, OpenNames(persons=named))
    return TextRedactor(hidden, secret_names(case.db, profile, named))


def secret_names(db: Database, profile: Profile, named: Container[str] = ()) -> Iterator[str]:
    """The sources and speakers of the case that no text for others may name.

    `named` are the ids of the sources that were decided to be named.
    """
    for uid, state in records.states(db, "source"):
        source = record_from(Source, state)
        if not source.may_be_named or (uid not in named and _is_undecided(source, profile)):
            yield source.name
    yield from publication.secret_names(db)


def _is_undecided(source: Source, profile: Profile) -> bool:
    """Whether a source is only named if that was decided: a private one in every version."""
    if source.kind and source.kind.is_private:
        return True
    return profile is Profile.OPEN and open_names.is_listed(source)
