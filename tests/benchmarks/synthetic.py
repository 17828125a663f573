"""Made-up cases of any size, the same for the same size; their titles say that they are made up."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from kharkiv_tracker import gazetteer, paths
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.entry import Entries, IncidentEntry
from kharkiv_tracker.domain.incident import Grade, Incident, ReviewState, Weapon
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source, SourceKind, Speaker
from kharkiv_tracker.domain.when import EventTime, Precision, parse_as_of
from kharkiv_tracker.store.case_file import CaseFile

SEED = 20220224
_FIRST, _DAYS, _BATCH = date(2022, 2, 24), 1700, 1000
_PLACES = ("apartment block", "market", "dormitory", "road", "school", "склад", "будинок", "")
_COUNTS = ("", "", "", "0", "1", "1", "2", "3", "4+", "~5", "several", "6-8")
_OFFICES = tuple(f"Synthetic office {number}" for number in range(1, 25))
_OUTLETS = tuple(f"Synthetic outlet {number}" for number in range(1, 41))


def kept(size: int, folder: Path | None = None) -> Path:
    """The case of this size, made where there is none yet; never a half-made one."""
    folder = folder or paths.cache_dir() / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"synthetic-{size}.ktcase"
    if not path.exists():
        half = path.with_suffix(".part")
        for left in folder.glob(f"{half.name}*"):
            left.unlink()
        make(half, size)
        half.rename(path)
    return path


def make(path: Path, size: int) -> None:
    """Write a case file of that many incidents through the store's own door."""
    made = incidents(size)
    with CaseFile.create(path, f"Synthetic: {size} made-up incidents", author="synthetic") as case:
        while batch := tuple(islice(made, _BATCH)):
            case.record(Entries(batch), "synthetic", "benchmark")


def incidents(size: int) -> Iterator[IncidentEntry]:
    """Made-up incidents with one or two reports each."""
    dice = random.Random(SEED)  # noqa: S311 - nothing here is secret
    districts = [one.key for one in gazetteer.load().districts]
    for number in range(size):
        day = _FIRST + timedelta(days=dice.randrange(_DAYS))
        incident = Incident(
            EventTime(day, precision=Precision.DATE) if number % 50 else EventTime(),
            dice.choice(districts),
            place=dice.choice(_PLACES),
            weapons=(dice.choice(list(Weapon)),),
            grade=dice.choice((*Grade, None)),
            state=dice.choice((ReviewState.DRAFT, ReviewState.READY, ReviewState.APPROVED)),
        )
        told = tuple(_report(dice, day + timedelta(days=n)) for n in range(dice.choice((1, 1, 2))))
        yield IncidentEntry(incident, told)


def _report(dice: random.Random, day: date) -> Report:
    killed, injured = dice.choice(_COUNTS), dice.choice(_COUNTS)
    counts = {"killed": Count.parse(killed), "injured": Count.parse(injured)}
    return Report(
        as_of=parse_as_of(day.isoformat()),
        speaker=Speaker("", dice.choice(_OFFICES)),
        source=Source(dice.choice(_OUTLETS), SourceKind.MEDIA),
        counts={name: count for name, count in counts.items() if not count.is_unknown},
        quote=f"Made up for measuring, number {dice.randrange(10**6)}.",
    )
