"""A case changed by SQL by one who has the file and its passphrase: refused, named, or harmless."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import sqlcipher3

from kharkiv_tracker.store import history
from kharkiv_tracker.store.case_file import CaseFile
from tests.faults import damage, figures, made_cases
from tests.faults.forked import Tell, answer, ask
from tests.faults.outcome import Fault, Outcome, Verdict, kept, lost
from tests.faults.structure_ways import KEEP, STRUCTURE, VIEWS
from tests.faults.value_ways import HISTORY, OPEN_AGAIN, VALUES

WAYS = {**VIEWS, **STRUCTURE, **VALUES, **HISTORY}
#: What only the full check finds, and why: until it has run, changed figures are shown.
LATER = {
    "a figure and its sum are raised": "the stored figure and its sums agree with each other",
}
#: What nothing finds, and why.
LIMITS = {
    "statistics are nonsense": "SQLite only plans by them: slower at most",
    "a sequence": "nothing of the case counts by it",
    "journal mode delete": "set anew at every opening",
    "smaller pages": "how the file is laid out, not what it holds",
    "user_version 1": "asks for the file to be rewritten, which is done",
    "user_version 999": "asks for the file to be rewritten, which is done",
    "migrations of another program": "of no meaning to this one",
    "a draft of a form that is none": "left alone: a newer version may have that form",
}


def tamper(tell: Tell, path: Path, passphrase: str, way: tuple[str, ...]) -> None:
    """Do it to a closed case, and put the triggers back. In a child only."""
    connection = _connected(path, passphrase)
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    triggers = [] if way[0] == KEEP else connection.execute(query).fetchall()
    for name, _sql in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    changed = connection.total_changes
    for statement in way:
        if statement == OPEN_AGAIN:
            connection.close()
            connection = _connected(path, passphrase)
        else:
            connection.execute(statement).fetchall()
    connection.close()
    connection = _connected(path, passphrase)
    for _name, sql in triggers:
        try:
            connection.execute(sql)
        except sqlcipher3.DatabaseError:
            # It stood on a table that is none any more.
            continue
    connection.close()
    tell(changed)


def _connected(path: Path, passphrase: str) -> Any:
    connection = sqlcipher3.connect(str(path), isolation_level=None)
    if passphrase:
        connection.execute(f"PRAGMA key = '{passphrase}'")
    for pragma in ("foreign_keys = OFF", "legacy_alter_table = ON", "cell_size_check = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _of_ways(kind: str, place: Path, _dice: Random) -> Iterator[Outcome]:
    """The way of this round; all of them have their turn."""
    name = list(WAYS)[int(place.name.rpartition("-")[2]) % len(WAYS)]
    passphrase = made_cases.KINDS[kind]
    path = place / "case.ktcase"
    path.write_bytes(made_cases.rich(passphrase))
    before = path.read_bytes()
    answer(tamper, path, passphrase, WAYS[name])
    if path.read_bytes() == before:
        raise RuntimeError(f"{name}: nothing was changed")
    outcome = _judged(name, path, passphrase)
    yield Outcome(outcome.verdict, outcome.note, f"{name}: {outcome.detail}")


def _judged(name: str, path: Path, passphrase: str) -> Outcome:
    ending = ask(figures.read, path, passphrase)
    if ending.broken:
        return ending.broken
    outcome = figures.judged(ending.lines[0], damage.right(passphrase))
    if outcome.verdict not in (Verdict.KEPT, Verdict.WRONG):
        return outcome
    if outcome.note == "refused":
        return outcome
    ending = ask(figures.check, path, passphrase)
    if ending.broken:
        return ending.broken
    is_named = bool(ending.lines[0]["problems"])
    if outcome.is_broken and not (name in LATER and is_named):
        named = "named by verify only" if is_named else "found by nothing"
        return Outcome(Verdict.WRONG, detail=f"{named}: {outcome.detail}")
    if is_named:
        return kept("named by verify")
    if name in LIMITS:
        return kept("a limit")
    return Outcome(Verdict.WRONG, detail=f"found by nothing ({outcome.note}), and no known limit")


def _fingerprint(tell: Tell, path: Path, passphrase: str) -> None:
    with CaseFile.open(path, passphrase or None) as case:
        tell(history.fingerprint(case))


def _write_anew(tell: Tell, path: Path, passphrase: str) -> None:
    """The whole history written again, with other counts and a chain that holds."""
    path.unlink()
    with CaseFile.create(path, "Rich", passphrase or None, "first") as case:
        for _number in range(5):
            made_cases.save(case, reports=[{"killed": "1"}])
    tell("written")


def _of_anew(kind: str, place: Path, _dice: Random) -> Iterator[Outcome]:
    """The limit of what a file can say of itself: only a fingerprint seen earlier finds it."""
    passphrase = made_cases.KINDS[kind]
    path = place / "case.ktcase"
    path.write_bytes(made_cases.rich(passphrase))
    seen = answer(_fingerprint, path, passphrase)
    answer(_write_anew, path, passphrase)
    by_itself, against = (
        answer(figures.check, path, passphrase, seen_earlier) for seen_earlier in (None, seen)
    )
    if by_itself["problems"]:
        yield lost(f"no limit any more: {by_itself['problems'][:2]}")
    elif not against["problems"]:
        yield Outcome(Verdict.WRONG, detail="a fingerprint seen earlier does not find it")
    else:
        yield kept("named against a fingerprint only")


FAULTS = [
    *(
        Fault(f"tampering-{kind}", f"what is changed by SQL is refused or named, {kind}",
              len(WAYS), partial(_of_ways, kind),
              prepare=partial(damage.right, made_cases.KINDS[kind]))
        for kind in made_cases.KINDS
    ),
    *(
        Fault(f"rewritten-{kind}", f"a history written anew is named by a fingerprint, {kind}",
              1, partial(_of_anew, kind))
        for kind in made_cases.KINDS
    ),
]  # fmt: skip
