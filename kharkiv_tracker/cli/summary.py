"""The command that writes the PDF summary."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kharkiv_tracker.cli import options
from kharkiv_tracker.domain.view import View
from kharkiv_tracker.i18n import current


@click.command(help="Write a PDF summary. Drafts are included and watermarked unless told.")
@options.on_case
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="Where to write it."
)
@click.option("--approved-only", is_flag=True, help="Leave out what is not approved.")
@options.viewing
@options.as_json
def summary(
    case: Path,
    passphrase_file: Path | None,
    output: Path,
    approved_only: bool,
    view: View,
    as_json: bool,
) -> None:
    from kharkiv_tracker.summary import pdf

    options.spare(case, output)
    with options.opened(case, passphrase_file) as opened:
        pdf.write(
            opened,
            output,
            selection=view.selection,
            as_known_on=view.as_known_on,
            as_recorded_on=view.as_recorded_on,
            language=current(),
            approved_only=approved_only,
        )
    if as_json:
        click.echo(json.dumps({"file": str(output)}, ensure_ascii=False))
    else:
        click.echo(str(output))
