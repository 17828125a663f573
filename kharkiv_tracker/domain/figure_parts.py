"""The parts of one figure: whose words fill its table, in which order."""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Iterable, Mapping

from kharkiv_tracker.domain.evidence import Bounds, Evidence, reduced
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.hospital_deaths import HospitalDeaths, Moved
from kharkiv_tracker.domain.part_table import PartTable, moved_since
from kharkiv_tracker.domain.quantity import CONDITIONS, GROUPS, KILLED, STRESS

_NOTHING = Bounds(0, None)
#: A report and what it says last for its speaker.
_LastWord = tuple[Evidence, Mapping[str, Bounds]]


class FigureParts:
    """What reports say of the parts of one quantity, the latest first."""

    def __init__(self, quantity: str, deaths: HospitalDeaths) -> None:
        self._deaths = deaths
        self._quantity = quantity
        # What ties in its order says the same: its id decides only whom a figure names for it.
        self._speaking: list[tuple[tuple[object, ...], str, Evidence]] = []
        self._has_rest = False

    def add(self, evidence: Evidence) -> None:
        """Take in one report more."""
        if self._quantity in evidence.words:
            entry = (evidence.order(self._quantity), evidence.uid, evidence)
            insort(self._speaking, entry, key=lambda one: one[:2])
        self._has_rest |= self._quantity in evidence.rest

    def table(
        self,
        whole: Figure,
        adopted: Collection[Evidence],
        persons: Mapping[str, int],
        is_chosen: bool,
        stress: Bounds | None = None,
        alone: Collection[Evidence] = (),
    ) -> PartTable | None:
        """The table of a whole's parts; None where nothing is known of any.

        First the reports that gave best (`adopted`), as they say it; then the numbers of recorded
        `persons`, and the last words of all others, at least. Every word is brought up to date by
        the deaths reported since, but for those of a chosen report. Of the injured `stress` is how
        many of those a report may count are not among them; `alone` are reports that give
        acute stress beside the reports used.
        """
        is_silent = not (
            self._speaking or self._has_rest or persons or self._deaths.movers or alone
        )
        if whole.is_unknown or is_silent:
            return None
        table = PartTable(whole)
        first = self._sorted(adopted)
        for item in first:
            words = self._words(item, stress)
            self._add(table, words, GROUPS, {} if is_chosen else self._deaths.moved(item), item)
            if self._quantity in item.rest:
                table.add_rest(item.rest[self._quantity], item.uid)
        if not first:
            self._add(table, {}, GROUPS, self._deaths.moved(None), None)
        table.add_persons(persons)
        others = self._others(adopted, stress)
        for item, last in others:
            self._add(table, last, last.keys() & GROUPS.keys(), self._deaths.moved(item), item)
        for item in alone:
            if item.stress_alone is not None:
                table.add(STRESS, item.stress_alone, item.uid)
        for name in CONDITIONS:
            if not (alone and name == STRESS):
                self._add_condition(table, name, first, others, is_chosen, stress)
        return table

    def _sorted(self, items: Collection[Evidence]) -> list[Evidence]:
        if len(items) < 2:
            return list(items)
        return sorted(items, key=lambda item: (item.order(self._quantity), item.uid))

    def _words(self, item: Evidence, stress: Bounds | None) -> Mapping[str, Bounds]:
        words = item.words.get(self._quantity, {})
        if stress is None or not item.mixes_stress:
            return words
        return {name: reduced(word, stress) for name, word in words.items()}

    def _others(self, adopted: Collection[Evidence], stress: Bounds | None) -> list[_LastWord]:
        """Each speaker's latest number of each group and condition, at least; not of those."""
        spoken: set[tuple[str, str]] = set()
        words: list[_LastWord] = []
        for _order, _uid, item in self._speaking:
            last = {}
            for name, bounds in self._words(item, stress).items():
                if (item.voice, name) not in spoken:
                    spoken.add((item.voice, name))
                    last[name] = Bounds(bounds.least, None, bounds.about)
            if last and item not in adopted:
                words.append((item, last))
        return words

    def _add(
        self,
        table: PartTable,
        words: Mapping[str, Bounds],
        names: Collection[str],
        moved: Mapping[str, Moved],
        giver: Evidence | None,
    ) -> None:
        """Add words group by group; of a group that is not spoken of, those who died since."""
        for name in GROUPS:
            bounds = words.get(name)
            if name not in names or (bounds is None and self._quantity != KILLED):
                continue
            current = bounds or _NOTHING
            if name in moved:
                current = moved_since(self._quantity, current, moved[name])
            if bounds is not None or current.least:
                table.add(name, current, giver.uid if giver else "")

    def _add_condition(
        self,
        table: PartTable,
        name: str,
        first: Iterable[Evidence],
        others: Iterable[_LastWord],
        is_chosen: bool,
        stress: Bounds | None,
    ) -> None:
        """As reported by those who gave best; else the largest of the other numbers, at least."""
        words_of = {item: self._words(item, stress) for item in first}
        speaking = [item for item in first if name in words_of[item]]
        is_held = False
        for item in speaking:
            bounds = words_of[item][name]
            if not is_chosen:
                bounds = self._current(name, bounds, item, table)
            is_held |= table.add(name, bounds, item.uid)
        if is_held:
            return
        words = [
            (self._current(name, last[name], item, table), item.uid)
            for item, last in others
            if name in last
        ]
        largest = 0
        for bounds, giver in sorted(words, key=lambda word: (-word[0].least, word[1])):
            if bounds.least and bounds.least >= largest and table.add(name, bounds, giver):
                largest = bounds.least

    def _current(self, name: str, bounds: Bounds, item: Evidence, table: PartTable) -> Bounds:
        """A word on a condition with the deaths since: anybody who died may have been of it.

        No one dies of acute stress: its number stays, as long as so many are left.
        """
        if not self._deaths.movers:
            return bounds
        dead = self._deaths.most((*self._deaths.since(item), *self._deaths.overlapping(item)))
        if name == STRESS and self._quantity != KILLED:
            return table.capped(bounds, dead)
        return moved_since(self._quantity, bounds, Moved(0, dead))
