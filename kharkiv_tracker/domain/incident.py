"""Harm to civilians at one place and time; what was reported about it is kept in its reports."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kharkiv_tracker import city
from kharkiv_tracker.domain.folding import storable
from kharkiv_tracker.domain.when import EventTime
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import NP_


class Weapon(Word):
    """What caused the harm; cluster munition is a flag beside it."""

    MISSILE = "missile", NP_("weapon", "missile")
    AERIAL_BOMB = "aerial bomb", NP_("weapon", "aerial bomb")
    LOITERING_MUNITION = "loitering munition", NP_("weapon", "loitering munition")
    SHORT_RANGE_DRONE = "short-range drone", NP_("weapon", "short-range drone")
    ROCKETS = "multiple-launch rocket system", NP_("weapon", "multiple-launch rocket system")
    ARTILLERY = "artillery or mortar", NP_("weapon", "artillery or mortar")
    MINE = "mine or unexploded ordnance", NP_("weapon", "mine or unexploded ordnance")
    SMALL_ARMS = "small arms", NP_("weapon", "small arms")
    OTHER = "other", NP_("weapon", "other")
    UNKNOWN = "unknown", NP_("weapon", "unknown")


class PlaceHit(Word):
    """What sort of place was hit; more than one may apply."""

    RESIDENTIAL = "residential", NP_("place hit", "residential")
    COMMERCIAL = "commercial", NP_("place hit", "commercial")
    SCHOOL = "school or childcare", NP_("place hit", "school or childcare")
    HEALTHCARE = "healthcare", NP_("place hit", "healthcare")
    INDUSTRIAL = "industrial", NP_("place hit", "industrial")
    TRANSPORT = "road or transport", NP_("place hit", "road or transport")
    ADMINISTRATIVE = "administrative", NP_("place hit", "administrative")
    CULTURAL = "cultural", NP_("place hit", "cultural")
    RELIGIOUS = "religious", NP_("place hit", "religious")
    HUMANITARIAN = "humanitarian", NP_("place hit", "humanitarian")
    UTILITIES = "energy or water", NP_("place hit", "energy or water")
    OPEN_AREA = "open area", NP_("place hit", "open area")
    MILITARY = "military", NP_("place hit", "military")
    UNKNOWN = "unknown", NP_("place hit", "unknown")


class Grade(Word):
    """How well an incident is established (after Airwars)."""

    CONFIRMED = "Confirmed", NP_("grade", "Confirmed")
    FAIR = "Fair", NP_("grade", "Fair")
    WEAK = "Weak", NP_("grade", "Weak")
    CONTESTED = "Contested", NP_("grade", "Contested")
    DISCOUNTED = "Discounted", NP_("grade", "Discounted")


class ReviewState(Word):
    """Where the work on an incident stands."""

    DRAFT = "Draft", NP_("review state", "Draft")
    READY = "Ready for review", NP_("review state", "Ready for review")
    APPROVED = "Approved", NP_("review state", "Approved")
    HAS_ISSUES = "Has issues", NP_("review state", "Has issues")
    WITHDRAWN = "Withdrawn", NP_("review state", "Withdrawn")


class PointPrecision(Word):
    """How exactly a point on the map is known."""

    EXACT = "exact", NP_("point precision", "exact")
    STREET = "street", NP_("point precision", "street")
    NEIGHBOURHOOD = "neighbourhood", NP_("point precision", "neighbourhood")
    SETTLEMENT = "settlement", NP_("point precision", "settlement")
    DISTRICT = "district", NP_("point precision", "district")


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
    return f"{city.load().code_prefix}-{event.date.isoformat() if event.date else 'undated'}"


def is_incident_code(code: str) -> bool:
    """Whether a code is an incident's, or that of something kept with one: `KHT-…-01/P1`."""
    return code.startswith(f"{city.load().code_prefix}-")


def read_code(text: str) -> str:
    """The incident's code that a typed text consists of; "" where it is something else."""
    prefix = re.escape(city.load().code_prefix)
    pattern = rf"\s*({prefix}-(?:\d{{4}}-\d{{2}}-\d{{2}}|undated)-\d{{2,}})\s*"
    match = re.fullmatch(pattern, text, re.IGNORECASE)
    return code_of(match[1]) if match else ""
