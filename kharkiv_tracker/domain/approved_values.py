"""What an incident is approved as: figures, day, district, grade, weapons, reports with a count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain.counting_rule import Step
from kharkiv_tracker.domain.figure_change import Bounds, Changes
from kharkiv_tracker.domain.quantity import AFFECTED, INJURED
from kharkiv_tracker.domain.report import Report

#: The fields of an incident that an approval is of; all others may be edited.
FIELDS = ("date", "until", "district", "grade", "weapons")
#: The parts of the difference: figures and fields before and after, reports that joined or went.
FIGURES, CHANGED_FIELDS, JOINED, GONE = "figures", "fields", "joined", "gone"


@dataclass(frozen=True, slots=True)
class ApprovedValues:
    """The values that an approval is of, as they are stored; reports are numbers by id."""

    figures: Mapping[str, Bounds | None]
    fields: Mapping[str, Any]
    reports: Mapping[str, int]

    @classmethod
    def of(
        cls, state: Mapping[str, Any], reports: Iterable[Report], steps: Iterable[Step]
    ) -> ApprovedValues:
        """The values of an incident with this state, these reports and the steps they give."""
        last = {step.quantity: step.figure for step in steps}
        return cls(
            {
                quantity: figure_change.bounds(f.low, f.best, f.high, f.about)
                for quantity, f in last.items()
                if not f.is_unknown
            },
            {name: state[name] for name in FIELDS if state.get(name)},
            {r.uid: r.number for r in reports if r.derives and (r.counts or r.transfer)},
        )

    def difference(self, now: ApprovedValues, moved: Changes) -> dict[str, Any]:
        """What is different now, by its parts; empty where nothing is.

        `moved` are the figures that other records moved since: what they were is known by that.
        """
        figures = figure_change.moved(self.figures, now.figures)
        for quantity, (before, _after) in moved.items():
            whole, dot, part = quantity.partition(".")
            # Where affected are not given apart, they are the injured.
            own = (
                quantity
                if quantity in now.figures or whole != AFFECTED
                else f"{INJURED}{dot}{part}"
            )
            figures[quantity] = (before, now.figures.get(own))
        parts: dict[str, Any] = {
            FIGURES: {
                name: [*pair] for name, pair in sorted(figures.items()) if pair[0] != pair[1]
            },
            CHANGED_FIELDS: {
                name: [self.fields.get(name), now.fields.get(name)]
                for name in FIELDS
                if self.fields.get(name) != now.fields.get(name)
            },
            JOINED: sorted(now.reports[uid] for uid in now.reports.keys() - self.reports.keys()),
            GONE: sorted(self.reports[uid] for uid in self.reports.keys() - now.reports.keys()),
        }
        return {name: part for name, part in parts.items() if part}
