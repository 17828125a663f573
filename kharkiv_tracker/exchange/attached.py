"""The JSON of what may be corrected of an attachment; the file itself is never altered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kharkiv_tracker.domain.attachment import Attachment
from kharkiv_tracker.exchange.shape import Fields
from kharkiv_tracker.i18n import _

_MENDABLE = ("collector", "method", "origin", "notes", "uncovered")


def attachment_document(attachment: Attachment) -> dict[str, Any]:
    """What may be corrected of an attachment; only what is said."""
    told = {name: getattr(attachment, name) for name in _MENDABLE}
    return {name: value for name, value in told.items() if value}


def read_attachment(document: object, attachment: Attachment) -> Attachment:
    """The attachment with what the document says of it in place of what was said before."""
    fields = Fields(document)
    mended = replace(
        attachment,
        collector=fields.text("collector"),
        method=fields.text("method"),
        origin=fields.text("origin"),
        notes=fields.long_text("notes"),
        uncovered=fields.flag("uncovered"),
    )
    fields.nothing_else(_("a file is kept as it was collected"))
    return mended
