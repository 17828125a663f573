"""A name erased from the whole record: the chain stays whole, and the purge is a revision itself.

Of a purged revision its author, time, reason and place in the chain stay; its payload is written
anew without the name and without the old salt, and the purge's own revision has the digest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker import settings
from kharkiv_tracker.domain import revision as rules
from kharkiv_tracker.domain.fields import FREE as FREE_KINDS
from kharkiv_tracker.domain.fields import Field, Kind
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.person import NAMES
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import file_rewrite, identity, records, revision_chain
from kharkiv_tracker.store.codes import find
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.name_matches import Mentions, is_sought
from kharkiv_tracker.store.person_records import PURGED

#: The free-text columns of each kind of record; all others contain codes and numbers.
FREE: Mapping[str, Mapping[str, Field]] = {
    kind: {column.name: column for column in record.columns if column.kind in FREE_KINDS}
    for kind, record in RECORDS.items()
}
_PURGED_NUMBER = re.compile(r"\[purged(?: (\d+))?\]")


@dataclass(frozen=True, slots=True)
class PurgeResult:
    """How many revisions were written anew, and the places a purge cannot reach, in words."""

    revisions: int
    still: tuple[str, ...]


def purge(edit: Edit, code: str, other_forms: Sequence[str] = ()) -> PurgeResult:
    """Erase the name of a person, and its `other_forms`, from every text of the case.

    To be the only thing done in its edit. It cannot be undone, and undoing what was done before
    never brings the name back. A person whose name is gone already is purged once more, of its
    `other_forms` too, and the file is rewritten again.
    """
    kind, uid = find(edit.db, code)
    if kind != "person":
        raise Refused(
            _("{code} is not a person. Only a person's name can be erased.").format(code=code)
        )
    names = _names(edit.db, uid)
    if not names:
        raise Refused(_("{code} has no name to erase.").format(code=code))
    mentions = Mentions([*(name for name in names if name != PURGED), *other_forms])
    if mentions.occurs_in(edit.author) or mentions.occurs_in(edit.reason):
        raise Refused(
            _(
                "The reason or author contains the name, and these cannot be erased. Write "
                "them without the name."
            )
        )
    erasure = _Erasure(edit, uid, mentions)
    rewritten = erasure.payloads()
    if rewritten:
        edit.append(revision_chain.PURGE, uid, {"purged": (None, rewritten)})
        edit.changes.case = True
    erasure.clean_unrecorded()
    edit.rewrites_file = True
    file_rewrite.schedule(edit.db)
    return PurgeResult(
        len(rewritten),
        tuple(_remaining_places(edit.db, (*names, *filter(None, other_forms)), mentions)),
    )


class _Erasure:
    """One purge under way: payloads first, then the records they are of."""

    def __init__(self, edit: Edit, uid: str, mentions: Mentions) -> None:
        self._edit, self._db, self._uid, self._mentions = edit, edit.db, uid, mentions
        self._voices: dict[str, str] = {}
        self._last_voice = 0

    def payloads(self) -> dict[str, str]:
        """Rewrite every payload with the name, and its record; the digests by revision."""
        rows = self._db.execute(
            "SELECT r.id, r.kind, r.record, p.payload FROM revisions AS r "
            "JOIN payloads AS p ON p.revision = r.id ORDER BY r.seq"
        ).fetchall()
        self._last_voice = max(
            (int(number or 1) for row in rows for number in _PURGED_NUMBER.findall(row[3])),
            default=0,
        )
        rewritten = {}
        touched: dict[tuple[str, str], None] = {}
        for revision, kind, record, payload in rows:
            changes = revision_chain.changes_of(payload)
            clean = {
                name: [self._clean(kind, record, name, value) for value in pair]
                for name, pair in changes.items()
            }
            if any(list(pair) != clean[name] for name, pair in changes.items()):
                rewritten[revision] = self._rewrite(revision, rules.canonical(clean))
                touched[kind, record] = None
        for kind, record in touched:
            self._record(kind, record)
        self._findings()
        return rewritten

    def clean_unrecorded(self) -> None:
        """Erase the name from drafts and saved selections, which have no history."""
        for form, content in self._db.execute("SELECT form, content FROM drafts").fetchall():
            self._db.execute(
                "UPDATE drafts SET content = ? WHERE form = ?", [self._json(content), form]
            )
        for name, content in self._db.execute("SELECT name, content FROM selections").fetchall():
            new_name, clean = self._mentions.replaced(name, _purged), self._json(content)
            if (new_name, clean) != (name, content):
                self._db.execute("DELETE FROM selections WHERE name = ?", [name])
                self._db.execute(
                    "INSERT INTO selections (name, content) VALUES (?, ?) "
                    "ON CONFLICT (name) DO UPDATE SET content = excluded.content",
                    [new_name, clean],
                )

    def _clean(self, kind: str, record: str, name: str, value: Any) -> Any:
        if not isinstance(value, str) or name not in FREE.get(kind, ()):
            return value
        if record == self._uid and name in NAMES and value:
            return PURGED
        by = self._voice if kind == "speaker" else _purged
        if FREE[kind][name].kind is Kind.ADDRESS:
            return self._mentions.replaced_in_link(value, by)
        return self._mentions.replaced(value, by)

    def _voice(self, mention: str) -> str:
        """The replacement of a speaker's name: two different speakers stay different."""
        key = fold(mention)
        if key not in self._voices:
            self._last_voice += 1
            number = f" {self._last_voice}" if self._last_voice > 1 else ""
            self._voices[key] = f"{PURGED[:-1]}{number}]"
        return self._voices[key]

    def _rewrite(self, revision: str, payload: str) -> str:
        # With the old salt, anybody could test a guessed name against the old digest.
        salt = identity.new_salt()
        digest = rules.payload_digest(salt, payload)
        self._db.execute(
            "INSERT INTO purges (revision, digest) VALUES (?, ?) "
            "ON CONFLICT (revision) DO UPDATE SET digest = excluded.digest",
            [revision, digest],
        )
        self._db.execute(
            "UPDATE payloads SET salt = ?, payload = ? WHERE revision = ?",
            [salt, payload, revision],
        )
        return digest

    def _record(self, kind: str, uid: str) -> None:
        """Rewrite a record's row without the name, if the record still exists."""
        before = records.read(self._db, kind, uid)
        if before is None:
            return
        after = {name: self._clean(kind, uid, name, value) for name, value in before.items()}
        if after != before:
            records.write(self._db, kind, uid, after)
            self._edit.mark(kind, uid, before, after)

    def _findings(self) -> None:
        """Derive the flags that contain the name again."""
        rows = self._db.execute(
            "SELECT i.uid, f.key, f.told FROM findings AS f "
            "JOIN incidents AS i ON i.id = f.incident"
        ).fetchall()
        for uid, key, text in rows:
            if self._mentions.occurs_in(key) or self._json(text) != text:
                state = records.read(self._db, "incident", uid) or {}
                self._edit.mark("incident", uid, state, state)

    def _json(self, text: str) -> str:
        """Stored JSON without the name; other text as text."""
        try:
            document = json.loads(text)
        except ValueError:
            return self._mentions.replaced(text, _purged)
        clean = self._mentions.replaced_within(document, _purged)
        return text if clean == document else json.dumps(clean, ensure_ascii=False)


def _purged(_mention: str) -> str:
    return PURGED


def _names(db: Database, uid: str) -> tuple[str, ...]:
    """Every name the person has had, the purged one among them."""
    names: dict[str, None] = {}
    for revision in revision_chain.stored(db, "WHERE r.record = ?", [uid]):
        for field in NAMES:
            names.update(dict.fromkeys(name for name in revision.changes.get(field, ()) if name))
    return tuple(names)


def _remaining_places(db: Database, names: Iterable[str], mentions: Mentions) -> Iterator[str]:
    """The places that still contain the name: files and copies, which are not changed."""
    if any(name != PURGED and not is_sought(name) for name in names):
        yield _(
            "all other texts (the name is so short that it was erased only from the person's "
            "own record)"
        )
    for seq, author, reason in db.execute("SELECT seq, author, reason FROM revisions"):
        if mentions.occurs_in(author):
            yield _("the author of revision {seq}").format(seq=seq)
        if mentions.occurs_in(reason):
            yield _("the reason of revision {seq}").format(seq=seq)
    for sha256, code in db.execute(
        "SELECT a.sha256, group_concat(i.code || '/A' || a.number, ', ') FROM attachments AS a "
        "JOIN incidents AS i ON i.uid = a.incident GROUP BY a.sha256 ORDER BY min(a.id)"
    ).fetchall():
        if _contains(db, sha256, mentions.written()):
            yield _("the content of {code}").format(code=code)
    for copy in _copies(db):
        yield _("the older copy {file} (not changed)").format(file=copy.name)


def _contains(db: Database, sha256: str, written: Iterable[bytes]) -> bool:
    """Whether content contains one of these, across its parts too."""
    sought = [form for form in written if form]
    longest = max(map(len, sought), default=1)
    tail = b""
    parts = db.execute("SELECT bytes FROM contents WHERE sha256 = ? ORDER BY part", [sha256])
    for (part,) in parts:
        held = tail + part
        if any(form in held for form in sought):
            return True
        tail = held[-(longest - 1) :] if longest > 1 else b""
    return False


def _copies(db: Database) -> list[Path]:
    """The copies of the file that the program put beside it or into the folder for backups."""
    (name,) = db.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()
    if not name:
        return []
    path, backups = Path(name), settings.load().backups
    beside = re.compile(
        rf"{re.escape(path.stem)}\.[a-z-]+-\d+{re.escape(path.suffix)}(-wal|-journal)?"
    )
    backup = re.compile(rf"{re.escape(path.stem)}-[0-9a-f]{{8}}-[\d-]+{re.escape(path.suffix)}")
    copies = [copy for copy in path.parent.iterdir() if beside.fullmatch(copy.name)]
    folder = Path(backups) if backups else None
    with suppress(OSError):
        if folder:
            copies += [copy for copy in folder.iterdir() if backup.fullmatch(copy.name)]
    return sorted(copies)
