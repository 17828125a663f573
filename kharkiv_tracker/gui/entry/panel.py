"""The entry panel: a report or an official total, typed, checked, saved, and the next one begun."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal

from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.errors import Refused, TrackerError
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.commands.command import About, Command
from kharkiv_tracker.gui.commands.controls import bind_keys
from kharkiv_tracker.gui.entry import entry_commit, typed_document, update_matches
from kharkiv_tracker.gui.entry.draft_set import Sittings
from kharkiv_tracker.gui.entry.entry_frame import Frame
from kharkiv_tracker.gui.entry.field_parsers import Reader, Reading, today
from kharkiv_tracker.gui.entry.form import AnyField, Form
from kharkiv_tracker.gui.entry.form_field import Field
from kharkiv_tracker.gui.entry.forms import ReportForm, StatementForm
from kharkiv_tracker.gui.entry.source_completion import Known
from kharkiv_tracker.gui.entry.update_target import Comparing, Updating
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import N_, _

_FILLING = ("source", "speaker", "office", "url")


class EntryPanel(Frame):
    """Typed by keyboard alone. `ask_discard` is asked before anything typed would be lost."""

    closed = Signal()
    saved = Signal(str)
    #: An incident is asked for that shall be looked at before the report is saved.
    open_asked = Signal(str)

    def __init__(
        self, session: Session, gazetteer: Gazetteer, ask_discard: Callable[[], bool]
    ) -> None:
        self._session = session
        self._ask_discard = ask_discard
        self._reader = Reader(gazetteer, today())
        self._known: Known | None = None
        self._last: AnyField | None = None
        self.report = ReportForm(self._reader)
        self.statement = StatementForm(self._reader)
        super().__init__((self.report, self.statement), self.choose, self.save, self.close_panel)
        asked = (lambda: self.known, lambda: self._reader)
        self.updating = Updating(session.case, self.report, self.offer, *asked)
        self._comparing = Comparing(session.case, self.statement, *asked)
        self.drafts = Sittings(session.case, self._both, self._code_of)
        self.drafts.setParent(self)
        self._set_readers()
        self._connect()
        bind_keys(self, COMMANDS, self)

    @property
    def known(self) -> Known:
        """What the case knows, asked for when it is first needed."""
        if self._known is None:
            self._known = Known(self._session.case)
            for form in self._both:
                self._known.complete(form)
        return self._known

    @property
    def is_blank(self) -> bool:
        """Whether nothing is typed that waits to be saved."""
        return all(form.is_blank() for form in self._both)

    def begin(self) -> None:
        """Show the panel ready for typing; what was typed before stays."""
        self.known.complete(self.form)
        self.form.focus_first()

    def choose(self, kind: int) -> None:
        """Enter a report (0) or an official total (1)."""
        self.show_form(self._both[kind])
        self.begin()

    def add_to(self, code: str) -> None:
        """Make what is typed an update of this incident."""
        try:
            self.updating.take(code)
        except Refused as refusal:
            self.say(refusal.sentence, wrong=True)
            return
        self.choose(0)
        self.report.fields["as_of"].check()
        self.drafts.note(self.report)

    def may_close(self) -> bool:
        """Whether nothing typed would be lost: it is kept as a draft, or the user lets it go."""
        return self.drafts.flush() or self._ask_discard()

    def close_panel(self) -> None:
        """Close what is blank, or what the user discards."""
        if self.is_blank or self._ask_discard():
            for form in self._both:
                form.begin_anew()
                self.drafts.forget(form)
            self.updating.begin_anew()
            self.say("")
            self.closed.emit()

    def escape(self) -> None:
        """Refuse what is offered; where nothing is, close."""
        if self.form is self.report and self.offer.offers:
            self._decline()
        else:
            self.close_panel()

    def save(self) -> None:
        """Save what is typed and begin the next; where that cannot be, all that is typed stays."""
        if self.form.is_blank() or not self._settled():
            return
        wrong = self.form.first_wrong()
        if wrong:
            self.say(_("Nothing is saved yet: see the field marked above."), wrong=True)
            self.form.reveal(wrong)
            return
        try:
            code = self._record()
        except Refused as refusal:
            self._refuse(refusal)
        except TrackerError as error:
            self.say(_("Not saved. {why} What you typed is still here.").format(why=error), True)
        else:
            self._begin_next(code)

    def make_new_incident(self) -> None:
        """Belong to no incident that there is; those offered are noted as not the same."""
        apart = self.offer.codes
        self.updating.keep_apart()
        self._decline()
        if apart:
            told = _("Both are kept: saving notes that this is not {codes}.")
            self.say(told.format(codes=", ".join(apart)))

    def _decline(self) -> None:
        if self.updating.taken or self.offer.offers:
            back = None if self.updating.taken else self._last
            self.updating.let_go()
            self.drafts.note(self.report)
            (back or self.report.fields["when"]).box.setFocus()

    def take_over(self, other: EntryPanel) -> None:
        """Go on with what was typed in a panel that is given up."""
        other.drafts.flush()
        for form, old in zip(self._both, other._both, strict=True):
            form.restore(old.texts(), [name for name, f in old.fields.items() if f.pinned])
            self.drafts.go_on_with(form, other.drafts.key(old))
        if other.updating.code:
            self.updating.take(other.updating.code)
        self.updating.apart = list(other.updating.apart)
        self.show_form(self._both[other._both.index(other.form)])

    def offer_drafts(self, ask: Callable[[str, str], str]) -> bool:
        """Ask about the drafts of the case, told by time and text; whether one was restored."""
        chosen = self.drafts.asked_about(ask)
        for form, kept in chosen:
            self.show_form(form)
            form.restore(kept.fields, kept.pinned)
            self.drafts.go_on_with(form, kept.key)
            if kept.code and form is self.report:
                try:
                    self.updating.take(kept.code)
                except Refused:
                    # The incident is gone: the code says so, and no other is updated instead.
                    form.fields["when"].set_text(kept.code)
        return bool(chosen)

    def _code_of(self, form: Form) -> str:
        return self.updating.code if form is self.report else ""

    def _record(self) -> str:
        texts = self.form.texts()
        if self.form is self.statement:
            written = typed_document.statement(texts, self._reader)
        else:
            day = self.updating.event_day
            written = typed_document.report(texts, self._reader, self.updating.code, day)
        entries = entry_json.read(written, self._reader.gazetteer)
        recorded = entry_commit.record(self._session, entries, self.updating.apart)
        self.known.learn(entries)
        for form in self._both:
            self.known.complete(form)
        return (*recorded.incidents, *recorded.updated, *recorded.statements)[0]

    def _refuse(self, refusal: Refused) -> None:
        field = self.form.fields.get(typed_document.field_of(refusal.path))
        if field is None:
            self.say(_("Not saved. {why}").format(why=refusal.sentence), wrong=True)
            return
        self.say(_("Nothing is saved yet: see the field marked above."), wrong=True)
        self.form.reveal(field)
        field.refuse(refusal.sentence)

    def _begin_next(self, code: str) -> None:
        form, day = self.form, self.updating.event_day
        if form is self.report and day:
            self._reader = Reader(self._reader.gazetteer, today(), day.year)
        form.begin_anew()
        if form is self.report:
            self.updating.begin_anew()
        self._set_readers()
        for name in _FILLING:
            if form.fields[name].text():
                self.known.fill(form, name)
        self.drafts.forget(form)
        self.say(_("Saved as {code}.").format(code=code))
        form.focus_first()
        self.show_from_top()
        self.saved.emit(code)

    def _read_when(self, text: str) -> Reading:
        """A day and an hour, or the code of the incident that the report belongs to."""
        code = update_matches.typed_code(text)
        if not code:
            return self._reader.event(text)
        match = update_matches.by_code(self._session.case, code, self._reader.gazetteer)
        return Reading(code, _("an update of {title}").format(title=match.title))

    def _read_as_of(self, text: str) -> Reading:
        return self._reader.as_of(text, self.updating.event_day)

    def _set_readers(self) -> None:
        """Take dates without a year to be of the one the last entry was of."""
        self.report.text_field("when").set_reader(self._read_when)
        for name in ("as_of", "published"):
            self.report.text_field(name).set_reader(self._read_as_of)
            self.statement.text_field(name).set_reader(self._reader.as_of)
        self.statement.text_field("since").set_reader(self._reader.day)

    def _leave_when(self) -> None:
        if self.updating.code_is_waiting and self.updating.settle():
            self.report.focus_first()

    def _settled(self) -> bool:
        """Whether a code that stands for the incident is one the case has."""
        if self.form is not self.report or self.updating.settle():
            return True
        self.report.fields["when"].box.setFocus()
        return False

    def _confirm(self) -> None:
        """Enter takes the first of what is offered."""
        if self.form is self.report:
            where = self.report.fields["where"].box.hasFocus()
            if not (where and self.report.choices.take(1)):
                self.offer.accept()

    def _go_down(self) -> None:
        """The arrow leads to what is offered."""
        if self.form is self.report:
            where = self.report.fields["where"].box.hasFocus()
            if not (where and self.report.choices.enter()):
                self.offer.enter()

    def _take(self, number: int) -> None:
        if self.form is self.report and not self.report.choices.take(number):
            self.offer.accept(number)

    def _enter(self, field: AnyField) -> None:
        self._last = field
        self.bring_into_view(field)

    def _fill(self, form: Form, name: str) -> None:
        self.known.fill(form, name)

    def _connect(self) -> None:
        for form in self._both:
            for field in form.fields.values():
                field.entered.connect(partial(self._enter, field))
                if isinstance(field, Field):
                    field.confirmed.connect(self._confirm)
                    field.went_down.connect(self._go_down)
            for name in _FILLING:
                form.fields[name].edited.connect(partial(self._fill, form, name))
            form.edited.connect(lambda: self.say(""))
        self.drafts.failed.connect(lambda said: self.say(said, wrong=True))
        when = self.report.text_field("when")
        when.edited.connect(self.report.fields["as_of"].check)
        when.left.connect(self._leave_when)
        self._session.changed.connect(self.updating.refresh)
        self.offer.accepted.connect(self.add_to)
        self.offer.declined.connect(self.make_new_incident)
        self.offer.opened.connect(self.open_asked)

    def _other_form(self) -> None:
        self.choose(int(self.form is self.report))

    def _toggle_more(self) -> None:
        self.form.toggle_more()

    def _pin(self) -> None:
        self.form.pin_here()


def _command(
    name: str, text: str, run: Callable[[EntryPanel], object], *shortcuts: str
) -> Command[EntryPanel]:
    return Command(name, text, run, shortcuts, About.ENTRY)


COMMANDS = (
    _command(
        "save-entry",
        N_("Save and begin the next"),
        lambda panel: panel.save(),
        "Ctrl+Return",
        "Ctrl+Enter",
    ),
    _command(
        "close-entry",
        N_("Refuse what is offered; close the entry panel"),
        lambda panel: panel.escape(),
        "Escape",
    ),
    _command(
        "other-form", N_("Report, official total"), lambda panel: panel._other_form(), "Alt+T"
    ),
    _command("rarer-fields", N_("The rarer fields"), lambda panel: panel._toggle_more(), "Alt+M"),
    _command(
        "pin-field",
        N_("Keep a field's value for the next entry"),
        lambda panel: panel._pin(),
        "Alt+P",
    ),
    _command(
        "take-offer", N_("Take the offer: add as update"), lambda panel: panel._take(1), "Alt+U"
    ),
    _command(
        "new-incident",
        N_("A new incident after all"),
        lambda panel: panel.make_new_incident(),
        "Alt+I",
    ),
    _command(
        "look-at-offer",
        N_("Look at the incident that is offered"),
        lambda panel: panel.offer.open(),
        "Alt+O",
    ),
    _command(
        "take-first", N_("Take the first that is offered"), lambda panel: panel._take(1), "Alt+1"
    ),
    _command("take-second", N_("Take the second"), lambda panel: panel._take(2), "Alt+2"),
    _command("take-third", N_("Take the third"), lambda panel: panel._take(3), "Alt+3"),
)
