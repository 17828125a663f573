"""The command for notes on records."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from kharkiv_tracker import labels
from kharkiv_tracker.cli import click_words, record_verbs, shared_options
from kharkiv_tracker.cli.edit_options import (
    changing,
    field_changes,
    fields,
    merged,
    on_record,
    print_codes,
)
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.errors import shown
from kharkiv_tracker.exchange import record_json
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.labels import revision_text
from kharkiv_tracker.store import corrections, note_list, note_records
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.note_list import ListedNote

_VERBS: record_verbs.Verbs = {
    "list": ("[CODE]",),
    "show": ("NOTE",),
    "add": ("CODE", "TEXT"),
    "set": ("NOTE",),
    "withdraw": ("NOTE",),
    "reinstate": ("NOTE",),
}
_NOT_A_NOTE = N_("{code} is not a note.")


@click_words.command("note")
@shared_options.case_path
@click.argument("verb", type=click.Choice(list(_VERBS)), default="list")
@click.argument("arguments", nargs=-1)
@fields
@on_record
def note(
    case: Path,
    verb: str,
    arguments: tuple[str, ...],
    named: tuple[str, ...],
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    record_verbs.check("note", _VERBS, verb, arguments)
    record_verbs.check_set(verb, named)
    if verb in ("list", "show"):
        with shared_options.opened(case, passphrase_file) as opened:
            _print(_read(opened, verb, arguments), as_json)
        return
    changes = field_changes(None, named)
    with changing(case, passphrase_file, author, reason or "note") as (opened, edit):
        if verb == "add":
            code = note_records.add_to(edit, arguments[0], Note(arguments[1]))
        else:
            (code,) = arguments
            record_verbs.refuse_other(opened, code, "note", _(_NOT_A_NOTE))
            _change(opened, edit, verb, code, changes)
    print_codes((code,), as_json)


def _read(case: CaseFile, verb: str, arguments: Sequence[str]) -> tuple[ListedNote, ...]:
    if verb == "list":
        return note_list.listed(case, *arguments)
    record_verbs.refuse_other(case, arguments[0], "note", _(_NOT_A_NOTE))
    return (note_list.note(case, arguments[0]),)


def _change(case: CaseFile, edit: Edit, verb: str, code: str, changes: list[Any]) -> None:
    if verb == "set":
        present = record_json.document_of(note_list.note(case, code).note)
        note_records.amend(edit, code, record_json.read_record(Note, merged(present, changes)))
    elif verb == "withdraw":
        corrections.withdraw(edit, code)
    else:
        corrections.reinstate(edit, code)


def _print(notes: Sequence[ListedNote], as_json: bool) -> None:
    if as_json:
        document = {"notes": [_document(entry) for entry in notes]}
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    for entry in notes:
        written = datetime.fromisoformat(entry.note.written)
        parts = (
            entry.note.code,
            entry.on,
            labels.date_time(written, short=True),
            revision_text.author(entry.note.author),
            _("withdrawn") if entry.note.withdrawn else "",
        )
        click.echo("  ".join(part for part in parts if part))
        for line in entry.note.text.splitlines():
            click.echo("    " + shown(line, 2_000))
    if not notes:
        click.echo(_("No notes recorded."))


def _document(entry: ListedNote) -> dict[str, Any]:
    return {
        "code": entry.note.code,
        "on": entry.on,
        "text": entry.note.text,
        "author": entry.note.author,
        "written": entry.note.written,
        "withdrawn": entry.note.withdrawn,
    }
