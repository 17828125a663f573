"""Files kept with a record as they were collected: whole, hashed, never altered."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sqlite_utils import Database

from kharkiv_tracker.domain.attachment import Attachment
from kharkiv_tracker.domain.fields import fields_of
from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.match_key import storable
from kharkiv_tracker.domain.record import NUMBERED, RECORDS
from kharkiv_tracker.errors import CaseUnavailable, Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import history, identity, records, removed_contents, revision_chain
from kharkiv_tracker.store.attachment_owners import Owner, owner_of
from kharkiv_tracker.store.codes import find
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.file_capture import opened, parts_of, type_of
from kharkiv_tracker.store.states import State, record_from, state_of

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: Larger files are kept beside the case; this is an hour and more of video from a telephone.
LARGEST = 1024**3
#: The fields that say what an attachment belongs to.
_BELONGING = (*RECORDS["attachment"].owners, "report")
#: The fields of an attachment that can be corrected; the others are as collected.
_CORRECTABLE = tuple(field.name for field in fields_of(Attachment) if not field.automatic)


def attach(
    edit: Edit,
    code: str | Owner,
    original: Path | bytes,
    name: str = "",
    collector: str = "",
    method: str = "",
    version: str = "",
    origin: str = "",
    notes: str = "",
    collected: datetime | None = None,
    redacted_from: str = "",
) -> str:
    """Keep a file, or bytes from the clipboard, with the record of that code (`owner_of`).

    Returns the attachment's code, `KHT-…-01/A1`. Content is stored once however often it is
    attached. Raises Refused, and adds nothing, for what is not a regular file, cannot be read, is
    empty or larger than LARGEST, or is attached there already.
    """
    owner = code if isinstance(code, Owner) else owner_of(edit, code)
    file_name = _line(name or (original.name if isinstance(original, Path) else "")) or "unnamed"
    with _stream(edit.db, original) as stream:
        sha256, size, head = _hashed(stream, file_name)
        _refuse_twice(edit.db, owner, sha256, file_name)
        _keep(edit.db, stream, sha256, file_name)
    collected_at = collected or identity.now()
    local = collected_at if collected and collected_at.tzinfo else collected_at.astimezone()
    attachment = Attachment(
        name=file_name,
        type=type_of(head, file_name),
        size=size,
        sha256=sha256,
        collector=_line(collector) or edit.author,
        collected=local.isoformat(timespec="seconds"),
        method=_line(method),
        version=_line(version),
        origin=_line(origin),
        notes=storable(notes).strip(),
        report=owner.report,
        redacted_from=redacted_from,
    )
    return edit.add_numbered("attachment", owner.code, state_of(attachment))


def of(case: CaseFile, code: str) -> tuple[Attachment, ...]:
    """The attachments of an incident, a report or a document, or the one of that code.

    Those of an official total are its document's. Withdrawn ones are among them.
    """
    column, uid = column_of(case.db, code)
    where = f"WHERE {column} = ? ORDER BY number"
    states = records.states(case.db, "attachment", where, [uid])
    return tuple(
        record_from(Attachment, state, uid=attachment_uid) for attachment_uid, state in states
    )


def listed(case: CaseFile) -> Iterator[tuple[str, Attachment]]:
    """Every attached file with its code, withdrawn ones too."""
    attachments = [
        record_from(Attachment, state, uid=uid)
        for uid, state in records.states(case.db, "attachment")
    ]
    names = history.names_of(case.db, {attachment.uid for attachment in attachments})
    for attachment in attachments:
        yield names[attachment.uid], attachment


def column_of(db: Database, code: str) -> tuple[str, str | None]:
    """The column that says which attachments the record of that code has, and its value."""
    kind, uid = find(db, code)
    if kind == "attachment":
        return "uid", uid
    if kind in ("incident", "document", "report"):
        return kind, uid
    if kind in ("statement", "joint"):
        return "document", (records.read(db, kind, uid) or {}).get("document")
    raise Refused(_("{code} cannot have attachments.").format(code=code))


def move(edit: Edit, code: str, owner_code: str) -> str:
    """Move an attachment to another incident or document; returns its new code.

    Its redacted copies go along. The old codes stay valid.
    """
    uid, state = attachment_state(edit.db, code)
    owner = owner_of(edit, owner_code)
    if state.get("redacted_from"):
        raise Refused(_("A redacted copy belongs to its original. Move the original."))
    if state.get(owner.kind) == owner.uid and state.get("report", "") == owner.report:
        raise Refused(
            _("{code} already belongs to {owner}.").format(code=code_of(code), owner=owner.code)
        )
    copies = list(records.states(edit.db, "attachment", "WHERE redacted_from = ?", [uid]))
    codes = [_move(edit, *moved, owner) for moved in [(uid, state), *copies]]
    return codes[0]


def _move(edit: Edit, uid: str, state: State, owner: Owner) -> str:
    number = state["number"]
    if state.get(owner.kind) != owner.uid:
        _refuse_twice(edit.db, owner, state["sha256"], state["name"])
        number = edit.next_number("attachment", owner.uid, owner.kind)
    own = {name: value for name, value in state.items() if name not in _BELONGING}
    report = {"report": owner.report} if owner.report else {}
    edit.write("attachment", uid, {**own, **report, owner.kind: owner.uid, "number": number})
    return f"{owner.code}/{NUMBERED['attachment']}{number}"


def content(case: CaseFile, attachment: Attachment) -> Iterator[bytes]:
    """The bytes of an attachment, part by part; raises CaseUnavailable at the end of wrong ones.

    Raises Refused where a purge removed them.
    """
    if is_removed(case, attachment):
        sentence = _("The content of {name} was removed when a name was erased.")
        raise Refused(sentence.format(name=shown(attachment.name)))
    measured, size = hashlib.sha256(), 0
    for part in _parts(case.db, attachment.sha256):
        measured.update(part)
        size += len(part)
        yield part
    if (measured.hexdigest(), size) != (attachment.sha256, attachment.size):
        raise CaseUnavailable(
            _(
                "The stored copy of {name} differs from the collected file. Compare with a backup."
            ).format(name=shown(attachment.name))
        )


def is_removed(case: CaseFile, attachment: Attachment) -> bool:
    """Whether a purge removed its content, so that only its record is left."""
    return attachment.sha256 in removed_contents.digests(case.db)


def amend(edit: Edit, code: str, corrected: Attachment) -> None:
    """Correct the fields of an attachment: collector, method, origin, notes, its cover."""
    uid, before = attachment_state(edit.db, code)
    new_state = state_of(corrected)
    state = {name: value for name, value in before.items() if name not in _CORRECTABLE}
    edit.write("attachment", uid, state | {n: new_state[n] for n in _CORRECTABLE if n in new_state})


def set_uncovered(edit: Edit, code: str, uncovered: bool) -> None:
    """Set whether an attachment is shown at once or covered until the user uncovers it."""
    uid, state = attachment_state(edit.db, code)
    attachment = record_from(Attachment, state, uid=uid)
    amend(edit, code, replace(attachment, uncovered=uncovered))


def damaged(db: Database, step: Callable[[], object] = tuple) -> Iterator[tuple[str, str]]:
    """Ids of attachments whose content is not what was collected, each with a sentence.

    `step` is called for each; what it raises gives the work up.
    """
    digests: dict[str, str] = {}
    sizes: dict[str, int] = {}
    for (sha256,) in db.execute("SELECT DISTINCT sha256 FROM contents").fetchall():
        step()
        digests[sha256], sizes[sha256] = _measured(db, sha256)
    owners, removed = {}, removed_contents.digests(db)
    for uid, state in records.states(db, "attachment"):
        sha256 = state.get("sha256", "")
        owners[sha256] = uid
        if sha256 in removed:
            continue
        if sha256 not in digests:
            yield uid, _("The content of this attachment is missing.")
        elif digests[sha256] != sha256 or sizes[sha256] != state.get("size", 0):
            yield uid, _("The content of this attachment was changed.")
    # Content stays where attaching it was undone, and is still content that was attached.
    attached = {
        stored_digest: revision.record
        for revision in revision_chain.stored(db, "WHERE r.kind = ?", ["attachment"])
        for stored_digest in revision.changes.get("sha256", ())
    }
    for sha256, measured in digests.items():
        if sha256 not in attached:
            yield sha256[:12], _("This content does not belong to any attachment.")
        elif sha256 not in owners and measured != sha256:
            yield attached[sha256], _("The content of this attachment was changed.")


def attachment_state(db: Database, code: str) -> tuple[str, State]:
    """The id and state of the attachment of that code; raises Refused for anything else."""
    kind, uid = find(db, code)
    if kind != "attachment":
        raise Refused(_("{code} is not an attachment.").format(code=code))
    return uid, records.read(db, kind, uid) or {}


def _measured(db: Database, sha256: str) -> tuple[str, int]:
    """The hash and size of the stored content; "" where a part is missing."""
    measured, size = hashlib.sha256(), 0
    rows = db.execute("SELECT part, bytes FROM contents WHERE sha256 = ? ORDER BY part", [sha256])
    for due, (number, part) in enumerate(rows):
        if number != due:
            return "", size
        measured.update(part)
        size += len(part)
    return measured.hexdigest(), size


def _parts(db: Database, sha256: str) -> Iterator[bytes]:
    """One part in memory at a time, whoever writes to the case meanwhile."""
    number = 0
    query = "SELECT bytes FROM contents WHERE sha256 = ? AND part = ?"
    while row := db.execute(query, [sha256, number]).fetchone():
        yield row[0]
        number += 1


def _stream(db: Database, original: Path | bytes) -> BinaryIO:
    if isinstance(original, bytes):
        return io.BytesIO(original)
    (case,) = db.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()
    return opened(original, Path(case) if case else None)


def _hashed(stream: BinaryIO, name: str) -> tuple[str, int, bytes]:
    """Hash, size and first part of a file."""
    measured, size, head = hashlib.sha256(), 0, b""
    for part in parts_of(stream, name):
        head = head or part
        measured.update(part)
        size += len(part)
        if size > LARGEST:
            raise Refused(
                _("{name} is larger than {most} GB. Keep it outside the case file.").format(
                    name=shown(name), most=LARGEST // 1024**3
                )
            )
    if not size:
        raise Refused(_("{name} is empty.").format(name=shown(name)))
    return measured.hexdigest(), size, head


def _refuse_twice(db: Database, owner: Owner, sha256: str, name: str) -> None:
    row = db.execute(
        f"SELECT number FROM attachments WHERE {owner.kind} = ? AND sha256 = ? AND NOT withdrawn",
        [owner.uid, sha256],
    ).fetchone()
    if row:
        code = f"{owner.code}/{NUMBERED['attachment']}{row[0]}"
        raise Refused(
            _("{name} is already attached as {code}.").format(name=shown(name), code=code)
        )


def _keep(db: Database, stream: BinaryIO, sha256: str, name: str) -> None:
    """Store content, once for each hash, and refuse a file that changed since it was hashed."""
    if db.execute("SELECT 1 FROM contents WHERE sha256 = ?", [sha256]).fetchone():
        return
    measured = hashlib.sha256()
    stream.seek(0)
    for number, part in enumerate(parts_of(stream, name)):
        measured.update(part)
        db.execute(
            "INSERT INTO contents (sha256, part, bytes) VALUES (?, ?, ?)", [sha256, number, part]
        )
    if measured.hexdigest() != sha256:
        raise Refused(
            _("{name} changed while being read. Attach it once it is complete.").format(
                name=shown(name)
            )
        )


def _line(text: str) -> str:
    return " ".join(storable(text).split())
