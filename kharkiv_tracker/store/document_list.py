"""The rows of the list of documents: ordered by small values, read a page at a time.

The texts of documents are long: only the rows that are seen have the first words of theirs read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kharkiv_tracker import collation
from kharkiv_tracker.domain.document import DocumentKind
from kharkiv_tracker.domain.record import POINTING
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.domain.when import AsOf, parse_as_of
from kharkiv_tracker.store import document_search, records
from kharkiv_tracker.store.selection_sql import LISTED
from kharkiv_tracker.store.states import record_from

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: So many characters of a text are read for its first words.
_OPENING = 160


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as it is listed; `opening` are the first words of its text.

    `taken` is how many records that are not withdrawn point to it.
    """

    id: int
    code: str
    title: str
    opening: str
    url: str
    kind: DocumentKind | None
    source: Source
    published: AsOf | None
    confidential: bool
    withdrawn: bool
    taken: int

    @property
    def name(self) -> str:
        """What it is called: its title, else its first words, its link, or its code."""
        return self.title or self.opening or self.url or self.code

    @property
    def is_unread(self) -> bool:
        """Whether no record was taken from it, though it is not withdrawn."""
        return not self.taken and not self.withdrawn


@dataclass(frozen=True, slots=True)
class DocumentList:
    """The numbers of documents in their order; how many there are in all, merged ones apart, and
    how many of all no record was taken from."""

    ids: tuple[int, ...]
    total: int
    unread: int


def ordered(
    case: CaseFile, key: str = "published", descending: bool = True, text: str = ""
) -> DocumentList:
    """The documents that match a text, by `published`, `title`, `kind`, `source` or `taken`.

    Those of one value are in the order of their codes, the last first; those without one come last.
    """
    used = use_counts(case)
    light = _light(case)
    unread = len(_unread(light, used))
    total = len(light)
    if text.strip():
        matching = document_search.matching(case, text)
        light = [row for row in light if row[0] in matching]
    value = _values(case, key, used)
    values = {row[0]: value(row) for row in light}
    light.sort(key=lambda row: row[2], reverse=True)
    with_value = [row[0] for row in light if values[row[0]] not in (None, "")]
    with_value.sort(key=values.__getitem__, reverse=descending)
    without = [row[0] for row in light if values[row[0]] in (None, "")]
    return DocumentList((*with_value, *without), total, unread)


def unread(case: CaseFile) -> list[str]:
    """The codes of the documents no record was taken from, the oldest first."""
    return sorted(_unread(_light(case), use_counts(case)))


def numbers(case: CaseFile, uids: Iterable[str]) -> tuple[int, ...]:
    """The numbers of documents by their ids, in the order of these."""
    listed = list(uids)
    query = f"SELECT uid, id FROM documents WHERE uid IN {LISTED}"
    by_uid = dict(case.db.execute(query, [json.dumps(listed)]).fetchall())
    return tuple(by_uid[uid] for uid in listed if uid in by_uid)


def rows(case: CaseFile, ids: Sequence[int]) -> list[DocumentRow]:
    """The rows of these documents, in the order of the numbers."""
    used, sources = use_counts(case), _sources(case)
    selected = case.db.execute(
        f"SELECT id, uid, code, title, substr(text, 1, {_OPENING}), url, kind, source, published, "
        f"confidential, withdrawn FROM documents WHERE id IN {LISTED}",
        [json.dumps(list(ids))],
    ).fetchall()
    by_id = {row[0]: row for row in selected}
    return [_row(by_id[id_], sources, used) for id_ in ids if id_ in by_id]


def use_counts(case: CaseFile) -> Mapping[str, int]:
    """How many records that are not withdrawn point to each document, by its id."""
    counts: Counter[str] = Counter()
    for kind in POINTING:
        counts.update(
            dict(
                case.db.execute(
                    f"SELECT document, count(*) FROM {records.table_of(kind)} "
                    "WHERE document IS NOT NULL AND NOT withdrawn GROUP BY document"
                )
            )
        )
    return counts


def _light(case: CaseFile) -> list[tuple[Any, ...]]:
    """The columns of an index: the texts between them are not read."""
    query = (
        "SELECT id, uid, code, published, withdrawn, kind, source, title FROM documents "
        "WHERE merged_into IS NULL"
    )
    return list(case.db.execute(query).fetchall())


def _unread(light: Iterable[tuple[Any, ...]], used: Mapping[str, int]) -> list[str]:
    return [row[2] for row in light if not row[4] and row[1] not in used]


def _values(case: CaseFile, key: str, used: Mapping[str, int]) -> Callable[[Sequence[Any]], Any]:
    """What documents are ordered by, of a row of `ordered`."""
    if key == "taken":
        return lambda row: used.get(row[1], 0)
    if key == "title":
        return lambda row: row[7] and collation.key(row[7])
    if key == "source":
        names = {uid: collation.key(source.name) for uid, source in _sources(case).items()}
        return lambda row: names.get(row[6])
    return lambda row: row[5 if key == "kind" else 3]


def _row(row: Sequence[Any], sources: Mapping[str, Source], used: Mapping[str, int]) -> DocumentRow:
    id_, uid, code, title, opening, url, kind, source_uid, published, confidential, gone = row
    source = sources.get(source_uid, Source())
    return DocumentRow(
        id_,
        code,
        title,
        " ".join(opening.split()),
        url,
        DocumentKind(kind) if kind in set(DocumentKind) else None,
        source,
        parse_as_of(published or ""),
        bool(confidential) or not source.may_be_named,
        bool(gone),
        used.get(uid, 0),
    )


def _sources(case: CaseFile) -> dict[str, Source]:
    return {uid: record_from(Source, state) for uid, state in records.states(case.db, "source")}
