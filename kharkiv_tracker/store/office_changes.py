"""Offices joined, separated and marked by the analyst, and the figures that would change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from sqlite_utils import Database

from kharkiv_tracker.domain.counting_rule import derive
from kharkiv_tracker.domain.match_key import fold, storable
from kharkiv_tracker.domain.office import Authority, Office
from kharkiv_tracker.domain.voice import registered
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import derived_figures, identity, records, rule_choice, voice_changes
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.rule_choice import Difference
from kharkiv_tracker.store.states import record_from, state_of

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


class OfficeBook:
    """The list of offices of a case as it is kept: what the analyst wrote, and names quoted."""

    def __init__(self, db: Database) -> None:
        self.offices = derived_figures.offices_of(db)
        listed = {uid: record_from(Office, state) for uid, state in records.states(db, "office")}
        self.uids = {fold(office.name): uid for uid, office in listed.items()}
        self.judged = {fold(office.name): office for office in listed.values()}
        self._quoted: dict[str, str] = {}
        for query in (
            "SELECT office FROM speakers",
            "SELECT person FROM speakers",
            "SELECT name FROM sources",
        ):
            for (name,) in db.execute(query):
                self._quoted.setdefault(fold(name), name)

    def is_known(self, name: str) -> bool:
        """Whether an office is quoted by that name, or judged, or known beforehand."""
        folded = fold(storable(name))
        named = folded in self.judged or folded in self._quoted or registered(folded) is not None
        return bool(folded) and named

    def key(self, name: str) -> str:
        """The folded name under which the office of that name is kept."""
        return self.offices.key(storable(name))

    def root(self, name: str) -> Office:
        """The record of the office of that name; raises Refused where no such name is known."""
        if not self.is_known(name):
            raise Refused(_("Office not found: {name}.").format(name=shown(name)))
        return self.record(self.key(name))

    def record(self, name: str) -> Office:
        """What the analyst said of exactly this name; a blank record where that is nothing."""
        folded = fold(name)
        if folded in self.judged:
            return self.judged[folded]
        known = registered(folded)
        names = known.names if known else ()
        spelled = next((spelling for spelling in names if fold(spelling) == folded), name)
        return Office(self._quoted.get(folded) or spelled)

    def joined_to(self, root: str) -> list[Office]:
        """The records the analyst joined to exactly this name."""
        return [
            office
            for folded, office in sorted(self.judged.items())
            if folded != fold(root) == fold(office.same_as)
        ]


class OfficeChange(Protocol):
    """A change of the list of offices."""

    def records(self, book: OfficeBook) -> tuple[Office, ...]:
        """The records as they are to be; raises Refused where that cannot be."""


@dataclass(frozen=True, slots=True)
class Join:
    """Two offices are one speaker from now on, with all their names."""

    office: str
    other: str

    def records(self, book: OfficeBook) -> tuple[Office, ...]:
        target, joined = book.root(self.office), book.root(self.other)
        if fold(storable(self.office)) == fold(storable(self.other)):
            raise Refused(_("An office cannot be merged with itself. Choose another office."))
        if fold(target.name) == fold(joined.name):
            raise Refused(
                _("{name} and {other} are already one office.").format(
                    name=shown(self.office), other=shown(self.other)
                )
            )
        if registered(joined.name) and not registered(target.name):
            # An office known beforehand keeps its authority, whichever of the two is named first.
            target, joined = joined, target
        # One office is official or it is not: a mark of the other is lost beside what is known.
        mark = target.authority or (None if registered(target.name) else joined.authority)
        return (
            replace(target, authority=mark),
            replace(joined, same_as=target.name, authority=None),
        )


@dataclass(frozen=True, slots=True)
class Apart:
    """One name, also one known beforehand, is an office of its own again."""

    name: str

    def records(self, book: OfficeBook) -> tuple[Office, ...]:
        root = book.root(self.name)
        own = book.record(storable(self.name))
        joined = book.joined_to(own.name)
        if fold(own.name) != fold(root.name):
            # What was joined to this very name stays with the others.
            return (
                replace(own, same_as=own.name if registered(own.name) else ""),
                *(replace(office, same_as=root.name) for office in joined),
            )
        if not joined:
            raise Refused(self._refusal())
        # It stays where it is, and those joined to it stay together without it.
        first = joined[0]
        is_alias = (known := registered(first.name)) and fold(known.names[0]) != fold(first.name)
        return (
            replace(own, same_as=own.same_as if fold(own.same_as) == fold(own.name) else ""),
            replace(first, same_as=first.name if is_alias else ""),
            *(replace(office, same_as=first.name) for office in joined[1:]),
        )

    def _refusal(self) -> str:
        known = registered(self.name)
        if known and len(known.names) > 1 and fold(known.names[0]) == fold(self.name):
            return _(
                "{name} is the main name of this office. Separate its other names instead."
            ).format(name=shown(self.name))
        return _("{name} is already a separate office.").format(name=shown(self.name))


@dataclass(frozen=True, slots=True)
class Mark:
    """An office is official or not; with None that is as it was known beforehand, or open."""

    office: str
    authority: Authority | None

    def records(self, book: OfficeBook) -> tuple[Office, ...]:
        root = book.root(self.office)
        key = fold(root.name)
        marked = (
            replace(office, authority=None)
            for folded, office in book.judged.items()
            if folded != key == book.offices.key(folded)
        )
        return (replace(root, authority=self.authority), *marked)


def make(edit: Edit, change: OfficeChange) -> None:
    """Write a change of the list of offices; what rests on it is derived again."""
    book = OfficeBook(edit.db)
    for office in _changed(book, change):
        uid = book.uids.get(fold(office.name)) or identity.new_uid()
        edit.write("office", uid, state_of(office))


def record_of(edit: Edit, name: str) -> str:
    """The id of the record of an office, added if it has none yet."""
    book = OfficeBook(edit.db)
    root = book.root(name)
    uid = book.uids.get(fold(root.name))
    if uid is None:
        uid = identity.new_uid()
        edit.write("office", uid, state_of(Office(root.name)))
    return uid


def differences(case: CaseFile, change: OfficeChange) -> tuple[Difference, ...]:
    """Every figure that a change of the list of offices would move, by code; nothing is written."""
    book = OfficeBook(case.db)
    after = book.judged | {fold(office.name): office for office in _changed(book, change)}
    offices = derived_figures.offices_of(case.db, after.values())
    return tuple(
        difference
        for uid, code in voice_changes.incidents_changed(case.db, book.offices, offices)
        for difference in rule_choice.changes(
            case, code, derive(replace(derived_figures.grounds(case.db, uid), offices=offices))
        )
    )


def _changed(book: OfficeBook, change: OfficeChange) -> list[Office]:
    """The records of a change that are not so already; one that says nothing is not added."""
    return [
        office
        for office in change.records(book)
        if office != book.judged.get(fold(office.name), Office(office.name))
    ]
