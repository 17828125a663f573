"""Whom, where and the words of closed lists, as a person reads them."""

from __future__ import annotations

from enum import StrEnum

from kharkiv_tracker.domain.place import District, DistrictKind
from kharkiv_tracker.domain.source import Speaker
from kharkiv_tracker.i18n import N_, _, current


def speaker(who: Speaker) -> str:
    """Whom a report quotes; a report that names nobody says so."""
    return str(who) or _("speaker not named")


def district(place: District) -> str:
    """A district's name as it stands in a table; the unknown ones say what is unknown."""
    if place.kind is DistrictKind.CITY_UNKNOWN:
        return _("Kharkiv city, district unknown")
    if place.kind is DistrictKind.OBLAST_UNKNOWN:
        return _("Kharkiv oblast, raion unknown")
    if place.kind is DistrictKind.RAION:
        return place.name(current())
    return place.short_name(current())


def area(place: District) -> str:
    """The area an official statement speaks of: the whole city or oblast, or one district of it."""
    if place.kind is DistrictKind.CITY_UNKNOWN:
        return _("Kharkiv city")
    if place.kind is DistrictKind.OBLAST_UNKNOWN:
        return _("Kharkiv oblast")
    return district(place)


def word(value: StrEnum) -> str:
    """The word for a weapon, place hit, grade, review state, source kind, precision or rule."""
    return _(value.value)


#: The words of the enumerations, marked here because the domain names them once, in English.
_MARKED = (
    N_("missile"),
    N_("aerial bomb"),
    N_("loitering munition"),
    N_("short-range drone"),
    N_("multiple-launch rocket system"),
    N_("artillery or mortar"),
    N_("mine or unexploded ordnance"),
    N_("small arms"),
    N_("other"),
    N_("unknown"),
    N_("residential"),
    N_("commercial"),
    N_("school or childcare"),
    N_("healthcare"),
    N_("industrial"),
    N_("road or transport"),
    N_("administrative"),
    N_("cultural"),
    N_("religious"),
    N_("humanitarian"),
    N_("energy or water"),
    N_("open area"),
    N_("military"),
    N_("Confirmed"),
    N_("Fair"),
    N_("Weak"),
    N_("Contested"),
    N_("Discounted"),
    N_("Draft"),
    N_("Ready for review"),
    N_("Approved"),
    N_("Has issues"),
    N_("Withdrawn"),
    N_("military administration"),
    N_("emergency service"),
    N_("prosecutor"),
    N_("police"),
    N_("health authority"),
    N_("mayor or council"),
    N_("national government"),
    N_("media"),
    N_("NGO"),
    N_("UN"),
    N_("witness"),
    N_("social media"),
    N_("exact"),
    N_("approximate"),
    N_("night"),
    N_("dawn"),
    N_("morning"),
    N_("day"),
    N_("evening"),
    N_("date"),
    N_("range"),
    N_("street"),
    N_("neighbourhood"),
    N_("settlement"),
    N_("district"),
    N_("latest"),
    N_("highest-ranked source"),
    N_("range of all speakers"),
    N_("chosen by the analyst"),
    N_("female"),
    N_("male"),
    N_("injured, died later"),
    N_("same attack wave"),
    N_("double strike"),
    N_("split from"),
    N_("not the same"),
    N_("joint contradiction"),
    N_("disagreement"),
    N_("falls"),
    N_("digits swapped"),
    N_("jump"),
    N_("persons exceed figure"),
    N_("same person"),
    N_("single speaker"),
    N_("district unknown"),
    N_("undated"),
    N_("provisional"),
    N_("no update"),
    N_("not approved"),
    N_("it does not say since when it counts"),
    N_("it does not say as of when it counts"),
    N_("nothing is recorded for its area and period"),
)
