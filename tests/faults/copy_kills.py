"""Processes killed while they back up a case, or put a backup in its place."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

from kharkiv_tracker.store.case_file import CaseFile
from tests.faults import kills, made_cases
from tests.faults.forked import Forked, Tell, answer, ask
from tests.faults.outcome import Fault, Outcome, Verdict, kept, lost

BACKUPS = "backups"


def missing() -> str:
    """Why there are no backups to kill; empty where there are."""
    modules = ("kharkiv_tracker.store.backups", "kharkiv_tracker.store.restoration")
    return "" if all(map(find_spec, modules)) else "not there yet"


def back_up(case: CaseFile, folder: Path) -> Path:
    """Back up an open case into a folder."""
    module: Any = import_module("kharkiv_tracker.store.backups")
    path: Path = module.make(case, folder).path
    return path


def restore(backup: Path, path: Path, passphrase: str) -> None:
    """Put a backup in the place of a case."""
    module: Any = import_module("kharkiv_tracker.store.restoration")
    module.restore(backup, path, passphrase or None)


def _save_and_back_up(tell: Tell, path: Path, passphrase: str) -> None:
    with CaseFile.open(path, passphrase or None) as case:
        while True:
            tell({"code": made_cases.save(case)})
            tell({"backup": str(back_up(case, path.with_name(BACKUPS)))})


def _of_backup(place: Path, dice: Random) -> Iterator[Outcome]:
    passphrase = dice.choice(list(made_cases.KINDS.values()))
    path, folder = place / "case.ktcase", place / BACKUPS
    folder.mkdir()
    path.write_bytes(made_cases.empty(passphrase))
    child = Forked(_save_and_back_up, path, passphrase)
    # The first save; from then on it is killed at any time.
    first = child.line()
    time.sleep(dice.uniform(0, 0.7))
    child.kill()
    ending = child.end()
    if ending.code or not first:
        yield lost(ending.errors[-600:])
        return
    lines = [first, *ending.lines]
    yield backups_hold(path, passphrase, lines)


def backups_hold(path: Path, passphrase: str, lines: list[dict[str, str]]) -> Outcome:
    """Whether a case holds its codes, and each file that looks like a backup is whole."""
    codes, newest, held = [], "", []
    for line in lines:
        if "code" in line:
            codes.append(line["code"])
        else:
            newest, held = Path(line["backup"]).name, list(codes)
    outcome = kills.holds(path, passphrase, codes, most=1)
    for copy in sorted(path.with_name(BACKUPS).glob("[!.]*.ktcase")):
        if not outcome.is_broken:
            outcome = kills.holds(copy, passphrase, [], most=len(codes) + 1)
    if not outcome.is_broken and newest:
        outcome = kills.holds(path.with_name(BACKUPS) / newest, passphrase, held, most=0)
    backups = len(lines) - len(codes)
    return outcome if outcome.is_broken else kept(saves=len(codes), backups=backups)


def _save(tell: Tell, path: Path, passphrase: str, saves: int) -> None:
    with CaseFile.open(path, passphrase or None) as case:
        tell([made_cases.save(case) for _save in range(saves)])


@cache
def two_states(passphrase: str) -> tuple[bytes, bytes, list[str]]:
    """A case and a backup of it made earlier, and the codes of the case; three in the backup."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "case.ktcase")
        path.write_bytes(made_cases.empty(passphrase))
        codes = list(answer(_save, path, passphrase, 3))
        backup = path.read_bytes()
        codes += answer(_save, path, passphrase, 7)
        return path.read_bytes(), backup, codes


def _restore(tell: Tell, backup: Path, path: Path, passphrase: str) -> None:
    restore(backup, path, passphrase)
    tell("restored")


def save_and_die(path: Path, passphrase: str) -> list[str]:
    """Save with a process that is killed: what it left in its journal is of the case as well."""
    dying = Forked(kills.save_on, path, passphrase, 10**6)
    more = [dying.line() for _save in range(3)]
    dying.kill()
    return [*more, *dying.end().lines]


def _of_restore(place: Path, dice: Random) -> Iterator[Outcome]:
    passphrase = dice.choice(list(made_cases.KINDS.values()))
    case, older, codes = two_states(passphrase)
    path, backup = place / "case.ktcase", place / "earlier.ktcase"
    path.write_bytes(case)
    backup.write_bytes(older)
    if dice.random() < 0.5:
        codes = [*codes, *save_and_die(path, passphrase)]
    child = Forked(_restore, backup, path, passphrase)
    time.sleep(dice.uniform(0, 0.15 if not passphrase else 0.8))
    child.kill()
    ending = child.end()
    if ending.code:
        yield lost(ending.errors[-600:])
        return
    yield restored(path, passphrase, codes, bool(ending.lines))


def restored(path: Path, passphrase: str, codes: list[str], is_done: bool) -> Outcome:
    """Whether the path holds the old or the new case whole, and the old one is still there."""
    holding: dict[str, set[str]] = {}
    for file in sorted(path.parent.glob("[!.]*.ktcase")):
        ending = ask(kills.inspect, file, passphrase)
        if ending.broken:
            return ending.broken
        (state,) = ending.lines
        if state["refused"]:
            return lost(f"{file.name}: {state['refused']}")
        if state["problems"]:
            return Outcome(Verdict.WRONG, detail=f"{file.name}: {state['problems'][:3]}")
        holding[file.name] = set(state["codes"])
    here = holding.get(path.name)
    old, new = set(codes), set(codes[:3])
    if here is None or not (here == new or (here >= old and not is_done)):
        return lost(f"neither old nor new, or not what was told: {here and sorted(here)}")
    if not any(held >= old for held in holding.values()):
        return lost(f"the old case is nowhere: {sorted(holding)}")
    return kept("new" if here == new else "old")


FAULTS = [
    Fault("kills-backup", "a backup killed anywhere harms neither case nor backups", 100,
          _of_backup, missing),
    Fault("kills-restore", "a restore killed anywhere leaves old or new, and keeps the old", 100,
          _of_restore, missing),
]  # fmt: skip
