"""A finished file put in the place of a case file that no program has open or writes to."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.store import file_identity, file_placement
from kharkiv_tracker.store.case_file import CaseFile

_T = TypeVar("_T")
#: So often a case is looked at again that another program writes to meanwhile.
_TIMES = 3


@dataclass(frozen=True, slots=True)
class Target(Generic[_T]):
    """A case file as it was looked at, closed again: what opens it and what was seen in it."""

    path: Path
    key: str | None
    seen: _T
    stamp: tuple[int, int, int]

    def replace(self, draft: Path) -> None:
        """Put a finished draft, on the disk, in its place; nothing of the file is left beside.

        Killed anywhere, the path holds the old file or the new one. Raises OpenElsewhere where the
        file is not as it was looked at.
        """
        with file_identity.held(self.path):
            is_same = file_identity.stamp_of(self.path) == self.stamp
            if not is_same or file_identity.has_journal(self.path):
                raise file_identity.OpenElsewhere(self.path)
            file_placement.replace(draft, self.path)


def looked_at(path: Path, passphrase: str | None, look: Callable[[CaseFile], _T]) -> Target[_T]:
    """What a case file that is open nowhere holds; raises CaseUnavailable where it is read-only.

    `look` is asked for it while the file is open, and refuses it by what it raises.
    """
    # A link stays a link to the file.
    path = Path(os.path.realpath(path.absolute()))
    file_placement.refuse_open(path)
    if path.is_file() and file_identity.is_open_elsewhere(path):
        raise file_identity.OpenElsewhere(path)
    for _time in range(_TIMES):
        before = file_identity.stamp_of(path)
        with CaseFile.open_either(path, passphrase) as case:
            if case.read_only:
                raise CaseUnavailable(case.notice)
            seen, key = look(case), case.key
        # To open it may have renewed it, or recovered it.
        if before == file_identity.stamp_of(path) and not file_identity.has_journal(path):
            return Target(path, key, seen, before)
    raise file_identity.OpenElsewhere(path)
