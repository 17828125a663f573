"""The counting rule: how the reports of an incident become its figures.

Written out for lay readers in docs/how-numbers-are-made.md. The order in which reports were
entered never matters, withdrawn reports and look-backs derive nothing, and figures are added but
counts never are.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from kharkiv_tracker.domain import evidence as evidence_of
from kharkiv_tracker.domain.affected_figures import AffectedFigures
from kharkiv_tracker.domain.evidence import Evidence
from kharkiv_tracker.domain.figure import SUPERSEDED, Figure, as_chosen, of_persons, with_unfit
from kharkiv_tracker.domain.figure_parts import FigureParts
from kharkiv_tracker.domain.latest_word import LatestWord
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.quantity import LATEST, STEPPED, subset
from kharkiv_tracker.domain.quantity_figure import QuantityFigure
from kharkiv_tracker.domain.recorded_persons import RecordedPersons
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.voice import Offices
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import NP_

#: The edition of the rule; a case file knows by which its figures were derived.
EDITION = 4
#: A rule of the first edition; a case that was counted by it is counted by the latest report.
_HIGHEST_RANKED = "highest-ranked source"


class Rule(Word):
    """How far disagreement widens the range, and whether an analyst chose a report."""

    LATEST = "latest", NP_("counting rule", "latest")
    RANGE = "range of all speakers", NP_("counting rule", "range of all speakers")
    CHOSEN = "chosen by the analyst", NP_("counting rule", "chosen by the analyst")

    @classmethod
    def _missing_(cls, value: object) -> Rule | None:
        return cls.LATEST if value == _HIGHEST_RANKED else None


class Stress(Word):
    """Whether acute stress counts as injured, or beside the injured."""

    APART = "apart", NP_("acute stress", "apart")
    INJURED = "injured", NP_("acute stress", "as injured")


@dataclass(frozen=True, slots=True)
class Step:
    """A figure and the instant from which it was known; None: on no date, but today."""

    quantity: str
    known_from: datetime | None
    figure: Figure


@dataclass(frozen=True)
class Grounds:
    """All that the figures of an incident rest on.

    `chosen` is the id of the report used by *Chosen by the analyst*; a quantity without a number
    in that report follows the steps. Where these are not `all_known` reports but those known by
    some time, a person whom none of them mentions is left out.
    """

    reports: tuple[Report, ...]
    rule: Rule = Rule.LATEST
    chosen: str | None = None
    persons: tuple[Person, ...] = ()
    offices: Offices = field(default_factory=Offices)
    all_known: bool = True
    stress_counts: bool = False
    """Whether those with acute stress count as injured."""

    @cached_property
    def evidence(self) -> list[Evidence]:
        """What its reports give the rule."""
        return evidence_of.of_reports(self.reports, self.offices)

    @cached_property
    def growth(self) -> _Growth:
        """What all of them come to."""
        growth = _Growth(self)
        for item in self.evidence:
            growth.add(item)
        return growth

    def known_by(self, at: datetime | None) -> Grounds:
        """What of it was known by then; all of it for None. Precise to the second."""
        if at is None:
            return self
        second = int(at.timestamp())
        known = (
            report
            for report in self.reports
            if report.known_from and int(report.known_from.timestamp()) <= second
        )
        return replace(self, reports=tuple(known), all_known=False)


def derive(grounds: Grounds) -> dict[str, Figure]:
    """Figures by quantity: `killed` and `injured` always, others and parts where there are any.

    Affected that are not there are the injured.
    """
    return grounds.growth.figures(grounds.all_known, with_all_reasons=True)


def steps(grounds: Grounds) -> tuple[Step, ...]:
    """How the figures grew: a step for every instant at which one of them, or its reasons, changed.

    The last step of each quantity is today's figure. Reports with neither publication nor as-of
    are known on no date; the steps that rest on them have no `known_from` and come last. A step
    leaves out the reasons why counts were replaced (`SUPERSEDED`).
    """
    growth = _Growth(grounds)
    by_instant: dict[datetime | None, list[Evidence]] = {}
    for item in grounds.evidence:
        by_instant.setdefault(item.known_from, []).append(item)
    grown: list[Step] = []
    current: dict[str, Figure] = {}
    for instant in [*sorted(at for at in by_instant if at is not None), None]:
        for item in by_instant.get(instant, ()):
            growth.add(item)
        if instant is None and not (None in by_instant or growth.persons):
            continue
        figures = growth.figures(instant is None, with_all_reasons=False)
        for quantity in dict.fromkeys((*figures, *current)):
            figure = figures.get(quantity, Figure())
            if current.get(quantity) != figure:
                current[quantity] = figure
                grown.append(Step(quantity, instant, figure))
    # What it has grown to is not put together again.
    vars(grounds)["growth"] = growth
    return tuple(grown)


def kept(figure: Figure) -> Figure:
    """A figure with the reasons that a step keeps."""
    kept = tuple(reason for reason in figure.because if reason.reason not in SUPERSEDED)
    return figure if len(kept) == len(figure.because) else replace(figure, because=kept)


class _Growth:
    """The figures of an incident as its reports come in."""

    def __init__(self, grounds: Grounds) -> None:
        self._chosen_uid = grounds.chosen if grounds.rule is Rule.CHOSEN else None
        self._chosen: Evidence | None = None
        self.persons = RecordedPersons(grounds.persons)
        self._known: set[str] = set()
        spans = grounds.rule is Rule.RANGE
        self._wholes = {name: QuantityFigure(name, spans, self.persons) for name in STEPPED}
        self._parts = {name: FigureParts(name, of.deaths) for name, of in self._wholes.items()}
        self._affected = AffectedFigures(spans, self.persons, grounds.stress_counts)
        self._latest = {quantity: LatestWord(quantity) for quantity in LATEST}

    def add(self, item: Evidence) -> None:
        """Take in one report more."""
        self._known |= {item.uid, *self.persons.died(item)}
        if item.uid == self._chosen_uid:
            self._chosen = item
        for quantity in STEPPED:
            self._wholes[quantity].add(item)
            self._parts[quantity].add(item)
        self._affected.add(item)
        for word in self._latest.values():
            word.add(item)

    def figures(self, is_today: bool, with_all_reasons: bool) -> dict[str, Figure]:
        """The figures that follow from all that came in."""
        known = None if is_today else self._known
        figures: dict[str, Figure] = {}
        for quantity in STEPPED:
            figures |= self._stepped(quantity, known, with_all_reasons)
        figures |= self._affected.figures(self._chosen, known, with_all_reasons)
        latest = {name: word.figure(self._chosen) for name, word in self._latest.items()}
        return figures | {name: figure for name, figure in latest.items() if figure is not None}

    def _stepped(
        self, quantity: str, known: Container[str] | None, with_all_reasons: bool
    ) -> dict[str, Figure]:
        chosen = self._chosen.claims.get(quantity) if self._chosen else None
        if chosen is not None:
            adopted = [chosen]
            whole = as_chosen(chosen.best, chosen.high, chosen.about, chosen.uid)
        else:
            adopted, whole = self._wholes[quantity].figure(with_all_reasons)
            if not adopted:
                whole = of_persons(whole, self.persons.count(quantity, known))
        persons = self.persons.numbers(quantity, known)
        givers = {claim.evidence for claim in adopted}
        table = self._parts[quantity].table(whole, givers, persons, chosen is not None)
        if table is None:
            return {quantity: whole}
        if with_all_reasons:
            whole = with_unfit(whole, table.left_out)
        return {
            quantity: whole,
            **{subset(quantity, name): part for name, part in table.figures().items()},
        }
