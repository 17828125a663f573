"""The command for the passphrase of a case file: set, changed, removed, and its recovery sheet."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from kharkiv_tracker import settings
from kharkiv_tracker.cli import click_words, shared_options
from kharkiv_tracker.errors import WrongCall
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.store import older_copies, passphrase_change, passphrase_text
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.older_copies import OlderCopies
from kharkiv_tracker.store.passphrase_change import Change


@click_words.command("passphrase")
@shared_options.case_path
@shared_options.new_passphrase_file
@click_words.option("--remove", is_flag=True, help=N_("Remove the passphrase."))
@click_words.option(
    "--sheet",
    type=shared_options.PATH,
    metavar="FILE",
    help=N_("Save the recovery sheet as a PDF; the passphrase stays."),
)
@shared_options.passphrase_file
@shared_options.as_json
@shared_options.lang
def passphrase(
    case: Path,
    new_passphrase_file: Path | None,
    remove: bool,
    sheet: Path | None,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    if sum((new_passphrase_file is not None, remove, sheet is not None)) > 1:
        raise WrongCall(
            _("Use only one of --new-passphrase-file, --remove and --sheet. Nothing was done.")
        )
    if sheet is not None:
        _save_sheet(case, passphrase_file, sheet, as_json)
    elif new_passphrase_file is None and not remove and not sys.stdin.isatty():
        raise WrongCall(
            _(
                "No new passphrase. Name a file with --new-passphrase-file, or use --remove. "
                "Nothing was done."
            )
        )
    else:
        _change(case, passphrase_file, new_passphrase_file, remove, as_json)


def _change(
    case: Path, passphrase_file: Path | None, new_file: Path | None, remove: bool, as_json: bool
) -> None:
    new = "" if remove or new_file is None else shared_options.read_new_passphrase(new_file)

    def work(current: str | None) -> tuple[Change, OlderCopies]:
        chosen = new
        if not chosen and not remove:
            # What is wrong with the file or its passphrase is said before the new one is typed.
            CaseFile.open_either(case, current).close()
            chosen = shared_options.ask_new_passphrase()
        change = passphrase_change.change(case, current, chosen or None)
        folder = settings.load().backups
        with CaseFile.open(case, chosen or None) as opened:
            return change, older_copies.find(opened, Path(folder) if folder else None, change)

    change, older = shared_options.with_passphrase(work, passphrase_file)
    document = {"passphrase": change.kind.value, "older_copies": list(map(str, older.paths))}
    lines = [passphrase_text.done(change), *passphrase_text.older(change, older)]
    _print(as_json, document, "\n".join(lines))


def _save_sheet(case: Path, passphrase_file: Path | None, sheet: Path, as_json: bool) -> None:
    from kharkiv_tracker.summary import recovery_sheet

    with shared_options.opened(case, passphrase_file) as opened:
        recovery_sheet.write(recovery_sheet.content(opened), sheet)
    _print(as_json, {"sheet": str(sheet)}, _("Created: {path}.").format(path=sheet))
    click.echo(
        _(
            "This PDF opens the case file without its passphrase. Print it, keep the sheet in a "
            "safe place and delete the PDF."
        ),
        err=True,
    )


def _print(as_json: bool, document: dict[str, Any], text: str) -> None:
    click.echo(json.dumps(document, ensure_ascii=False) if as_json else text)
