"""The profile of a page or chart as an option, with the words of earlier versions."""

from __future__ import annotations

import click

from kharkiv_tracker.cli import click_words, shared_options
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.errors import WrongCall
from kharkiv_tracker.i18n import N_, _

#: What the profiles were called before there were three.
_FORMER = {"public": Profile.RESTRICTED, "internal": Profile.INTERNAL}

profile = click_words.option(
    "--profile",
    "profile_named",
    type=shared_options.WordOf(Profile),
    help=N_(
        "Version: restricted (default), open with sources and links as decided by "
        "“publication”, or internal with names and points."
    ),
)
redact = click_words.option(
    "--redact",
    type=click.Choice(list(_FORMER)),
    help=N_("Earlier name of --profile: public is restricted."),
)


def chosen(profile_named: str | None, redacted: str | None = None) -> Profile:
    """The profile that was chosen, under either name; restricted by default."""
    former = _FORMER[redacted] if redacted else None
    if profile_named is None:
        return former or Profile.RESTRICTED
    named = Profile(profile_named)
    if former not in (None, named):
        raise WrongCall(
            _("--profile {profile} and --redact {redact} differ. Nothing was written.").format(
                profile=profile_named, redact=redacted
            )
        )
    return named
