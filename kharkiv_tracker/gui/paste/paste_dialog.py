"""The dialog “Paste a report”: the text at the left, what it proposes to record at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.entry import Recorded
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.errors import Refused, TrackerError
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.entry import form_draft
from kharkiv_tracker.gui.entry.form_draft import PASTE, DraftWriter
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.gui.paste import (
    confirmed_entries,
    paste_draft,
    reread_entries,
    text_problem,
)
from kharkiv_tracker.gui.paste.passage_worker import PassageWorker
from kharkiv_tracker.gui.paste.paste_frame import PasteFrame
from kharkiv_tracker.gui.paste.paste_head import PasteHead
from kharkiv_tracker.gui.paste.pasted_document import PastedDocument
from kharkiv_tracker.gui.paste.proposal_check import ProposalCheck
from kharkiv_tracker.gui.paste.proposed_entry import Decision, ProposedEntry
from kharkiv_tracker.gui.paste.text_links import TextLinks
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.passages.proposal import PassageReading
from kharkiv_tracker.posts.post import Post

_REST = 120


class PasteDialog(PasteFrame):
    """Nothing is recorded before it is saved; `recorded` is what was then."""

    def __init__(self, parent: QWidget, session: Session, gazetteer: Gazetteer) -> None:
        self._session, self._gazetteer = session, gazetteer
        self._reader = Reader(gazetteer)
        self.document = PastedDocument()
        self._check = ProposalCheck(session.case, lambda: self._reader, self.document)
        head = PasteHead(session.case, self._reader, self.document, lambda: self._check.completion)
        super().__init__(parent, head)
        self.recorded: Recorded | None = None
        self.entries: list[ProposedEntry] = []
        self._reading = PassageReading("")
        self._post = Post("")
        self._worker = PassageWorker(self)
        self._head_timer = QTimer(self, singleShot=True, interval=_REST)
        self._head_timer.timeout.connect(self.list.refresh)
        self._links = TextLinks(self.text, self.list, self._check)
        self._draft = DraftWriter(session.case, PASTE, self._content, self)
        self._connect()
        self.show_mode(is_read=False)

    def show_post(self, post: Post) -> None:
        """Read this text, or wait for one where it is blank."""
        self._post, self.entries, self.document.head = post, [], {}
        self.source.setPlainText(post.text)
        if post.text.strip():
            self.read()
        else:
            self.source.setFocus()

    def show_draft(self, draft: form_draft.Draft) -> None:
        """Show what was in the dialog before."""
        text = paste_draft.text_of(draft.fields)
        entries = paste_draft.entries_of(draft.fields, self._gazetteer)
        self.source.setPlainText(text)
        self.head.show_texts(paste_draft.head_of(draft.fields), text)
        if why := text_problem.problem(text):
            self.show_message(why)
            return
        self._ask_reader(lambda reading: self._show_reading(reading, entries))

    def read(self) -> None:
        """Read the text that was pasted or typed."""
        text = passage.normal(self.source.text()).strip()
        if why := text_problem.problem(text):
            self.show_message(why)
            self.show_mode(is_read=False)
            return
        self.show_message("")
        # Their words are of the text before.
        former, self.entries = self.entries, []
        self.list.show_entries(self.entries, self._check)
        if self.document.head:
            self.head.show_text(text)
        else:
            self.head.show_post(self._post, text)
        self._ask_reader(partial(self._show_first, former, self._reading.text))

    def edit_text(self) -> None:
        """Change the text; it is read again afterwards."""
        self.show_mode(is_read=False)
        self.source.setFocus()

    def change_side(self) -> None:
        """From the text to the proposals and back."""
        if self.text.hasFocus():
            card = self.list.current
            if card is None or not card.stops:
                self.list.begin()
            else:
                card.begin()
        elif self.text.isVisible():
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Save what is confirmed."""
        confirmed = self.list.with_decision(Decision.CONFIRMED)
        if not confirmed:
            self.show_message(_("Nothing is confirmed yet. Enter confirms a proposal."))
            self.list.begin()
        elif again := [card for card in confirmed if not card.holds()]:
            for card in again:
                card.drop()
            self.show_message(_("Not saved. The case file has changed; look at this again."))
        elif self.head.question:
            self.show_message(_("Not saved. Choose the document."))
            self.head.focus("document")
        else:
            self._save([card.entry for card in confirmed])

    def finish_all(self) -> None:
        """Confirm all that is left and save; before a text is read, read it."""
        if not self.text.isVisible():
            self.read()
        elif self.list.confirm_all():
            self.accept()
        else:
            self.show_message(_("Not saved yet. This has to be looked at."))

    def reject(self) -> None:
        """Close without saving."""
        self.put_away()
        super().reject()

    def put_away(self) -> None:
        """Put what was worked on and not saved with the discarded entries."""
        if self._is_touched and self._draft.discard():
            self._session.reported.emit(form_draft.discarded_sentence())
        self._draft.clear()

    def conclude(self) -> None:
        """Close: what was confirmed is saved."""
        super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        card = self.list.current
        is_escape = event.key() == Qt.Key.Key_Escape
        if is_escape and self.text.hasFocus():
            self.change_side()
        elif is_escape and card and card.leave_questions():
            event.accept()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        self._worker.close()
        super().done(result)

    def take_draft(self, draft: form_draft.Draft, is_discarded: bool) -> None:
        """Show a draft; a discarded one leaves the shelf once it is written elsewhere."""
        self.show_draft(draft)
        if is_discarded:
            self._draft.take_from_shelf(draft)
        else:
            self._draft.resume(draft.key)

    def _connect(self) -> None:
        self.source.pasted.connect(self.read)
        self.source.textChanged.connect(self._draft.note)
        self.head.edited.connect(self._take_head)
        self.head.dated.connect(self._read_again)
        self.head.confirmed.connect(self._leave_head)
        self.text.noted.connect(self.show_note)
        self._links.refused.connect(self.show_message)
        self.list.changed.connect(self._take_changes)
        self.list.finished.connect(lambda: self.save_button.setFocus())
        self.list.head_needed.connect(self.head.focus)
        self._worker.busy.connect(self._show_busy)
        self._session.changed.connect(self._follow_case)
        actions: Mapping[str, Callable[[], object]] = {
            **dict.fromkeys(("Ctrl+Return", "Ctrl+Enter"), self.finish_all),
            **dict.fromkeys(("F6", "Ctrl+Tab"), self.change_side),
            "Ctrl+L": self._links.assign,
        }
        for keys, act in actions.items():
            widgets.shortcut(self, keys, act)

    def _ask_reader(self, done: Callable[[PassageReading], object]) -> None:
        context = self._reader.context(self.document.texts())
        self.show_mode(is_read=True)
        self._worker.read(self.document.text, context, done)

    def _show_first(
        self, former: Sequence[ProposedEntry], former_text: str, reading: PassageReading
    ) -> None:
        """Show what a new text proposes; ask when it was published where that matters."""
        entries = self._proposed(reading)
        reread_entries.carry_over(former, former_text, entries, reading.text)
        self._show_reading(reading, entries)
        if not self.head.knows_day and self._worker.depends_on_day(
            reading, self._reader.context(self.document.texts())
        ):
            self.show_message(
                _("When was it published? Days in the text count from then. Enter: continue.")
            )
            self.head.focus("published")

    def _read_again(self) -> None:
        """Days count from another day: what was changed and decided stays."""
        former = self.entries

        def show(reading: PassageReading) -> None:
            entries = self._proposed(reading)
            reread_entries.carry_over(former, reading.text, entries, reading.text)
            self._show_reading(reading, entries, takes_keyboard=False)

        if self.document.text and self.text.isVisible():
            self._ask_reader(show)

    def _proposed(self, reading: PassageReading) -> list[ProposedEntry]:
        entries = [ProposedEntry.of(proposal) for proposal in reading.proposals]
        for entry in entries:
            self._check.complete(entry)
        return entries

    def _show_reading(
        self,
        reading: PassageReading,
        entries: list[ProposedEntry],
        takes_keyboard: bool = True,
    ) -> None:
        takes_keyboard |= self.list.isAncestorOf(QApplication.focusWidget() or self)
        self._reading, self.entries = reading, entries
        self.list.show_entries(entries, self._check)
        self._show_marks()
        self.show_button()
        self._draft.note()
        if takes_keyboard and not self.list.begin():
            self.text.setFocus()

    def _show_marks(self) -> None:
        self.number_unused = self._links.show_marks(self._reading, self.entries)
        self.show_note("")

    def _show_busy(self, busy: bool) -> None:
        self.show_message(_("Reading the text…") if busy else "")

    def _take_head(self) -> None:
        # Each proposal is checked in the document: not after every letter.
        self._head_timer.start()
        self._draft.note()

    def _leave_head(self) -> None:
        """Enter in a field of the document goes on to the proposals, read against its day."""
        self.head.take_day()
        self.show_message("")
        if not self.head.answer(1) and not self.list.begin():
            self.save_button.setFocus()

    def _take_changes(self) -> None:
        self.entries = [card.entry for card in self.list.cards]
        self._show_marks()
        self.show_button()
        self._draft.note()

    def _follow_case(self, _changes: object) -> None:
        if self.recorded is None and self.text.isVisible():
            self._check.refresh()
            self.head.refresh()
            self.list.refresh()

    def _save(self, entries: list[ProposedEntry]) -> None:
        try:
            read = confirmed_entries.read(self.document, self._check, entries, self._reader)
            confirmations = [
                card.confirmation for card in self.list.cards
                if card.entry in entries and card.confirmation
            ]  # fmt: skip
            self.recorded = confirmed_entries.record(self._session, read, entries, confirmations)
        except Refused as refusal:
            self.show_message(_("Not saved. {why}").format(why=refusal.sentence))
        except TrackerError as error:
            self.show_message(
                _("Not saved. {why} Your entry is still here.").format(why=error.brief)
            )
        else:
            edit = self.recorded.changes.edit
            paste_draft.have_back(self._session, edit, self._content())
            self._draft.clear()
            self.conclude()

    @property
    def _is_touched(self) -> bool:
        """Whether something of it was decided or typed."""
        is_typed = not self.text.isVisible() and bool(self.source.text().strip())
        return is_typed or any(
            not entry.is_open or any(value.is_changed for value in entry.values.values())
            for entry in self.entries
        )

    def _content(self) -> dict[str, Any] | None:
        """The content of a draft; None without a text."""
        if not self.text.isVisible():
            self.document.text = passage.normal(self.source.text()).strip()
        if not self.document.text:
            return None
        fields = paste_draft.fields_of(self.document, self.entries)
        return {"fields": fields, "code": "", "pinned": []}
