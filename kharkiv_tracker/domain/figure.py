"""What the counts of an incident come to: its figure, with the reasons for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol, TypeVar

from kharkiv_tracker.domain.quantity import AFFECTED, INJURED

_T = TypeVar("_T")


class Reason(StrEnum):
    """Why a figure is what it is; the words for it come from labels."""

    ADOPTED = "adopted"
    CHOSEN = "chosen"
    DIED = "died in hospital"
    STRESS = "less acute stress"
    UNDIVIDED = "may include acute stress"
    PERSONS = "recorded persons"
    WIDENED = "widened"
    NOT_FITTING = "not fitting"
    OUTVOTED = "outvoted"
    SETTLED = "settled"
    OWN_LAST_WORD = "own last word"
    OFFICIAL_FIRST = "official before unofficial"
    GROWN_PAST = "grown past"


#: Why a count was replaced, or a part is not kept. A stored figure leaves these out:
#: they are many, and follow from the reports.
SUPERSEDED = (
    Reason.NOT_FITTING,
    Reason.OUTVOTED,
    Reason.SETTLED,
    Reason.OWN_LAST_WORD,
    Reason.OFFICIAL_FIRST,
    Reason.GROWN_PAST,
)


@dataclass(frozen=True, slots=True)
class FigureReason:
    """One reason with the ids of its reports; `part` is what did not fit."""

    reason: Reason
    reports: tuple[str, ...]
    part: str = ""


class Range(Protocol):
    """Anything with low, best and high: all None when unknown, `high` alone None when open."""

    @property
    def low(self) -> int | None: ...
    @property
    def best(self) -> int | None: ...
    @property
    def high(self) -> int | None: ...
    @property
    def about(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Figure:
    """An incident's derived number of people for one quantity."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    about: bool = False
    because: tuple[FigureReason, ...] = ()

    @property
    def is_unknown(self) -> bool:
        return self.low is None

    @property
    def is_open(self) -> bool:
        return self.low is not None and self.high is None

    def reports(self, reason: Reason) -> tuple[str, ...]:
        """The ids of the reports of `reason`, () where it does not apply."""
        return tuple(uid for b in self.because if b.reason is reason for uid in b.reports)


def as_chosen(best: int, high: int | None, about: bool, report: str) -> Figure:
    """The figure of a report that was chosen: its count as reported."""
    return Figure(best, best, high, about, (FigureReason(Reason.CHOSEN, (report,)),))


def of_persons(figure: Figure, number: int) -> Figure:
    """Where no report gives a number: at least as many as there are recorded persons."""
    if number <= (figure.low or 0):
        return figure
    because = (*figure.because, FigureReason(Reason.PERSONS, ()))
    return Figure(number, number, None, False, because)


def with_unfit(figure: Figure, left_out: Mapping[str, Iterable[str]]) -> Figure:
    """A figure with the parts that were left out because they do not fit, and who gives them."""
    unfit = (
        FigureReason(Reason.NOT_FITTING, tuple(sorted(givers)), name)
        for name, givers in left_out.items()
    )
    return replace(figure, because=(*figure.because, *unfit))


def both_with_affected(
    before: Mapping[str, _T | None], after: Mapping[str, _T | None]
) -> tuple[dict[str, _T | None], dict[str, _T | None]]:
    """Two sets of figures to be compared: where one has affected apart, so has the other."""
    if not (before.get(AFFECTED) or after.get(AFFECTED)):
        return dict(before), dict(after)
    return _with_affected(before), _with_affected(after)


def _with_affected(figures: Mapping[str, _T | None]) -> dict[str, _T | None]:
    if figures.get(AFFECTED):
        return dict(figures)
    heads = ((name, *name.partition(".")) for name in figures)
    same = {
        f"{AFFECTED}{dot}{part}": figures[name]
        for name, head, dot, part in heads
        if head == INJURED
    }
    return {**figures, **same}


def affected(figures: Mapping[str, Figure]) -> Figure:
    """The affected of an incident; without a figure of their own they are the injured."""
    return figures.get(AFFECTED) or figures.get(INJURED, Figure())
