"""The power fails: what is on the disk then, from the recorded order of writes and syncs.

What was synced is on the disk. Of what was written since, any part may be, in any order and torn
between sectors; names come and go in their order, up to any point after the folder was synced.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.faults import copy_kills, kills, made_cases, passphrase_kills
from tests.faults.outcome import Fault, Outcome, kept
from tests.faults.sessions import ACKNOWLEDGED, CASE, EARLIER

_HERE = Path(__file__)
_SECTOR = 512
#: In so many events at the end one file takes the place of another.
_EXCHANGE = 4
_HEAD = struct.Struct("=5Q")
MADE, WROTE, CUT, SYNCED, FOLDER_SYNCED, REMOVED, RENAMED, LINKED = range(1, 9)


class Event(NamedTuple):
    """One entry of the record, as recorder.c writes it."""

    kind: int
    file: int
    offset: int
    one: bytes
    two: bytes


@dataclass
class _File:
    """A file, whatever its names: what is surely on the disk, and what was done to it since."""

    data: bytearray
    since: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        for event in self.since:
            _apply(self.data, event)
        self.since.clear()


@dataclass(frozen=True)
class _Record:
    events: Sequence[Event]
    #: The files before the session, by inode.
    before: dict[int, tuple[str, bytes]]
    acknowledged: int


@cache
def missing() -> str:
    """Why writes cannot be recorded here; empty where they can."""
    if not sys.platform.startswith("linux"):
        return "not done: recorded on Linux only"
    return "" if shutil.which("cc") else "not done: there is no C compiler"


def _before(session: str, passphrase: str) -> dict[str, bytes]:
    """The files a session begins with."""
    if session == "made":
        return {}
    if session == "renewal":
        return {CASE: made_cases.FIRST_TABLES.read_bytes()}
    if session == "restore":
        case, earlier, _codes = copy_kills.two_states(passphrase)
        return {CASE: case, EARLIER: earlier}
    if session in passphrase_kills.DIRECTIONS:
        return {CASE: made_cases.rich(passphrase)}
    return {CASE: made_cases.empty(passphrase)}


def compiled(folder: Path) -> Path:
    """The recorder, made in a folder."""
    library = folder / "recorder.so"
    compiler = [shutil.which("cc") or "cc", "-shared", "-fPIC", "-O1", "-o", str(library)]
    source = str(_HERE.with_name("recorder.c"))
    subprocess.run([*compiler, source, "-lpthread"], check=True)  # noqa: S603 - our own
    return library


@cache
def _recorded(session: str, passphrase: str) -> _Record:
    """The session acted once in a process of its own, with the recorder before libc."""
    with tempfile.TemporaryDirectory() as folder:
        place, record = (Path(folder, name) for name in ("place", "record"))
        place.mkdir()
        library = compiled(Path(folder))
        (place / copy_kills.BACKUPS).mkdir()
        for name, data in _before(session, passphrase).items():
            (place / name).write_bytes(data)
        before = {
            path.stat().st_ino: (path.name, path.read_bytes()) for path in place.glob("*.ktcase")
        }
        subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "-m", "tests.faults.sessions", session, str(place), passphrase],
            cwd=_HERE.parents[2], check=True,
            env={**os.environ, "LD_PRELOAD": str(library), "RECORDED": str(place),
                 "RECORD": str(record)},
        )  # fmt: skip
        events = list(read_events(record.read_bytes()))
    (acknowledged,) = (e.file for e in events if e.kind == MADE and e.one == ACKNOWLEDGED.encode())
    kinds = {event.kind for event in events}
    if not {WROTE, SYNCED} <= kinds:
        raise RuntimeError(f"the recorder sees no writes or no syncs, only {kinds}")
    return _Record(events, before, acknowledged)


def read_events(record: bytes) -> Iterator[Event]:
    place = 0
    while place < len(record):
        kind, file, offset, ones, twos = _HEAD.unpack_from(record, place)
        place += _HEAD.size
        one, two = record[place : place + ones], record[place + ones : place + ones + twos]
        place += ones + twos
        yield Event(kind, file, offset, one, two)


def _apply(data: bytearray, event: Event) -> None:
    if event.kind == CUT:
        del data[event.offset :]
        data.extend(bytes(event.offset - len(data)))
    else:
        data.extend(bytes(max(0, event.offset - len(data))))
        data[event.offset : event.offset + len(event.one)] = event.one


def on_disk(record: _Record, cut: int, dice: Random) -> tuple[dict[str, bytes], list[str]]:
    """The files after the power failed behind so many events, and what was acknowledged before."""
    files = {inode: _File(bytearray(data)) for inode, (_name, data) in record.before.items()}
    names = {name: files[inode] for inode, (name, _data) in record.before.items()}
    renames: list[tuple[Event, _File | None]] = []
    told = bytearray()
    for event in record.events[:cut]:
        if event.file == record.acknowledged:
            told += event.one if event.kind == WROTE else b""
        elif event.kind in (WROTE, CUT):
            files[event.file].since.append(event)
        elif event.kind == SYNCED:
            files[event.file].sync()
        elif event.kind == FOLDER_SYNCED:
            _rename(names, renames)
            renames.clear()
        else:
            if event.kind == MADE:
                files[event.file] = _File(bytearray())
            renames.append((event, files.get(event.file)))
    _rename(names, renames[: dice.choice([0, len(renames), dice.randint(0, len(renames))])])
    for file in files.values():
        file.data = _torn(file, dice)
    return {name: bytes(file.data) for name, file in names.items()}, told.decode().split()


def _rename(names: dict[str, _File], renames: Sequence[tuple[Event, _File | None]]) -> None:
    for event, file in renames:
        one, two = event.one.decode(), event.two.decode()
        if event.kind == MADE and file:
            names[one] = file
        elif event.kind == REMOVED:
            names.pop(one, None)
        elif two and (moved := names.get(one) or file):
            names[two] = moved
            if event.kind == RENAMED:
                names.pop(one, None)


def _torn(file: _File, dice: Random) -> bytearray:
    """What is on the disk of a file: all that was synced and any part of what was not."""
    data = file.data
    share = dice.choice([0, 1, dice.random()])
    for event in file.since:
        if event.kind == CUT:
            if dice.random() < share:
                _apply(data, event)
            continue
        is_torn = dice.random() < 0.2
        if not is_torn and dice.random() < share:
            _apply(data, event)
        for start in range(0, len(event.one), _SECTOR) if is_torn else ():
            if dice.random() < share:
                sector = event.one[start : start + _SECTOR]
                _apply(data, event._replace(offset=event.offset + start, one=sector))
    return data


def _cut(record: _Record, dice: Random, last: int | None = None) -> int:
    """Any moment, every other time one just after something other than a write.

    `last`: of these only the last ones, where all of them are in the end.
    """
    turns = [n + 1 for n, event in enumerate(record.events) if event.kind != WROTE]
    end = -last if last else 0
    return dice.choice(turns[end:]) if dice.random() < 0.5 else dice.randint(0, len(record.events))


def _of(kind: str, place: Path, dice: Random) -> Iterator[Outcome]:
    passphrase = made_cases.KINDS[kind]
    sessions = ["saves", "saves", "made", *(["renewal"] if not passphrase else [])]
    session = dice.choice([*sessions, *([] if copy_kills.missing() else ["backup", "restore"])])
    (place / copy_kills.BACKUPS).mkdir()
    acknowledged = _cut_off(session, passphrase, place, dice)
    outcome = _judged(session, place / CASE, passphrase, acknowledged)
    yield outcome if outcome.is_broken else kept(session, **outcome.counts)


def _cut_off(
    session: str, passphrase: str, place: Path, dice: Random, last: int | None = None
) -> list[str]:
    """Leave in a folder what is on the disk after a cut, and what was acknowledged before."""
    record = _recorded(session, passphrase)
    files, acknowledged = on_disk(record, _cut(record, dice, last), dice)
    for name, data in files.items():
        (place / name).write_bytes(data)
    return acknowledged


@cache
def _digest(passphrase: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, CASE).write_bytes(made_cases.rich(passphrase))
        return passphrase_kills.expected(Path(folder), passphrase)


def _of_passphrase(place: Path, dice: Random) -> Iterator[Outcome]:
    kind = passphrase_kills.kind_of(place)
    old, new = passphrase_kills.DIRECTIONS[kind]
    is_done = bool(_cut_off(kind, old, place, dice, _EXCHANGE))
    yield passphrase_kills.changed(place / CASE, old, new, _digest(old), is_done)


def _judged(session: str, path: Path, passphrase: str, acknowledged: list[str]) -> Outcome:
    if session == "made" and "made" not in acknowledged:
        # Nobody was told of a case.
        return kept()
    if session == "renewal":
        return kills.whole(path, acknowledged, kills.renewed()[0])
    if session == "restore":
        codes = copy_kills.two_states(passphrase)[2]
        return copy_kills.restored(path, passphrase, codes, bool(acknowledged))
    if session == "backup":
        lines = [dict([line.split("=", 1)]) for line in acknowledged]
        return copy_kills.backups_hold(path, passphrase, lines)
    codes = [word for word in acknowledged if word != "made"]
    outcome = kills.holds(path, passphrase, codes, most=1)
    return outcome if outcome.is_broken else kept(saves=len(codes))


FAULTS = [
    Fault(f"power-{kind}", f"an acknowledged save survives a power cut, {kind}", 250,
          partial(_of, kind), missing)
    for kind in made_cases.KINDS
] + [
    Fault("power-passphrase", "a power cut in a passphrase change leaves the old or the new", 100,
          _of_passphrase, missing),
]  # fmt: skip
