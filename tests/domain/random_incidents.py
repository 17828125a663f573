"""Random incidents for the counting rule: small numbers, few voices and few times, so that ties,
corrections and contradictions are frequent. The same seed makes the same incidents.

Times are of a fixed list, `TEXTS` has each as typed. No minute lies on the border of a day or a
half, where a minute could be taken as a point or as a stretch.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from tests.domain.slow_report import DISJOINT, OVERLAPPING, Counts, SlowPerson, SlowReport
from tests.domain.worked_chains import Stretch, instant, stretch

DAYS = ("2024-05-10", "2024-05-11", "2024-05-12")
MINUTES = tuple(f"{day}T{hour}" for day in DAYS for hour in ("09:00", "10:00", "15:00", "20:00"))
HALVES = tuple(f"{day} {half}" for day in DAYS for half in ("early", "late"))
LONG = (
    "2024-05-10/2024-05-11",
    "2024-05-11/2024-05-12",
    "2024-05-10T08:30/2024-05-10T15:30",
    "2024-05-11T08:30/2024-05-11T10:30",
    "2024-05",
    "2024-06",
)
AFTER = ("2024-05-14T12:30", "2024-05-20", "2025-05-10")
TEXTS: dict[Stretch, str] = {stretch(t): t for t in (*DAYS, *MINUTES, *HALVES, *LONG, *AFTER)}
INSTANTS = ("2024-05-10", "2024-05-10T12:30", "2024-05-11", "2024-05-12T18:30", "2024-06-30")
# The most people of a count.
MOST = 12
GROUPS_OF_PERSONS = ("men", "women", "boys", "girls", "child", "adult", "")


@dataclass(frozen=True)
class Incident:
    """A random incident, the report an analyst chose, and an instant to look at it."""

    reports: tuple[SlowReport, ...]
    persons: tuple[SlowPerson, ...]
    chosen: str
    at: float
    stress_counts: bool = False


def incidents(seed: int, number: int) -> Iterator[Incident]:
    """So many incidents, always the same ones for a seed."""
    for index in range(number):
        yield incident(Random(seed * 1_000_003 + index))  # noqa: S311 - not for secrets


def incident(rng: Random) -> Incident:
    names = [f"r{number}" for number in range(1, rng.randint(1, MOST) + 1)]
    persons = random_persons(rng, names) if rng.random() < 0.4 else []
    voices = {f"v{number}": rng.random() < 0.6 for number in range(1, rng.randint(2, 5))}
    days = rng.randint(1, len(DAYS))
    tells_stress = rng.random() < 0.7
    reports = [random_report(rng, name, voices, persons, days, tells_stress) for name in names]
    persons = [
        SlowPerson(
            person.name,
            person.quantity,
            person.group,
            person.counts,
            person.same_as,
            tuple(r.name for r in reports if person.name in r.dead or r.name in person.reports),
        )
        for person in persons
    ]
    chosen = rng.choice(names)
    at = instant(rng.choice(INSTANTS))
    return Incident(tuple(reports), tuple(persons), chosen, at, rng.random() < 0.2)


def smaller(incident: Incident) -> Iterator[Incident]:
    """The incident without one of its reports, persons or counts."""
    reports, persons = incident.reports, incident.persons
    for report in reports:
        yield replace(incident, reports=tuple(r for r in reports if r is not report))
    for person in persons:
        yield replace(incident, persons=tuple(p for p in persons if p is not person))
    for report in reports:
        for name in report.counts:
            counts = {key: count for key, count in report.counts.items() if key != name}
            less = replace(report, counts=counts)
            yield replace(incident, reports=tuple(less if r is report else r for r in reports))


def random_persons(rng: Random, reports: list[str]) -> list[SlowPerson]:
    """Persons of all groups; one who is the same as another is so in all that is counted."""
    persons: list[SlowPerson] = []
    for number in range(1, rng.randint(1, 6)):
        same = rng.choice(persons) if persons and rng.random() < 0.2 else None
        persons.append(
            SlowPerson(
                name=f"p{number}",
                quantity=same.quantity if same else rng.choice(["killed", "killed", "injured", ""]),
                group=same.group if same else rng.choice(GROUPS_OF_PERSONS),
                counts=same.counts if same else rng.random() < 0.85,
                same_as=same.name if same else "",
                reports=tuple(name for name in reports if rng.random() < 0.2),
            )
        )
    return persons


def random_report(
    rng: Random,
    name: str,
    voices: dict[str, bool],
    persons: list[SlowPerson],
    days: int,
    tells_stress: bool,
) -> SlowReport:
    voice = rng.choice([*voices, name])
    official = voices.get(voice, rng.random() < 0.3)
    if rng.random() < 0.08:
        official = not official
    as_of = random_time(rng, days) if rng.random() < 0.85 else None
    published = random_publication(rng, days) if rng.random() < 0.4 else None
    deaths, dead = random_deaths(rng, persons)
    return SlowReport(
        name=name,
        voice=voice,
        official=official,
        as_of=as_of,
        published=published,
        role=rng.choices(["update", "settling", "partial", "retold"], [72, 12, 10, 6])[0],
        withdrawn=rng.random() < 0.05,
        counts=random_counts(rng, deaths, tells_stress),
        deaths=deaths,
        dead=dead,
    )


def random_time(rng: Random, days: int) -> Stretch:
    """A minute, a day, a half, a month or a stretch, of the first days."""
    kinds = rng.choices([MINUTES, DAYS, HALVES, LONG], [50, 20, 15, 15])[0]
    texts = [text for text in kinds if text[:10] <= DAYS[days - 1]]
    return stretch(rng.choice(texts))


def random_publication(rng: Random, days: int) -> Stretch:
    if rng.random() < 0.2:
        return stretch(rng.choice(AFTER))
    kinds = rng.choices([MINUTES, DAYS], [75, 25])[0]
    return stretch(rng.choice([text for text in kinds if text[:10] <= DAYS[days - 1]]))


def random_deaths(rng: Random, persons: list[SlowPerson]) -> tuple[int, tuple[str, ...]]:
    if rng.random() > 0.2:
        return 0, ()
    deaths = rng.choice([1, 1, 1, 2, 3])
    killed = [person.name for person in persons if person.quantity == "killed"]
    dead = rng.sample(killed, min(len(killed), deaths)) if rng.random() < 0.6 else []
    return deaths, tuple(sorted(dead))


def random_counts(rng: Random, deaths: int, tells_stress: bool) -> Counts:
    """Counts of all quantities and of their parts, none of which contradicts its whole."""
    counts = random_whole(rng, "killed", deaths)
    counts |= random_affected(rng, deaths) if tells_stress else random_whole(rng, "injured", deaths)
    for quantity, often in (("missing", 0.15), ("rescued", 0.08)):
        if rng.random() < often:
            counts[quantity] = random_count(rng, MOST)
    return counts


def random_whole(rng: Random, quantity: str, deaths: int) -> Counts:
    """A whole, or none, and parts that fit into it."""
    counts: Counts = {}
    speaks = 0.35 if deaths else 0.85
    whole = random_count(rng, MOST) if rng.random() < speaks else None
    if whole is not None:
        counts[quantity] = whole
    if rng.random() > 0.4:
        return counts
    if whole is not None:
        room = MOST if whole[2] is None else whole[2]
    else:
        room = deaths if deaths and quantity == "killed" else 6
    return counts | random_parts(rng, quantity, room)


def random_affected(rng: Random, deaths: int) -> Counts:
    """Injured, acute stress and affected, as offices tell of them."""
    manner = rng.choices(
        ["injured", "within", "apart", "affected", "affected and injured", "alone"],
        [40, 14, 14, 12, 10, 10],
    )[0]
    if manner == "alone":
        return {"stress": random_count(rng, MOST)}
    if manner == "affected":
        return with_stress_of(rng, random_whole(rng, "affected", deaths), "affected", 0.4)
    counts = random_whole(rng, "injured", deaths)
    if manner == "within":
        return with_stress_of(rng, counts, "injured", 1)
    if manner == "apart":
        # Some of them also count people with stress as injured.
        apart = counts | {"stress": random_count(rng, MOST)}
        return with_stress_of(rng, apart, "injured", 0.15)
    if manner == "affected and injured":
        affected = random_whole(rng, "affected", deaths)
        injured = counts.get("injured", (0, 0, 0, False))
        low, _, high, about = affected.get("affected", (0, 0, 0, False))
        if "affected" in affected:
            # Mostly more than the injured, as it should be.
            more = injured[0] if rng.random() < 0.8 else 0
            most = None if high is None else high + more
            affected["affected"] = (low + more, low + more, most, about)
        return counts | with_stress_of(rng, affected, "affected", 0.4)
    return counts


def with_stress_of(rng: Random, counts: Counts, quantity: str, often: float) -> Counts:
    """With a number of those with acute stress among a whole, which it fits into."""
    if rng.random() >= often:
        return counts
    whole = counts.get(quantity)
    room = MOST if whole is None or whole[2] is None else whole[2]
    return counts | {f"{quantity}.stress": random_count(rng, room)}


def random_parts(rng: Random, quantity: str, room: int) -> Counts:
    """Parts that fit into a room: the sum of the disjoint, and each that overlaps."""
    parts: Counts = {}
    left = room
    for part in rng.sample(DISJOINT, rng.randint(0, 4)):
        count = random_count(rng, left)
        left -= count[0]
        parts[f"{quantity}.{part}"] = count
    if parts and left and rng.random() < 0.3:
        parts[f"{quantity}.{rng.choice(['men', 'adult'])}"] = (left, left, left, False)
        return parts if least(parts) <= room else {}
    for part in OVERLAPPING[:2]:
        if rng.random() < 0.15:
            parts[f"{quantity}.{part}"] = random_count(rng, room)
    return parts


def least(parts: Counts) -> int:
    return sum(count[0] for count in parts.values())


def random_count(rng: Random, room: int) -> tuple[int, int, int | None, bool]:
    """A count of every qualifier, whose low fits into a room."""
    number = min(room, rng.choice([rng.randint(0, MOST), rng.randint(1, 4)]))
    kind = rng.choices(
        ["exact", "open", "range", "up to", "about", "several"], [50, 14, 14, 8, 8, 6]
    )
    if kind == ["open"]:
        return number, number, None, False
    if kind == ["range"]:
        return number, number, number + rng.randint(1, 5), False
    if kind == ["up to"]:
        return 0, 0, max(1, number), False
    if kind == ["several"] and room >= 2:
        return 2, 2, None, False
    return number, number, number, kind == ["about"]
