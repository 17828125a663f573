"""The option --lang, which also decides the language of the help."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import click

from kharkiv_tracker import i18n
from kharkiv_tracker.cli import click_words
from kharkiv_tracker.i18n import N_

#: The key under which a command finds the language of --lang.
LANGUAGE = "kharkiv_tracker.language"


def language(arguments: Sequence[str]) -> str:
    """The language that a call names anywhere, "" for none.

    Read before anything else, so that help and what is wrong with the call are in it too.
    """
    named = ""
    for argument, following in pairwise((*arguments, "")):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        value = value if equals else following
        if name == "--lang" and value in i18n.LANGUAGES:
            named = value
    return named


def _keep_language(context: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value:
        context.meta[LANGUAGE] = value


lang = click_words.option(
    "--lang",
    type=click.Choice(i18n.LANGUAGES),
    callback=_keep_language,
    expose_value=False,
    is_eager=True,
    help=N_("Language of messages."),
)
