"""One official total or joint report: its numbers, our own sum, its flags."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.flag import Finding
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.remainder import Remainder
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.total_comparison import Gap, JointComparison
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.commands import context_menu, controls, subject
from kharkiv_tracker.gui.commands.command import About
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.flow_row import FlowRow
from kharkiv_tracker.gui.inspector import attachment_section, flag_section, note_section
from kharkiv_tracker.gui.inspector.report_lines import document_link, open_link
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import comparison_text, people_text, remainder_text
from kharkiv_tracker.store import attachment_export, note_list

#: Commands that are links among the lines: what they add is shown there.
_LINKS = ("from-document", "attach", "add-note")


class StatementPanel(QWidget):
    """Rebuilt for each record; Tab reaches everything in it."""

    def __init__(self, gazetteer: Gazetteer, host: CaseHost) -> None:
        super().__init__()
        self._gazetteer, self._host = gazetteer, host
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lines = widgets.column(margins=(16, 14, 16, 12))
        self._scroll = widgets.scrolling(widgets.holding(self._lines), _("Official total"))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._buttons = FlowRow(margins=(16, 8, 16, 12))
        self._toggled: set[str] = set()
        layout = widgets.column(self._scroll, self._buttons)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def show_gap(self, gap: Gap, flags: Sequence[Finding]) -> None:
        """Show an official total with our own sum for the same area and period."""
        statement = gap.statement
        area = self._gazetteer.get(statement.area)
        where = labels.area(area) if area else statement.area
        if statement.since:
            where = _("{area} since {day}").format(area=where, day=labels.date(statement.since))
        self._begin(statement, where)
        self._section(_("Our sum"), comparison_text.lines(gap))
        self._end(statement.code, About.TOTAL, flags)

    def show_joint(
        self,
        compared: JointComparison,
        remainder: Remainder,
        is_counted: bool,
        flags: Sequence[Finding],
    ) -> None:
        """Show a joint report with the sum of its incidents and what it has beyond them."""
        report = compared.joint
        self._begin(
            report, comparison_text.about(report, self._gazetteer) if report.districts else ""
        )
        for code in report.incidents:
            self._add(widgets.small_button(code, partial(self._host.open_incident, code)), 0)
        self._section(_("Sum of its incidents"), comparison_text.compared_lines(compared))
        lines = remainder_text.lines(remainder, is_counted, self._gazetteer)
        self._section(remainder_text.name(), lines)
        self._end(report.code, About.JOINT, flags)

    def show_nothing(self) -> None:
        widgets.emptied(self._lines)
        widgets.emptied(self._buttons)

    def _begin(self, report: Statement | JointReport, about: str) -> None:
        widgets.emptied(self._lines)
        self._add(self._selectable(labels.speaker(report.speaker), "", theme.TITLE), 2)
        text = _("{code} · as of {when}").format(code=report.code, when=labels.as_of(report.as_of))
        self._add(widgets.wrapped(text, "quiet", 9), 8)
        if about:
            self._add(widgets.wrapped(about), 2)
        self._add(self._selectable(people_text.capital(labels.counts(report.counts))), 8)
        if report.quote:
            self._add(self._selectable(f"“{report.quote}”", "quiet"), 4)
        if report.document:
            self._add(document_link(self._host, report.document), 0)
        if report.source.name:
            source = _("Source: {name}").format(name=report.source.name)
            self._add(widgets.wrapped(source, "quiet", 9), 2)
        for name, address in (
            (_("Open link"), report.url),
            (_("Open archived copy"), report.archive_url),
        ):
            if address:
                button = widgets.small_button(name, partial(open_link, address))
                button.setToolTip(widgets.tooltip(address))
                self._add(button, 0)

    def _section(self, title: str, lines: Iterable[str]) -> None:
        self._lines.addSpacing(10)
        self._add(widgets.text(title, bold=True), 4)
        for line in lines:
            self._add(widgets.wrapped(line, points=9), 3)

    def _end(self, code: str, kind: About, flags: Sequence[Finding]) -> None:
        if doubts := flag_section.section(flags, {}, self._host):
            self._add(doubts, 0)
        notes = note_list.listed(self._host.session.case, code)
        if section := note_section.section(self._host, code, notes):
            self._add(section, 0)
        record = subject.of_total(self._host, code, kind)
        self._show_files(code)
        links = [named(name) for name in _LINKS]
        for command in links:
            if command.possible(record):
                self._add(controls.small_button(command, record), 0)
        self._lines.addStretch()
        widgets.emptied(self._buttons)
        for command in context_menu.offered(record):
            if command not in links:
                self._buttons.addWidget(controls.button(command, record))

    def _show_files(self, code: str) -> None:
        """The files of its document, which are changed only there."""
        files = tuple(attachment_export.listed(self._host.session.case, code))

        def toggle(uid: str, _visible: bool) -> None:
            self._toggled ^= {uid}
            fill()

        def fill() -> None:
            widgets.emptied(place)
            lines = attachment_section.section(self._host, "", (), self._toggled, toggle, files)
            if lines:
                place.addWidget(lines)

        place = widgets.column()
        self._lines.addLayout(place)
        fill()

    def _add(self, widget: QWidget, gap: int = 6) -> None:
        self._lines.addWidget(widget)
        self._lines.addSpacing(gap)

    @staticmethod
    def _selectable(text: str, kind: str = "", points: float = theme.BASE) -> QLabel:
        label = widgets.wrapped(text, kind, points)
        if points > theme.BASE:
            label.setFont(theme.font(points, bold=True))
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label
