"""The current incident: its figures and the reasons for them, their growth, the reports."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QVBoxLayout, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.counting_rule import Grounds, derive
from kharkiv_tracker.domain.incident import Incident, ReviewState
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.charts.figure_pane import Draw, Drawing, FigurePane
from kharkiv_tracker.gui.commands import subject
from kharkiv_tracker.gui.commands.command import About, Command
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.commands.controls import bind_keys, short_text, small_button
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.commands.subject import Subject
from kharkiv_tracker.gui.inspector import (
    attachment_section,
    change_section,
    drop_target,
    flag_section,
    identifier_line,
    link_section,
    note_section,
    person_section,
    report_lines,
    review_section,
)
from kharkiv_tracker.gui.inspector import figure_section as numbers
from kharkiv_tracker.gui.inspector.section import Section
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.labels import approval_text, optional_text, people_text
from kharkiv_tracker.store import (
    approval,
    attachment_export,
    identifier_list,
    incidents,
    merge_split,
    note_list,
    person_groups,
    work_queue,
)
from kharkiv_tracker.store import attachment_records as kept_files
from kharkiv_tracker.store import person_records as known_persons

_CURVE = 150


class Inspector(QWidget):
    """Shows one incident, filled in when it is seen; `host` runs the commands on it.

    Files dropped here, or pasted while it has the focus, are attached to the incident.
    """

    #: Esc was pressed: back to where the incident was chosen.
    left = Signal()

    def __init__(
        self,
        session: Session,
        gazetteer: Gazetteer,
        drawing: Drawing,
        host: CaseHost,
    ) -> None:
        super().__init__()
        self._session, self._gazetteer = session, gazetteer
        self._host = host
        self._code = ""
        #: Whether it shows something else than it should: nobody sees it, behind a form.
        self._stale = False
        self._names_visible = False
        self._toggled: set[str] = set()
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(20, 14, 16, 12)
        self._lines.setSpacing(0)
        self._curve = FigurePane(drawing, _("Figure over time"), on_panel=True)
        self._curve.setFixedHeight(theme.px(_CURVE))
        # Nothing in it is interactive; the wheel scrolls the panel.
        self._curve.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._scroll = widgets.scrolling(widgets.holding(self._lines), _("Incident"))
        self._update, self._edit = self._button("add-update"), self._button("edit")
        for button, name in ((self._update, "add-update"), (self._edit, "edit")):
            button.setToolTip(named(name).key)
        past = self._button("open-history")
        self._foot = widgets.holding(
            widgets.row(self._update, 6, self._edit, 6, past, -1, margins=(20, 8, 12, 16))
        )
        self.setLayout(widgets.column(self._scroll, self._foot))
        self.setAcceptDrops(True)
        bind_keys(self, COMMANDS, self)
        session.changed.connect(self._refresh)
        self.show_incident("")

    @property
    def code(self) -> str:
        """The code of the incident shown; "" without one."""
        return self._code

    def focus_first(self) -> None:
        """Move the focus to its first button."""
        for button in self._scroll.findChildren(QAbstractButton):
            if button.isVisible() and button.focusPolicy() & Qt.FocusPolicy.TabFocus:
                button.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def report_in_hand(self) -> str:
        """The code of the report whose line has the keyboard; "" where none has."""
        focus = self.window().focusWidget()
        for line in self.findChildren(report_lines.ReportLine):
            if focus is not None and line.isAncestorOf(focus):
                return f"{self._code}/{line.number}"
        return ""

    def paste(self) -> None:
        """Attach the files or the picture on the clipboard."""
        self._attach(drop_target.read(QGuiApplication.clipboard().mimeData()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._code and drop_target.accepts(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._attach(drop_target.read(event.mimeData()))

    def choose(self, number: int) -> None:
        """Open the list of grades (0) or of review states (1)."""
        # Sections of the incident before may wait to be deleted: the last one is on screen.
        sections = [section for section in self.findChildren(Section) if section.name == "review"]
        boxes = sections[-1].findChildren(review_section.Box) if sections else []
        if len(boxes) < 2 or not boxes[number].button.isEnabled():
            return
        sections[-1].fold(False)
        self._scroll.ensureWidgetVisible(boxes[number], 0, 40)
        boxes[number].button.setFocus()
        boxes[number].button.drop()

    def show_incident(self, code: str) -> None:
        """Show this incident; without one, a sentence that none is chosen."""
        if code != self._code:
            self._scroll.verticalScrollBar().setValue(0)
            self._names_visible = False
            self._toggled = set()
        self._code, self._stale = code, True
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            # Around what is hidden meanwhile: it comes into sight at once, and takes the keyboard.
            self._scroll.hide()
            self._show()
            self._scroll.show()
        super().showEvent(event)

    def _show(self) -> None:
        self._stale = False
        self._lines.removeWidget(self._curve)
        self._curve.setParent(self)
        self._curve.hide()
        widgets.emptied(self._lines)
        self._foot.setVisible(bool(self._code))
        if self._code:
            self._fill(self._code)
        else:
            self._lines.addWidget(widgets.wrapped(_("No incident chosen."), "quiet"))
        self._lines.addStretch()

    def _attach(self, content: drop_target.DropContent) -> None:
        if self._code and content.paths:
            self._host.edits.attach(self._code, content.paths)
        elif self._code and content:
            self._host.edits.attach_bytes(self._code, content.content, _("pasted.png"))

    def _refresh(self, changed: Changes) -> None:
        if self._code in changed.incidents or changed.case:
            self.show_incident(self._code)

    def _fill(self, code: str) -> None:
        case = self._session.case
        incident = incidents.incident(case, code)
        grounds = incidents.grounds(case, code)
        reports = grounds.reports
        # What is stored leaves out which counts were replaced, and why.
        figures = derive(grounds)
        by_uid = {report.uid: report for report in reports}
        self._update.setEnabled(incident.counts_in_totals)
        self._edit.setEnabled(not incident.merged_into)
        self._head(incident)
        if incident.merged_into:
            self._add(change_section.section(case, code, self._host.open_history))
            return
        self._lines.addLayout(numbers.numbers(figures))
        lines = numbers.reasons(figures, by_uid, incident.chosen_reason)
        beside = numbers.beside_lines(figures, by_uid, case.stress)
        for line in (*beside, *numbers.uncounted_lines(reports, grounds.offices), *lines):
            self._lines.addSpacing(6)
            self._lines.addWidget(line)
        self._add(
            flag_section.section(
                work_queue.findings(case, code, aside=True),
                by_uid,
                self._host,
                self._gazetteer,
            )
        )
        if any(not figures[quantity].is_unknown for quantity in COUNTED if quantity in figures):
            self._grow(*numbers.growth(incidents.steps(case, code), figures))
        for section in self._sections(incident, grounds, figures):
            self._add(section)
        if incident.counts_in_totals:
            self._lines.addWidget(self._more())

    def _grow(self, title: str, draw: Draw) -> None:
        self._lines.addSpacing(12)
        self._lines.addWidget(widgets.text(title, bold=True))
        self._lines.addWidget(self._curve)
        self._curve.show()
        self._curve.show_figure(draw)

    def _sections(
        self, incident: Incident, grounds: Grounds, figures: numbers.Figures
    ) -> Iterator[Section | None]:
        case, code, host = self._session.case, incident.code, self._host
        reports = grounds.reports
        lines = report_lines.timeline(
            reports,
            figures,
            incident.event.date,
            partial(subject.of_report, host, incident),
            grounds.offices,
        )
        yield Section("reports", _("Reports"), lines, labels.number(len(reports)))
        edited = approval_text.edited(approval.edited_since(case, code))
        yield review_section.section(incident, grounds, host, edited)
        persons = known_persons.of(case, code)
        yield person_section.section(
            host,
            code,
            persons,
            figures,
            reports,
            self._names_visible,
            self._show_names,
            person_groups.elsewhere(case.db, [person.uid for person in persons]),
        )
        own, beside = kept_files.of(case, code), tuple(attachment_export.of_reports(case, code))
        yield attachment_section.section(host, code, own, self._toggled, self._toggle, beside)
        yield note_section.section(host, code, note_list.listed(case, code))
        related = merge_split.links(case, code), merge_split.merged_from(case, code)
        yield link_section.section(host, code, *related)
        yield change_section.section(case, code, self._host.open_history)

    def _add(self, section: Section | None) -> None:
        if section is not None:
            self._lines.addWidget(section)

    def _head(self, incident: Incident) -> None:
        where = self._gazetteer.get(incident.district)
        about = [labels.event_time(incident.event, short=False)]
        about += labels.words(incident.weapons)
        about += [flag[:1].lower() + flag[1:] for flag in labels.true_fields(incident)]
        about += labels.words(incident.places_hit)
        about += [labels.settlement(incident.settlement)] if incident.settlement else []
        about += [_where(incident)] if incident.point else []
        title = widgets.wrapped(people_text.incident(incident.place, where), points=theme.TITLE)
        title.setFont(theme.font(theme.TITLE, bold=True))
        for widget, gap in (
            (widgets.Elided(self._status_line(incident), "quiet"), 4),
            (title, 4),
            (widgets.wrapped(" · ".join(about), "quiet"), 4 if incident.summary else 12),
            *([(widgets.wrapped(incident.summary), 12)] if incident.summary else []),
            *((widgets.wrapped(line, "quiet", 9), 4) for line in optional_text.lines(incident)),
        ):
            self._lines.addWidget(widget)
            self._lines.addSpacing(gap)
        if not incident.merged_into:
            identifiers = identifier_list.listed(self._session.case, incident.code)
            for line in identifier_line.lines(self._host, incident.code, identifiers):
                self._lines.addWidget(line)
            self._lines.addSpacing(8 if identifiers else 0)
        if remaining := merge_split.merged_into(self._session.case, incident.code):
            sentence = _("Duplicate. Its reports are now in the incident it was merged into.")
            self._lines.addWidget(widgets.wrapped(sentence))
            label = _("Merged into {code}").format(code=remaining)
            leads = widgets.button(label, partial(self._host.open_incident, remaining), kind="link")
            self._lines.addWidget(widgets.holding(widgets.row(leads, -1)))
            self._lines.addSpacing(6)

    def _status_line(self, incident: Incident) -> str:
        """Its code, grade and review state."""
        is_approved = incidents.is_approved(self._session.case, incident)
        is_changed = incident.state is ReviewState.APPROVED and not is_approved
        words = [labels.word(incident.grade)] if incident.grade else []
        review = approval_text.review_state(incident.state, is_changed)
        return " · ".join((incident.code, *words, review))

    def _button(self, name: str) -> QPushButton:
        """A button that runs a command on the incident shown."""
        command = named(name)
        return widgets.button(short_text(command), lambda: command.run(self._subject()))

    def _subject(self) -> Subject:
        return Subject(self._host, self._code)

    def _more(self) -> QWidget:
        """What can be added that has no section of its own yet."""
        incident = self._subject()
        buttons = [
            small_button(named(name), incident)
            for name in ("add-person", "attach", "add-note", "add-identifier")
        ]
        rows = (buttons[:2], buttons[2:])
        lines = (widgets.row(one, 12, other, -1) for one, other in rows)
        return widgets.holding(widgets.column(*lines, margins=(0, 8, 0, 0)))

    def _show_names(self, visible: bool) -> None:
        self._names_visible = visible
        self._reload()

    def _toggle(self, uid: str, _visible: bool) -> None:
        """Show or cover an attachment."""
        self._toggled ^= {uid}
        self._reload()

    def _reload(self) -> None:
        """Show the incident anew without moving."""
        self.show_incident(self._code)


def _where(incident: Incident) -> str:
    """The point in degrees, and how exactly it is known: `50.00000, 36.30000 (street)`."""
    north, east = incident.point or (0.0, 0.0)
    point = f"{north:.5f}, {east:.5f}"
    precision = incident.point_precision
    return f"{point} ({labels.word(precision)})" if precision else point


COMMANDS = (
    Command[Inspector](
        "paste",
        N_("Attach clipboard contents to incident"),
        lambda inspector: inspector.paste(),
        ("Ctrl+V",),
        About.INSPECTOR,
    ),
    Command[Inspector](
        "leave-details",
        N_("Back to the list"),
        lambda inspector: inspector.left.emit(),
        ("Escape",),
        About.INSPECTOR,
    ),
)
