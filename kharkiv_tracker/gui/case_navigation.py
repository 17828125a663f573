"""The ways to what an open case shows: each opens a view at a record."""

from __future__ import annotations

from abc import abstractmethod
from enum import Enum

from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.gui.case_panes import (
    DOCUMENTS,
    HISTORY,
    INCIDENTS,
    SOURCES,
    STATEMENTS,
    CasePanes,
)
from kharkiv_tracker.gui.commands.document_verbs import DocumentVerb
from kharkiv_tracker.gui.commands.office_verbs import OfficeVerb


class CaseNavigation(CasePanes):
    """Opens the views of a case."""

    @abstractmethod
    def show_view(self, number: int) -> None:
        """Show a view by its number on the rail."""

    def open_text(self, text: str) -> None:
        """Select the incidents that contain a text, as those that quote a speaker."""
        self.show_view(INCIDENTS)
        self.session.select(Selection(text=text))

    def open_statement(self, code: str) -> None:
        self.show_view(STATEMENTS)
        self.statements.show_statement(code)

    def open_document(self, code: str) -> None:
        """Show a document in the list of documents."""
        self.show_view(DOCUMENTS)
        self.documents.show_document(code)

    def change_documents(self, verb: Enum) -> None:
        """Do what a command says to the list of documents."""
        if isinstance(verb, DocumentVerb):
            self.show_view(DOCUMENTS)
            self.documents.change(verb)

    def open_source(self, source: Source) -> None:
        self.show_view(SOURCES)
        self.sources.show_source(source)

    def open_office(self, name: str) -> None:
        """Show an office in the list of offices."""
        self.show_view(SOURCES)
        self.sources.show_office(name)

    def change_office(self, verb: Enum) -> None:
        """Do what a command says to the current office or source."""
        if isinstance(verb, OfficeVerb):
            self.show_view(SOURCES)
            self.sources.change_office(verb)

    def open_history(self, code: str) -> None:
        """Show the changes of one incident and its reports."""
        self.show_view(HISTORY)
        self.history.show_incident(code)
