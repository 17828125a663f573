"""The values of a record as texts that can be typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kharkiv_tracker import labels, languages
from kharkiv_tracker.domain.account import Account
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import PARTS, subset
from kharkiv_tracker.domain.when import AsOf, EventTime, Precision, zone
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import current


def event(event: EventTime) -> str:
    if event.date is None:
        return "?"
    day = event.date.strftime("%d.%m.%Y")
    hour = event.time.strftime("%H:%M") if event.time else ""
    match event.precision:
        case Precision.RANGE:
            return f"{day} – {as_of(event.until)}"
        case Precision.APPROXIMATE:
            return f"{day} ~{hour}"
        case Precision.EXACT | Precision.DATE:
            return f"{day} {hour}".strip()
        case part:
            return f"{day} {labels.word(part)} {hour}".strip()


def as_of(when: AsOf | None) -> str:
    """As typed: day and hour with dots, anything rarer in the notation of the file."""
    if when is None:
        return ""
    at = when.start.astimezone(zone())
    if when.text == at.strftime("%Y-%m-%dT%H:%M"):
        return at.strftime("%d.%m.%Y %H:%M")
    return at.strftime("%d.%m.%Y") if when.text == at.strftime("%Y-%m-%d") else when.text


def where(incident: Incident, places: Gazetteer) -> str:
    """The district and the place, separated by a comma."""
    parts = (district(incident.district, places), incident.place)
    return ", ".join(part for part in parts if part)


def district(key: str, places: Gazetteer) -> str:
    """The short name of a district, its key where there is none of that."""
    place = places.get(key)
    return place.short_name(current()) if place else key


def day(day: date | None) -> str:
    return day.strftime("%d.%m.%Y") if day else ""


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
    names = _written()
    counts = ((name, account.counts.get(subset(quantity, name))) for name in PARTS)
    parts = ", ".join(
        f"{part} {names.get(name, (name, name))[getattr(part, 'best', 0) != 1]}"
        for name, part in counts
        if part
    )
    number = str(account.counts.get(quantity, ""))
    return f"{number} ({parts})".strip() if parts else number


def _written() -> Mapping[str, tuple[str, str]]:
    """A class of people as it is typed after one, and after any other number."""
    section = languages.typed("parts", current()) or languages.typed("parts", languages.SOURCE)
    return {name: part["written"] for name, part in section[0].items() if "written" in part}
