"""Commands about persons: who is listed, and a name erased for good."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import click

from kharkiv_tracker import labels
from kharkiv_tracker.cli import click_words, person_output, shared_options
from kharkiv_tracker.cli.edit_options import FieldChange, merged
from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.errors import Refused, WrongCall
from kharkiv_tracker.exchange import person_json
from kharkiv_tracker.i18n import N_, _, ngettext
from kharkiv_tracker.store import name_copies, name_erasure, person_references
from kharkiv_tracker.store import person_records as store
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.name_erasure import PurgeResult


@click_words.command("persons")
@shared_options.case_path
@click.argument("code", required=False)
@click_words.option(
    "--names", is_flag=True, help=N_("Show all names, including those not cleared for publication.")
)
@shared_options.passphrase_file
@shared_options.as_json
@shared_options.lang
def persons(
    case: Path, code: str | None, names: bool, passphrase_file: Path | None, as_json: bool
) -> None:
    with shared_options.opened(case, passphrase_file) as opened:
        listed = list(store.listed(opened, code))
    if as_json:
        document = {"persons": [person_output.summary(person, names) for person in listed]}
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    for person in listed:
        click.echo(person_output.line(person, names))
    if not listed:
        click.echo(_("No people recorded."))


@click_words.command("purge")
@shared_options.case_path
@click.argument("code")
@click_words.option(
    "--also",
    multiple=True,
    metavar="NAME",
    help=N_("Another form of the name: Ivana Petrenka. Repeatable."),
)
@click_words.option(
    "--remove-files",
    multiple=True,
    metavar="CODE",
    help=N_("Remove the content of this attachment for good. Its record stays. Repeatable."),
)
@click_words.option("--yes", is_flag=True, help=N_("Do not ask for confirmation."))
@shared_options.passphrase_file
@shared_options.writing
@shared_options.as_json
@shared_options.lang
def purge(
    case: Path,
    code: str,
    also: tuple[str, ...],
    remove_files: tuple[str, ...],
    yes: bool,
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    with shared_options.opened(case, passphrase_file) as opened:
        try:
            store.person(opened, code)
            _ask(code, yes)
            with opened.edit(shared_options.author_named(author), reason or "purge") as edit:
                purged = name_erasure.purge(edit, code, also, remove_files)
        except Refused as refused:
            raise Refused(
                _("{problem} Nothing was changed.").format(problem=refused.sentence)
            ) from None
    _print_purge(code_of(code), purged, as_json)


def corrected(case: CaseFile, code: str, changes: list[FieldChange]) -> Person:
    """The person of that code with these changes of fields."""
    person = store.person(case, code)
    present = person_json.person_document(
        person,
        store.report_number(case, person.report),
        person_references.code_in(case.db, person.same_as),
    )
    entered = person_json.read_person(merged(present, changes))
    same_as = store.same_person(case, code, entered.same_as)
    report = store.report_id(case, code, entered.report)
    return replace(entered.person, report=report, same_as=same_as)


def _ask(code: str, yes: bool) -> None:
    """Make sure that it is meant: of all that the program does, this alone has no way back."""
    if yes:
        return
    if not sys.stdin or not sys.stdin.isatty():
        raise WrongCall(_("Erasing cannot be undone. To confirm, add --yes. Nothing was changed."))
    question = _("Permanently erase the name of {code} from the case file?")
    click.confirm(question.format(code=code_of(code)), abort=True, err=True)


def _print_purge(code: str, purged: PurgeResult, as_json: bool) -> None:
    if as_json:
        document = {
            "record": code,
            "revisions": purged.revisions,
            "still": purged.still,
            "files": [attachment for file in purged.files for attachment in file],
            "elsewhere": [name_copies.document(copy) for copy in purged.copies],
            "removed": purged.removed,
        }
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    rewritten = ngettext(
        "Name erased from {n} revision.",
        "Name erased from {n} revisions.",
        purged.revisions,
    )
    click.echo(rewritten.format(n=labels.number(purged.revisions)))
    if purged.removed:
        files = ngettext("{n} file removed.", "{n} files removed.", purged.removed)
        click.echo(files.format(n=labels.number(purged.removed)))
    for place in purged.still:
        click.echo(_("The name may remain in {place}.").format(place=place))
    if purged.files:
        click.echo(
            _(
                "A file cannot be changed. To remove the content of a file for good, add "
                "--remove-files with its code."
            )
        )
    click.echo(
        _(
            "Earlier copies and exports still contain the name. Other forms of the name are "
            "erased only if given with --also."
        )
    )
