"""The command for people: the register of names, corrections, and who is one person."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import click

from kharkiv_tracker import labels
from kharkiv_tracker.cli import (
    click_words,
    person_commands,
    person_output,
    record_verbs,
    shared_options,
)
from kharkiv_tracker.cli.edit_options import (
    changing,
    field_changes,
    fields,
    merged,
    on_record,
    print_codes,
)
from kharkiv_tracker.domain.entry import Entries, IncidentEntry
from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.person import PURGED, Visibility
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import person_json
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.labels.person_name import register_key
from kharkiv_tracker.store import (
    corrections,
    entry_records,
    person_groups,
    person_records,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.person_records import ListedPerson

_VERBS: record_verbs.Verbs = {
    "list": ("[INCIDENT]",),
    "show": ("CODE",),
    "add": ("INCIDENT",),
    "set": ("CODE",),
    "withdraw": ("CODE",),
    "join": ("A", "B"),
    "apart": ("A", "[B]"),
    "show-name": ("CODE", "VISIBILITY"),
}
_SETTING = ("add", "set")


@click_words.command("person")
@shared_options.case_path
@click.argument("verb", type=click.Choice(list(_VERBS)), default="list")
@click.argument("arguments", nargs=-1)
@click_words.option(
    "--register", is_flag=True, help=N_("List by name, with all forms of each name.")
)
@click_words.option(
    "--names", is_flag=True, help=N_("Show all names, including those not cleared for publication.")
)
@fields
@on_record
def person(
    case: Path,
    verb: str,
    arguments: tuple[str, ...],
    register: bool,
    names: bool,
    named: tuple[str, ...],
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    record_verbs.check("person", _VERBS, verb, arguments)
    record_verbs.check_set(verb, named, _SETTING)
    if register and verb != "list":
        raise click.UsageError(_("Use --register only with {verb}.").format(verb="list"))
    if verb in ("list", "show"):
        with shared_options.opened(case, passphrase_file) as opened:
            if verb == "show":
                _print_one(opened, arguments[0], names, as_json)
            else:
                _print_all(opened, arguments[0] if arguments else None, names, register, as_json)
        return
    with changing(case, passphrase_file, author, reason or verb) as (opened, edit):
        codes = _change(opened, edit, verb, arguments, named, reason)
    print_codes(codes, as_json)


def _change(
    opened: CaseFile,
    edit: Edit,
    verb: str,
    arguments: tuple[str, ...],
    named: tuple[str, ...],
    reason: str,
) -> tuple[str, ...]:
    """Make the change; returns the codes of the persons it was made to."""
    code = arguments[0]
    match verb:
        case "add":
            return (_add(opened, edit, code, named),)
        case "set":
            changes = field_changes(None, named)
            changed = person_commands.corrected(opened, code, changes)
            person_records.amend(edit, code, changed)
        case "withdraw":
            person_records.person(opened, code)
            corrections.withdraw(edit, code)
        case "join":
            person_groups.join(edit, *arguments)
        case "apart" if len(arguments) == 1:
            person_groups.part(edit, code)
        case "apart":
            person_groups.mark_different(edit, *arguments)
        case _:
            person_records.show_name(edit, code, _visibility(arguments[1]), reason)
            return (code,)
    return arguments


def _add(opened: CaseFile, edit: Edit, incident: str, named: tuple[str, ...]) -> str:
    entry = person_json.read_person(merged({}, field_changes(None, named)))
    code = code_of(incident)
    persons = (replace(entry, path=""),)
    recorded = entry_records.record(
        edit, Entries((IncidentEntry(None, (), code, persons=persons),))
    )
    (updated,) = recorded.updated
    return f"{updated}/P{person_records.of(opened, updated)[-1].number}"


def _visibility(text: str) -> Visibility:
    """What may be published, by its value or as the language calls it."""
    if visibility := labels.word_named(Visibility, text):
        return visibility
    raise Refused(
        _("“{text}” is not one of: {words}.").format(
            text=text, words=", ".join(word.value for word in Visibility)
        )
    )


def _print_one(opened: CaseFile, code: str, names: bool, as_json: bool) -> None:
    wanted = person_records.person(opened, code).uid
    listed = next(entry for entry in person_records.listed(opened) if entry.person.uid == wanted)
    apart = person_groups.apart_from(opened.db, wanted)
    if as_json:
        document = {"person": person_output.document(listed, names, apart)}
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    for line in person_output.lines(listed, names, apart):
        click.echo(line)


def _print_all(
    opened: CaseFile, incident: str | None, names: bool, register: bool, as_json: bool
) -> None:
    listed = list(person_records.listed(opened, incident))
    if register:
        listed = sorted(
            filter(_has_name, listed), key=lambda entry: (register_key(entry.person), entry.code)
        )
    if as_json:
        documents = [
            person_output.document(
                entry, names, person_groups.apart_from(opened.db, entry.person.uid)
            )
            for entry in listed
        ]
        click.echo(json.dumps({"persons": documents}, ensure_ascii=False))
        return
    for entry in listed:
        click.echo(person_output.line(entry, names))
        if register and (forms := person_output.forms(entry, names)):
            click.echo(f"    {forms}")
    if not listed:
        click.echo(_("No people recorded."))


def _has_name(listed: ListedPerson) -> bool:
    return listed.person.name not in ("", PURGED)
