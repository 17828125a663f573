"""The command that makes a redacted copy of an attached picture or PDF."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from kharkiv_tracker import files
from kharkiv_tracker.cli import click_words, shared_options
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.redaction import redacted_copy
from kharkiv_tracker.redaction.box import Box, parse_box
from kharkiv_tracker.redaction.page_worker import MOST_PAGES
from kharkiv_tracker.store import attachment_records, redacted_copies

_PAGES = re.compile(r"(\d{1,4})(?:[-–](\d{1,4}))?", re.ASCII)

options = shared_options.chain(
    click_words.option(
        "--box",
        "boxes",
        multiple=True,
        metavar="BOX",
        help=N_(
            "Black box to draw, as PAGE:LEFT,TOP,WIDTH,HEIGHT in percent of the page: "
            "1:10,20,30,5. Repeatable."
        ),
    ),
    click_words.option(
        "--pages", default="", metavar="PAGES", help=N_("Pages of a PDF to keep: 1,3-4.")
    ),
    click_words.option(
        "-o", "--output", type=shared_options.PATH, help=N_("Also write the copy to this file.")
    ),
)


@click_words.command(
    help=N_(
        "Save a redacted copy of the attachment CODE, a picture or a PDF: a new attachment of "
        "pixels only, with black boxes. The original is not changed."
    )
)
@shared_options.case_path
@click.argument("code")
@options
@shared_options.passphrase_file
@shared_options.writing
@shared_options.as_json
@shared_options.lang
def redact(
    case: Path,
    code: str,
    boxes: tuple[str, ...],
    pages: str,
    output: Path | None,
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    drawn: list[Box] = [shared_options.parsed(parse_box, box) for box in boxes]
    chosen: Sequence[int] = shared_options.parsed(lambda text: tuple(_numbers(text)), pages)
    with shared_options.opened(case, passphrase_file) as opened:
        try:
            original, content = redacted_copies.original(opened, code)
            copy = redacted_copy.make(content, original.type, drawn, chosen)
            with opened.edit(shared_options.author_named(author), reason or "redact") as edit:
                copy_code = redacted_copies.add(edit, code, copy)
                if output:
                    files.write(output, copy.content)
        except Refused as refused:
            raise Refused(
                _("{problem} Nothing was added.").format(problem=refused.sentence)
            ) from None
        (attachment,) = attachment_records.of(opened, copy_code)
    if as_json:
        document = {
            "code": copy_code,
            "redacted_from": code.upper(),
            "name": attachment.name,
            "sha256": attachment.sha256,
            "size": attachment.size,
        }
        click.echo(json.dumps({"attachments": [document]}, ensure_ascii=False))
        return
    click.echo(f"{copy_code}  {shown(attachment.name)}  {attachment.sha256}")


def _numbers(text: str) -> Iterator[int]:
    """The page numbers of `1,3-4`."""
    for part in filter(None, map(str.strip, text.split(","))):
        match = _PAGES.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last < first + MOST_PAGES:
            raise Refused(
                _("“{text}” is not a list of pages. Enter, for example, 1,3-4.").format(
                    text=shown(text)
                )
            )
        yield from range(first, last + 1)
