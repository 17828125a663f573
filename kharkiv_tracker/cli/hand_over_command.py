"""The command for a copy of a case for another person, with a passphrase of its own."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from kharkiv_tracker.cli import click_words, shared_options
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.errors import WrongCall
from kharkiv_tracker.i18n import N_, _

#: An open version is for everybody, and no case file.
_PROFILES = (Profile.RESTRICTED, Profile.INTERNAL)


@click_words.command("hand-over")
@shared_options.case_path
@click.argument("dest", type=shared_options.PATH)
@click_words.option(
    "--profile",
    type=click.Choice([profile.value for profile in _PROFILES]),
    default=Profile.RESTRICTED.value,
    help=N_("Version: restricted (default), or internal with names, sources, notes and files."),
)
@shared_options.new_passphrase_file
@click_words.option(
    "--no-passphrase", is_flag=True, help=N_("Do not encrypt the copy: anyone can open it.")
)
@shared_options.passphrase_file
@shared_options.author
@shared_options.as_json
@shared_options.lang
def hand_over(
    case: Path,
    dest: Path,
    profile: str,
    new_passphrase_file: Path | None,
    no_passphrase: bool,
    passphrase_file: Path | None,
    author: str,
    as_json: bool,
) -> None:
    from kharkiv_tracker.store import copies, hand_over_text
    from kharkiv_tracker.store import hand_over as store
    from kharkiv_tracker.store.copies import CopyKind

    _check(new_passphrase_file, no_passphrase)
    with shared_options.opened(case, passphrase_file) as opened:
        passphrase = None
        if not no_passphrase:
            passphrase = (
                shared_options.read_new_passphrase(new_passphrase_file)
                if new_passphrase_file
                else shared_options.ask_new_passphrase()
            )
        by = shared_options.author_named(author)
        made = store.hand_over(opened, dest, Profile(profile), passphrase, by)
        copies.note(opened, CopyKind.HAND_OVER, made.profile, dest)
    if as_json:
        document = {
            "hand_over": str(dest),
            "profile": made.profile.value,
            "encrypted": made.is_encrypted,
            "left_out": dict(made.left_out.numbers),
            "authors": made.left_out.authors,
            "exposed": list(made.left_out.exposed),
        }
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    click.echo(_("Created: {path}.").format(path=dest))
    for sentence in (
        *hand_over_text.sentences(made.left_out),
        hand_over_text.secret(made.is_encrypted),
    ):
        click.echo(sentence)


def _check(new_file: Path | None, is_plain: bool) -> None:
    """Refuse a call that does not say whether the copy gets a passphrase."""
    if new_file is not None and is_plain:
        raise WrongCall(
            _("Use only one of --new-passphrase-file and --no-passphrase. Nothing was written.")
        )
    if new_file is None and not is_plain and not sys.stdin.isatty():
        raise WrongCall(
            _(
                "No passphrase for the copy. Name a file with --new-passphrase-file, or use "
                "--no-passphrase. Nothing was written."
            )
        )
