"""Commands for the source list: every source, office and speaker, and correcting one."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kharkiv_tracker import labels
from kharkiv_tracker.cli import shared_options
from kharkiv_tracker.cli.edit_options import changing, field_changes, fields, merged, on_record
from kharkiv_tracker.domain.source import Source, SourceKind
from kharkiv_tracker.exchange import record_json
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import source_list
from kharkiv_tracker.store import source_usage as store

_KINDS = click.Choice([kind.value for kind in SourceKind])


@click.command(
    help="The sources with how often each is relied on, and the offices with their people."
)
@shared_options.on_case
@shared_options.as_json
def sources(case: Path, passphrase_file: Path | None, as_json: bool) -> None:
    with shared_options.opened(case, passphrase_file) as opened:
        listed = store.listed(opened)
        offices = store.offices(opened)
        twice = source_list.with_several_offices(opened)
    if as_json:
        document = {
            "sources": [
                {
                    **record_json.document_of(entry.source),
                    "reports": entry.reports,
                    "statements": entry.statements,
                }
                for entry in listed
            ],
            "offices": [
                {
                    "office": office,
                    "speakers": [
                        {"speaker": who.speaker.person, "quoted": who.times} for who in people
                    ],
                }
                for office, people in offices
            ],
            "under_two_offices": [
                {
                    "speaker": offices_of_one[0].person,
                    "offices": [entry.office for entry in offices_of_one],
                }
                for offices_of_one in twice
            ],
        }
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    for entry in listed:
        source = entry.source
        rank = _("rank {n}").format(n=source.rank) if source.rank else ""
        parts = (source.name, source.kind and labels.word(source.kind), source.reliability, rank)
        used = ngettext("{n} report", "{n} reports", entry.reports).format(
            n=labels.number(entry.reports)
        )
        click.echo("  ".join([*(str(part) for part in parts if part), used]))
    for offices_of_one in twice:
        click.echo(
            _("{person} is known under several offices: {offices}.").format(
                person=offices_of_one[0].person,
                offices=", ".join(entry.office for entry in offices_of_one),
            )
        )


@click.command(help="Correct the source called NAME; fields come from --set, null empties one.")
@shared_options.case_path
@click.argument("name")
@click.option("--kind", type=_KINDS, help="Which of several of that name.")
@fields
@on_record
def source(
    case: Path,
    name: str,
    kind: str | None,
    named: tuple[str, ...],
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    if not named:
        raise click.UsageError(_("--set FIELD=VALUE is needed."))
    changes = field_changes(None, named)
    with changing(case, passphrase_file, author, reason or "source") as (_opened, edit):
        uid, present = source_list.named(edit.db, name, SourceKind(kind) if kind else None)
        corrected = record_json.read_record(
            Source, merged(record_json.document_of(present), changes)
        )
        store.amend(edit, uid, corrected)
    if as_json:
        click.echo(json.dumps(record_json.document_of(corrected), ensure_ascii=False))
    else:
        click.echo(corrected.name)
