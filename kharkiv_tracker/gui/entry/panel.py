"""The entry panel: a report or an official total, typed, checked, saved, and the next one begun."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.when import KYIV
from kharkiv_tracker.errors import Refused, TrackerError
from kharkiv_tracker.exchange import entry
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.entry import document, offer
from kharkiv_tracker.gui.entry.field import Field
from kharkiv_tracker.gui.entry.form import Form, ReportForm, StatementForm
from kharkiv_tracker.gui.entry.readings import Reader, Reading
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import sources


class EntryPanel(QWidget):
    """Typed by keyboard alone. `ask_discard` is asked before anything typed would be lost."""

    closed = Signal()
    saved = Signal(str)

    def __init__(
        self, session: Session, gazetteer: Gazetteer, ask_discard: Callable[[], bool]
    ) -> None:
        super().__init__()
        self._session = session
        self._ask_discard = ask_discard
        self._reader = Reader(gazetteer, _today())
        self._event_day: date | None = None
        self._code = ""
        self._replaced_when = ""
        self._filled_office = ""
        self.report = ReportForm(self._reader)
        self.statement = StatementForm(self._reader)
        self.report.fields["when"].set_reader(self._read_when)
        self.report.fields["as_of"].set_reader(self._read_as_of)
        self.offer = offer.OfferCard()
        self._said = widgets.wrapped("", "status")
        self._said.setAccessibleName(_("What came of saving"))
        self._build()
        self._connect()
        self._complete()

    @property
    def form(self) -> Form:
        return self.report if self._forms.currentIndex() == 0 else self.statement

    @property
    def message(self) -> str:
        return self._said.text()

    def begin(self) -> None:
        """Show the panel ready for typing; what was typed before stays."""
        self.form.focus_first()

    def choose(self, kind: int) -> None:
        """Enter a report (0) or an official total (1)."""
        self._kinds.button(kind).setChecked(True)
        self._forms.setCurrentIndex(kind)
        self.offer.setVisible(kind == 0 and bool(self.offer.code))
        self.form.focus_first()

    def add_to(self, code: str) -> None:
        """Make what is typed an update of this incident."""
        if not self._code:
            self._replaced_when = self.report.fields["when"].text()
        self.choose(0)
        self.report.fields["when"].set_text(code)
        self.report.fields["killed"].box.setFocus()

    def may_close(self) -> bool:
        """Whether nothing typed would be lost, or the user said that it may be."""
        blank = self.report.is_blank() and self.statement.is_blank()
        return blank or self._ask_discard()

    def close_panel(self) -> None:
        if self.may_close():
            self.report.clear()
            self.statement.clear()
            self._say("")
            self.closed.emit()

    def save(self) -> None:
        """Save what is typed and begin the next; where that cannot be, all that is typed stays."""
        if self.form.is_blank():
            return
        wrong = self.form.first_wrong()
        if wrong:
            self._say(_("Nothing is saved yet: see the field marked above."), wrong=True)
            wrong.box.setFocus()
            return
        try:
            code = self._record()
        except Refused as refusal:
            self._refuse(refusal)
        except TrackerError as error:
            self._say(_("Not saved. {why} What you typed is still here.").format(why=error), True)
        else:
            self._begin_next(code)

    def _record(self) -> str:
        texts = self.form.texts()
        if self.form is self.statement:
            written = document.statement(texts, self._reader)
        else:
            written = document.report(texts, self._reader, self._code, self._event_day)
        recorded = self._session.record(entry.read(written, self._reader.gazetteer), "add")
        return (*recorded.incidents, *recorded.updated, *recorded.statements)[0]

    def _refuse(self, refusal: Refused) -> None:
        field = self.form.fields.get(document.field_of(refusal.path))
        if field is None:
            self._say(_("Not saved. {why}").format(why=refusal.sentence), wrong=True)
            return
        self._say(_("Nothing is saved yet: see the field marked above."), wrong=True)
        field.refuse(refusal.sentence)
        field.box.setFocus()
        self._scroll.ensureWidgetVisible(field)

    def _begin_next(self, code: str) -> None:
        if self._event_day:
            self._use_year(self._event_day.year)
        self.form.clear()
        self._complete()
        self._say(_("Saved as {code}.").format(code=code))
        self.form.focus_first()
        self._scroll.verticalScrollBar().setValue(0)
        self.saved.emit(code)

    def _read_when(self, text: str) -> Reading:
        """A day and an hour, or the code of the incident that the report belongs to."""
        self._event_day, code = None, offer.typed_code(text)
        if code:
            match = offer.by_code(self._session.case, code, self._reader.gazetteer)
            self._event_day = match.day
            self._become_update(match)
            return Reading(code, _("an update"))
        self._become_update(None)
        reading = self._reader.event(text)
        self._event_day = document.day_of(reading.value)
        return reading

    def _become_update(self, match: offer.Match | None) -> None:
        self._code = match.code if match else ""
        for name in ("where", "weapon"):
            self.report.fields[name].setEnabled(match is None)
        if match:
            self.offer.show_update(match)

    def _read_as_of(self, text: str) -> Reading:
        return self._reader.as_of(text, self._event_day)

    def _look_for_matches(self) -> None:
        if not self.report.fields["when"].text().strip():
            self._event_day = None
            self._become_update(None)
        if self.isVisible() and not self._code:
            found = offer.likely(self._session.case, self.report.texts(), self._reader)
            self.offer.show_offer(found)

    def _make_new_incident(self) -> None:
        if not self._code:
            return
        self.report.fields["when"].set_text(self._replaced_when)
        self._replaced_when = ""
        self._filled_office = ""
        self.report.fields["when"].box.setFocus()

    def _use_year(self, year: int) -> None:
        """Take dates without a year to be of this one, as the last entry was."""
        self._reader = Reader(self._reader.gazetteer, _today(), year)
        for name, read in (("since", self._reader.day), ("as_of", self._reader.as_of)):
            self.statement.fields[name].set_reader(read)

    def _complete(self) -> None:
        """Offer the sources and speakers the case already knows."""
        known = sources.speakers(self._session.case)
        self._offices = {one.person: one.office for one in reversed(known) if one.person}
        for form in (self.report, self.statement):
            form.fields["source"].complete_from(
                one.name for one in sources.sources(self._session.case)
            )
            form.fields["speaker"].complete_from(one.person for one in known)
            form.fields["office"].complete_from(one.office for one in known)

    def _fill_office(self, form: Form) -> None:
        """A speaker known to the case brings the office; one typed by hand is left alone."""
        known = self._offices.get(form.fields["speaker"].text().strip(), "")
        office = form.fields["office"]
        if office.text().strip() in ("", self._filled_office) and known != office.text():
            self._filled_office = known
            office.set_text(known)

    def _bring_into_view(self, field: Field) -> None:
        # Once the room is shared out anew: leaving the last field may have said something.
        QTimer.singleShot(0, field, lambda: self._scroll.ensureWidgetVisible(field, 0, 12))

    def _say(self, sentence: str, wrong: bool = False) -> None:
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        self._said.setObjectName("attention" if wrong else "status")
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)

    def _build(self) -> None:
        self._kinds = QButtonGroup(self)
        choices = []
        for number, (said, act) in enumerate(
            (
                (_("Report  Alt+1"), lambda: self.choose(0)),
                (_("Official total  Alt+2"), lambda: self.choose(1)),
            )
        ):
            choice = widgets.button(said, act, kind="kind")
            choice.setCheckable(True)
            choice.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self._kinds.addButton(choice, number)
            choices.append(choice)
        choices[0].setChecked(True)
        self._forms = QStackedWidget()
        for form in (self.report, self.statement):
            self._forms.addWidget(form)
        inner = widgets.holding(widgets.column(self._forms, -1, margins=(20, 0, 20, 0)))
        self._scroll = widgets.scrolling(inner, _("Fields"))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        save = widgets.button(_("Save and next  Ctrl+Enter"), self.save, main=True)
        close = widgets.button(_("Close  Esc"), self.close_panel)
        head = widgets.row(choices[0], 4, choices[1], -1, margins=(20, 14, 20, 10))
        foot = widgets.column(
            self.offer, 8, self._said, 8, widgets.row(save, 8, close, -1), margins=(20, 8, 20, 16)
        )
        self.setLayout(widgets.column(widgets.holding(head), self._scroll, widgets.holding(foot)))
        self._say("")

    def _connect(self) -> None:
        self._look = QTimer(self, singleShot=True, interval=120)
        self._look.timeout.connect(self._look_for_matches)
        for name in ("when", "where"):
            self.report.fields[name].edited.connect(self._look.start)
        self.report.fields["when"].edited.connect(self.report.fields["as_of"].check)
        for form in (self.report, self.statement):
            for field in form.fields.values():
                field.entered.connect(partial(self._bring_into_view, field))
            form.fields["speaker"].edited.connect(lambda form=form: self._fill_office(form))
            form.edited.connect(lambda: self._say(""))
        self.offer.accepted.connect(self.add_to)
        self.offer.declined.connect(self._make_new_incident)
        for keys, act in (
            ("Ctrl+Return", self.save),
            ("Ctrl+Enter", self.save),
            ("Escape", self.close_panel),
            ("Alt+1", lambda: self.choose(0)),
            ("Alt+2", lambda: self.choose(1)),
            ("Alt+U", self.offer.accept),
            ("Alt+I", self._make_new_incident),
        ):
            widgets.shortcut(self, keys, act)


def _today() -> date:
    return datetime.now(KYIV).date()
