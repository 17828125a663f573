"""The command *duplicates*: incidents that may have been recorded twice."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from kharkiv_tracker.analysis.duplicate_pairs import likeliest, pairs
from kharkiv_tracker.cli import click_words, shared_options
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.store import duplicate_traits

#: The number of pairs printed by default; the likeliest come first.
_MOST = 500


@click_words.command("duplicates")
@shared_options.on_case
@click_words.option(
    "--most",
    type=click_words.WholeNumber(least=1),
    default=_MOST,
    show_default=True,
    help=N_("Largest number of pairs to list."),
)
@shared_options.as_json
def duplicates(case: Path, passphrase_file: Path | None, most: int, as_json: bool) -> None:
    with shared_options.opened(case, passphrase_file) as opened:
        alike = pairs(duplicate_traits.features(opened), duplicate_traits.different(opened))
        listed = likeliest(alike, most)
    if as_json:
        document = {"pairs": [asdict(pair) for pair in listed]}
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    for pair in listed:
        click.echo(f"{pair.one}  {pair.other}  {', '.join(pair.reasons)}")
    if not listed:
        click.echo(_("No duplicates found."))
