"""Commands for the source list: every source, office and speaker, and correcting one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from kharkiv_tracker import collation, labels
from kharkiv_tracker.cli import click_words, difference_output, shared_options
from kharkiv_tracker.cli.edit_options import (
    changing,
    edited,
    field_changes,
    fields,
    merged,
    on_record,
)
from kharkiv_tracker.domain.source import Source, SourceKind
from kharkiv_tracker.exchange import record_json
from kharkiv_tracker.i18n import N_, _, ngettext
from kharkiv_tracker.store import renewed_figures, source_list
from kharkiv_tracker.store import source_usage as store
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.rule_choice import Difference

_KINDS = shared_options.WordOf(SourceKind)


@click_words.command("sources")
@shared_options.on_case
@shared_options.as_json
def sources(case: Path, passphrase_file: Path | None, as_json: bool) -> None:
    with shared_options.opened(case, passphrase_file) as opened:
        listed = store.listed(opened)
        offices = store.offices(opened)
        twice = source_list.with_several_offices(opened)
    if as_json:
        # Programs read them in one order, whatever the language.
        listed = tuple(sorted(listed, key=lambda e: (-e.reports, -e.statements, e.source.name)))
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
                        {"speaker": who.speaker.person, "quoted": who.times}
                        for who in sorted(people, key=lambda w: (-w.times, w.speaker.person))
                    ],
                }
                for office, people in sorted(
                    offices, key=lambda e: (not e[0], -sum(who.times for who in e[1]), e[0])
                )
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
    if not listed:
        click.echo(_("No sources recorded."))
    for entry in listed:
        source = entry.source
        rank = _("rank {n}").format(n=source.rank) if source.rank else ""
        name = source.name or _("unnamed")
        parts = (name, source.kind and labels.word(source.kind), source.reliability, rank)
        used = ngettext("{n} report", "{n} reports", entry.reports).format(
            n=labels.number(entry.reports)
        )
        click.echo("  ".join([*(str(part) for part in parts if part), used]))
    for offices_of_one in sorted(twice, key=lambda entries: collation.key(entries[0].person)):
        click.echo(
            _("{person} is listed under several offices: {offices}.").format(
                person=offices_of_one[0].person,
                offices=", ".join(
                    sorted((entry.office for entry in offices_of_one), key=collation.key)
                ),
            )
        )


@click_words.command("source")
@shared_options.case_path
@click.argument("name")
@click_words.option(
    "--kind", type=_KINDS, help=N_("Kind of the source NAME, if several have this name.")
)
@fields
@click_words.option("--join", "other", metavar="OTHER", help=N_("Source to merge into NAME."))
@click_words.option(
    "--join-kind", type=_KINDS, help=N_("Kind of the source OTHER, if several have this name.")
)
@difference_output.dry_run
@on_record
def source(
    case: Path,
    name: str,
    kind: str | None,
    named: tuple[str, ...],
    other: str | None,
    join_kind: str | None,
    dry_run: bool,
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    if bool(named) is (other is not None):
        raise click.UsageError(_("Enter either --set FIELD=VALUE or --join OTHER."))
    if other is None and (dry_run or join_kind):
        raise click.UsageError(_("Use --dry-run and --join-kind only with --join."))
    if other is not None:
        names = ((name, kind), (other, join_kind))
        if dry_run:
            with shared_options.opened(case, passphrase_file) as opened:
                differences = source_list.merge_differences(opened, *_ids(opened, names))
        else:
            with changing(case, passphrase_file, author, reason or "source") as (opened, edit):
                uids = tuple(_ids(opened, names))
                differences = source_list.merge_differences(opened, *uids)
                source_list.merge_sources(edit, *uids)
        difference_output.print_all(differences, as_json)
        return
    changes = field_changes(None, named)
    with shared_options.opened(case, passphrase_file) as opened:
        with edited(opened, author, reason or "source") as edit:
            uid, present = source_list.named(edit.db, name, SourceKind(kind) if kind else None)
            corrected = record_json.read_record(
                Source, merged(record_json.document_of(present), changes)
            )
            store.amend(edit, uid, corrected)
        differences = tuple(
            Difference(moved.code, moved.change.quantity, moved.change.before, moved.change.after)
            for moved in renewed_figures.moved_by(opened, edit.changes.edit)
        )
    if as_json:
        document = record_json.document_of(corrected)
        if differences:
            document["differences"] = difference_output.documents(differences)
        click.echo(json.dumps(document, ensure_ascii=False))
    else:
        click.echo(corrected.name)
        difference_output.print_lines(differences)


def _ids(case: CaseFile, names: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """The ids of sources by name and kind."""
    for name, kind in names:
        yield source_list.named(case.db, name, SourceKind(kind) if kind else None)[0]
