"""Commands that correct what was recorded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kharkiv_tracker import gazetteer
from kharkiv_tracker.cli import (
    attach_commands,
    click_words,
    document_commands,
    person_commands,
    shared_options,
)
from kharkiv_tracker.cli.edit_options import (
    FieldChange,
    changing,
    field_changes,
    fields,
    merged,
    on_record,
    print_codes,
)
from kharkiv_tracker.exchange import record_json
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.store import (
    corrections,
    person_references,
    record_reader,
    version_restore,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit

_codes = click.argument("codes", metavar="CODE...", nargs=-1, required=True)


@click_words.command("amend")
@shared_options.case_path
@click.argument("code")
@click.argument("file", type=shared_options.PATH_OR_INPUT, required=False)
@fields
@on_record
def amend(
    case: Path,
    code: str,
    file: Path | None,
    named: tuple[str, ...],
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    if file is None and not named:
        raise click.UsageError(_("Give a FILE or --set FIELD=VALUE."))
    changes = field_changes(file, named)
    with changing(case, passphrase_file, author, reason or "amend") as (opened, edit):
        corrections.amend(edit, code, _corrected(opened, code, changes))
    print_codes((code,), as_json)


@click_words.command("revert")
@shared_options.case_path
@click.argument("code")
@click_words.option(
    "--to",
    "seq",
    type=click_words.WholeNumber(),
    required=True,
    metavar="SEQ",
    help=N_("Number of the revision, as listed by history."),
)
@on_record
def revert(
    case: Path,
    code: str,
    seq: int,
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    with changing(case, passphrase_file, author, reason or "revert") as (_opened, edit):
        version_restore.restore(edit, code, seq)
    print_codes((code,), as_json)


def _change_command(name: str, change: Callable[[Edit, str], None]) -> click.Command:
    """A command that makes one change to all the records named, or to none of them."""

    @click_words.command(name)
    @shared_options.case_path
    @_codes
    @on_record
    def command(
        case: Path,
        codes: tuple[str, ...],
        passphrase_file: Path | None,
        author: str,
        reason: str,
        as_json: bool,
    ) -> None:
        with changing(case, passphrase_file, author, reason or name) as (_opened, edit):
            for code in codes:
                change(edit, code)
        print_codes(codes, as_json)

    return command


withdraw = _change_command("withdraw", corrections.withdraw)
reinstate = _change_command("reinstate", corrections.reinstate)
approve = _change_command("approve", corrections.approve)


def _corrected(case: CaseFile, code: str, changes: list[FieldChange]) -> Any:
    """The record with these changes of fields."""
    kind, uid = corrections.find(case.db, code)
    if kind == "person":
        return person_commands.corrected(case, code, changes)
    if kind == "attachment":
        return attach_commands.corrected(case, code, changes)
    if kind == "document":
        return document_commands.corrected(case, code, changes)
    present = record_reader.read_record(case.db, kind, uid)
    document = record_json.document_of(person_references.with_codes(case.db, present))
    document = merged(document, changes)
    return record_json.read_record(type(present), document, gazetteer.load())
