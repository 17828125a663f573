"""The offices of a case under all their names, and those not yet assessed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kharkiv_tracker import collation
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.office import Authority, Judge, Office
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Speaker
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.domain.voice import Offices, registered
from kharkiv_tracker.store import derived_figures, records, source_usage
from kharkiv_tracker.store.record_reader import read_records
from kharkiv_tracker.store.selection_sql import COUNTS
from kharkiv_tracker.store.source_usage import QuotedSpeaker
from kharkiv_tracker.store.states import record_from

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

_COUNTED = (
    "FROM reports AS r JOIN incidents AS i ON i.uid = r.incident "
    f"WHERE r.speaker = s.value AND r.withdrawn = 0 AND r.authority IS NULL "
    f"AND r.role <> '{Role.RETOLD.value}' AND {COUNTS}"
)
#: Those of these speakers (by uid) whom a counted report quotes; found by the first of them.
_QUOTED = f"SELECT s.value FROM json_each(?) AS s WHERE EXISTS (SELECT 1 {_COUNTED})"
_INCIDENTS = f"SELECT i.id {_COUNTED.replace('FROM', 'FROM json_each(?) AS s CROSS JOIN', 1)}"


@dataclass(frozen=True, slots=True)
class ListedOffice:
    """An office: all its names in the case, the most quoted first, its people, how often quoted.

    `name` is the one it is listed under; "" is for speakers without an office.
    """

    key: str
    name: str
    names: tuple[str, ...]
    people: tuple[QuotedSpeaker, ...]
    times: int
    authority: Authority | None = None
    judge: Judge = Judge.NOBODY

    @property
    def is_official(self) -> bool:
        """Whether its counts are official; those of an office not yet assessed are."""
        return self.authority is not Authority.UNOFFICIAL


@dataclass(frozen=True, slots=True)
class UnjudgedOffice:
    """An office that counts as official as it is not yet assessed, with its speakers (by uid)."""

    key: str
    name: str
    speakers: tuple[str, ...]


def listed(case: CaseFile) -> tuple[ListedOffice, ...]:
    """Every office that is quoted or that the analyst joined or marked, the most quoted first.

    Those who speak for no office come last. A person named without an office is listed with the
    one that is known.
    """
    offices = derived_figures.offices_of(case.db)
    judged = {fold(office.name): office for office in read_records(case.db, Office)}
    names: dict[str, dict[str, str]] = {}
    people: dict[str, list[QuotedSpeaker]] = {}
    for office, quoted in source_usage.offices(case):
        for speaker in quoted:
            named = office or offices.office_of(speaker.speaker.person)
            key = offices.key(named) if named else ""
            people.setdefault(key, []).append(speaker)
            if office:
                names.setdefault(key, {}).setdefault(fold(office), office)
    for folded, record in judged.items():
        if record.same_as or (record.authority and offices.key(folded) not in names):
            names.setdefault(offices.key(folded), {}).setdefault(folded, record.name)
    entries = [
        _listed(offices, judged, key, names.get(key, {}), people.get(key, []))
        for key in dict.fromkeys((*people, *names))
    ]
    entries.sort(key=lambda entry: collation.key(entry.name))
    return tuple(sorted(entries, key=lambda entry: (not entry.key, -entry.times)))


def unjudged(case: CaseFile) -> tuple[UnjudgedOffice, ...]:
    """Every office that a counted report quotes and that is not yet assessed, by name."""
    offices = derived_figures.offices_of(case.db)
    waiting: dict[str, tuple[str, str]] = {}
    for uid, state in records.states(case.db, "speaker"):
        speaker = record_from(Speaker, state)
        voice = offices.voice(Report(speaker=speaker))
        if not voice.is_judged:
            waiting[uid] = (voice.key, speaker.office or offices.office_of(speaker.person))
    names: dict[str, str] = {}
    speakers: dict[str, list[str]] = {}
    for (uid,) in case.db.execute(_QUOTED, [json.dumps(list(waiting))]).fetchall():
        key, name = waiting[uid]
        if fold(name) == key or key not in names:
            names[key] = name
        speakers.setdefault(key, []).append(uid)
    return tuple(
        UnjudgedOffice(key, name, tuple(speakers[key])) for key, name in sorted(names.items())
    )


def quoting(case: CaseFile, office: UnjudgedOffice) -> set[int]:
    """The incidents (by row) of which a counted report quotes an office."""
    rows = case.db.execute(_INCIDENTS, [json.dumps(office.speakers)])
    return {row for (row,) in rows.fetchall()}


def _listed(
    offices: Offices,
    judged: dict[str, Office],
    key: str,
    names: dict[str, str],
    quoted: Sequence[QuotedSpeaker],
) -> ListedOffice:
    times: dict[str, int] = {}
    for speaker in quoted:
        folded = fold(speaker.speaker.office)
        times[folded] = times.get(folded, 0) + speaker.times

    def order(folded: str) -> tuple[bool, bool, int, str]:
        # What the analyst joined to it is called after it, however often it is quoted.
        is_joined = bool((record := judged.get(folded)) and record.same_as)
        return (folded != key, is_joined, -times.get(folded, 0), folded)

    ordered = sorted(names, key=order)
    authority = offices.authority(ordered[0]) if ordered else None
    record = judged.get(key)
    judge = Judge.ANALYST if record and record.authority else Judge.KNOWN
    known = registered(key)
    fallback = known.names[0] if known and key else ""
    return ListedOffice(
        key,
        names[ordered[0]] if ordered else fallback,
        tuple(names[folded] for folded in ordered),
        tuple(sorted(quoted, key=lambda who: (-who.times, collation.key(str(who.speaker))))),
        sum(times.values()),
        authority if key else None,
        judge if authority and key else Judge.NOBODY,
    )
