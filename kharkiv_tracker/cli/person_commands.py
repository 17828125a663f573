"""Commands about persons: who is listed, and a name taken out for good."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from kharkiv_tracker import labels
from kharkiv_tracker.cli import shared_options
from kharkiv_tracker.cli.edit_options import Given, merged
from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.errors import Refused, WrongCall, shown
from kharkiv_tracker.exchange import person_json
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import name_erasure
from kharkiv_tracker.store import person_records as store
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.name_erasure import Purged


@click.command(help="List the persons of a case, or of the incident CODE; names are covered.")
@shared_options.case_path
@click.argument("code", required=False)
@click.option("--names", is_flag=True, help="Show the names that are not cleared, too.")
@shared_options.passphrase_file
@shared_options.as_json
@shared_options.lang
def persons(
    case: Path, code: str | None, names: bool, passphrase_file: Path | None, as_json: bool
) -> None:
    with shared_options.opened(case, passphrase_file) as opened:
        listed = list(store.listed(opened, code))
    if as_json:
        told = {"persons": [_document(each, names) for each in listed]}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for each in listed:
        click.echo(_line(each, names))
    if not listed:
        click.echo(_("No persons are recorded."))


@click.command(
    help="Take the name of the person CODE, such as KHT-2022-08-17-01/P1, out of the whole case: "
    "every text, every revision, every trace in the file. It cannot be undone."
)
@shared_options.case_path
@click.argument("code")
@click.option(
    "--also", multiple=True, metavar="NAME", help="Another form of it: Ivana Petrenka. Repeatable."
)
@click.option("--yes", is_flag=True, help="Do it without asking.")
@shared_options.passphrase_file
@shared_options.writing
@shared_options.as_json
@shared_options.lang
def purge(
    case: Path,
    code: str,
    also: tuple[str, ...],
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
                purged = name_erasure.purge(edit, code, also)
        except Refused as refused:
            raise Refused(
                _("{problem} Nothing was changed.").format(problem=refused.sentence)
            ) from None
    _tell(code_of(code), purged, as_json)


def corrected(case: CaseFile, code: str, wanted: list[Given]) -> Person:
    """The person of that code with the fields given put in."""
    told = store.person(case, code)
    present = person_json.person_document(told, store.report_number(case, told.report))
    entered = person_json.read_person(merged(present, wanted))
    return replace(entered.person, report=store.report_id(case, code, entered.report))


def _ask(code: str, yes: bool) -> None:
    """Make sure that it is meant: of all that the program does, this alone has no way back."""
    if yes:
        return
    if not sys.stdin or not sys.stdin.isatty():
        raise WrongCall(_("A purge cannot be undone; say --yes. Nothing was changed."))
    question = _("Take the name of {code} out of the whole case, for good?")
    click.confirm(question.format(code=code_of(code)), abort=True, err=True)


def _tell(code: str, purged: Purged, as_json: bool) -> None:
    if as_json:
        told = {"record": code, "revisions": purged.revisions, "still": purged.still}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    rewritten = ngettext(
        "{n} change was written anew without the name.",
        "{n} changes were written anew without the name.",
        purged.revisions,
    )
    click.echo(rewritten.format(n=labels.number(purged.revisions)))
    for place in purged.still:
        click.echo(_("The name may still stand in {place}.").format(place=place))
    click.echo(
        _(
            "Copies and exports made earlier still hold it, and other forms of it are found only "
            "where --also names them."
        )
    )


def _name(each: store.Listed, names: bool) -> str | None:
    """The name where it may be shown; None where it is covered."""
    told = each.person
    shown_at_once = names or told.cleared or not told.name or told.name == store.PURGED
    return told.name if shown_at_once else None


def _document(each: store.Listed, names: bool) -> dict[str, Any]:
    told, name = each.person, _name(each, names)
    return {
        "code": each.code,
        "name": name,
        "covered": name is None,
        "cleared": told.cleared,
        "age": str(told.age),
        "sex": told.sex.value if told.sex else None,
        "status": told.status.value if told.status else None,
        "report": each.report or None,
        "notes": told.notes if names else None,
        "withdrawn": told.withdrawn,
    }


def _line(each: store.Listed, names: bool) -> str:
    told, name = each.person, _name(each, names)
    parts = [
        _("name covered") if name is None else shown(name) or _("no name"),
        "" if told.age.is_unknown else _("age {age}").format(age=labels.count(told.age)),
        labels.word(told.sex) if told.sex else "",
        labels.word(told.status) if told.status else "",
        each.report,
        _("withdrawn") if told.withdrawn else "",
    ]
    return f"{each.code}  {', '.join(part for part in parts if part)}"
