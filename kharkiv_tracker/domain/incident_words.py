"""Closed lists that describe an incident: places hit, how exactly a point is known, an answer."""

from __future__ import annotations

from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import NP_


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


class PointPrecision(Word):
    """How exactly a point on the map is known."""

    EXACT = "exact", NP_("point precision", "exact")
    STREET = "street", NP_("point precision", "street")
    NEIGHBOURHOOD = "neighbourhood", NP_("point precision", "neighbourhood")
    SETTLEMENT = "settlement", NP_("point precision", "settlement")
    DISTRICT = "district", NP_("point precision", "district")


class Answer(Word):
    """What a party held responsible said to it."""

    CONCEDED = "conceded", NP_("answer to a claim", "conceded")
    DENIED = "denied", NP_("answer to a claim", "denied")
