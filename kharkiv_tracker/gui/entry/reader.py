"""Whatever is typed in a window is read with this: the clock, the places, the year last used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.when import EventTime, Precision, parse_as_of
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.outcome import Context, Reading, present


@dataclass(frozen=True, slots=True)
class Reader:
    """Gives the context of a field; the clock is asked each time and never kept."""

    gazetteer: Gazetteer
    year: int | None = None
    clock: Callable[[], datetime] | None = None

    @property
    def today(self) -> date:
        return self.context().today

    def context(self, texts: Mapping[str, str] | None = None, day: date | None = None) -> Context:
        """What is known beside these texts of a form, of a strike on this day."""
        known = replace(present(self.gazetteer), year=self.year)
        if self.clock:
            known = replace(known, now=self.clock())
        if day:
            known = replace(known, event=EventTime(day, precision=Precision.DATE))
        if texts:
            published = parse_as_of(str(_read("published", texts, known)))
            known = replace(
                known,
                published=published.day if published else None,
                killed=str(_read("killed", texts, known)),
            )
        return known


def _read(field: str, texts: Mapping[str, str], context: Context) -> object:
    """The value typed in another field; "" where it is not understood, or asked about."""
    text = texts.get(field, "").strip()
    if not text:
        return ""
    try:
        outcome = field_reader.read(field, text, context)
    except Refused:
        return ""
    return outcome.part.get(field, "") if isinstance(outcome, Reading) else ""
