"""The command for identifiers of other archives."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kharkiv_tracker.cli import click_words, record_verbs, shared_options
from kharkiv_tracker.cli.edit_options import (
    changing,
    field_changes,
    fields,
    merged,
    on_record,
)
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.errors import shown
from kharkiv_tracker.exchange import record_json
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.store import corrections, identifier_list, identifier_records
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.identifier_list import ListedIdentifier

_VERBS: record_verbs.Verbs = {
    "list": ("[CODE]",),
    "find": ("VALUE",),
    "show": ("ID",),
    "add": ("CODE", "ARCHIVE", "VALUE"),
    "set": ("ID",),
    "withdraw": ("ID",),
    "reinstate": ("ID",),
}
_NOT_ONE = N_("{code} is not the code of an identifier.")


@click_words.command("identifier")
@shared_options.case_path
@click.argument("verb", type=click.Choice(list(_VERBS)), default="list")
@click.argument("arguments", nargs=-1)
@fields
@on_record
def identifier(
    case: Path,
    verb: str,
    arguments: tuple[str, ...],
    named: tuple[str, ...],
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    record_verbs.check("identifier", _VERBS, verb, arguments)
    record_verbs.check_set(verb, named)
    if verb in ("list", "find", "show"):
        with shared_options.opened(case, passphrase_file) as opened:
            _print(_read(opened, verb, arguments), as_json)
        return
    changes = field_changes(None, named)
    with changing(case, passphrase_file, author, reason or "identifier") as (opened, edit):
        code = _change(opened, edit, verb, arguments, changes)
        entry = identifier_list.identifier(opened, code)
        same = identifier_list.others(opened, entry.on, entry.identifier)
    if as_json:
        document = {"records": [code], "same_identifier": list(same)}
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    click.echo(code)
    for other in same:
        click.echo(_("{other} has the same identifier. Both were kept.").format(other=other))


def _read(case: CaseFile, verb: str, arguments: Sequence[str]) -> tuple[ListedIdentifier, ...]:
    if verb == "list":
        return identifier_list.listed(case, *arguments)
    if verb == "find":
        return identifier_list.find(case, arguments[0])
    record_verbs.refuse_other(case, arguments[0], "identifier", _(_NOT_ONE))
    return (identifier_list.identifier(case, arguments[0]),)


def _change(
    case: CaseFile, edit: Edit, verb: str, arguments: Sequence[str], changes: list[Any]
) -> str:
    """Make the change of a verb; returns the code of the identifier."""
    code, *rest = arguments
    if verb == "add":
        archive, value = rest
        return identifier_records.add_to(edit, code, Identifier(archive, value))
    record_verbs.refuse_other(case, code, "identifier", _(_NOT_ONE))
    present = identifier_list.identifier(case, code).identifier
    if verb == "set":
        document = merged(record_json.document_of(present), changes)
        corrected = record_json.read_record(Identifier, document)
        identifier_records.amend(edit, code, corrected)
    elif verb == "withdraw":
        corrections.withdraw(edit, code)
    else:
        corrections.reinstate(edit, code)
    return present.code


def _print(identifiers: Sequence[ListedIdentifier], as_json: bool) -> None:
    if as_json:
        document = {"identifiers": [_document(entry) for entry in identifiers]}
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    for entry in identifiers:
        parts = (
            entry.identifier.code,
            entry.on,
            shown(str(entry.identifier)),
            _("withdrawn") if entry.identifier.withdrawn else "",
        )
        click.echo("  ".join(part for part in parts if part))
    if not identifiers:
        click.echo(_("No identifiers recorded."))


def _document(entry: ListedIdentifier) -> dict[str, Any]:
    return {
        "code": entry.identifier.code,
        "on": entry.on,
        "scheme": entry.identifier.scheme,
        "value": entry.identifier.value,
        "withdrawn": entry.identifier.withdrawn,
    }
