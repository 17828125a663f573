"""The list of what the open version names: a tick for each source, link and person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kharkiv_tracker.domain.clearance import Decision
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.popups import TickList
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.store import publication
from kharkiv_tracker.store.publication import OpenItem

_KINDS = {
    "source": N_("Source: {name}"),
    "speaker": N_("Speaker: {name}"),
    "document": N_("Document: {name}"),
    "person": N_("Person: {name}"),
}
_LINK = N_("Link: {name}")


class OpenNamesDialog(Dialog):
    """Items with a tick each: those named; the rest is withheld."""

    def __init__(self, parent: QWidget, items: Sequence[OpenItem]) -> None:
        super().__init__(parent, _("What the open version names"))
        self.setMinimumWidth(theme.px(640))
        self._items = items
        self.add(
            widgets.wrapped(
                _(
                    "Tick what may be named. Everything else is withheld, and the page counts it. "
                    "Private persons are ticked only by you."
                )
            )
        )
        new = [item for item in items if item.decision is None]
        if new:
            sentence = _("Not decided yet: {things}.").format(things=publication.counted(new))
            self.add(widgets.wrapped(sentence, "quiet"))
        self.list = TickList(_("What the open version names"), lambda: None)
        ticked = [item.uid for item in items if _is_ticked(item)]
        self.list.fill([(item.uid, label(item)) for item in items], ticked)
        self.add(self.list)
        self.finish(_("Save"))

    def decisions(self) -> list[tuple[str, Decision]]:
        """What was decided on each item."""
        named = set(self.list.ticked())
        return [
            (item.uid, Decision.NAMED if item.uid in named else Decision.WITHHELD)
            for item in self._items
        ]


def is_decided(parent: QWidget, session: Session) -> bool:
    """Whether all that the open version names was decided on, here if not before."""
    items = publication.undecided(session.case)
    return not items or decide(parent, session, items)


def decide(parent: QWidget, session: Session, items: Sequence[OpenItem]) -> bool:
    """Ask what of these may be named, and record the answer; whether there is one."""
    dialog = OpenNamesDialog(parent, items)
    if not dialog.exec():
        return False
    try:
        decisions = dialog.decisions()
        session.edit("publication", lambda edit: publication.decide(edit, decisions))
    except TrackerError as error:
        standard_dialogs.show_message(parent, str(error))
        return False
    return True


def label(item: OpenItem) -> str:
    """A line of the list: what is named, and what is known of it."""
    name = _(_KINDS.get(item.kind, _LINK)).format(name=item.name)
    about = item.about if item.about != item.name else ""
    return " · ".join(part for part in (name, about, item.code) if part)


def _is_ticked(item: OpenItem) -> bool:
    return item.is_public if item.decision is None else item.decision is Decision.NAMED
