"""The places in a case that still contain an erased name: authors, reasons, collected files."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress

from sqlite_utils import Database

from kharkiv_tracker.domain.record import NUMBERED, RECORDS
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.redaction.page_reader import PageReader
from kharkiv_tracker.redaction.page_worker import PDF
from kharkiv_tracker.store import records
from kharkiv_tracker.store.name_matches import Mentions

#: Files up to this size are read as text too: letters in any case, the parts of a document.
_READ = 64 * 1024**2
#: So much of what a packed file unpacks to is read.
_UNPACKED = 256 * 1024**2
_PACKED = b"PK\x03\x04"
_PDF = b"%PDF"
_TAG = re.compile(r"<[^<>]*>")
#: What ends a paragraph, a line or a cell, in the documents of office programs and on pages.
_BREAK = re.compile(r"</?(?:\w+:)?(?:p|br|h\d?|li|div|s|si|tab|tc|td|tr)\b[^<>]*>")


def revisions(db: Database, mentions: Mentions) -> Iterator[str]:
    """The authors and reasons that contain the name: they are part of the chain."""
    for seq, author, reason in db.execute("SELECT seq, author, reason FROM revisions"):
        if mentions.occurs_in(author):
            yield _("the author of revision {seq}").format(seq=seq)
        if mentions.occurs_in(reason):
            yield _("the reason of revision {seq}").format(seq=seq)


def attachments(db: Database, mentions: Mentions) -> Iterator[tuple[str, ...]]:
    """The codes of the attachments whose content contains the name, those of one file together."""
    if not mentions.names:
        return
    codes: dict[str, list[str]] = {}
    for sha256, code in _codes(db):
        codes.setdefault(sha256, []).append(code)
    for sha256, own in codes.items():
        if _contains(db, sha256, mentions.written()) or _reads(db, sha256, mentions):
            yield tuple(own)


def _codes(db: Database) -> list[tuple[str, str]]:
    """Hash and code of every attachment, of incidents and documents alike."""
    kind, mark = "attachment", NUMBERED["attachment"]
    owners = " UNION ALL ".join(
        f"SELECT a.id, a.sha256, o.code || '/{mark}' || a.number "
        f"FROM {records.table_of(kind)} AS a "
        f"JOIN {records.table_of(owner)} AS o ON o.uid = a.{owner}"
        for owner in RECORDS[kind].owners
    )
    return [(sha256, code) for _id, sha256, code in sorted(db.execute(owners).fetchall())]


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


def _reads(db: Database, sha256: str, mentions: Mentions) -> bool:
    """Whether a reader of the file would find the name: in a text, or in a packed document."""
    query = "SELECT sum(length(bytes)) FROM contents WHERE sha256 = ?"
    if not 0 < (db.execute(query, [sha256]).fetchone()[0] or 0) <= _READ:
        return False
    rows = db.execute("SELECT bytes FROM contents WHERE sha256 = ? ORDER BY part", [sha256])
    content = b"".join(part for (part,) in rows)
    if content.startswith(_PDF):
        return any(_occurs(text, mentions) for text in _pages(content))
    if content.startswith(_PACKED):
        return any(_occurs(text, mentions) for text in _unpacked(content))
    # A picture or a video is no text; its bytes were searched.
    return b"\0" not in content[:4096] and _occurs(content.decode(errors="replace"), mentions)


def _pages(content: bytes) -> Iterator[str]:
    """The text of each page of a PDF; none of one that cannot be read."""
    with suppress(Refused), PageReader(content, PDF) as pages:
        for page in range(1, pages.count + 1):
            yield pages.text(page)


def _unpacked(content: bytes) -> Iterator[str]:
    """The texts of a packed file, as office programs write them, and the names of its parts."""
    left = _UNPACKED
    damaged = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError)
    with suppress(*damaged), zipfile.ZipFile(io.BytesIO(content)) as packed:
        for part in packed.infolist():
            yield part.filename
            if left > 0 and not part.is_dir():
                with packed.open(part) as stream:
                    unpacked = stream.read(left)
                left -= len(unpacked)
                yield unpacked.decode(errors="replace")


def _occurs(text: str, mentions: Mentions) -> bool:
    """Whether a text contains the name, with or without its tags."""
    if mentions.occurs_in(text):
        return True
    # Office programs cut a word in pieces, and end a paragraph without a gap.
    paragraphs = _BREAK.sub(" ", text)
    return "<" in text and any(
        mentions.occurs_in(html.unescape(_TAG.sub(gap, paragraphs))) for gap in ("", " ")
    )
