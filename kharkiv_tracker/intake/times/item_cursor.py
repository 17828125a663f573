"""The place that the reading of a text has reached, and what it has passed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kharkiv_tracker.intake.times.doubts import Doubts
from kharkiv_tracker.intake.times.time_items import Item
from kharkiv_tracker.intake.times.time_words import Mark

NUMBERS = (Mark.NUMBER, Mark.ORDINAL, Mark.CARDINAL)
#: What separates the two ends of a stretch.
PARTERS = (Mark.TO, Mark.DASH, Mark.AND, Mark.ONTO)


@dataclass(slots=True)
class ItemCursor:
    """Walks over the items; `days` and `hours` are those passed in this end of a stretch."""

    items: Sequence[Item]
    doubts: Doubts
    latest_year: int
    place: int = 0
    days: int = 0
    hours: int = 0
    has_open_year: bool = False
    """Whether the last day was in figures and without a year, which may follow."""

    @property
    def is_at_end(self) -> bool:
        return self.place >= len(self.items)

    @property
    def item(self) -> Item:
        return self.items[self.place]

    def at(self, offset: int) -> Item | None:
        """The item so many places on, or back."""
        place = self.place + offset
        return self.items[place] if 0 <= place < len(self.items) else None

    def has(self, offset: int, *marks: Mark) -> bool:
        """Whether the item there has one of these marks."""
        item = self.at(offset)
        return item is not None and item.mark in marks

    def take(self, count: int = 1) -> None:
        """Pass these items."""
        self.place += count

    def side(self) -> Iterator[Item]:
        """The items from here to the next word or dash between two ends."""
        for item in self.items[self.place :]:
            if item.mark in PARTERS:
                return
            yield item
