"""The people a page names: all for the team, for others as far as that was decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kharkiv_tracker import labels
from kharkiv_tracker.domain import open_names
from kharkiv_tracker.domain.person import PURGED, Person, Visibility
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import people_text, person_name
from kharkiv_tracker.summary import blocks
from kharkiv_tracker.summary.blocks import Block, Cell, Row
from kharkiv_tracker.summary.publication_profile import Redactor
from kharkiv_tracker.summary.summary_data import SummaryData


def persons(recorded: Iterable[Person], redactor: Redactor) -> list[Block]:
    """Who was harmed in one incident; empty on a restricted page."""
    listed = [person for person in recorded if is_listed(person, redactor)]
    if not listed:
        return []
    head = [_("Person"), _("Age"), _("Sex"), _("What happened to them"), _("Notes")]
    rows = [_person(person, redactor) for person in listed]
    columns = "wntww"
    if not any(row[-1] for row in rows):
        head, rows, columns = head[:-1], [row[:-1] for row in rows], columns[:-1]
    return [blocks.heading(_("Persons")), blocks.table(head, rows, columns, size=blocks.LIST)]


def named(data: SummaryData) -> list[Block]:
    """On an open page of many incidents everybody it names, with the incident."""
    rows: list[Row] = []
    for incident in data.incidents if data.request.profile is Profile.OPEN else ():
        redactor = Redactor(data.request.profile, names=incident.names)
        rows += [
            [incident.row.code, *_person(person, redactor)[:-1]]
            for person in incident.persons
            if is_named(person, redactor)
        ]
    if not rows:
        return []
    head = [_("Code"), _("Person"), _("Age"), _("Sex"), _("What happened to them")]
    return [blocks.heading(_("Persons")), blocks.table(head, rows, "twntw", size=blocks.LIST)]


def is_listed(person: Person, redactor: Redactor) -> bool:
    """Whether the page says anything of this person."""
    if redactor.is_internal:
        return True
    is_hidden = redactor.names.shown_as(person) is Visibility.NONE
    return redactor.is_open and not person.withdrawn and not is_hidden


def is_named(person: Person, redactor: Redactor) -> bool:
    """Whether the page gives a name of this person."""
    return is_listed(person, redactor) and bool(_name(person, redactor))


def _name(person: Person, redactor: Redactor) -> str:
    """The name as it was typed for the team, for others in the language of the page; "": none."""
    if redactor.is_internal:
        return next(iter(open_names.forms_of_name(person)), "")
    return person_name.public_name(replace(person, visibility=redactor.names.shown_as(person)))


def _person(person: Person, redactor: Redactor) -> Row:
    named = _name(person, redactor)
    if not named and not redactor.is_internal:
        named = _("name not published")
    elif not named and person.name == PURGED:
        named = _("name erased")
    what = labels.word(person.status) if person.status else "?"
    notes: Cell = ""
    if redactor.is_internal:
        what = people_text.status(person) or "?"
        notes = [line for line in (*_for_the_team(person), person.notes) if line.strip()]
    return [
        named or _("name unknown"),
        labels.age(person.age),
        labels.word(person.sex) if person.sex else "?",
        ", ".join(filter(None, (what, people_text.civilian(person.civilian)))),
        notes,
    ]


def _for_the_team(person: Person) -> Iterator[str]:
    """What only the page for the team has of a person, each on a line of its own."""
    yield labels.word(person.occupation) if person.occupation else ""
    yield person.family
    yield _("named in {code}").format(code=person.document) if person.document else ""
    yield people_text.shown_as(person)
