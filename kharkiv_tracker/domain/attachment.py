"""A file kept as it was collected, with what is needed to vouch for it (Berkeley Protocol)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of an incident: `size` in bytes, `collected` an instant with the local offset.

    `sha256` is that of the untouched original. It stays covered until somebody asks to see it;
    `uncovered` says that it has been found fit to be shown at once. `report` is the id of the
    report it belongs to, "" for the whole incident; `origin` the address it came from.
    """

    name: str
    type: str
    size: int
    sha256: str
    collector: str
    collected: str
    method: str = ""
    version: str = ""
    origin: str = ""
    notes: str = ""
    report: str = ""
    uncovered: bool = False
    uid: str = ""
    number: int = 0
    withdrawn: bool = False
