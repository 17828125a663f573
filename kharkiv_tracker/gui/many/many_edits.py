"""Edits of many records: each asks once, shows what would change, and is one step to undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.document import is_document_code
from kharkiv_tracker.domain.incident import Weapon
from kharkiv_tracker.domain.incident_words import PlaceHit
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui.dialogs import progress_dialog, standard_dialogs
from kharkiv_tracker.gui.dialogs.progress_dialog import Stopped
from kharkiv_tracker.gui.many import change_inputs, many_dialog
from kharkiv_tracker.gui.many.change_inputs import LinkInput, NoteInput, WordsInput
from kharkiv_tracker.gui.many.many_dialog import Answer, Question
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import many_changes, many_records
from kharkiv_tracker.store.edit import Edit


class ManyEdits:
    """Each method takes the codes of incidents; some take those of documents."""

    def __init__(self, session: Session, gazetteer: Gazetteer, parent: QWidget) -> None:
        self._session, self._gazetteer, self._parent = session, gazetteer, parent

    def approve(self, codes: Sequence[str]) -> None:
        """Approve incidents; those whose author may not are left out."""
        title = ngettext("Approve {n} incident", "Approve {n} incidents", len(codes))
        question = Question(_of(title, codes), _("Approve"), "approve", many_changes.APPROVE)
        self._ask(codes, question)

    def grade(self, codes: Sequence[str]) -> None:
        title = ngettext("Grade of {n} incident", "Grade of {n} incidents", len(codes))
        self._ask(
            codes, Question(_of(title, codes), _("Change"), "grade", entry=change_inputs.grade)
        )

    def review_state(self, codes: Sequence[str]) -> None:
        title = ngettext(
            "Review state of {n} incident", "Review state of {n} incidents", len(codes)
        )
        self._ask(
            codes,
            Question(_of(title, codes), _("Change"), "review", entry=change_inputs.review_state),
        )

    def weapon(self, codes: Sequence[str]) -> None:
        title = ngettext("Weapon of {n} incident", "Weapon of {n} incidents", len(codes))
        entry = partial(WordsInput, label=_("Weapon"), field="weapons", words=tuple(Weapon))
        self._ask(codes, Question(_of(title, codes), _("Change"), "amend", entry=entry))

    def places_hit(self, codes: Sequence[str]) -> None:
        title = ngettext("Places hit of {n} incident", "Places hit of {n} incidents", len(codes))
        entry = partial(WordsInput, label=_("Place hit"), field="places_hit", words=tuple(PlaceHit))
        self._ask(codes, Question(_of(title, codes), _("Change"), "amend", entry=entry))

    def district(self, codes: Sequence[str]) -> None:
        title = ngettext("District of {n} incident", "District of {n} incidents", len(codes))
        entry = partial(change_inputs.district, gazetteer=self._gazetteer)
        self._ask(codes, Question(_of(title, codes), _("Change"), "amend", entry=entry))

    def link(self, codes: Sequence[str]) -> None:
        """Link incidents, each with the same one."""
        title = ngettext("Link {n} incident with…", "Link {n} incidents with…", len(codes))
        entry = partial(
            LinkInput, case=self._session.case, gazetteer=self._gazetteer, code=codes[0]
        )
        self._ask(codes, Question(_of(title, codes), _("Link incidents"), "link", entry=entry))

    def note(self, codes: Sequence[str]) -> None:
        """Add the same note to incidents or documents."""
        title = (
            ngettext("Note on {n} document", "Note on {n} documents", len(codes))
            if is_document_code(codes[0])
            else ngettext("Note on {n} incident", "Note on {n} incidents", len(codes))
        )
        self._ask(codes, Question(_of(title, codes), _("Add note"), "note", entry=NoteInput))

    def withdraw(self, codes: Sequence[str]) -> None:
        """Withdraw incidents or documents, for one reason."""
        title = (
            ngettext("Withdraw {n} document", "Withdraw {n} documents", len(codes))
            if is_document_code(codes[0])
            else ngettext("Withdraw {n} incident", "Withdraw {n} incidents", len(codes))
        )
        question = Question(
            _of(title, codes),
            _("Withdraw"),
            "withdraw",
            many_changes.WITHDRAW,
            sentence=_("They stay in the case file under their codes and are not counted."),
            is_reason_needed=True,
        )
        self._ask(codes, question)

    def reinstate(self, codes: Sequence[str]) -> None:
        """Reinstate what is withdrawn of incidents or documents."""
        title = (
            ngettext("Reinstate {n} document", "Reinstate {n} documents", len(codes))
            if is_document_code(codes[0])
            else ngettext("Reinstate {n} incident", "Reinstate {n} incidents", len(codes))
        )
        self._ask(
            codes, Question(_of(title, codes), _("Reinstate"), "reinstate", many_changes.REINSTATE)
        )

    def _ask(self, codes: Sequence[str], question: Question) -> None:
        """Ask, and make the change in one edit."""
        answer = many_dialog.ask(self._parent, self._session, self._gazetteer, codes, question)
        if answer is not None:
            self._make(question.title, answer)

    def _make(self, title: str, answer: Answer) -> None:
        session, n = self._session, len(answer.codes)
        sentence = ngettext("Changing {n} record…", "Changing {n} records…", n)

        def work(step: Callable[[], object]) -> None:
            def change(edit: Edit) -> None:
                many_records.make(edit, answer.codes, answer.change, step)

            session.edit(answer.reason, change, step)

        try:
            progress_dialog.do_here(self._parent, title, sentence.format(n=labels.number(n)), work)
        except Stopped:
            many_dialog.show_again(session, answer.codes)
        except TrackerError as error:
            standard_dialogs.show_message(
                self._parent, _("{problem} Nothing was changed.").format(problem=error.brief)
            )


def _of(title: str, codes: Sequence[str]) -> str:
    """The title of a change of so many records."""
    return title.format(n=labels.number(len(codes)))
