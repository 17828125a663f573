"""Redacted copies kept beside their originals, which they point to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kharkiv_tracker import __version__
from kharkiv_tracker.domain.attachment import Attachment
from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.record import NUMBERED
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.redaction import page_reader
from kharkiv_tracker.redaction.redacted_copy import RedactedCopy
from kharkiv_tracker.store import attachment_records
from kharkiv_tracker.store.attachment_owners import owner_in
from kharkiv_tracker.store.codes import find
from kharkiv_tracker.store.edit import Edit

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


def original(case: CaseFile, code: str) -> tuple[Attachment, bytes]:
    """An attachment that can be redacted, with its content. Raises Refused for others."""
    kind, _uid = find(case.db, code)
    if kind != "attachment":
        raise Refused(_("{code} is not an attachment.").format(code=code_of(code)))
    (attachment,) = attachment_records.of(case, code)
    if attachment.withdrawn:
        raise Refused(_("{code} is withdrawn. Reinstate it first.").format(code=code_of(code)))
    page_reader.check_type(attachment.type, attachment.size)
    return attachment, b"".join(attachment_records.content(case, attachment))


def add(edit: Edit, code: str, copy: RedactedCopy) -> str:
    """Keep the redacted copy of the attachment of that code beside it; returns its own code.

    Nothing that is known of the original goes into its name: that may be a person's.
    """
    uid, state = attachment_records.attachment_state(edit.db, code)
    owner = owner_in(edit.db, state)
    stem = f"{owner.code}-{NUMBERED['attachment']}{state['number']}"
    return attachment_records.attach(
        edit,
        owner,
        copy.content,
        name=f"{stem}-redacted.{copy.ending}",
        method=_("redacted copy"),
        version=f"kharkiv-tracker {__version__}",
        redacted_from=uid,
    )
