"""The pages of the preferences, in one table: a new page is one more entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels, languages, settings
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.gui.commands.command_table import THEMES
from kharkiv_tracker.gui.preferences.backup_page import BackupPage
from kharkiv_tracker.gui.preferences.choice_page import ChoicePage
from kharkiv_tracker.gui.preferences.name_page import NamePage
from kharkiv_tracker.gui.preferences.preference import Preference
from kharkiv_tracker.i18n import LANGUAGES, N_, _, ngettext
from kharkiv_tracker.labels import date_manner, people_text

_EXAMPLE = date(2022, 8, 17)

#: Saves preferences by their name and shows them at once.
Prefer = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its key, its title, and what makes it."""

    key: str
    title: str
    make: Callable[[Prefer], QWidget]


def _languages() -> Sequence[tuple[Any, str]]:
    names = ((code, languages.known()[code].name) for code in LANGUAGES)
    return (("", _("System default")), *names)


def _themes() -> Sequence[tuple[Any, str]]:
    return [(value, _(text)) for value, text in THEMES]


def _text_sizes() -> Sequence[tuple[Any, str]]:
    return [(size, _("{n} %").format(n=labels.number(size))) for size in settings.TEXT_SIZES]


def _rows() -> Sequence[tuple[Any, str]]:
    return (("compact", _("Compact")), ("roomy", _("Roomy")))


def _dates() -> Iterator[tuple[Any, str]]:
    for manner in settings.DATES:
        with date_manner.writing(manner):
            yield manner, labels.date(_EXAMPLE, short=True)


def _profiles() -> Sequence[tuple[Any, str]]:
    return [(one.value, people_text.capital(labels.word(one))) for one in Profile]


_LANGUAGE = Preference("language", N_("&Language"), _languages, "KHARKIV_TRACKER_LANG")
_LOOK = (
    Preference("theme", N_("&Theme"), _themes, "KHARKIV_TRACKER_THEME"),
    Preference("text_size", N_("Text &size"), _text_sizes),
    Preference("rows", N_("&Rows of tables"), _rows),
    Preference(
        "dates",
        N_("&Dates in the window"),
        lambda: tuple(_dates()),
        note=N_("Files, summaries and typed dates do not change."),
    ),
)
_PROFILE = Preference(
    "profile",
    N_("&Version that is offered first"),
    _profiles,
    note=N_("For summaries and chart files. The version can still be chosen each time."),
)


def _minutes() -> Sequence[tuple[Any, str]]:
    texts = ((n, ngettext("After {n} minute", "After {n} minutes", n)) for n in _TIMES)
    return [*((n, text.format(n=labels.number(n))) for n, text in texts), (0, _("Never"))]


_TIMES = tuple(filter(None, settings.LOCK_MINUTES))
_LOCK = (
    Preference(
        "lock_minutes",
        N_("&Lock when nothing is typed"),
        _minutes,
        note=N_(
            "Only case files with a passphrase are locked. What you typed is saved first, and you "
            "return to the same place."
        ),
    ),
    Preference(
        "lock_with_screen",
        N_("With the &screen"),
        lambda: (
            (True, _("Lock with the screen and before the computer sleeps")),
            (False, _("Do not lock")),
        ),
    ),
    Preference(
        "recent_encrypted",
        N_("&Recent encrypted case files"),
        lambda: ((False, _("Not listed")), (True, _("Listed"))),
        note=N_(
            "The list of recent case files is not encrypted: it shows their names and folders."
        ),
    ),
)

PAGES: tuple[Page, ...] = (
    Page("person", N_("Name and language"), lambda prefer: NamePage(prefer, (_LANGUAGE,))),
    Page("look", N_("Appearance"), lambda prefer: ChoicePage(prefer, _LOOK)),
    Page("backups", N_("Backups"), BackupPage),
    Page("files", N_("Summaries and charts"), lambda prefer: ChoicePage(prefer, (_PROFILE,))),
    Page("lock", N_("Locking"), lambda prefer: ChoicePage(prefer, _LOCK)),
)
