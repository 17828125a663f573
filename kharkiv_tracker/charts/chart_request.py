"""The parameters of a chart, readable before the library that draws charts is loaded."""

from __future__ import annotations

from dataclasses import dataclass

from kharkiv_tracker import labels
from kharkiv_tracker.domain.counting_rule import Stress
from kharkiv_tracker.domain.outline import Outlines, Populations
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.i18n import _

#: The measure that is not a counted quantity.
INCIDENTS = "incidents"
_RATE = " per 100,000"


@dataclass(frozen=True, slots=True)
class Measure:
    """The number the colour of a map or calendar shows: a counted quantity, or `INCIDENTS`."""

    quantity: str
    is_rate: bool = False
    """Whether it is set against the number of people who live there."""

    @classmethod
    def of(cls, value: str) -> Measure:
        """The measure of this value; raises KeyError where there is none."""
        return _BY_VALUE[value]

    @property
    def value(self) -> str:
        """How it is called where it is chosen by name: `incidents`."""
        return f"{self.quantity}{_RATE}" if self.is_rate else self.quantity


#: All there are, in the order of their list.
MEASURES = (
    *map(Measure, (*COUNTED, INCIDENTS)),
    *(Measure(quantity, is_rate=True) for quantity in COUNTED),
)
_BY_VALUE = {measure.value: measure for measure in MEASURES}


def measure_label(measure: Measure) -> str:
    """A measure as a list offers it."""
    if measure.quantity == INCIDENTS:
        return _("Incidents")
    if measure.is_rate:
        return _("{people} per 100,000").format(people=labels.people(measure.quantity))
    return labels.heading(measure.quantity)


@dataclass(frozen=True, slots=True)
class Options:
    """How a chart is drawn; each kind of chart names the options that change it."""

    picked: tuple[str, ...] = ()
    """Districts drawn in the accent, all others grey; without any each has its own colour."""
    raions: bool = False
    """Each raion by itself, not all of them as one line."""
    free_axes: bool = False
    """Every panel with an axis of its own."""
    labelled: bool = True
    """The incidents with most casualties are named beside the curve."""
    later: bool = True
    """With an as-known-on clock, what became known later is drawn as a ghost."""
    measure: Measure = MEASURES[0]
    points: bool = False
    """Incidents as points, where they are known more closely than by district."""
    outlines: Outlines | None = None
    """Districts in these outlines, not as tiles."""
    populations: Populations | None = None
    """The populations of the districts, where not those of the outlines."""


@dataclass(frozen=True, slots=True)
class ChartRequest:
    """The parameters of a chart: title of the case, view of its data, options of drawing.

    `stress` says of its figures what the case does with acute stress. `profile` is for whom it
    leaves the program; None: it is for the window.
    """

    case_title: str
    view: View = View()
    options: Options = Options()
    stress: Stress = Stress.APART
    profile: Profile | None = None
