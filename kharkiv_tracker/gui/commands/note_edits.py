"""Edits of notes, identifiers and the method page: each opens its dialog and makes one edit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.gui.dialogs import method_dialog, prompts
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    identifier_list,
    identifier_records,
    method_page,
    note_list,
    note_records,
)
from kharkiv_tracker.store.edit import Edit


class NoteEdits:
    """Each method takes the code of a record, or of a note or an identifier."""

    def __init__(
        self,
        session: Session,
        parent: QWidget,
        run_edit: Callable[[str, Callable[[Edit], object]], bool],
    ) -> None:
        self._session, self._parent, self._run_edit = session, parent, run_edit

    def add_note(self, code: str) -> None:
        """Add a note to a record."""
        text = prompts.ask_note(self._parent, _("Note on {code}").format(code=code))
        if text is not None:
            self._run_edit("note", lambda edit: note_records.add_to(edit, code, Note(text)))

    def edit_note(self, code: str) -> None:
        """Correct the text of a note."""
        entry = note_list.note(self._session.case, code)
        title = _("Note on {code}").format(code=entry.on)
        text = prompts.ask_note(self._parent, title, entry.note.text)
        if text is not None:
            self._run_edit("note", lambda edit: note_records.amend(edit, code, Note(text)))

    def add_identifier(self, code: str) -> None:
        """Add what another archive calls an incident, a document or a person."""
        identifier = self._ask_identifier(code, Identifier())
        if identifier:
            self._run_edit(
                "identifier", lambda edit: identifier_records.add_to(edit, code, identifier)
            )

    def edit_identifier(self, code: str) -> None:
        """Correct an identifier."""
        entry = identifier_list.identifier(self._session.case, code)
        identifier = self._ask_identifier(entry.on, entry.identifier)
        if identifier:
            self._run_edit(
                "identifier", lambda edit: identifier_records.amend(edit, code, identifier)
            )

    def edit_method(self) -> None:
        """Show the method page, and write what was changed of it."""
        before = method_page.pages(self._session.case)
        typed = method_dialog.ask(self._parent, self._session.case)
        if typed is None:
            return

        def write(edit: Edit) -> None:
            for language, page in typed.items():
                if page != before[language]:
                    method_page.amend(edit, language, before[language], page)

        self._run_edit("method", write)

    def _ask_identifier(self, on: str, identifier: Identifier) -> Identifier | None:
        case = self._session.case
        return prompts.ask_identifier(
            self._parent,
            _("Identifier of {code}").format(code=on),
            identifier,
            identifier_list.archives(case),
            lambda typed: identifier_list.others(case, on, typed),
        )
