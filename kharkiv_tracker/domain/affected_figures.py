"""Injured, acute stress, and both together: the affected, on whom the steps of the rule run."""

from __future__ import annotations

from collections.abc import Collection, Container
from dataclasses import replace

from kharkiv_tracker.domain.evidence import Bounds, Evidence
from kharkiv_tracker.domain.figure import (
    Figure,
    FigureReason,
    Reason,
    as_chosen,
    of_persons,
    with_unfit,
)
from kharkiv_tracker.domain.figure_parts import FigureParts
from kharkiv_tracker.domain.part_table import PartTable
from kharkiv_tracker.domain.quantity import AFFECTED, INJURED, STRESS, subset
from kharkiv_tracker.domain.quantity_figure import QuantityFigure
from kharkiv_tracker.domain.recorded_persons import RecordedPersons


class AffectedFigures:
    """The figures of those who are not killed, as the reports of an incident come in.

    Affected are stored only where they are not the injured: where stress is known and the case
    does not count it as injured, or where no report says how many of the affected are injured.
    """

    def __init__(self, spans: bool, persons: RecordedPersons, stress_counts: bool) -> None:
        self._affected = QuantityFigure(AFFECTED, spans, persons)
        self._parts = FigureParts(AFFECTED, self._affected.deaths)
        self._injured_parts = FigureParts(INJURED, self._affected.deaths)
        self._persons, self._stress_counts = persons, stress_counts
        self._alone: list[Evidence] = []

    def add(self, item: Evidence) -> None:
        """Take in one report more."""
        self._affected.add(item)
        self._parts.add(item)
        self._injured_parts.add(item)
        if item.stress_alone is not None:
            self._alone.append(item)

    def figures(
        self, chosen: Evidence | None, known: Container[str] | None, with_all_reasons: bool
    ) -> dict[str, Figure]:
        """The figures of injured, and of stress and affected where they are another thing.

        `known` are the reports and persons known, None for all.
        """
        claim = chosen.claims.get(AFFECTED) if chosen else None
        if claim is not None:
            adopted, whole = [claim], as_chosen(claim.best, claim.high, claim.about, claim.uid)
        else:
            adopted, whole = self._affected.figure(with_all_reasons)
            if not adopted:
                whole = of_persons(whole, self._persons.count(INJURED, known))
        persons = self._persons.numbers(INJURED, known)
        givers = [claim.evidence for claim in adopted]
        alone = self._beside(chosen, givers)
        is_injured_known = not whole.is_unknown
        if alone:
            whole = _increased(whole, alone)
        of_chosen = claim is not None
        table = self._parts.table(whole, givers, persons, of_chosen, alone=alone)
        parts = table.figures() if table else {}
        stress = parts.get(STRESS)
        if self._stress_counts or stress is None:
            injured = whole if is_injured_known or self._stress_counts else Figure()
            tables = [table]
        else:
            injured = _less(whole, stress) if is_injured_known else Figure()
            bounds = Bounds(stress.low or 0, stress.high, stress.about)
            tables = [
                table,
                self._injured_parts.table(injured, givers, persons, of_chosen, stress=bounds),
            ]
        is_undivided = (
            stress is None
            and not self._stress_counts
            and bool(adopted)
            and all(item.is_undivided for item in givers)
        )
        if is_undivided:
            uids = tuple(sorted(item.uid for item in givers))
            because = (*injured.because, FigureReason(Reason.UNDIVIDED, uids))
            injured = replace(injured, because=because)
        if with_all_reasons:
            injured = with_unfit(injured, _left_out(tables))
        figures = {INJURED: injured}
        injured_table = tables[-1]
        if injured_table is not None:
            figures |= {subset(INJURED, n): part for n, part in injured_table.figures().items()}
        if stress is not None:
            figures[STRESS] = stress
        if is_undivided or (stress is not None and not self._stress_counts):
            figures[AFFECTED] = whole
            figures |= {subset(AFFECTED, name): part for name, part in parts.items()}
        return figures

    def _beside(self, chosen: Evidence | None, givers: Collection[Evidence]) -> list[Evidence]:
        """The reports of acute stress beside the count in use.

        The largest official, else the largest. Where that count mentions stress itself, or is
        later and large enough to hold them, they are words on a part of it.
        """
        if chosen is not None and chosen.stress_alone is not None:
            return [chosen]
        if any(STRESS in item.words.get(AFFECTED, {}) for item in givers):
            return []
        beside = [
            item
            for item in self._last_words()
            if not any(_may_hold(giver, item) for giver in givers)
        ]
        beside = [item for item in beside if item.is_official] or beside
        if not beside:
            return []
        most = max(_size(item) for item in beside)
        # Of equals the stress names the one known first, whatever was entered before it.
        return sorted((item for item in beside if _size(item) == most), key=_first_known)

    def _last_words(self) -> list[Evidence]:
        """Those that no later one of the same speaker replaces."""
        return [
            item
            for item in self._alone
            if not any(
                other.voice == item.voice and other.is_later_than(item) for other in self._alone
            )
        ]


def _may_hold(giver: Evidence, alone: Evidence) -> bool:
    """Whether a count may include people another reported before; a settling count does."""
    claim, stress = giver.claims.get(AFFECTED), alone.stress_alone
    is_large = claim is not None and stress is not None and claim.best >= stress.least
    return (is_large or giver.is_settling) and giver.is_later_than(alone)


def _first_known(item: Evidence) -> tuple[bool, float]:
    at = item.known_from
    return at is None, at.timestamp() if at else 0


def _size(item: Evidence) -> tuple[int, float]:
    bounds = item.stress_alone or Bounds(0, 0)
    return bounds.least, float("inf") if bounds.most is None else bounds.most


def _increased(whole: Figure, alone: list[Evidence]) -> Figure:
    """A count of the injured with those who have acute stress beside them.

    Where no report gives the injured, at least that many are affected.
    """
    least, most, _about = alone[0].stress_alone or Bounds(0, 0)
    about = all(item.stress_alone.about for item in alone if item.stress_alone)
    because = (*whole.because, FigureReason(Reason.ADOPTED, tuple(sorted(i.uid for i in alone))))
    if whole.low is None or whole.best is None:
        return Figure(least, least, None, about, because)
    high = None if whole.high is None or most is None else whole.high + most
    return Figure(whole.low + least, whole.best + least, high, whole.about or about, because)


def _less(whole: Figure, stress: Figure) -> Figure:
    """The affected less those with acute stress: low less high, high less low."""
    low = 0 if stress.high is None else max(0, (whole.low or 0) - stress.high)
    best = max(0, (whole.best or 0) - (stress.best or 0))
    high = None if whole.high is None else max(best, whole.high - (stress.low or 0))
    uids = stress.reports(Reason.ADOPTED)
    because = (*whole.because, *((FigureReason(Reason.STRESS, uids),) if uids else ()))
    return Figure(low, best, high, whole.about or stress.about, because)


def _left_out(tables: list[PartTable | None]) -> dict[str, tuple[str, ...]]:
    """What did not fit, by part, in one table or another."""
    left_out: dict[str, set[str]] = {}
    for table in tables:
        for name, givers in table.left_out.items() if table else ():
            left_out.setdefault(name, set()).update(givers)
    return {name: tuple(sorted(givers)) for name, givers in left_out.items()}
