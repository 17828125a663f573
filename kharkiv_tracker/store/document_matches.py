"""Documents that may be one that is entered: the same link, the same file, nearly the same text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.document import Document, Likeness
from kharkiv_tracker.domain.link_key import link_key
from kharkiv_tracker.store.document_records import in_case
from kharkiv_tracker.store.document_references import merge_target

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: From this similarity (of 100) on, two texts are nearly the same.
NEARLY = 90
#: Shorter texts are the same only if they are equal: “Explosions in the city” is posted every week.
_LONG_ENOUGH = 80
#: So many of the longest words of a text are looked for first; half of them have to be there.
_PROBES = 12
_EQUAL = "SELECT uid FROM documents WHERE text_digest = ?"
_BETWEEN = "SELECT uid, text FROM documents WHERE length(text) BETWEEN ? AND ?"


@dataclass(frozen=True, slots=True)
class DocumentMatch:
    """A document of the case and why it may be the one that is entered."""

    document: Document
    why: tuple[Likeness, ...]


def matches(
    case: CaseFile, document: Document, files: Collection[str] = ()
) -> tuple[DocumentMatch, ...]:
    """The documents that may be this one, those with most reasons first; never itself.

    `files` are the SHA-256 of files it comes with. One link may be that of many documents.
    """
    return in_database(case.db, document, files)


def in_database(
    db: Database, document: Document, files: Collection[str] = ()
) -> tuple[DocumentMatch, ...]:
    """The same within an edit."""
    reasons: dict[str, dict[Likeness, None]] = {}
    for why, uids in (
        (Likeness.LINK, _by_link(db, document.url)),
        (Likeness.FILE, _by_file(db, files)),
        (Likeness.TEXT, _by_text(db, passage.normal(document.text).strip())),
    ):
        for uid in uids:
            target = merge_target(db, uid)
            if target != document.uid:
                reasons.setdefault(target, {})[why] = None
    alike = [DocumentMatch(in_case(db, uid), tuple(why)) for uid, why in reasons.items()]
    alike.sort(key=lambda match: match.document.code, reverse=True)
    return tuple(sorted(alike, key=lambda match: -len(match.why)))


def _by_link(db: Database, url: str) -> Iterator[str]:
    if key := link_key(url):
        rows = db.execute("SELECT uid FROM documents WHERE link_key <> '' AND link_key = ?", [key])
        yield from (uid for (uid,) in rows.fetchall())


def _by_file(db: Database, files: Collection[str]) -> Iterator[str]:
    for sha256 in files:
        query = "SELECT document FROM attachments WHERE sha256 = ? AND document IS NOT NULL"
        yield from (uid for (uid,) in db.execute(query, [sha256]).fetchall())


def _by_text(db: Database, text: str) -> Iterator[str]:
    if not text:
        return
    yield from (uid for (uid,) in db.execute(_EQUAL, [passage.digest(text)]).fetchall())
    yield from nearly(text, lambda least, most: db.execute(_BETWEEN, [least, most]).fetchall())


def nearly(text: str, between: Callable[[int, int], Iterable[tuple[str, str]]]) -> Iterator[str]:
    """The ids of nearly the same texts; `between` gives the ids and texts of these lengths."""
    from rapidfuzz import fuzz

    if len(text) < _LONG_ENOUGH:
        return
    # Texts of other lengths cannot be as similar: they are not even read.
    share = NEARLY / (200 - NEARLY)
    rare = sorted(set(text.split()), key=len)[-_PROBES:]
    for uid, other in between(int(len(text) * share), int(len(text) / share) + 1):
        # Comparing letter by letter takes ten times as long.
        shares_words = 2 * sum(word in other for word in rare) >= len(rare)
        if shares_words and fuzz.ratio(text, other, score_cutoff=NEARLY):
            yield uid
