"""Numbers kept outside the case file so that only who has the case file can read them."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: Masked numbers are below this.
LIMIT = 1 << 48
_NAME, _MASK = 8, 6


def name_and_mask(case: CaseFile, purpose: str) -> tuple[str, int]:
    """What a number of this case is kept under, and the mask to be applied to it.

    Both come from a random value inside the case file, so neither the case nor the number can be
    guessed without it. ("", 0) for a case without any history.
    """
    row = case.db.execute(
        "SELECT salt FROM payloads AS p JOIN revisions AS r ON r.id = "
        "p.revision ORDER BY r.seq LIMIT 1"
    ).fetchone()
    if row is None or not row[0]:
        return "", 0
    digest = blake2b(purpose.encode(), key=str(row[0]).encode()[:64]).digest()
    return digest[:_NAME].hex(), int.from_bytes(digest[_NAME : _NAME + _MASK], "big")
