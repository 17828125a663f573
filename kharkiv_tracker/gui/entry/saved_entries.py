"""The texts of the last saved entries: what was typed comes back when a save is undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from kharkiv_tracker.gui.entry import form_draft
from kharkiv_tracker.gui.entry.draft_set import DraftSet
from kharkiv_tracker.gui.entry.form import Form
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.store import edit_steps

_MOST = 10


class SavedEntries(QObject):
    """They are put on the shelf; `bring_back` may type them again, `clear` empties a form."""

    def __init__(
        self,
        session: Session,
        drafts: DraftSet,
        bring_back: Callable[[form_draft.Draft], object],
        clear: Callable[[Form], object],
    ) -> None:
        super().__init__(drafts)
        self._case, self._drafts = session.case, drafts
        self._bring_back, self._clear = bring_back, clear
        self._entries: dict[str, tuple[Form, dict[str, object]]] = {}
        session.undone.connect(self._return)
        session.redone.connect(self._take_again)

    def note(self, edit: str, form: Form, content: dict[str, object] | None) -> None:
        """Keep what was typed of an edit that saved it."""
        if content is not None:
            self._entries[edit] = form, content
        while len(self._entries) > _MOST:
            del self._entries[next(iter(self._entries))]

    def _return(self, edit: str) -> None:
        """The edit was undone: nothing that was typed is lost."""
        if edit not in self._entries or edit_steps.precedes_erasure(self._case, edit):
            return
        form, content = self._entries[edit]
        form_draft.shelve(self._case, form.name, content)
        for draft in form_draft.load_discarded(self._case)[:1]:
            self._bring_back(draft)

    def _take_again(self, edit: str) -> None:
        """The edit was redone: what it saved is not typed again."""
        form, content = self._entries.get(edit, (None, None))
        if form and self._drafts.content(form) == content:
            self._clear(form)
