"""What other archives call the records of a case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.identifier import CODE, Identifier
from kharkiv_tracker.store import codes, identity
from kharkiv_tracker.store.states import state_of

if TYPE_CHECKING:
    from kharkiv_tracker.store.edit import Edit


def add(edit: Edit, subject: str, identifier: Identifier) -> str:
    """Add an identifier to a record (by uid); returns the identifier's own code."""
    identifier.check()
    code = codes.next_code(edit.db, CODE)
    identifier = replace(identifier, subject=subject, code=code)
    edit.write("identifier", identity.new_uid(), state_of(identifier))
    return code
