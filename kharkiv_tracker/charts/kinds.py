"""The kinds of charts, each declared once; the module of a kind loads when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from kharkiv_tracker.analysis.period_totals import Step
from kharkiv_tracker.charts import chart_profile
from kharkiv_tracker.charts.chart_request import ChartRequest, Options
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.errors import WrongCall
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.palette import Tone
from kharkiv_tracker.store.case_file import CaseFile

if TYPE_CHECKING:
    from kharkiv_tracker.charts.hit_areas import ChartFigure

#: Inches; at 100 dots each the size of a chart in the window.
SIZE = (10.0, 6.0)
#: Option of every kind.
_LATER = frozenset({"later"})


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of chart, and the module that reads it from a case, draws it and tables it.

    The module has the functions `title(*arguments)`, `read(case, request, *arguments)`,
    `draw(data, theme, size)` and `to_csv(data)`; `read` gives what the last two take. With an axis
    of days it has `within(data, days)`, the same on an axis of these days only.
    """

    name: str
    label: str
    """Its entry in the list of charts; empty for a kind with a view of its own."""
    load: Callable[[], Any]
    """Imports the module, and matplotlib with it."""
    options: frozenset[str] = _LATER
    """Names of the `Options` that change it."""
    arguments: tuple[str, ...] = ()

    def title(self) -> str:
        """The title above the chart, in the current language."""
        return str(self.load().title(*self.arguments))

    def read(self, case: CaseFile, request: ChartRequest) -> Any:
        """The data of a case."""
        return self.load().read(case, request, *self.arguments)

    def draw(self, data: Any, theme: Tone, size: tuple[float, float]) -> ChartFigure:
        """The data as a figure, `size` in inches."""
        figure: ChartFigure = self.load().draw(data, theme, size)
        return figure

    def within(self, data: Any, days: Span) -> Any:
        """The data as drawn on an axis of these days only; the same where it has no days."""
        cut = getattr(self.load(), "within", None)
        return cut(data, days) if cut else data

    def csv(self, data: Any) -> str:
        """The numbers in the data as comma-separated values."""
        return str(self.load().to_csv(data))


_KINDS = (
    Kind(
        "cumulative",
        N_("Cumulative, by district"),
        lambda: import_module("kharkiv_tracker.charts.curves.cumulative_chart"),
        _LATER | {"picked", "raions", "labelled"},
    ),
    Kind(
        "stacked",
        N_("Cumulative, districts stacked"),
        lambda: import_module("kharkiv_tracker.charts.curves.stack_chart"),
        _LATER | {"raions"},
    ),
    Kind(
        "multiples",
        N_("Cumulative, districts by position"),
        lambda: import_module("kharkiv_tracker.charts.curves.multiples_chart"),
        _LATER | {"free_axes"},
    ),
    Kind(
        "per-day",
        N_("Per day"),
        lambda: import_module("kharkiv_tracker.charts.bars.period_chart"),
        arguments=(Step.DAY,),
    ),
    Kind(
        "per-week",
        N_("Per week"),
        lambda: import_module("kharkiv_tracker.charts.bars.period_chart"),
        arguments=(Step.WEEK,),
    ),
    Kind(
        "per-month",
        N_("Per month"),
        lambda: import_module("kharkiv_tracker.charts.bars.period_chart"),
        arguments=(Step.MONTH,),
    ),
    Kind(
        "calendar",
        N_("Calendar"),
        lambda: import_module("kharkiv_tracker.charts.bars.calendar_chart"),
        _LATER | {"measure"},
    ),
    Kind(
        "lanes",
        N_("Incidents by district and time"),
        lambda: import_module("kharkiv_tracker.charts.lanes.lanes_chart"),
        _LATER | {"measure"},
    ),
    Kind(
        "by-weapon",
        N_("By weapon"),
        lambda: import_module("kharkiv_tracker.charts.bars.group_chart"),
        arguments=("weapon",),
    ),
    Kind(
        "by-place",
        N_("By place hit"),
        lambda: import_module("kharkiv_tracker.charts.bars.group_chart"),
        arguments=("place",),
    ),
    Kind(
        "by-grade",
        N_("By grade"),
        lambda: import_module("kharkiv_tracker.charts.bars.group_chart"),
        arguments=("grade",),
    ),
    Kind(
        "by-source-kind",
        N_("By kind of source"),
        lambda: import_module("kharkiv_tracker.charts.bars.group_chart"),
        arguments=("source_kind",),
    ),
    Kind(
        "by-hour",
        N_("By hour of day"),
        lambda: import_module("kharkiv_tracker.charts.bars.hour_chart"),
    ),
    Kind(
        "people",
        N_("By age and sex"),
        lambda: import_module("kharkiv_tracker.charts.bars.people_chart"),
    ),
    Kind(
        "growth",
        N_("How figures grew"),
        lambda: import_module("kharkiv_tracker.charts.bars.growth_chart"),
    ),
    Kind(
        "against-official",
        N_("Compared with official totals"),
        lambda: import_module("kharkiv_tracker.charts.bars.official_chart"),
    ),
    Kind(
        "map",
        "",
        lambda: import_module("kharkiv_tracker.charts.maps.map_chart"),
        _LATER | {"measure", "points", "outlines", "populations"},
    ),
)

#: All kinds by name, in the order of the list of charts.
KINDS: dict[str, Kind] = {kind.name: kind for kind in _KINDS}
DEFAULT = KINDS["cumulative"]


def kind(name: str) -> Kind:
    """The kind of this name; raises WrongCall, naming those there are."""
    if name not in KINDS:
        raise WrongCall(
            _("Unknown chart “{name}”. Available: {kinds}.").format(
                name=name, kinds=", ".join(KINDS)
            )
        )
    return KINDS[name]


def listed() -> list[Kind]:
    """The kinds in the list of charts."""
    return [kind for kind in KINDS.values() if kind.label]


def load() -> None:
    """Load the modules of all kinds, so that none has to be waited for later."""
    for kind in KINDS.values():
        kind.load()


def draw(
    case: CaseFile,
    name: str,
    view: View = View(),
    options: Options = Options(),
    theme: Tone = "light",
    size: tuple[float, float] = SIZE,
    profile: Profile | None = None,
) -> ChartFigure:
    """The chart of a case as a figure; without a profile as the window shows it."""
    from kharkiv_tracker.charts import chart_frame

    chart = kind(name)
    request = chart_profile.request(case, view, options, profile)
    figure = chart.draw(chart.read(case, request), theme, size)
    if case.sample:
        chart_frame.mark_sample(figure, theme)
    return figure


def csv(
    case: CaseFile,
    name: str,
    view: View = View(),
    options: Options = Options(),
    profile: Profile | None = None,
) -> str:
    """The numbers of a chart of a case as comma-separated values."""
    chart = kind(name)
    return chart.csv(chart.read(case, chart_profile.request(case, view, options, profile)))
