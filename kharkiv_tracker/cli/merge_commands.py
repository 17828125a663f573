"""Commands that merge, split and link incidents."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.cli import click_words, shared_options
from kharkiv_tracker.cli.edit_options import (
    changing,
    field_changes,
    fields,
    merged,
    on_record,
    print_codes,
)
from kharkiv_tracker.domain.incident import Incident, code_of
from kharkiv_tracker.domain.link import Link, Relation
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import record_json
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.store import incidents, merge_split
from kharkiv_tracker.store.case_file import CaseFile


@click_words.command("merge")
@shared_options.case_path
@click.argument("target", metavar="KEPT")
@click.argument("other")
@on_record
def merge(
    case: Path,
    target: str,
    other: str,
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    with changing(case, passphrase_file, author, reason or "merge") as (_opened, edit):
        merge_split.merge(edit, target, other)
    print_codes((target, other), as_json)


@click_words.command("split")
@shared_options.case_path
@click.argument("code")
@click_words.option(
    "--report",
    "reports",
    type=click_words.WholeNumber(),
    multiple=True,
    required=True,
    metavar="N",
    help=N_("Number of a report to split off. Repeatable."),
)
@fields
@on_record
def split(
    case: Path,
    code: str,
    reports: tuple[int, ...],
    named: tuple[str, ...],
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    with changing(case, passphrase_file, author, reason or "split") as (opened, edit):
        new_code = merge_split.split(edit, code, reports, _parted(opened, code, named))
    print_codes((code, new_code), as_json)


@click_words.command("link")
@shared_options.case_path
@click.argument("one")
@click.argument("other", required=False)
@click_words.option(
    "--as",
    "relation",
    type=shared_options.WordOf(Relation),
    help=N_("Kind of link."),
)
@click_words.option("--notes", default="", help=N_("Note."))
@click_words.option("--remove", is_flag=True, help=N_("Remove the link."))
@on_record
def link(
    case: Path,
    one: str,
    other: str | None,
    relation: str | None,
    notes: str,
    remove: bool,
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    if (other is None) != (relation is None) or (other is None and (remove or notes)):
        raise click.UsageError(_("To link, enter OTHER and --as. To list links, enter only ONE."))
    if other is None or relation is None:
        with shared_options.opened(case, passphrase_file) as opened:
            links = merge_split.links(opened, one)
    else:
        verb = "unlink" if remove else "link"
        with changing(case, passphrase_file, author, reason or verb) as (opened, edit):
            if remove:
                merge_split.unlink(edit, _link(opened, one, other, Relation(relation)).uid)
            else:
                merge_split.link(edit, one, other, Relation(relation), notes)
            links = merge_split.links(opened, one)
    if as_json:
        click.echo(json.dumps({"links": [_document(item) for item in links]}, ensure_ascii=False))
        return
    if not links and other is None:
        click.echo(_("No links recorded."))
    for item in links:
        notes = f"  {item.notes}" if item.notes else ""
        click.echo(f"{item.one}  {labels.word(item.relation)}  {item.other}{notes}")


def _parted(case: CaseFile, code: str, named: tuple[str, ...]) -> Incident | None:
    """The new incident with the fields that were named; None where none was."""
    if not named:
        return None
    begun = merge_split.parted(incidents.incident(case, code))
    present = record_json.document_of(begun)
    return record_json.read_record(
        Incident, merged(present, field_changes(None, named)), gazetteer.load()
    )


def _link(case: CaseFile, one: str, other: str, relation: Relation) -> Link:
    pair = {code_of(one), code_of(other)}
    for link in merge_split.links(case, one):
        if {link.one, link.other} == pair and link.relation is relation:
            return link
    raise Refused(
        _("{one} and {other} have no such link.").format(one=code_of(one), other=code_of(other))
    )


def _document(link: Link) -> dict[str, str]:
    return {
        "one": link.one,
        "other": link.other,
        "relation": link.relation.value,
        "notes": link.notes,
    }
