"""A name erased from the whole record: the chain stays whole, and the purge is a revision itself.

Of a purged revision its author, time, reason and place in the chain stay; its payload is written
anew without the name and without the old salt, and the purge's own revision has the digest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain import revision as rules
from kharkiv_tracker.domain.person import NAMES, PURGED
from kharkiv_tracker.domain.romanised_name import romanised_name
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    file_rewrite,
    identity,
    name_copies,
    name_places,
    person_groups,
    records,
    removed_contents,
    revision_chain,
)
from kharkiv_tracker.store.codes import find
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.erased_mentions import ErasedMentions, passages, purged
from kharkiv_tracker.store.name_copies import NameCopy
from kharkiv_tracker.store.name_matches import Mentions, is_sought

_PURGED_NUMBER = re.compile(r"\[purged(?: (\d+))?\]")


@dataclass(frozen=True, slots=True)
class PurgeResult:
    """How many revisions were written anew, and where the name still is.

    `files` are the codes of the attachments whose content contains it, those of one file together;
    `copies` are outside the file; `places` are all others, in words; `removed` is how many files
    were removed.
    """

    revisions: int
    files: tuple[tuple[str, ...], ...]
    places: tuple[str, ...]
    copies: tuple[NameCopy, ...]
    removed: int

    @property
    def still(self) -> tuple[str, ...]:
        """Every place that still contains the name, in words."""
        contents = (_("the content of {code}").format(code=", ".join(file)) for file in self.files)
        return (*contents, *self.places, *name_copies.sentences(self.copies))


def purge(
    edit: Edit, code: str, other_forms: Sequence[str] = (), remove_files: Sequence[str] = ()
) -> PurgeResult:
    """Erase the name of a person, and its `other_forms`, from every text of the case.

    Records joined with theirs are of the same person: their names go, too. To be the only thing
    done in its edit. It cannot be undone, and undoing what was done before never brings the name
    back. A person whose name is gone already is purged once more, of its `other_forms` too, and the
    file is rewritten again. Files cannot be changed: `remove_files` are the codes of the
    attachments whose content goes, while their records stay.
    """
    kind, uid = find(edit.db, code)
    if kind != "person":
        raise Refused(
            _("{code} is not a person. Only a person's name can be erased.").format(code=code)
        )
    persons = person_groups.of(edit.db, uid).keys()
    names = tuple(dict.fromkeys(name for one in persons for name in _names(edit.db, one)))
    if not names:
        raise Refused(_("{code} has no name to erase.").format(code=code))
    written = [*(name for name in names if name != PURGED), *other_forms]
    # Texts in Latin letters spell it by the table, though nobody entered that form.
    latin = [romanised_name(name, language) for name in written for language in ("uk", "ru")]
    mentions = Mentions([*written, *latin])
    if mentions.occurs_in(edit.author) or mentions.occurs_in(edit.reason):
        raise Refused(
            _(
                "The reason or author contains the name, and these cannot be erased. Write "
                "them without the name."
            )
        )
    removed = removed_contents.remove(edit.db, remove_files)
    erasure = _Erasure(edit, persons, mentions)
    rewritten = erasure.payloads()
    changes = {"purged": rewritten, removed_contents.FIELD: removed}
    recorded = {name: (None, value) for name, value in changes.items() if value}
    if recorded:
        edit.append(revision_chain.PURGE, uid, recorded)
        edit.changes.case = True
        # The last change of their incident is another one now.
        incident = (records.read(edit.db, kind, uid) or {}).get("incident", "")
        edit.mark(figure_change.KIND, incident, {}, {})
    erasure.clean_unrecorded()
    edit.rewrites_file = True
    file_rewrite.schedule(edit.db)
    files = tuple(name_places.attachments(edit.db, mentions))
    outside = name_copies.of(edit.db, persons, rewritten.keys(), bool(files or removed))
    erasure.clean_copies()
    return PurgeResult(
        len(rewritten),
        files,
        tuple(_other_places(edit.db, (*names, *filter(None, other_forms)), mentions)),
        outside,
        len(removed),
    )


class _Erasure:
    """One purge under way: payloads first, then the records they are of."""

    def __init__(self, edit: Edit, persons: Collection[str], mentions: Mentions) -> None:
        self._edit, self._db, self._mentions = edit, edit.db, mentions
        self._persons = persons
        self._erased = ErasedMentions(persons, mentions, {}, 0)

    def payloads(self) -> dict[str, str]:
        """Rewrite every payload with the name, and its record; the digests by revision."""
        rows = self._db.execute(
            "SELECT r.id, r.kind, r.record, p.payload FROM revisions AS r "
            "JOIN payloads AS p ON p.revision = r.id ORDER BY r.seq"
        ).fetchall()
        last_voice = max(
            (int(number or 1) for row in rows for number in _PURGED_NUMBER.findall(row[3])),
            default=0,
        )
        changed = [(row, revision_chain.changes_of(row[3])) for row in rows]
        quotes = passages((kind, record, pairs) for (_id, kind, record, _text), pairs in changed)
        self._erased = ErasedMentions(self._persons, self._mentions, quotes, last_voice)
        rewritten = {}
        touched: dict[tuple[str, str], None] = {}
        for (revision, kind, record, _payload), changes in changed:
            before, after = (
                self._erased.cleaned(kind, record, {n: pair[side] for n, pair in changes.items()})
                for side in (0, 1)
            )
            clean = {name: [before[name], after[name]] for name in changes}
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
            new_name, clean = self._mentions.replaced(name, purged), self._json(content)
            if (new_name, clean) != (name, content):
                self._db.execute("DELETE FROM selections WHERE name = ?", [name])
                self._db.execute(
                    "INSERT INTO selections (name, content) VALUES (?, ?) "
                    "ON CONFLICT (name) DO UPDATE SET content = excluded.content",
                    [new_name, clean],
                )

    def clean_copies(self) -> None:
        """Erase the name from the places of copies: a file may be called by it."""
        for row, place in self._db.execute("SELECT id, place FROM copies").fetchall():
            if (clean := self._mentions.replaced(place, purged)) != place:
                self._db.execute("UPDATE copies SET place = ? WHERE id = ?", [clean, row])

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
        after = self._erased.cleaned(kind, uid, before)
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
            return self._mentions.replaced(text, purged)
        clean = self._mentions.replaced_within(document, purged)
        return text if clean == document else json.dumps(clean, ensure_ascii=False)


def _names(db: Database, uid: str) -> tuple[str, ...]:
    """Every name the person has had, the purged one among them."""
    names: dict[str, None] = {}
    for revision in revision_chain.stored(db, "WHERE r.record = ?", [uid]):
        for field in NAMES:
            names.update(dict.fromkeys(name for name in revision.changes.get(field, ()) if name))
    return tuple(names)


def _other_places(db: Database, names: Iterable[str], mentions: Mentions) -> Iterator[str]:
    """The places beside files that still contain the name."""
    if any(name != PURGED and not is_sought(name) for name in names):
        yield _(
            "all other texts (the name is so short that it was erased only from the person's "
            "own record)"
        )
    yield from name_places.revisions(db, mentions)
