"""The values of a record as texts that can be typed."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker import labels
from kharkiv_tracker.domain.account import Account
from kharkiv_tracker.domain.count import UNKNOWN, Count
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import PARTS, subset
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import current
from kharkiv_tracker.intake.counts.count_text import count_text


def where(incident: Incident, places: Gazetteer) -> str:
    """The district and the place, separated by a comma."""
    parts = (district(incident.district, places), incident.place)
    return ", ".join(part for part in parts if part)


def district(key: str, places: Gazetteer) -> str:
    """The short name of a district, else its key."""
    place = places.get(key)
    return place.short_name(current()) if place else key


def area(key: str, places: Gazetteer) -> str:
    """The area of an official total: a district, or the whole city or oblast; else its key."""
    place = places.get(key)
    return labels.area(place) if place else key


def word(value: Word | None) -> str:
    return labels.word(value) if value else ""


def words(values: tuple[Word, ...]) -> str:
    return ", ".join(labels.word(value) for value in values)


def combatants(counts: Mapping[str, Count]) -> str:
    return ", ".join(f"{count} {labels.quantity(name)}" for name, count in counts.items())


def tick(so: bool) -> str:
    return "yes" if so else ""


def count(account: Account, quantity: str) -> str:
    """A count with its parts in brackets: `16 (1+ child)`."""
    parts = {name: account.counts.get(subset(quantity, name)) for name in PARTS}
    counts = {name: part for name, part in parts.items() if isinstance(part, Count)}
    return count_text(account.counts.get(quantity, UNKNOWN), counts)
