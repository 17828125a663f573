"""Records entered without documents gathered into those they came from, which moves no figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.document import INHERITED, Document, Likeness
from kharkiv_tracker.domain.link_key import link_key
from kharkiv_tracker.domain.match_key import words_of
from kharkiv_tracker.domain.record import NUMBERED, POINTING, RECORDS
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.domain.when import AsOf, parse_as_of
from kharkiv_tracker.store import document_records, records
from kharkiv_tracker.store.codes import find
from kharkiv_tracker.store.document_matches import NEARLY
from kharkiv_tracker.store.record_reader import source_in
from kharkiv_tracker.store.states import State

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile
    from kharkiv_tracker.store.edit import Edit

#: The records that were read somewhere: each has a link, a source and a quote of its own.
GATHERED = tuple(kind for kind in POINTING if "quote" in RECORDS[kind].by_name)
#: Quotes with fewer letters are alike by chance.
_LONG_ENOUGH = 20
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    """Records that came from one document, by their codes, and what that document would be.

    `document` has a code where it is one that was entered before.
    """

    document: Document
    records: tuple[str, ...]
    why: Likeness
    differing: tuple[str, ...] = ()
    """The fields that differ among the records: each keeps its own."""


@dataclass(frozen=True)
class _Loose:
    """A record without a document."""

    code: str
    state: State
    link: str
    day: str

    @cached_property
    def quote(self) -> str:
        """Its quote, folded: for few of them it is asked for."""
        return words_of(self.state.get("quote", ""))

    @property
    def source(self) -> str:
        return str(self.state.get("source", ""))

    @property
    def place(self) -> tuple[str, str]:
        """By the source and the day; blank where either is not known."""
        return (self.source, self.day) if self.source and self.day else ("", "")


@dataclass(slots=True)
class _Gathering:
    members: list[_Loose]
    document: Document | None
    why: Likeness


def groups(case: CaseFile) -> tuple[DocumentGroup, ...]:
    """The groups of records that came from one document each: to be looked at, then gathered.

    One link read on several days is a document a day, as a page that is updated is.
    """
    return _groups(case.db)


def gather(edit: Edit, chosen: Iterable[DocumentGroup]) -> tuple[str, ...]:
    """Let the records of each group point to its document, which is added; returns their codes.

    Records keep all they have of their own. Those that point to a document by now are left out.
    """
    return tuple(code for group in chosen if (code := _gather(edit, group)))


def _gather(edit: Edit, group: DocumentGroup) -> str:
    pointing = []
    for code in group.records:
        kind, uid = find(edit.db, code)
        state = records.read(edit.db, kind, uid) or {}
        if not state.get("document"):
            pointing.append((kind, uid, state))
    if not pointing:
        return ""
    if group.document.code:
        uid = edit.documents.uid_of(group.document.code)
        state = records.read(edit.db, "document", uid) or {}
        if group.document.confidential and not state.get("confidential"):
            document_records.rewrite(edit, uid, {**state, "confidential": True})
    else:
        uid = document_records.add_uncollected(edit, group.document)
    document = document_records.in_case(edit.db, uid)
    for kind, record, record_state in pointing:
        words = passage.stored(passage.located(document.text, record_state.get("quote", "")))
        edit.write(kind, record, {**record_state, "document": uid, "words": words})
    return document.code


def _groups(db: Database) -> tuple[DocumentGroup, ...]:
    loose_records = list(_loose(db))
    gatherings = _by_link(db, [loose for loose in loose_records if loose.link])
    _add_alike(gatherings, [loose for loose in loose_records if not loose.link])
    formed = (
        _group(db, gathering)
        for gathering in gatherings
        if gathering.members and (gathering.document or len(gathering.members) > 1)
    )
    return tuple(sorted(formed, key=lambda group: (_day(group.document.published), group.records)))


def _by_link(db: Database, loose_records: Sequence[_Loose]) -> list[_Gathering]:
    """Records of one link and day, and the document of that link and day if there is one."""
    linked: dict[tuple[str, str], _Gathering] = {}
    query = "WHERE link_key <> '' AND NOT withdrawn ORDER BY id"
    for uid, state in records.states(db, "document", query):
        key = (link_key(state["url"]), _day(parse_as_of(state.get("published", ""))))
        document = document_records.in_case(db, uid)
        linked.setdefault(key, _Gathering([], document, Likeness.LINK))
    for loose in loose_records:
        key = (loose.link, loose.day)
        linked.setdefault(key, _Gathering([], None, Likeness.LINK)).members.append(loose)
    return list(linked.values())


def _add_alike(gatherings: list[_Gathering], unlinked: Sequence[_Loose]) -> None:
    """Put each record without a link to one of its source and day that quotes nearly the same."""
    by_place: dict[tuple[str, str], list[tuple[_Loose, _Gathering]]] = defaultdict(list)
    for gathering in gatherings:
        for member in gathering.members:
            by_place[member.place].append((member, gathering))
    for loose in unlinked:
        if not loose.place[0] or len(loose.quote) < _LONG_ENOUGH:
            continue
        beside = by_place[loose.place]
        alike = [own for other, own in beside if _is_alike(loose, other)]
        gathering = alike[0] if alike else _Gathering([], None, Likeness.TEXT)
        if not alike:
            gatherings.append(gathering)
        gathering.members.append(loose)
        beside.append((loose, gathering))


def _is_alike(one: _Loose, other: _Loose) -> bool:
    """Whether two quotes are nearly the same; with other numbers one is news of the other."""
    from rapidfuzz import fuzz

    return _DIGITS.findall(one.quote) == _DIGITS.findall(other.quote) and bool(
        fuzz.ratio(one.quote, other.quote, score_cutoff=NEARLY)
    )


def _group(db: Database, gathering: _Gathering) -> DocumentGroup:
    members = sorted(gathering.members, key=lambda loose: loose.code)
    values = {
        name: list(dict.fromkeys(m.state[name] for m in members if m.state.get(name)))
        for name in INHERITED
    }
    differing = tuple(name for name, several in values.items() if len(several) > 1)
    document = gathering.document
    if document is None:
        source = source_in(db, values["source"][0]) if len(values["source"]) == 1 else Source()
        texts = {name: values[name][0] for name in _TEXTS if len(values[name]) == 1}
        published = values["published"][0] if len(values["published"]) == 1 else members[0].day
        # Of several spellings of one link any leads there.
        url = values["url"][0] if values["url"] else ""
        document = Document(
            **{**texts, "url": url},
            source=source,
            published=parse_as_of(published) if values["published"] else None,
        )
    if not document.is_confidential and any(_is_confidential(db, m.state) for m in members):
        document = replace(document, confidential=True)
    return DocumentGroup(document, tuple(m.code for m in members), gathering.why, differing)


_TEXTS = ("archive_url", "language")


def _is_confidential(db: Database, state: State) -> bool:
    return bool(state.get("confidential")) or not source_in(db, state.get("source")).may_be_named


def _loose(db: Database) -> Iterator[_Loose]:
    """The records that could point to a document and do not, in the order they were written."""
    for kind in GATHERED:
        code: Callable[[State], str] = _numbered(db, kind) if kind in NUMBERED else _coded
        for _uid, state in records.states(db, kind, "WHERE document IS NULL AND NOT withdrawn"):
            published = state.get("published") or state.get("as_of", "")
            yield _Loose(
                code(state),
                state,
                link_key(state.get("url", "")),
                _day(parse_as_of(published)),
            )


def _coded(state: State) -> str:
    return str(state["code"])


def _numbered(db: Database, kind: str) -> Callable[[State], str]:
    incidents: dict[str, Any] = dict(db.execute("SELECT uid, code FROM incidents").fetchall())
    return lambda state: f"{incidents[state['incident']]}/{NUMBERED[kind]}{state['number']}"


def _day(when: AsOf | None) -> str:
    return when.day.isoformat() if when else ""
