"""Injured, acute stress and affected, slowly: what a report says of each, and their figures.

The five steps give the affected: injured as told plus stress told apart. Here stress that is told
alone joins them, and the injured are those of them without stress.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from tests.domain.slow_deaths import DeathReports
from tests.domain.slow_parts import LeftOut, Teller, Word, own_word, parts_of
from tests.domain.slow_report import (
    Bounds,
    SlowFigure,
    SlowReport,
    all_affected,
    bounds_of,
    is_later,
    told,
)


def added(bounds: Sequence[Bounds]) -> Bounds:
    """Low and low, high and high; about if either is."""
    highs = [high for _, high, _ in bounds]
    high = None if None in highs else sum(highs)
    return sum(low for low, _, _ in bounds), high, any(about for _, _, about in bounds)


def stress_of(report: SlowReport) -> Bounds | None:
    """How many have acute stress: as a part of the affected; else within the injured and apart
    from them; else by how much the affected are more than the injured."""
    of_affected = bounds_of(report, "affected.stress")
    if of_affected is not None:
        return of_affected
    within, apart = bounds_of(report, "injured.stress"), bounds_of(report, "stress")
    if within is not None or apart is not None:
        return added([bounds for bounds in (within, apart) if bounds is not None])
    affected, injured = told(report, "affected"), told(report, "injured")
    if affected is None or injured is None:
        return None
    low = 0 if injured.high is None else max(0, affected.low - injured.high)
    high = None if affected.high is None else max(0, affected.high - injured.low)
    if low == 0 and high is None:
        return None
    return low, high, affected.about or injured.about


def stress_alone(report: SlowReport) -> Bounds | None:
    """Stress told by a report that makes no count of injured or affected."""
    return bounds_of(report, "stress") if all_affected(report) is None else None


def tells_apart(report: SlowReport) -> bool:
    """Whether it tells of stress, or of affected, apart from its injured."""
    apart, affected = bounds_of(report, "stress"), told(report, "affected")
    return told(report, "injured") is not None and (apart is not None or affected is not None)


def say_of_affected(report: SlowReport, name: str) -> Word | None:
    """Of the affected and of the injured at least the larger. At most what it says of the
    affected, else of the injured, unless it tells of stress or affected apart from them."""
    if name == "stress":
        stress = stress_of(report)
        return None if stress is None else Word(*stress)
    of_affected = own_word(report, name, "affected")
    of_injured = own_word(report, name, "injured")
    if of_affected is None and of_injured is None:
        return None
    words = [word for word in (of_affected, of_injured) if word is not None]
    low, about = max(word.low for word in words), any(word.about for word in words)
    if of_affected is not None:
        return Word(low, of_affected.high, about)
    return Word(low, None if tells_apart(report) else of_injured.high, about)


def say_of_injured(report: SlowReport, name: str, stress: SlowFigure) -> Word | None:
    """What it says of injured whom it tells apart, less the stress within; else its words less
    the most that may have stress, as it tells itself, or as the incident has it."""
    if tells_apart(report):
        word = own_word(report, name, "injured")
        most = bounds_of(report, "injured.stress") or (0, 0, False)
    else:
        word = say_of_affected(report, name)
        most = stress_of(report) or (stress.low, stress.high, stress.about)
    if word is None:
        return None
    return Word(0 if most[1] is None else max(0, word.low - most[1]), word.high, word.about)


AFFECTED = Teller("injured", "affected", say_of_affected)


def injured_alone(stress: SlowFigure) -> Teller:
    """The injured, where those with stress are not among them."""
    say = partial(say_of_injured, stress=stress)
    itself = partial(say_of_injured, stress=SlowFigure(0, 0, 0))
    return Teller("injured", "affected", say, ("hospitalised", "serious"), itself)


def told_beside(
    reports: list[SlowReport], givers: list[SlowReport], choice: SlowReport | None
) -> list[SlowReport]:
    """The reports whose stress, told alone, is added to the affected.

    Each voice's last, if no giver tells of stress itself and no later giver is settling or as
    large, so that it may hold them; of these the largest official, else the largest. A chosen
    report that tells stress alone is the one, whenever it was.
    """
    if choice is not None and stress_alone(choice) is not None:
        return [choice]
    if any(say_of_affected(giver, "stress") is not None for giver in givers):
        return []
    alone = [report for report in reports if stress_alone(report) is not None]
    last = [y for y in alone if not any(x.voice == y.voice and is_later(x, y) for x in alone)]
    heard = [
        y
        for y in last
        if not any(
            is_later(giver, y)
            and (giver.role == "settling" or all_affected(giver).best >= stress_alone(y)[0])
            for giver in givers
        )
    ]
    heard = [y for y in heard if y.official] or heard

    def size(report: SlowReport) -> tuple[int, float]:
        low, high, _ = stress_alone(report)
        return low, float("inf") if high is None else high

    largest = max(map(size, heard), default=None)
    return [report for report in heard if size(report) == largest]


def increased(figure: SlowFigure, beside: list[SlowReport]) -> SlowFigure:
    """The affected with those whose stress is told beside them."""
    low, high, _ = stress_alone(beside[0])
    about = all(stress_alone(report)[2] for report in beside)
    if figure.best is None:
        return SlowFigure(low, low, None, about)
    most = None if figure.high is None or high is None else figure.high + high
    return SlowFigure(figure.low + low, figure.best + low, most, figure.about or about)


def less_stress(affected: SlowFigure, stress: SlowFigure) -> SlowFigure:
    """Low less high, best less best, high less low; none below 0."""
    return SlowFigure(
        0 if stress.high is None else max(0, affected.low - stress.high),
        max(0, affected.best - stress.best),
        None if affected.high is None else max(0, affected.high - stress.low),
        affected.about or stress.about,
    )


@dataclass
class AffectedFigures:
    """The figures and parts of injured, stress and affected; what did not fit; the mark."""

    injured: SlowFigure
    affected: SlowFigure
    stress: SlowFigure | None = None
    parts_of_affected: dict[str, SlowFigure] = field(default_factory=dict)
    parts_of_injured: dict[str, SlowFigure] = field(default_factory=dict)
    left_out: LeftOut = field(default_factory=list)
    may_include_stress: bool = False


def affected_figures(
    counted: SlowFigure,
    givers: list[SlowReport],
    reports: list[SlowReport],
    deaths: DeathReports,
    choice: SlowReport | None,
    is_chosen: bool,
    stress_counts: bool,
) -> AffectedFigures:
    """What follows from the affected that the five steps give."""
    beside = told_beside(reports, givers, choice)
    whole = increased(counted, beside) if beside else counted
    parts, left_out = parts_of(AFFECTED, whole, givers, reports, deaths, is_chosen)
    if beside:
        low, high, _ = stress_alone(beside[0])
        about = all(stress_alone(report)[2] for report in beside)
        highs = [number for number in (high, whole.high) if number is not None]
        parts["stress"] = SlowFigure(low, low, min(highs) if highs else None, about)
        left_out = [entry for entry in left_out if entry[2] != "stress"]
    stress = parts.get("stress")
    figures = AffectedFigures(whole, whole, stress, parts, parts, left_out)
    if stress is None:
        silent = [told(giver, "injured") is None for giver in givers]
        figures.may_include_stress = bool(givers) and all(silent) and not stress_counts
    elif not stress_counts:
        figures.injured = SlowFigure() if counted.best is None else less_stress(whole, stress)
        figures.parts_of_injured, unfit = parts_of(
            injured_alone(stress), figures.injured, givers, reports, deaths, is_chosen
        )
        figures.left_out = sorted({*left_out, *unfit})
    return figures


def latest_word(
    reports: list[SlowReport], quantity: str, choice: SlowReport | None
) -> SlowFigure | None:
    """Missing or rescued: the latest official word, else the latest; of several the largest."""
    if choice is not None and bounds_of(choice, quantity) is not None:
        low, high, about = bounds_of(choice, quantity)
        return SlowFigure(low, low, high, about)
    words = [report for report in reports if bounds_of(report, quantity) is not None]
    words = [report for report in words if report.official] or words
    latest = [y for y in words if not any(is_later(x, y) for x in words)]
    if not latest:
        return None

    def size(report: SlowReport) -> tuple[int, float]:
        low, high, _ = bounds_of(report, quantity)
        return low, float("inf") if high is None else high

    largest = max(map(size, latest))
    abouts = [bounds_of(report, quantity)[2] for report in latest if size(report) == largest]
    low, high = largest
    return SlowFigure(low, low, None if high == float("inf") else int(high), all(abouts))
