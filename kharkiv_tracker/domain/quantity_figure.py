"""The figure of one quantity from the remaining counts: best, and its range."""

from __future__ import annotations

from collections.abc import Iterable

from kharkiv_tracker.domain.displacement import Displacement
from kharkiv_tracker.domain.evidence import Claim, Evidence
from kharkiv_tracker.domain.figure import Figure, FigureReason, Reason
from kharkiv_tracker.domain.hospital_deaths import Current, HospitalDeaths
from kharkiv_tracker.domain.quantity import KILLED
from kharkiv_tracker.domain.recorded_persons import RecordedPersons

_Because = dict[Reason, set[str]]
_ORDER = {reason: place for place, reason in enumerate(Reason)}


class QuantityFigure:
    """The last two steps of the rule; with `spans` low and high take in all speakers."""

    def __init__(self, quantity: str, spans: bool, persons: RecordedPersons) -> None:
        self.deaths = HospitalDeaths(quantity, persons)
        self._spans = spans
        self._counts = Displacement(self.deaths)

    def add(self, evidence: Evidence) -> None:
        """Take in one report more."""
        self._counts.add(evidence)

    def figure(self, with_all_reasons: bool) -> tuple[list[Claim], Figure]:
        """The counts that give best, and the figure; why others are not used where asked for."""
        self._counts.refresh()
        standing = self._counts.standing
        if not standing:
            return [], self._of_deaths()
        current = {claim.evidence: self.deaths.current(claim) for claim in standing}
        aside = self._set_aside()
        adopted = self._largest(
            [claim for claim in _pool(standing) if claim.evidence not in aside], current
        )
        because: _Because = {Reason.ADOPTED: {claim.evidence.uid for claim in adopted}}
        figure = self._range(adopted, aside, current, because)
        if self._spans:
            figure = self._span(figure, because)
        if not with_all_reasons:
            because.pop(Reason.OUTVOTED, None)
        moved = {d.uid for claim in adopted for d in current[claim.evidence].deaths}
        if moved:
            because[Reason.DIED] = moved
        for evidence, reason in self._counts.why().items() if with_all_reasons else ():
            because.setdefault(reason, set()).add(evidence.uid)
        return adopted, Figure(
            figure.low, figure.best, figure.high, figure.about, _reasons(because)
        )

    def _of_deaths(self) -> Figure:
        """What deaths in hospital alone come to: so many killed at least."""
        if self.deaths.quantity != KILLED or not self.deaths.movers:
            return Figure()
        number = self.deaths.number(self.deaths.movers)
        because = {Reason.DIED: {death.uid for death in self.deaths.movers}}
        return Figure(number, number, None, False, _reasons(because))

    def _set_aside(self) -> set[Evidence]:
        """The counts that a later remaining one is wholly below."""
        below = self._counts.below_later(_pool(self._counts.standing))
        return {claim.evidence for claim in below if not claim.evidence.is_settling}

    def _largest(self, rest: list[Claim], current: dict[Evidence, Current]) -> list[Claim]:
        """Of the killed the largest with the deaths since; of the injured as reported."""
        if self.deaths.quantity == KILLED:
            best = max(current[claim.evidence].best for claim in rest)
            return [claim for claim in rest if current[claim.evidence].best == best]
        best = max(claim.best for claim in rest)
        equals = [claim for claim in rest if claim.best == best]
        lowest = min(current[claim.evidence].best for claim in equals)
        return [claim for claim in equals if current[claim.evidence].best == lowest]

    def _range(
        self,
        adopted: list[Claim],
        aside: set[Evidence],
        current: dict[Evidence, Current],
        because: _Because,
    ) -> Figure:
        mine = [current[claim.evidence] for claim in adopted]
        best, low = mine[0].best, min(item.low for item in mine)
        bounded = [item.high for item in mine if item.high is not None]
        # Of equals a bounded count closes an open one.
        high = max(bounded) if bounded else None
        givers = {claim.evidence for claim in adopted}
        for claim in self._counts.standing:
            evidence, (_low, number, most, _deaths) = claim.evidence, current[claim.evidence]
            if evidence in givers or not (number if most is None else most) > best:
                continue
            if evidence in aside and self._counts.is_outvoted(claim):
                because.setdefault(Reason.OUTVOTED, set()).add(evidence.uid)
                continue
            because.setdefault(Reason.WIDENED, set()).add(evidence.uid)
            high = None if high is None or most is None else max(high, most)
        return Figure(low, best, high, all(claim.about for claim in adopted))

    def _span(self, figure: Figure, because: _Because) -> Figure:
        """The range with every count that no later speaker reaches."""
        low, high = figure.low or 0, figure.high
        lows, highs, opens = [low], [high or 0], [0]
        for claim in self._counts.unreached():
            current = self.deaths.current(claim)
            # An at least adds its number, and opens the range only where that is the largest.
            top = current.best if current.high is None else current.high
            (opens if current.high is None else highs).append(top)
            is_lower = current.low < low and not claim.evidence.is_partial
            if is_lower:
                lows.append(current.low)
            if is_lower or (high is not None and top > high):
                because.setdefault(Reason.WIDENED, set()).add(claim.evidence.uid)
        if high is not None:
            high = None if max(opens) > max(highs) else max(highs)
        return Figure(min(lows), figure.best, high, figure.about)


def _pool(standing: list[Claim]) -> list[Claim]:
    """The official counts; all, where none is official."""
    official = [claim for claim in standing if claim.evidence.is_official]
    return official or standing


def _reasons(because: _Because) -> tuple[FigureReason, ...]:
    return tuple(
        FigureReason(reason, _sorted(because[reason]))
        for reason in sorted(because, key=_ORDER.__getitem__)
    )


def _sorted(uids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(uids))
