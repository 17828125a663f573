"""Attachments written out of the case as the original files, with a manifest of their hashes."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kharkiv_tracker import files
from kharkiv_tracker.domain.attachment import Attachment
from kharkiv_tracker.domain.record import NUMBERED
from kharkiv_tracker.errors import CaseUnavailable, Refused, WrongCall
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import attachment_records, history, identity, records, removed_contents
from kharkiv_tracker.store.states import record_from

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

MANIFEST = "manifest.json"
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class ListedAttachment:
    """An attachment with its code and those of what it belongs to; "" for what it does not have.

    `redacted_from` is the code of the original that it is a redacted copy of.
    """

    code: str
    incident: str
    document: str
    report: str
    redacted_from: str
    attachment: Attachment

    @property
    def file(self) -> str:
        """A name that is safe on every system, unique, and contains the old one."""
        return f"{self.code.replace('/', '-')}-{safe(self.attachment.name)}"


def listed(case: CaseFile, code: str | None = None) -> Iterator[ListedAttachment]:
    """The attachments of the case, or those of a code, in the order of the codes.

    Withdrawn ones are left out unless `code` is their own.
    """
    where, params = "NOT a.withdrawn", []
    if code is not None:
        column, uid = attachment_records.column_of(case.db, code)
        where = f"a.{column} = ?" + ("" if column == "uid" else " AND NOT a.withdrawn")
        params = [uid]
    yield from _listed(case, where, params)


def of_reports(case: CaseFile, code: str) -> Iterator[ListedAttachment]:
    """The attachments of the documents that the reports of an incident were read in."""
    where = (
        "NOT a.withdrawn AND a.document IN (SELECT r.document FROM reports AS r "
        "JOIN incidents AS own ON own.uid = r.incident WHERE own.code = ? AND NOT r.withdrawn)"
    )
    yield from _listed(case, where, [code])


def _listed(case: CaseFile, where: str, params: list[str | None]) -> Iterator[ListedAttachment]:
    query = (
        "SELECT a.uid, a.number, i.code, d.code, r.number, a.redacted_from FROM attachments AS a "
        "LEFT JOIN incidents AS i ON i.uid = a.incident "
        "LEFT JOIN documents AS d ON d.uid = a.document LEFT JOIN reports AS r ON r.uid = a.report "
        f"WHERE {where} ORDER BY i.code IS NULL, coalesce(i.code, d.code), a.number"
    )
    mark = NUMBERED["attachment"]
    rows = case.db.execute(query, params).fetchall()
    codes = {uid: f"{incident or document}/{mark}{n}" for uid, n, incident, document, *_ in rows}
    for uid, _number, incident, document, report, original in rows:
        state = records.read(case.db, "attachment", uid) or {}
        yield ListedAttachment(
            codes[uid],
            incident or "",
            document or "",
            f"{incident}/{report}" if report else "",
            codes.get(original, ""),
            record_from(Attachment, state, uid=uid),
        )


def extract(
    case: CaseFile, code: str | None, folder: Path, version: str = ""
) -> tuple[tuple[ListedAttachment, Path], ...]:
    """Write the originals and `manifest.json` into a new or an empty folder.

    Every file's hash is checked as it is written. Where anything fails nothing is left behind;
    raises CaseUnavailable for content that is not what was collected.
    """
    removed = removed_contents.digests(case.db)
    originals = list(listed(case, code))
    if not originals:
        raise Refused(_("No attachments to extract."))
    manifest = _manifest(case, originals, removed, version)
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    made = _prepared(folder)
    written: list[Path] = []
    try:
        present = [one for one in originals if one.attachment.sha256 not in removed]
        for original in present:
            path = folder / original.file
            # Other users of this machine must not read what witnesses gave.
            files.write(path, attachment_records.content(case, original.attachment), private=True)
            written.append(path)
        files.write(folder / MANIFEST, text.encode(), private=True)
    except BaseException:
        for path in (*written, folder / MANIFEST):
            with suppress(OSError):
                path.unlink()
        if made:
            with suppress(OSError):
                folder.rmdir()
        raise
    return tuple(zip(present, written, strict=True))


def safe(name: str) -> str:
    """A file's name without what leads elsewhere, hides its ending or some system refuses."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    plain = "".join(c if c.isalnum() or c in "-_." else "_" for c in last)
    stem, dot, ending = plain.rpartition(".")
    if not stem or len(ending.encode()) > 16:
        stem, dot, ending = plain, "", ""
    # What is left may be cut within a letter of several bytes.
    stem = stem.encode()[:_LONGEST].decode(errors="ignore")
    return f"{stem}{dot}{ending}".strip(".") or "file"


def _prepared(folder: Path) -> bool:
    """Create the folder unless it exists; returns whether it did. Raises WrongCall if in use."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        try:
            empty = next(folder.iterdir(), None) is None
        except OSError:
            empty = False
        if not empty:
            raise WrongCall(
                _(
                    "{folder} is not an empty folder. Choose a new folder. Nothing was written."
                ).format(folder=folder)
            ) from None
        return False
    except (OSError, ValueError) as error:
        raise CaseUnavailable(
            _("Could not create {folder}: {error}. Nothing was written.").format(
                folder=folder, error=files.reason(error)
            )
        ) from None
    return True


def _manifest(
    case: CaseFile, originals: list[ListedAttachment], removed: Collection[str], version: str
) -> dict[str, Any]:
    return {
        "case": case.title,
        "fingerprint": history.fingerprint(case),
        "extracted": identity.stamp(),
        "version": version,
        "files": [
            # Of a file that was removed when a name was erased the record is left.
            _manifest_entry(original)
            | ({"file": None} if original.attachment.sha256 in removed else {})
            for original in originals
        ],
    }


def _manifest_entry(original: ListedAttachment) -> dict[str, Any]:
    """Everything that is known of a file, the time of its collection by both clocks."""
    attachment = original.attachment
    return {
        "file": original.file,
        "code": original.code,
        "incident": original.incident,
        "document": original.document,
        "report": original.report,
        "name": attachment.name,
        "type": attachment.type,
        "size": attachment.size,
        "sha256": attachment.sha256,
        "collector": attachment.collector,
        "collected": attachment.collected,
        "collected_utc": utc(attachment.collected),
        "method": attachment.method,
        "version": attachment.version,
        "redacted_from": original.redacted_from,
        "origin": attachment.origin,
        "notes": attachment.notes,
        "withdrawn": attachment.withdrawn,
    }


def utc(collected: str) -> str:
    """The instant of a collection by the clock of the world: `2026-11-22T10:00:00Z`."""
    try:
        return datetime.fromisoformat(collected).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        return ""
