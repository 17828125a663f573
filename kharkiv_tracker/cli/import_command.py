"""The command that imports a file, by its kind: so far the complete JSON of a case."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kharkiv_tracker.cli import click_words, shared_options
from kharkiv_tracker.domain import revision as rules
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.export import complete_reader
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.store import records, salvage_text
from kharkiv_tracker.store.case_takeover import Takeover


@click_words.command("import")
@shared_options.case_path
@click.argument("file", type=shared_options.PATH)
@click_words.option(
    "--dry-run", is_flag=True, help=N_("Show what would change and change nothing.")
)
@shared_options.passphrase_file
@shared_options.writing
@shared_options.as_json
@shared_options.lang
def import_(
    case: Path,
    file: Path,
    dry_run: bool,
    passphrase_file: Path | None,
    author: str,  # noqa: ARG001 - nothing is appended to a history that is taken over
    reason: str,  # noqa: ARG001
    as_json: bool,
) -> None:
    if not complete_reader.is_complete(file):
        raise Refused(
            _(
                "{file} is not the complete JSON of a case file. Nothing was changed. To add "
                "records from other JSON, use add."
            ).format(file=file)
        )

    def work(passphrase: str | None) -> Takeover:
        return complete_reader.take_over(case, file, passphrase, dry_run)

    try:
        takeover = shared_options.with_passphrase(work, passphrase_file)
    except Refused as refused:
        sentence = _("{problem} Nothing was changed.").format(problem=refused.sentence)
        raise Refused(sentence, refused.path) from None
    _print_takeover(takeover, dry_run, as_json)


def _print_takeover(takeover: Takeover, dry_run: bool, as_json: bool) -> None:
    identity = takeover.identity
    if as_json:
        document = {
            "added": {records.table_of(kind): n for kind, n in takeover.records.items()},
            "revisions": identity.revisions,
            "fingerprint": identity.fingerprint,
            "dry_run": dry_run,
        }
        click.echo(json.dumps(document))
        return
    counts = [*salvage_text.counts(takeover.records), salvage_text.revisions(identity.revisions)]
    sentence = (
        _("Would be imported: {records}, fingerprint {fingerprint}. Nothing was changed.")
        if dry_run
        else _("Imported: {records}, fingerprint {fingerprint}.")
    )
    fingerprint = rules.short(identity.fingerprint)
    click.echo(sentence.format(records=", ".join(counts), fingerprint=fingerprint))
