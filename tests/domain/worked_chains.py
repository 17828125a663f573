"""Worked chains of reports and the figures they make: `worked_chains.json` as dataclasses.

Texts are as typed; `stretch`, `instant` and `count` read them without the program. A chain that
needs what the rule does not derive yet says so in `needs`: stress, missing, remainder.
"""

import json
import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_suffix(".json")
EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - times of a chain have no zone
HALVES = ("early", "late")
ABOUT_A_REPORT = {"id", "by", "as_of", "published", "role", "official", "died", "dead"}

Count = tuple[int, int, int | None, bool]
Stretch = tuple[float, float]


@dataclass(frozen=True)
class Speaker:
    """Who speaks: an office, or an outlet in its own name."""

    office: str = ""
    source: str = ""
    official: bool = False


@dataclass(frozen=True)
class ChainReport:
    """A report as typed. `counts` has the wholes and, as "killed.child", their parts."""

    id: str
    speaker: Speaker
    as_of: str = ""
    published: str = ""
    role: str = "update"
    official: bool | None = None  # Marked on the report itself; None is not marked.
    counts: dict[str, str] = field(default_factory=dict)
    died: int = 0
    dead: tuple[str, ...] = ()

    @property
    def voice(self) -> str:
        return self.speaker.office or self.speaker.source or f"report {self.id}"

    @property
    def is_official(self) -> bool:
        return self.speaker.official if self.official is None else self.official


@dataclass(frozen=True)
class ChainPerson:
    """A recorded person: killed or injured, and its group."""

    id: str
    quantity: str
    group: str
    counts: bool = True  # A civilian and not withdrawn.
    same_as: str = ""


@dataclass(frozen=True)
class Chain:
    """Reports, a rule, and what the rule makes of them.

    `expect` has low, best, high of a quantity (None: unknown), at least and at most of a part,
    "killed.not_said", "left_out" as [report, quantity, group], and "about", the quantities that
    are about.
    """

    name: str
    reports: tuple[ChainReport, ...]
    expect: dict[str, object]
    rule: str = "latest"
    chosen: str | None = None
    at: str = ""
    persons: tuple[ChainPerson, ...] = ()
    stress_counts: bool = False
    incidents: dict[str, list[list[int]]] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Growth:
    """An incident, and the figures of killed and injured as its reports become known."""

    incident: str
    reports: tuple[ChainReport, ...]
    figures: list[list[list[int | None]]]


def chains() -> list[Chain]:
    """The worked chains."""
    return read_section("chains")


def examples() -> list[Chain]:
    """The examples of the rule's page."""
    return read_section("examples")


def corners() -> list[Chain]:
    """Corners of the rule that neither of the others turns."""
    return read_section("corners")


def growth() -> list[Growth]:
    """How the figures of real strikes grew."""
    return [
        Growth(entry["incident"], read_reports(entry["incident"]), entry["figures"])
        for entry in document()["growth"]
    ]


@cache
def document() -> dict:
    return json.loads(FILE.read_text(encoding="utf-8"))


def read_section(section: str) -> list[Chain]:
    return [read_chain(chain) for chain in document()[section]]


def read_chain(entry: dict) -> Chain:
    """A chain; its reports are its own, or those of a named incident."""
    entry = {name: value for name, value in entry.items() if name != "because"}
    incident = entry.pop("incident", "")
    reports = entry.pop("reports", None)
    entry["reports"] = tuple(map(read_report, reports)) if reports else read_reports(incident)
    entry["persons"] = tuple(ChainPerson(**person) for person in entry.get("persons", ()))
    entry["needs"] = frozenset(entry.get("needs", ()))
    return Chain(**entry)


def read_reports(incident: str) -> tuple[ChainReport, ...]:
    return tuple(map(read_report, document()["incidents"][incident]))


def read_report(entry: dict) -> ChainReport:
    """A report; whatever does not describe it is a count."""
    described = {name: entry[name] for name in entry.keys() & ABOUT_A_REPORT}
    speaker = document()["speakers"].get(described.pop("by", None), {})
    described["dead"] = tuple(described.get("dead", ()))
    counts = {name: text for name, text in entry.items() if name not in ABOUT_A_REPORT}
    return ChainReport(speaker=Speaker(**speaker), counts=counts, **described)


def minutes(moment: datetime) -> float:
    return (moment - EPOCH) / timedelta(minutes=1)


def stretch(text: str) -> Stretch | None:
    """The minutes a typed time covers: a minute, a day, a half, a month, or from A to B's end."""
    if not text:
        return None
    if "/" in text:
        begin, end = (stretch(half) or (0.0, 0.0) for half in text.split("/"))
        return begin[0], end[1]
    day, _, half = text.partition(" ")
    if "T" in day:
        moment = minutes(datetime.fromisoformat(day))
        return moment, moment
    numbers = [int(number) for number in day.split("-")]
    year, month = numbers[:2]
    if len(numbers) == 2:
        begin = datetime(year, month, 1)  # noqa: DTZ001
        length = timedelta(days=monthrange(year, month)[1])
    else:
        begin, length = datetime(year, month, numbers[2]), timedelta(days=1)  # noqa: DTZ001
    if half in HALVES:
        length /= 2
        begin += length * HALVES.index(half)
    return minutes(begin), minutes(begin + length)


def instant(text: str) -> float | None:
    """The instant a clock is asked for: a minute, or a day's end."""
    covered = stretch(text)
    return covered[1] if covered else None


def count(text: str) -> Count:
    """Low, best, high (None: open) and about of a typed count."""
    if text == "several":
        return 2, 2, None, False
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    number = numbers[0]
    if text.startswith(">"):
        return number + 1, number + 1, None, False
    if text.startswith("<="):
        return 0, 0, number, False
    if text.endswith("+"):
        return number, number, None, False
    return number, number, numbers[-1], text.startswith("~")
