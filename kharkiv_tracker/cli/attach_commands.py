"""Commands that keep files with incidents and documents and give them out again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from kharkiv_tracker import __version__
from kharkiv_tracker.cli import click_words, shared_options
from kharkiv_tracker.cli.edit_options import FieldChange, merged
from kharkiv_tracker.domain.attachment import Attachment
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.exchange import record_json
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.store import attachment_export, attachment_records, copies
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.copies import CopyKind

#: The program and version that stored a file, for its record.
VERSION = f"kharkiv-tracker {__version__}"


def corrected(case: CaseFile, code: str, changes: list[FieldChange]) -> Attachment:
    """The attachment of that code with these changes of fields; its file stays as it is."""
    (attachment,) = attachment_records.of(case, code)
    return record_json.read_attachment(
        merged(record_json.document_of(attachment), changes), attachment
    )


@click_words.command("attach")
@shared_options.case_path
@click.argument("code")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=shared_options.PATH)
@click_words.option(
    "--collector", default="", help=N_("Who collected the files (default: the author).")
)
@click_words.option(
    "--method", default="", help=N_("How the files were collected: downloaded, photographed.")
)
@click_words.option("--origin", default="", help=N_("Address the files came from."))
@click_words.option("--notes", default="", help=N_("Note."))
@shared_options.passphrase_file
@shared_options.writing
@shared_options.as_json
@shared_options.lang
def attach(
    case: Path,
    code: str,
    files: tuple[Path, ...],
    collector: str,
    method: str,
    origin: str,
    notes: str,
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    with shared_options.opened(case, passphrase_file) as opened:
        try:
            with opened.edit(shared_options.author_named(author), reason or "attach") as edit:
                codes = [
                    attachment_records.attach(
                        edit,
                        code,
                        file,
                        collector=collector,
                        method=method or "from a file",
                        version=VERSION,
                        origin=origin,
                        notes=notes,
                    )
                    for file in files
                ]
        except Refused as refused:
            raise Refused(
                _("{problem} Nothing was added.").format(problem=refused.sentence)
            ) from None
        print_files(opened, codes, as_json)


def print_files(case: CaseFile, codes: Sequence[str], as_json: bool) -> None:
    """Print attachments that were added: code, name and SHA-256."""
    attachments = [attachment_records.of(case, code)[0] for code in codes]
    if as_json:
        documents = [
            {
                "code": code,
                "name": attachment.name,
                "sha256": attachment.sha256,
                "size": attachment.size,
            }
            for code, attachment in zip(codes, attachments, strict=True)
        ]
        click.echo(json.dumps({"attachments": documents}, ensure_ascii=False))
        return
    for code, attachment in zip(codes, attachments, strict=True):
        click.echo(f"{code}  {shown(attachment.name)}  {attachment.sha256}")


@click_words.command("extract")
@shared_options.case_path
@click.argument("where", metavar="[CODE] DEST", nargs=-1, required=True)
@shared_options.passphrase_file
@shared_options.as_json
@shared_options.lang
def extract(
    case: Path, where: tuple[str, ...], passphrase_file: Path | None, as_json: bool
) -> None:
    if len(where) > 2:
        raise click.UsageError(_("Enter at most one CODE and one DEST."))
    folder = Path(where[-1])
    with shared_options.opened(case, passphrase_file) as opened:
        code = where[0] if len(where) == 2 else None
        try:
            written = attachment_export.extract(opened, code, folder, VERSION)
            copies.note(opened, CopyKind.FILES, None, folder)
        except Refused as refused:
            raise Refused(
                _("{problem} Nothing was written.").format(problem=refused.sentence)
            ) from None
    if as_json:
        documents = [
            {"code": original.code, "file": str(path), "sha256": original.attachment.sha256}
            for original, path in written
        ]
        click.echo(json.dumps({"files": documents}, ensure_ascii=False))
        return
    for original, path in written:
        click.echo(f"{original.code}  {path}")
