"""The rule held against its second, slow implementation, figure by figure."""

from collections.abc import Iterator, Mapping

from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.count import Count, Qualifier
from kharkiv_tracker.domain.counting_rule import Grounds, Rule, derive
from kharkiv_tracker.domain.figure import Figure, Reason, affected
from kharkiv_tracker.domain.office import Authority
from kharkiv_tracker.domain.person import Civilian, Person, Sex, Status
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Speaker
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.domain.when import parse_as_of, parse_clock
from tests.domain import slow_rule
from tests.domain.random_incidents import TEXTS, Incident
from tests.domain.slow_report import SlowPerson, SlowReport
from tests.domain.worked_chains import instant

RULES = {Rule.LATEST: "latest", Rule.RANGE: "range", Rule.CHOSEN: "chosen"}
PARTS = (
    *("children", "boys", "girls", "adults", "men", "women"),
    *("hospitalised", "serious", "stress"),
)
SEX_AND_AGE = {
    "boys": (Sex.MALE, "child"),
    "girls": (Sex.FEMALE, "child"),
    "child": (None, "child"),
    "men": (Sex.MALE, "adult"),
    "women": (Sex.FEMALE, "adult"),
    "adult": (None, "adult"),
    "": (None, ""),
}


def count(bounds: tuple[int, int, int | None, bool]) -> Count:
    """The count of these bounds."""
    low, _best, high, about = bounds
    if high is None:
        return Count(Qualifier.AT_LEAST, low)
    if about:
        return Count(Qualifier.ABOUT, low)
    if low == high:
        return Count(Qualifier.EXACTLY, low)
    return Count(Qualifier.BETWEEN, low, high) if low else Count(Qualifier.UP_TO, high)


def report(slow: SlowReport) -> Report:
    """The report as the program has it; its authority is marked on it."""
    return Report(
        uid=slow.name,
        as_of=parse_as_of(TEXTS[slow.as_of]) if slow.as_of else None,
        published=parse_as_of(TEXTS[slow.published]) if slow.published else None,
        speaker=Speaker(office="" if slow.voice == slow.name else slow.voice),
        role=Role(slow.role),
        authority=Authority.OFFICIAL if slow.official else Authority.UNOFFICIAL,
        withdrawn=slow.withdrawn,
        counts={quantity: count(bounds) for quantity, bounds in slow.counts.items()},
        transfer=slow.deaths,
        died=slow.dead,
    )


def persons(slow: SlowPerson, reports: tuple[SlowReport, ...]) -> Iterator[Person]:
    """The person's records: one for each report that names them, all the same person."""
    sex, age = SEX_AND_AGE[slow.group]
    naming = [r.name for r in reports if r.name in slow.reports and slow.name not in r.dead]
    for number, name in enumerate(naming or [""]):
        yield Person(
            uid=f"{slow.name}.{number}" if number else slow.name,
            status=Status(slow.quantity) if slow.quantity else None,
            sex=sex,
            age=parse_age(age),
            civilian=Civilian.CIVILIAN if slow.counts else Civilian.COMBATANT,
            same_as=slow.name if number else slow.same_as,
            report=name,
        )


def grounds(incident: Incident, rule: Rule) -> Grounds:
    """What the program derives from for a random incident."""
    return Grounds(
        tuple(map(report, incident.reports)),
        rule,
        incident.chosen,
        tuple(one for slow in incident.persons for one in persons(slow, incident.reports)),
        stress_counts=incident.stress_counts,
    )


def compared(incident: Incident, rule: Rule, clock: str = "") -> tuple[object, object]:
    """The program's figures, parts and what did not fit, and those of the slow rule."""
    known = grounds(incident, rule).known_by(parse_clock(clock) if clock else None)
    slow = slow_rule.derive(
        incident.reports,
        RULES[rule],
        incident.chosen,
        incident.persons,
        instant(clock) if clock else None,
        incident.stress_counts,
    )
    return fast_result(derive(known)), slow_result(slow)


def fast_result(figures: dict[str, Figure]) -> object:
    """Bounds by quantity, which wholes are about, what did not fit, and the mark of the injured."""
    # Where no figure of affected stands apart they are the injured, and so are their parts.
    named = {**figures, "affected": affected(figures)}
    if "affected" not in figures:
        parts = {name: f for name, f in figures.items() if name.startswith("injured.")}
        named |= {f"affected.{name.partition('.')[2]}": f for name, f in parts.items()}
    unfit = {
        (uid, quantity, why.part)
        for quantity in ("killed", "injured")
        for why in figures[quantity].because
        if why.reason is Reason.NOT_FITTING
        for uid in why.reports
        if uid
    }
    undivided = bool(figures["injured"].reports(Reason.UNDIVIDED))
    return with_something(named), abouts(named), unfit, undivided


def with_something(figures: Mapping[str, Figure | slow_rule.SlowFigure]) -> dict:
    """Wholes, and the parts of which there is at least one: of others nothing is known.

    Parts that only the program makes are left: those of unknown sex, and of unknown age.
    """
    return {
        name: (figure.low, figure.best, figure.high)
        for name, figure in figures.items()
        if "." not in name or (figure.low and name.partition(".")[2] in PARTS)
    }


def abouts(figures: Mapping[str, Figure | slow_rule.SlowFigure]) -> set[str]:
    return {name for name, figure in figures.items() if "." not in name and figure.about}


def slow_result(slow: dict) -> object:
    """The same of the slow rule."""
    others = ("left_out", "may_include_stress")
    figures = {name: figure for name, figure in slow.items() if name not in others}
    unfit = {entry for entry in slow["left_out"] if entry[0]}
    return with_something(figures), abouts(figures), unfit, slow["may_include_stress"]
