"""Records in the JSON of `add`, one a row."""

from __future__ import annotations

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.exchange.record_json import Document
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.columns.column_map import ColumnMap
from kharkiv_tracker.imports.columns.targets import Subject
from kharkiv_tracker.imports.files.json_rows import LIST, RECORD
from kharkiv_tracker.imports.presets.preset import Preset
from kharkiv_tracker.imports.rows.row_draft import Rejected, RowDraft

_SUBJECTS = {"incidents": Subject.INCIDENT, "statements": Subject.TOTAL}


def document(row: RowDraft) -> tuple[Subject, Document]:
    """The record of a row; Rejected where only `add` can record it."""
    subject = _SUBJECTS.get(row.cells.get(LIST, ""))
    if subject is None:
        raise Rejected(LIST, _("Documents, sources and combined reports are added by add."))
    try:
        record = entry_json.parse_object(row.cells.get(RECORD, ""))
    except Refused as refused:
        raise Rejected(RECORD, refused.sentence) from None
    if "code" in record:
        raise Rejected(RECORD, _("Reports for an incident by its code are added by add."))
    return subject, record


PRESET = Preset(
    "add", "JSON of add", frozenset((LIST, RECORD)), ColumnMap(preset="add"), document=document
)
