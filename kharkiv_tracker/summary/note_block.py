"""Notes and identifiers of one incident: on the page for the team alone."""

from __future__ import annotations

from datetime import datetime

from kharkiv_tracker import labels
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import revision_text
from kharkiv_tracker.store.identifier_list import ListedIdentifier
from kharkiv_tracker.store.note_list import ListedNote
from kharkiv_tracker.summary import blocks
from kharkiv_tracker.summary.blocks import Block, Row
from kharkiv_tracker.summary.incident_summary import IncidentSummary
from kharkiv_tracker.summary.publication_profile import Redactor


def notes(summary: IncidentSummary, redactor: Redactor) -> list[Block]:
    """The notes and identifiers that are not withdrawn; nothing on a page for others."""
    if not redactor.is_internal:
        return []
    listed: list[Block] = []
    if rows := [_identifier(entry) for entry in summary.identifiers]:
        head = [_("Record"), _("Identifier")]
        listed += [blocks.heading(_("Identifiers")), blocks.table(head, rows, "tw")]
    if rows := [_note(entry) for entry in summary.notes]:
        head = [_("Record"), _("Note")]
        listed += [
            blocks.heading(_("Notes")),
            blocks.table(head, rows, "tw", size=blocks.LIST),
        ]
    return listed


def _identifier(entry: ListedIdentifier) -> Row:
    return [entry.on, str(entry.identifier)]


def _note(entry: ListedNote) -> Row:
    """The text, and below it when it was written and by whom."""
    when = labels.date_time(datetime.fromisoformat(entry.note.written), short=True)
    author = revision_text.author(entry.note.author)
    return [entry.on, [entry.note.text, f"{when} · {author}"]]
