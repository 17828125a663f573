"""What is done to a case while every write is recorded: `python -m tests.faults.sessions NAME …`.

Each session tells in the file ACKNOWLEDGED, itself recorded, what the user was told is safe.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from kharkiv_tracker.store import passphrase_change
from kharkiv_tracker.store.case_file import CaseFile
from tests.faults import copy_kills, made_cases, passphrase_kills

CASE, EARLIER, ACKNOWLEDGED = "case.ktcase", "earlier.ktcase", "acknowledged"
_SAVES = 14


def main(name: str, place: str, passphrase: str) -> None:
    """Act one session in a folder."""
    path = Path(place, CASE)
    descriptor = os.open(Path(place, ACKNOWLEDGED), os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    for words in SESSIONS[name](path, passphrase):
        os.write(descriptor, f"{words}\n".encode())


def _save(path: Path, passphrase: str) -> Iterator[str]:
    """Three sittings of saves; in the middle of each the journal goes into the file."""
    for _sitting in range(3):
        with CaseFile.open(path, passphrase or None) as case:
            for number in range(_SAVES):
                yield made_cases.save(case)
                if number == _SAVES // 2:
                    getattr(case, "checkpoint", tuple)()


def _make(path: Path, passphrase: str) -> Iterator[str]:
    """A case made and saved into at once."""
    with CaseFile.create(path, passphrase=passphrase or None) as case:
        yield "made"
        for _number in range(_SAVES):
            yield made_cases.save(case)


def _renew(path: Path, passphrase: str) -> Iterator[str]:
    """A case of the first tables opened, which renews it."""
    with CaseFile.open(path, passphrase or None):
        yield "renewed"


def _back_up(path: Path, passphrase: str) -> Iterator[str]:
    """Saves, and a backup now and then."""
    with CaseFile.open(path, passphrase or None) as case:
        for number in range(_SAVES):
            yield f"code={made_cases.save(case)}"
            if number % 4 == 0:
                yield f"backup={copy_kills.back_up(case, path.with_name(copy_kills.BACKUPS))}"


def _restore(path: Path, passphrase: str) -> Iterator[str]:
    """A backup put in the place of the case."""
    copy_kills.restore(path.with_name(EARLIER), path, passphrase)
    yield "restored"


def _change_passphrase(new: str, path: Path, passphrase: str) -> Iterator[str]:
    """A passphrase set, changed or removed."""
    yield passphrase_change.change(path, passphrase, new).kind


SESSIONS = {
    "saves": _save,
    "made": _make,
    "renewal": _renew,
    "backup": _back_up,
    "restore": _restore,
    **{
        kind: partial(_change_passphrase, new)
        for kind, (_old, new) in passphrase_kills.DIRECTIONS.items()
    },
}


if __name__ == "__main__":
    main(*sys.argv[1:])
