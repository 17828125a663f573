"""The commands on what the table shows of the selection."""

from __future__ import annotations

from kharkiv_tracker.gui.commands.command import VIEW, AnyCommand, Command
from kharkiv_tracker.gui.commands.hosts import WindowHost
from kharkiv_tracker.i18n import N_, _

_SHOW, _HIDE = N_("Show withdrawn and merged"), N_("Hide withdrawn and merged")


def _toggle(window: WindowHost) -> None:
    if window.view is not None:
        session = window.view.session
        session.show_withdrawn(not session.shows_withdrawn)


def _title(window: WindowHost) -> str:
    is_shown = window.view is not None and window.view.session.shows_withdrawn
    return _(_HIDE if is_shown else _SHOW)


SELECTION_COMMANDS: tuple[AnyCommand, ...] = (
    Command[WindowHost](
        "show-withdrawn",
        _SHOW,
        _toggle,
        possible=lambda window: window.view is not None,
        menu=VIEW,
        title=_title,
        also=_HIDE,
    ),
)
