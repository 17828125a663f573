"""Random lives of a case: edits of several steps, by everything that can be told."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import time
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from kharkiv_tracker.domain.count import UNKNOWN, parse_count
from kharkiv_tracker.domain.counting_rule import Rule
from kharkiv_tracker.domain.entry import Entries, IncidentEntry
from kharkiv_tracker.domain.incident import Grade, Incident, ReviewState, Weapon
from kharkiv_tracker.domain.incident_words import PlaceHit
from kharkiv_tracker.domain.report import Report, check_counts
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.source import Source, SourceKind, Speaker
from kharkiv_tracker.domain.when import (
    EventTime,
    Precision,
    parse_as_of,
    parse_date,
)
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.store import entry_records, incidents, records
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit

DISTRICTS = ("UA63120270010315719", "UA63120270010096107", "UA63000000000041885")
KNOWN_ON = (None, "2022-08-16", "2022-08-17T22:00", "2022-08-18", "2022-08-19T12:00", "2026-01-01")


PARTS: dict[str, st.SearchStrategy[Any]] = {
    "first": st.just(parse_date("2022-08-17")),
    "last": st.just(parse_date("2022-08-17")),
    "districts": st.lists(st.sampled_from(DISTRICTS), max_size=2).map(tuple),
    "weapons": st.lists(st.sampled_from([Weapon.MISSILE, Weapon.ROCKETS]), max_size=2).map(tuple),
    "grades": st.lists(st.sampled_from([Grade.FAIR, Grade.DISCOUNTED]), max_size=2).map(tuple),
    "states": st.just((ReviewState.DRAFT,)) | st.just((ReviewState.WITHDRAWN,)),
    "text": st.sampled_from(["гуртожиток", "DORMITORY", "smoke 100", "%", "_", "'", "анна"]),
}


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    """One part or two are asked for at most: more would select nothing."""
    parts = draw(st.lists(st.sampled_from(sorted(PARTS)), max_size=2, unique=True))
    return Selection(**{part: draw(PARTS[part]) for part in parts})


SELECTIONS = st.just(Selection()) | selections()
COUNTS = st.sampled_from(["", "0", "1", "7", "7+", ">9", "5-8", "~8", "<=6", "several", "12"])
SUBSETS = st.dictionaries(
    st.sampled_from(["killed.child", "killed.boys", "killed.men", "injured.child"]),
    st.sampled_from(["1", "1+", "2", "0"]),
    max_size=2,
)  # fmt: skip
TIMES = st.sampled_from(
    ["", "2022-08-17", "2022-08-17T21:45", "2022-08-17 late", "2022-08-18 early",
     "2022-08-18T09:00", "2022-08-18", "2022-08", "2022-08-17/2022-08-19"]
)  # fmt: skip
SPEAKERS = st.sampled_from(
    [Speaker(), Speaker("Анна Ко"), Speaker("анна ко", "ОВА"), Speaker("Анна Ко", "ДСНС"),
     Speaker("", "ОВА"), Speaker("Ivan P", "Police"), Speaker("Ivan P")]
)  # fmt: skip
SOURCES = st.sampled_from(
    [
        Source(),
        Source("A", rank=1),
        Source("B", SourceKind.MEDIA, rank=2),
        Source("a"),
        Source("C", SourceKind.POLICE),
    ]
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    typed = {"killed": draw(COUNTS), "injured": draw(COUNTS), **draw(SUBSETS)}
    counts = {quantity: parse_count(count) for quantity, count in typed.items() if count}
    report = Report(
        as_of=parse_as_of(draw(TIMES)),
        published=parse_as_of(draw(TIMES)),
        speaker=draw(SPEAKERS),
        source=draw(SOURCES),
        counts=counts,
        transfer=draw(st.sampled_from([0, 0, 0, 1, 2])),
        quote=draw(st.sampled_from(["", "Дим над гуртожитком", "100% smoke_'"])),
        withdrawn=draw(st.sampled_from([False, False, False, True])),
    )
    try:
        check_counts(counts)
    except Refused:
        return replace(report, counts={"killed": counts.get("killed", UNKNOWN)})
    return report


STRIKES = st.builds(
    Incident,
    event=st.sampled_from([
        EventTime(), *(EventTime(parse_date(day), None, Precision.DATE)
                       for day in ("2022-08-16", "2022-08-17", "2022-09-01")),
         EventTime(parse_date("2022-08-17"), time(21, 30), Precision.APPROXIMATE),
         EventTime(parse_date("2022-08-17"), None, Precision.NIGHT),
         *(EventTime(parse_date("2022-08-16"), None, Precision.RANGE, parse_as_of(until))
           for until in ("2022-08-16T23:00", "2022-08-17 early", "2022-08"))]),
    district=st.sampled_from(DISTRICTS),
    place=st.sampled_from(["", "dormitory", "Гуртожиток №3"]),
    weapons=st.lists(
        st.sampled_from([Weapon.MISSILE, Weapon.ROCKETS]), max_size=2, unique=True
    ).map(tuple),
    places_hit=st.lists(st.sampled_from(list(PlaceHit)), max_size=2, unique=True).map(tuple),
    grade=st.sampled_from([None, Grade.FAIR, Grade.DISCOUNTED]),
    state=st.sampled_from([ReviewState.DRAFT, ReviewState.DRAFT, ReviewState.WITHDRAWN]),
)  # fmt: skip
REPORT_LISTS = st.lists(reports(), min_size=1, max_size=4).map(tuple)
ACTIONS = st.one_of(
    st.tuples(st.just("strike"), STRIKES, REPORT_LISTS),
    st.tuples(st.just("update"), st.integers(0, 5), REPORT_LISTS),
    st.tuples(st.just("withdraw"), st.integers(0, 9), st.booleans()),
    st.tuples(st.just("rule"), st.sampled_from([Rule.LATEST, Rule.RANGE])),
)
BATCHES = st.lists(st.lists(ACTIONS, min_size=1, max_size=4), min_size=1, max_size=4)
UNHURRIED = settings(max_examples=20, deadline=None)


def act(case: CaseFile, edit: Edit, action: Any) -> None:
    """Do one thing within an edit; what has nothing to act upon does nothing."""
    codes = [code for (code,) in case.db.execute("SELECT code FROM incidents ORDER BY id")]
    match action:
        case ("strike", incident, reports):
            edit.add_incident(incident, reports)
        case ("update", number, reports) if codes:
            entry = IncidentEntry(None, reports, codes[number % len(codes)])
            if incidents.incident(case, entry.code).state is not ReviewState.WITHDRAWN:
                entry_records.record(edit, Entries((entry,)))
        case ("withdraw", number, withdrawn):
            uids = [uid for (uid,) in case.db.execute("SELECT uid FROM reports ORDER BY id")]
            for uid in uids[number : number + 1]:
                state = records.read(case.db, "report", uid) or {}
                edit.write("report", uid, {**state, "withdrawn": withdrawn})
        case ("rule", rule):
            state = records.read(case.db, "case", "case") or {}
            edit.write("case", "case", {**state, "rule": rule.value})


@contextmanager
def lived(batches: list[list[Any]]) -> Iterator[CaseFile]:
    """A case to which all this happened, an edit a batch."""
    with CaseFile.in_memory("Random") as case:
        for batch in batches:
            with case.edit("tester", "random") as edit:
                for action in batch:
                    act(case, edit, action)
        yield case
