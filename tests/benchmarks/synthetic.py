"""Made-up cases of any size, the same for the same size; their titles say that they are made up."""

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time, timedelta
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kharkiv_tracker import gazetteer, paths
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.entry import Entries, IncidentEntry
from kharkiv_tracker.domain.incident import Grade, Incident, ReviewState, Weapon
from kharkiv_tracker.domain.incident_words import PlaceHit, PointPrecision
from kharkiv_tracker.domain.place import District
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source, SourceKind, Speaker
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import AsOf, EventTime, Precision, parse_as_of
from kharkiv_tracker.store.case_file import CaseFile

#: Five years of days.
FIRST, DAYS = date(2021, 11, 15), 1826
AUTHOR, REASON = "synthetic", "benchmark"

_SEED, _BATCH, _STORIES = 20220224, 1000, 3000
_EDITION = 4
_PLACES = ("apartment block", "market", "dormitory", "road", "school", "склад", "будинок", "")
_KILLED = (None, None, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 5, 9)
_INJURED = (None, None, 0, 0, 1, 1, 2, 2, 3, 4, 6, 9, 17, 40)
_MANNERS = ("{}", "{}", "{}", "{}", "{}", "{}", "{}+", "~{}")
_OFFICES = tuple(f"Synthetic office {number}" for number in range(1, 25))
_OUTLETS = tuple(f"Synthetic outlet {number}" for number in range(1, 41))
_HOURS = (Precision.DATE, Precision.NIGHT, Precision.EXACT, Precision.APPROXIMATE)
_GRADES = (*Grade, Grade.CONFIRMED, Grade.CONFIRMED, Grade.FAIR, Grade.FAIR, None)
_STATES = (*ReviewState, *(ReviewState.APPROVED,) * 9, *(ReviewState.DRAFT,) * 5)


class Telling(NamedTuple):
    """A report to be: days after its incident (None: no as-of), who says it where, and what."""

    after: int | None
    speaker: Speaker
    source: Source
    counts: Mapping[str, str]
    transfer: int


class Made(NamedTuple):
    """An incident to be, told of in the reports of a story from some day on."""

    number: int
    incident: Incident
    told_from: date
    story: int


def kept(size: int, folder: Path | None = None) -> Path:
    """The case of this size with its history, made where there is none yet; never half of one."""
    return once(f"synthetic-{size}-{_EDITION}", folder, lambda path: make(path, size))


def once(name: str, folder: Path | None, write: Callable[[Path], None]) -> Path:
    """The case file of that name, written where there is none yet; never half of one."""
    folder = folder or paths.cache_dir() / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.ktcase"
    if not path.exists():
        half = path.with_suffix(".part")
        for left in folder.glob(f"{half.name}*"):
            left.unlink()
        write(half)
        half.rename(path)
    return path


def title(size: int) -> str:
    return f"Synthetic: {size} made-up incidents"


def make(path: Path, size: int) -> None:
    """Write a case file of that many incidents through the store's own door."""
    entries = incidents(size)
    with CaseFile.create(path, title(size), sample=True, author=AUTHOR) as case:
        while batch := tuple(islice(entries, _BATCH)):
            case.record(Entries(batch), AUTHOR, REASON)
        case.record(Entries(statements=statements(size)), AUTHOR, REASON)


def incidents(size: int) -> Iterator[IncidentEntry]:
    """Made-up incidents with their reports, the oldest first."""
    for one in made(size):
        yield IncidentEntry(
            one.incident,
            tuple(
                Report(
                    as_of=as_of(one.told_from, told.after),
                    speaker=told.speaker,
                    source=told.source,
                    counts={name: Count.parse(text) for name, text in told.counts.items()},
                    transfer=told.transfer,
                    quote=quote(one.number, place),
                )
                for place, told in enumerate(stories()[one.story])
            ),
        )


def made(size: int) -> Iterator[Made]:
    """The incidents themselves, and which story their reports tell."""
    dice = random.Random(_SEED + size)  # noqa: S311 - nothing here is secret
    districts = gazetteer.load().districts
    weights = [1 + 40 // (place + 1) for place in range(len(districts))]
    # On every hundredth day ten times as much happens.
    days = dice.choices(range(DAYS), [10 if day % 100 == 37 else 1 for day in range(DAYS)], k=size)
    for number, day in enumerate(sorted(days)):
        happened = FIRST + timedelta(days=day)
        district = dice.choices(districts, weights)[0]
        point, precision = _point(dice, district)
        incident = Incident(
            _event(dice, happened) if number % 50 else EventTime(),
            district.key,
            place=dice.choice(_PLACES),
            point=point,
            point_precision=precision,
            weapons=(dice.choice(_WEAPONS),),
            places_hit=(dice.choice(_PLACES_HIT),) if number % 3 else (),
            grade=dice.choice(_GRADES),
            state=dice.choice(_STATES),
        )
        yield Made(number, incident, happened, dice.randrange(_STORIES))


@cache
def stories() -> tuple[tuple[Telling, ...], ...]:
    """What reports may tell of an incident, one after the other."""
    dice = random.Random(_SEED)  # noqa: S311 - nothing here is secret
    return tuple(_story(dice) for _number in range(_STORIES))


@cache
def statements(size: int) -> tuple[Statement, ...]:
    """What an office gave as the toll of the whole oblast, once a quarter."""
    return tuple(
        Statement(
            "UA63000000000041885",
            since=FIRST,
            as_of=parse_as_of((FIRST + timedelta(days=day)).isoformat()),
            speaker=Speaker("", _OFFICES[0]),
            source=Source(_OUTLETS[0], SourceKind.MEDIA),
            counts={
                "killed": Count.parse(f"{2 * size * day // DAYS}+"),
                "injured": Count.parse(str(6 * size * day // DAYS)),
            },
        )
        for day in range(91, DAYS, 91)
    )


@lru_cache(maxsize=4096)
def as_of(told_from: date, after: int | None) -> AsOf | None:
    if after is None:
        return None
    return parse_as_of((told_from + timedelta(days=after)).isoformat())


def quote(number: int, place: int) -> str:
    return f"Made up for measuring, number {number}, told {place + 1}."


_WEAPONS, _PLACES_HIT, _POINTS = tuple(Weapon), tuple(PlaceHit), tuple(PointPrecision)


def _event(dice: random.Random, day: date) -> EventTime:
    precision = dice.choice(_HOURS)
    timed = precision in (Precision.EXACT, Precision.APPROXIMATE)
    return EventTime(day, time(dice.randrange(24), 30) if timed else None, precision)


def _point(
    dice: random.Random, district: District
) -> tuple[tuple[float, float] | None, PointPrecision | None]:
    if district.position is None or dice.random() < 0.6:
        return None, None
    latitude, longitude = district.position
    near = (latitude + dice.uniform(-0.02, 0.02), longitude + dice.uniform(-0.02, 0.02))
    return (round(near[0], 5), round(near[1], 5)), dice.choice(_POINTS)


def _story(dice: random.Random) -> tuple[Telling, ...]:
    killed, injured = dice.choice(_KILLED), dice.choice(_INJURED)
    after, told = 0, []
    for place in range(dice.choices((1, 2, 3, 4), (50, 30, 14, 6))[0]):
        told.append(
            Telling(
                None if dice.random() < 0.02 else after,
                Speaker("", dice.choice(_OFFICES)),
                Source(dice.choice(_OUTLETS), SourceKind.MEDIA),
                _counts(dice, killed, injured),
                int(place > 0 and bool(injured) and dice.random() < 0.1),
            )
        )
        after += dice.choice((0, 1, 1, 2, 5, 40))
        killed = dice.choice((killed, (killed or 0) + 1, (killed or 0) + 2))
        injured = dice.choice((injured, injured, (injured or 0) + 3))
    return tuple(told)


def _counts(dice: random.Random, killed: int | None, injured: int | None) -> dict[str, str]:
    told = {}
    for whole, number in (("killed", killed), ("injured", injured)):
        if number is not None:
            told[whole] = dice.choice(_MANNERS).format(number)
        if number and dice.random() < 0.2:
            told[f"{whole}.{dice.choice(('women', 'men', 'child', 'girls'))}"] = "1"
    return told
