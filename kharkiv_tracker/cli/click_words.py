"""Commands and options whose help is in the language of the program, and click's own texts."""

from __future__ import annotations

import gettext
import sys
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from kharkiv_tracker import i18n
from kharkiv_tracker.cli import command_list
from kharkiv_tracker.i18n import N_, NN_, _

_Command = TypeVar("_Command", bound=Callable[..., Any])

_OPTIONS, SUBCOMMAND = N_("[OPTIONS]"), N_("[COMMAND] [ARGS]…")
HELP, _VERSION = N_("Show this message and exit."), N_("Show the version and exit.")
#: No first sentence has so many letters.
_LONGEST = 1_000

#: What click itself prints, as click words it; listed to be translated with everything else.
CLICK_TEXTS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("default: {default}"),
    N_("required"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("No such command {name!r}."),
    N_("No such option {name!r}."),
    NN_("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    NN_("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    NN_("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    N_("Option {name!r} does not take a value."),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Choose from:\n\t{choices}"),
    NN_("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    N_("Error: invalid input"),
)


class _Help:
    """Help in English, which is read in the language spoken then."""

    english: str | None = None

    @property
    def help(self) -> str | None:
        return _(self.english) if self.english else self.english

    @help.setter  # noqa: A003 - the property above
    def help(self, english: str | None) -> None:
        self.english = english


class Option(_Help, click.Option):
    """An option with translated help."""


class Command(_Help, click.Command):
    """A command with translated help."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help; click words it once and for all, in the language of the first call."""
        help_option = super().get_help_option(ctx)
        if help_option is not None:
            help_option.help = _(HELP)
        return help_option

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - click gives it
        """The first sentence, whole: the list of commands has room for it on several lines."""
        return super().get_short_help_str(_LONGEST)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What comes after the name of the command in the line of its usage."""
        pieces = super().collect_usage_pieces(ctx)
        return [_(piece) if piece in (_OPTIONS, SUBCOMMAND) else piece for piece in pieces]


class Group(Command, click.Group):
    """The commands together, with translated help."""


class WholeNumber(click.types.IntParamType):
    """A whole number, at least `least` where that is given, refused in words of the program.

    click names the type in the sentence, in English.
    """

    def __init__(self, least: int | None = None) -> None:
        self._least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; a wrong call where the value is none, or is too small."""
        try:
            number = int(value)
        except ValueError:
            self.fail(_("“{text}” is not a whole number.").format(text=value), param, ctx)
        if self._least is not None and number < self._least:
            self.fail(
                _("{n} is less than {least}.").format(n=number, least=self._least), param, ctx
            )
        return number


def command(name: str, **settings: Any) -> Callable[[Callable[..., Any]], Command]:
    """`click.command` with its translated help."""
    return click.command(name, cls=Command, help=command_list.HELP[name], **settings)


def option(*names: str, **settings: Any) -> Callable[[_Command], _Command]:
    """`click.option` with translated help."""
    return click.option(*names, cls=Option, **settings)


def version_option(lines: Callable[[], Iterable[str]]) -> Callable[[_Command], _Command]:
    """`click.version_option` with translated help, and lines that need no translation."""

    def show(context: click.Context, _option: click.Parameter, is_wanted: bool) -> None:
        if is_wanted and not context.resilient_parsing:
            click.echo("\n".join(lines()))
            context.exit()

    return click.option(
        "--version", cls=Option, help=_VERSION, is_flag=True, is_eager=True, expose_value=False,
        callback=show,
    )  # fmt: skip


def translate_click() -> None:
    """Have click ask the catalogue of the program for its own texts.

    It asks gettext, which speaks the language of the environment. That is what the desktop chose,
    and goes on to whatever the window opens: no place for the choice made in this program.
    """
    ours = ((gettext.gettext, i18n._), (gettext.ngettext, i18n.ngettext))
    modules = [module for name, module in sys.modules.items() if name.startswith("click.")]
    for names in map(vars, modules):
        for theirs, own in ours:
            names.update({name: own for name, value in names.items() if value is theirs})
