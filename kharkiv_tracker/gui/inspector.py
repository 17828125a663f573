"""The incident under the cursor: its figures and why they are so, how they grew, who said what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.derive import Step
from kharkiv_tracker.domain.figure import Figure as Derived
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.report import CHILDREN, INJURED, KILLED, Report, subset
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.gui import theme, widgets, words
from kharkiv_tracker.gui.figure_pane import Draw, Drawing, FigurePane
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import Tone
from kharkiv_tracker.store import incidents

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_CURVE = 150


class Inspector(QWidget):
    """Shows one incident; `update` is asked to add a report to it."""

    def __init__(
        self,
        session: Session,
        gazetteer: Gazetteer,
        drawing: Drawing,
        update: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._session = session
        self._gazetteer = gazetteer
        self._update = update
        self._code = ""
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(20, 14, 16, 12)
        self._lines.setSpacing(0)
        self._curve = FigurePane(drawing, _("How the figure grew"), on_panel=True)
        self._curve.setFixedHeight(_CURVE)
        self._scroll = widgets.scrolling(widgets.holding(self._lines), _("The incident"))
        self._foot = widgets.holding(
            widgets.row(
                widgets.button(_("Add update  Ctrl+U"), self.add_update),
                -1,
                margins=(20, 8, 20, 16),
            )
        )
        self.setLayout(widgets.column(self._scroll, self._foot))
        session.changed.connect(self._refresh)
        self.show_incident("")

    def add_update(self) -> None:
        if self._code:
            self._update(self._code)

    def show_incident(self, code: str) -> None:
        """Show this incident; a quiet sentence where there is none."""
        self._code = code
        self._lines.removeWidget(self._curve)
        self._curve.setParent(self)
        self._curve.hide()
        widgets.emptied(self._lines)
        self._foot.setVisible(bool(code))
        if code:
            self._tell(code)
        else:
            self._lines.addWidget(widgets.wrapped(_("No incident is chosen."), "quiet"))
            self._lines.addStretch()

    def _refresh(self, changes: Changes) -> None:
        if self._code in changes.incidents or changes.case:
            self.show_incident(self._code)

    def _tell(self, code: str) -> None:
        case = self._session.case
        incident = incidents.incident(case, code)
        figures = incidents.figures(case, code)
        reports = incidents.reports(case, code)
        self._head(incident)
        self._numbers(figures)
        self._reasons(figures, {report.uid: report for report in reports})
        self._growth(incidents.steps(case, code), figures)
        self._lines.addSpacing(8)
        self._lines.addWidget(widgets.text(_("Reports"), bold=True))
        self._lines.addSpacing(2)
        for report in sorted(reports, key=_newest_first, reverse=True):
            self._lines.addWidget(ReportLine(report, incident.event.date))
        self._lines.addStretch()

    def _head(self, incident: Incident) -> None:
        where = self._gazetteer.get(incident.district)
        about = [labels.event_time(incident.event, short=False)]
        about += [labels.word(weapon) for weapon in incident.weapons]
        about += [labels.word(place) for place in incident.places_hit]
        grade = labels.word(incident.grade) if incident.grade else _("not graded")
        title = widgets.wrapped(words.incident(incident.place, where), points=theme.TITLE)
        title.setFont(theme.font(theme.TITLE, bold=True))
        state = labels.word(incident.state)
        for widget, gap in (
            (widgets.Elided(" · ".join((incident.code, grade, state)), "quiet"), 4),
            (title, 4),
            (widgets.wrapped(" · ".join(about), "quiet"), 12),
        ):
            self._lines.addWidget(widget)
            self._lines.addSpacing(gap)

    def _numbers(self, figures: Mapping[str, Derived]) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        shown = [
            (_("Killed"), figures.get(KILLED, Derived())),
            (_("Injured"), figures.get(INJURED, Derived())),
        ]
        for whole, said in ((KILLED, _("Children killed")), (INJURED, _("Children injured"))):
            children = figures.get(subset(whole, CHILDREN))
            if children and not children.is_unknown and len(shown) < 3:
                at_least = children if children.low == children.high else _opened(children)
                shown.append((said, at_least))
        for said, figure in shown:
            kind = "quiet" if figure.is_unknown else ""
            number = widgets.text(labels.figure_text(figure), kind, theme.FIGURE, bold=True)
            number.setAccessibleName(f"{said}: {labels.figure_words(figure)}")
            line.addLayout(widgets.column(number, widgets.text(said, "quiet")), 1)
        if len(shown) < 3:
            line.addStretch(1)
        self._lines.addLayout(line)

    def _reasons(self, figures: Mapping[str, Derived], reports: Mapping[str, Report]) -> None:
        """Who they were, and why the figures are so; said once where both rest on one reason."""
        told = [
            labels.because(figures[whole], reports)
            for whole in (KILLED, INJURED)
            if whole in figures
        ]
        if len(set(told)) == 1:
            told = told[:1]
        elif len(told) == 2:
            told = [
                _("Killed: {reason}").format(reason=told[0]),
                _("Injured: {reason}").format(reason=told[1]),
            ]
        for said in (words.parts(figures), *told):
            if said:
                self._lines.addSpacing(6)
                self._lines.addWidget(widgets.wrapped(said, "quiet"))

    def _growth(self, steps: tuple[Step, ...], figures: Mapping[str, Derived]) -> None:
        killed = figures.get(KILLED, Derived())
        quantity = INJURED if killed.is_unknown else KILLED
        said = (
            _("Killed, as reported over time")
            if quantity == KILLED
            else _("Injured, as reported over time")
        )
        self._lines.addSpacing(12)
        self._lines.addWidget(widgets.text(said, bold=True))
        self._lines.addWidget(self._curve)
        self._curve.show()
        self._curve.show_figure(_curve(steps, quantity))


class ReportLine(QWidget):
    """One report in one line; pressed, it shows its quote, source and link."""

    def __init__(self, report: Report, event_day: date | None) -> None:
        super().__init__()
        self._more = widgets.wrapped(_details(report), "quiet", 9)
        self._more.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more.setContentsMargins(0, 0, 0, 6)
        self._more.hide()
        as_of = labels.as_of(report.as_of)
        who = _("Confidential source") if report.confidential else labels.speaker(report.speaker)
        short = report.speaker.person or report.speaker.office
        counted = words.short_counts(report.counts) or _("no number")
        if report.withdrawn:
            counted = _("withdrawn")
        line = QPushButton()
        line.setProperty("link", True)
        line.setCheckable(True)
        line.setFixedHeight(26)
        line.setAccessibleName(f"{as_of}, {who}, {counted}")
        line.toggled.connect(self._more.setVisible)
        # The year stands above, at the strike; here it would only take up room.
        year = f" {event_day.year}" if event_day else ""
        when = widgets.text(as_of.replace(year, "", 1), "quiet")
        when.setMinimumWidth(92)
        speaker = widgets.Elided(who if report.confidential else short or who)
        figures = widgets.text(counted)
        parts = widgets.row(when, 8, speaker, 8, figures)
        parts.setStretch(2, 1)
        for label in (when, speaker, figures):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line.setLayout(parts)
        self.setLayout(widgets.column(line, self._more))


def _details(report: Report) -> str:
    told = [
        "" if report.confidential else str(report.speaker),
        words.counts(report.counts),
        f"“{report.quote}”" if report.quote else "",
        _("Source: {name}").format(name=report.source.name) if report.source.name else "",
        report.url,
    ]
    return "\n".join(part for part in told if part) or _("Nothing more is recorded.")


def _curve(steps: tuple[Step, ...], quantity: str) -> Draw:
    def draw(tone: Tone, size: tuple[float, float]) -> Figure:
        from kharkiv_tracker.charts import growth

        return growth.draw(steps, quantity, tone, size)

    return draw


def _opened(part: Derived) -> Derived:
    """A part told by another report than the whole's: only its lower end is known."""
    return replace(part, high=None)


def _newest_first(report: Report) -> tuple[datetime, int]:
    at = report.as_of or report.published
    return (at.end if at else datetime.min.replace(tzinfo=UTC), report.number)
