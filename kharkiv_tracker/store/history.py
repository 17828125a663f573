"""The history of a case as people read it: revisions with their records by code and name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain import revision as rules
from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.chain import stored
from kharkiv_tracker.store.records import KINDS
from kharkiv_tracker.store.selecting import LISTED
from kharkiv_tracker.store.states import source_of, speaker_of

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: Fields that name another record by its id.
_REFERENCES = frozenset(("incident", "speaker", "source"))


def fingerprint(case: CaseFile) -> str:
    """The fingerprint of the case's whole history, 64 hexadecimal digits."""
    return rules.fingerprint(case.heads())


def count(case: CaseFile) -> int:
    """How many revisions there are."""
    return int(case.db.execute("SELECT count(*) FROM revisions").fetchone()[0])


def last(case: CaseFile) -> Revision | None:
    """The newest revision, or None in a case without any."""
    found = case.db.execute("SELECT max(seq) FROM revisions").fetchone()[0]
    return next(stored(case.db, "WHERE r.seq = ?", [found]), None) if found else None


def revisions(case: CaseFile, code: str | None = None) -> list[Revision]:
    """Revisions oldest first, records by code or name; those of one code if asked."""
    names = _names(case.db)
    if code is None:
        told = stored(case.db)
    else:
        uid = _record_of(case.db, code)
        told = stored(
            case.db,
            "WHERE r.record = ?1 OR r.record IN (SELECT uid FROM reports WHERE incident = ?1)",
            [uid],
        )
    return [_readable(revision, names) for revision in told]


def numbers(case: CaseFile, code: str | None = None) -> list[int]:
    """The numbers of the revisions, newest first; those of one record and its reports if asked."""
    if code is None:
        rows = case.db.execute("SELECT seq FROM revisions ORDER BY seq DESC")
    else:
        rows = case.db.execute(
            "SELECT seq FROM revisions WHERE record = ?1 "
            "OR record IN (SELECT uid FROM reports WHERE incident = ?1) ORDER BY seq DESC",
            [_record_of(case.db, code)],
        )
    return [row[0] for row in rows]


def numbered(case: CaseFile, wanted: Sequence[int]) -> list[Revision]:
    """The revisions of these numbers in their order, records by code or name."""
    told = list(stored(case.db, f"WHERE r.seq IN {LISTED}", [json.dumps(list(wanted))]))
    mentioned = {revision.record for revision in told}
    for revision in told:
        for field in _REFERENCES & set(revision.changes):
            mentioned.update(uid for uid in revision.changes[field] if uid)
    names = _names(case.db, mentioned)
    by_number = {revision.seq: _readable(revision, names) for revision in told}
    return [by_number[number] for number in wanted if number in by_number]


def _record_of(db: Database, code: str) -> str:
    found = db.execute("SELECT record FROM codes WHERE code = ?", [code_of(code)]).fetchone()
    if found is None:
        raise Refused(_("There is no record {code} in this case file.").format(code=code))
    return str(found[0])


def _names(db: Database, wanted: Iterable[str] | None = None) -> dict[str, str]:
    """What records are called: a code, a code with a number, or a name; all, or those wanted."""
    listed = f"IN {LISTED}" if wanted is not None else "IS NOT ?"
    params = ["" if wanted is None else json.dumps(sorted(wanted))]
    names = {
        uid: f"{code or incident}/{number}"
        for uid, incident, number, code in db.execute(
            "SELECT r.uid, r.incident, r.number, (SELECT i.code FROM incidents AS i "
            f"WHERE i.uid = r.incident) FROM reports AS r WHERE r.uid {listed}",
            params,
        )
    }
    names.update(db.execute(f"SELECT record, code FROM codes WHERE record {listed}", params))
    for uid, person, office in db.execute(
        f"SELECT uid, person, office FROM speakers WHERE uid {listed}", params
    ):
        names[uid] = str(speaker_of({"person": person, "office": office}))
    for uid, name in db.execute(f"SELECT uid, name FROM sources WHERE uid {listed}", params):
        names[uid] = source_of({"name": name}).name
    names.update((uid, "case") for (uid,) in db.execute("SELECT uid FROM cases"))
    return names


def _readable(revision: Revision, names: Mapping[str, str]) -> Revision:
    references = _REFERENCES & set(KINDS[revision.kind].fields)
    changes = {
        field: tuple(names.get(v, v) if field in references and v else v for v in pair)
        for field, pair in revision.changes.items()
    }
    return replace(
        revision,
        record=names.get(revision.record, revision.record),
        changes={field: (before, after) for field, (before, after) in changes.items()},
    )
