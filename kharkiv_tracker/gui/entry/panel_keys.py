"""The keys of the entry panel."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from kharkiv_tracker.gui.commands.command import About, Command
from kharkiv_tracker.gui.entry.document_part import DocumentPart
from kharkiv_tracker.gui.entry.form import Form
from kharkiv_tracker.gui.entry.update_card import UpdateCard
from kharkiv_tracker.i18n import N_


class EntryHost(Protocol):
    """What the keys of the entry panel need of it."""

    @property
    def form(self) -> Form: ...
    @property
    def offer(self) -> UpdateCard: ...
    @property
    def document(self) -> DocumentPart: ...
    def save(self) -> None: ...
    def escape(self) -> None: ...
    def other_form(self) -> None: ...
    def choose_role(self) -> None: ...
    def take(self, number: int) -> None: ...
    def take_offer(self) -> None: ...
    def make_new_incident(self) -> None: ...


def _command(
    name: str, text: str, run: Callable[[EntryHost], object], *shortcuts: str
) -> Command[EntryHost]:
    return Command(name, text, run, shortcuts, About.ENTRY)


def _take(number: int, panel: EntryHost) -> None:
    panel.take(number)


_SINGLE = (
    _command(
        "save-entry",
        N_("Save and start next"),
        lambda panel: panel.save(),
        "Ctrl+Return",
        "Ctrl+Enter",
    ),
    _command(
        "close-entry",
        N_("Dismiss suggestion; close entry panel"),
        lambda panel: panel.escape(),
        "Escape",
    ),
    _command(
        "other-form",
        N_("Switch between report and official total"),
        lambda panel: panel.other_form(),
        "Alt+T",
    ),
    _command(
        "change-document",
        N_("Other source or date than the document"),
        lambda panel: panel.document.open(),
        "Alt+D",
    ),
    _command(
        "rarer-fields",
        N_("Show or hide more fields"),
        lambda panel: panel.form.toggle_more(),
        "Alt+M",
    ),
    _command(
        "report-kind",
        N_("Kind of report: accept suggestion or go to field"),
        lambda panel: panel.choose_role(),
        "Alt+K",
    ),
    _command(
        "pin-field",
        N_("Keep a field's value for the next entry"),
        lambda panel: panel.form.pin_here(),
        "Alt+P",
    ),
    _command(
        "take-offer",
        N_("Accept: add as update"),
        lambda panel: panel.take_offer(),
        "Alt+U",
    ),
    _command(
        "new-incident",
        N_("Enter as new incident"),
        lambda panel: panel.make_new_incident(),
        "Alt+I",
    ),
    _command(
        "look-at-offer",
        N_("Show suggested incident"),
        lambda panel: panel.offer.open(),
        "Alt+O",
    ),
)
_NUMBERED = (
    N_("Choose first suggestion"),
    N_("Choose second"),
    N_("Choose third"),
    N_("Choose fourth"),
    N_("Choose fifth"),
    N_("Choose sixth"),
    N_("Choose seventh"),
    N_("Choose eighth"),
    N_("Choose ninth"),
)
COMMANDS = (
    *_SINGLE,
    *(
        _command(f"take-{number}", text, partial(_take, number), f"Alt+{number}")
        for number, text in enumerate(_NUMBERED, 1)
    ),
)
