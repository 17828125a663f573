"""What documents are called: read by their code, by words of their title or by a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain.document import CODE
from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.record import POINTING
from kharkiv_tracker.domain.when import AsOf, parse_as_of
from kharkiv_tracker.store import codes, records
from kharkiv_tracker.store.document_references import document_named, merge_target

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: So many characters of its text stand for a title.
_OPENING = 80
_CODE = re.compile(rf"\s*({CODE}-[\w-]+-\d{{2,}})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DocumentTitle:
    """A document by its code, and what it is called: its title, else its first words or its link.

    `taken` is how many records that are not withdrawn point to it.
    """

    code: str
    title: str
    source: str
    published: AsOf | None
    taken: int


def typed_code(text: str) -> str:
    """The code of a document that a typed text consists of; "" where it is something else."""
    match = _CODE.fullmatch(text)
    return code_of(match[1]) if match else ""


def by_code(case: CaseFile, code: str) -> DocumentTitle:
    """The document of that code, or the one it was merged into; raises Refused if not found."""
    uid = merge_target(case.db, document_named(case.db, code))
    return next(_titles(case.db, [uid]))


def by_words(case: CaseFile, words: str, most: int) -> tuple[DocumentTitle, ...]:
    """Documents whose code begins so or whose title has all these words begun, the last first."""
    typed = fold(words)
    parts = typed.split()
    if not parts:
        return ()
    matches: list[str] = []
    rows = case.db.execute(
        f"SELECT uid, code, title, substr(text, 1, {_OPENING}) FROM documents "
        "WHERE NOT withdrawn AND merged_into IS NULL ORDER BY code DESC"
    )
    for uid, code, title, opening in rows:
        name = f" {fold(title or opening)}"
        if fold(code).startswith(typed) or all(f" {part}" in name for part in parts):
            matches.append(uid)
            if len(matches) == most:
                break
    return tuple(_titles(case.db, matches))


def of_record(case: CaseFile, code: str) -> str:
    """The code of the document that a record was read in, by its own; "" for none.

    Of an incident it is the document of its last report that has one.
    """
    kind, uid = codes.find(case.db, code)
    if kind == "document":
        return next(_titles(case.db, [merge_target(case.db, uid)])).code
    where, params = "WHERE uid = ?", [uid]
    if kind == "incident":
        kind = "report"
        where = "WHERE incident = ? AND document IS NOT NULL AND NOT withdrawn ORDER BY number DESC"
    if kind not in POINTING:
        return ""
    for _uid, state in records.states(case.db, kind, where, params):
        if document := state.get("document"):
            return next(_titles(case.db, [merge_target(case.db, document)])).code
    return ""


def _titles(db: Database, uids: Iterable[str]) -> Iterator[DocumentTitle]:
    counts = " + ".join(
        f"(SELECT count(*) FROM {records.table_of(kind)} WHERE document = d.uid AND NOT withdrawn)"
        for kind in POINTING
    )
    query = (
        f"SELECT d.code, d.title, substr(d.text, 1, {_OPENING}), d.url, s.name, d.published, "
        f"{counts} FROM documents AS d LEFT JOIN sources AS s ON s.uid = d.source WHERE d.uid = ?"
    )
    for uid in uids:
        yield _title(db.execute(query, [uid]).fetchone())


def _title(row: Sequence[str]) -> DocumentTitle:
    code, title, opening, url, source, published, taken = row
    name = title or " ".join(opening.split()) or url
    when = parse_as_of(published) if published else None
    return DocumentTitle(code, name, source or "", when, int(taken))
