"""The counting rule, slowly: one function for each numbered step of the page, pair by pair.

`derive` is what the program's rule is compared with. Nothing here is fast, and nothing of the
program is imported.
"""

from collections.abc import Sequence
from typing import Any

from tests.domain.slow_affected import affected_figures, latest_word
from tests.domain.slow_deaths import DeathReports, People
from tests.domain.slow_parts import KILLED, parts_of
from tests.domain.slow_report import (
    LATEST,
    SlowCount,
    SlowFigure,
    SlowPerson,
    SlowReport,
    count_of,
    counts_of,
    is_later,
)

__all__ = ["SlowFigure", "SlowPerson", "SlowReport", "derive"]


def reaches(x: SlowCount, y: SlowCount, deaths: DeathReports) -> bool:
    """X reaches Y if X's best is at least Y's; more, where Y is settling. Y brought up to date."""
    best = deaths.best_for(y, x)
    return x.best > best if y.is_settling else x.best >= best


def lies_below(x: SlowCount, y: SlowCount, deaths: DeathReports) -> bool:
    """X lies wholly below Y, by its high; an at least lies below nothing, nor a none of another."""
    if x.high is None or (x.is_none and x.voice != y.voice):
        return False
    return x.high < deaths.best_for(y, x)


def is_lesser(x: SlowCount, y: SlowCount) -> bool:
    """Whether X is of lesser authority than Y."""
    return y.official and not x.official


def settled(counts: list[SlowCount]) -> list[SlowCount]:
    """1. A settling count strikes out every count of its own or lesser authority that ends no
    later than it; another settling count only if that ends earlier."""
    struck = []
    for x in counts:
        for y in counts:
            if x is y or not x.is_settling or is_lesser(x, y):
                continue
            ends_before = y.report.end < x.report.end
            ends_with = y.report.end == x.report.end
            if ends_before or (ends_with and not y.is_settling):
                struck.append(y)
    return [y for y in counts if y not in struck]


def own_last_words(counts: list[SlowCount], deaths: DeathReports) -> list[SlowCount]:
    """2. A later count strikes out its own voice's earlier ones, up or down."""
    struck = []
    for x in counts:
        for y in counts:
            if x.voice != y.voice or not is_later(x.report, y.report) or is_lesser(x, y):
                continue
            if not x.is_at_least or reaches(x, y, deaths):
                struck.append(y)
    return [y for y in counts if y not in struck]


def between_voices(counts: list[SlowCount], deaths: DeathReports) -> list[SlowCount]:
    """3. A later X strikes out another voice's Y if X is official and Y is not, or if X reaches
    Y. An at least strikes out only what it reaches; a none nothing of another voice's."""
    struck = []
    for x in counts:
        for y in counts:
            if x.voice == y.voice or not is_later(x.report, y.report) or is_lesser(x, y):
                continue
            if x.is_none:
                continue
            outranks = is_lesser(y, x) and not x.is_at_least
            if outranks or reaches(x, y, deaths):
                struck.append(y)
    return [y for y in counts if y not in struck]


def set_aside(pool: list[SlowCount], deaths: DeathReports) -> list[SlowCount]:
    """4. Set aside each that a later one lies wholly below, unless the earlier is settling."""
    return [
        y
        for y in pool
        if not y.is_settling
        and any(is_later(x.report, y.report) and lies_below(x, y, deaths) for x in pool)
    ]


def givers_of_best(rest: list[SlowCount], deaths: DeathReports) -> list[SlowCount]:
    """4. The largest of the rest is best: killed with deaths added, affected as told and, of
    equals, the lowest after deaths."""
    if rest[0].quantity == "killed":
        best = max(deaths.best_now(y) for y in rest)
        return [y for y in rest if deaths.best_now(y) == best]
    best = max(y.best for y in rest)
    equals = [y for y in rest if y.best == best]
    lowest = min(deaths.best_now(y) for y in equals)
    return [y for y in equals if deaths.best_now(y) == lowest]


def is_outvoted(y: SlowCount, after_step_2: list[SlowCount], deaths: DeathReports) -> bool:
    """5. Two other voices' later counts, left after step 2 and of no lesser authority, lie wholly
    below it."""
    voices = {
        x.voice
        for x in after_step_2
        if x.voice != y.voice
        and is_later(x.report, y.report)
        and not is_lesser(x, y)
        and lies_below(x, y, deaths)
    }
    return len(voices) >= 2


def widened(
    high: int | None, best: int, counts: list[SlowCount], deaths: DeathReports
) -> int | None:
    """5. High is raised by every count that goes above best; an at least opens it, only if its
    number is above."""
    for y in counts:
        if y.is_at_least:
            if deaths.best_now(y) > best:
                high = None
        elif high is not None:
            reach = deaths.high_now(y)
            if reach is not None and reach > best:
                high = max(high, reach)
    return high


def spanned(figure: SlowFigure, after_step_2: list[SlowCount], deaths: DeathReports) -> SlowFigure:
    """Range of all speakers: low and high also span every count left after step 2, save those
    another voice's later count, of any authority, reaches."""
    spanning = [
        y
        for y in after_step_2
        if not any(
            x.voice != y.voice and is_later(x.report, y.report) and reaches(x, y, deaths)
            for x in after_step_2
        )
    ]
    low, high = figure.low, figure.high
    for y in spanning:
        if not y.is_partial:  # A partial count never lowers.
            low = min(low, deaths.low_now(y))
        if high is not None and not y.is_at_least:
            high = max(high, deaths.high_now(y))
    at_leasts = [y for y in spanning if y.is_at_least]
    highest = high
    for y in at_leasts:
        number = deaths.best_now(y)
        # Of equals a bounded count closes an open one; another open one does not.
        others = [deaths.best_now(x) for x in spanning if not x.is_at_least]
        if highest is not None and number > max([highest, *others]):
            return SlowFigure(low, figure.best, None, figure.about)
        if high is not None:
            high = max(high, number)
    return SlowFigure(low, figure.best, high, figure.about)


def figure_of_deaths(deaths: DeathReports) -> SlowFigure:
    """No killed count: `n+`."""
    number = deaths.all("killed").near
    return SlowFigure(number, number, None) if number else SlowFigure()


def figure_of(
    counts: list[SlowCount], quantity: str, rule: str, deaths: DeathReports
) -> tuple[SlowFigure, list[SlowCount]]:
    """The five steps of one quantity: its figure, and the counts that gave best."""
    if not counts:
        return (figure_of_deaths(deaths) if quantity == "killed" else SlowFigure()), []
    after_step_1 = settled(counts)
    after_step_2 = own_last_words(after_step_1, deaths)
    standing = between_voices(after_step_2, deaths)
    pool = [y for y in standing if y.official] or standing
    aside = set_aside(pool, deaths)
    givers = givers_of_best([y for y in pool if y not in aside], deaths)
    best = deaths.best_now(givers[0])
    low = best if quantity == "killed" else min(deaths.low_now(y) for y in givers)
    bounded = [y for y in givers if not y.is_at_least]
    high = max(deaths.high_now(y) for y in bounded) if bounded else None
    raising = [
        y
        for y in standing
        if y not in givers and not (y in aside and is_outvoted(y, after_step_2, deaths))
    ]
    high = widened(high, best, raising, deaths)
    figure = SlowFigure(low, best, high, all(y.about for y in givers))
    return (spanned(figure, after_step_2, deaths) if rule == "range" else figure), givers


def known_persons(
    live: list[SlowReport], persons: Sequence[SlowPerson], at: float | None
) -> set[str]:
    """A person is known with the reports that name it; without any, only today."""
    if at is None:
        return {person.name for person in persons}
    names = {report.name for report in live}
    known = {person.name for person in persons if names.intersection(person.reports)}
    return known.union(*(report.dead for report in live))


def at_least_the_recorded(figure: SlowFigure, quantity: str, people: People) -> SlowFigure:
    """Without a count: at least the different persons recorded as killed; as injured of affected.

    Who is recorded as both is killed.
    """
    killed, injured = (
        people.distinct({n for n, person in people.persons.items() if person.quantity == name})
        for name in ("killed", "injured")
    )
    number = len(killed if quantity == "killed" else injured - killed)
    return SlowFigure(number, number, None) if number > (figure.low or 0) else figure


def derive(
    reports: Sequence[SlowReport],
    rule: str = "latest",
    chosen: str | None = None,
    persons: Sequence[SlowPerson] = (),
    at: float | None = None,
    stress_counts: bool = False,
) -> dict[str, Any]:
    """The figures of an incident by name, under "left_out" what did not fit, and under
    "may_include_stress" whether the injured may.

    `rule` is latest, range or chosen; `at` an instant, of which only what was known counts.
    Stress, missing and rescued are there only where they are known.
    """
    live = [report for report in reports if report.derives and report.is_known(at)]
    people = People(persons, known_persons(live, persons, at))
    deaths = DeathReports(tuple(r for r in live if r.tells_of_deaths), people)
    choices = [report for report in live if rule == "chosen" and report.name == chosen]
    choice = choices[0] if choices else None
    figures: dict[str, Any] = {}

    def whole_of(quantity: str) -> tuple[SlowFigure, list[SlowReport], bool]:
        """Its figure, who gave it, and whether it is chosen: as told, no deaths added."""
        count = count_of(choice, quantity) if choice is not None else None
        if count is not None:
            return SlowFigure(count.low, count.best, count.high, count.about), [choice], True
        figure, givers = figure_of(counts_of(live, quantity), quantity, rule, deaths)
        if not givers:
            figure = at_least_the_recorded(figure, quantity, people)
        return figure, [giver.report for giver in givers], False

    def put(quantity: str, whole: SlowFigure, parts: dict[str, SlowFigure]) -> None:
        figures[quantity] = whole
        figures.update({f"{quantity}.{name}": figure for name, figure in parts.items()})

    killed, givers, is_chosen = whole_of("killed")
    parts, left_out = parts_of(KILLED, killed, givers, live, deaths, is_chosen)
    put("killed", killed, parts)
    counted, givers, is_chosen = whole_of("affected")
    hurt = affected_figures(counted, givers, live, deaths, choice, is_chosen, stress_counts)
    put("injured", hurt.injured, hurt.parts_of_injured)
    put("affected", hurt.affected, hurt.parts_of_affected)
    others = {"stress": hurt.stress}
    others |= {quantity: latest_word(live, quantity, choice) for quantity in LATEST}
    figures |= {quantity: figure for quantity, figure in others.items() if figure is not None}
    figures["left_out"] = sorted([*left_out, *hurt.left_out])
    figures["may_include_stress"] = hurt.may_include_stress
    return figures
