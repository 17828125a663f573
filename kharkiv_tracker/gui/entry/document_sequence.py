"""One record after another from the same document: what comes next is asked and begun."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from kharkiv_tracker.domain.incident import is_incident_code
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui.entry import next_entry
from kharkiv_tracker.gui.entry.document_part import DocumentPart
from kharkiv_tracker.gui.entry.form import Form
from kharkiv_tracker.gui.entry.forms import ReportForm, StatementForm
from kharkiv_tracker.gui.entry.next_entry import NextEntry, NextKind
from kharkiv_tracker.gui.entry.open_questions import Asked
from kharkiv_tracker.gui.entry.update_target import UpdateTarget
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import document_titles, incidents
from kharkiv_tracker.store.case_file import CaseFile


class SequenceHost(Protocol):
    """What the sequence needs of the entry panel."""

    report: ReportForm
    statement: StatementForm
    update_target: UpdateTarget

    @property
    def documents(self) -> Mapping[Form, DocumentPart]: ...
    @property
    def form(self) -> Form: ...
    @property
    def document(self) -> DocumentPart: ...
    @property
    def is_blank(self) -> bool: ...
    def save(self, goes_on: bool = False) -> object: ...
    def begin(self) -> object: ...
    def add_to(self, code: str) -> object: ...
    def show_form(self, form: Form) -> object: ...
    def show_status(self, sentence: str, wrong: bool = False) -> object: ...
    def ask(self, asked: Sequence[Asked], after: Callable[[], object]) -> object: ...


class DocumentSequence:
    """`enter_joint` opens the dialog for a combined report from the document of a code."""

    def __init__(
        self, case: CaseFile, panel: SequenceHost, enter_joint: Callable[[str], object]
    ) -> None:
        self._case, self._panel, self._enter_joint = case, panel, enter_joint
        self._kind = NextKind.INCIDENT
        self._last = NextEntry("")

    def go_on(self) -> None:
        """Save the entry, and ask what comes next from its document; of a blank one, the last."""
        panel = self._panel
        if not panel.document.is_named and panel.is_blank and self._is_recorded(self._last):
            self.ask(self._last)
        elif not panel.document.is_named:
            panel.show_status(_("Enter the link or the title of the document first."), True)
            panel.document.field.box.setFocus()
        elif panel.form.is_blank():
            self.ask(NextEntry(panel.document.code, panel.update_target.code))
        else:
            panel.save(goes_on=True)

    def follow(self, following: NextEntry, at_once: bool) -> None:
        """After an entry was saved: ask what comes next at once, or where it is asked for."""
        self._last = following
        if at_once:
            self.ask(following)

    def begin_from(self, code: str) -> None:
        """Ask what comes next from the document of a record, or from that of this code."""
        try:
            document = document_titles.of_record(self._case, code) if code else ""
        except Refused as refusal:
            self._panel.show_status(refusal.sentence, True)
            return
        if not self._panel.is_blank:
            self._panel.show_status(_("Save or discard this entry first."), True)
        elif not document:
            self._panel.show_status(_("This record has no document."), True)
        else:
            incident = code.partition("/")[0] if is_incident_code(code) else ""
            self.ask(NextEntry(document, incident))

    def ask(self, following: NextEntry) -> None:
        """Ask what comes next, and begin it."""

        def choose(kind: NextKind) -> None:
            self._kind = kind

        # Begun once the fields are shown again.
        self._panel.ask([following.question(choose)], lambda: self._begin(following, self._kind))

    def _is_recorded(self, following: NextEntry) -> bool:
        """Whether its document and its incident are in the case: an entry may have been undone."""
        try:
            for code in filter(None, (following.document, following.incident)):
                document_titles.of_record(self._case, code)
        except Refused:
            return False
        return bool(following.document)

    def _begin(self, following: NextEntry, kind: NextKind) -> None:
        panel = self._panel
        if kind is NextKind.JOINT:
            self._enter_joint(following.document)
            return
        form = panel.statement if kind is NextKind.TOTAL else panel.report
        panel.show_form(form)
        panel.documents[form].choose(following.document)
        if kind is not NextKind.TOTAL:
            next_entry.carry(form, following.texts)
        form.is_remark = kind is NextKind.REMARK
        if form.is_remark:
            form.show_more(True)
            incident = incidents.incident(self._case, following.incident)
            form.text_field("circumstances").carry(incident.circumstances)
        if kind in (NextKind.REPORT, NextKind.REMARK):
            panel.add_to(following.incident)
        else:
            panel.begin()
