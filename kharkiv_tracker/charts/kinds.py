"""The kinds of charts there are, each under a name fit for a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from kharkiv_tracker.analysis.periods import Step
from kharkiv_tracker.charts import framing
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.bars import calendar, groups, growing, hours, official, people, periods
from kharkiv_tracker.charts.choices import Options
from kharkiv_tracker.charts.curves import cumulative, multiples, stacked
from kharkiv_tracker.charts.curves.live import Live
from kharkiv_tracker.charts.maps import tilemap
from kharkiv_tracker.charts.targets import Drawn
from kharkiv_tracker.domain.view import View
from kharkiv_tracker.errors import WrongCall
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import Tone
from kharkiv_tracker.store.case_file import CaseFile

#: Inches; at 100 dots each the size of a chart in the window.
SIZE = (10.0, 6.0)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of chart: its name, its title, and how it is read from a case, drawn and tabled.

    `data(case, asked)` gives what `draw(data, theme, size)` and `csv(data)` take.
    """

    name: str
    title: Callable[[], str]
    data: Callable[[CaseFile, Asked], Any]
    draw: Callable[[Any, Tone, tuple[float, float]], Drawn]
    csv: Callable[[Any], str]
    live: Callable[[Drawn, Any], Live] | None = None
    """Keeps a figure that has been drawn, to show the next data in the same frame at once."""


def _per(step: Step) -> Kind:
    return Kind(
        f"per-{step}",
        lambda: _(periods.TITLES[step]),
        partial(periods.read, step=step),
        periods.draw,
        periods.to_csv,
    )


def _by(group: str) -> Kind:
    return Kind(
        f"by-{group.replace('_', '-')}",
        lambda: _(groups.TITLES[group]),
        partial(groups.read, by=group),
        groups.draw,
        groups.to_csv,
    )


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "cumulative",
            cumulative.title,
            cumulative.read,
            cumulative.draw,
            cumulative.to_csv,
            Live,
        ),
        Kind("stacked", stacked.title, stacked.read, stacked.draw, stacked.to_csv),
        Kind("multiples", multiples.title, multiples.read, multiples.draw, multiples.to_csv),
        *(_per(step) for step in Step),
        Kind("calendar", calendar.title, calendar.read, calendar.draw, calendar.to_csv),
        *(_by(group) for group in groups.TITLES),
        Kind("by-hour", hours.title, hours.read, hours.draw, hours.to_csv),
        Kind("growth", growing.title, growing.read, growing.draw, growing.to_csv),
        Kind("people", people.title, people.read, people.draw, people.to_csv),
        Kind("against-official", official.title, official.read, official.draw, official.to_csv),
        Kind("map", tilemap.title, tilemap.read, tilemap.draw, tilemap.to_csv),
    )
}


def kind(name: str) -> Kind:
    """The kind of this name; raises WrongCall, naming those there are."""
    found = KINDS.get(name)
    if found is None:
        raise WrongCall(
            _("“{name}” is no kind of chart; there are: {kinds}.").format(
                name=name, kinds=", ".join(KINDS)
            )
        )
    return found


def draw(
    case: CaseFile,
    name: str,
    view: View = View(),
    options: Options = Options(),
    theme: Tone = "light",
    size: tuple[float, float] = SIZE,
) -> Drawn:
    """The figure of a case in one call."""
    chosen = kind(name)
    figure = chosen.draw(chosen.data(case, Asked(case.title, view, options)), theme, size)
    if case.sample:
        framing.mark_sample(figure, theme)
    return figure


def csv(
    case: CaseFile,
    name: str,
    view: View = View(),
    options: Options = Options(),
) -> str:
    """The numbers behind a chart in one call."""
    chosen = kind(name)
    return chosen.csv(chosen.data(case, Asked(case.title, view, options)))
