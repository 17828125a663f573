"""Official running totals as they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.store import records
from kharkiv_tracker.store.figures import source_in, speaker_in
from kharkiv_tracker.store.states import statement_of

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


def statements(case: CaseFile, withdrawn: bool = False) -> tuple[Statement, ...]:
    """All statements by the time they speak of, those of unknown time last."""
    told = [
        statement_of(
            state,
            speaker_in(case.db, state.get("speaker")),
            source_in(case.db, state.get("source")),
        )
        for _uid, state in records.states(case.db, "statement")
    ]
    kept = [statement for statement in told if withdrawn or not statement.withdrawn]
    return tuple(sorted(kept, key=lambda s: (s.as_of is None, s.as_of and s.as_of.start, s.code)))
