"""All that the open page would name, and what was decided on each: looked through once per case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from kharkiv_tracker import collation, labels
from kharkiv_tracker.domain import open_names
from kharkiv_tracker.domain.clearance import Clearance, Decision
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.record import NUMBERED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.errors import CaseUnavailable, Refused, shown
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import clearance_records, identity, records, replay
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.record_reader import read_record, source_in, speaker_in
from kharkiv_tracker.store.states import state_of

if TYPE_CHECKING:
    from sqlite_utils import Database

    from kharkiv_tracker.store.case_file import CaseFile

#: The tables of an account with the sources it was read in, by itself and by its document.
_READ_IN = (
    "LEFT JOIN documents AS d ON d.uid = r.document "
    "LEFT JOIN sources AS s ON s.uid = r.source LEFT JOIN sources AS o ON o.uid = d.source"
)
#: Neither it nor where it was read is confidential.
_IS_PUBLIC = (
    "NOT coalesce(d.confidential, 0) "
    "AND NOT coalesce(s.confidential, 0) AND coalesce(s.consent, 'with name') = 'with name' "
    "AND NOT coalesce(o.confidential, 0) AND coalesce(o.consent, 'with name') = 'with name'"
)
#: Reports and official totals that may be cited. What else they name is decided for the whole
#: case, not for a selection.
_CITED = " UNION ALL ".join(
    f"SELECT r.uid AS uid, '{kind}' AS kind, r.source AS source, r.speaker AS speaker, "
    "r.document AS document, d.source AS origin, r.url AS url, r.archive_url AS archive_url, "
    "d.url AS document_url, d.archive_url AS document_archive_url "
    f"FROM {table} AS r {_READ_IN} WHERE r.withdrawn = 0 {also} AND {_IS_PUBLIC}"
    for kind, table, also in (
        ("report", "reports", "AND r.confidential = 0"),
        ("statement", "statements", ""),
    )
)
#: Who spoke, and where it was read, in accounts that are confidential.
_SECRET = " UNION ALL ".join(
    f"SELECT r.source AS source, r.speaker AS speaker, d.source AS origin FROM {table} AS r "
    f"{_READ_IN} WHERE {also} NOT ({_IS_PUBLIC})"
    for table, also in (("reports", "r.confidential OR"), ("statements", ""), ("joint_reports", ""))
)
#: A link that is not that of the document is one of its own.
_OWN = (
    "(document IS NULL OR url <> document_url OR archive_url <> document_archive_url) "
    "AND (url <> '' OR archive_url <> '')"
)
_SUBJECTS = {
    "source": f"SELECT DISTINCT source FROM (SELECT source FROM ({_CITED}) "
    f"UNION ALL SELECT origin FROM ({_CITED})) WHERE source IS NOT NULL",
    "speaker": f"SELECT DISTINCT speaker FROM ({_CITED}) JOIN speakers AS s ON s.uid = speaker "
    "WHERE s.person <> ''",
    "document": f"SELECT DISTINCT document FROM ({_CITED}) WHERE document IS NOT NULL",
    "report": f"SELECT uid FROM ({_CITED}) WHERE kind = 'report' AND {_OWN}",
    "statement": f"SELECT uid FROM ({_CITED}) WHERE kind = 'statement' AND {_OWN}",
    "person": "SELECT uid FROM persons WHERE visibility IS NOT NULL OR cleared = 1",
}


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something the open page would name; `code` is that of its record, "" for none.

    `about` is what is known of it beside its name: the kind of a source, the link of a document.
    """

    uid: str
    kind: str
    code: str
    name: str
    about: str
    is_public: bool
    """Whether to name it is proposed: a private person has to be chosen."""
    decision: Decision | None = None


def listed(case: CaseFile) -> tuple[OpenItem, ...]:
    """Everything the open page would name: sources, speakers, links, persons."""
    made = clearance_records.decisions(case.db)
    return tuple(
        item
        for kind in _SUBJECTS
        for item in sorted(_items(case.db, kind, made), key=lambda i: collation.key(i.name))
    )


def undecided(case: CaseFile) -> tuple[OpenItem, ...]:
    """Those nothing was decided on yet."""
    return tuple(item for item in listed(case) if item.decision is None)


def check(case: CaseFile) -> None:
    """Refuse an open page or chart while anything it would name is undecided.

    Raises CaseUnavailable where the decisions are not those that were recorded.
    """
    recorded = replay.folded(case.db, "WHERE r.kind = 'clearance'")
    due = {uid: state for (_kind, uid), state in recorded.items() if state}
    if due != dict(records.states(case.db, "clearance")):
        raise CaseUnavailable(
            _(
                "What was decided on the open version does not match its history. Nothing was "
                "written. Run “verify” on the case file."
            )
        )
    items = undecided(case)
    if items:
        raise Refused(
            _(
                "Nothing was written. The open version would name what was not decided on yet: "
                "{things}. Decide on each in the list “What the open version names”, or with the "
                "command “publication”."
            ).format(things=counted(items))
        )


def counted(items: Sequence[OpenItem]) -> str:
    """How many sources, people and links these are, in words."""
    kinds = [item.kind for item in items]
    sources, persons = kinds.count("source"), kinds.count("person") + kinds.count("speaker")
    links = len(kinds) - sources - persons
    parts = [
        (sources, ngettext("{n} source", "{n} sources", sources)),
        (links, ngettext("{n} link", "{n} links", links)),
        (persons, ngettext("{n} person", "{n} people", persons)),
    ]
    return ", ".join(text.format(n=labels.number(count)) for count, text in parts if count)


def secret_names(db: Database) -> Iterator[str]:
    """The sources and speakers of confidential accounts that no account to be cited has."""
    cited = db.execute(f"SELECT source, origin, speaker FROM ({_CITED})").fetchall()
    secret = db.execute(f"SELECT source, origin, speaker FROM ({_SECRET})").fetchall()
    public = {uid for row in cited for uid in row}
    # Many accounts have the same few speakers.
    offices = {fold(speaker_in(db, uid).office) for uid in {row[2] for row in cited}}
    for source in {uid for row in secret for uid in row[:2]} - public:
        yield source_in(db, source).name
    for uid in {row[2] for row in secret} - public:
        speaker = speaker_in(db, uid)
        yield speaker.person
        yield speaker.office if fold(speaker.office) not in offices else ""


def looked_through(case: CaseFile) -> datetime | None:
    """When the list was looked through last; None for never."""
    row = case.db.execute(
        "SELECT at FROM revisions WHERE kind = 'clearance' "
        "AND record IN (SELECT uid FROM clearances) ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    return datetime.fromisoformat(row[0]) if row else None


def named(items: Iterable[OpenItem], text: str) -> OpenItem:
    """The item of that code or name; Refused if there is not exactly one."""
    matches = [item for item in items if fold(text) in map(fold, _spellings(item))]
    if not matches:
        raise Refused(
            _("{name} is not in the list of what the open page names.").format(name=shown(text))
        )
    if len(matches) > 1:
        raise Refused(
            _("Several entries of the list are named {name}. Enter one of: {names}.").format(
                name=shown(text),
                names="; ".join(item.code or f"{item.name}, {item.about}" for item in matches),
            )
        )
    return matches[0]


def decide(edit: Edit, decisions: Iterable[tuple[str, Decision]]) -> None:
    """Write what was decided on these records (by id)."""
    for subject, decision in decisions:
        uid, _before = clearance_records.decision(edit.db, subject)
        clearance = state_of(Clearance(subject, decision))
        edit.write("clearance", uid or identity.new_uid(), clearance)


def _spellings(item: OpenItem) -> tuple[str, ...]:
    if item.code:
        return (item.code,)
    return (item.name, f"{item.name}, {item.about}")


def _items(db: Database, kind: str, made: dict[str, Decision]) -> Iterator[OpenItem]:
    for (uid,) in db.execute(_SUBJECTS[kind]).fetchall():
        item = _DESCRIBED.get(kind, _account)(db, kind, uid)
        if item:
            yield replace(item, decision=made.get(uid))


def _source(db: Database, kind: str, uid: str) -> OpenItem | None:
    source = source_in(db, uid)
    if not open_names.is_listed(source):
        return None
    about = labels.word(source.kind) if source.kind else _("kind not stated")
    return OpenItem(uid, kind, "", source.name or about, about, not _is_private(source))


def _speaker(db: Database, kind: str, uid: str) -> OpenItem | None:
    speaker = speaker_in(db, uid)
    return OpenItem(uid, kind, "", speaker.person, speaker.office, bool(speaker.office.strip()))


def _document(db: Database, kind: str, uid: str) -> OpenItem | None:
    document: Document = read_record(db, kind, uid)
    about = _links(document)
    if not (document.title or about):
        return None
    is_public = not _is_private(document.source)
    return OpenItem(uid, kind, document.code, document.title or about, about, is_public)


def _account(db: Database, kind: str, uid: str) -> OpenItem | None:
    account: Report | Statement = read_record(db, kind, uid)
    code = account.code if isinstance(account, Statement) else _numbered(db, kind, uid)
    return OpenItem(
        uid, kind, code, _links(account), account.source.name, not _is_private(account.source)
    )


def _links(record: Document | Report | Statement) -> str:
    """Every link that would be named with it."""
    return " · ".join(filter(None, (record.url, record.archive_url)))


def _person(db: Database, kind: str, uid: str) -> OpenItem | None:
    person: Person = read_record(db, kind, uid)
    if not open_names.is_named(person):
        return None
    name = ", ".join(open_names.forms_of_name(person))
    return OpenItem(uid, kind, _numbered(db, kind, uid), name, labels.word(person.shown_as), True)


def _is_private(source: Source) -> bool:
    return bool(source.kind and source.kind.is_private)


def _numbered(db: Database, kind: str, uid: str) -> str:
    """The code of a report or a person."""
    incident, number = db.execute(
        f"SELECT i.code, r.number FROM {records.table_of(kind)} AS r "
        "JOIN incidents AS i ON i.uid = r.incident WHERE r.uid = ?",
        [uid],
    ).fetchone()
    return f"{incident}/{NUMBERED[kind]}{number}"


_DESCRIBED = {
    "source": _source,
    "speaker": _speaker,
    "document": _document,
    "person": _person,
}
