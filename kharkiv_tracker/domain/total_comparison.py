"""Official totals compared with our own sums for the same area and period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from kharkiv_tracker.domain.figure import Range
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.total import GroupTotal, Total
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import NP_

NOTHING = GroupTotal("")


class NotComparable(Word):
    """Why an official total cannot be compared with our own sum."""

    NO_SINCE = (
        "it does not say since when it counts",
        NP_("not comparable", "start date not given"),
    )
    NO_AS_OF = (
        "it does not say as of when it counts",
        NP_("not comparable", "as-of date not given"),
    )
    WIDER = (
        "it covers the whole country",
        NP_("not comparable", "of the whole country"),
    )
    NOTHING_RECORDED = (
        "nothing is recorded for its area and period",
        NP_("not comparable", "nothing recorded for its area and period"),
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """How many more than ours (below zero: fewer) an official total has; `high` None: no limit.

    The minimum the two ranges allow, best against best, and the maximum; about where one of them
    is.
    """

    low: int | None
    best: int
    high: int | None
    about: bool = False

    @classmethod
    def between(cls, reported: Range, own: Range) -> Difference | None:
        """The gap of a reported number to one of ours; None where one of them is unknown."""
        if reported.low is None or reported.best is None or own.low is None or own.best is None:
            return None
        return cls(
            None if own.high is None else reported.low - own.high,
            reported.best - own.best,
            None if reported.high is None else reported.high - own.low,
            reported.about or own.about,
        )

    @property
    def agrees(self) -> bool:
        """Whether the two ranges have a number in common."""
        return (self.low is None or self.low <= 0) and (self.high is None or self.high >= 0)


@dataclass(frozen=True, slots=True)
class Gap:
    """A statement and our own sum from its `since` to `last`: as known then, and today.

    `differences` are to what was known then, `today` to what is known now, by quantity; a quantity
    unknown in either is absent. With a `reason` nothing is compared.
    """

    statement: Statement
    reason: NotComparable | None = None
    last: date | None = None
    own_then: GroupTotal = NOTHING
    own_today: GroupTotal = NOTHING
    differences: Mapping[str, Difference] = field(default_factory=dict)
    today: Mapping[str, Difference] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JointComparison:
    """A joint report compared with the sum of its incidents.

    `own` has the sum of each quantity the report gives, as known at `known_on` (None: today);
    `contradicted` names the quantities of which the two ranges have no number in common, unless
    it `has_remainder`: what it gives more than its incidents is counted.
    """

    joint: JointReport
    known_on: datetime | None
    incidents: tuple[str, ...]
    own: Mapping[str, Total]
    contradicted: tuple[str, ...]
    has_remainder: bool = False

    @property
    def contradicts(self) -> bool:
        return bool(self.contradicted)
