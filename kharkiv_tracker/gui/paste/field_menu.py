"""The fields that marked words can be given to, and new proposals, as a menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from kharkiv_tracker.domain.fields import Kind
from kharkiv_tracker.gui.paste.proposed_entry import ProposedEntry, inputs
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.passages.proposal import Subject

_NOT_TYPED = (Kind.TICK, Kind.RANGES, Kind.RECORD)
_DIGITS = 9


def of(
    parent: QWidget,
    entry: ProposedEntry | None,
    assign: Callable[[str], object],
    begin: Callable[[Subject], object],
) -> QMenu:
    """The fields of this proposal, if there is one, and the kinds of a new one."""
    menu = QMenu(parent)
    items = inputs(entry.subject).values() if entry else ()
    for number, item in enumerate((i for i in items if i.field.kind not in _NOT_TYPED), 1):
        label = item.label.replace("&", "&&")
        text = f"&{number}  {label}" if number <= _DIGITS else label
        menu.addAction(text, partial(assign, item.name))
    menu.addSeparator()
    menu.addAction(_("&New incident"), partial(begin, Subject.INCIDENT))
    menu.addAction(_("New &official total"), partial(begin, Subject.STATEMENT))
    return menu
