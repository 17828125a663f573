"""The entry forms with a saved record: changes become one edit with its reason."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.errors import Refused, TrackerError
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.commands.controls import bind_keys
from kharkiv_tracker.gui.correction import concurrent_change, correction_keys, record_editor
from kharkiv_tracker.gui.correction.concurrent_change import ConcurrentChange
from kharkiv_tracker.gui.correction.correction_frame import CorrectionFrame
from kharkiv_tracker.gui.correction.record_editor import SavedRecord
from kharkiv_tracker.gui.entry import form_draft, typed_document
from kharkiv_tracker.gui.entry.document_form import DocumentForm
from kharkiv_tracker.gui.entry.document_part import DocumentPart
from kharkiv_tracker.gui.entry.form import AnyField, Form
from kharkiv_tracker.gui.entry.form_draft import CORRECTION, Draft, DraftWriter
from kharkiv_tracker.gui.entry.form_field import Field
from kharkiv_tracker.gui.entry.forms import ReportForm, StatementForm
from kharkiv_tracker.gui.entry.inputs import Texts
from kharkiv_tracker.gui.entry.odd_values import OddValues
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.gui.entry.source_completion import SourceCompletion
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.edit import Edit

_WHY = "why"
#: The review state has rules of its own and a box in the inspector.
_ELSEWHERE = frozenset(("state",))


class EditPanel(CorrectionFrame):
    """Corrects one record at a time. `ask_discard` is called before typed text is lost."""

    closed = Signal()
    saved = Signal(str)

    def __init__(
        self, session: Session, gazetteer: Gazetteer, ask_discard: Callable[[], bool]
    ) -> None:
        self._session, self._gazetteer = session, gazetteer
        self._ask_discard = ask_discard
        self._reader = Reader(gazetteer)
        self._record: SavedRecord | None = None
        #: Fields changed here and elsewhere that the user has not yet seen named on saving.
        self._overtaken: frozenset[str] = frozenset()
        self.report = ReportForm(self._reader)
        self.statement = StatementForm(self._reader)
        self.document = DocumentForm(self._reader)
        super().__init__((self.report, self.statement, self.document), self.save, self.close_panel)
        self._parts: dict[Form, DocumentPart] = {
            form: DocumentPart(session.case, form, lambda: self._reader, corrects=True)
            for form in (self.report, self.statement)
        }
        self._odd = OddValues(lambda name: self.form.fields[name].label, self._go_back_to)
        self._draft = DraftWriter(session.case, CORRECTION, self._content, self)
        self._draft.failed.connect(self.show_message)
        self._connect()

    @property
    def code(self) -> str:
        """The record that is being edited; "" while none is."""
        return self._record.code if self._record else ""

    def changed(self) -> Texts:
        """The texts that differ from the record, by field."""
        saved_texts = self._record.texts if self._record else {}
        texts = self.form.texts()
        return {
            name: texts[name]
            for name, text in saved_texts.items()
            if name not in _ELSEWHERE and texts[name].strip() != text.strip()
        }

    def open_record(self, code: str) -> bool:
        """Show a record to be corrected; False if the user keeps unsaved text instead."""
        if code == self.code:
            return True
        if not self._may_leave():
            return False
        self._show(record_editor.find(self._session.case, code, self._gazetteer))
        return True

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        self.form.focus_first()

    def save(self) -> None:
        """Save the changes as one edit; without any, only close."""
        if part := self._parts.get(self.form):
            part.search.take()
        changed = self.changed()
        if self._record is None or not changed:
            self._close()
            return
        wrong = [name for name in changed if not self.form.fields[name].check()]
        asking = [field.name for field in self.form.open_questions if field.name in changed]
        for name in (*wrong, *asking):
            self._mark(self.form.fields[name])
            return
        try:
            if self._overtaken & changed.keys():
                raise ConcurrentChange(self._record)
            doubts = self._record.doubts(self._session.case, changed, self._reader)
            if asked := self._odd.ask(doubts):
                self.questions.ask(asked)
                return
            reason = self.why.text().strip() or self._odd.reason("amend")
            self._session.edit(reason, partial(self._correct, changed))
        except ConcurrentChange as change:
            self._take_in(change.record)
            self.show_message(change.sentence)
            self.form.reveal(self.form.fields[next(n for n in changed if n in self._overtaken)])
            # With that message shown, they may save.
            self._overtaken = frozenset()
        except Refused as refusal:
            self._refuse(refusal)
        except TrackerError as error:
            self.show_message(
                _("Not saved. {why} Your entry is still here.").format(why=error.brief)
            )
        else:
            code = self._record.code
            self._close()
            self.saved.emit(code)

    def _correct(self, changed: Texts, edit: Edit) -> None:
        """Write these texts; other fields that were corrected elsewhere stay corrected."""
        record = record_editor.find(self._session.case, self.code, self._gazetteer)
        if self._record and concurrent_change.overtaken(self._record, record, changed):
            raise ConcurrentChange(record)
        case, confirmation = self._session.case, self._odd.confirmation
        record.correction(case, changed, self._reader, confirmation)(edit)

    def escape(self) -> None:
        """Leave the question, else close without saving."""
        if self.questions.is_open:
            self._go_back_to(self._odd.first)
        else:
            self.close_panel()

    def _go_back_to(self, name: str) -> None:
        self.questions.withdraw()
        self.form.reveal(self.form.fields[name])

    def close_panel(self) -> None:
        """Close without saving."""
        if self._may_leave():
            self._close()

    def may_close(self) -> bool:
        """Whether the panel may close: the draft is saved, or the user discards it."""
        return not self.changed() or self._draft.flush() or self._ask_discard()

    def offer_draft(self, ask: Callable[[str, str], str]) -> bool:
        """Ask about an unsaved correction; whether it was restored."""
        for draft in form_draft.load_all(self._session.case):
            if draft.form != CORRECTION or self._record:
                continue
            answer = ask(draft.time, draft.excerpt)
            if answer == "discard":
                form_draft.put_aside(self._session.case, draft)
            elif answer == "restore" and self._restore(draft.code, draft.fields):
                self._draft.resume(draft.key)
        return self._record is not None

    def keep(self) -> str:
        """Save what is typed; the key of its draft, "" without one. Raises TrackerError."""
        self._draft.write()
        return self._draft.key

    def resume(self, keys: Collection[str]) -> None:
        """Continue with the draft of these that is of a correction, if any."""
        for draft in form_draft.load_all(self._session.case):
            is_wanted = draft.key in keys and draft.form == CORRECTION
            if is_wanted and self._restore(draft.code, draft.fields):
                self._draft.resume(draft.key)

    def take_over(self, previous: EditPanel) -> None:
        """Continue with the text typed in a panel that is replaced."""
        previous._draft.flush()
        typed = previous.changed()
        if self._restore(previous.code, {**typed, _WHY: previous.why.text()}):
            self._draft.resume(previous._draft.key)
            self._draft.note()
        elif typed:
            # Another case file without this record.
            QGuiApplication.clipboard().setText("\n".join(typed.values()))

    def _restore(self, code: str, fields: Texts) -> bool:
        try:
            record = record_editor.find(self._session.case, code, self._gazetteer)
        except Refused:
            return False
        self._show(record)
        for name, text in fields.items():
            if name in record.texts:
                self.form.fields[name].set_text(text)
        self.why.setText(fields.get(_WHY, ""))
        return True

    def _content(self) -> dict[str, Any] | None:
        """The content of a draft; None without changes or a reason."""
        changed = self.changed()
        if self._record is None or not (changed or self.why.text().strip()):
            return None
        return {"fields": {**changed, _WHY: self.why.text()}, "code": self.code, "pinned": []}

    def _may_leave(self) -> bool:
        if self.changed() and not self._ask_discard():
            return False
        if self._draft.discard():
            self._session.reported.emit(form_draft.discarded_sentence())
        return True

    def bring_back(self, draft: Draft) -> bool:
        """Type a discarded correction again; what is typed now goes on the shelf."""
        self._draft.discard()
        if not self._restore(draft.code, draft.fields):
            sentence = _("{code} is not in this case file now. The entry stays in the list.")
            self._session.reported.emit(sentence.format(code=draft.code))
            return False
        self._draft.take_from_shelf(draft)
        return True

    def _close(self) -> None:
        self._draft.clear()
        self._record = None
        self._odd.start_next()
        self.questions.withdraw()
        self.show_message("")
        self.closed.emit()

    def _show(self, record: SavedRecord) -> None:
        day = record.event_day
        self._reader = Reader(self._gazetteer, day.year if day else None)
        self._record, self._overtaken = None, frozenset()
        self._odd.start_next()
        self.questions.withdraw()
        form = self._form_of(record)
        self.show_form(form)
        form.clear()
        names = set(record.texts) - _ELSEWHERE
        form.fold([name for name in form.fields if name not in names])
        SourceCompletion(self._session.case).complete(form)
        if part := self._parts.get(form):
            part.leave_out(passage.parse(record.texts.get("words", "")))
        form.restore(record.texts)
        form.show_cautions({})
        self._set_readers(form, record)
        rarer = any(text and form.is_rare(name) for name, text in record.texts.items())
        form.show_more(rarer or isinstance(record.record, Incident))
        self._record = record
        self.why.clear()
        self.show_message("")
        self._name(record)

    def _form_of(self, record: SavedRecord) -> Form:
        if isinstance(record.record, Document):
            return self.document
        return self.statement if isinstance(record.record, Statement) else self.report

    def _name(self, record: SavedRecord) -> None:
        self._title.setText(_("Edit {code}").format(code=record.code))
        self._about.setText(record_editor.title(record, self._session.case, self._gazetteer))
        self.which.blockSignals(True)
        self.which.clear()
        choices = (
            record_editor.listed(self._session.case, record.incident) if record.incident else []
        )
        for code, label in choices:
            self.which.addItem(label, code)
        self.which.setCurrentIndex(self.which.findData(record.code))
        self.which.blockSignals(False)
        self.which.setVisible(bool(choices))

    def _set_readers(self, form: Form, record: SavedRecord) -> None:
        """Read dates relative to the day of the strike; recorded texts are never refused."""
        day = record.event_day
        form.context = lambda: self._reader.context(form.texts(), day)
        for name, text in record.texts.items():
            form.fields[name].keep_recorded(text)

    def _which_chosen(self) -> None:
        code = self.which.currentData()
        if code and not self.open_record(str(code)) and self._record:
            self._name(self._record)

    def _refresh(self, _changes: Changes) -> None:
        """The case has changed: show the record as it is now, but for what is typed."""
        if not self._record:
            return
        try:
            record = record_editor.find(self._session.case, self.code, self._gazetteer)
        except Refused:
            if not self.changed():
                self._close()
            return
        if self.changed():
            self._take_in(record)
        else:
            self._show(record)

    def _take_in(self, record: SavedRecord) -> None:
        """Show what was changed elsewhere; what is typed stays, with a caution where both were."""
        before, typed = self._record or record, self.changed()
        for name in concurrent_change.moved(before, record) - typed.keys() - _ELSEWHERE:
            self.form.fields[name].set_text(record.texts[name])
        overtaken = concurrent_change.overtaken(before, record, typed)
        for name in overtaken:
            self.form.fields[name].caution(concurrent_change.caution(record.texts[name]))
        self._record, self._overtaken = record, self._overtaken | overtaken
        self._set_readers(self.form, record)

    def _mark(self, field: AnyField) -> None:
        self.show_message(_("Not saved. Correct the marked field."))
        self.form.reveal(field)

    def _refuse(self, refusal: Refused) -> None:
        field = self.form.fields.get(typed_document.field_of(refusal.path))
        if field is None or field.isHidden():
            self.show_message(_("Not saved. {why}").format(why=refusal.sentence))
            return
        self._mark(field)
        field.refuse(refusal.sentence)

    def _connect(self) -> None:
        for form in self._pages:
            form.edited.connect(self._draft.note)
            form.edited.connect(lambda: self.show_message(""))
            for field in form.fields.values():
                field.entered.connect(partial(self.bring_into_view, field))
                field.window_left.connect(self._draft.flush)
                if isinstance(field, Field):
                    field.confirmed.connect(partial(self._answer, 1))
                    field.went_down.connect(partial(_go_down, field))
        self.why.textEdited.connect(lambda _text: self._draft.note())
        self.questions.settled.connect(self.save)
        self.which.activated.connect(lambda _index: self._which_chosen())
        self._session.changed.connect(self._refresh)
        bind_keys(self, correction_keys.COMMANDS, self)
        widgets.shortcut(self, "Alt+M", lambda: self.form.toggle_more())
        widgets.shortcut(self, "Alt+K", self.report.choose_role)
        for number in range(1, 10):
            widgets.shortcut(self, f"Alt+{number}", partial(self._answer, number))

    def _answer(self, number: int) -> bool:
        """Answer what the field with the keyboard asks."""
        field = self.form.focused
        return isinstance(field, Field) and field.answers.accept(number)


def _go_down(field: Field) -> None:
    """The down arrow focuses the answers; without any it opens the list."""
    if not field.answers.enter():
        field.open_list()
