"""The command that writes the PDF summary."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kharkiv_tracker import files
from kharkiv_tracker.cli import click_words, profile_options, shared_options
from kharkiv_tracker.cli.total_output import total_document
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.total import GroupTotal
from kharkiv_tracker.errors import WrongCall
from kharkiv_tracker.i18n import N_, _, current
from kharkiv_tracker.labels import approval_text
from kharkiv_tracker.store import copies
from kharkiv_tracker.store.copies import CopyKind
from kharkiv_tracker.summary.summary_request import Also, SummaryRequest, Template


def _words(kind: type[Template] | type[Also]) -> click.Choice[str]:
    return click.Choice([word.value for word in kind])


@click_words.command("summary")
@shared_options.on_case
@click_words.option(
    "-o", "--output", type=shared_options.PATH, required=True, help=N_("File to write.")
)
@click_words.option(
    "--template",
    type=_words(Template),
    help=N_("Template: period (default), incident or changes."),
)
@click_words.option(
    "--incident", default="", metavar="CODE", help=N_("Incident for the template “incident”.")
)
@click_words.option(
    "--since",
    default="",
    metavar="EARLIER",
    help=N_(
        "Earlier state for the template “changes”: a date, a revision or the "
        "fingerprint of a summary."
    ),
)
@profile_options.profile
@profile_options.redact
@click_words.option("--quotes", is_flag=True, help=N_("Print quotes in the open version, too."))
@click_words.option(
    "--also",
    type=_words(Also),
    multiple=True,
    help=N_("Optional field to print if it is recorded. Repeatable."),
)
@click_words.option(
    "--approved-only",
    is_flag=True,
    help=N_("Leave out incidents not yet approved, or changed since."),
)
@click_words.option("--author", default="", help=N_("Name of the author to print (default: none)."))
@shared_options.viewing
@shared_options.as_json
def summary(
    case: Path,
    passphrase_file: Path | None,
    output: Path,
    template: str | None,
    incident: str,
    since: str,
    profile_named: str | None,
    redact: str | None,
    quotes: bool,
    also: tuple[str, ...],
    approved_only: bool,
    author: str,
    view: View,
    as_json: bool,
) -> None:
    from kharkiv_tracker.summary import pdf

    request = SummaryRequest(
        view,
        _template(template, incident, since),
        current(),
        approved_only,
        profile_options.chosen(profile_named, redact),
        incident,
        since,
        author,
        quotes,
        tuple(map(Also, dict.fromkeys(also))),
    )
    if quotes and request.profile is not Profile.OPEN:
        raise WrongCall(_("Use --quotes only with --profile open. Nothing was written."))
    with shared_options.opened(case, passphrase_file) as opened:
        # Before the work, and once more for each file when it is written.
        files.refuse_case(output)
        prepared = pdf.prepare(opened, request)
        written = pdf.place(prepared, output)
        copies.note(opened, CopyKind.SUMMARY, request.profile, written[0])
    changed = prepared.changed or GroupTotal("")
    if as_json:
        document = {
            "file": str(written[0]),
            "beside": [str(path) for path in written[1:]],
            "incidents": prepared.incidents,
            "drafts": prepared.drafts,
            "changed_since_approval": {
                "incidents": changed.incidents,
                **{name: total_document(changed.toll[name]) for name in COUNTED},
            },
            "possible_duplicates": [list(pair) for pair in prepared.duplicates],
        }
        click.echo(json.dumps(document, ensure_ascii=False))
    else:
        for path in written:
            click.echo(str(path))
        for sentence in (
            approval_text.changed_left_out(changed),
            approval_text.possible_duplicates(prepared.duplicates),
        ):
            if sentence:
                click.echo(sentence, err=True)


def _template(named: str | None, incident: str, since: str) -> Template:
    """The template, chosen by naming an incident or an earlier summary if not named."""
    meant = [Template.INCIDENT] * bool(incident) + [Template.CHANGES] * bool(since)
    template = Template(named) if named else next(iter(meant), Template.PERIOD)
    if any(implied is not template for implied in meant):
        raise WrongCall(
            _(
                "Use --incident only with the template incident, and --since only with "
                "changes. Use one of the two, or no --template. Nothing was written."
            )
        )
    return template
