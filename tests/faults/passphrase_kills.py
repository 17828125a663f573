"""Processes killed while they set, change or remove the passphrase of a case."""

from __future__ import annotations

import hashlib
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random

from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.store import passphrase_change
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import PLAIN_HEADER
from kharkiv_tracker.store.verification import verify
from tests.faults import copy_kills, made_cases
from tests.faults.forked import Forked, Tell, answer, ask
from tests.faults.outcome import Fault, Outcome, Verdict, kept, lost

_ONE, _OTHER = made_cases.KINDS["encrypted"], "six other words"
#: What opens the case before and after.
DIRECTIONS = {"set": ("", _ONE), "changed": (_ONE, _OTHER), "removed": (_ONE, "")}
#: Who may read the case: its draft has the same mode when all of it is written.
_OURS = 0o640
#: So many seconds at most a killed process is given to write its draft.
_LONGEST = 30
#: What is in every case, and in what is left of one that is not encrypted.
_CLEAR = (PLAIN_HEADER, b"KHT-2022", b"CREATE TABLE")


def change(tell: Tell, path: Path, old: str, new: str) -> None:
    """Change what opens a case."""
    tell(passphrase_change.change(path, old, new).kind)


def state(tell: Tell, path: Path, *passphrases: str) -> None:
    """Tell by which passphrase a case opens, what is wrong with it, and a digest of every row."""
    refusals = []
    for passphrase in passphrases:
        try:
            with CaseFile.open(path, passphrase or None) as case:
                problems = [item.problem for item in verify(case).problems]
                tell({"by": passphrase, "problems": problems, "digest": _digest(case)})
                return
        except TrackerError as error:
            refusals.append(str(error))
    tell({"by": None, "problems": refusals, "digest": ""})


def _digest(case: CaseFile) -> str:
    digest = hashlib.sha256()
    for name in sorted(case.db.table_names()):
        if not name.startswith("sqlite_"):
            digest.update(repr((name, sorted(map(repr, case.db[name].rows)))).encode())
    return digest.hexdigest()


@cache
def _whole(old: str, new: str) -> float:
    """How long a change takes here and now, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "case.ktcase")
        path.write_bytes(made_cases.rich(old))
        start = time.perf_counter()
        answer(change, path, old, new)
        return time.perf_counter() - start


def expected(folder: Path, old: str) -> str:
    """The digest of a case as it is, with what lies in its journal, found out on a copy."""
    with tempfile.TemporaryDirectory() as other:
        copy = Path(shutil.copytree(folder, Path(other, "copy")), "case.ktcase")
        return str(answer(state, copy, old)["digest"])


def kind_of(place: Path) -> str:
    """Which of the directions has its turn in this round."""
    return list(DIRECTIONS)[int(place.name.rpartition("-")[2]) % len(DIRECTIONS)]


def _of_kill(place: Path, dice: Random) -> Iterator[Outcome]:
    old, new = DIRECTIONS[kind_of(place)]
    path = place / "case.ktcase"
    path.write_bytes(made_cases.rich(old))
    if dice.random() < 1 / 3:
        copy_kills.save_and_die(path, old)
    before = expected(place, old)
    whole = _whole(old, new)
    path.chmod(_OURS)
    child = Forked(change, path, old, new)
    if dice.random() < 0.5:
        time.sleep(dice.uniform(0, 1.2 * whole))
    else:
        _wait(path)
        time.sleep(dice.uniform(0, 0.02))
    child.kill()
    ending = child.end()
    if ending.code:
        yield lost(ending.errors[-600:])
        return
    yield changed(path, old, new, before, is_done=bool(ending.lines))


def _wait(path: Path) -> None:
    """Wait until the draft is finished and about to take the place of the file."""
    end = time.monotonic() + _LONGEST
    while time.monotonic() < end:
        with suppress(OSError):
            modes = {stat.S_IMODE(draft.stat().st_mode) for draft in path.parent.glob(".*.part")}
            if _OURS in modes:
                return
        time.sleep(0.0005)


def changed(path: Path, old: str, new: str, before: str, is_done: bool) -> Outcome:
    """Whether the path holds the whole case under the old passphrase or under the new one.

    What is left of a change that was cut off cannot be read where a passphrase is set.
    """
    left = {
        file.name: file.read_bytes()
        for file in path.parent.rglob("*")
        if file.is_file() and file != path
    }
    ending = ask(state, path, old, new)
    if ending.broken:
        return ending.broken
    (now,) = ending.lines
    if now["by"] is None or (is_done and now["by"] != new):
        return lost(f"opens by {now['by']}: {now['problems']}")
    if now["problems"] or now["digest"] != before:
        return Outcome(Verdict.WRONG, detail=f"other rows, verify: {now['problems'][:3]}")
    if is_done and left:
        return Outcome(Verdict.WRONG, detail=f"left: {sorted(left)}")
    is_secret = bool(new and (old or now["by"] == new))
    for name, content in left.items():
        is_draft = ".part" in name and new
        if (is_secret or is_draft) and any(word in content for word in _CLEAR):
            return Outcome(Verdict.WRONG, detail=f"{name} can be read")
    return kept("new" if now["by"] == new else "old", drafts=len(left))


FAULTS = [
    Fault("kills-passphrase", "a passphrase change killed anywhere leaves the old or the new", 300,
          _of_kill),
]  # fmt: skip
