"""The rows of a case in its restricted version: its history with other contents, to be verified.

What is left out is left out of every revision, as a name is that was erased: its payload is written
anew with a new salt, and revisions at the end of the chain have the digests. Author, time, reason
and place in the chain stay, since the chain is the hash of them.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain import revision as rules
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.labels.change_text import PROFILE
from kharkiv_tracker.store import clock, entry_order, identity, revision_chain
from kharkiv_tracker.store.case_assembly import Identity, Row
from kharkiv_tracker.store.case_tables import TABLES
from kharkiv_tracker.store.restricted_records import RestrictedRecords
from kharkiv_tracker.store.states import State

#: The record of such a revision: all of the case.
CASE = "case"
#: So many digests are in one revision: a file with more in one value could not be imported.
_MANY = 50_000
_TABLES = {table.name: table for table in TABLES}
_HISTORY = (
    "SELECT r.id, r.kind, r.record, p.salt, p.payload FROM revisions AS r "
    "JOIN payloads AS p ON p.revision = r.id ORDER BY r.record, r.seq"
)


class RestrictedRows:
    """Gives the rows, once; then `identity` is what their history comes to."""

    def __init__(
        self, db: Database, records: RestrictedRecords, made: Mapping[str, State], author: str
    ) -> None:
        """`made` are the speakers that the records refer to instead of others."""
        self._db, self._records, self._made = db, records, made
        self._author = author
        self._digests: dict[str, str] = {}
        self._left_out: set[str] = set()
        """The records (by uid) of which nothing is left."""
        self.identity = Identity("", 0)

    def rows(self) -> Generator[Row]:
        """Every row of the copy with its table; read the source by one connection meanwhile."""
        yield from self._copied("revisions")
        yield from self._copied("revision_parents")
        yield from self._payloads()
        yield from self._added()
        purges = dict(self._db.execute("SELECT revision, digest FROM purges").fetchall())
        yield from self._placed("purges", (purges | self._digests).items())
        for row in _TABLES["codes"].rows(self._db):
            if row[1] not in self._left_out:
                yield from self._placed("codes", [row])
        yield from self._order()
        yield from self._copied("packages")

    def _copied(self, name: str) -> Iterator[Row]:
        yield from self._placed(name, _TABLES[name].rows(self._db))

    def _placed(self, name: str, rows: Any) -> Iterator[Row]:
        for row in rows:
            yield _TABLES[name], name, tuple(row)

    def _payloads(self) -> Iterator[Row]:
        """The payload of every revision, record by record."""
        last, before, shown = "", State(), State()
        has_content = False
        for uid, kind, record, salt, payload in self._db.execute(_HISTORY):
            if record != last:
                if last and not has_content:
                    self._left_out.add(last)
                last, before, shown, has_content = record, {}, {}, False
            if kind in RECORDS:
                revision_chain.apply(before, revision_chain.changes_of(payload))
                after = self._records.state(kind, record, before)
                written = rules.payload_of(_changed(shown, after))
                shown = after
                has_content |= bool(after)
                if written != payload:
                    salt, payload = identity.new_salt(), written
                    self._digests[uid] = rules.payload_digest(salt, payload)
            else:
                has_content = True
            yield from self._placed("payloads", [(uid, salt, payload)])
        if last and not has_content:
            self._left_out.add(last)

    def _added(self) -> Iterator[Row]:
        """The revisions at the end: digests of what was rewritten, and speakers with a number."""
        heads = tuple(revision_chain.heads(self._db))
        number = revision_chain.last_number(self._db)
        blank = Revision(
            0,
            "",
            heads,
            clock.stamp(self._db),
            self._author,
            "hand over",
            revision_chain.PURGE,
            CASE,
            identity.new_uid(),
        )
        for kind, record, changes in self._additions():
            number += 1
            salt, payload = identity.new_salt(), rules.payload_of(changes)
            digest = rules.payload_digest(salt, payload)
            revision = replace(blank, kind=kind, record=record, parents=heads)
            uid = rules.revision_id(revision, digest)
            values = (revision.at, revision.author, revision.reason, kind, record, revision.edit)
            yield from self._placed("revisions", [(number, uid, *values, "", digest)])
            yield from self._placed("revision_parents", [(uid, parent) for parent in heads])
            yield from self._placed("payloads", [(uid, salt, payload)])
            heads = (uid,)
        self.identity = Identity(rules.fingerprint(heads), number)

    def _additions(self) -> Iterator[tuple[str, str, revision_chain.Changed]]:
        """First the purge: what is in one edit with it cannot be undone."""
        digests = sorted(self._digests.items())
        for first in range(0, max(len(digests), 1), _MANY):
            listed = dict(digests[first : first + _MANY])
            version = Profile.RESTRICTED.value
            yield revision_chain.PURGE, CASE, {"purged": (None, listed), PROFILE: (None, version)}
        for uid, state in self._made.items():
            yield "speaker", uid, _changed({}, state)

    def _order(self) -> Iterator[Row]:
        """The numbers of the records that are left, those of the new speakers after all others."""
        last = 0
        for kind, number, record in _TABLES[entry_order.TABLE].rows(self._db):
            last = max(last, number)
            if record not in self._left_out:
                yield from self._placed(entry_order.TABLE, [(kind, number, record)])
        made = (("speaker", last + number, uid) for number, uid in enumerate(self._made, start=1))
        yield from self._placed(entry_order.TABLE, made)


def _changed(before: State, after: State) -> revision_chain.Changed:
    return {
        name: (before.get(name), after.get(name))
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    }
