"""The entry panel: a report or an official total is typed, checked and saved; then the next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal

from kharkiv_tracker.domain.entry import Recorded
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.errors import Refused, TrackerError
from kharkiv_tracker.gui.commands.controls import bind_keys
from kharkiv_tracker.gui.entry import (
    entry_commit,
    form_draft,
    next_entry,
    panel_keys,
    save_questions,
    typed_document,
)
from kharkiv_tracker.gui.entry.document_part import DocumentPart
from kharkiv_tracker.gui.entry.document_sequence import DocumentSequence
from kharkiv_tracker.gui.entry.draft_set import DraftSet
from kharkiv_tracker.gui.entry.form import AnyField, Form
from kharkiv_tracker.gui.entry.form_draft import Draft
from kharkiv_tracker.gui.entry.form_field import Field
from kharkiv_tracker.gui.entry.forms import ReportForm, StatementForm
from kharkiv_tracker.gui.entry.next_entry import NextEntry
from kharkiv_tracker.gui.entry.odd_values import OddValues
from kharkiv_tracker.gui.entry.open_questions import Asked
from kharkiv_tracker.gui.entry.question_frame import QuestionFrame
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.gui.entry.saved_entries import SavedEntries
from kharkiv_tracker.gui.entry.source_completion import SourceCompletion
from kharkiv_tracker.gui.entry.update_target import StatementCheck, UpdateTarget
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _

_FILLING = ("source", "speaker", "office", "document")


class EntryPanel(QuestionFrame):
    """Works by keyboard alone. `ask_discard` is called before typed text would be lost."""

    closed = Signal()
    saved = Signal(str)
    #: The code of an incident to show before the report is saved.
    open_requested = Signal(str)
    #: A combined report is to be entered from the document of this code.
    joint_requested = Signal(str)

    def __init__(
        self,
        session: Session,
        gazetteer: Gazetteer,
        ask_discard: Callable[[], bool],
        forms: tuple[ReportForm, StatementForm] | None = None,
    ) -> None:
        self._session = session
        self._ask_discard = ask_discard
        self._reader = reader = Reader(gazetteer)
        self._completion: SourceCompletion | None = None
        #: Whether the entry being saved is followed by another of its document.
        self._goes_on = False
        self._last: AnyField | None = None
        self._odd = OddValues(lambda name: self.form.fields[name].label, self.go_back_to)
        self.report, self.statement = forms or (ReportForm(reader), StatementForm(reader))
        super().__init__((self.report, self.statement), self.choose, self.save, self.close_panel)
        getters = (lambda: self.completion, lambda: self._reader)
        self.update_target = UpdateTarget(session.case, self.report, self.offer, *getters)
        self.documents: dict[Form, DocumentPart] = {
            form: DocumentPart(session.case, form, getters[1], partial(self._read_names, form))
            for form in (self.report, self.statement)
        }
        self.sequence = DocumentSequence(session.case, self, self.joint_requested.emit)
        self._statement_check = StatementCheck(session.case, self.statement, *getters)
        resume = self.update_target.resume
        self.drafts = DraftSet(session.case, self._pages, self._code_of, resume)
        self.drafts.setParent(self)
        self._entries = SavedEntries(session, self.drafts, self._return, self._clear)
        self._set_readers()
        self._connect()
        bind_keys(self, panel_keys.COMMANDS, self)

    @property
    def completion(self) -> SourceCompletion:
        """Completion from the sources and speakers of the case, loaded when first needed."""
        if self._completion is None:
            self._completion = SourceCompletion(self._session.case)
            for form in self._pages:
                self._completion.complete(form)
        return self._completion

    def _reload(self, changes: Changes) -> None:
        """Complete from what others entered, from the next use on."""
        if changes.sources and not self.isVisible():
            self._completion = None

    @property
    def is_blank(self) -> bool:
        """Whether no form has unsaved text."""
        return all(form.is_blank() for form in self._pages)

    @property
    def document(self) -> DocumentPart:
        """The document of the visible form."""
        return self.documents[self.form]

    def begin(self) -> None:
        """Show the panel ready for typing; text typed before stays."""
        self.leave_questions()
        self.completion.complete(self.form)
        self.form.focus_first()

    def choose(self, kind: int) -> None:
        """Enter a report (0) or an official total (1)."""
        self.show_form(self._pages[kind])
        self.begin()

    def add_to(self, code: str) -> None:
        """Make what is typed an update of this incident."""
        was_blank = self.report.is_blank()
        if self._add_to(code):
            self.choose(0)
            if not was_blank:
                self.report.go_on(self.documents[self.report].field)

    def _add_to(self, code: str) -> bool:
        """Make it an update; False, with the reason, for an unknown incident."""
        try:
            self.update_target.accept(code)
        except Refused as refusal:
            self.show_status(refusal.sentence, wrong=True)
            return False
        self.report.fields["as_of"].check()
        self.drafts.note(self.report)
        return True

    def may_close(self) -> bool:
        """Whether the panel may close: the draft is saved, or the user discards it."""
        return self.drafts.flush() or self._ask_discard()

    def close_panel(self) -> None:
        """Close what is blank, or what the user discards."""
        if self.is_blank or self._ask_discard():
            shelved = [self.drafts.discard(form) for form in self._pages]
            for form in self._pages:
                self._clear(form)
            self.closed.emit()
            if any(shelved):
                self._session.reported.emit(form_draft.discarded_sentence())

    def bring_back(self, draft: Draft) -> bool:
        """Type a discarded entry again; what is typed now goes on the shelf."""
        form = self.drafts.form_of(draft)
        self.drafts.discard(form)
        self._clear(form)
        self.drafts.bring_back(draft)
        self.show_form(form)
        form.focus_first()
        return True

    def _return(self, draft: Draft) -> None:
        """A save was undone: its texts are typed again while the panel is open."""
        if self.isVisible() and self.drafts.form_of(draft).is_blank():
            self.bring_back(draft)
            self.show_status(_("Undone. What you typed is in the form again."))

    def _clear(self, form: Form) -> None:
        """Empty a form but for what is pinned."""
        form.start_next()
        self.drafts.clear(form)
        if form is self.report:
            self.update_target.start_next()
        self.leave_questions()
        self.show_status("")

    def escape(self) -> None:
        """Back from the questions; put off what is offered; where nothing is, close."""
        if self.questions.is_open:
            self.withdraw_questions()
            (self._last or self.form.in_use[0]).box.setFocus()
        elif self.form is self.report and self.offer.offers:
            self.update_target.put_off()
            (self._last or self.report.fields["when"]).box.setFocus()
        else:
            self.close_panel()

    def save(self, goes_on: bool = False) -> None:
        """Save the entry and start the next; on an error all typed text stays."""
        self._goes_on = goes_on
        self.leave_questions()
        self.document.search.take()
        if self.form.is_blank() or not self._accepts_code():
            return
        if self.document.code and self.document.is_alone:
            if goes_on:
                self.sequence.ask(NextEntry(self.document.code, self.update_target.code))
            return
        wrong = self.form.first_wrong()
        if wrong:
            self.show_status(_("Not saved. Correct the marked field."), wrong=True)
            self.form.reveal(wrong)
            return
        if asked := self._open_questions():
            self.ask_before_save(asked, self._save_answered)
            return
        try:
            recorded = self._record()
        except Refused as refusal:
            self._refuse(refusal)
        except TrackerError as error:
            self.show_status(
                _("Not saved. {why} Your entry is still here.").format(why=error.brief), True
            )
        else:
            if recorded:
                self._begin_next(recorded)

    def _open_questions(self) -> list[Asked]:
        asked = save_questions.about_texts(self.form)
        if self.form is self.report:
            asked += save_questions.about_report(
                self.report, self.update_target, self._add_to, self._set_apart
            )
        return asked

    def _read_names(self, form: Form, text: str) -> None:
        self.completion.read(form, text)

    def _save_answered(self) -> None:
        self.save(self._goes_on)

    def make_new_incident(self) -> None:
        """Make it a new incident, noted as not the same as those offered."""
        self.leave_questions()
        self._set_apart()

    def _set_apart(self) -> None:
        apart = self.update_target.offered_codes
        self.update_target.mark_as_distinct()
        self._decline()
        if apart:
            sentence = _(
                "Both are kept. When saved, this incident will be marked as not the same as "
                "{codes}."
            )
            self.show_status(sentence.format(codes=", ".join(apart)))

    def _decline(self) -> None:
        if self.update_target.match or self.update_target.offers:
            back = None if self.update_target.match else self._last
            self.update_target.decline()
            self.drafts.note(self.report)
            (back or self.report.fields["when"]).box.setFocus()

    def take_over(self, previous: EntryPanel) -> None:
        """Continue with the text typed in a panel that is replaced."""
        self.drafts.take_over(previous.drafts)
        if previous.update_target.code:
            self.update_target.resume(previous.update_target.code)
        self.update_target.distinct_codes = list(previous.update_target.distinct_codes)
        self.show_form(self._pages[previous._pages.index(previous.form)])

    def offer_drafts(self, ask: Callable[[str, str], str]) -> bool:
        """Ask about each draft of the case; whether one was restored."""
        restored = self.drafts.offer(ask)
        for form in restored:
            self.show_form(form)
        return bool(restored)

    def _code_of(self, form: Form) -> str:
        return self.update_target.code if form is self.report else ""

    def _record(self) -> Recorded | None:
        """Save what is typed; None where what is odd is asked about first."""
        target = self.update_target
        entries = entry_commit.read(
            self._session, self.form, target, self._reader, self.document.is_alone
        )
        if asked := self._odd.ask_about(self._session.case, entries):
            self._last = self.form.fields[self._odd.first]
            self.ask_before_save(asked, self._save_answered)
            return None
        remarks = []
        if self.form.is_remark:
            circumstances = self.form.texts()["circumstances"].strip()
            remarks = [entry_commit.Remark(target.code, circumstances)]
        recorded = entry_commit.record(
            self._session, entries, [target.distinct_codes], remarks, self._odd.confirmation
        )
        self._odd.start_next()
        self.completion.add(entries)
        for form in self._pages:
            self.completion.complete(form)
        return recorded

    def _refuse(self, refusal: Refused) -> None:
        field = self.form.fields.get(typed_document.field_of(refusal.path))
        if field is None:
            self.show_status(_("Not saved. {why}").format(why=refusal.sentence), wrong=True)
            return
        self.show_status(_("Not saved. Correct the marked field."), wrong=True)
        self.form.reveal(field)
        field.refuse(refusal.sentence)

    def _begin_next(self, recorded: Recorded) -> None:
        form, day = self.form, self.update_target.event_day
        (code, *_more) = (
            *recorded.incidents,
            *recorded.updated,
            *recorded.statements,
            *recorded.documents,
        )
        (document, *_more) = (*recorded.documents, self.document.code)
        (incident, *_more) = (*recorded.incidents, *recorded.updated, "")
        following = NextEntry(document, incident, next_entry.kept(form.texts()))
        self._entries.note(recorded.changes.edit, form, self.drafts.content(form))
        if form is self.report and day:
            self._reader = Reader(self._reader.gazetteer, day.year)
        form.start_next()
        if form.fields["document"].text():
            # Pinned: what was begun is recorded now.
            self.document.choose(document)
        if form is self.report:
            self.update_target.start_next()
        for name in _FILLING:
            if form.fields[name].text():
                self.completion.fill(form, name)
        self.drafts.clear(form)
        self.show_status(_("Saved as {code}.").format(code=code))
        form.focus_first()
        self.show_from_top()
        self.saved.emit(code)
        self.sequence.follow(following, self._goes_on)

    def _set_readers(self) -> None:
        """Read against the clock, the last entry and the strike, whatever they are by then."""
        self.report.context = lambda: self._reader.context(
            self.report.texts(), self.update_target.event_day
        )
        self.statement.context = lambda: self._reader.context(self.statement.texts())
        self.report.text_field("when").set_reader(self.update_target.read_when)

    def _leave_when(self) -> None:
        if self.update_target.code_is_waiting and self.update_target.accept_typed_code():
            self.report.go_on(self.documents[self.report].field)

    def _accepts_code(self) -> bool:
        """Whether a code typed in place of a day, if any, is in the case."""
        if self.form is not self.report or self.update_target.accept_typed_code():
            return True
        self.report.fields["when"].box.setFocus()
        return False

    def _enter(self, field: AnyField) -> None:
        self._last = field
        self.bring_into_view(field)

    def _fill(self, form: Form, name: str) -> None:
        self.completion.fill(form, name)

    def _connect(self) -> None:
        for form in self._pages:
            for field in form.fields.values():
                field.entered.connect(partial(self._enter, field))
                if isinstance(field, Field):
                    field.confirmed.connect(self._confirm)
                    field.went_down.connect(self._go_down)
            for name in _FILLING:
                form.fields[name].edited.connect(partial(self._fill, form, name))
            form.edited.connect(lambda: self.show_status(""))
        self.drafts.failed.connect(lambda sentence: self.show_status(sentence, wrong=True))
        when = self.report.text_field("when")
        when.edited.connect(self.report.fields["as_of"].check)
        when.left.connect(self._leave_when)
        self._session.changed.connect(self.update_target.refresh)
        self._session.changed.connect(self._reload)
        for part in self.documents.values():
            self._session.changed.connect(part.refresh)
        self.questions.settled.connect(self._settle)
        self.offer.accepted.connect(self.add_to)
        self.offer.declined.connect(self.make_new_incident)
        self.offer.opened.connect(self.open_requested)

    def other_form(self) -> None:
        """The report, or the official total."""
        self.choose(int(self.form is self.report))

    def choose_role(self) -> None:
        """Accept the kind of report that is suggested, or go there."""
        if self.form is self.report:
            self.report.choose_role()
