"""The incident under the cursor: its figures and why they are so, how they grew, who said what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.derive import Step
from kharkiv_tracker.domain.figure import Figure as Derived
from kharkiv_tracker.domain.incident import Incident, ReviewState
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.report import CHILDREN, INJURED, KILLED, SUBSETS, Report, subset
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.gui import history_words, report_lines, theme, widgets, words
from kharkiv_tracker.gui.figure_pane import Draw, Drawing, FigurePane
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.palette import Tone
from kharkiv_tracker.store import history, incidents

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_CURVE = 150
_CHANGES = 3


class Inspector(QWidget):
    """Shows one incident; `update` is asked to add a report, `history_asked` names the code."""

    history_asked = Signal(str)

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
        for line in report_lines.timeline(reports, figures, incident.event.date):
            self._lines.addWidget(line)
        self._last_changes(code)
        self._lines.addStretch()

    def _head(self, incident: Incident) -> None:
        where = self._gazetteer.get(incident.district)
        about = [labels.event_time(incident.event, short=False)]
        about += [labels.word(weapon) for weapon in incident.weapons]
        about += [labels.word(place) for place in incident.places_hit]
        grade = widgets.text(
            labels.word(incident.grade) if incident.grade else _("not graded"), "quiet"
        )
        title = widgets.wrapped(words.incident(incident.place, where), points=theme.TITLE)
        title.setFont(theme.font(theme.TITLE, bold=True))
        state = widgets.Elided(labels.word(incident.state), "quiet")
        meant = labels.grade_definition(incident.grade) if incident.grade else ""
        for label, meaning in ((grade, meant), (state, _state_definition(incident.state))):
            label.setToolTip(widgets.tooltip(meaning))
            label.setAccessibleDescription(meaning)
        dots = [widgets.text(" · ", "quiet") for _dot in range(2)]
        code = widgets.text(incident.code, "quiet")
        first = widgets.row(code, dots[0], grade, dots[1], state)
        first.setStretch(4, 1)
        self._lines.addLayout(first)
        self._lines.addSpacing(4)
        for widget, gap in (
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
        named = ((KILLED, _("Killed")), (INJURED, _("Injured")))
        told = [
            (_ranged(name, figures[whole]), labels.because(figures[whole], reports))
            for whole, name in named
            if whole in figures
        ]
        plain = [name for _whole, name in named]
        said = [_("{quantity}: {reason}").format(quantity=name, reason=why) for name, why in told]
        if len({why for _name, why in told}) == 1 and [name for name, _why in told] == plain:
            said = [told[0][1]]
        whom = widgets.wrapped(words.parts(figures), "quiet")
        why = "\n".join(
            f"{words.capital(labels.quantity(whole))}, {labels.quantity(name)}: "
            f"{labels.because(figure, reports)}"
            for whole, name, figure in _parts(figures)
        )
        whom.setToolTip(widgets.tooltip(why))
        whom.setAccessibleDescription(why)
        for label in (whom, *(widgets.wrapped(sentence, "quiet") for sentence in said)):
            if label.text():
                self._lines.addSpacing(6)
                self._lines.addWidget(label)

    def _last_changes(self, code: str) -> None:
        """When, by whom and what was changed last; the rest stands in the history."""
        case = self._session.case
        newest = history.numbered(case, history.numbers(case, code)[:_CHANGES])
        self._lines.addSpacing(12)
        self._lines.addWidget(widgets.text(_("Last changes"), bold=True))
        self._lines.addSpacing(2)
        for revision in newest:
            at = datetime.fromisoformat(revision.at).astimezone()
            named = _("report {number}").format(number=revision.record.rpartition("/")[2])
            said = _("{date}, {time} · {author} · {record}: {what}").format(
                date=labels.date(at.date(), short=True),
                time=labels.clock(at.time()),
                author=revision.author,
                record=named if revision.kind == "report" else ngettext("incident", "incidents", 1),
                what=history_words.what(revision),
            )
            line = widgets.Elided(said, "quiet", 9, Qt.TextElideMode.ElideRight)
            self._lines.addWidget(line)
            self._lines.addSpacing(3)
        every = widgets.button(_("All changes"), lambda: self.history_asked.emit(code), kind="link")
        self._lines.addWidget(every, 0, Qt.AlignmentFlag.AlignLeft)

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


def _curve(steps: tuple[Step, ...], quantity: str) -> Draw:
    def draw(tone: Tone, size: tuple[float, float]) -> Figure:
        from kharkiv_tracker.charts import growth

        return growth.draw(steps, quantity, tone, size)

    return draw


def _parts(figures: Mapping[str, Derived]) -> list[tuple[str, str, Derived]]:
    """The parts that are known, by whole and class."""
    named = ((whole, name) for whole in (KILLED, INJURED) for name in SUBSETS)
    told = ((whole, name, figures.get(subset(whole, name))) for whole, name in named)
    return [(whole, name, figure) for whole, name, figure in told if figure and figure.because]


def _opened(part: Derived) -> Derived:
    """A part told by another report than the whole's: only its lower end is known."""
    return replace(part, high=None)


def _state_definition(state: ReviewState) -> str:
    """What a review state means."""
    match state:
        case ReviewState.DRAFT:
            return _("Still being entered.")
        case ReviewState.READY:
            return _("Entered; somebody else should look at it.")
        case ReviewState.APPROVED:
            return _("Looked at and found right.")
        case ReviewState.HAS_ISSUES:
            return _("Looked at, and something has to be mended.")
        case ReviewState.WITHDRAWN:
            return _("Taken back; it stays reachable and counts nowhere.")


def _ranged(name: str, figure: Derived) -> str:
    """A quantity by its name, and its range where it is one: `Killed, 16 to 20, best 18`."""
    if figure.is_unknown or figure.low == figure.high:
        return name
    said = _("{name}, {range}, best {best}") if not figure.is_open else _("{name}, {range}")
    return said.format(
        name=name, range=labels.figure_words(figure), best=labels.number(figure.best or 0)
    )
