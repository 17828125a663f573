"""Where the user is in an open case, to return there; nothing that is recorded is in it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from kharkiv_tracker.charts.chart_request import Options
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui.case_panes import DOCUMENTS, STATEMENTS
from kharkiv_tracker.gui.charts import view_dates
from kharkiv_tracker.gui.session import Session, Subset

if TYPE_CHECKING:
    from kharkiv_tracker.gui.case_view import CaseView
    from kharkiv_tracker.gui.entry.form import Form

#: The panels with forms, by their names in the view.
_PANELS = ("entry", "editing")


@dataclass(frozen=True, slots=True)
class Cursor:
    """What has the keyboard: a field of a form in a panel, and where in its text."""

    panel: str
    field: str
    position: int
    anchor: int


@dataclass(frozen=True, slots=True)
class ViewPlace:
    """A view with what it was asked to show. What is typed in forms lies in the file as drafts."""

    view: int
    selection: Selection
    flag: FindingKind | None
    subset: Subset | None
    shows_withdrawn: bool
    chart: str
    options: Options
    dates: tuple[datetime | None, datetime | None]
    #: The current incident, official total and document.
    codes: tuple[str, str, str]
    #: The drafts in the forms of both panels.
    drafts: frozenset[str]
    #: The panel at the side, "" for none; the form in it, and the record that is corrected.
    side: str
    form: str
    corrected: str
    distinct_codes: tuple[str, ...]
    cursor: Cursor | None

    @classmethod
    def of(cls, view: CaseView) -> ViewPlace:
        """The place of this view, whose drafts are written; raises TrackerError if they are not."""
        session = view.session
        view.bar.take_typed()
        drafts = view.keep_drafts()
        side = next((name for name in _PANELS if view.is_at_side(name)), "")
        return cls(
            view.view,
            session.selection,
            session.flag_filter,
            session.subset,
            session.shows_withdrawn,
            session.chart,
            session.options,
            (session.as_known_on, session.as_recorded_on),
            (
                view.incidents.current,
                view.statements.code if view.is_built("statements") else "",
                view.documents.code if view.is_built("documents") else "",
            ),
            drafts,
            side,
            view.entry.form.name if view.is_built("entry") else "",
            view.editing.code if view.is_built("editing") else "",
            tuple(view.entry.update_target.distinct_codes) if view.is_built("entry") else (),
            _cursor(view),
        )

    def select(self, session: Session) -> None:
        """Have a session show what was shown, before its view is built."""
        session.selection, session.flag_filter = self.selection, self.flag
        session.subset, session.shows_withdrawn = self.subset, self.shows_withdrawn
        session.set_view(chart=self.chart, options=self.options, dates=(self.dates[0], None))
        if self.dates[1]:
            view_dates.of(session).set_recorded_on(self.dates[1])

    def show(self, view: CaseView) -> None:
        """Return to this place in a view that was built anew.

        What is not in the case any more, another program may have taken out of it.
        """
        for step in (self._show_records, self._show_forms, self._show_side):
            with suppress(TrackerError):
                step(view)

    def _show_records(self, view: CaseView) -> None:
        incident, statement, document = self.codes
        if incident:
            view.incidents.show_incident(incident)
        if statement and self.view == STATEMENTS:
            view.statements.show_statement(statement)
        if document and self.view == DOCUMENTS:
            view.documents.show_document(document)

    def _show_forms(self, view: CaseView) -> None:
        view.resume_drafts(self.drafts)
        if self.distinct_codes:
            view.entry.update_target.distinct_codes = list(self.distinct_codes)
        if self.form:
            view.entry.show_form(view.entry.named(self.form))
        if self.corrected and not view.editing.code:
            view.editing.open_record(self.corrected)

    def _show_side(self, view: CaseView) -> None:
        if self.side == "entry":
            view.enter()
        elif self.side == "editing" and view.editing.code:
            view.go_on_editing()
        if self.cursor:
            _put(view, self.cursor)


def _forms(view: CaseView, panel: str) -> Mapping[str, QWidget]:
    form: Form = getattr(view, panel).form
    return {name: field.box for name, field in form.fields.items()}


def _cursor(view: CaseView) -> Cursor | None:
    for panel in _PANELS:
        if not view.is_at_side(panel):
            continue
        for name, box in _forms(view, panel).items():
            if box.hasFocus():
                return Cursor(panel, name, *_position(box))
    return None


def _position(box: QWidget) -> tuple[int, int]:
    """Where the cursor of a text box is, and where what is marked begins."""
    if isinstance(box, QLineEdit):
        at = box.cursorPosition()
        if not box.hasSelectedText():
            return at, at
        return at, box.selectionStart() + box.selectionEnd() - at
    if isinstance(box, QPlainTextEdit):
        return box.textCursor().position(), box.textCursor().anchor()
    return 0, 0


def _put(view: CaseView, cursor: Cursor) -> None:
    box = _forms(view, cursor.panel).get(cursor.field)
    if box is None or not view.is_at_side(cursor.panel):
        return
    box.setFocus()
    if isinstance(box, QLineEdit):
        box.setCursorPosition(cursor.anchor)
        box.setSelection(cursor.anchor, cursor.position - cursor.anchor)
    elif isinstance(box, QPlainTextEdit):
        text = box.textCursor()
        text.setPosition(cursor.anchor)
        text.setPosition(cursor.position, text.MoveMode.KeepAnchor)
        box.setTextCursor(text)
