"""An incident's figures, with the reasons for them and their growth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.counting_rule import Step, Stress, kept
from kharkiv_tracker.domain.figure import Figure as Derived
from kharkiv_tracker.domain.figure import affected
from kharkiv_tracker.domain.quantity import (
    AFFECTED,
    CHILDREN,
    COUNTED,
    PARTS,
    STRESS,
    TOGETHER,
    UNCOUNTED,
    WITH_PARTS,
    subset,
)
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.voice import Offices
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.charts.figure_pane import Draw
from kharkiv_tracker.gui.inspector.report_roles import newest_first
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import people_text, stress_text
from kharkiv_tracker.palette import Tone

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Figures = Mapping[str, Derived]
#: A text and the report it is from.
_SourcedText = tuple[str, Report]

#: The number of figures in a line; children are included while there is room.
_ROOM = 3


def numbers(figures: Figures) -> QLayout:
    """The counted figures, and the children among them if known."""
    line = QHBoxLayout()
    line.setSpacing(12)
    columns = [(labels.heading(name), figures.get(name, Derived())) for name in COUNTED]
    for quantity in COUNTED:
        children = figures.get(subset(quantity, CHILDREN))
        if children and not children.is_unknown and len(columns) < _ROOM:
            columns.append((labels.heading_of_children(quantity), children))
    for heading, figure in columns:
        kind = "quiet" if figure.is_unknown else ""
        number = widgets.text(labels.figure_text(figure), kind, theme.FIGURE, bold=True)
        number.setAccessibleName(f"{heading}: {labels.figure_words(figure)}")
        line.addLayout(widgets.column(number, widgets.text(heading, "quiet")), 1)
    if len(columns) < _ROOM:
        line.addStretch(1)
    return line


def beside_lines(figures: Figures, reports: Mapping[str, Report], stress: Stress) -> list[QWidget]:
    """The figures beside the counted in one line, its tooltip says why; then what injured are."""
    known = _beside(figures)
    if not known:
        return []
    line = widgets.wrapped(" · ".join(stress_text.each(known, known)), "quiet")
    why = "\n".join(
        _("{quantity}: {reason}").format(
            quantity=_ranged(labels.heading(name), figure),
            reason=labels.because(kept(figure), reports),
        )
        for name, figure in known.items()
    )
    line.setToolTip(widgets.tooltip(why))
    line.setAccessibleDescription(why)
    if STRESS not in known:
        return [line]
    return [line, widgets.wrapped(stress_text.which(stress), "quiet")]


def _beside(figures: Figures) -> dict[str, Derived]:
    """What is known beside the counted; with acute stress always the affected."""
    known = {name: figures[name] for name in UNCOUNTED if name in figures}
    if STRESS in known:
        known[AFFECTED] = affected(figures)
    return {name: figure for name, figure in known.items() if not figure.is_unknown}


def uncounted_lines(reports: Iterable[Report], offices: Offices | None = None) -> list[QWidget]:
    """The reported numbers that are in no figure, in one line; its tooltip names the speakers."""
    groups = _uncounted(reports, offices or Offices())
    if not groups:
        return []
    parts = (", ".join(text for text, _report in group) for group in groups)
    line = widgets.wrapped(" · ".join(parts), "quiet")
    why = "\n".join(_with_speaker(text, report) for group in groups for text, report in group)
    line.setToolTip(widgets.tooltip(why))
    line.setAccessibleDescription(why)
    return [line]


def reasons(figures: Figures, reports: Mapping[str, Report], chosen_why: str) -> list[QWidget]:
    """The parts of the figures and the reasons for them; one sentence if all have one reason."""
    rows = [
        (
            _ranged(labels.heading(quantity), figures[quantity]),
            # Below, each report says by itself what replaced it.
            labels.because(kept(figures[quantity]), reports),
        )
        for quantity in COUNTED
        if quantity in figures
    ]
    headings = [labels.heading(quantity) for quantity in COUNTED]
    sentences = [
        _("{quantity}: {reason}").format(quantity=name, reason=reason) for name, reason in rows
    ]
    if (
        len({reason for _heading, reason in rows}) == 1
        and [name for name, _reason in rows] == headings
    ):
        sentences = [rows[0][1]]
        others = _beside(figures) or _uncounted(reports.values(), Offices())
        if figures[COUNTED[0]].is_unknown and others:
            # Some report gives a number after all, of something else.
            names = labels.joined([labels.quantity(quantity) for quantity in COUNTED])
            sentences = [
                _("{quantity}: {reason}").format(
                    quantity=people_text.capital(names), reason=sentences[0]
                )
            ]
    if chosen_why:
        sentences.append(f"“{chosen_why}”")
    parts_line = widgets.wrapped(labels.parts(figures), "quiet")
    reason = "\n".join(
        f"{labels.heading(quantity)}, {labels.quantity(subset(quantity, name))}: "
        f"{labels.because(figure, reports)}"
        for quantity, name, figure in _parts(figures)
    )
    parts_line.setToolTip(widgets.tooltip(reason))
    parts_line.setAccessibleDescription(reason)
    lines = [parts_line, *(widgets.wrapped(sentence, "quiet") for sentence in sentences)]
    return [label for label in lines if label.text()]


def growth(steps: tuple[Step, ...], figures: Figures) -> tuple[str, Draw]:
    """The title of the curve of the first counted quantity that is known, and what draws it."""
    known_names = (name for name in COUNTED if not figures.get(name, Derived()).is_unknown)
    quantity = next(known_names, COUNTED[0])

    def draw(tone: Tone, size: tuple[float, float]) -> Figure:
        from kharkiv_tracker.charts.curves.incident_curve import draw as draw_growth

        return draw_growth(steps, quantity, tone, size)

    title = _("{quantity}, as reported over time")
    return title.format(quantity=labels.heading(quantity)), draw


def _uncounted(reports: Iterable[Report], offices: Offices) -> list[list[_SourcedText]]:
    """The latest report of combatants, and of deaths in hospital."""
    standing = [report for report in reports if report.derives]
    latest = sorted(standing, key=newest_first, reverse=True)
    fighters = _first(latest, lambda report: labels.fighters(report, labels.in_signs))
    return [group for group in (fighters, _deaths(latest, offices)) if group]


def _first(latest: Sequence[Report], text: Callable[[Report], str]) -> list[_SourcedText]:
    """The text of the first report that has one."""
    return [(text(report), report) for report in latest if text(report)][:1]


def _deaths(latest: Sequence[Report], offices: Offices) -> list[_SourcedText]:
    """How many died in hospital: the largest sum of one speaker's reports."""
    by_speaker: dict[str, list[Report]] = {}
    for report in latest:
        if report.transfer:
            by_speaker.setdefault(offices.voice(report).key, []).append(report)
    if not by_speaker:
        return []
    largest = max(
        by_speaker.values(), key=lambda reports: sum(report.transfer for report in reports)
    )
    number = sum(report.transfer for report in largest)
    return [(labels.deaths(replace(largest[0], transfer=number)), largest[0])]


def _with_speaker(text: str, report: Report) -> str:
    hidden = report.is_confidential
    who = _("Confidential source") if hidden else labels.speaker(report.speaker)
    return _("{counts}: {speaker}, {as_of}").format(
        counts=text, speaker=who, as_of=labels.as_of(report.as_of)
    )


def _parts(figures: Figures) -> list[tuple[str, str, Derived]]:
    """The known parts, by quantity and class."""
    names = ((quantity, name) for quantity in WITH_PARTS for name in (*PARTS, *TOGETHER))
    rows = ((quantity, name, figures.get(subset(quantity, name))) for quantity, name in names)
    return [
        (quantity, name, figure) for quantity, name, figure in rows if figure and figure.because
    ]


def _ranged(name: str, figure: Derived) -> str:
    """A quantity by its name, and its range where it is one: `…, 16 to 20, best 18`."""
    if figure.is_unknown or figure.low == figure.high:
        return name
    sentence = _("{name}, {range}, best {best}") if not figure.is_open else _("{name}, {range}")
    return sentence.format(
        name=name, range=labels.figure_words(figure), best=labels.number(figure.best or 0)
    )
