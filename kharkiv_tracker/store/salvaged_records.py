"""Records of a damaged case beyond the history that is proved, added to it in one edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.counting_rule import EDITION, Rule
from kharkiv_tracker.domain.record import NUMBERED, POINTING, RECORDS
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.i18n import N_
from kharkiv_tracker.store import records, replay, revision_chain, schema
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.engine import DatabaseError, connect
from kharkiv_tracker.store.page_harvest import PageHarvest
from kharkiv_tracker.store.salvaged_history import History
from kharkiv_tracker.store.states import State, record_from

#: Who made the changes of a salvage, and why.
AUTHOR = REASON = "salvage"

WITHOUT_OWNER = N_("The record it belongs to is lost.")
WITHOUT_SPEAKER = N_("Its speaker or source is lost.")
WITHOUT_DOCUMENT = N_("Its document is lost.")
WITHOUT_CONTENT = N_("The file itself is lost or damaged. Its details were kept.")
INCOMPLETE = N_("Some of its details may be lost, including counts.")
UNREADABLE = N_("Its details are lost.")

#: What reading values raises that no program of ours wrote.
_STRANGE = (ValueError, TypeError, KeyError, AttributeError, TrackerError)

States = dict[tuple[str, str], State]


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that was not saved: the kind of record, its code or id, and why (a msgid)."""

    kind: str
    code: str
    reason: str


def add(case: CaseFile, harvest: PageHarvest, history: History) -> tuple[list[str], list[Loss]]:
    """Bring the records to what was read of them; the codes of those changed, and what is lost.

    A record is what its revisions made of it where all of them are proved; else what its table
    holds; else what the readable ones of its later revisions made of it.
    """
    by_history = replay.folded(case.db)
    for revision in history.later():
        state = by_history.setdefault((revision.kind, revision.record), {})
        revision_chain.apply(state, revision.changes)
    tables = empty_case()
    harvest.fill(tables)
    by_table = dict(_stored(tables))
    doubtful = _complete(by_table, by_history, harvest.incomplete)
    names = dict(tables.execute("SELECT record, code FROM codes").fetchall())
    tables.close()
    for (_kind, uid), state in (*by_table.items(), *by_history.items()):
        names |= {uid: state["code"]} if "code" in state else {}
    proved = {key: by_history.get(key, {}) for key in history.proved_records()}
    changed: list[str] = []
    lost: list[Loss] = []
    states: States = {}
    for states in ({**by_history, **by_table, **proved}, by_history, {}):
        try:
            with case.edit(AUTHOR, REASON) as edit:
                changed, lost = _write(edit, states, names)
            break
        except Exception:  # noqa: S112 - pages without a seal may hold anything: then without them
            continue
    lost += [
        Loss(kind, name_of(kind, uid, states[kind, uid], names), INCOMPLETE)
        for kind, uid in doubtful & states.keys()
    ]
    tried = {uid for _kind, uid in states}
    kinds = {link.revision.record: link.revision.kind for link in history.links.values()}
    for uid in {**kinds, **names}:
        if uid not in tried and kinds.get(uid, "incident") in RECORDS:
            lost.append(Loss(kinds.get(uid, ""), names.get(uid, uid), UNREADABLE))
    return changed, list(dict.fromkeys(lost))


def _complete(by_table: States, by_history: States, incomplete: set[str]) -> set[tuple[str, str]]:
    """Take counts and lists from the history where pages of their tables are lost.

    Returns the records whose history does not have them either.
    """
    doubtful = set()
    for (kind, uid), state in by_table.items():
        if incomplete.isdisjoint(records.sides_of(kind)):
            continue
        by_name, lists = RECORDS[kind].by_name, records.lists_of(kind)
        known = by_history.get((kind, uid))
        if not known:
            doubtful.add((kind, uid))
        for name, value in (known or {}).items():
            if name in lists or name not in by_name:
                state.setdefault(name, value)
    return doubtful


def empty_case() -> Database:
    """A case in memory without anything in it, not even a case, that refuses no loose ends."""
    db = connect(None)
    db.execute("PRAGMA foreign_keys = OFF")
    schema.migrations.apply(db)
    return db


def name_of(kind: str, uid: str, state: Mapping[str, object], names: Mapping[str, str]) -> str:
    """What people call a record: its code, that of its incident with its number, or its name."""
    if kind in NUMBERED:
        owner = names.get(str(state.get("incident") or state.get("document")), "?")
        return f"{owner}/{NUMBERED[kind]}{state.get('number', 0)}"
    own = (state.get(name) for name in ("code", "name", "office", "person", "title"))
    return str(next(filter(None, own), uid))


def _stored(tables: Database) -> Iterator[tuple[tuple[str, str], State]]:
    """The records of the tables that can be what they say."""
    for kind, record in RECORDS.items():
        for uid, state in records.states(tables, kind):
            try:
                record_from(record.dataclass, state)
            except _STRANGE:
                continue
            yield (kind, uid), state


def _write(edit: Edit, states: States, names: Mapping[str, str]) -> tuple[list[str], list[Loss]]:
    changed: list[str] = []
    lost: list[Loss] = []
    if not records.read(edit.db, "case", "case") and not states.get(("case", "case")):
        edit.write("case", "case", {"title": AUTHOR, "rule": Rule.LATEST.value, "edition": EDITION})
    # Those that others refer to come first.
    for kind, uid, read in [
        (kind, uid, state) for kind in RECORDS for (of, uid), state in states.items() if of == kind
    ]:
        state, name = dict(read), name_of(kind, uid, read, names)
        for reference in ("speaker", "source"):
            if state.get(reference) and not records.read(edit.db, reference, state[reference]):
                del state[reference]
                lost.append(Loss(kind, name, WITHOUT_SPEAKER))
        if kind in POINTING and not _has_document(edit.db, state):
            lost.append(Loss(kind, name, WITHOUT_DOCUMENT))
            del state["document"]
            state.pop("words", None)
            if "confidential" in RECORDS[kind].by_name:
                # Whether its document could be named is lost too.
                state["confidential"] = True
        if kind in POINTING and not _has_words(edit.db, state):
            del state["words"]
        if not state or records.read(edit.db, kind, uid) == state:
            continue
        heads = edit.heads
        edit.db.execute("SAVEPOINT record")
        try:
            edit.write(kind, uid, state, earlier=state)
            changed.append(name)
        except (DatabaseError, *_STRANGE):
            edit.db.execute("ROLLBACK TO record")
            edit.take_back(heads)
            has_owner = {"incident", "document", "one", "subject"} & state.keys()
            lost.append(Loss(kind, name, WITHOUT_OWNER if has_owner else UNREADABLE))
        edit.db.execute("RELEASE record")
    return changed, lost


def _has_document(db: Database, state: State) -> bool:
    """Whether the document a record points to is there; so is none."""
    document = state.get("document")
    return not document or records.read(db, "document", document) is not None


def _has_words(db: Database, state: State) -> bool:
    """Whether the document a record points to has the words it points to; so has none."""
    words = passage.parse(state.get("words", ""))
    document = records.read(db, "document", state.get("document", "")) or {}
    return "words" not in state or (bool(words) and words[-1][1] <= len(document.get("text", "")))
