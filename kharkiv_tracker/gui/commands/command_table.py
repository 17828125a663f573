"""The one table of commands, in the order of the menus.

Menus, buttons, context menus, Ctrl+K and the key sheet are made from it.
"""

from __future__ import annotations

from pathlib import Path

from kharkiv_tracker import languages, settings
from kharkiv_tracker.gui.commands.command import (
    FILE,
    LANGUAGE,
    RECENT,
    RECORD,
    THEME,
    VIEW,
    About,
    AnyCommand,
    Command,
)
from kharkiv_tracker.gui.commands.document_verbs import DOCUMENT_COMMANDS
from kharkiv_tracker.gui.commands.help_commands import HELP_COMMANDS
from kharkiv_tracker.gui.commands.hosts import CaseHost, WindowHost
from kharkiv_tracker.gui.commands.office_verbs import COMMANDS_OF_LISTS
from kharkiv_tracker.gui.commands.passphrase_commands import PASSPHRASE_COMMANDS
from kharkiv_tracker.gui.commands.paste_commands import PASTE_COMMANDS
from kharkiv_tracker.gui.commands.record_commands import RECORD_COMMANDS
from kharkiv_tracker.gui.commands.selection_commands import SELECTION_COMMANDS
from kharkiv_tracker.gui.commands.table_commands import TABLE_COMMANDS
from kharkiv_tracker.gui.commands.undo_commands import UNDO_COMMANDS
from kharkiv_tracker.gui.files import case_files
from kharkiv_tracker.i18n import LANGUAGES, N_
from kharkiv_tracker.store import renewed_figures

THEMES = (("system", N_("System default")), ("light", N_("Light")), ("dark", N_("Dark")))
_VIEWS = (
    N_("Incidents"),
    N_("Charts"),
    N_("Map"),
    N_("Official totals"),
    N_("Sources"),
    N_("History"),
    N_("Documents"),
)


def _has_case(window: WindowHost) -> bool:
    return window.view is not None


def _may_write(window: WindowHost) -> bool:
    return window.view is not None and not window.view.session.case.read_only


def _is_stranger(window: WindowHost) -> bool:
    return window.view is not None and window.view.session.may_take_over


def _go_back(window: WindowHost) -> None:
    if window.navigation:
        window.navigation.back()


def _go_forward(window: WindowHost) -> None:
    if window.navigation:
        window.navigation.forward()


def _view(number: int, text: str) -> Command[CaseHost]:
    return Command(
        f"view-{number}",
        text,
        lambda case: case.show_view(number - 1),
        (f"Ctrl+{number}",),
        About.CASE,
        menu=VIEW,
    )


def _theme(theme: str, text: str) -> Command[WindowHost]:
    return Command(
        f"theme-{theme}",
        text,
        lambda window: window.choose_theme(theme),
        menu=THEME,
        checked=lambda: settings.load().theme == theme,
    )


def _language(language: str, name: str) -> Command[WindowHost]:
    """A language command, named in its own language."""
    return Command(
        f"language-{language}",
        name,
        lambda window: window.choose_language(language),
        menu=LANGUAGE,
        title=lambda _window: name,
        checked=lambda: settings.load().language == language,
    )


def _recent(path: Path) -> Command[WindowHost]:
    return Command(f"open {path}", str(path), lambda window: window.open_path(path), menu=RECENT)


#: The views in the order of their keys, Ctrl+1 for the first.
VIEWS = tuple(_view(number, text) for number, text in enumerate(_VIEWS, start=1))

_FILE: tuple[AnyCommand, ...] = (
    Command[WindowHost](
        "new-case",
        N_("New case file…"),
        lambda window: window.new_case(),
        ("Ctrl+Shift+N",),
        menu=FILE,
    ),
    Command[WindowHost](
        "open-case", N_("Open…"), lambda window: window.open_case(), ("Ctrl+O",), menu=FILE
    ),
    Command[WindowHost](
        "open-sample", N_("Sample case"), lambda window: window.open_sample(), menu=FILE
    ),
    Command[WindowHost](
        "forget-recent",
        N_("Clear list"),
        lambda window: window.clear_recent(),
        # Whether the files still exist is checked when the menu opens, not at each edit.
        possible=lambda _window: bool(settings.load().recent),
        menu=RECENT,
        line=True,
    ),
    Command[WindowHost](
        "import-file",
        N_("Import…"),
        lambda window: window.importing.ask(),
        ("Ctrl+Shift+O",),
        possible=_may_write,
        menu=FILE,
        line=True,
        also=N_("excel csv json geojson table spreadsheet"),
    ),
    Command[CaseHost](
        "export-pdf",
        N_("Export PDF…"),
        lambda case: case.exporting.page(case.session, case.in_hand()),
        ("Ctrl+E",),
        About.CASE,
        menu=FILE,
    ),
    Command[CaseHost](
        "export-case",
        N_("Export…"),
        lambda case: case.exporting.case(case.session),
        ("Ctrl+Shift+S",),
        About.CASE,
        menu=FILE,
        also=N_("excel csv json geojson hxl word web package table"),
    ),
    Command[CaseHost](
        "export-chart",
        N_("Export chart…"),
        lambda case: case.exporting.chart(case.session, case.chart_kind),
        about=About.CASE,
        button=N_("Save…"),
        menu=FILE,
    ),
    Command[CaseHost](
        "copy-chart",
        N_("Copy chart"),
        lambda case: case.exporting.copy(case.session, case.chart_kind, case.chart_pane.inches()),
        ("Ctrl+Shift+C",),
        About.CASE,
        button=N_("Copy"),
        menu=FILE,
    ),
    Command[WindowHost](
        "save-case-copy",
        N_("Save a copy of the case file…"),
        lambda window: window.safety.save_copy(),
        possible=_has_case,
        menu=FILE,
        line=True,
    ),
    Command[CaseHost](
        "hand-over",
        N_("Hand over a copy…"),
        lambda case: case.exporting.hand_over(case.session),
        about=About.CASE,
        menu=FILE,
    ),
    Command[WindowHost](
        "back-up",
        N_("Back up…"),
        lambda window: window.safety.back_up(),
        possible=_has_case,
        menu=FILE,
    ),
    Command[WindowHost](
        "restore-backup",
        N_("Restore a backup…"),
        lambda window: window.safety.restore(),
        possible=_has_case,
        menu=FILE,
    ),
    Command[WindowHost](
        "check-case",
        N_("Check the case file"),
        lambda window: window.safety.check_now(),
        possible=_has_case,
        menu=FILE,
    ),
    *PASSPHRASE_COMMANDS,
    Command[WindowHost](
        "take-over",
        N_("Check and take over…"),
        lambda window: window.safety.take_over(),
        possible=_is_stranger,
        menu=FILE,
        also=N_("new unknown colleague read-only copy trust"),
    ),
    Command[WindowHost](
        "settle-case",
        N_("Case file…"),
        lambda window: window.settle_case(),
        possible=_has_case,
        menu=FILE,
        line=True,
    ),
    Command[CaseHost](
        "method-page",
        N_("Method page…"),
        lambda case: case.edits.notes.edit_method(),
        about=About.CASE,
        menu=FILE,
    ),
    Command[CaseHost](
        "show-renewal",
        N_("Figures changed by the new rule…"),
        lambda case: case.dialogs.show_renewal(),
        about=About.CASE,
        possible=lambda case: renewed_figures.is_renewed(case.session.case),
        menu=FILE,
    ),
    Command[WindowHost](
        "preferences",
        N_("Preferences…"),
        lambda window: window.show_preferences(),
        ("Ctrl+,",),
        menu=FILE,
        line=True,
        also=N_("settings options name text size rows dates"),
    ),
    Command[WindowHost](
        "lock",
        N_("Lock"),
        lambda window: window.locker.ask(),
        ("Ctrl+Shift+L",),
        possible=_has_case,
        menu=FILE,
        line=True,
        also=N_("hide protect"),
    ),
    Command[WindowHost](
        "close-case",
        N_("Close case file"),
        lambda window: window.close_case(),
        ("Ctrl+W",),
        possible=_has_case,
        menu=FILE,
        line=True,
    ),
    Command[WindowHost]("quit", N_("Quit"), lambda window: window.close(), ("Ctrl+Q",), menu=FILE),
)

_RECORD: tuple[AnyCommand, ...] = (
    *UNDO_COMMANDS,
    Command[CaseHost](
        "new-report",
        N_("New report"),
        lambda case: case.enter(),
        ("Ctrl+N",),
        About.CASE,
        button=N_("New report  Ctrl+N"),
        menu=RECORD,
        line=True,
    ),
    *PASTE_COMMANDS,
    Command[CaseHost](
        "another-from-document",
        N_("Another from this document…"),
        lambda case: case.enter_another(),
        ("Ctrl+Shift+D",),
        About.CASE,
        button=N_("New record…"),
        menu=RECORD,
    ),
    *RECORD_COMMANDS,
    Command[CaseHost](
        "enter-joint",
        N_("Combined report on these incidents…"),
        lambda case: case.enter_joint(),
        ("Ctrl+Shift+J",),
        About.CASE,
        menu=RECORD,
    ),
    *DOCUMENT_COMMANDS,
    *COMMANDS_OF_LISTS,
    Command[CaseHost](
        "search",
        N_("Search"),
        lambda case: case.search(),
        ("Ctrl+F",),
        About.CASE,
        menu=RECORD,
        line=True,
    ),
    Command[CaseHost](
        "show-duplicates",
        N_("Possible duplicates…"),
        lambda case: case.dialogs.show_duplicates(),
        about=About.CASE,
        menu=RECORD,
    ),
    Command[CaseHost](
        "show-register",
        N_("Register of names…"),
        lambda case: case.dialogs.show_register(),
        about=About.CASE,
        menu=RECORD,
    ),
    Command[WindowHost](
        "find-anything",
        N_("Search everything…"),
        lambda window: window.find_anything(),
        ("Ctrl+K",),
        menu=RECORD,
    ),
)

_VIEW: tuple[AnyCommand, ...] = (
    *VIEWS,
    Command[WindowHost](
        "go-back",
        N_("Back"),
        _go_back,
        ("Alt+Left",),
        possible=_has_case,
        menu=VIEW,
        line=True,
    ),
    Command[WindowHost](
        "go-forward",
        N_("Forward"),
        _go_forward,
        ("Alt+Right",),
        possible=_has_case,
        menu=VIEW,
    ),
    *SELECTION_COMMANDS,
    *TABLE_COMMANDS,
    *(_theme(theme, text) for theme, text in THEMES),
)

_LANGUAGE = (
    Command[WindowHost](
        "language-system",
        N_("System default"),
        lambda window: window.choose_language(""),
        menu=LANGUAGE,
        checked=lambda: not settings.load().language,
    ),
    *(_language(language, languages.known()[language].name) for language in LANGUAGES),
)

TABLE: tuple[AnyCommand, ...] = (*_FILE, *_RECORD, *_VIEW, *_LANGUAGE, *HELP_COMMANDS)
_BY_NAME = {command.name: command for command in TABLE}


def named(name: str) -> AnyCommand:
    """The command with this name."""
    return _BY_NAME[name]


def recent_cases() -> tuple[Command[WindowHost], ...]:
    """A command for each recent case, the latest first."""
    return tuple(map(_recent, case_files.recent()))
