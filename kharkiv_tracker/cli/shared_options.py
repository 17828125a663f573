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

from kharkiv_tracker import gazetteer, labels, process_privacy, settings
from kharkiv_tracker.cli import click_words, language_option
from kharkiv_tracker.domain.incident import Grade, ReviewState, Weapon
from kharkiv_tracker.domain.match_key import storable
from kharkiv_tracker.domain.revision import UNNAMED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_clock, parse_date
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.errors import CaseUnavailable, Refused, TrackerError, WrongCall, shown
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.passphrases import typed_characters
from kharkiv_tracker.search import typed_terms
from kharkiv_tracker.store import open_checks
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import DatabaseError

_Command = TypeVar("_Command", bound=Callable[..., Any])
_Word = TypeVar("_Word", bound=Word)
_T = TypeVar("_T")

AUTHOR = "KHARKIV_TRACKER_AUTHOR"


def chain(*decorators: Callable[[Any], Any]) -> Callable[[_Command], _Command]:
    """Several options as one decorator, in the order of the help."""

    def decorate(command: _Command) -> _Command:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


lang = language_option.lang
as_json = click_words.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))


class WordOf(click.Choice[str]):
    """A word of a closed list: by its value, which help shows, or as the language calls it."""

    def __init__(self, kind: type[Word]) -> None:
        super().__init__([word.value for word in kind])
        self._kind = kind

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value of the word."""
        word = labels.word_named(self._kind, value)
        return super().convert(word.value if word else value, param, ctx)


#: A path of any kind; whoever opens it says what is wrong with it.
PATH = click.Path(path_type=Path, readable=False)
PATH_OR_INPUT = click.Path(path_type=Path, readable=False, allow_dash=True)
case_path = click.argument("case", type=PATH)
passphrase_file = click_words.option(
    "--passphrase-file",
    type=PATH,
    help=N_("File with the passphrase (default: KHARKIV_TRACKER_PASSPHRASE, else a prompt)."),
)

new_passphrase_file = click_words.option(
    "--new-passphrase-file",
    type=PATH,
    help=N_("File with the new passphrase (default: a prompt)."),
)


def _line(_context: click.Context, _param: click.Parameter, value: str) -> str:
    """The text as one line that can be stored."""
    return " ".join(storable(value).split())


author = click_words.option(
    "--author",
    default="",
    callback=_line,
    help=N_(
        "Author of the change (default: KHARKIV_TRACKER_AUTHOR, else the name in Preferences)."
    ),
)
reason = click_words.option(
    "--reason", default="", callback=_line, help=N_("Reason for the change.")
)
title = click_words.option(
    "--title", default="", callback=_line, help=N_("Title of the case file (default: file name).")
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
    click_words.option(
        "--from", "first", callback=_day, metavar="DATE", help=N_("First day of the period.")
    ),
    click_words.option(
        "--to", "last", callback=_day, metavar="DATE", help=N_("Last day of the period.")
    ),
    click_words.option(
        "--district",
        "districts",
        multiple=True,
        help=N_("District by code or any of its names. Repeatable."),
    ),
    click_words.option("--weapon", "weapons", multiple=True, help=N_("Weapon. Repeatable.")),
    click_words.option("--grade", "grades", multiple=True, help=N_("Grade. Repeatable.")),
    click_words.option("--state", "states", multiple=True, help=N_("Review state. Repeatable.")),
    click_words.option(
        "--text",
        default="",
        callback=_line,
        help=N_("Search text: code, place, weapon, words."),
    ),
)
_clocks = chain(
    click_words.option(
        "--as-known-on",
        callback=_instant,
        metavar="TIME",
        help=N_("Use only reports published by then."),
    ),
    click_words.option(
        "--as-recorded-on",
        callback=_instant,
        metavar="TIME",
        help=N_("Use only revisions made by then."),
    ),
)


@contextmanager
def as_recorded(case: CaseFile, view: View) -> Iterator[CaseFile]:
    """The case, or the case as it was recorded then, with sums that are right."""
    if view.as_recorded_on is None:
        open_checks.check_sums(case.db, case.path)
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
        if problem := typed_terms.read(text).problem:
            click.echo(problem, err=True)
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


def with_passphrase(work: Callable[[str | None], _T], passphrase_file: Path | None) -> _T:
    """Do some work without a passphrase, and with one where a file needs it."""
    if passphrase_file is not None:
        return work(read_passphrase(passphrase_file))
    try:
        return work(None)
    except open_checks.PassphraseNeeded as needed:
        passphrase = read_passphrase(None)
        if not passphrase and sys.stdin.isatty():
            passphrase = click.prompt(_("Passphrase"), hide_input=True, err=True)
        if not passphrase:
            raise CaseUnavailable(needed.sentence) from None
        return work(passphrase)


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


def read_new_passphrase(file: Path | None) -> str:
    """A new passphrase from the file or from the environment; empty where there is none."""
    return _usable(read_passphrase(file))


def ask_new_passphrase() -> str:
    """A new passphrase, typed twice."""
    prompt = _("New passphrase")
    return _usable(str(click.prompt(prompt, hide_input=True, confirmation_prompt=True, err=True)))


def _usable(passphrase: str) -> str:
    from kharkiv_tracker.store import passphrase_text

    if problem := passphrase_text.problem(passphrase):
        raise CaseUnavailable(_("{problem} Nothing was done.").format(problem=problem))
    return passphrase


def _typeable(passphrase: str) -> str:
    if not typed_characters.are_typeable(passphrase):
        raise CaseUnavailable(
            _("The passphrase contains characters that cannot be typed. Nothing was done.")
        )
    return passphrase


def author_named(name: str) -> str:
    """The author of a change; never the login name, which is private."""
    named = name or os.environ.get(AUTHOR, "") or settings.load().author
    return " ".join(storable(named).split()) or UNNAMED


def _one_of(kind: type[_Word], name: str) -> _Word:
    if word := labels.word_named(kind, name):
        return word
    raise Refused(
        _("“{text}” is not one of: {words}.").format(
            text=shown(name), words=", ".join(map(labels.word, kind))
        )
    )


def parsed(read: Callable[[str], _T], value: str) -> _T:
    """The value of an option; an invalid one is a wrong call."""
    try:
        return read(value)
    except Refused as refused:
        raise WrongCall(_("{problem} Nothing was done.").format(problem=refused.sentence)) from None
