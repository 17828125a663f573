"""An incident's figures, large, with what they rest on, and how they grew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.derive import Step
from kharkiv_tracker.domain.figure import Figure as Derived
from kharkiv_tracker.domain.report import CHILDREN, INJURED, KILLED, SUBSETS, Report, subset
from kharkiv_tracker.gui import theme, widgets, words
from kharkiv_tracker.gui.charts.figure_pane import Draw
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import Tone

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Figures = Mapping[str, Derived]


def numbers(figures: Figures) -> QLayout:
    """Killed, injured, and the children among them."""
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
    return line


def reasons(figures: Figures, reports: Mapping[str, Report], chosen_why: str) -> list[QWidget]:
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
    if chosen_why:
        said.append(f"“{chosen_why}”")
    whom = widgets.wrapped(words.parts(figures), "quiet")
    why = "\n".join(
        f"{words.capital(labels.quantity(whole))}, {labels.quantity(name)}: "
        f"{labels.because(figure, reports)}"
        for whole, name, figure in _parts(figures)
    )
    whom.setToolTip(widgets.tooltip(why))
    whom.setAccessibleDescription(why)
    lines = [whom, *(widgets.wrapped(sentence, "quiet") for sentence in said)]
    return [label for label in lines if label.text()]


def growth(steps: tuple[Step, ...], figures: Figures) -> tuple[str, Draw]:
    """The title of the curve and what draws it: the killed, or the injured where they are all."""
    killed = figures.get(KILLED, Derived())
    quantity = INJURED if killed.is_unknown else KILLED

    def draw(tone: Tone, size: tuple[float, float]) -> Figure:
        from kharkiv_tracker.charts.curves.growth import draw as draw_growth

        return draw_growth(steps, quantity, tone, size)

    if quantity == KILLED:
        return _("Killed, as reported over time"), draw
    return _("Injured, as reported over time"), draw


def _parts(figures: Figures) -> list[tuple[str, str, Derived]]:
    """The parts that are known, by whole and class."""
    named = ((whole, name) for whole in (KILLED, INJURED) for name in SUBSETS)
    told = ((whole, name, figures.get(subset(whole, name))) for whole, name in named)
    return [(whole, name, figure) for whole, name, figure in told if figure and figure.because]


def _opened(part: Derived) -> Derived:
    """A part told by another report than the whole's: only its lower end is known."""
    return replace(part, high=None)


def _ranged(name: str, figure: Derived) -> str:
    """A quantity by its name, and its range where it is one: `Killed, 16 to 20, best 18`."""
    if figure.is_unknown or figure.low == figure.high:
        return name
    said = _("{name}, {range}, best {best}") if not figure.is_open else _("{name}, {range}")
    return said.format(
        name=name, range=labels.figure_words(figure), best=labels.number(figure.best or 0)
    )
