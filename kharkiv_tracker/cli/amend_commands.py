"""Commands that correct what was recorded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kharkiv_tracker import gazetteer
from kharkiv_tracker.cli import attach_commands, person_commands, shared_options
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
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    corrections,
    person_references,
    record_reader,
    version_restore,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit

_codes = click.argument("codes", metavar="CODE...", nargs=-1, required=True)


@click.command(
    help="Correct a record: CODE is an incident's, a statement's, or a report's such as "
    "KHT-2022-08-17-01/3. Fields come from a JSON FILE (-: standard input) or from --set; "
    "those not named stay, null empties one."
)
@shared_options.case_path
@click.argument("code")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), required=False)
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
        raise click.UsageError(_("Enter FILE or --set FIELD=VALUE."))
    changes = field_changes(file, named)
    with changing(case, passphrase_file, author, reason or "amend") as (opened, edit):
        corrections.amend(edit, code, _corrected(opened, code, changes))
    print_codes((code,), as_json)


@click.command(help="Make a record what it was after a revision (--to its number in history).")
@shared_options.case_path
@click.argument("code")
@click.option("--to", "seq", type=int, required=True, metavar="SEQ", help="As `history` tells it.")
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


def _change_command(
    name: str, change: Callable[[Edit, str], None], help_text: str
) -> click.Command:
    """A command that makes one change to all the records named, or to none of them."""

    @click.command(name, help=help_text)
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


withdraw = _change_command(
    "withdraw",
    corrections.withdraw,
    "Take records out of every figure; they stay in the case file.",
)
reinstate = _change_command("reinstate", corrections.reinstate, "Count again what was withdrawn.")
approve = _change_command("approve", corrections.approve, "Mark incidents as approved.")


def _corrected(case: CaseFile, code: str, changes: list[FieldChange]) -> Any:
    """The record with these changes of fields."""
    kind, uid = corrections.find(case.db, code)
    if kind == "person":
        return person_commands.corrected(case, code, changes)
    if kind == "attachment":
        return attach_commands.corrected(case, code, changes)
    present = record_reader.read_record(case.db, kind, uid)
    document = record_json.document_of(person_references.with_codes(case.db, present))
    document = merged(document, changes)
    return record_json.read_record(type(present), document, gazetteer.load())
