"""The revisions of a case file, appended together with what they record and never changed."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from kharkiv_tracker.domain import revision as rules
from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.records import KINDS
from kharkiv_tracker.store.states import source_of, speaker_of

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

Changed = dict[str, tuple[Any, Any]]
_TOLD = ("at", "author", "reason", "kind", "record", "edit", "undoes")


def append(db: Database, revision: Revision) -> str:
    """Write a revision, its number and id still to be given, with its payload; returns the id."""
    payload = rules.canonical({name: list(pair) for name, pair in revision.changes.items()})
    salt = secrets.token_hex(16)
    digest = rules.payload_digest(salt, payload)
    made = rules.revision_id(revision, digest)
    told = [getattr(revision, name) for name in _TOLD]
    db.execute(
        f"INSERT INTO revisions (id, digest, {', '.join(_TOLD)}) "
        f"VALUES (?, ?, {', '.join('?' for _name in _TOLD)})",
        [made, digest, *told],
    )
    db.conn.executemany(
        "INSERT INTO revision_parents (revision, parent) VALUES (?, ?)",
        [(made, parent) for parent in revision.parents],
    )
    db.execute(
        "INSERT INTO payloads (revision, salt, payload) VALUES (?, ?, ?)", [made, salt, payload]
    )
    return made


def heads(db: Database) -> list[str]:
    """The ids of revisions that are nobody's parent, sorted."""
    return [
        row[0]
        for row in db.execute(
            "SELECT id FROM revisions AS r WHERE NOT EXISTS "
            "(SELECT 1 FROM revision_parents WHERE parent = r.id) ORDER BY id"
        )
    ]


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


def stored(db: Database, where: str = "", params: list[Any] | None = None) -> Iterator[Revision]:
    """Revisions as they are stored, oldest first, records by their ids."""
    rows = db.execute(
        f"SELECT r.seq, r.id, p.payload, {', '.join(f'r.{name}' for name in _TOLD)}, "
        "(SELECT group_concat(parent, ' ') FROM revision_parents WHERE revision = r.id) "
        f"FROM revisions AS r LEFT JOIN payloads AS p ON p.revision = r.id {where} ORDER BY r.seq",
        params or [],
    ).fetchall()
    for seq, made, payload, *told, parents in rows:
        yield Revision(
            seq=seq,
            id=made,
            parents=tuple(sorted((parents or "").split())),
            changes=changes_of(payload),
            **dict(zip(_TOLD, told, strict=True)),
        )


def changes_of(payload: str | None) -> Changed:
    """Field by field, before and after; empty where the payload is gone or is no JSON of ours."""
    try:
        told = json.loads(payload or "{}")
        return {name: (before, after) for name, (before, after) in told.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def apply(state: dict[str, Any], changes: Mapping[str, tuple[Any, Any]]) -> None:
    """Make a state what it was after these changes."""
    for name, (_before, after) in changes.items():
        if after is None:
            state.pop(name, None)
        else:
            state[name] = after


def _record_of(db: Database, code: str) -> str:
    found = db.execute("SELECT record FROM codes WHERE code = ?", [code_of(code)]).fetchone()
    if found is None:
        raise Refused(_("There is no record {code} in this case file.").format(code=code))
    return str(found[0])


def _names(db: Database) -> dict[str, str]:
    """What every record is called: a code, a code with a number, or a name."""
    names = dict(db.execute("SELECT record, code FROM codes").fetchall())
    for uid, incident, number in db.execute("SELECT uid, incident, number FROM reports"):
        names[uid] = f"{names.get(incident, incident)}/{number}"
    for uid, person, office in db.execute("SELECT uid, person, office FROM speakers"):
        names[uid] = str(speaker_of({"person": person, "office": office}))
    for uid, name in db.execute("SELECT uid, name FROM sources"):
        names[uid] = source_of({"name": name}).name
    names.update((uid, "case") for (uid,) in db.execute("SELECT uid FROM cases"))
    return names


def _readable(revision: Revision, names: Mapping[str, str]) -> Revision:
    references = {"incident", "speaker", "source"} & set(KINDS[revision.kind].fields)
    changes = {
        field: tuple(names.get(v, v) if field in references and v else v for v in pair)
        for field, pair in revision.changes.items()
    }
    return replace(
        revision,
        record=names.get(revision.record, revision.record),
        changes={field: (before, after) for field, (before, after) in changes.items()},
    )
