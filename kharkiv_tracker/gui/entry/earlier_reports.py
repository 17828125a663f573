"""The reports an incident has already, in sight while another is typed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.entry.update_matches import Match
from kharkiv_tracker.gui.inspector.report_roles import newest_first, roles
from kharkiv_tracker.i18n import _, ngettext

#: Lines at once, by the height of the panel they are in; below the last they fold to one.
_LINES = ((720, 5), (560, 3))
_POINTS = 9


@dataclass(frozen=True, slots=True)
class _Row:
    """When, who, how many in all; how many of each quantity, and whether the figure uses it."""

    when: str
    who: str
    numbers: str
    counts: tuple[str, ...]
    stands: tuple[bool, ...]


class EarlierReports(QWidget):
    """Newest first, the numbers of the figure in bold; a press on the head folds them."""

    def __init__(self) -> None:
        super().__init__()
        self._head = widgets.small_button("", self.toggle)
        self._head.setAccessibleName(_("Earlier reports"))
        self._lines = QScrollArea()
        self._lines.setWidgetResizable(True)
        self._lines.setFrameShape(QFrame.Shape.NoFrame)
        self._lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines.setAccessibleName(_("Earlier reports"))
        # Else it would share the height with the fields.
        self._lines.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rows: tuple[_Row, ...] = ()
        self._summary = ""
        self._most = _LINES[0][1]
        #: Whether the user folded or unfolded it; None while the room decides.
        self._is_open: bool | None = None
        self.setLayout(widgets.column(widgets.row(self._head, -1), self._lines))
        self.hide()

    @property
    def rows(self) -> tuple[str, ...]:
        """Time, speaker and numbers of each report, newest first."""
        return tuple(f"{row.when}, {row.who}, {row.numbers}" for row in self._rows)

    @property
    def summary(self) -> str:
        """How many there are, and the figures."""
        return self._summary

    @property
    def is_open(self) -> bool:
        """Whether the reports are listed below the head."""
        return bool(self._most) if self._is_open is None else self._is_open

    def toggle(self) -> None:
        """Fold the list to its head, or unfold it."""
        self._is_open = not self.is_open
        self._show()

    def fit(self, height: int) -> None:
        """Show as many lines as a panel of this height has room for."""
        most = next((lines for least, lines in _LINES if height >= theme.px(least)), 0)
        if most != self._most:
            self._most, self._is_open = most, None
            self._show()

    def show_reports(self, match: Match | None) -> None:
        """Show the reports of an incident; None hides the list."""
        reports = [report for report in match.reports if not report.withdrawn] if match else []
        if match and reports:
            ordered = sorted(reports, key=newest_first, reverse=True)
            rows = tuple(_row(report, match) for report in ordered)
            number = ngettext(
                "{count} earlier report", "{count} earlier reports", len(rows)
            ).format(count=len(rows))
            figures = {
                name: labels.figure_text(match.figures.get(name, Figure())) for name in COUNTED
            }
            self._summary = labels.toll(number, figures)
            if rows != self._rows:
                self._rows = rows
                self._fill()
            self._show()
        self.setVisible(bool(reports))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_head()

    def _fill(self) -> None:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, theme.px(4), 0)
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(2))
        grid.setColumnStretch(1, 1)
        right = Qt.AlignmentFlag.AlignRight
        for column, name in enumerate(COUNTED, 2):
            grid.addWidget(widgets.text(labels.heading(name), "quiet", _POINTS), 0, column, right)
        for number, row in enumerate(self._rows, 1):
            grid.addWidget(widgets.text(row.when, "quiet", _POINTS), number, 0)
            grid.addWidget(widgets.Elided(row.who, "", _POINTS), number, 1)
            if not any(row.counts):
                other = widgets.Elided(row.numbers, "quiet", _POINTS)
                grid.addWidget(other, number, 2, 1, len(COUNTED))
                continue
            for column, (text, stands) in enumerate(zip(row.counts, row.stands, strict=True), 2):
                label = widgets.text(text, "", _POINTS, bold=stands)
                grid.addWidget(label, number, column, right)
        self._lines.setWidget(inner)
        self._lines.setAccessibleDescription("\n".join(self.rows))

    def _show(self) -> None:
        self._lines.setVisible(self.is_open)
        # A list that is shorter than its room is not a stop of Tab.
        lines = min(len(self._rows), self._most or _LINES[-1][1])
        scrolls = len(self._rows) > lines
        policy = Qt.FocusPolicy.StrongFocus if scrolls else Qt.FocusPolicy.NoFocus
        self._lines.setFocusPolicy(policy)
        if inner := self._lines.widget():
            # With the line of the headings.
            step = inner.sizeHint().height() / (len(self._rows) + 1)
            self._lines.setFixedHeight(round(step * (lines + 1)))
        self._name_head()

    def _name_head(self) -> None:
        mark = "▾" if self.is_open else "▸"
        self._head.setText(f"{mark} {self._summary}")
        self._head.setAccessibleName(self._summary or _("Earlier reports"))


def _row(report: Report, match: Match) -> _Row:
    year = f" {match.day.year}" if match.day else ""
    when = labels.as_of(report.as_of or report.published).replace(year, "", 1)
    who = _("Confidential source") if report.is_confidential else labels.speaker(report.speaker)
    known = [report.count(name) for name in COUNTED]
    counts = tuple("" if count.is_unknown else labels.in_signs(count) for count in known)
    role_of = roles(report, match.figures, match.reports)
    stands = tuple(name in role_of and role_of[name].stands for name in COUNTED)
    return _Row(when, who, labels.short_report(report) or _("no number"), counts, stands)
