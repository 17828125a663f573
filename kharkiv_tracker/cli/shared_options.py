"""The options that several commands share, and how a case is opened."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from kharkiv_tracker import gazetteer, i18n, process_privacy, settings
from kharkiv_tracker.domain.incident import Grade, ReviewState, Weapon
from kharkiv_tracker.domain.match_key import storable
from kharkiv_tracker.domain.revision import UNNAMED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_clock, parse_date
from kharkiv_tracker.errors import CaseUnavailable, Refused, TrackerError, WrongCall, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import open_checks
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import DatabaseError

_Command = TypeVar("_Command", bound=Callable[..., Any])

#: The key under which a command finds the language of --lang.
LANGUAGE = "kharkiv_tracker.language"
AUTHOR = "KHARKIV_TRACKER_AUTHOR"


def chain(*decorators: Callable[[Any], Any]) -> Callable[[_Command], _Command]:
    """Several options as one decorator, in the order of the help."""

    def decorate(command: _Command) -> _Command:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


def _speak(context: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value:
        i18n.activate(value)
        context.meta[LANGUAGE] = value


lang = click.option(
    "--lang",
    type=click.Choice(i18n.LANGUAGES),
    callback=_speak,
    expose_value=False,
    is_eager=True,
    help="Language of all that is said.",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
case_path = click.argument("case", type=click.Path(path_type=Path))
passphrase_file = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path),
    help=f"File with the passphrase; else {process_privacy.PASSPHRASE}, else a prompt.",
)


def _line(_context: click.Context, _param: click.Parameter, value: str) -> str:
    """The text as one line that can be stored."""
    return " ".join(storable(value).split())


author = click.option(
    "--author", default="", callback=_line, help=f"Who makes the change; else {AUTHOR}."
)
reason = click.option("--reason", default="", callback=_line, help="Why it is made.")
title = click.option(
    "--title", default="", callback=_line, help="What the case is called; else the file's name."
)

#: What every command on an existing case takes.
on_case = chain(case_path, passphrase_file, lang)
#: What every command that writes takes.
writing = chain(author, reason)


def _instant(
    _context: click.Context, _param: click.Parameter, value: str | None
) -> datetime | None:
    return None if value is None else parsed(parse_clock, value)


def _day(_context: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    return None if value is None else parsed(parse_date, value)


_selecting = chain(
    click.option("--from", "first", callback=_day, metavar="DATE", help="First day, included."),
    click.option("--to", "last", callback=_day, metavar="DATE", help="Last day, included."),
    click.option("--district", "districts", multiple=True, help="Code or any name; repeatable."),
    click.option("--weapon", "weapons", multiple=True, help="Repeatable."),
    click.option("--grade", "grades", multiple=True, help="Repeatable."),
    click.option("--state", "states", multiple=True, help="Review state; repeatable."),
    click.option("--text", default="", callback=_line, help="Words to be found in it."),
)
_clocks = chain(
    click.option(
        "--as-known-on", callback=_instant, metavar="TIME", help="From reports known by then."
    ),
    click.option(
        "--as-recorded-on", callback=_instant, metavar="TIME", help="From revisions made by then."
    ),
)


@contextmanager
def as_recorded(case: CaseFile, view: View) -> Iterator[CaseFile]:
    """The case, or the case as it was recorded then."""
    if view.as_recorded_on is None:
        yield case
    else:
        with case.as_recorded_on(view.as_recorded_on) as then:
            yield then


def viewing(command: _Command) -> _Command:
    """The selection and both clocks as options; the command gets them as `view`."""

    @wraps(command)
    def called(
        *args: Any,
        first: date | None,
        last: date | None,
        districts: tuple[str, ...],
        weapons: tuple[str, ...],
        grades: tuple[str, ...],
        states: tuple[str, ...],
        text: str,
        as_known_on: datetime | None,
        as_recorded_on: datetime | None,
        **kwargs: Any,
    ) -> Any:
        places = gazetteer.load()
        selection = parsed(
            lambda _value: Selection(
                first,
                last,
                tuple(places.resolve(name).key for name in districts),
                tuple(_one_of(Weapon, name) for name in weapons),
                tuple(_one_of(Grade, name) for name in grades),
                tuple(_one_of(ReviewState, name) for name in states),
                text,
            ),
            "",
        )
        view = View(selection, as_known_on, as_recorded_on)
        return command(*args, view=view, **kwargs)

    return chain(_selecting, _clocks)(called)  # type: ignore[return-value]


@contextmanager
def opened(path: Path, passphrase_file: Path | None, checked: bool = True) -> Iterator[CaseFile]:
    """The case at that path, closed at the end; prompts for a passphrase if one is needed.

    One that need not be `checked` is opened for what it is where something is wrong with it.
    """
    case = open_case(path, passphrase_file, checked)
    try:
        yield case
        # A failure prints one sentence; this one if printing itself fails.
        if case.notice:
            click.echo(case.notice, err=True)
        if case.is_renewed:
            click.echo(_("To list the changed figures, use rule --renewal."), err=True)
    except DatabaseError as error:
        raise open_checks.damaged(path, error) from error
    except (TrackerError, click.ClickException, click.exceptions.Exit, OSError):
        raise
    except Exception as error:
        # A large file is not verified whole when it is opened: this may be what was not seen.
        open_checks.check_whole(case.db, path, error)
        raise
    finally:
        case.close()


def open_case(path: Path, passphrase_file: Path | None, checked: bool = True) -> CaseFile:
    """Open a case; a passphrase is read only where the file needs one."""
    try:
        return _open(path, None, checked)
    except open_checks.PassphraseNeeded as needed:
        passphrase = read_passphrase(passphrase_file)
        if not passphrase and sys.stdin.isatty():
            passphrase = click.prompt(_("Passphrase"), hide_input=True, err=True)
        if not passphrase:
            raise CaseUnavailable(needed.sentence) from None
        return _open(path, passphrase, checked)


def _open(path: Path, passphrase: str | None, checked: bool) -> CaseFile:
    try:
        return CaseFile.open(path, passphrase)
    except open_checks.CaseDamaged:
        if checked:
            raise
        return CaseFile.open(path, passphrase, checked=False)


def read_passphrase(file: Path | None) -> str:
    """The passphrase from the file or from the environment; empty where there is none."""
    if file is None:
        return _typeable(process_privacy.take_passphrase())
    try:
        # Some editors begin a file with a mark that nobody types at a prompt.
        passphrase = file.read_text(encoding="utf-8-sig").rstrip("\r\n")
    except (OSError, ValueError):
        raise CaseUnavailable(
            _("Could not read the passphrase file {file}. Nothing was done.").format(file=file)
        ) from None
    if not passphrase:
        raise CaseUnavailable(
            _("The passphrase file {file} is empty. Nothing was done.").format(file=file)
        )
    return _typeable(passphrase)


def _typeable(passphrase: str) -> str:
    if storable(passphrase) != passphrase:
        raise CaseUnavailable(
            _("The passphrase contains characters that cannot be typed. Nothing was done.")
        )
    return passphrase


def author_named(name: str) -> str:
    """The author of a change; never the login name, which is private."""
    named = name or os.environ.get(AUTHOR, "") or settings.load().author
    return " ".join(storable(named).split()) or UNNAMED


def _one_of(kind: Any, name: str) -> Any:
    typed = " ".join(name.split()).casefold()
    for word in kind:
        if word.value.casefold() == typed:
            return word
    raise Refused(
        _("“{text}” is not one of: {words}.").format(
            text=shown(name), words=", ".join(word.value for word in kind)
        )
    )


_T = TypeVar("_T")


def parsed(read: Callable[[str], _T], value: str) -> _T:
    """The value of an option; an invalid one is a wrong call."""
    try:
        return read(value)
    except Refused as refused:
        raise WrongCall(_("{problem} Nothing was done.").format(problem=refused.sentence)) from None
