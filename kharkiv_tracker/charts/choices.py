"""What one can choose of charts, named before the library that draws them loads."""

from __future__ import annotations

from dataclasses import dataclass

from kharkiv_tracker import labels
from kharkiv_tracker.domain.outline import Outlines, Populations
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.i18n import _

#: What is measured beside the counted quantities.
INCIDENTS = "incidents"
_RATE = " per 100,000"


@dataclass(frozen=True, slots=True)
class Measure:
    """What the tint of a map or of a calendar stands for: a counted quantity, or `INCIDENTS`."""

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
    """How a chart is drawn beside what it shows; a kind heeds those that it declares."""

    picked: tuple[str, ...] = ()
    """Districts drawn in the accent, all others grey; none: all are told apart."""
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
    """Who lives in the districts, where it is not the outlines that tell."""
