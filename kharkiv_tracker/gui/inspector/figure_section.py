"""An incident's figures, large, with what they rest on, and how they grew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.derive import Step
from kharkiv_tracker.domain.figure import Figure as Derived
from kharkiv_tracker.domain.quantity import CHILDREN, COUNTED, PARTS, UNCOUNTED, subset
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.charts.figure_pane import Draw
from kharkiv_tracker.gui.inspector.report_lines import newest_first
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.palette import Tone

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Figures = Mapping[str, Derived]
#: What is said, and the report that says so.
_Given = tuple[str, Report]

#: So many numbers stand in a line; children are among them while there is room.
_ROOM = 3


def numbers(figures: Figures) -> QLayout:
    """The counted figures, and the children among the first of which they are known."""
    line = QHBoxLayout()
    line.setSpacing(12)
    shown = [(labels.heading(name), figures.get(name, Derived())) for name in COUNTED]
    for whole in COUNTED:
        children = figures.get(subset(whole, CHILDREN))
        if children and not children.is_unknown and len(shown) < _ROOM:
            at_least = children if children.low == children.high else _opened(children)
            shown.append((labels.heading_of_children(whole), at_least))
    for said, figure in shown:
        kind = "quiet" if figure.is_unknown else ""
        number = widgets.text(labels.figure_text(figure), kind, theme.FIGURE, bold=True)
        number.setAccessibleName(f"{said}: {labels.figure_words(figure)}")
        line.addLayout(widgets.column(number, widgets.text(said, "quiet")), 1)
    if len(shown) < _ROOM:
        line.addStretch(1)
    return line


def beside(reports: Iterable[Report]) -> list[QWidget]:
    """What the reports say beside the figures, in a quiet line; its tooltip tells who says so."""
    groups = _uncounted(reports)
    if not groups:
        return []
    parts = (", ".join(text for text, _report in group) for group in groups)
    line = widgets.wrapped(" · ".join(parts), "quiet")
    why = "\n".join(_with_speaker(text, report) for group in groups for text, report in group)
    line.setToolTip(widgets.tooltip(why))
    line.setAccessibleDescription(why)
    return [line]


def reasons(figures: Figures, reports: Mapping[str, Report], chosen_why: str) -> list[QWidget]:
    """Who they were, and why the figures are so; said once where both rest on one reason."""
    told = [
        (_ranged(labels.heading(whole), figures[whole]), _because(whole, figures, reports))
        for whole in COUNTED
        if whole in figures
    ]
    plain = [labels.heading(whole) for whole in COUNTED]
    said = [_("{quantity}: {reason}").format(quantity=name, reason=why) for name, why in told]
    if len({why for _name, why in told}) == 1 and [name for name, _why in told] == plain:
        said = [told[0][1]]
        if figures[COUNTED[0]].is_unknown and _uncounted(reports.values()):
            # Some report gives a number after all, of something else.
            names = labels.joined([labels.quantity(whole) for whole in COUNTED])
            said = [
                _("{quantity}: {reason}").format(
                    quantity=people_text.capital(names), reason=said[0]
                )
            ]
    if chosen_why:
        said.append(f"“{chosen_why}”")
    whom = widgets.wrapped(labels.parts(figures), "quiet")
    why = "\n".join(
        f"{labels.heading(whole)}, {labels.quantity(subset(whole, name))}: "
        f"{labels.because(figure, reports)}"
        for whole, name, figure in _parts(figures)
    )
    whom.setToolTip(widgets.tooltip(why))
    whom.setAccessibleDescription(why)
    lines = [whom, *(widgets.wrapped(sentence, "quiet") for sentence in said)]
    return [label for label in lines if label.text()]


def _because(whole: str, figures: Figures, reports: Mapping[str, Report]) -> str:
    """Why a figure is so; where only parts of it are known no report gives the whole."""
    has_parts = any(name == whole for name, _part, _figure in _parts(figures))
    if figures[whole].is_unknown and has_parts:
        return _("No report gives the whole number.")
    return labels.because(figures[whole], reports)


def growth(steps: tuple[Step, ...], figures: Figures) -> tuple[str, Draw]:
    """The title of the curve of the first counted quantity that is known, and what draws it."""
    known = (name for name in COUNTED if not figures.get(name, Derived()).is_unknown)
    quantity = next(known, COUNTED[0])

    def draw(tone: Tone, size: tuple[float, float]) -> Figure:
        from kharkiv_tracker.charts.curves.incident_curve import draw as draw_growth

        return draw_growth(steps, quantity, tone, size)

    title = _("{quantity}, as reported over time")
    return title.format(quantity=labels.heading(quantity)), draw


def _uncounted(reports: Iterable[Report]) -> list[list[_Given]]:
    """What the latest report says of each kept quantity, and of combatants and deaths."""
    standing = [report for report in reports if not report.withdrawn]
    latest = sorted(standing, key=newest_first, reverse=True)
    counts = [given for name in UNCOUNTED for given in _first(latest, partial(_count, name))]
    fighters = _first(latest, lambda report: labels.fighters(report, labels.in_signs))
    return [group for group in (counts, fighters, _deaths(latest)) if group]


def _first(latest: Sequence[Report], text: Callable[[Report], str]) -> list[_Given]:
    """What the first of the reports says of which there is something to say."""
    return [(text(report), report) for report in latest if text(report)][:1]


def _count(name: str, report: Report) -> str:
    return labels.short_counts({name: report.counts[name]}) if name in report.counts else ""


def _deaths(latest: Sequence[Report]) -> list[_Given]:
    """How many died in hospital: by the speaker who tells of most, whose reports add up."""
    tellers: dict[str, list[Report]] = {}
    for report in latest:
        if report.transfer:
            tellers.setdefault(report.speaker.key or report.uid, []).append(report)
    if not tellers:
        return []
    most = max(tellers.values(), key=lambda reports: sum(one.transfer for one in reports))
    number = sum(one.transfer for one in most)
    return [(labels.deaths(replace(most[0], transfer=number)), most[0])]


def _with_speaker(text: str, report: Report) -> str:
    hidden = report.is_confidential
    who = _("Confidential source") if hidden else labels.speaker(report.speaker)
    return _("{counts}: {speaker}, {as_of}").format(
        counts=text, speaker=who, as_of=labels.as_of(report.as_of)
    )


def _parts(figures: Figures) -> list[tuple[str, str, Derived]]:
    """The parts that are known, by whole and class."""
    named = ((whole, name) for whole in COUNTED for name in PARTS)
    told = ((whole, name, figures.get(subset(whole, name))) for whole, name in named)
    return [(whole, name, figure) for whole, name, figure in told if figure and figure.because]


def _opened(part: Derived) -> Derived:
    """A part told by another report than the whole's: only its lower end is known."""
    return replace(part, high=None)


def _ranged(name: str, figure: Derived) -> str:
    """A quantity by its name, and its range where it is one: `…, 16 to 20, best 18`."""
    if figure.is_unknown or figure.low == figure.high:
        return name
    said = _("{name}, {range}, best {best}") if not figure.is_open else _("{name}, {range}")
    return said.format(
        name=name, range=labels.figure_words(figure), best=labels.number(figure.best or 0)
    )
