"""What other programs do to a case and what lies beside it: copies, journals, replacements."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random

from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.store.case_file import CaseFile
from tests.faults import damage, figures, kills, made_cases
from tests.faults.forked import Forked, Tell, answer, ask
from tests.faults.outcome import Fault, Outcome, Verdict, kept, lost

_IDLE = 3


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _save_and_die(path: Path, passphrase: str, saves: int) -> list[str]:
    """What a killed process saved; its journal stays, and has something in it."""
    codes: list[str] = []
    while not codes or not _journal(path).exists() or not _journal(path).stat().st_size:
        child = Forked(kills.save_on, path, passphrase, 10**6)
        codes += [child.line() for _save in range(saves)]
        child.kill()
        codes += child.end().lines
    return codes


def _keep(path: Path) -> None:
    """Keep what is put to the test, for who looks at a broken promise."""
    evidence = path.with_name("before")
    evidence.mkdir()
    for file in (path, _journal(path)):
        shutil.copyfile(file, evidence / file.name)


def _prefix(path: Path, passphrase: str, at_least: list[str], all_codes: list[str]) -> Outcome:
    """Whether a case is one of its own past states, with right figures, or is refused."""
    _keep(path)
    ending = ask(figures.read, path, passphrase)
    if ending.broken:
        return ending.broken
    (readings,) = ending.lines
    killed = figures.killed_of(readings)
    outcome = figures.judged(readings, readings)
    if outcome.is_broken:
        return outcome
    if outcome.note == "refused":
        return kept("refused") if killed is None else lost(f"refused in part: {readings}"[:500])
    ending = ask(kills.inspect, path, passphrase)
    if ending.broken:
        return ending.broken
    (state,) = ending.lines
    codes = state["codes"]
    if state["problems"] or state["refused"] or killed != made_cases.KILLED * len(codes):
        return Outcome(Verdict.WRONG, detail=f"{killed} killed, {len(codes)} codes: {state}"[:500])
    if not set(at_least) <= set(codes):
        return lost(f"{len(set(at_least) - set(codes))} of the older copy are gone")
    if set(all_codes[: len(codes)]) != set(codes) and not set(all_codes) <= set(codes):
        return Outcome(Verdict.WRONG, detail=f"a state that never was: {codes}")
    if set(all_codes) <= set(codes):
        return kept("all of it")
    # What is not in the case any more has to be somewhere still.
    left = [file for file in path.parent.glob("case.*-wal*") if file.stat().st_size]
    if not left and _has_frames(path.with_name("before") / _journal(path).name):
        return lost("older, and the journal is gone")
    return kept("the older copy")


def _has_frames(journal: Path) -> bool:
    """Whether a journal holds anything: all of it is in the file once it was begun anew."""
    data = journal.read_bytes()
    # The salt of its head and of its first frame.
    return len(data) > 56 and data[16:24] == data[40:48]


def _of_older_copy(kind: str, place: Path, dice: Random) -> Iterator[Outcome]:
    """An older copy of the file put beside a left-over journal."""
    passphrase = made_cases.KINDS[kind]
    path = place / "case.ktcase"
    path.write_bytes(made_cases.empty(passphrase))
    codes, copies = [], [(path.read_bytes(), [])]
    for _sitting in range(dice.randint(1, 3)):
        codes += answer(_save, path, passphrase, dice.randint(1, 25))
        copies.append((path.read_bytes(), list(codes)))
    if dice.random() < 0.5:
        codes += _save_and_die(path, passphrase, dice.randint(1, 40))
        # A copy of the one file while its journal has more; it holds what was moved into it.
        copies.append((path.read_bytes(), list(copies[-1][1])))
    codes += _save_and_die(path, passphrase, dice.randint(1, 40))
    older, held = dice.choice(copies)
    path.write_bytes(older)
    yield _prefix(path, passphrase, held, codes)


def _save(tell: Tell, path: Path, passphrase: str, saves: int) -> None:
    with CaseFile.open(path, passphrase or None) as case:
        codes = [made_cases.save(case) for _save in range(saves)]
    tell(codes)


def _of_foreign_journal(kind: str, place: Path, dice: Random) -> Iterator[Outcome]:
    """A closed case, and beside it a journal that is not its own."""
    passphrase = made_cases.KINDS[kind]
    path, other = place / "case.ktcase", place / "other.ktcase"
    what = dice.choice(["another case", "random bytes", "cut off", "another time"])
    path.write_bytes(made_cases.empty(passphrase))
    codes: list[str] = []
    if what == "another time":
        codes += _save_and_die(path, passphrase, dice.randint(1, 20))
        journal = _journal(path).read_bytes()
        codes += answer(_save, path, passphrase, dice.randint(1, 20))
    else:
        other.write_bytes(made_cases.rich(passphrase))
        codes += answer(_save, path, passphrase, dice.randint(1, 20))
        _save_and_die(other, passphrase, dice.randint(1, 20))
        journal = _journal(other).read_bytes()
        if what == "random bytes":
            journal = journal[: dice.choice([0, 32])] + dice.randbytes(dice.randint(0, 60_000))
        elif what == "cut off":
            journal = journal[: dice.randrange(len(journal))]
    _journal(path).write_bytes(journal)
    outcome = _prefix(path, passphrase, codes, codes)
    yield kept(f"{what}: {outcome.note}") if not outcome.is_broken else outcome


def _save_and_rest(tell: Tell, path: Path, passphrase: str, saves: int, idle: float) -> None:
    """Save as the window does, which empties the journal once it is idle, and stay open."""
    with CaseFile.open(path, passphrase or None) as case:
        codes = [made_cases.save(case) for _save in range(saves)]
        time.sleep(idle)
        getattr(case, "checkpoint", tuple)()
        tell(codes)
        time.sleep(30)


def _of_plain_copy(kind: str, place: Path, dice: Random) -> Iterator[Outcome]:
    """The one file copied while the case is open, three seconds after its last save."""
    passphrase = made_cases.KINDS[kind]
    path, copy = place / "case.ktcase", place / "copy.ktcase"
    path.write_bytes(made_cases.empty(passphrase))
    child = Forked(_save_and_rest, path, passphrase, dice.randint(1, 30), dice.uniform(0, 0.1))
    codes = child.line() or []
    copy.write_bytes(path.read_bytes())
    child.kill()
    ending = child.end()
    yield lost(ending.errors[-500:]) if not codes else kills.holds(copy, passphrase, codes, 0)


Replacement = Callable[[Path, bytes, bytes], object]
_NEWER = "overwritten with a newer copy"
#: What is done to the file that is open: with an older copy of it, and with another case.
_REPLACEMENTS: dict[str, Replacement] = {
    "deleted": lambda path, _older, _other: path.unlink(),
    "renamed over": lambda path, older, _other: _beside(path, older).replace(path),
    "renamed over by another": lambda path, _older, other: _beside(path, other).replace(path),
    "overwritten with an older copy": lambda path, older, _other: path.write_bytes(older),
    _NEWER: lambda path, newer, _other: path.write_bytes(newer),
    "overwritten with another case": lambda path, _older, other: path.write_bytes(other),
    "journal deleted": lambda path, _older, _other: _journal(path).unlink(missing_ok=True),
    "truncated": lambda path, _older, _other: path.write_bytes(b""),
    "moved away": lambda path, _older, _other: path.rename(path.with_name("moved.ktcase")),
}


def _beside(path: Path, data: bytes) -> Path:
    beside = path.with_name("incoming")
    beside.write_bytes(data)
    return beside


def _newer(path: Path, passphrase: str) -> bytes:
    """A copy of the file with which somebody else went on."""
    copy = path.with_name("newer.ktcase")
    copy.write_bytes(path.read_bytes())
    _journal(copy).write_bytes(_journal(path).read_bytes())
    answer(_save, copy, passphrase, 3)
    return copy.read_bytes()


def _save_twice(tell: Tell, path: Path, passphrase: str, go_on: Path, saves: int) -> None:
    """Save, wait until the file was replaced, save again: tell the codes and the refusal."""
    case = CaseFile.open(path, passphrase or None)
    tell([made_cases.save(case) for _save in range(saves)])
    while not go_on.exists():
        time.sleep(0.005)
    refused, codes = "", []
    for _save in range(3):
        try:
            codes.append(made_cases.save(case))
        except TrackerError as error:
            refused = f"{type(error).__name__}: {error}"
    tell({"codes": codes, "refused": refused})
    case.close()


def _of_replacement(kind: str, place: Path, dice: Random) -> Iterator[Outcome]:
    """The file replaced while it is open: the next save is refused, or is in the file there."""
    passphrase = made_cases.KINDS[kind]
    what = dice.choice(list(_REPLACEMENTS))
    path, go_on = place / "case.ktcase", place / "go-on"
    path.write_bytes(made_cases.empty(passphrase))
    earlier = answer(_save, path, passphrase, dice.randint(1, 20))
    older = path.read_bytes()
    child = Forked(_save_twice, path, passphrase, go_on, dice.randint(1, 20))
    before = child.line()
    # Some time later, so that nothing hangs on the clock of the file system.
    time.sleep(dice.choice([0, 0.05]))
    if what == _NEWER:
        older = _newer(path, passphrase)
    _REPLACEMENTS[what](path, older, made_cases.rich(passphrase))
    go_on.touch()
    after = child.line()
    ending = child.end()
    if ending.broken or not after:
        yield ending.broken or lost("the child told nothing")
        return
    outcome = _settled(path, passphrase, what, [*earlier, *(before or [])], after["codes"])
    word = "saved" if after["codes"] else after["refused"].partition(":")[0]
    yield outcome if outcome.is_broken else kept(f"{what}: {word}")


def _settled(
    path: Path, passphrase: str, what: str, before: list[str], after: list[str]
) -> Outcome:
    """Whether what was acknowledged after the replacement is in the file at the path."""
    if "another" in what:
        if after:
            return lost(f"{what}: saved {len(after)} into nothing")
        outcome = damage.shows(path, passphrase, damage.right(passphrase))
        is_other = outcome.is_broken or outcome.note == "right"
        return outcome if is_other else lost(f"{what}: the other case is spoilt: {outcome}")
    if not path.exists() or not path.stat().st_size:
        return lost(f"{what}: acknowledged, and no file") if after else kept()
    ending = ask(kills.inspect, path, passphrase)
    if ending.broken:
        return ending.broken
    (state,) = ending.lines
    missing = set(after) - set(state["codes"])
    if what == "journal deleted":
        missing |= set(before) - set(state["codes"]) if after else set()
    if missing or state["refused"]:
        return lost(f"{what}: {len(missing)} acknowledged are missing; {state['refused']}")
    if state["problems"]:
        return Outcome(Verdict.WRONG, detail=f"{what}: {state['problems'][:3]}")
    return kept()


FAULTS = [
    Fault(f"{name}-{kind}", f"{promise}, {kind}", times // 2, partial(work, kind),
          prepare=partial(damage.right, made_cases.KINDS[kind]))
    for name, promise, times, work in (
        ("older-copy", "an older copy beside a journal: a true state or refused", 60,
         _of_older_copy),
        ("foreign-wal", "a foreign journal beside a case changes nothing", 40,
         _of_foreign_journal),
        ("plain-copy", "a plain copy of the open, idle file holds everything", 30,
         _of_plain_copy),
        ("replaced", "a save into a file that was replaced is refused or is there", 30,
         _of_replacement),
    )
    for kind in made_cases.KINDS
]  # fmt: skip
