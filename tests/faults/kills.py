"""Processes killed at any moment: while they save, renew, back up and restore."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import count
from pathlib import Path
from random import Random

from sqlite_utils import Database

from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.store import incidents, renewal
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.verification import verify
from tests.faults import figures, made_cases
from tests.faults.forked import Forked, Tell, answer, ask
from tests.faults.outcome import Fault, Outcome, Verdict, kept, lost

_KILLS = 10
#: Two of three children are killed up to so many seconds after their first save.
_LONGEST = 0.12


def save_on(tell: Tell, path: Path, passphrase: str, before_close: int) -> None:
    """Save incidents for ever and tell each code; closes and opens the case now and then."""
    while True:
        with CaseFile.open(path, passphrase or None) as case:
            for _time in range(before_close):
                tell(made_cases.save(case))


def inspect(tell: Tell, path: Path, passphrase: str) -> None:
    """Tell the codes of a case, its problems and how many killed it comes to."""
    try:
        with CaseFile.open(path, passphrase or None) as case:
            codes = [row.code for row in incidents.rows(case, incidents.ids(case))]
            problems = [item.problem for item in verify(case).problems]
            tell({"codes": codes, "problems": problems, "refused": "", "notice": case.notice})
    except TrackerError as error:
        tell({"codes": [], "problems": [], "refused": str(error), "notice": ""})


def holds(path: Path, passphrase: str, acknowledged: list[str], most: int) -> Outcome:
    """Whether a case holds every acknowledged code, at most `most` more, and verifies."""
    ending = ask(inspect, path, passphrase)
    if broken := ending.broken:
        return broken
    (state,) = ending.lines
    codes = set(state["codes"])
    if state["refused"]:
        return lost(f"does not open: {state['refused']}")
    if missing := set(acknowledged) - codes:
        return lost(f"{len(missing)} of {len(acknowledged)} acknowledged: {sorted(missing)[:3]}")
    if state["problems"]:
        return Outcome(Verdict.WRONG, detail=f"verify: {state['problems'][:3]}")
    if len(set(acknowledged)) < len(acknowledged) or len(codes) > len(acknowledged) + most:
        return Outcome(Verdict.WRONG, detail=f"{len(codes)} codes, {len(acknowledged)} saved")
    return kept("whole")


@cache
def _opening(passphrase: str) -> float:
    """How long opening an empty case takes here and now, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "case.ktcase")
        path.write_bytes(made_cases.empty(passphrase))
        start = time.perf_counter()
        answer(open_case, path, passphrase)
        return time.perf_counter() - start


def open_case(tell: Tell, path: Path, passphrase: str = "") -> None:
    """Open a case, which renews one of the first edition, and close it."""
    CaseFile.open(path, passphrase or None).close()
    tell("opened")


def _of_saves(kind: str, place: Path, dice: Random) -> Iterator[Outcome]:
    passphrase = made_cases.KINDS[kind]
    path = place / "case.ktcase"
    path.write_bytes(made_cases.empty(passphrase))
    acknowledged: list[str] = []
    opening = _opening(passphrase)
    for kill in range(1, _KILLS + 1):
        child = Forked(save_on, path, passphrase, dice.choice([1, 5, 1000]))
        while_opening = dice.random() < 1 / 3
        first = [] if while_opening else [child.line()]
        time.sleep(dice.uniform(0, 2 * opening if while_opening else _LONGEST))
        child.kill()
        ending = child.end()
        codes = [code for code in (*first, *ending.lines) if code]
        acknowledged += codes
        if ending.code:
            yield lost(ending.errors[-600:])
            return
        if kill < _KILLS:
            yield kept(saves=len(codes))
    outcome = holds(path, passphrase, acknowledged, _KILLS)
    yield outcome if outcome.is_broken else kept(saves=len(codes))


def renew(tell: Tell, path: Path, last: int) -> None:
    """Open a case of an older version; die at statement `last` of its renewal, or tell how many."""
    original = renewal.renew

    def counted(db: Database, file: Path, step: Callable[[], object]) -> Path:
        statements = count(1)

        def trace(_statement: str) -> None:
            if next(statements) == last:
                os.kill(os.getpid(), signal.SIGKILL)

        db.conn.set_trace_callback(trace)
        copy = original(db, file, step)
        db.conn.set_trace_callback(None)
        tell(next(statements) - 1)
        return copy

    renewal.renew = counted
    CaseFile.open(path).close()


@cache
def _statements(older: Path) -> int:
    """How many statements the renewal of a case is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "case.ktcase")
        path.write_bytes(older.read_bytes())
        (number,) = ask(renew, path, 0).lines
    return int(number)


def _of_statements(older: Path, place: Path, dice: Random) -> Iterator[Outcome]:
    """A renewal killed at one of its statements."""
    yield at_statement(older, place, dice.randint(1, _statements(older)))


def at_statement(older: Path, place: Path, last: int) -> Outcome:
    """Whether the case and its copy are whole after the renewal died at this statement."""
    path = place / "case.ktcase"
    path.write_bytes(older.read_bytes())
    done = ask(renew, path, last).lines
    right, _seconds = renewed(older)
    outcomes = [whole(each, done, right) for each in sorted(place.glob("[!.]*.ktcase"))]
    return next((outcome for outcome in outcomes if outcome.is_broken), outcomes[0])


@cache
def renewed(older: Path = made_cases.FIRST_EDITION) -> tuple[figures.Readings, float]:
    """What a case of an older version shows, and how long renewing takes."""
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "case.ktcase")
        for _time in range(3):
            path.write_bytes(older.read_bytes())
            start = time.perf_counter()
            answer(open_case, path)
            seconds.append(time.perf_counter() - start)
        return answer(figures.read, path, ""), min(seconds)


def _of_renewal(place: Path, dice: Random) -> Iterator[Outcome]:
    right, seconds = renewed()
    path = place / "case.ktcase"
    path.write_bytes(made_cases.FIRST_EDITION.read_bytes())
    child = Forked(open_case, path)
    time.sleep(dice.uniform(0, seconds))
    child.kill()
    ending = child.end()
    # What looks like a case, the one kept aside too, is one.
    for each in sorted(place.glob("[!.]*.ktcase")):
        outcome = whole(each, ending.lines, right)
        if outcome.is_broken:
            break
    yield outcome


def whole(path: Path, done: Sequence[object], right: figures.Readings) -> Outcome:
    """Whether a case shows the right figures and verifies."""
    for work in (figures.read, figures.check):
        ending = ask(work, path, "")
        if ending.broken:
            return ending.broken
        (state,) = ending.lines
        if work is figures.read:
            outcome = figures.judged(state, right)
            if outcome.is_broken or outcome.note == "refused":
                return lost(f"{path.name}: {outcome.detail or state['totals'][2]}")
        elif state["problems"] or state["refused"]:
            problem = f"{path.name}: {state['refused'] or state['problems'][:2]}"
            return Outcome(Verdict.WRONG, detail=problem)
    return kept("was done" if done else "was killed")


FAULTS = [
    *(
        Fault(f"kills-{kind}", f"an acknowledged save survives kill -9, {kind}", 100,
              partial(_of_saves, kind))
        for kind in made_cases.KINDS
    ),
    Fault("kills-renewal", "a renewal killed anywhere leaves old or new", 100, _of_renewal),
    Fault("kills-statements", "so does one killed at any of its statements", 100,
          partial(_of_statements, made_cases.DOCUMENTS_BEFORE)),
]  # fmt: skip
