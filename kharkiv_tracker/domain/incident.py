"""Harm to civilians at one place and time; what was reported about it is kept in its reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kharkiv_tracker.domain.folding import storable
from kharkiv_tracker.domain.when import EventTime


class Weapon(StrEnum):
    """What caused the harm; cluster munition is a flag beside it."""

    MISSILE = "missile"
    AERIAL_BOMB = "aerial bomb"
    LOITERING_MUNITION = "loitering munition"
    SHORT_RANGE_DRONE = "short-range drone"
    ROCKETS = "multiple-launch rocket system"
    ARTILLERY = "artillery or mortar"
    MINE = "mine or unexploded ordnance"
    SMALL_ARMS = "small arms"
    OTHER = "other"
    UNKNOWN = "unknown"


class PlaceHit(StrEnum):
    """What sort of place was hit; more than one may apply."""

    RESIDENTIAL = "residential"
    COMMERCIAL = "commercial"
    SCHOOL = "school or childcare"
    HEALTHCARE = "healthcare"
    INDUSTRIAL = "industrial"
    TRANSPORT = "road or transport"
    ADMINISTRATIVE = "administrative"
    CULTURAL = "cultural"
    RELIGIOUS = "religious"
    HUMANITARIAN = "humanitarian"
    UTILITIES = "energy or water"
    OPEN_AREA = "open area"
    MILITARY = "military"
    UNKNOWN = "unknown"


class Grade(StrEnum):
    """How well an incident is established (after Airwars)."""

    CONFIRMED = "Confirmed"
    FAIR = "Fair"
    WEAK = "Weak"
    CONTESTED = "Contested"
    DISCOUNTED = "Discounted"


class ReviewState(StrEnum):
    """Where the work on an incident stands."""

    DRAFT = "Draft"
    READY = "Ready for review"
    APPROVED = "Approved"
    HAS_ISSUES = "Has issues"
    WITHDRAWN = "Withdrawn"


class PointPrecision(StrEnum):
    """How exactly a point on the map is known."""

    EXACT = "exact"
    STREET = "street"
    NEIGHBOURHOOD = "neighbourhood"
    SETTLEMENT = "settlement"
    DISTRICT = "district"


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident. `district` is a gazetteer key; `point` is latitude and longitude in degrees."""

    event: EventTime
    district: str
    code: str = ""
    place: str = ""
    point: tuple[float, float] | None = None
    point_precision: PointPrecision | None = None
    weapons: tuple[Weapon, ...] = ()
    cluster: bool = False
    places_hit: tuple[PlaceHit, ...] = ()
    grade: Grade | None = None
    state: ReviewState = ReviewState.DRAFT
    summary: str = ""
    chosen: str = ""
    """The id of the report an analyst chose as the figure, `chosen_reason` why; "" for none."""
    chosen_reason: str = ""
    merged_into: str = ""
    """The id of the incident this one turned out to be the same as; "" for none."""

    @property
    def counts_in_totals(self) -> bool:
        """Withdrawn and Discounted incidents stay reachable and never count."""
        return self.state is not ReviewState.WITHDRAWN and self.grade is not Grade.DISCOUNTED


def code_of(typed: str) -> str:
    """A code as it is kept, from one typed in small letters or with spaces about it."""
    return storable(typed).strip().upper().replace("UNDATED", "undated")


def code_stem(event: EventTime) -> str:
    """What a new incident's code begins with: `KHT-2022-08-17`, or `KHT-undated`."""
    return f"KHT-{event.date.isoformat() if event.date else 'undated'}"
