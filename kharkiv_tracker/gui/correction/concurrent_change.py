"""A saved record that is changed elsewhere while it is being corrected here."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.gui.correction.record_editor import SavedRecord
from kharkiv_tracker.i18n import _


class ConcurrentChange(Refused):
    """Fields that are to be saved were changed elsewhere; `record` is as it is now."""

    def __init__(self, record: SavedRecord) -> None:
        super().__init__(sentence())
        self.record = record


def moved(before: SavedRecord, now: SavedRecord) -> frozenset[str]:
    """The fields that say something else now."""
    return frozenset(
        name
        for name, text in now.texts.items()
        if text.strip() != before.texts.get(name, "").strip()
    )


def overtaken(before: SavedRecord, now: SavedRecord, typed: Mapping[str, str]) -> frozenset[str]:
    """The fields that were changed elsewhere and are changed to something else here."""
    return frozenset(
        name
        for name in moved(before, now) & typed.keys()
        if typed[name].strip() != now.texts[name].strip()
    )


def sentence() -> str:
    """Why it is not saved yet."""
    return _(
        "Not saved. The marked field was changed elsewhere in the meantime. To replace that "
        "change with yours, save again."
    )


def caution(text: str) -> str:
    """What to say below a field whose text was changed elsewhere to this one."""
    if not text.strip():
        return _("Cleared elsewhere in the meantime.")
    return _("Changed elsewhere in the meantime to “{text}”.").format(text=shown(text))
