"""Which words of the text belong to which row, and which numbers belong to none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kharkiv_tracker.domain.passage import Ranges
from kharkiv_tracker.domain.quantity import QUANTITIES
from kharkiv_tracker.gui.paste.marked_text import Mark
from kharkiv_tracker.gui.paste.proposed_entry import Decision, ProposedEntry
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.passages.proposal import PassageReading, Unused


def rows(entries: Sequence[ProposedEntry]) -> list[tuple[ProposedEntry, str]]:
    """Every row with words, in their order: its entry, and its name."""
    return [
        (entry, name)
        for entry in entries
        if entry.decision is not Decision.DROPPED
        for name, value in entry.all_values.items()
        if value.words and value.text
    ]


def marks(entries: Sequence[ProposedEntry]) -> list[Mark]:
    """The words of these rows, in the same order."""
    return [Mark(name, entry.all_values[name].words) for entry, name in rows(entries)]


def unused(reading: PassageReading, entries: Sequence[ProposedEntry]) -> list[Unused]:
    """The numbers of the text that are in no row now."""
    used = sorted(pair for mark in marks(entries) for pair in mark.words)
    starts = [first for first, _last in used]
    left = [
        *reading.unused,
        *(
            Unused(first, last, _("Dropped."))
            for entry in entries
            for name, value in entry.values.items()
            if name in QUANTITIES and (entry.decision is Decision.DROPPED or not value.text)
            for first, last in _number(reading.text, value.words)
        ),
    ]

    def is_used(number: Unused) -> bool:
        place = bisect_right(starts, number.start) - 1
        return place >= 0 and used[place][1] >= number.end

    return [number for number in left if not is_used(number)]


def _number(text: str, words: Ranges) -> Ranges:
    """Of the words of a count those with its number: with a figure, else the first."""
    with_figure = [pair for pair in words if any(map(str.isdigit, text[slice(*pair)]))]
    return tuple((with_figure or list(words))[:1])
