"""The command for the method page of a case."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kharkiv_tracker import labels
from kharkiv_tracker.cli import click_words, record_verbs, shared_options
from kharkiv_tracker.cli.edit_options import changing, field_changes, fields, merged, on_record
from kharkiv_tracker.domain.fields import fields_of
from kharkiv_tracker.domain.method import Method
from kharkiv_tracker.errors import shown
from kharkiv_tracker.exchange import record_json
from kharkiv_tracker.i18n import N_, _, current
from kharkiv_tracker.store import method_page
from kharkiv_tracker.store.case_file import CaseFile

_VERBS: record_verbs.Verbs = {"show": (), "set": ()}


@click_words.command("method")
@shared_options.case_path
@click.argument("verb", type=click.Choice(list(_VERBS)), default="show")
@fields
@click_words.option(
    "--first-text",
    is_flag=True,
    help=N_("With set: write the text that is offered into all empty parts."),
)
@on_record
def method(
    case: Path,
    verb: str,
    named: tuple[str, ...],
    first_text: bool,
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    changes_page = bool(named) or first_text
    if (verb == "set") is not changes_page:
        raise click.UsageError(_("Use set with --set FIELD=VALUE or with --first-text."))
    if verb == "show":
        with shared_options.opened(case, passphrase_file) as opened:
            _print(opened, as_json)
        return
    changes = field_changes(None, named)
    language = current()
    with changing(case, passphrase_file, author, reason or "method") as (opened, edit):
        present = record_json.document_of(method_page.page(opened.db, language))
        page = record_json.read_record(Method, merged(present, changes))
        if first_text:
            page = method_page.completed(opened, language, page)
        method_page.write(edit, language, page)
    with shared_options.opened(case, passphrase_file) as opened:
        _print(opened, as_json)


def _print(case: CaseFile, as_json: bool) -> None:
    pages = method_page.pages(case)
    if as_json:
        document = {
            language: {name: getattr(page, name) for name in method_page.PARTS}
            for language, page in pages.items()
        }
        click.echo(json.dumps({"method": document}, ensure_ascii=False))
        return
    for field in fields_of(Method):
        click.echo(labels.field(field))
        text = getattr(pages[current()], field.name)
        for line in text.splitlines() or [_("Not written yet.")]:
            click.echo("    " + shown(line, 10_000))
