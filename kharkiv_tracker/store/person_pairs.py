"""Persons who may be recorded twice, and persons killed in two incidents, as flags."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TypeVar

from sqlite_utils import Database

from kharkiv_tracker.domain.age import Age, parse_age
from kharkiv_tracker.domain.person import Civilian, Person, Sex, Status
from kharkiv_tracker.domain.person_match import KILLED_TWICE, SHORTER, NamedPerson, pairs
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.store import person_groups
from kharkiv_tracker.store.selection_sql import COUNTS

_Word = TypeVar("_Word", bound=Word)

_PERSONS = (
    "SELECT i.id, i.code || '/P' || p.number, p.uid, p.name_keys, p.age, p.sex, p.status, "
    "p.civilian, substr(i.date, 1, 4) FROM persons AS p JOIN incidents AS i ON i.uid = p.incident "
    f"WHERE p.withdrawn = 0 AND {COUNTS} ORDER BY i.code, p.number"
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A person of an incident that counts, by the row of the incident."""

    incident: int
    code: str
    named: NamedPerson
    is_killed: bool


def flags(db: Database, incident: int | None = None) -> Iterator[tuple[int, str, str]]:
    """The incident (by row), key and content of each flag, all or those of one incident.

    Two records of one incident are a flag of it, two of different incidents one of each.
    """
    if not _may_have_any(db, incident):
        return
    rows = {row.named.uid: row for row in _rows(db)}
    groups = joined(db)
    for pair in pairs([row.named for row in rows.values()]):
        if groups[pair.one] != groups[pair.other]:
            why = SHORTER if pair.is_shorter else ""
            yield from _both(rows[pair.one], rows[pair.other], why)
    for one, other in _killed_twice(rows, groups):
        yield from _both(one, other, KILLED_TWICE)


def suggested(db: Database) -> dict[str, list[str]]:
    """For each record (by uid) those that may be of the same person, without those marked apart."""
    others: dict[str, list[str]] = {}
    marks = person_groups.apart_keys(db)
    for _row, key, _content in flags(db):
        uids = key.split(":")
        if len(uids) == 2 and key not in marks:
            for one, other in (uids, uids[::-1]):
                if other not in others.setdefault(one, []):
                    others[one].append(other)
    return others


def _may_have_any(db: Database, incident: int | None) -> bool:
    query = "SELECT 1 FROM persons"
    params = []
    if incident is not None:
        query += " WHERE incident = (SELECT uid FROM incidents WHERE id = ?)"
        params.append(incident)
    return db.execute(query, params).fetchone() is not None


def _rows(db: Database) -> Iterator[_Row]:
    for row, code, uid, keys, age, sex, status, civilian, year in db.execute(_PERSONS).fetchall():
        named = NamedPerson(
            uid,
            tuple(keys.split("\n")) if keys else (),
            _age(age),
            _word(Sex, sex),
            int(year) if year else None,
        )
        counts_as = Person(status=_word(Status, status)).counts_as
        is_killed = counts_as == Status.KILLED.value and civilian == Civilian.CIVILIAN.value
        yield _Row(row, code, named, is_killed)


def joined(db: Database) -> dict[str, str]:
    """Each record of the case with one that represents the same person."""
    targets = dict(db.execute("SELECT uid, same_as FROM persons").fetchall())
    roots = {uid: uid for uid in targets}

    def root(uid: str) -> str:
        while roots[uid] != uid:
            roots[uid] = uid = roots[roots[uid]]
        return uid

    for uid, target in targets.items():
        if target in roots:
            roots[root(uid)] = root(target)
    return {uid: root(uid) for uid in roots}


def _killed_twice(
    rows: Mapping[str, _Row], joined: Mapping[str, str]
) -> Iterator[tuple[_Row, _Row]]:
    """The first records of one person in every two incidents that count them as killed."""
    groups: dict[str, dict[int, _Row]] = defaultdict(dict)
    for uid, row in rows.items():
        if row.is_killed:
            groups[joined[uid]].setdefault(row.incident, row)
    for group in groups.values():
        yield from combinations(group.values(), 2)


def _both(one: _Row, other: _Row, why: str) -> Iterator[tuple[int, str, str]]:
    yield _flag(one, other, why)
    if one.incident != other.incident:
        yield _flag(other, one, why)


def _flag(row: _Row, other: _Row, why: str) -> tuple[int, str, str]:
    # The name is not in the content.
    content = {"person": row.code, "others": [other.code], **({"why": why} if why else {})}
    key = f"{row.named.uid}:{other.named.uid}" + (":killed" if why == KILLED_TWICE else "")
    return row.incident, key, json.dumps(content)


@cache
def _age(text: str) -> Age:
    return parse_age(text) if text else Age()


def _word(kind: type[_Word], value: str | None) -> _Word | None:
    return next((word for word in kind if word.value == value), None)
