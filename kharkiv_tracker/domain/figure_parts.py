"""The parts of one figure: whose words fill its table, in which order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from kharkiv_tracker.domain.evidence import Bounds, Evidence
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.hospital_deaths import HospitalDeaths, Moved
from kharkiv_tracker.domain.part_table import PartTable, last_words, moved_since
from kharkiv_tracker.domain.quantity import CONDITIONS, GROUPS, KILLED

_NOTHING = Bounds(0, None)


def reconciled(
    quantity: str,
    whole: Figure,
    adopted: Collection[Evidence],
    evidence: Collection[Evidence],
    persons: Mapping[str, int],
    deaths: HospitalDeaths | None,
) -> PartTable | None:
    """The table of a whole's parts; None where nothing is known of any.

    First the reports that gave best (`adopted`), as they say it; then the numbers of recorded
    `persons`, and the last words of all others, at least. With `deaths` every word is brought up
    to date by those told since.
    """
    movers = deaths.movers if deaths else []
    spoken = any(quantity in item.words or quantity in item.rest for item in evidence)
    if whole.is_unknown or not (spoken or persons or movers):
        return None
    table = PartTable(whole)
    first = sorted(adopted, key=lambda item: item.order(quantity))
    for item in first:
        words = {name: item.words.get(quantity, {}).get(name) for name in GROUPS}
        _add(table, quantity, words, _moved(deaths, item), item.uid)
        if quantity in item.rest:
            table.add_rest(item.rest[quantity], item.uid)
    if not first:
        _add(table, quantity, dict.fromkeys(GROUPS), _moved(deaths, None), "")
    table.add_persons(persons)
    others = [entry for entry in last_words(evidence, quantity) if entry[0] not in adopted]
    for item, last in others:
        at_least = {
            name: Bounds(last[name].least, None)
            for name in GROUPS
            if name in last and last[name].least
        }
        _add(table, quantity, at_least, _moved(deaths, item), item.uid)
    for name in CONDITIONS:
        _add_condition(table, quantity, name, first, others, deaths)
    return table


def _add(
    table: PartTable,
    quantity: str,
    words: Mapping[str, Bounds | None],
    moved: Mapping[str, Moved],
    giver: str,
) -> None:
    """Add words group by group; of a group that is not spoken of, those who died since."""
    for name, bounds in words.items():
        since = moved.get(name, Moved())
        if bounds is not None:
            table.add(name, moved_since(quantity, bounds, since), giver)
        elif since.surely and quantity == KILLED:
            table.add(name, moved_since(quantity, _NOTHING, since), giver)


def _add_condition(
    table: PartTable,
    quantity: str,
    name: str,
    first: Iterable[Evidence],
    others: Iterable[tuple[Evidence, Mapping[str, Bounds]]],
    deaths: HospitalDeaths | None,
) -> None:
    """As told by those who gave best; else the largest of the other words, at least."""
    speaking = [item for item in first if name in item.words.get(quantity, {})]
    for item in speaking:
        table.add(name, _dated(quantity, item.words[quantity][name], deaths, item), item.uid)
    if speaking:
        return
    words = [
        (_dated(quantity, Bounds(last[name].least, None), deaths, item), item.uid)
        for item, last in others
        if name in last and last[name].least
    ]
    for bounds, giver in sorted(words, key=lambda word: (-word[0].least, word[1])):
        table.add(name, bounds, giver)
        if giver not in table.left_out.get(name, {}):
            return


def _dated(quantity: str, bounds: Bounds, deaths: HospitalDeaths | None, item: Evidence) -> Bounds:
    """A word on a condition with the deaths since: anybody who died may have been of it."""
    if deaths is None or not deaths.movers:
        return bounds
    dead = (*deaths.since(item), *deaths.overlapping(item))
    return moved_since(quantity, bounds, Moved(0, deaths.most(dead)))


def _moved(deaths: HospitalDeaths | None, item: Evidence | None) -> Mapping[str, Moved]:
    return deaths.moved(item) if deaths and deaths.movers else {}
