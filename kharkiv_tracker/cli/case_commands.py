"""Commands that make case files."""

from __future__ import annotations

from pathlib import Path

import click

from kharkiv_tracker import sample_file as samples
from kharkiv_tracker.cli import click_words, shared_options
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.case_file import CaseFile


@click_words.command("new")
@shared_options.case_path
@shared_options.title
@shared_options.passphrase_file
@shared_options.author
@shared_options.lang
def new(case: Path, title: str, passphrase_file: Path | None, author: str) -> None:
    passphrase = shared_options.read_new_passphrase(passphrase_file)
    created = CaseFile.create(case, title, passphrase or None, shared_options.author_named(author))
    created.close()
    click.echo(_("Created: {path}.").format(path=case))


@click_words.command("sample")
@shared_options.case_path
@shared_options.passphrase_file
@shared_options.author
@shared_options.lang
def sample(case: Path, passphrase_file: Path | None, author: str) -> None:
    passphrase = shared_options.read_new_passphrase(passphrase_file)
    samples.make(case, shared_options.author_named(author), passphrase or None).close()
    click.echo(_("Created: {path}.").format(path=case))
