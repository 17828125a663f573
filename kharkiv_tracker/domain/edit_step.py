"""One edit of the history, read to be named: who made it when, and what it wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kharkiv_tracker.domain.revision import Revision


@dataclass(frozen=True, slots=True)
class EditStep:
    """`revisions` are its first ones, records by code or name.

    `counts` is of how many records of each kind they all are.
    """

    edit: str
    author: str
    at: str
    revisions: tuple[Revision, ...]
    counts: Mapping[str, int]
