"""The command that writes a case as files for others and for other programs."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kharkiv_tracker.cli import click_words, profile_options, shared_options
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.errors import WrongCall
from kharkiv_tracker.i18n import N_, _, current
from kharkiv_tracker.store import open_checks
from kharkiv_tracker.summary.summary_request import SummaryRequest

#: Named here so that help needs nothing of what writes them; a test compares them with it.
FORMATS = ("csv", "xlsx", "json", "geojson", "hxl", "docx", "package")


@click_words.command("export")
@shared_options.on_case
@click_words.option(
    "--format",
    "format_named",
    type=click.Choice(FORMATS),
    required=True,
    help=N_(
        "Format: tables (csv, xlsx), json, geojson, hxl, the page of the summary to edit in Word "
        "(docx), or web pages with data (package)."
    ),
)
@click_words.option(
    "-o",
    "--output",
    type=shared_options.PATH,
    required=True,
    help=N_("File to write; a folder for csv, a folder or a .zip for package."),
)
@profile_options.profile
@click_words.option("--quotes", is_flag=True, help=N_("Print quotes in the open version, too."))
@click_words.option(
    "--approved-only",
    is_flag=True,
    help=N_("Leave out incidents not yet approved, or changed since."),
)
@shared_options.viewing
@shared_options.as_json
def export(
    case: Path,
    passphrase_file: Path | None,
    format_named: str,
    output: Path,
    profile_named: str | None,
    quotes: bool,
    approved_only: bool,
    view: View,
    as_json: bool,
) -> None:
    from kharkiv_tracker.export import formats
    from kharkiv_tracker.export.formats import Format

    format_ = Format(format_named)
    is_complete = formats.is_complete(format_, view, profile_named is not None or approved_only)
    request = SummaryRequest(
        view,
        language=current(),
        approved_only=approved_only,
        profile=profile_options.chosen(profile_named),
        quotes=quotes,
    )
    if quotes and request.profile is not Profile.OPEN:
        raise WrongCall(_("Use --quotes only with --profile open. Nothing was written."))
    with shared_options.opened(case, passphrase_file) as opened:
        open_checks.check_sums(opened.db, opened.path)
        exported = formats.export(opened, request, format_, output, complete=is_complete)
    if as_json:
        document = {
            "files": [str(path) for path in exported.paths],
            "format": format_.value,
            "profile": exported.profile.value,
            "complete": is_complete,
            "incidents": exported.incidents,
            "drafts": exported.drafts,
        }
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    for path in exported.paths:
        click.echo(str(path))
    click.echo(formats.sentence(exported, is_complete), err=True)
